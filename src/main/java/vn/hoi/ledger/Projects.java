package vn.hoi.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.journal.Journal;

/** Capital projects: their total and its changes, their acts. What is spent on them is on their lines. */
@Component
public class Projects {

    private final JdbcClient database;
    private final Journal journal;

    Projects(JdbcClient database, Journal journal) {
        this.database = database;
        this.journal = journal;
    }

    /**
     * A capital project.
     *
     * @param unit id of the owner
     * @param allotted đồng allotted over all years; {@code over} of it beyond the total, by override
     */
    public record Project(
            int id,
            String code,
            Label name,
            int unit,
            String field,
            int firstYear,
            int lastYear,
            @Nullable String about,
            long total,
            long allotted,
            long over) {

        public String address() {
            return "/budget/projects/" + code;
        }
    }

    /** A total with the document that set it. */
    public record Total(LocalDate since, long total, String document, LocalDate documentDay) {}

    /** An act: medium-term, final-asked, final-checked, final-approved. */
    public record Act(
            String act, long amount, @Nullable Long retention, LocalDate day, String document, LocalDate documentDay) {}

    public List<Project> list() {
        return database.sql("""
                        select p.*, s.total, s.allotted, s.over from ledger.project p
                        join ledger.project_standing s on s.project = p.id order by p.id""").query(Projects::project).list();
    }

    private static Project project(ResultSet row, int number) throws SQLException {
        return new Project(
                row.getInt("id"),
                row.getString("code"),
                new Label(row.getString("name"), row.getString("name_en")),
                row.getInt("unit"),
                row.getString("field"),
                row.getInt("first_year"),
                row.getInt("last_year"),
                row.getString("about"),
                row.getLong("total"),
                row.getLong("allotted"),
                row.getLong("over"));
    }

    public Optional<Project> find(String code) {
        return list().stream().filter(project -> project.code().equals(code)).findFirst();
    }

    /** @throws Problem LED-404 */
    public Project get(String code) {
        return find(code)
                .orElseThrow(
                        () -> Problem.unknown("LED-404", "Không có dự án «" + code + "»; chọn trong danh sách dự án."));
    }

    /** Its total and its changes, oldest first. */
    public List<Total> totals(Project project) {
        return database.sql("""
                        select since, total, document, document_day from ledger.project_total
                        where project = :project order by since""")
                .param("project", project.id())
                .query((row, n) -> new Total(day(row, 1), row.getLong(2), row.getString(3), day(row, 4)))
                .list();
    }

    /** In the order they were done. */
    public List<Act> acts(Project project) {
        return database.sql("""
                        select act, amount, retention, day, document, document_day from ledger.project_act
                        where project = :project order by day, id""")
                .param("project", project.id())
                .query((row, n) -> new Act(
                        row.getString(1),
                        row.getLong(2),
                        row.getObject(3, Long.class),
                        day(row, 4),
                        row.getString(5),
                        day(row, 6)))
                .list();
    }

    static LocalDate day(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, LocalDate.class));
    }

    /** Opens a project; its money comes by {@link #total}, lines and postings. */
    @Transactional
    public void open(Project project, String document) {
        database.sql("""
                        insert into ledger.project (code, name, name_en, unit, field, first_year, last_year, about)
                        values (:code, :name, :nameEn, :unit, :field, :first, :last, :about)""")
                .param("code", project.code())
                .param("name", project.name().vi())
                .param("nameEn", project.name().en())
                .param("unit", project.unit())
                .param("field", project.field())
                .param("first", project.firstYear())
                .param("last", project.lastYear())
                .param("about", project.about())
                .update();
        journal.write(
                "budget-project/" + project.code(),
                "opened",
                Map.of("name", new Journal.Change(null, project.name().vi())),
                document);
    }

    /**
     * Sets the total from a day on.
     *
     * @throws Problem LED-034 when less than what is allotted already
     */
    @Transactional
    public void total(String code, Total total, String author) {
        Project project = get(code);
        try {
            database.sql("""
                            insert into ledger.project_total (project, since, total, document, document_day, author)
                            values (:project, :since, :total, :document, :day, :author)""")
                    .param("project", project.id())
                    .param("since", total.since())
                    .param("total", total.total())
                    .param("document", total.document())
                    .param("day", total.documentDay())
                    .param("author", author)
                    .update();
        } catch (DataIntegrityViolationException refused) {
            throw RefusedByDatabase.problem(refused);
        }
        journal.write(
                "budget-project/" + code,
                "total-set",
                Map.of("total", new Journal.Change(project.total() == 0 ? null : project.total(), total.total())),
                total.document());
    }

    /** Puts an act on record. */
    @Transactional
    public void act(String code, Act act, String author) {
        Project project = get(code);
        int made = database.sql("""
                        insert into ledger.project_act (project, act, amount, retention, day, document, document_day, author)
                        values (:project, :act, :amount, :retention, :day, :document, :documentDay, :author)
                        on conflict do nothing""")
                .param("project", project.id())
                .param("act", act.act())
                .param("amount", act.amount())
                .param("retention", act.retention())
                .param("day", act.day())
                .param("document", act.document())
                .param("documentDay", act.documentDay())
                .param("author", author)
                .update();
        if (made == 0) {
            throw usedBefore(act.document());
        }
        journal.write(
                "budget-project/" + code,
                act.act(),
                Map.of("amount", new Journal.Change(null, act.amount())),
                act.document());
    }

    static Problem usedBefore(String document) {
        return new Problem(
                409, "LED-043", "Văn bản «" + document + "» đã được ghi cho việc này; kiểm tra lại số và ngày.");
    }
}
