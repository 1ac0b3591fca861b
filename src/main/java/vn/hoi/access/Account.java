package vn.hoi.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person or machine that may come in, as it is kept.
 *
 * @param kind {@code person} or {@code machine}
 * @param unit where the person works; null when nowhere
 * @param password whether it has one
 * @param provider whether it is tied to an account at a provider of OpenID Connect
 * @param closed since when; null while it is open
 * @param version counted up by every change of it
 */
public record Account(
        long id,
        String name,
        String fullName,
        @Nullable String email,
        String kind,
        @Nullable Integer unit,
        boolean demonstration,
        boolean password,
        boolean provider,
        @Nullable Instant closed,
        Instant created,
        int version) {

    public boolean isOpen() {
        return closed == null;
    }

    public boolean isMachine() {
        return kind.equals("machine");
    }
}
