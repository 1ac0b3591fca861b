package vn.hoi.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.CurrentPerson;
import vn.hoi.journal.Journal;

/** The most each unit may propose in a round, by nature and source. What goes beyond is pointed out, never hidden. */
@Component
public class Ceilings {

    private final JdbcClient database;
    private final CurrentPerson person;
    private final Journal journal;

    Ceilings(JdbcClient database, CurrentPerson person, Journal journal) {
        this.database = database;
        this.person = person;
        this.journal = journal;
    }

    /**
     * One ceiling.
     *
     * @param source null for all sources of this nature together
     * @param amount đồng
     */
    public record Ceiling(
            int id, int unit, String nature, @Nullable String source, long amount) {

        boolean covers(Item item) {
            return item.unit() == unit
                    && item.purpose().nature().equals(nature)
                    && (source == null || source.equals(item.purpose().source()));
        }
    }

    /** A ceiling with what is asked for under it. */
    public record Filled(Ceiling ceiling, long asked) {

        /** How far it is passed; 0 or less when it is not. */
        public long over() {
            return asked - ceiling.amount();
        }
    }

    List<Ceiling> list(Round round) {
        return database.sql(
                        "select * from estimate.ceiling where round = :round order by unit, nature, source nulls first")
                .param("round", round.id())
                .query((row, n) -> new Ceiling(
                        row.getInt("id"),
                        row.getInt("unit"),
                        row.getString("nature"),
                        row.getString("source"),
                        row.getLong("amount")))
                .list();
    }

    /** Sets it anew; null takes it away. */
    @Transactional
    void set(Round round, int unit, String nature, @Nullable String source, @Nullable Long amount) {
        database.sql("""
                        delete from estimate.ceiling where round = :round and unit = :unit and nature = :nature
                            and source is not distinct from :source::text""")
                .param("round", round.id())
                .param("unit", unit)
                .param("nature", nature)
                .param("source", source)
                .update();
        if (amount != null) {
            database.sql("""
                            insert into estimate.ceiling (round, unit, nature, source, amount, author)
                            values (:round, :unit, :nature, :source, :amount, :author)""")
                    .param("round", round.id())
                    .param("unit", unit)
                    .param("nature", nature)
                    .param("source", source)
                    .param("amount", amount)
                    .param("author", person.account())
                    .update();
        }
        journal.write(
                round.subject(),
                "ceiling",
                Map.of(unit + "/" + nature + (source == null ? "" : "/" + source), new Journal.Change(null, amount)),
                null);
    }

    /** Each with what these items ask for up to a stage. */
    List<Filled> fill(Round round, List<Item> items, Stage stage) {
        return fill(list(round), items, item -> item.upTo(stage));
    }

    static List<Filled> fill(List<Ceiling> ceilings, List<Item> items, java.util.function.ToLongFunction<Item> amount) {
        List<Filled> filled = new ArrayList<>();
        for (Ceiling ceiling : ceilings) {
            filled.add(new Filled(
                    ceiling,
                    items.stream().filter(ceiling::covers).mapToLong(amount).sum()));
        }
        return filled;
    }
}
