package vn.hoi.figure;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a series as its page shows it.
 *
 * @param change in per cent of the same period a year earlier; null where it cannot be said
 */
public record SeriesRow(
        String name,
        Period period,
        @Nullable BigDecimal value,
        @Nullable BigDecimal before,
        @Nullable BigDecimal change) {

    static List<SeriesRow> of(List<Series.Point> points, Series.Every every) {
        return points.stream()
                .map(point -> new SeriesRow(
                        Series.name(point.period(), every),
                        point.period(),
                        point.read().value(),
                        point.before().value(),
                        point.change()))
                .toList();
    }
}
