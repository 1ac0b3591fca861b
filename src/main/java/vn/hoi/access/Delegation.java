package vn.hoi.access;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Vietnamese;

/**
 * Somebody acts for somebody who is away, with all roles of the one who is away except administration.
 *
 * @param delegator account of who is away
 * @param delegate account of who acts
 * @param ended when it was ended before its last day; null when nobody did
 */
public record Delegation(
        long id,
        String delegator,
        String delegatorName,
        String delegate,
        String delegateName,
        LocalDate first,
        LocalDate last,
        String reason,
        String madeBy,
        @Nullable Instant ended,
        @Nullable String endedBy) {

    /** Whether it holds on that day, as things stand now. */
    public boolean on(LocalDate day) {
        return ended == null && !day.isBefore(first) && !day.isAfter(last);
    }

    /** Whether it can still be ended. */
    public boolean isOpen() {
        return ended == null && !last.isBefore(Vietnamese.today());
    }
}
