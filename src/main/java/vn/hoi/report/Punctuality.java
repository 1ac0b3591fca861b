package vn.hoi.report;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.ReportPunctuality;

/** Counts late and missing reports for the figures, as the list of a form counts them, with one question a form. */
@Component
class Punctuality implements ReportPunctuality {

    private final ReportForms forms;
    private final Reporters reporters;
    private final DueReports due;
    private final JdbcClient database;

    Punctuality(ReportForms forms, Reporters reporters, DueReports due, JdbcClient database) {
        this.forms = forms;
        this.reporters = reporters;
        this.due = due;
        this.database = database;
    }

    @Override
    public Optional<Map<Integer, Long>> count(
            String id, boolean missing, @Nullable LocalDate from, @Nullable LocalDate to) {
        ReportForm form = forms.get(id);
        LocalDateTime now = LocalDateTime.now(Vietnamese.ZONE);
        Map<String, LocalDateTime> handedIn = handedIn(form);
        Map<Integer, Long> counts = new LinkedHashMap<>();
        for (ReportPeriod period : form.periods(Vietnamese.today())) {
            boolean asked = (from == null || !period.to().isBefore(from))
                    && (to == null || !period.to().isAfter(to));
            LocalDateTime last = due.due(form, period);
            if (asked && last.isBefore(now)) {
                for (Reporter reporter : reporters.list(form, period)) {
                    LocalDateTime at = handedIn.get(period.key() + "/" + FiledReports.key(reporter));
                    boolean counted = at == null || (!missing && at.isAfter(last));
                    counts.merge(reporter.unit().id(), counted ? 1L : 0L, Long::sum);
                }
            }
        }
        return counts.isEmpty() ? Optional.empty() : Optional.of(counts);
    }

    /** When each report of a form was handed in first, by period and reporter. */
    private Map<String, LocalDateTime> handedIn(ReportForm form) {
        Map<String, LocalDateTime> at = new HashMap<>();
        database.sql("""
                        select period, unit, party, first_submitted_at from report.report
                        where form = :form and first_submitted_at is not null""")
                .param("form", form.id())
                .query((row, n) -> Map.entry(
                        row.getString("period") + "/" + row.getInt("unit") + "/" + row.getString("party"),
                        row.getObject("first_submitted_at", OffsetDateTime.class)
                                .atZoneSameInstant(Vietnamese.ZONE)
                                .toLocalDateTime()))
                .list()
                .forEach(one -> at.put(one.getKey(), one.getValue()));
        return at;
    }

    @Override
    public String address(String form, boolean missing) {
        return "/reports/" + form + "?state=" + (missing ? "missing" : "late");
    }
}
