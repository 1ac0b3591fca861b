package vn.hoi.estimate;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;

/** Items of proposals with all versions of their amounts. */
@Component
public class Items {

    private static final String ITEMS = """
            select i.*, p.unit from estimate.item i join estimate.proposal p on p.id = i.proposal
            where (:round::int is null or p.round = :round) and (:proposal::bigint is null or p.id = :proposal)
                and (:item::bigint is null or i.id = :item)
            order by i.level desc, p.unit, i.id""";

    private static final String LATEST = """
            select distinct on (v.item, v.stage) v.* from estimate.version v
            join estimate.item i on i.id = v.item join estimate.proposal p on p.id = i.proposal
            where (:round::int is null or p.round = :round) and (:proposal::bigint is null or p.id = :proposal)
                and (:item::bigint is null or i.id = :item)
            order by v.item, v.stage, v.id desc""";

    private final JdbcClient database;
    private final CurrentPerson person;

    Items(JdbcClient database, CurrentPerson person) {
        this.database = database;
        this.person = person;
    }

    /** What a unit says to the appraisal of an item. */
    public record Answer(String says, String author, Instant at) {}

    /** Of a round: those submitted, and dropped ones that were. */
    List<Item> submitted(Round round) {
        return list(round.id(), null, null).stream().filter(Item::isSubmitted).toList();
    }

    /** Of a proposal, as it is drafted. */
    List<Item> list(Proposal proposal) {
        return list(null, proposal.id(), null);
    }

    Optional<Item> find(Round round, long item) {
        return list(round.id(), null, item).stream().findFirst();
    }

    /** @throws Problem EST-405 */
    Item get(Round round, long item) {
        return find(round, item)
                .orElseThrow(() -> Problem.unknown(
                        "EST-405",
                        "Không có dòng dự toán số " + item + " trong đợt này; mở lại danh sách dòng dự toán."));
    }

    private List<Item> list(@Nullable Integer round, @Nullable Long proposal, @Nullable Long item) {
        Map<Long, Map<Stage, Item.Version>> versions = new HashMap<>();
        database.sql(LATEST)
                .param("round", round)
                .param("proposal", proposal)
                .param("item", item)
                .query((row, n) -> version(row))
                .list()
                .forEach(version -> versions.computeIfAbsent(version.item(), none -> new EnumMap<>(Stage.class))
                        .put(version.stage(), version));
        return database.sql(ITEMS)
                .param("round", round)
                .param("proposal", proposal)
                .param("item", item)
                .query((row, n) -> item(row, versions.getOrDefault(row.getLong("id"), Map.of())))
                .list();
    }

    private static Item item(ResultSet row, Map<Stage, Item.Version> versions) throws SQLException {
        return new Item(
                row.getLong("id"),
                row.getLong("proposal"),
                row.getInt("unit"),
                row.getObject("line", Long.class),
                row.getString("code"),
                new Purpose(
                        row.getString("name"),
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
                        row.getString("project"),
                        row.getString("task")),
                norm(row),
                row.getLong("amount"),
                row.getString("reason"),
                row.getBoolean("dropped"),
                versions);
    }

    private static Norm norm(ResultSet row) throws SQLException {
        BigDecimal quantity = row.getBigDecimal("quantity");
        return new Norm(
                quantity == null ? null : quantity.stripTrailingZeros(),
                row.getString("measure"),
                row.getObject("rate", Long.class));
    }

    private static Item.Version version(ResultSet row) throws SQLException {
        return new Item.Version(
                row.getLong("id"),
                row.getLong("item"),
                Stage.find(row.getString("stage")).orElseThrow(),
                row.getLong("amount"),
                norm(row),
                row.getString("reason"),
                row.getString("author"),
                Objects.requireNonNull(row.getObject("at", OffsetDateTime.class))
                        .toInstant());
    }

    /** Every version of an item, in the order they were given. */
    List<Item.Version> versions(Item item) {
        return database.sql("select * from estimate.version where item = :item order by id")
                .param("item", item.id())
                .query((row, n) -> version(row))
                .list();
    }

    List<Answer> answers(Item item) {
        return database.sql("select says, author, at from estimate.answer where item = :item order by id")
                .param("item", item.id())
                .query((row, n) -> new Answer(
                        row.getString("says"),
                        row.getString("author"),
                        Objects.requireNonNull(row.getObject("at", OffsetDateTime.class))
                                .toInstant()))
                .list();
    }

