package vn.hoi.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.hoi.figure.Figure;
import vn.hoi.figure.FigureQuery;
import vn.hoi.figure.Period;

/**
 * A figure as a plan cites it.
 *
 * @param published value printed in the plan, money in đồng; null while the plan is not out
 * @param asOf day of a stock; null for a flow
 * @param show unit that money is printed in: million, billion or dong; null for other measures
 * @param note what a reader should know about the printed value; null when nothing
 */
public record Citation(
        Figure figure,
        @Nullable BigDecimal published,
        Period period,
        @Nullable LocalDate asOf,
        Qualifier qualifier,
        @Nullable String show,
        @Nullable String note) {

    /** What the plan asks of the figure. */
    public FigureQuery query() {
        return FigureQuery.of(period, asOf);
    }

    /** The same of another figure, such as the same money at another stage, up to now. */
    Citation of(Figure other) {
        return other.id().equals(figure.id())
                ? this
                : new Citation(other, published, new Period(period.from(), null), null, qualifier, show, note);
    }

    /** The same so many years later, with nothing published yet. */
    Citation later(int years) {
        return new Citation(
                figure,
                null,
                new Period(later(period.from(), years), later(period.to(), years)),
                later(asOf, years),
                qualifier,
                show,
                null);
    }

    private static @Nullable LocalDate later(@Nullable LocalDate day, int years) {
        if (day == null) {
            return null;
        }
        boolean last = day.getDayOfMonth() == day.lengthOfMonth();
        LocalDate moved = day.plusYears(years);
        return last ? moved.withDayOfMonth(moved.lengthOfMonth()) : moved;
    }
}
