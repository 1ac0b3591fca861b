package vn.hoi.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what the postings come to, on any day, of any lines: sums of the few rows a line has for a day and a kind. */
@Component
public class Budget {

    private static final String SUMS = """
            select l.*, p.code as project_code,
                coalesce(sum(d.amount * m.requested), 0)::bigint as requested,
                coalesce(sum(d.amount * m.appraised), 0)::bigint as appraised,
                coalesce(sum(d.amount * m.decided), 0)::bigint as decided,
                coalesce(sum(d.amount * m.allotted), 0)::bigint as allotted,
                coalesce(sum(d.amount * m.apportioned), 0)::bigint as apportioned,
                coalesce(sum(d.amount * m.loaded), 0)::bigint as loaded,
                coalesce(sum(d.amount * m.committed), 0)::bigint as committed,
                coalesce(sum(d.amount * m.advanced), 0)::bigint as advanced,
                coalesce(sum(d.amount * m.paid), 0)::bigint as paid,
                coalesce(sum(d.amount * m.retained), 0)::bigint as retained,
                coalesce(sum(d.amount * m.repaid), 0)::bigint as repaid,
                coalesce(sum(d.amount * m.adjusted), 0)::bigint as adjusted,
                coalesce(sum(d.amount * m.supplemented), 0)::bigint as supplemented,
                coalesce(sum(d.amount * m.saved), 0)::bigint as saved,
                coalesce(sum(d.amount * m.extended), 0)::bigint as extended,
                coalesce(sum(d.amount * m.carried_over), 0)::bigint as carried_over,
                coalesce(sum(d.amount * m.cancelled), 0)::bigint as cancelled,
                coalesce(sum(d.amount * m.brought), 0)::bigint as brought,
                coalesce(sum(d.postings), 0)::bigint as postings
            from ledger.line l
            left join ledger.project p on p.id = l.project
            left join ledger.day d on d.line = l.id
                and (:from::date is null or d.day >= :from) and (:to::date is null or d.day <= :to)
            left join ledger.move m on m.kind = d.kind
            where (:year::text[] is null or l.budget_year::text = any(:year))
                and (:cumulative::text[] is null or l.cumulative::text = any(:cumulative))
                and (:unit::int[] is null or l.unit = any(:unit))
                and (:unit_code::text[] is null or exists (
                    select from unit.unit u where u.id = l.unit and u.code = any(:unit_code)))
                and (:level::text[] is null or l.level = any(:level))
                and (:nature::text[] is null or l.nature = any(:nature))
                and (:autonomous::text[] is null or coalesce(l.autonomous::text, '') = any(:autonomous))
                and (:heading::text[] is null or l.heading = any(:heading))
                and (:chapter::text[] is null or coalesce(l.chapter, '') = any(:chapter))
                and (:type::text[] is null or coalesce(l.type, '') = any(:type))
                and (:item::text[] is null or coalesce(l.item, '') = any(:item))
                and (:sub_item::text[] is null or coalesce(l.sub_item, '') = any(:sub_item))
                and (:source::text[] is null or coalesce(l.source, '') = any(:source))
                and (:programme::text[] is null or coalesce(l.programme, '') = any(:programme))
                and (:field::text[] is null or coalesce(l.field, '') = any(:field))
                and (:project::text[] is null or coalesce(p.code, '') = any(:project))
                and (:task::text[] is null or coalesce(l.task, '') = any(:task))
                and (:line::text[] is null or l.code = any(:line))
            group by l.id, p.code
            order by l.budget_year, l.nature, l.code""";

    private final JdbcClient database;

    Budget(JdbcClient database) {
        this.database = database;
    }

    /** A line with what its postings come to, and how many there are. */
    public record LineSums(Line line, Sums sums, long postings) {}

    /** What one month moved. */
    public record Month(LocalDate first, Sums sums) {}

