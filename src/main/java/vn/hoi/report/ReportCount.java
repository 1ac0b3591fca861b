package vn.hoi.report;

import java.util.List;

/** One form and period, counted over the reporters whose reports may be seen. */
public record ReportCount(ReportForm form, ReportPeriod period, List<DueReports.Standing> standings) {

    /** How many stand in this state. */
    public long in(String state) {
        return standings.stream().filter(one -> one.state().equals(state)).count();
    }

    public long approved() {
        return in("approved") + in("locked");
    }

    /** Owed, the time over, and not handed in. */
    public long missing() {
        return standings.stream().filter(DueReports.Standing::isMissing).count();
    }

    /** Not in time, handed in by now or not. */
    public long late() {
        return standings.stream().filter(DueReports.Standing::late).count();
    }
}
