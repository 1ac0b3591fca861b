package vn.hoi.figure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * The straight line with the least squares through values by day: an ordinary trend that anybody can check, no model.
 *
 * @param origin the first day
 * @param level of the line on that day
 * @param slope a day
 */
record Trend(LocalDate origin, double level, double slope) {

    private static final int FEWEST = 3;
    private static final int DECIMALS = 2;
    private static final int YEARS_AHEAD = 50;
    /** Of a day: what binary fractions may be off. */
    private static final double ROUNDING = 1e-6;

    /** Empty with fewer than three values. */
    static Optional<Trend> of(NavigableMap<LocalDate, BigDecimal> values) {
        if (values.size() < FEWEST) {
            return Optional.empty();
        }
        LocalDate origin = values.firstKey();
        double meanDay = values.keySet().stream()
                .mapToLong(day -> days(origin, day))
                .average()
                .orElseThrow();
        double mean = values.values().stream()
                .mapToDouble(BigDecimal::doubleValue)
                .average()
                .orElseThrow();
        double together = 0;
        double spread = 0;
        for (Map.Entry<LocalDate, BigDecimal> value : values.entrySet()) {
            double day = days(origin, value.getKey()) - meanDay;
            together += day * (value.getValue().doubleValue() - mean);
            spread += day * day;
        }
        double slope = together / spread;
        return Optional.of(new Trend(origin, mean - slope * meanDay, slope));
    }

    private static long days(LocalDate from, LocalDate to) {
        return ChronoUnit.DAYS.between(from, to);
    }

    /** The line's value on a day, to two decimals. */
    BigDecimal at(LocalDate day) {
        return BigDecimal.valueOf(level + slope * days(origin, day)).setScale(DECIMALS, RoundingMode.HALF_UP);
    }

    /** The first day from this one on at which the line is at the value; empty when it leads away, or not within fifty years. */
    Optional<LocalDate> reaches(BigDecimal value, LocalDate from) {
        if (slope == 0) {
            return Optional.empty();
        }
        double day = Math.ceil((value.doubleValue() - level) / slope - ROUNDING);
        LocalDate last = from.plusYears(YEARS_AHEAD);
        return day < days(origin, from) || day > days(origin, last)
                ? Optional.empty()
                : Optional.of(origin.plusDays((long) day));
    }
}
