package vn.hoi.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token, or a client secret by which a machine draws tokens, as it is kept: never the secret itself. Null lists mean all
 * that the account may.
 *
 * @param steps as {@code register/step}
 * @param revoked when somebody took it back; null when nobody did
 * @param used when it was last used, to the minute; null when never
 */
public record Key(
        long id,
        String account,
        String name,
        String purpose,
        @Nullable Set<String> registers,
        @Nullable Set<String> steps,
        @Nullable Set<String> figures,
        boolean writes,
        boolean personal,
        int perMinute,
        String madeBy,
        Instant made,
        Instant until,
        @Nullable Instant revoked,
        @Nullable String revokedBy,
        @Nullable Instant used) {

    /** Whether it still opens anything. */
    public boolean isInForce() {
        return revoked == null && until.isAfter(Instant.now());
    }
}
