package vn.hoi.report;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.calendar.WorkingTime;
import vn.hoi.common.Vietnamese;

/** Who owes which report, who has handed it in, who is late: worked out from forms, units and calendar at every question. */
@Component
public class DueReports {

    /**
     * Where one reporter stands with one form and period.
     *
     * @param state {@code none}, or the state of the newest edition
     * @param level how many levels have approved it
     * @param submittedAt when it was handed in first; null while it was not
     * @param late handed in after the deadline, or not at all when it has passed
     * @param daysLate working days, to the day it was handed in or to today
     */
    public record Standing(
            ReportForm form,
            ReportPeriod period,
            Reporter reporter,
            String state,
            int level,
            int version,
            @Nullable OffsetDateTime submittedAt,
            LocalDateTime due,
            boolean late,
            int daysLate) {

        /** Owed, its time over, and not handed in. */
        public boolean isMissing() {
            return late && submittedAt == null;
        }

        boolean isIn() {
            return !state.equals(NONE) && Edition.State.of(state).isIn();
        }

        /** Class of its tag. */
        public String tag() {
            return state.equals(NONE)
                    ? late ? "late" : "off"
                    : Edition.State.of(state).tag();
        }
    }

    static final String NONE = "none";

    private final Reporters reporters;
    private final FiledReports filed;
    private final WorkingTime time;

    DueReports(Reporters reporters, FiledReports filed, WorkingTime time) {
        this.reporters = reporters;
        this.filed = filed;
        this.time = time;
    }

    /** The last moment in which a report of this period is in time: the first day counted is the one after the period. */
    LocalDateTime due(ReportForm form, ReportPeriod period) {
        LocalDate last = period.to();
        while (!time.isWorkingDay(last)) {
            last = last.minusDays(1);
        }
        return time.due(last.atStartOfDay(), form.deadline()).at();
    }

    /** From when one is reminded of it. */
    LocalDateTime remindFrom(ReportForm form, ReportPeriod period) {
        return time.before(due(form, period), form.remind());
    }

    /** Every reporter of a form and period, and where each stands now. */
    public List<Standing> list(ReportForm form, ReportPeriod period) {
        Map<String, FiledReports.Head> heads = filed.heads(form, period);
        LocalDateTime due = due(form, period);
        return reporters.list(form, period).stream()
                .map(reporter -> standing(form, period, reporter, heads.get(FiledReports.key(reporter)), due))
                .toList();
    }

    Standing of(ReportForm form, ReportPeriod period, Reporter reporter, @Nullable FiledReport report) {
        FiledReports.@Nullable Head head = report == null
                ? null
                : new FiledReports.Head(
                        reporter.unit().id(),
                        reporter.party(),
                        report.version(),
                        report.current().state(),
                        report.current().level(),
                        report.firstSubmittedAt());
        return standing(form, period, reporter, head, due(form, period));
    }

    private Standing standing(
            ReportForm form,
            ReportPeriod period,
            Reporter reporter,
            FiledReports.@Nullable Head head,
            LocalDateTime due) {
        @Nullable OffsetDateTime in = head == null ? null : head.firstSubmittedAt();
        OffsetDateTime until = in == null ? OffsetDateTime.now(ZoneOffset.UTC) : in;
        LocalDateTime at = until.atZoneSameInstant(Vietnamese.ZONE).toLocalDateTime();
        boolean late = at.isAfter(due);
        return new Standing(
                form,
                period,
                reporter,
                head == null ? NONE : head.state().id(),
                head == null ? 0 : head.level(),
                head == null ? 0 : head.version(),
                in,
                due,
                late,
                late ? workingDays(due.toLocalDate(), at.toLocalDate()) : 0);
    }

    /** Working days after the first of these days, up to the second. */
    private int workingDays(LocalDate after, LocalDate until) {
        return (int) after.plusDays(1)
                .datesUntil(until.plusDays(1))
                .filter(time::isWorkingDay)
                .count();
    }
}
