package vn.hoi.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Vietnamese;

/**
 * A role over a unit and all below it, within days.
 *
 * @param account name of who holds it
 * @param fields empty for all fields
 * @param last null for as long as nobody ends it
 * @param ended when somebody ended it before its last day; null when nobody did
 */
public record Assignment(
        long id,
        String account,
        String role,
        int unit,
        Set<String> fields,
        LocalDate first,
        @Nullable LocalDate last,
        String givenBy,
        @Nullable String reason,
        @Nullable Instant ended,
        @Nullable String endedBy) {

    /** Whether it was or will be in force on that day, as things stand now. */
    public boolean on(LocalDate day) {
        return !day.isBefore(first)
                && (last == null || !day.isAfter(last))
                && (ended == null || day.isBefore(ended.atZone(Vietnamese.ZONE).toLocalDate()));
    }

    /** Whether it can still be ended. */
    public boolean isOpen() {
        return ended == null && (last == null || !last.isBefore(Vietnamese.today()));
    }
}
