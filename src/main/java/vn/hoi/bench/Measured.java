package vn.hoi.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of a bench.
 *
 * @param value in {@code unit}
 * @param budget what is asked, such as {@code ≤ 2.5}; null where the line only explains
 * @param met whether it holds; null where nothing is asked
 * @param raw every value measured, sorted; empty where only one was
 */
public record Measured(
        String name,
        double value,
        String unit,
        @Nullable String budget,
        @Nullable Boolean met,
        List<Double> raw) {

    /** The same with every value it comes from. */
    Measured raw(List<Double> values) {
        return new Measured(name, value, unit, budget, met, List.copyOf(values));
    }

    static Measured of(String name, double value, String unit) {
        return new Measured(name, value, unit, null, null, List.of());
    }

    static Measured atMost(String name, double value, String unit, double most) {
        return new Measured(name, value, unit, "≤ " + most, value <= most, List.of());
    }

    static Measured atLeast(String name, double value, String unit, double least) {
        return new Measured(name, value, unit, "≥ " + least, value >= least, List.of());
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Of sorted times. */
    static double percentile(List<Double> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
    }

    @Override
    public String toString() {
        String asked = budget == null ? "" : "   " + budget + (Boolean.TRUE.equals(met) ? "   đạt" : "   KHÔNG ĐẠT");
        return String.format(Locale.ROOT, "  %-58s %12.2f %s%s", name, value, unit, asked);
    }
}
