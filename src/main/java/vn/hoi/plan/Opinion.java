package vn.hoi.plan;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one unit was asked and said.
 *
 * @param round the how-manieth time the draft was sent
 * @param agrees null before the answer
 */
public record Opinion(
        long id,
        int unit,
        int round,
        LocalDate dueOn,
        @Nullable String answeredBy,
        @Nullable OffsetDateTime answeredAt,
        @Nullable Boolean agrees,
        List<OpinionPoint> points) {

    /** Whether the day has passed without an answer. */
    public boolean isLate(LocalDate today) {
        return answeredAt == null && dueOn.isBefore(today);
    }
}
