package vn.hoi.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Vietnamese;

/**
 * The risk that capital is not disbursed in its time and is lost, with its reasons.
 *
 * @param level none, low, high
 * @param reasons the weightiest first
 */
public record ProjectRisk(String level, List<Reason> reasons) {

    /**
     * One reason: {@code ledger.risk.<kind>} says it.
     *
     * @param amount đồng it is about; 0 where it is about none
     * @param number percent disbursed, or how many
     * @param gone percent of the time
     * @param day the last day of payments
     */
    public record Reason(String kind, long amount, long number, long gone, LocalDate day) {}

    private static final double FAR = 0.25;
    private static final int HUNDRED = 100;

    /** @param late records of the project whose day has passed: milestones, guarantees, packages, acceptances */
    static ProjectRisk of(
            Projects.Project project, Sums sums, Projects.@Nullable Act settled, boolean contracts, long late) {
        if (sums.available() == 0 || sums.remaining() <= 0 || settled != null) {
            return new ProjectRisk("none", List.of());
        }
        LocalDate today = Vietnamese.today();
        LocalDate first = LocalDate.of(project.firstYear(), 1, 1);
        // capital of the last year is paid to the end of January
        LocalDate last = LocalDate.of(project.lastYear() + 1, 1, 31);
        double gone = Math.clamp(
                (double) (today.toEpochDay() - first.toEpochDay()) / (last.toEpochDay() - first.toEpochDay()), 0, 1);
        double spent = (double) sums.disbursed() / sums.available();
        long spentShare = Math.round(HUNDRED * spent);
        long goneShare = Math.round(HUNDRED * gone);
        List<Reason> reasons = new ArrayList<>();
        boolean high = false;
        if (today.isAfter(last)) {
            reasons.add(new Reason("over", sums.remaining(), spentShare, goneShare, last));
            high = true;
        } else if (gone - spent > FAR) {
            reasons.add(new Reason("behind", sums.remaining(), spentShare, goneShare, last));
            high = true;
        }
        long notLoaded = sums.available() - sums.get(Account.LOADED);
        if (notLoaded > 0) {
            reasons.add(new Reason("not-loaded", notLoaded, spentShare, goneShare, last));
        }
        if (!contracts) {
            reasons.add(new Reason("no-contract", sums.remaining(), spentShare, goneShare, last));
        }
        if (late > 0) {
            reasons.add(new Reason("late", 0, late, goneShare, last));
        }
        return new ProjectRisk(high ? "high" : "low", reasons);
    }
}
