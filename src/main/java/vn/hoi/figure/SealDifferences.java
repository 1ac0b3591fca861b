package vn.hoi.figure;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.Problem;
import vn.hoi.register.Register;

/**
 * Explains what a sealed figure has become, record by record. A record stood at the cut-off as its earliest past row behind
 * the seal's snapshot says, or as it stands where it has none; it was not there when the journal tells of its coming behind
 * the snapshot. The figure's own predicate is put to both; what only one of them passes, or both with another amount, is the
 * difference.
 */
@Component
public class SealDifferences {

    /**
     * A record that is counted otherwise than at the cut-off.
     *
     * @param code of the record
     * @param unit that answers for it
     * @param then what it added at the cut-off; null when it was not counted
     * @param now what it adds; null when it is not counted
     * @param how {@code created}, {@code entered}, {@code left}, {@code gone} or {@code amount}
     */
    public record RecordChange(
            long id,
            String code,
            int unit,
            @Nullable BigDecimal then,
            @Nullable BigDecimal now,
            String how) {}

    /** How much records of one kind make of the difference. */
    public record Sum(String how, long records, BigDecimal difference) {}

    /**
     * A line of a seal, explained.
     *
     * @param byRecords what the records make of it together; null when the figure is not the sum of its records
     * @param rest what they leave unexplained: nothing, unless the definition or an opening is another one now
     */
    public record Explanation(
            FigureSeals.Changed changed,
            @Nullable Register register,
            List<Sum> sums,
            @Nullable BigDecimal byRecords,
            @Nullable BigDecimal rest,
            List<RecordChange> records) {}

    private static final String BORN_AFTER = """
            coalesce(
                (select not pg_visible_in_snapshot(xid, cast(:snapshot as pg_snapshot)) from journal.entry where id = %1$s.loaded_in),
                (select not pg_visible_in_snapshot(xid, cast(:snapshot as pg_snapshot)) from journal.entry
                    where subject = :register || '/' || %1$s.code and action = 'created' order by id desc limit 1),
                false)""";

    private final Figures figures;
    private final FigureReading reading;
    private final FigureSeals seals;
    private final JdbcClient database;
    private final TransactionTemplate oneMoment;
    /** Only renders conditions to text; never runs anything. */
    private final DSLContext renderer = DSL.using(SQLDialect.POSTGRES);

    SealDifferences(
            Figures figures,
            FigureReading reading,
            FigureSeals seals,
            JdbcClient database,
            PlatformTransactionManager transactions) {
        this.figures = figures;
        this.reading = reading;
        this.seals = seals;
        this.database = database;
        oneMoment = new TransactionTemplate(transactions);
        oneMoment.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        oneMoment.setReadOnly(true);
    }

    /**
     * One line of a seal, with the records that explain it in the order of their numbers.
     *
     * @param after number of the record that all listed ones come behind
     * @param most records listed at most
     * @throws Problem SEA-405 when the seal has no such line
     */
    Explanation explain(FigureSeal seal, int line, long after, int most) {
        SealedFigure sealed = seal.figures().stream()
                .filter(one -> one.line() == line)
                .findFirst()
                .orElseThrow(() -> Problem.unknown(
                        "SEA-405", "Bản chốt này không có dòng số " + line + "; chọn một dòng của bản chốt."));
        return Objects.requireNonNull(oneMoment.execute(status -> explain(seal, sealed, after, most)));
    }

    private Explanation explain(FigureSeal seal, SealedFigure line, long after, int most) {
        FigureSeals.Changed changed = seals.changed(seal, line);
        @Nullable Figure figure = figures.find(line.figure()).orElse(null);
        @Nullable Source source = figure == null ? null : reading.source(figure).orElse(null);
        if (figure == null || source == null) {
            return new Explanation(changed, null, List.of(), null, changed.difference(), List.of());
        }
        String snapshot = database.sql("select snapshot::text from figure.seal where id = :id")
                .param("id", seal.id())
                .query(String.class)
                .single();
        Register register = source.definition().register();
        String both = both(figure, source, seals.query(seal, line));
        List<Sum> sums = ask(
                        both + " select how, count(*), sum(coalesce(now, 0) - coalesce(past, 0)) from told"
                                + " group by how order by how",
                        snapshot,
                        register)
                .query((row, n) -> new Sum(row.getString(1), row.getLong(2), row.getBigDecimal(3)))
                .list();
        List<RecordChange> records = ask(
                        both + " select * from told where id > :after order by id limit :most", snapshot, register)
                .param("after", after)
                .param("most", most)
                .query(SealDifferences::change)
                .list();
        if (!source.definition().takes().adds()) {
            // a mean or a greatest value is not the sum of what its records do to it: they are named, not added up
            return new Explanation(changed, register, List.of(), null, null, records);
        }
        BigDecimal byRecords = sums.stream().map(Sum::difference).reduce(BigDecimal.ZERO, BigDecimal::add);
        @Nullable BigDecimal difference = changed.difference();
        return new Explanation(
                changed,
                register,
                sums,
                byRecords,
                difference == null ? null : difference.subtract(byRecords),
                records);
    }

