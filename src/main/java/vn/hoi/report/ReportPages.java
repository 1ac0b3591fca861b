package vn.hoi.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Label;
import vn.hoi.common.Menu;
import vn.hoi.common.Power;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.common.Ui.MenuItem;
import vn.hoi.common.Vietnamese;

/** {@code /reports}: each form with who has and who has not reported; and one form, reporter by reporter. */
@Controller
class ReportPages {

    private static final List<String> COLUMNS = List.of(
            "form",
            "name",
            "period",
            "dueAt",
            "reporters",
            "approved",
            "submitted",
            "returned",
            "draft",
            "none",
            "late",
            "missing");
    private static final List<String> ROWS = List.of(
            "form",
            "period",
            "unit",
            "party",
            "reporter",
            "state",
            "level",
            "version",
            "dueAt",
            "submittedAt",
            "late",
            "daysLate");

    private final ReportForms forms;
    private final DueReports due;
    private final ReportRights rights;
    private final Rights held;

    ReportPages(ReportForms forms, DueReports due, ReportRights rights, Rights held) {
        this.forms = forms;
        this.due = due;
        this.rights = rights;
        this.held = held;
    }

    private ReportCount counted(ReportForm form, ReportPeriod period) {
        ReportRights.Held may = rights.to(form);
        return new ReportCount(
                form,
                period,
                due.list(form, period).stream()
                        .filter(one -> may.maySee(one.reporter()))
                        .toList());
    }

    /** The period a form is looked at when none is asked for: the newest that has ended. */
    private static Optional<ReportPeriod> newest(ReportForm form) {
        Optional<ReportPeriod> ended = form.ended(Vietnamese.today());
        return ended.isPresent()
                ? ended
                : form.periods(Vietnamese.today()).stream().findFirst();
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/reports")
    Twin overview() {
        List<ReportCount> all = new ArrayList<>();
        for (ReportForm form : forms.list()) {
            newest(form)
                    .map(period -> counted(form, period))
                    .filter(counted -> !counted.standings().isEmpty())
                    .ifPresent(all::add);
        }
        List<Map<String, @Nullable Object>> rows =
                all.stream().map(ReportPages::row).toList();
        return Twin.page("report/overview")
                .with("counted", all)
                .with("administers", held.may(Power.ADMINISTER))
                .json(() -> Twin.rows(rows, null))
                .csv(() -> Csv.of(COLUMNS, rows));
    }

    private static Map<String, @Nullable Object> row(ReportCount counted) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("form", counted.form().id());
        row.put("name", counted.form().name().vi());
        row.put("period", counted.period().key());
        row.put("dueAt", counted.standings().getFirst().due().toString());
        row.put("reporters", counted.standings().size());
        row.put("approved", counted.approved());
        for (String state : List.of("submitted", "returned", "draft", DueReports.NONE)) {
            row.put(state, counted.in(state));
        }
        row.put("late", counted.late());
        row.put("missing", counted.missing());
        return row;
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/reports/{form}")
    Twin list(
            @PathVariable String form,
            @RequestParam(defaultValue = "") String period,
            @RequestParam(defaultValue = "") String state) {
        ReportForm named = forms.get(form);
        ReportPeriod of = period.isBlank()
                ? newest(named)
                        .orElseGet(() -> ReportPeriod.containing(named.every(), named.statutory(), named.since()))
                : named.period(period);
        ReportCount counted = counted(named, of);
        List<DueReports.Standing> shown = counted.standings().stream()
                .filter(one -> state.isBlank()
                        || one.state().equals(state)
                        || (state.equals("late") && one.late())
                        || (state.equals("missing") && one.isMissing()))
                .toList();
        List<Map<String, @Nullable Object>> rows =
                shown.stream().map(ReportJson::row).toList();
        return Twin.page("report/list")
                .with("counted", counted)
                .with("shown", shown)
                .with("state", state)
                .with("periods", named.periods(Vietnamese.today()))
                .with("due", due.due(named, of))
                .json(() -> Twin.rows(rows, null))
                .csv(() -> Csv.of(ROWS, rows));
    }

    /** The line of reports in the navigation. */
    @Component
    static class ReportMenu implements Menu {
        private final CurrentPerson person;

        ReportMenu(CurrentPerson person) {
            this.person = person;
        }

        @Override
        public int order() {
            return 35;
        }

        @Override
        public List<MenuItem> items() {
            return person.isKnown()
                    ? List.of(new MenuItem(new Label("Báo cáo", "Reports"), "/reports", "", false))
                    : List.of();
        }
    }
}
