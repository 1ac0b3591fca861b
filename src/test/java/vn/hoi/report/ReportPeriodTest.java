package vn.hoi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.common.Vietnamese;

/** Periods, deadlines, and who is late. */
class ReportPeriodTest {

    private final DueReports due = TestApplication.get(DueReports.class);
    private final ReportForms forms = TestApplication.get(ReportForms.class);

    private static ReportPeriod period(Rhythm every, boolean statutory, String key) {
        return ReportPeriod.find(every, statutory, key).orElseThrow();
    }

    @Test
    void aStatutoryPeriodRunsFromTheFifteenthToTheFourteenth() {
        assertThat(period(Rhythm.MONTH, true, "2026-03"))
                .matches(one -> one.from().equals(LocalDate.of(2026, 2, 15)))
                .matches(one -> one.to().equals(LocalDate.of(2026, 3, 14)));
        assertThat(period(Rhythm.QUARTER, true, "2026-Q1").from()).isEqualTo("2025-12-15");
        assertThat(period(Rhythm.HALF_YEAR, true, "2026-H2").to()).isEqualTo("2026-12-14");
        assertThat(period(Rhythm.YEAR, true, "2026").from()).isEqualTo("2025-12-15");
        assertThat(period(Rhythm.YEAR, false, "2026").to()).isEqualTo("2026-12-31");
    }

    @Test
    void everyDayLiesInOnePeriodAndPeriodsFollowWithoutAGap() {
        for (Rhythm every : Rhythm.values()) {
            for (boolean statutory : new boolean[] {true, false}) {
                ReportPeriod at = ReportPeriod.containing(every, statutory, LocalDate.of(2024, 1, 1));
                for (LocalDate day = LocalDate.of(2024, 1, 1); day.getYear() < 2027; day = day.plusDays(1)) {
                    if (day.isAfter(at.to())) {
                        assertThat(at.next().from()).isEqualTo(day);
                        at = at.next();
                    }
                    assertThat(ReportPeriod.containing(every, statutory, day)).isEqualTo(at);
                    assertThat(period(every, statutory, at.key())).isEqualTo(at);
                }
            }
        }
    }

    @Test
    void aKeyOfAnotherRhythmNamesNoPeriod() {
        for (String key : List.of("2026", "2026-H1", "2026-3", "2026-Q0", "26-Q1", "2026-Q1 ", "")) {
            assertThat(ReportPeriod.find(Rhythm.QUARTER, false, key)).as(key).isEmpty();
        }
    }

    @Test
    void aWeekendAtTheEndOfThePeriodDoesNotCount() {
        ReportForm form = forms.get("document-quarterly");
        // the 14th of March is a Saturday: the first working day after it is Monday the 16th
        assertThat(due.due(form, form.period("2026-Q1")))
                .isEqualTo(LocalDateTime.of(2026, 3, 20, 17, 30)
                        .withMinute(due.due(form, form.period("2026-Q1")).getMinute()));
        assertThat(due.due(form, form.period("2026-Q3")).toLocalDate()).isEqualTo("2026-09-21");
    }

    @Test
    void whoHandedInAfterTheDeadlineIsLateAndWhoDidNotIsMissing() {
        ReportForm form = forms.get("hospital-quarterly");
        ReportPeriod period = form.period("2025-Q2");
        LocalDateTime at = due.due(form, period);
        JdbcClient database = TestApplication.get(JdbcClient.class);
        for (int days : new int[] {0, 7}) {
            database.sql("""
                            with made as (
                                insert into report.report (form, period, unit, party, period_from, period_to, version, first_submitted_at)
                                select :form, :period, id, :party, :from, :to, 1, :in from unit.unit where parent is null
                                returning id)
                            insert into report.edition (report, number, form_version, state, saved_by)
                            select id, 1, 1, 'submitted', 'test' from made""")
                    .param("form", form.id())
                    .param("period", period.key())
                    .param("party", days == 0 ? "y-te-bac-son" : "y-te-cao-loc")
                    .param("from", period.from())
                    .param("to", period.to())
                    .param("in", at.plusDays(days).atZone(Vietnamese.ZONE).toOffsetDateTime())
                    .update();
        }
        List<DueReports.Standing> all = due.list(form, period);
        assertThat(all).hasSize(11);
        assertThat(standing(all, "y-te-bac-son").late()).isFalse();
        assertThat(standing(all, "y-te-cao-loc"))
                .matches(DueReports.Standing::late)
                .matches(one -> !one.isMissing())
                .matches(one -> one.daysLate() == 5);
        assertThat(standing(all, "benh-vien-tinh"))
                .matches(DueReports.Standing::isMissing)
                .matches(one -> one.daysLate() > 300);
    }

    private static DueReports.Standing standing(List<DueReports.Standing> all, String key) {
        return all.stream()
                .filter(one -> one.reporter().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theListTheDeskAndTheirTwinsTellOfWhatIsMissing() throws Exception {
        Http http = Http.shared();
        String missing = "/reports/education-half-year.json?period=2025-H1&state=missing";
        assertThat(http.json(missing).path("rows")).hasSize(1);
        assertThat(http.get("/reports/education-half-year.csv?period=2025-H1&state=missing")
                        .body())
                .contains("SGDDT");
        assertThat(http.json("/desk.json").path("reports"))
                .isNotEmpty()
                .anySatisfy(line -> assertThat(line.path("state").asString()).startsWith("Chậm"));
        assertThat(http.get("/desk", "Accept", "text/html").body()).contains("Báo cáo định kỳ");
    }

    @Test
    void theFormsVersionGrowsWithItsLines() {
        ReportForm form = forms.get("post-revenue-quarterly");
        assertThat(form.version(form.period("2025-Q1"))).isEqualTo(1);
        assertThat(form.periods(LocalDate.of(2026, 11, 23))).hasSize(4);
        assertThat(form.ended(LocalDate.of(2025, 4, 1)).orElseThrow().key()).isEqualTo("2025-Q1");
    }
}
