package vn.hoi.figure;

import java.time.LocalDate;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Bucket;

/**
 * Whole half-months, from {@code low} to {@code high} inclusive; open where null.
 *
 * @param undated of a plain count
 * @param over whether the last half-month goes beyond the day asked for, whose records after that day are taken off again
 */
record Span(@Nullable Integer low, @Nullable Integer high, boolean undated, boolean over) {

    private static final Field<Integer> BUCKET = DSL.field(DSL.name("bucket"), SQLDataType.INTEGER);
    private static final Field<Integer> SPAN = DSL.field(DSL.name("span"), SQLDataType.INTEGER);
    private static final int HALVES = 24;
    private static final int FIRST_YEAR = 0;
    private static final int LAST_YEAR = 9999;

    /** The whole half-months of what is asked; the days at its ends that none covers are {@link OddDays}. */
    static Span of(Source source, FigureQuery query) {
        if (source.definition().from() == null) {
            return new Span(null, null, true, false);
        }
        if (source.definition().stock()) {
            return ofStock(source.stockDay(query));
        }
        Period period = source.period().within(query.period());
        if (period.isImpossible()) {
            return new Span(1, 0, false, false);
        }
        LocalDate from = period.from();
        Integer low = null;
        if (from != null) {
            Bucket bucket = Bucket.of(from);
            low = from.equals(bucket.first()) ? bucket.number() : bucket.number() + 1;
        }
        return new Span(low, period.to() == null ? null : lastWhole(period.to()), false, false);
    }

    private static int lastWhole(LocalDate day) {
        Bucket bucket = Bucket.of(day);
        return day.equals(bucket.last()) ? bucket.number() : bucket.number() - 1;
    }

    /** The half-month cut by a day counts whole when fewer of its days come after than until it. */
    private static Span ofStock(LocalDate day) {
        Bucket bucket = Bucket.of(day);
        int until = day.getDayOfMonth() - bucket.first().getDayOfMonth() + 1;
        int after = bucket.last().getDayOfMonth() - day.getDayOfMonth();
        return after < until
                ? new Span(null, bucket.number(), false, after > 0)
                : new Span(null, bucket.number() - 1, false, false);
    }

    boolean isEmpty() {
        return low != null && high != null && low > high;
    }

    /** Cells and deltas in it. */
    Condition buckets() {
        return buckets(high);
    }

    /** Openings in it: known for the end of a half-month only. */
    Condition openings() {
        return buckets(over && high != null ? Integer.valueOf(high - 1) : high);
    }

    private Condition buckets(@Nullable Integer last) {
        if (undated) {
            return BUCKET.eq(0);
        }
        Condition condition = DSL.noCondition();
        condition = low == null ? condition : condition.and(BUCKET.ge(low));
        return last == null ? condition : condition.and(BUCKET.le(last));
    }

    /** Whole years by their own roll-ups, the halves at both ends by theirs. */
    Condition rollups() {
        if (undated) {
            return SPAN.eq(0);
        }
        return hasYears()
                ? years().or(halvesBeside(SPAN))
                : SPAN.between(low == null ? 0 : low, high == null ? Integer.MAX_VALUE : high);
    }

    /** Whether a whole year is in it. */
    boolean hasYears() {
        return !undated && firstYear() <= lastYear();
    }

    /** Roll-ups of its whole years. */
    Condition years() {
        return SPAN.between(-lastYear() - 1, -firstYear() - 1);
    }

    /** Cells of the half-months at its ends, which none of its whole years covers. */
    Condition bucketsBesideYears() {
        return halvesBeside(BUCKET);
    }

    private Condition halvesBeside(Field<Integer> half) {
        Condition head = low == null ? DSL.falseCondition() : half.between(low, firstYear() * HALVES - 1);
        Condition tail = high == null ? DSL.falseCondition() : half.between((lastYear() + 1) * HALVES, high);
        return head.or(tail);
    }

    private int firstYear() {
        return low == null ? FIRST_YEAR : Math.floorDiv(low + HALVES - 1, HALVES);
    }

    private int lastYear() {
        return high == null ? LAST_YEAR : Math.floorDiv(high + 1, HALVES) - 1;
    }
}
