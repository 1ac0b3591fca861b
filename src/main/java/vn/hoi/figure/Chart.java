package vn.hoi.figure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Vietnamese;

/**
 * A chart of columns as numbers for an SVG: beside each column that of a year earlier.
 *
 * @param most what the highest column stands for
 */
public record Chart(int width, int height, String most, List<Column> columns) {

    /**
     * One column, with the one of a year earlier; heights are 0 where nothing is known.
     *
     * @param x left edge of its place
     * @param says name and values, for whoever points at it
     */
    public record Column(int x, int wide, int high, int highBefore, String name, boolean named, String says) {}

    private static final int WIDTH = 720;
    private static final int HEIGHT = 220;
    private static final int FOOT = 24;
    private static final int HEAD = 18;
    private static final int NAMES = 12;

    /** Of the steps of a series. */
    static Chart of(List<Series.Point> points, Series.Every every) {
        BigDecimal most = BigDecimal.ONE;
        for (Series.Point point : points) {
            most = most.max(orZero(point.read().value()))
                    .max(orZero(point.before().value()));
        }
        int step = WIDTH / Math.max(1, points.size());
        int eachNamed = Math.max(1, (points.size() + NAMES - 1) / NAMES);
        List<Column> columns = new ArrayList<>();
        for (int index = 0; index < points.size(); index++) {
            Series.Point point = points.get(index);
            String name = Series.name(point.period(), every);
            columns.add(new Column(
                    index * step,
                    Math.max(2, step * 2 / 5),
                    high(point.read().value(), most),
                    high(point.before().value(), most),
                    name,
                    index % eachNamed == 0,
                    name + ": " + said(point.read().value()) + " / "
                            + said(point.before().value())));
        }
        return new Chart(WIDTH, HEIGHT, Vietnamese.number(most), List.copyOf(columns));
    }

    private static String said(@Nullable BigDecimal value) {
        return value == null ? "—" : Vietnamese.number(value);
    }

    private static BigDecimal orZero(@Nullable BigDecimal value) {
        return Objects.requireNonNullElse(value, BigDecimal.ZERO);
    }

    private static int high(@Nullable BigDecimal value, BigDecimal most) {
        return orZero(value)
                .max(BigDecimal.ZERO)
                .multiply(BigDecimal.valueOf(HEIGHT - FOOT - (long) HEAD))
                .divide(most, 0, RoundingMode.HALF_UP)
                .intValue();
    }

    /** The line columns stand on. */
    public int ground() {
        return height - FOOT;
    }
}
