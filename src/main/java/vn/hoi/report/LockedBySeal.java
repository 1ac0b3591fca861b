package vn.hoi.report;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.hoi.figure.FigureSeals;

/** What was sealed is not told anew under the same report: approved reports behind a seal are locked with it, or neither is. */
@Component
class LockedBySeal {

    private final Filing filing;

    LockedBySeal(Filing filing) {
        this.filing = filing;
    }

    /** In the seal's own transaction. */
    @EventListener
    void lock(FigureSeals.Sealed seal) {
        seal.reported()
                .forEach(one -> filing.lockUntil(
                        one.form(),
                        one.unit(),
                        one.until(),
                        "Chốt số liệu số " + seal.number() + " (" + seal.document() + ")"));
    }
}
