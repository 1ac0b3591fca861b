package vn.hoi.report;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One edition of a report: the first, or a correction of an approved one.
 *
 * @param formVersion version of the form it was filled in
 * @param level how many levels have approved it
 * @param typed numbers by cell
 * @param reasons why a relation was passed over, by relation
 * @param why it was made anew, returned, locked or opened again; null when not
 */
public record Edition(
        int number,
        int formVersion,
        State state,
        int level,
        Map<String, BigDecimal> typed,
        Map<String, String> reasons,
        OffsetDateTime savedAt,
        String savedBy,
        @Nullable OffsetDateTime submittedAt,
        @Nullable String submittedBy,
        @Nullable OffsetDateTime decidedAt,
        @Nullable String decidedBy,
        @Nullable String why) {

    /** Where it stands. */
    public enum State {
        DRAFT("info"),
        SUBMITTED("due"),
        RETURNED("wrong"),
        APPROVED("ok"),
        LOCKED("ok");

        private final String tag;

        State(String tag) {
            this.tag = tag;
        }

        /** As twins and the database name it. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Class of its tag. */
        public String tag() {
            return tag;
        }

        static State of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }

        boolean isOpen() {
            return this == DRAFT || this == RETURNED;
        }

        /** Whether it has been handed in. */
        boolean isIn() {
            return this == SUBMITTED || isApproved();
        }

        boolean isApproved() {
            return this == APPROVED || this == LOCKED;
        }
    }
}
