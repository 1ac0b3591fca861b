package vn.hoi.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A project with its money.
 *
 * @param settled the furthest act of its final account; null when none
 * @param risk of not spending its capital in time
 */
public record ProjectShown(Projects.Project project, Sums sums, Projects.@Nullable Act settled, ProjectRisk risk) {

    /** Disbursed in a hundred of what was planned. */
    public long share() {
        return sums.available() == 0 ? 0 : Math.round(100.0 * sums.disbursed() / sums.available());
    }
}