    private JdbcClient.StatementSpec ask(String sql, String snapshot, Register register) {
        return database.sql(sql).param("snapshot", snapshot).param("register", register.id());
    }

    private static RecordChange change(ResultSet row, int number) throws SQLException {
        return new RecordChange(
                row.getLong("id"),
                row.getString("code"),
                row.getInt("unit"),
                row.getBigDecimal("past"),
                row.getBigDecimal("now"),
                row.getString("how"));
    }

    /** The records that are counted on one side alone, or on both with another amount, as the table {@code told}. */
    private String both(Figure figure, Source source, FigureQuery query) {
        Definition.Stored definition = source.definition();
        String table = "register." + FigureTriggers.quote(definition.register().table());
        String condition = renderer.renderInlined(reading.counted(figure, query));
        String where = condition.isBlank() ? "true" : condition;
        String amount = definition.takes() == Definition.Takes.COUNT
                ? "1::numeric"
                : FigureTriggers.quote(
                        Objects.requireNonNull(definition.column()).sql());
        amount = switch (definition.takes()) {
            case COUNT -> amount;
            case SUM -> "coalesce(" + amount + ", 0)::numeric";
            case MEAN, LEAST, GREATEST -> amount + "::numeric";
            // a value that is no number: that it is counted is all there is to add up
            case DISTINCT -> "1::numeric";
        };
        return """
                with behind as materialized (
                    select entry.id, entry.action, entry.subject from journal.entry
                    where xid >= pg_snapshot_xmin(cast(:snapshot as pg_snapshot))
                      and not pg_visible_in_snapshot(xid, cast(:snapshot as pg_snapshot))
                      and (action = 'created' and starts_with(subject, :register || '/')
                          or action = 'loaded' and subject = 'registers/' || :register)
                ), touched as materialized (
                    select distinct on (record) record, code, loaded_in, "row" from figure.past_row
                    where register = :register and xid >= pg_snapshot_xmin(cast(:snapshot as pg_snapshot))
                      and not pg_visible_in_snapshot(xid, cast(:snapshot as pg_snapshot))
                    order by record, id
                ), earlier as (
                    select stood.* from touched, lateral jsonb_populate_record(null::%1$s, touched."row") as stood
                    where not %2$s
                ), concerned as (
                    select record as id from touched
                    union select id from %1$s where loaded_in in (select id from behind where action = 'loaded')
                    union select stands.id from behind join %1$s as stands
                        on stands.code = substr(behind.subject, length(:register) + 2) where behind.action = 'created'
                ), past as (
                    select id, code, unit, %3$s as amount from earlier where %4$s
                ), present as (
                    select id, code, unit, %3$s as amount from (
                        select * from %1$s where id in (select id from concerned)) as stands where %4$s
                ), told as (
                    select coalesce(present.id, past.id) as id, coalesce(present.code, past.code) as code,
                        coalesce(present.unit, past.unit) as unit, past.amount as past, present.amount as now,
                        case when past.id is not null and present.id is not null then 'amount'
                             when present.id is null then
                                 case when exists (select from %1$s as stands where stands.id = past.id)
                                     then 'left' else 'gone' end
                             when exists (select from earlier where earlier.id = present.id) then 'entered'
                             else 'created' end as how
                    from past full join present on present.id = past.id
                    where past.amount is distinct from present.amount
                )""".formatted(table, BORN_AFTER.formatted("touched"), amount, where);
    }
}
