package vn.hoi.figure;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoi.unit.Unit;

/**
 * What is asked of a figure.
 *
 * @param period for a flow; open ends are everything before or after
 * @param asOf for a stock; null is today
 * @param unit the unit the figure is wanted for; null is the province
 * @param map the day whose map places the units; null is today
 * @param by {@value #UNIT}, a column of the breakdown, or two of them with a comma between; null for the total alone
 * @param level of the units broken down by; null for the units that records stand at
 */
public record FigureQuery(
        Period period,
        @Nullable LocalDate asOf,
        @Nullable Unit unit,
        @Nullable LocalDate map,
        @Nullable String by,
        @Nullable Level level) {

    /** Breaks down by unit. */
    public static final String UNIT = "unit";

    /** The whole province, flows over all time, stocks as of today. */
    public static final FigureQuery PLAIN = new FigureQuery(Period.ALWAYS, null, null, null, null);

    /** Which units a breakdown names. */
    public enum Level {
        /** Communes, wards and townships. */
        COMMUNE,
        /** Districts and the city, on a map that has them. */
        DISTRICT,
        /** The agencies that answer for the records. */
        DEPARTMENT
    }

    /** By the units that records stand at. */
    public FigureQuery(
            Period period,
            @Nullable LocalDate asOf,
            @Nullable Unit unit,
            @Nullable LocalDate map,
            @Nullable String by) {
        this(period, asOf, unit, map, by, null);
    }

    /** The province in this period, or as of this day. */
    public static FigureQuery of(Period period, @Nullable LocalDate asOf) {
        return new FigureQuery(period, asOf, null, null, null);
    }

    /** The day a stock is asked for, if any: its own, else the period's end. */
    public @Nullable LocalDate day() {
        return asOf != null ? asOf : period.to();
    }

    /** What it is broken down by, in order; none, one or two. */
    public List<String> breakdowns() {
        return by == null ? List.of() : Arrays.asList(by.split(",", -1));
    }

    /** The same in another time. */
    FigureQuery in(Period other, @Nullable LocalDate day) {
        return new FigureQuery(other, day, unit, map, by, level);
    }

    /** The same a year earlier; a month's last day stays one. */
    FigureQuery yearBefore() {
        return in(new Period(yearBefore(period.from()), yearBefore(period.to())), yearBefore(asOf));
    }

    private static @Nullable LocalDate yearBefore(@Nullable LocalDate day) {
        if (day == null) {
            return null;
        }
        return day.equals(YearMonth.from(day).atEndOfMonth())
                ? YearMonth.from(day).minusYears(1).atEndOfMonth()
                : day.minusYears(1);
    }
}
