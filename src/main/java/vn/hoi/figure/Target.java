package vn.hoi.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;
import vn.hoi.unit.Unit;

/**
 * The value a figure is to reach by a day, set by a document.
 *
 * @param figure null when nothing measures it
 * @param unit null for the province
 * @param from first day of the period a flow is counted in; null for all time
 * @param by the day it is to be reached
 * @param trajectory values on the way, by day; the target itself is its last
 * @param day of the document
 * @param answers the unit that answers for it
 * @param note what a reader should know; null when nothing
 */
public record Target(
        String id,
        Label name,
        @Nullable Figure figure,
        Measure measure,
        @Nullable Unit unit,
        BigDecimal value,
        Direction is,
        @Nullable LocalDate from,
        LocalDate by,
        NavigableMap<LocalDate, BigDecimal> trajectory,
        Label document,
        LocalDate day,
        Unit answers,
        @Nullable Label note) {

    /** What is asked of the value. */
    public enum Direction {
        AT_LEAST,
        AT_MOST,
        EXACTLY;

        /** As it is declared. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether a value is as good as the one asked for. */
    public boolean isMetBy(BigDecimal measured, BigDecimal asked) {
        return switch (is) {
            case AT_LEAST -> measured.compareTo(asked) >= 0;
            case AT_MOST -> measured.compareTo(asked) <= 0;
            case EXACTLY -> measured.compareTo(asked) == 0;
        };
    }

    /**
     * Where it should stand on a day: on the straight line between the points about it. Empty before the first point, and
     * where there is none.
     *
     * @param begun the figure's value on the document's day, the first point where none is declared
     */
    public Optional<BigDecimal> expected(LocalDate on, @Nullable BigDecimal begun) {
        NavigableMap<LocalDate, BigDecimal> points = new TreeMap<>(trajectory);
        if (points.isEmpty() && begun != null && day.isBefore(by)) {
            points.put(day, begun);
        }
        points.put(by, value);
        Map.@Nullable Entry<LocalDate, BigDecimal> before = points.floorEntry(on);
        Map.@Nullable Entry<LocalDate, BigDecimal> after = points.ceilingEntry(on);
        if (before == null) {
            return Optional.empty();
        }
        if (after == null || after.getKey().equals(before.getKey())) {
            return Optional.of(before.getValue());
        }
        BigDecimal part = BigDecimal.valueOf(ChronoUnit.DAYS.between(before.getKey(), on))
                .divide(
                        BigDecimal.valueOf(ChronoUnit.DAYS.between(before.getKey(), after.getKey())),
                        MathContext.DECIMAL64);
        return Optional.of(before.getValue()
                .add(after.getValue().subtract(before.getValue()).multiply(part)));
    }
}
