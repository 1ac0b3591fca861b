package vn.hoi.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;

/** Budget lines. */
@Component
public class Lines {

    private final JdbcClient database;

    Lines(JdbcClient database) {
        this.database = database;
    }

    /** Of a row that has all columns of the line, and the project's code as {@code project_code}. */
    static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getLong("id"),
                row.getString("code"),
                new Label(row.getString("name"), row.getString("name_en")),
                row.getInt("budget_year"),
                row.getBoolean("cumulative"),
                row.getInt("unit"),
                row.getString("level"),
                row.getString("nature"),
                row.getObject("autonomous", Boolean.class),
                row.getString("heading"),
                row.getString("chapter"),
                row.getString("type"),
                row.getString("item"),
                row.getString("sub_item"),
                row.getString("source"),
                row.getString("programme"),
                row.getString("field"),
                row.getString("project_code"),
                row.getString("task"),
                row.getObject("plan_year", Integer.class),
                row.getObject("began_on", LocalDate.class),
                row.getObject("ended_on", LocalDate.class));
    }

    public Optional<Line> find(long id) {
        return database.sql("""
                        select l.*, p.code as project_code from ledger.line l
                        left join ledger.project p on p.id = l.project where l.id = :id""").param("id", id).query((row, n) -> line(row)).optional();
    }

    /** By its code. */
    public Optional<Line> find(String code) {
        return database.sql("""
                        select l.*, p.code as project_code from ledger.line l
                        left join ledger.project p on p.id = l.project where l.code = :code""")
                .param("code", code)
                .query((row, n) -> line(row))
                .optional();
    }

    /** @throws Problem LED-404 */
    public Line get(long id) {
        return find(id).orElseThrow(() ->
                Problem.unknown("LED-404", "Không có dòng ngân sách số " + id + "; chọn trong danh sách dòng."));
    }

    /** Opens a line; codes that its year's lists do not have are refused by the database (LED-012). @return its number */
    public long open(Line line, String author) {
        ensureYear(line.budgetYear());
        return database.sql("""
                        insert into ledger.line (code, name, name_en, budget_year, cumulative, unit, level, nature, autonomous,
                            heading, chapter, type, item, sub_item, source, programme, field, project, task, plan_year,
                            began_on, ended_on, author)
                        values (:code, :name, :nameEn, :year, :cumulative, :unit, :level, :nature, :autonomous, :heading,
                            :chapter, :type, :item, :subItem, :source, :programme, :field,
                            (select id from ledger.project where code = :project), :task, :planYear, :began, :ended, :author)
                        returning id""")
                .param("code", line.code())
                .param("name", line.name().vi())
                .param("nameEn", line.name().en())
                .param("year", line.budgetYear())
                .param("cumulative", line.cumulative())
                .param("unit", line.unit())
                .param("level", line.level())
                .param("nature", line.nature())
                .param("autonomous", line.autonomous())
                .param("heading", line.heading())
                .param("chapter", line.chapter())
                .param("type", line.type())
                .param("item", line.item())
                .param("subItem", line.subItem())
                .param("source", line.source())
                .param("programme", line.programme())
                .param("field", line.field())
                .param("project", line.project())
                .param("task", line.task())
                .param("planYear", line.planYear())
                .param("began", line.beganOn())
                .param("ended", line.endedOn())
                .param("author", author)
                .query(Long.class)
                .single();
    }

    /** The old year's payments run to the end of January. */
    void ensureYear(int year) {
        database.sql("insert into ledger.year (year, pays_until) values (:year, :until) on conflict do nothing")
                .param("year", year)
                .param("until", LocalDate.of(year + 1, 1, 31))
                .update();
    }
}
