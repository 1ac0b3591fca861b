package vn.hoi.report;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.hoi.common.DeskPart;
import vn.hoi.common.Label;
import vn.hoi.common.Vietnamese;

/** Reports that wait for the person at work: soon due, late, sent back, or to be approved. */
@Component
class ReportDesk implements DeskPart {

    private static final int ORDER = 10;
    private static final int MOST = 50;
    /** Periods that have ended, of each form; what is older is in the lists. */
    private static final int PERIODS = 2;

    private final ReportForms forms;
    private final DueReports due;
    private final ReportRights rights;

    ReportDesk(ReportForms forms, DueReports due, ReportRights rights) {
        this.forms = forms;
        this.due = due;
        this.rights = rights;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public String id() {
        return "reports";
    }

    @Override
    public Label name() {
        return new Label("Báo cáo định kỳ", "Periodic reports");
    }

    @Override
    public Label none() {
        return new Label("Không có báo cáo nào chờ bạn.", "No report waits for you.");
    }

    private record Waiting(DueReports.Standing standing, Line line) {}

    @Override
    public List<Line> lines() {
        List<Waiting> waiting = new ArrayList<>();
        LocalDateTime now = LocalDateTime.now(Vietnamese.ZONE);
        for (ReportForm form : forms.list()) {
            ReportRights.Held held = rights.to(form);
            form.periods(Vietnamese.today()).stream()
                    .filter(period -> !period.to().isAfter(Vietnamese.today())
                            || !due.remindFrom(form, period).isAfter(now))
                    .limit(PERIODS)
                    .forEach(period -> add(held, form, period, now, waiting));
        }
        waiting.sort(
                Comparator.comparing((Waiting one) -> !one.standing.late()).thenComparing(one -> one.standing.due()));
        return waiting.stream().limit(MOST).map(Waiting::line).toList();
    }

    private void add(
            ReportRights.Held held, ReportForm form, ReportPeriod period, LocalDateTime now, List<Waiting> waiting) {
        boolean reminded = !due.remindFrom(form, period).isAfter(now);
        for (DueReports.Standing one : due.list(form, period)) {
            boolean owes = !one.isIn() && held.mayReport(one.reporter());
            boolean returned = one.state().equals(Edition.State.RETURNED.id());
            boolean decides =
                    one.state().equals(Edition.State.SUBMITTED.id()) && held.mayApprove(one.reporter(), one.level());
            if ((owes && (reminded || returned)) || decides) {
                waiting.add(new Waiting(one, line(one, returned, decides)));
            }
        }
    }

    private static Line line(DueReports.Standing one, boolean returned, boolean decides) {
        Label state = decides
                ? new Label("Chờ bạn duyệt", "Waits for your approval")
                : returned
                        ? new Label("Bị trả lại", "Sent back")
                        : one.late()
                                ? new Label(
                                        "Chậm " + one.daysLate() + " ngày làm việc",
                                        one.daysLate() + " working days late")
                                : new Label("Sắp đến hạn", "Due soon");
        return new Line(
                "/" + Filing.subject(one.form(), one.period(), one.reporter()),
                new Label(
                        one.form().name().vi() + ", " + one.period().name().vi(),
                        one.form().name().en() + ", " + one.period().name().en()),
                one.reporter().name(),
                state,
                decides ? "info" : returned ? "wrong" : one.late() ? "late" : "due",
                Vietnamese.day(one.due().toLocalDate()));
    }
}
