package vn.hoi.figure;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;

/**
 * Figures frozen at a cut-off.
 *
 * @param at the cut-off: what was committed then is in it
 * @param map the day whose map placed the units
 * @param document number and name of the document it was made for
 * @param reason why it was made although relations did not hold; null when they held
 * @param supersedes number of the seal it stands in place of
 * @param supersededBy number of the seal that stands in its place
 * @param hash SHA-256 of its text, hexadecimal
 * @param intact whether the hash of the text is still this one
 */
public record FigureSeal(
        long id,
        Instant at,
        String account,
        String name,
        LocalDate map,
        String document,
        LocalDate documentDay,
        @Nullable String reason,
        @Nullable Long supersedes,
        @Nullable Long supersededBy,
        String hash,
        boolean intact,
        List<SealedFigure> figures,
        List<Violation> violations) {

    /** A relation that did not hold among the sealed values; only an error has to be explained. */
    public record Violation(
            String relation, Label says, BigDecimal left, BigDecimal right, Relation.Severity severity) {

        /** Whether the seal says why it was made all the same. */
        public boolean isError() {
            return severity == Relation.Severity.ERROR;
        }
    }

    /** One line of the list of seals. */
    public record Summary(
            long id,
            Instant at,
            String account,
            String name,
            LocalDate map,
            String document,
            LocalDate documentDay,
            int figures,
            int violations,
            @Nullable Long supersedes,
            @Nullable Long supersededBy) {}
}
