package vn.hoi.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A point of a curve: what may be spent and what was disbursed up to the end of a month. */
public record ProjectPoint(LocalDate month, long disbursed, long planned) {

    /** What months that moved something come to, one after the other. */
    static List<ProjectPoint> upTo(List<Budget.Month> months) {
        List<ProjectPoint> points = new ArrayList<>();
        var upTo = new Sums();
        for (Budget.Month month : months) {
            upTo.add(month.sums());
            // months of the estimate alone, before there was anything to spend, tell nothing here
            if (!points.isEmpty() || upTo.disbursed() != 0 || upTo.available() != 0) {
                points.add(new ProjectPoint(month.first(), upTo.disbursed(), upTo.available()));
            }
        }
        return points;
    }
}
