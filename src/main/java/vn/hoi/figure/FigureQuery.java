package vn.hoi.figure;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.hoi.unit.Unit;

/**
 * What is asked of a figure.
 *
 * @param period for a flow; open ends are everything before or after
 * @param asOf for a stock; null is today
 * @param unit the unit the figure is wanted for; null is the province
 * @param map the day whose map places the units; null is today
 * @param by {@code unit}, or a column of the breakdown; null for the total alone
 */
public record FigureQuery(
        Period period,
        @Nullable LocalDate asOf,
        @Nullable Unit unit,
        @Nullable LocalDate map,
        @Nullable String by) {

    /** The whole province, flows over all time, stocks as of today. */
    public static final FigureQuery PLAIN = new FigureQuery(Period.ALWAYS, null, null, null, null);

    /** The province in this period, or as of this day. */
    public static FigureQuery of(Period period, @Nullable LocalDate asOf) {
        return new FigureQuery(period, asOf, null, null, null);
    }

    /** The day a stock is asked for, if any: its own, else the period's end. */
    public @Nullable LocalDate day() {
        return asOf != null ? asOf : period.to();
    }
}
