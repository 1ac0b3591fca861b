package vn.hoi.estimate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Vietnamese;

/**
 * How an amount is reckoned: so many of something at so much.
 *
 * @param measure what is counted
 * @param rate đồng of one
 */
public record Norm(
        @Nullable BigDecimal quantity,
        @Nullable String measure,
        @Nullable Long rate) {

    static final Norm NONE = new Norm(null, null, null);

    /** Whether an amount follows from it. */
    boolean isWhole() {
        return quantity != null && rate != null;
    }

    /** Đồng, rounded half up. */
    BigDecimal amount() {
        if (quantity == null || rate == null) {
            throw new IllegalStateException("a norm without quantity or rate");
        }
        return quantity.multiply(BigDecimal.valueOf(rate)).setScale(0, RoundingMode.HALF_UP);
    }

    /** {@code 31 nhiệm vụ × 1.000.000.000}; empty for none. */
    public String words() {
        if (quantity == null && rate == null) {
            return measure == null ? "" : measure;
        }
        return (quantity == null ? "" : Vietnamese.number(quantity))
                + (measure == null ? "" : " " + measure)
                + (rate == null ? "" : " × " + Vietnamese.number(rate));
    }
}
