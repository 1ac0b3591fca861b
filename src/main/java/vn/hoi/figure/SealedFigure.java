package vn.hoi.figure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;

/**
 * One figure as a seal holds it.
 *
 * @param line its number in the seal, from 1
 * @param behind whether it is here only because a sealed formula is computed from it
 * @param definition what it counted, in words
 * @param counted what it counted, as the database compares definitions; empty when not counted from records
 * @param version of the definition
 * @param asOf day of a stock; null for a flow
 * @param unit code of the unit; null for the province
 * @param value null when nothing was known
 * @param records null when not counted from records
 * @param units its parts by unit on the seal's map; empty when it has none
 */
public record SealedFigure(
        int line,
        boolean behind,
        String figure,
        Label name,
        String measure,
        String source,
        String definition,
        String counted,
        int version,
        Period period,
        @Nullable LocalDate asOf,
        @Nullable String unit,
        @Nullable BigDecimal value,
        @Nullable Long records,
        List<Part> units) {

    /** What one unit had of it; {@code unit} is empty for what had no place on the map. */
    public record Part(String unit, String name, BigDecimal value) {}
}
