package vn.hoi.report;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.Reports;
import vn.hoi.journal.Journal;

/** Brings in many reports at once, as they stood elsewhere: with one journal entry, and what counts of them. */
@Component
public class ReportLoading {

    /**
     * One report.
     *
     * @param reporter its key
     * @param numbers by cell
     * @param in when it was handed in; null for a draft
     * @param decided when it was approved or sent back; null while it waits
     * @param why why it was sent back; null when not
     */
    public record Loaded(
            ReportForm form,
            ReportPeriod period,
            String reporter,
            Edition.State state,
            Map<String, BigDecimal> numbers,
            @Nullable LocalDateTime in,
            @Nullable LocalDateTime decided,
            @Nullable String why) {}

    private final JdbcTemplate database;
    private final JsonMapper json;
    private final Reporters reporters;
    private final Reports figures;
    private final Journal journal;
    private final CurrentPerson person;
    private final DueReports due;

    ReportLoading(
            JdbcTemplate database,
            JsonMapper json,
            Reporters reporters,
            Reports figures,
            Journal journal,
            CurrentPerson person,
            DueReports due) {
        this.database = database;
        this.json = json;
        this.reporters = reporters;
        this.figures = figures;
        this.journal = journal;
        this.person = person;
        this.due = due;
    }

    /** Whether there is none yet. */
    public boolean isEmpty() {
        return !Boolean.TRUE.equals(
                database.queryForObject("select exists (select from report.report)", Boolean.class));
    }

    /** The periods from one key to another, both inclusive. @throws Problem REP-404 when the form has them not */
    public List<ReportPeriod> periods(ReportForm form, String first, String last) {
        List<ReportPeriod> periods = new ArrayList<>(List.of(form.period(first)));
        ReportPeriod end = form.period(last);
        while (periods.getLast().to().isBefore(end.to())) {
            periods.add(periods.getLast().next());
        }
        return periods;
    }

    /** Keys of all who owe a form for a period, in order. */
    public List<String> reporters(ReportForm form, ReportPeriod period) {
        return reporters.list(form, period).stream().map(Reporter::key).toList();
    }

    /** The last moment in which a report of this period is in time. */
    public LocalDateTime due(ReportForm form, ReportPeriod period) {
        return due.due(form, period);
    }

    /** Brings them in; none of them may be there already. */
    @Transactional
    public void load(List<Loaded> reports, String reason) {
        List<@Nullable Object[]> heads = new ArrayList<>();
        List<@Nullable Object[]> editions = new ArrayList<>();
        for (Loaded one : reports) {
            Reporter reporter = reporters.get(one.form, one.period, one.reporter);
            heads.add(new @Nullable Object[] {
                one.form.id(),
                one.period.key(),
                reporter.unit().id(),
                reporter.party(),
                one.period.from(),
                one.period.to(),
                at(one.in)
            });
            editions.add(new @Nullable Object[] {
                one.form.version(one.period),
                one.state.id(),
                one.state.isApproved() ? one.form.levels().size() : 0,
                json.writeValueAsString(one.numbers),
                person.account(),
                at(one.in),
                at(one.in),
                one.in == null ? null : person.account(),
                at(one.decided),
                one.decided == null ? null : person.account(),
                one.why,
                one.form.id(),
                one.period.key(),
                reporter.unit().id(),
                reporter.party()
            });
        }
        database.batchUpdate("""
                insert into report.report (form, period, unit, party, period_from, period_to, version, first_submitted_at)
                values (?, ?, ?, ?, ?, ?, 1, ?)""", heads);
        database.batchUpdate("""
                insert into report.edition (report, number, form_version, state, level, typed, saved_by, saved_at,
                    submitted_at, submitted_by, decided_at, decided_by, why)
                select id, 1, ?, ?, ?, ?::jsonb, ?, coalesce(?::timestamptz, now()), ?::timestamptz, ?, ?::timestamptz, ?, ? from report.report
                where form = ? and period = ? and unit = ? and party = ?""", editions);
        for (Loaded one : reports) {
            say(one);
        }
        journal.write("reports", "loaded", Map.of("reports", new Journal.Change(null, reports.size())), reason);
    }

    private void say(Loaded one) {
        if (!one.state.isIn()) {
            return;
        }
        Reporter reporter = reporters.get(one.form, one.period, one.reporter);
        figures.write(
                Filing.source(one.form, one.period, reporter),
                one.state.isApproved(),
                one.form.lines(one.period).stream()
                        .map(line -> line.said(one.numbers))
                        .toList());
    }

    private static @Nullable OffsetDateTime at(@Nullable LocalDateTime moment) {
        return moment == null ? null : moment.atZone(Vietnamese.ZONE).toOffsetDateTime();
    }
}
