package vn.hoi.figure;

import java.time.LocalDate;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Bucket;

/** Whole half-months, from {@code low} to {@code high} inclusive; open where null; {@code undated} for a plain count. */
record Span(@Nullable Integer low, @Nullable Integer high, boolean undated) {

    private static final Field<Integer> BUCKET = DSL.field(DSL.name("bucket"), SQLDataType.INTEGER);
    private static final Field<Integer> SPAN = DSL.field(DSL.name("span"), SQLDataType.INTEGER);
    private static final int HALVES = 24;
    private static final int FIRST_YEAR = 0;
    private static final int LAST_YEAR = 9999;

    /** The whole half-months of what is asked; the days at its ends that none covers are {@link OddDays}. */
    static Span of(Source source, FigureQuery query) {
        if (source.definition().from() == null) {
            return new Span(null, null, true);
        }
        if (source.definition().stock()) {
            return new Span(null, lastWhole(source.stockDay(query)), false);
        }
        Period period = source.period().within(query.period());
        if (period.isImpossible()) {
            return new Span(1, 0, false);
        }
        LocalDate from = period.from();
        Integer low = null;
        if (from != null) {
            Bucket bucket = Bucket.of(from);
            low = from.equals(bucket.first()) ? bucket.number() : bucket.number() + 1;
        }
        return new Span(low, period.to() == null ? null : lastWhole(period.to()), false);
    }

    private static int lastWhole(LocalDate day) {
        Bucket bucket = Bucket.of(day);
        return day.equals(bucket.last()) ? bucket.number() : bucket.number() - 1;
    }

    boolean isEmpty() {
        return low != null && high != null && low > high;
    }

    /** Cells and deltas in it. */
    Condition buckets() {
        if (undated) {
            return BUCKET.eq(0);
        }
        Condition condition = DSL.noCondition();
        condition = low == null ? condition : condition.and(BUCKET.ge(low));
        return high == null ? condition : condition.and(BUCKET.le(high));
    }

    /** Whole years by their own roll-ups, the halves at both ends by theirs. */
    Condition rollups() {
        if (undated) {
            return SPAN.eq(0);
        }
        int firstYear = low == null ? FIRST_YEAR : Math.floorDiv(low + HALVES - 1, HALVES);
        int lastYear = high == null ? LAST_YEAR : Math.floorDiv(high + 1, HALVES) - 1;
        if (firstYear > lastYear) {
            return SPAN.between(low == null ? 0 : low, high == null ? Integer.MAX_VALUE : high);
        }
        Condition years = SPAN.between(-lastYear - 1, -firstYear - 1);
        Condition head = low == null ? DSL.falseCondition() : SPAN.between(low, firstYear * HALVES - 1);
        Condition tail = high == null ? DSL.falseCondition() : SPAN.between((lastYear + 1) * HALVES, high);
        return years.or(head).or(tail);
    }
}
