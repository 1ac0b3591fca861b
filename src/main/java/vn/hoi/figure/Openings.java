package vn.hoi.figure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Bucket;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;
import vn.hoi.register.RecordTable;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/**
 * Totals taken over from before. A number is what its records say and what is left of its openings; as the records of the
 * years before are brought in, the opening shrinks by them, and never below 0.
 */
@Component
class Openings {

    /**
     * One opening as it stands.
     *
     * @param until the last day of the half-month it stands in
     * @param keys of the figure's breakdowns, in their order; empty where it is not told apart
     */
    public record Opening(
            String id,
            String figure,
            Unit unit,
            LocalDate until,
            List<String> keys,
            BigDecimal declared,
            BigDecimal remaining,
            String document,
            LocalDate day) {}

    /** What a loading took off an opening; negative where it was given back. */
    record Use(long id, @Nullable Long entry, BigDecimal amount, String reason, String account, OffsetDateTime at) {}

    private static final String LOADED = "loaded";
    private static final int LOADINGS = 30;

    private final JdbcClient database;
    private final DSLContext records;
    private final Units units;
    private final Journal journal;
    private final CurrentPerson person;

    Openings(JdbcClient database, DSLContext records, Units units, Journal journal, CurrentPerson person) {
        this.database = database;
        this.records = records;
        this.units = units;
        this.journal = journal;
        this.person = person;
    }

    /** Those of a stored figure, oldest first. */
    List<Opening> list(Figure root) {
        return database.sql("select * from figure.opening where figure = :figure and number <> 0 order by bucket, id")
                .param("figure", root.id())
                .query(this::opening)
                .list();
    }

    private Opening opening(java.sql.ResultSet row, int n) throws java.sql.SQLException {
        return new Opening(
                row.getString("id"),
                row.getString("figure"),
                units.get(row.getInt("place")),
                new Bucket(row.getInt("bucket")).last(),
                List.of(row.getString("b1"), row.getString("b2"), row.getString("b3")),
                row.getBigDecimal("declared"),
                row.getBigDecimal("remaining"),
                row.getString("document"),
                Objects.requireNonNull(row.getObject("document_day", LocalDate.class)));
    }

    /** What was taken off it and given back, newest first. */
    List<Use> uses(Opening opening) {
        return database.sql("""
                        select id, batch, amount, reason, account, at from figure.opening_use
                        where opening = :opening order by id desc limit 100""")
                .param("opening", opening.id())
                .query((row, n) -> new Use(
                        row.getLong("id"),
                        row.getObject("batch", Long.class),
                        row.getBigDecimal("amount"),
                        row.getString("reason"),
                        row.getString("account"),
                        Objects.requireNonNull(row.getObject("at", OffsetDateTime.class))))
                .list();
    }

    /** The latest loadings of many records of the figure's register: what a person may name as bringing records in. */
    List<Journal.Entry> loadings(Source source) {
        return journal.list("registers/" + source.register().id()).stream()
                .filter(entry -> entry.action().equals(LOADED))
                .limit(LOADINGS)
                .toList();
    }

    /** @throws Problem FIG-430 when the figure has no such opening */
    private Opening lock(Source source, String id) {
        return database.sql("""
                        select * from figure.opening
                        where id = :id and figure = :figure and number <> 0 for update""")
                .param("id", id)
                .param("figure", source.root().id())
                .query(this::opening)
                .optional()
                .orElseThrow(() -> Problem.unknown(
                        "FIG-430", "Số liệu này không có số đầu kỳ «" + id + "»; chọn trong danh sách."));
    }

    /**
     * Takes the records of a loading off an opening: those that the figure counts in the opening's time, unit and part.
     *
     * @param entry number of the loading's journal entry
     * @return how much was taken off
     * @throws Problem FIG-431 more than is left, FIG-432 none of its records, FIG-433 taken off before
     */
    @Transactional
    public BigDecimal bringIn(Source source, String id, long entry, String reason) {
        Opening opening = lock(source, id);
        BigDecimal net = database.sql("""
                        select coalesce(sum(amount), 0) from figure.opening_use where opening = :id and batch = :entry""")
                .param("id", id)
                .param("entry", entry)
                .query(BigDecimal.class)
                .single();
        if (net.signum() != 0) {
            throw new Problem(409, "FIG-433", "Đợt nạp này đã được trừ vào số đầu kỳ; không trừ hai lần.");
        }
        BigDecimal amount = amount(source, counted(source, opening), entry);
        if (amount.signum() <= 0) {
            throw new Problem(
                    422,
                    "FIG-432",
                    "Đợt nạp này không có bản ghi nào thuộc số đầu kỳ; kiểm tra ngày, địa bàn và phân tổ của bản ghi.");
        }
        take(opening, entry, amount, reason);
        return amount;
    }

    /** Gives back what a loading took off, such as one that was undone since. @throws Problem FIG-435 when it took nothing */
    @Transactional
    public BigDecimal giveBack(Source source, String id, long entry, String reason) {
        Opening opening = lock(source, id);
        BigDecimal net = database.sql("""
                        select coalesce(sum(amount), 0) from figure.opening_use where opening = :id and batch = :entry""")
                .param("id", id)
                .param("entry", entry)
                .query(BigDecimal.class)
                .single();
        if (net.signum() == 0) {
            throw new Problem(409, "FIG-435", "Đợt nạp này không còn phần nào đã trừ vào số đầu kỳ.");
        }
        take(opening, entry, net.negate(), reason);
        return net;
    }

