package vn.hoi.report;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.CurrentPerson;

/** Writes reports and their editions; {@link Filing} decides what is written, and holds the transaction. */
@Component
class Editions {

    private final JdbcClient database;
    private final JsonMapper json;
    private final CurrentPerson person;

    Editions(JdbcClient database, JsonMapper json, CurrentPerson person) {
        this.database = database;
        this.json = json;
        this.person = person;
    }

    /** Number of the report's row, made when there is none; nobody else changes it until the transaction ends. */
    long row(ReportForm form, ReportPeriod period, Reporter reporter) {
        database.sql("""
                        insert into report.report (form, period, unit, party, period_from, period_to)
                        values (:form, :period, :unit, :party, :from, :to) on conflict do nothing""")
                .param("form", form.id())
                .param("period", period.key())
                .param("unit", reporter.unit().id())
                .param("party", reporter.party())
                .param("from", period.from())
                .param("to", period.to())
                .update();
        return database.sql("""
                        select id from report.report
                        where form = :form and period = :period and unit = :unit and party = :party for update""")
                .param("form", form.id())
                .param("period", period.key())
                .param("unit", reporter.unit().id())
                .param("party", reporter.party())
                .query(Long.class)
                .single();
    }

    /** A draft, in place of what this edition held. */
    void keep(long report, int number, int formVersion, ReportCheck.Result result, @Nullable String why) {
        database.sql("update report.report set edition = :number where id = :report")
                .param("number", number)
                .param("report", report)
                .update();
        database.sql("""
                        insert into report.edition (report, number, form_version, typed, reasons, saved_by, why)
                        values (:report, :number, :formVersion, :typed::jsonb, :reasons::jsonb, :by, :why)
                        on conflict (report, number) do update set form_version = excluded.form_version,
                            typed = excluded.typed, reasons = excluded.reasons, saved_at = now(),
                            saved_by = excluded.saved_by, state = 'draft', level = 0""")
                .param("report", report)
                .param("number", number)
                .param("formVersion", formVersion)
                .param("typed", json.writeValueAsString(result.numbers()))
                .param("reasons", json.writeValueAsString(result.reasons()))
                .param("by", person.account())
                .param("why", why)
                .update();
    }

    void submit(long report, int number) {
        database.sql("""
                        update report.edition set state = 'submitted', level = 0, submitted_at = now(), submitted_by = :by,
                            decided_at = null, decided_by = null
                        where report = :report and number = :number""")
                .param("by", person.account())
                .param("report", report)
                .param("number", number)
                .update();
        database.sql("""
                        update report.report set first_submitted_at = coalesce(first_submitted_at, now())
                        where id = :report""").param("report", report).update();
    }

    /** Decided at one level, or turned into another state. */
    void decide(long report, int number, Edition.State state, int level, @Nullable String why) {
        database.sql("""
                        update report.edition set state = :state, level = :level, decided_at = now(), decided_by = :by,
                            why = coalesce(:why, why)
                        where report = :report and number = :number""")
                .param("state", state.id())
                .param("level", level)
                .param("by", person.account())
                .param("why", why)
                .param("report", report)
                .param("number", number)
                .update();
    }

    /** Whoever began before this begins anew. */
    void changed(long report) {
        database.sql("update report.report set version = version + 1 where id = :report")
                .param("report", report)
                .update();
    }

    /**
     * Locks what is approved of a form and ended by this day.
     *
     * @param unit id of the one unit whose reports are locked; null for all
     * @return how many
     */
    int lockUntil(String form, @Nullable Integer unit, LocalDate day, String reason) {
        return database.sql("""
                        with locked as (
                            update report.edition e set state = 'locked', decided_at = now(), decided_by = :by, why = :why
                            from report.report r
                            where r.id = e.report and r.edition = e.number and e.state = 'approved' and r.form = :form
                                and r.period_to <= :day and (cast(:unit as integer) is null or r.unit = :unit)
                            returning e.report)
                        update report.report set version = version + 1 where id in (select report from locked)""")
                .param("by", person.account())
                .param("why", reason)
                .param("form", form)
                .param("unit", unit)
                .param("day", day)
                .update();
    }
}
