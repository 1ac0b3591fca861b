package vn.hoi.figure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was read of a figure or a part of it: only what can be added up; a mean is made when all is together. */
final class Amount {

    private static final int DECIMALS = 2;

    private long records;
    private BigDecimal total = BigDecimal.ZERO;
    private BigDecimal opening = BigDecimal.ZERO;
    private @Nullable BigDecimal least;
    private @Nullable BigDecimal greatest;
    private final Set<String> distinct = new HashSet<>();

    void add(StoredReading.Row row) {
        records += row.n();
        total = total.add(row.total());
        opening = opening.add(row.opening());
        String seen = row.seen();
        if (seen != null) {
            distinct.add(seen);
        }
        BigDecimal low = row.least();
        if (low != null) {
            least = least == null ? low : least.min(low);
        }
        BigDecimal high = row.greatest();
        if (high != null) {
            greatest = greatest == null ? high : greatest.max(high);
        }
    }

    long records() {
        return records;
    }

    /** What was taken over; null where nothing was. */
    @Nullable
    BigDecimal opening() {
        return opening.signum() == 0 ? null : opening;
    }

    /** Null where there is nothing to divide or to compare. */
    @Nullable
    BigDecimal value(Figure figure, Definition.Takes takes) {
        return switch (takes) {
            case COUNT -> opening.add(BigDecimal.valueOf(records));
            case SUM -> opening.add(total);
            case MEAN ->
                records == 0
                        ? null
                        : total.divide(
                                BigDecimal.valueOf(records),
                                figure.measure().isMoney() ? 0 : DECIMALS,
                                RoundingMode.HALF_UP);
            case LEAST -> least;
            case GREATEST -> greatest;
            case DISTINCT -> BigDecimal.valueOf(distinct.size());
        };
    }
}
