package vn.hoi.report;

import vn.hoi.figure.Relation;

/**
 * A relation on the numbers of a report.
 *
 * @param reason why it is passed over; empty when none was given
 */
public record CheckedRelation(Relation relation, Relation.Sides sides, String reason) {

    public boolean isBroken() {
        return Boolean.FALSE.equals(sides.holds());
    }

    /** Whether breaking it asks for a reason rather than stopping the report. */
    public boolean isWarning() {
        return relation.severity() == Relation.Severity.WARNING;
    }

    /** {@code broken}, {@code holds}, or {@code open} where a figure has no value. */
    public String verdict() {
        Boolean holds = sides.holds();
        return holds == null ? "open" : holds ? "holds" : "broken";
    }
}
