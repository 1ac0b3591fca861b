package vn.hoi.figure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.Bucket;
import vn.hoi.register.Column;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;

/** Recomputes cells from the records and names each that is wrong. */
@Component
public class FigureProof {

    /**
     * A cell that does not say what the records say.
     *
     * @param what cell, roll-up or opening
     * @param where place, half month and breakdown, as the database keeps them
     */
    public record Fault(String figure, String what, String where, BigDecimal kept, BigDecimal counted) {}

    private static final int MOST = 50;

    private final Registers registers;
    private final StoredFigures stored;
    private final JdbcClient database;

    FigureProof(Registers registers, StoredFigures stored, JdbcClient database) {
        this.registers = registers;
        this.stored = stored;
        this.database = database;
    }

    /** Every stored figure; empty when all is right. At most fifty faults a figure. */
    public List<Fault> all() {
        List<Fault> faults = new ArrayList<>();
        figures().forEach(figure -> faults.addAll(of(figure, null)));
        faults.addAll(openings());
        return faults;
    }

    /** What is left of each opening is what was taken over less what was taken off. */
    private List<Fault> openings() {
        return database.sql("""
                        select figure, id, remaining, declared - coalesce((
                            select sum(amount) from figure.opening_use where opening = opening.id), 0) as counted
                        from figure.opening
                        where remaining <> declared - coalesce((
                            select sum(amount) from figure.opening_use where opening = opening.id), 0)""")
                .query((row, n) -> new Fault(
                        row.getString("figure"),
                        "opening",
                        row.getString("id"),
                        row.getBigDecimal("remaining"),
                        row.getBigDecimal("counted")))
                .list();
    }

    /** How many stored figures there are. */
    public int size() {
        return figures().size();
    }

    /** The stored figures of all registers. */
    List<Figure> figures() {
        List<Figure> all = new ArrayList<>();
        for (Register register : registers.list()) {
            all.addAll(stored.of(register));
        }
        return all;
    }

    /**
     * The wrong cells of a figure.
     *
     * @param bucket the half-month looked at, with the roll-up of its year; null for all
     */
    List<Fault> of(Figure figure, @Nullable Integer bucket) {
        int number = stored.number(figure);
        Definition.Stored definition = (Definition.Stored) figure.definition();
        List<Fault> faults = new ArrayList<>(cells(figure, definition, number, bucket));
        faults.addAll(rollups(figure, definition, number, bucket));
        return faults;
    }

    /** Cells, deltas and records in one statement: all of one moment, whatever is written meanwhile. */
    private List<Fault> cells(Figure figure, Definition.Stored definition, int number, @Nullable Integer bucket) {
        String events = FigureTriggers.placed(definition, number, rows(definition, bucket));
        String only = bucket == null ? "" : " and bucket = " + bucket;
        String cells = """
                select bucket, place, unit, b1, b2, b3, sum(kept_n) as kept_n, sum(kept) as kept, sum(n) as n, sum(total) as total
                from (
                    select bucket, place, unit, b1, b2, b3, n as kept_n, total as kept, 0 as n, 0 as total
                    from figure.cell where figure = %1$d%4$s
                    union all
                    select bucket, place, unit, b1, b2, b3, n, total, 0, 0 from figure.delta where figure = %1$d%4$s
                    union all
                    select bucket, place, unit, b1, b2, b3, 0, 0, n, total from (%2$s) as events where true%4$s
                ) as both_sides
                group by 1, 2, 3, 4, 5, 6 having sum(kept_n) <> sum(n) or sum(kept) <> sum(total)
                limit %3$d""".formatted(number, events, MOST, only);
        return database.sql(cells)
                .query((row, n) -> fault(
                        figure,
                        "cell",
                        "bucket %d, place %d, unit %d %s %s %s"
                                .formatted(
                                        row.getInt(1),
                                        row.getInt(2),
                                        row.getInt(3),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getString(6)),
                        row))
                .list();
    }

    /** The records with an event in the half-month, found by their days; all where none is asked for. */
    private static String rows(Definition.Stored definition, @Nullable Integer bucket) {
        String table = "register." + FigureTriggers.quote(definition.register().table());
        Column from = definition.from();
        if (bucket == null || from == null) {
            return table;
        }
        var days = new Bucket(bucket);
        String within = " between '" + days.first() + "' and '" + days.last() + "'";
        String any = FigureTriggers.quote(from.sql()) + within;
        if (definition.until() != null) {
            any += " or " + FigureTriggers.quote(definition.until().sql()) + within;
        }
        return "(select * from " + table + " where " + any + (definition.stock() ? " or moved_on is not null" : "")
                + ") as counted";
    }

    private List<Fault> rollups(Figure figure, Definition.Stored definition, int number, @Nullable Integer bucket) {
        String year = bucket == null ? "" : " and bucket / 24 = " + bucket / 24;
        String spans = bucket == null ? "" : " and span in (" + bucket + ", " + (-(bucket / 24) - 1) + ")";
        String rollups = """
                select span, place, unit, b1, b2, b3, sum(kept_n) as kept_n, sum(kept) as kept, sum(n) as n, sum(total) as total
                from (
                    select span, place, unit, b1, b2, b3, n as kept_n, total as kept, 0 as n, 0 as total
                    from figure.rollup where figure = %1$d%4$s
                    union all
                    select span, at_place, at_unit, b1, b2, b3, 0, 0, n, total
                    from figure.cell, %5$s
                    where figure = %1$d%3$s%4$s
                ) as both_sides
                group by 1, 2, 3, 4, 5, 6 having sum(kept_n) <> sum(n) or sum(kept) <> sum(total)
                limit %2$d""".formatted(number, MOST, year, spans, Fold.SPANS);
        return database.sql(rollups)
                .query((row, n) -> fault(
                        figure,
                        "roll-up",
                        "span %d, place %d, unit %d %s %s %s"
                                .formatted(
                                        row.getInt(1),
                                        row.getInt(2),
                                        row.getInt(3),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getString(6)),
                        row))
                .list();
    }

    /** Told by the number of records where that is what is wrong, else by the sum. */
    private static Fault fault(Figure figure, String what, String where, java.sql.ResultSet row)
            throws java.sql.SQLException {
        BigDecimal kept = row.getBigDecimal("kept_n");
        BigDecimal counted = row.getBigDecimal("n");
        boolean byNumber = kept.compareTo(counted) != 0;
        return new Fault(
                figure.id(),
                what,
                where.strip(),
                byNumber ? kept : row.getBigDecimal("kept"),
                byNumber ? counted : row.getBigDecimal("total"));
    }
}
