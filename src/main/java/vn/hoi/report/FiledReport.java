package vn.hoi.report;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The report of one reporter for one period, as it stands.
 *
 * @param version of its last change, which whoever writes names
 * @param firstSubmittedAt when it was handed in the first time; null while it was not
 * @param editions newest first, one at least
 */
public record FiledReport(long id, int version, @Nullable OffsetDateTime firstSubmittedAt, List<Edition> editions) {

    /** The newest edition. */
    public Edition current() {
        return editions.getFirst();
    }

    /** The newest edition that counts. */
    Optional<Edition> approved() {
        return editions.stream().filter(edition -> edition.state().isApproved()).findFirst();
    }
}