    /** All lines that the filter names with what was posted from a day to a day, both inclusive; null is open. */
    public List<LineSums> list(LineFilter filter, @Nullable LocalDate from, @Nullable LocalDate to) {
        return database.sql(SUMS)
                .param("from", from)
                .param("to", to)
                .param("year", filter.values("year"))
                .param("cumulative", filter.values("cumulative"))
                .param("unit", filter.unitIds())
                .param("unit_code", filter.values("unit"))
                .param("level", filter.values("level"))
                .param("nature", filter.values("nature"))
                .param("autonomous", filter.values("autonomous"))
                .param("heading", filter.values("heading"))
                .param("chapter", filter.values("chapter"))
                .param("type", filter.values("type"))
                .param("item", filter.values("item"))
                .param("sub_item", filter.values("sub-item"))
                .param("source", filter.values("source"))
                .param("programme", filter.values("programme"))
                .param("field", filter.values("field"))
                .param("project", filter.values("project"))
                .param("task", filter.values("task"))
                .param("line", filter.values("line"))
                .query((row, n) -> new LineSums(Lines.line(row), sums(row), row.getLong("postings")))
                .list();
    }

    /** What all of them come to. */
    public static Sums total(Collection<LineSums> lines) {
        var total = new Sums();
        lines.forEach(line -> total.add(line.sums()));
        return total;
    }

    private static Sums sums(ResultSet row) throws SQLException {
        var sums = new Sums();
        for (Account account : Account.values()) {
            sums.add(account, row.getLong(account.column()));
        }
        return sums;
    }

    /** What a line comes to at the end of a day. */
    public Sums balance(long line, LocalDate day) {
        return database.sql("""
                        select sum(d.amount * m.requested) as requested, sum(d.amount * m.appraised) as appraised,
                            sum(d.amount * m.decided) as decided, sum(d.amount * m.allotted) as allotted,
                            sum(d.amount * m.apportioned) as apportioned, sum(d.amount * m.loaded) as loaded,
                            sum(d.amount * m.committed) as committed, sum(d.amount * m.advanced) as advanced,
                            sum(d.amount * m.paid) as paid, sum(d.amount * m.retained) as retained,
                            sum(d.amount * m.repaid) as repaid, sum(d.amount * m.adjusted) as adjusted,
                            sum(d.amount * m.supplemented) as supplemented, sum(d.amount * m.saved) as saved,
                            sum(d.amount * m.extended) as extended, sum(d.amount * m.carried_over) as carried_over,
                            sum(d.amount * m.cancelled) as cancelled, sum(d.amount * m.brought) as brought
                        from (select kind, sum(amount) as amount from ledger.day
                            where line = :line and day <= :day group by kind) d
                        join ledger.move m on m.kind = d.kind""")
                .param("line", line)
                .param("day", day)
                .query((row, n) -> sums(row))
                .single();
    }

    /** Months in which something of these lines moved, in order. */
    public List<Month> months(List<Long> lines) {
        return database.sql("""
                        select date_trunc('month', d.day)::date as first,
                            sum(d.amount * m.requested) as requested, sum(d.amount * m.appraised) as appraised,
                            sum(d.amount * m.decided) as decided, sum(d.amount * m.allotted) as allotted,
                            sum(d.amount * m.apportioned) as apportioned, sum(d.amount * m.loaded) as loaded,
                            sum(d.amount * m.committed) as committed, sum(d.amount * m.advanced) as advanced,
                            sum(d.amount * m.paid) as paid, sum(d.amount * m.retained) as retained,
                            sum(d.amount * m.repaid) as repaid, sum(d.amount * m.adjusted) as adjusted,
                            sum(d.amount * m.supplemented) as supplemented, sum(d.amount * m.saved) as saved,
                            sum(d.amount * m.extended) as extended, sum(d.amount * m.carried_over) as carried_over,
                            sum(d.amount * m.cancelled) as cancelled, sum(d.amount * m.brought) as brought
                        from ledger.day d join ledger.move m on m.kind = d.kind
                        where d.line = any(:lines) group by 1 order by 1""")
                .param("lines", lines.toArray(Long[]::new))
                .query((row, n) ->
                        new Month(java.util.Objects.requireNonNull(row.getObject("first", LocalDate.class)), sums(row)))
                .list();
    }

    /** The last day on which something was posted. */
    public Optional<LocalDate> lastDay() {
        return database.sql("select max(day) from ledger.day where day is not null having max(day) is not null")
                .query(LocalDate.class)
                .optional();
    }

    /** Years that have lines, newest first. */
    public List<Integer> years() {
        return database.sql("select distinct budget_year from ledger.line where not cumulative order by 1 desc")
                .query(Integer.class)
                .list();
    }
}
