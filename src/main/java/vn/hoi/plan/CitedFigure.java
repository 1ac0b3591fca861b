package vn.hoi.plan;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import vn.hoi.figure.Reading;

/** A citation beside what is known here now. */
public record CitedFigure(Citation citation, Reading reading) {

    /** The value here; null when it does not come from its source yet, or nothing is known. */
    public @Nullable BigDecimal here() {
        return reading.value();
    }

    public boolean isKnown() {
        return reading.value() != null;
    }

    /** Whether the value here agrees with the published one under its qualifier; null when either is missing. */
    public @Nullable Boolean agrees() {
        BigDecimal here = here();
        BigDecimal published = citation.published();
        return here == null || published == null ? null : citation.qualifier().agrees(published, here);
    }

    /** {@code yes}, {@code no} or {@code open}, for pages. */
    public String verdict() {
        Boolean agrees = agrees();
        return agrees == null ? "open" : agrees ? "yes" : "no";
    }

    /** What the plan prints: the value here, or the published one while there is none here; null when there is neither. */
    public @Nullable BigDecimal printed() {
        BigDecimal here = here();
        return here == null ? citation.published() : here;
    }

    /** Difference of the value here from the published one; zero when either is missing. */
    public BigDecimal difference() {
        BigDecimal here = here();
        BigDecimal published = citation.published();
        return here == null || published == null ? BigDecimal.ZERO : here.subtract(published);
    }
}
