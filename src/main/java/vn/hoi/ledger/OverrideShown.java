package vn.hoi.ledger;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.hoi.register.Attached;

/**
 * A posting asked for beyond a limit, as pages show it.
 *
 * @param mayAnswer whether whoever reads may answer it
 */
public record OverrideShown(
        long id,
        Instant at,
        String askedBy,
        String code,
        String says,
        long line,
        String reasonAsked,
        @Nullable String answeredBy,
        @Nullable Boolean granted,
        @Nullable String reason,
        @Nullable Long posting,
        boolean mayAnswer,
        @Nullable Attached file) {

    static OverrideShown of(Overrides.Asked asked, boolean mayAnswer, @Nullable Attached file) {
        return new OverrideShown(
                asked.id(),
                asked.at(),
                asked.askedBy(),
                asked.code(),
                asked.says(),
                asked.line(),
                Objects.requireNonNullElse(asked.request().get("reason"), ""),
                asked.answeredBy(),
                asked.granted(),
                asked.reason(),
                asked.posting(),
                mayAnswer,
                file);
    }
}
