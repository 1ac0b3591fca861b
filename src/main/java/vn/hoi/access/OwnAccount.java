package vn.hoi.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;

/**
 * What a person sees of the own account.
 *
 * @param mayChange whether the person signed in; a token changes nothing of it
 * @param secondFactorSince null while it is off
 * @param recoveryCodes how many are left
 */
public record OwnAccount(
        String account,
        Label name,
        List<Role> roles,
        boolean mayChange,
        @Nullable Instant secondFactorSince,
        int recoveryCodes,
        List<Sessions.Open> sessions) {

    /**
     * A role that is held today or will be.
     *
     * @param fields names by id; empty for all
     * @param last null for as long as nobody ends it
     * @param of full name of whom the person acts for; null for an own role
     */
    public record Role(
            String id,
            Label name,
            int unit,
            Map<String, Label> fields,
            LocalDate first,
            @Nullable LocalDate last,
            @Nullable String of) {}
}
