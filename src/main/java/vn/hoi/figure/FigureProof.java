package vn.hoi.figure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;

/** Recomputes every cell from the records and names each that is wrong. */
@Component
public class FigureProof {

    /**
     * A cell that does not say what the records say.
     *
     * @param what cell or roll-up
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
        for (Register register : registers.list()) {
            stored.of(register).forEach(figure -> faults.addAll(of(figure)));
        }
        return faults;
    }

    /** How many stored figures there are. */
    public int size() {
        return registers.list().stream()
                .mapToInt(register -> stored.of(register).size())
                .sum();
    }

    private List<Fault> of(Figure figure) {
        int number = stored.number(figure);
        Definition.Stored definition = (Definition.Stored) figure.definition();
        String events = stored.events(
                definition,
                number,
                "register." + StoredFigures.quote(definition.register().table()),
                1);
        // cells, deltas and records in one statement: all of one moment, whatever is written meanwhile
        String cells = """
                select bucket, place, unit, b1, b2, b3, sum(kept_n) as kept_n, sum(kept) as kept, sum(n) as n, sum(total) as total
                from (
                    select bucket, place, unit, b1, b2, b3, n as kept_n, total as kept, 0 as n, 0 as total
                    from figure.cell where figure = %1$d
                    union all
                    select bucket, place, unit, b1, b2, b3, n, total, 0, 0 from figure.delta where figure = %1$d
                    union all
                    select bucket, place, unit, b1, b2, b3, 0, 0, n, total from (%2$s) as events
                ) as both_sides
                group by 1, 2, 3, 4, 5, 6 having sum(kept_n) <> sum(n) or sum(kept) <> sum(total)
                limit %3$d""".formatted(number, events, MOST);
        List<Fault> faults = new ArrayList<>(database.sql(cells)
                .query((row, n) -> new Fault(
                        figure.id(),
                        "cell",
                        "bucket %d, place %d, unit %d %s %s %s"
                                .formatted(
                                        row.getInt(1),
                                        row.getInt(2),
                                        row.getInt(3),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getString(6))
                                .strip(),
                        definition.sums() == null ? row.getBigDecimal("kept_n") : row.getBigDecimal("kept"),
                        definition.sums() == null ? row.getBigDecimal("n") : row.getBigDecimal("total")))
                .list());
        String rollups = """
                select span, b1, b2, b3, sum(kept_n) as kept_n, sum(kept) as kept, sum(n) as n, sum(total) as total
                from (
                    select span, b1, b2, b3, n as kept_n, total as kept, 0 as n, 0 as total from figure.rollup where figure = %1$d
                    union all
                    select span, b1, b2, b3, 0, 0, n, total
                    from figure.cell, lateral (values (bucket), (-(bucket / 24) - 1)) as spans (span) where figure = %1$d
                ) as both_sides
                group by 1, 2, 3, 4 having sum(kept_n) <> sum(n) or sum(kept) <> sum(total)
                limit %2$d""".formatted(number, MOST);
        faults.addAll(database.sql(rollups)
                .query((row, n) -> new Fault(
                        figure.id(),
                        "roll-up",
                        "span %d %s %s %s"
                                .formatted(row.getInt(1), row.getString(2), row.getString(3), row.getString(4))
                                .strip(),
                        definition.sums() == null ? row.getBigDecimal("kept_n") : row.getBigDecimal("kept"),
                        definition.sums() == null ? row.getBigDecimal("n") : row.getBigDecimal("total")))
                .list());
        return faults;
    }
}
