package vn.hoi.figure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;
import vn.hoi.unit.Unit;

/**
 * The value of a figure as it is now.
 *
 * @param value null when nothing is known; never 0 in its place
 * @param records how many records stand behind it; null when it is not counted from records
 * @param opening what of the value was taken over from before; null when nothing was
 * @param cells the parts asked for; empty when none were
 * @param absent why there is no value; null where there is one
 */
public record Reading(
        Figure figure,
        FigureQuery query,
        @Nullable BigDecimal value,
        @Nullable Long records,
        @Nullable BigDecimal opening,
        List<Cell> cells,
        @Nullable Absence absent) {

    /** One without an opening. */
    public Reading(
            Figure figure, FigureQuery query, @Nullable BigDecimal value, @Nullable Long records, List<Cell> cells) {
        this(figure, query, value, records, null, cells, null);
    }

    /** Why there is no value, with a stable code. */
    public record Absence(String code, Label says) {}

    /** Why the number of a cell is not told. */
    public enum Hidden {
        /** Fewer records than may be told. */
        FEW,
        /** Another number could be found by subtraction from it. */
        TELLING
    }

    /**
     * What a cell stands for.
     *
     * @param unit the unit on the map; null for a breakdown by column, and for what cannot be placed on the map
     * @param key code of the unit, or key of the breakdown
     */
    public record Part(@Nullable Unit unit, String key, Label name) {}

    /**
     * One part of a figure.
     *
     * @param parts what it stands for, one for each breakdown
     * @param value null when there is none, or it is hidden
     * @param records how many records stand behind it; 0 where it is not counted from records
     */
    public record Cell(
            List<Part> parts,
            @Nullable BigDecimal value,
            long records,
            @Nullable Hidden hidden) {

        /** The unit of the first breakdown. */
        public @Nullable Unit unit() {
            return parts.getFirst().unit();
        }

        /** The key of the first breakdown. */
        public String key() {
            return parts.getFirst().key();
        }

        /** The name in the first breakdown. */
        public Label name() {
            return parts.getFirst().name();
        }

        Cell hide(Hidden why) {
            return new Cell(parts, null, records, why);
        }
    }

    /** Without a value. */
    static Reading absent(Figure figure, FigureQuery query, String code, Label says) {
        return new Reading(figure, query, null, null, null, List.of(), new Absence(code, says));
    }

    public Optional<BigDecimal> known() {
        return Optional.ofNullable(value);
    }

    /** What of the value the records make out: all that was not taken over. */
    public @Nullable BigDecimal counted() {
        return value == null || opening == null ? value : value.subtract(opening);
    }
}