    private void take(Opening opening, long entry, BigDecimal amount, String reason) {
        BigDecimal left = opening.remaining().subtract(amount);
        if (left.signum() < 0) {
            throw new Problem(
                    422,
                    "FIG-431",
                    "Số đầu kỳ còn " + Vietnamese.number(opening.remaining()) + " mà đợt nạp có "
                            + Vietnamese.number(amount) + " bản ghi thuộc kỳ đó; kiểm tra trùng hoặc sửa số đầu kỳ.");
        }
        database.sql("update figure.opening set remaining = :left where id = :id")
                .param("left", left)
                .param("id", opening.id())
                .update();
        database.sql("""
                        insert into figure.opening_use (opening, batch, amount, reason, account)
                        values (:id, :entry, :amount, :reason, :account)""")
                .param("id", opening.id())
                .param("entry", entry)
                .param("amount", amount)
                .param("reason", reason)
                .param("account", person.account())
                .update();
        Map<String, Journal.Change> changes = new LinkedHashMap<>();
        changes.put("opening", new Journal.Change(opening.id(), opening.id()));
        changes.put("remaining", new Journal.Change(opening.remaining(), left));
        changes.put("loading", new Journal.Change(null, entry));
        journal.write(
                "figures/" + opening.figure(),
                amount.signum() > 0 ? "opening-taken" : "opening-given-back",
                changes,
                reason);
    }

    /**
     * Takes a loading off the openings of one figure, each record off one of them: the earliest, and of one time the
     * narrowest. An opening gives what is left of it and no more.
     *
     * @return what was taken, by opening
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Map<Opening, BigDecimal> takeOff(Source source, long entry, String reason) {
        List<Opening> standing = new ArrayList<>(database.sql("""
                        select * from figure.opening where figure = :figure and number <> 0 and remaining > 0
                        order by bucket, id for update""")
                .param("figure", source.root().id())
                .query(this::opening)
                .list());
        standing.sort(Comparator.comparing(Opening::until)
                .thenComparing(opening -> -units.path(opening.unit()).size())
                .thenComparing(opening ->
                        -opening.keys().stream().filter(key -> !key.isEmpty()).count()));
        Map<Opening, BigDecimal> taken = new LinkedHashMap<>();
        Condition before = DSL.falseCondition();
        for (Opening opening : standing) {
            Condition own = counted(source, opening);
            BigDecimal amount = amount(source, own.and(DSL.not(before)), entry).min(opening.remaining());
            if (amount.signum() > 0) {
                take(opening, entry, amount, reason);
                taken.put(opening, amount);
            }
            before = before.or(DSL.coalesce(DSL.field(own), DSL.inline(false)).isTrue());
        }
        return taken;
    }

    /** Gives back all that a loading took, of whatever figure. */
    @Transactional(propagation = Propagation.MANDATORY)
    void giveBack(long entry, String reason) {
        database.sql("""
                        select opening, sum(amount) as net from figure.opening_use where batch = :entry
                        group by opening having sum(amount) <> 0 order by opening""")
                .param("entry", entry)
                .query((row, n) -> Map.entry(row.getString("opening"), row.getBigDecimal("net")))
                .list()
                .forEach(used -> database.sql("select * from figure.opening where id = :id for update")
                        .param("id", used.getKey())
                        .query(this::opening)
                        .optional()
                        .ifPresent(
                                opening -> take(opening, entry, used.getValue().negate(), reason)));
    }

    /** What the figure counts in the opening's time, unit and part. */
    private Condition counted(Source source, Opening opening) {
        Definition.Stored definition = source.definition();
        Period time = new Period(null, opening.until());
        FigureQuery query = new FigureQuery(time, opening.until(), null, opening.until(), null);
        Set<Integer> places = units.counted(opening.unit().id(), units.map(opening.until()));
        Condition counted = source.whole().counted(query, opening.unit().parent() == null ? null : places);
        for (int index = 0; index < definition.by().size(); index++) {
            String key = opening.keys().get(index);
            if (!key.isEmpty()) {
                counted = counted.and(definition.by().get(index).in(List.of(key)));
            }
        }
        return counted;
    }

    /** How much of the records of a loading. */
    private BigDecimal amount(Source source, Condition counted, long entry) {
        Definition.Stored definition = source.definition();
        Field<BigDecimal> amount = definition.takes() == Definition.Takes.COUNT || definition.column() == null
                ? DSL.count().cast(BigDecimal.class)
                : DSL.coalesce(DSL.sum(RecordTable.number(definition.column().sql())), BigDecimal.ZERO);
        return Objects.requireNonNull(records.select(amount)
                .from(RecordTable.of(source.register()))
                .where(DSL.field(DSL.name("loaded_in"), Long.class).eq(entry).and(counted))
                .fetchSingle()
                .value1());
    }

    /** Names of the parts an opening is told apart by. */
    static List<Label> parts(Source source, Opening opening) {
        List<Label> parts = new ArrayList<>();
        for (int index = 0; index < source.definition().by().size(); index++) {
            String key = opening.keys().get(index);
            if (!key.isEmpty()) {
                parts.add(source.definition().by().get(index).label(key));
            }
        }
        return parts;
    }
}
