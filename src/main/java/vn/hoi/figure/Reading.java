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
 * @param cells the parts asked for; empty when none were
 */
public record Reading(
        Figure figure,
        FigureQuery query,
        @Nullable BigDecimal value,
        @Nullable Long records,
        List<Cell> cells) {

    /**
     * One part of a figure.
     *
     * @param unit the unit on the map; null for a breakdown by column, and for what cannot be placed on the map
     */
    public record Cell(@Nullable Unit unit, String key, Label name, BigDecimal value) {}

    public Optional<BigDecimal> known() {
        return Optional.ofNullable(value);
    }
}
