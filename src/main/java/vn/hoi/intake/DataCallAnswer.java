package vn.hoi.intake;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where one unit stands with a call.
 *
 * @param version counted up by each answer
 * @param draft what is typed and not sent yet, by the page's fields; null when nothing is
 * @param answeredAt when it last answered; null before
 * @param late whether that was after the deadline
 * @param columns how many columns there were then
 * @param records codes of the records that count, in order
 * @param remindedAt when it was last reminded; null when never
 */
public record DataCallAnswer(
        int unit,
        int version,
        @Nullable Map<String, String> draft,
        @Nullable OffsetDateTime draftedAt,
        @Nullable OffsetDateTime answeredAt,
        @Nullable String answeredBy,
        boolean late,
        int columns,
        List<String> records,
        @Nullable OffsetDateTime remindedAt) {

    /** Whether the unit ever sent an answer. */
    public boolean isAnswered() {
        return answeredAt != null;
    }
}