    /** Adds one more version. */
    void give(Item item, Stage stage, long amount, Norm norm, @Nullable String reason) {
        database.sql("""
                        insert into estimate.version (item, stage, amount, quantity, measure, rate, reason, author)
                        values (:item, :stage, :amount, :quantity, :measure, :rate, :reason, :author)""")
                .param("item", item.id())
                .param("stage", stage.id())
                .param("amount", amount)
                .param("quantity", norm.quantity())
                .param("measure", norm.measure())
                .param("rate", norm.rate())
                .param("reason", reason)
                .param("author", person.account())
                .update();
    }

    void answer(Item item, String says) {
        database.sql("insert into estimate.answer (item, says, author) values (:item, :says, :author)")
                .param("item", item.id())
                .param("says", says)
                .param("author", person.account())
                .update();
    }

    /** @return its number */
    long add(long proposal, Drafted drafted) {
        Purpose purpose = drafted.purpose();
        return database.sql("""
                        insert into estimate.item (proposal, code, name, level, nature, autonomous, heading, chapter, type,
                            item, sub_item, source, programme, field, project, task, quantity, measure, rate, amount, reason)
                        values (:proposal, :code, :name, :level, :nature, :autonomous, :heading, :chapter, :type, :item,
                            :subItem, :source, :programme, :field, :project, :task, :quantity, :measure, :rate, :amount,
                            :reason)
                        returning id""")
                .param("proposal", proposal)
                .param("code", drafted.code())
                .params(words(purpose))
                .params(numbers(drafted))
                .query(Long.class)
                .single();
    }

    /** What it is for changes only before it has a line of the ledger. */
    void change(Item item, Drafted drafted) {
        if (item.line() == null) {
            database.sql("""
                            update estimate.item set name = :name, level = :level, nature = :nature,
                                autonomous = :autonomous, heading = :heading, chapter = :chapter, type = :type, item = :item,
                                sub_item = :subItem, source = :source, programme = :programme, field = :field,
                                project = :project, task = :task
                            where id = :id""")
                    .params(words(drafted.purpose()))
                    .param("id", item.id())
                    .update();
        }
        database.sql("""
                        update estimate.item set quantity = :quantity, measure = :measure, rate = :rate, amount = :amount,
                            reason = :reason, dropped = false
                        where id = :id""").params(numbers(drafted)).param("id", item.id()).update();
    }

    private static Map<String, @Nullable Object> words(Purpose purpose) {
        Map<String, @Nullable Object> words = new HashMap<>();
        words.put("name", purpose.name());
        words.put("level", purpose.level());
        words.put("nature", purpose.nature());
        words.put("autonomous", purpose.autonomous());
        words.put("heading", purpose.heading());
        words.put("chapter", purpose.chapter());
        words.put("type", purpose.type());
        words.put("item", purpose.item());
        words.put("subItem", purpose.subItem());
        words.put("source", purpose.source());
        words.put("programme", purpose.programme());
        words.put("field", purpose.field());
        words.put("project", purpose.project());
        words.put("task", purpose.task());
        return words;
    }

    private static Map<String, @Nullable Object> numbers(Drafted drafted) {
        Map<String, @Nullable Object> numbers = new HashMap<>();
        numbers.put("quantity", drafted.norm().quantity());
        numbers.put("measure", drafted.norm().measure());
        numbers.put("rate", drafted.norm().rate());
        numbers.put("amount", drafted.amount());
        numbers.put("reason", drafted.reason());
        return numbers;
    }

    /** Out of the proposal: what nobody has seen goes, what was submitted stays at nothing. */
    void drop(Item item) {
        if (item.isSubmitted()) {
            database.sql("update estimate.item set dropped = true where id = :id")
                    .param("id", item.id())
                    .update();
        } else {
            database.sql("delete from estimate.item where id = :id")
                    .param("id", item.id())
                    .update();
        }
    }

    /** Ties it to its line of the ledger. */
    void tie(Item item, long line, String code) {
        database.sql("update estimate.item set line = :line, code = :code where id = :id")
                .param("line", line)
                .param("code", code)
                .param("id", item.id())
                .update();
    }
}
