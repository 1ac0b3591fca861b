package vn.hoi.estimate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;

/**
 * What one unit proposes in a round.
 *
 * @param state draft, submitted or returned
 * @param note explains it as a whole; asked for where a ceiling is passed
 * @param returnedReason why it was sent back
 * @param dueOn its own last day after it was sent back; null for the round's
 * @param times how often it was submitted
 * @param version counts its saves, for edits from two places
 */
public record Proposal(
        long id,
        int round,
        int unit,
        String state,
        @Nullable String note,
        @Nullable String returnedReason,
        @Nullable LocalDate dueOn,
        @Nullable LocalDate submittedOn,
        @Nullable String submittedBy,
        int times,
        int version) {

    static final String DRAFT = "draft";
    static final String SUBMITTED = "submitted";
    static final String RETURNED = "returned";

    /** Whether the unit may change it. */
    public boolean isOpen() {
        return !state.equals(SUBMITTED);
    }

    public Label stateName() {
        return switch (state) {
            case DRAFT -> new Label("Đang soạn", "Draft");
            case SUBMITTED -> new Label("Đã gửi", "Submitted");
            default -> new Label("Trả lại để lập lại", "Sent back");
        };
    }

    /** Class of its tag. */
    public String tag() {
        return state.equals(SUBMITTED) ? "ok" : state.equals(RETURNED) ? "wrong" : "info";
    }
}
