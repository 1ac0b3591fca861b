package vn.hoi.estimate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Vietnamese;

/**
 * One round of the estimate of a budget year.
 *
 * @param letter the letter that asks for estimates
 * @param dueOn the last day for units to submit
 */
public record Round(
        int id, int year, String letter, LocalDate letterDay, LocalDate dueOn, LocalDate openedOn, State state) {

    /**
     * What brought a round into a state.
     *
     * @param day on which it was booked
     */
    public record Act(State state, String document, LocalDate documentDay, LocalDate day, String author) {}

    /**
     * The minutes of its hearing.
     *
     * @param present who was there, as the minutes name them
     */
    public record Hearing(
            LocalDate heldOn, String place, String chair, String secretary, String present, String conclusion) {}

    /** Its page. */
    public String address() {
        return "/budget/estimates/" + year;
    }

    /** Whether a proposal may still be submitted; one sent back has a day of its own. */
    boolean takes(@Nullable LocalDate ownDue) {
        LocalDate last = ownDue == null ? dueOn : ownDue;
        return state.isAppraising() && !Vietnamese.today().isAfter(last);
    }

    /** What the journal calls it. */
    String subject() {
        return "estimate/" + year;
    }
}
