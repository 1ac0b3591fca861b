package vn.hoi.figure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A target as a small drawing: what was measured, where it was to go, where the trend leads. Points of polylines in a box of
 * {@value #WIDTH} by {@value #HEIGHT}.
 *
 * @param measured of the history; empty with fewer than two values
 * @param path of the trajectory
 * @param trend from the last value to the forecast; empty when there is none
 * @param level height of the line of the value asked for
 */
public record TargetChart(String measured, String path, String trend, String level) {

    static final int WIDTH = 240;
    static final int HEIGHT = 64;
    private static final int EDGE = 4;

    /** Null where there is nothing to draw but one line. */
    public static @Nullable TargetChart of(TargetStanding standing) {
        Target target = standing.target();
        NavigableMap<LocalDate, BigDecimal> measured = standing.history();
        NavigableMap<LocalDate, BigDecimal> path = new TreeMap<>(target.trajectory());
        path.put(target.by(), target.value());
        NavigableMap<LocalDate, BigDecimal> trend = new TreeMap<>();
        if (standing.forecast() != null && !measured.isEmpty()) {
            trend.put(measured.lastKey(), measured.lastEntry().getValue());
            trend.put(target.by(), standing.forecast());
        }
        if (measured.size() < 2 && path.size() < 2) {
            return null;
        }
        NavigableMap<LocalDate, BigDecimal> all = new TreeMap<>(path);
        all.putAll(measured);
        BigDecimal least = BigDecimal.ZERO;
        BigDecimal most = target.value();
        for (Map<LocalDate, BigDecimal> some : java.util.List.of(measured, path, trend)) {
            for (BigDecimal value : some.values()) {
                least = least.min(value);
                most = most.max(value);
            }
        }
        var frame = new Frame(all.firstKey(), all.lastKey(), least.doubleValue(), most.doubleValue());
        return new TargetChart(
                measured.size() < 2 ? "" : frame.points(measured),
                path.size() < 2 ? "" : frame.points(path),
                trend.isEmpty() ? "" : frame.points(trend),
                frame.y(target.value()));
    }

    private record Frame(LocalDate first, LocalDate last, double least, double most) {

        String points(NavigableMap<LocalDate, BigDecimal> values) {
            var points = new StringJoiner(" ");
            values.forEach((day, value) -> points.add(x(day) + "," + y(value)));
            return points.toString();
        }

        private String x(LocalDate day) {
            double all = Math.max(1, ChronoUnit.DAYS.between(first, last));
            return one(EDGE + (WIDTH - 2 * EDGE) * ChronoUnit.DAYS.between(first, day) / all);
        }

        String y(BigDecimal value) {
            double all = most > least ? most - least : 1;
            return one(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (value.doubleValue() - least) / all);
        }

        private static String one(double number) {
            return String.format(Locale.ROOT, "%.1f", number);
        }
    }
}
