package vn.hoi.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.figure.Figures;

/** Money in a plan: the budget of a year as a table, and the two rounds it is read in. */
class PlanMoneyTest {

    private static final String SECTION = "b1-du-toan-2026-2";

    @Test
    void theBudgetOfAYearStandsInTheTextByHeadingAndStage() throws Exception {
        PlanOfTests plan = PlanOfTests.begun("tien-2026", "outline", "plan-2026", "year", "2026");
        plan.add(SECTION, "{{budget: 2026}}");
        String page = plan.page(SECTION);
        assertThat(page).contains("Dự toán đề nghị", "Chi thường xuyên", "384.172", "324.072", "Tổng số năm 2026");
        plan.add(SECTION, "{{budget: 2026, nature, requested, allotted, disbursed}}");
        assertThat(plan.page(SECTION)).contains("Dự toán được giao", "Đã giải ngân");
        HttpResponse<String> refused =
                plan.act(SECTION, "add", "paragraph", "0", "text", "{{budget: hai, heading}}\n\n{{budget: 2026, mùa}}");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("PLA-423").contains("hai").contains("mùa");
    }

    @Test
    void whatWasRequestedInJulyIsReadAsAllottedInJanuary() throws Exception {
        PlanOfTests july = PlanOfTests.begun("hai-vong-7", "outline", "plan-2026", "year", "2026");
        july.add(SECTION, "Tổng dự toán là {{budget-2026.total}}.\n\n{{budget: 2026}}");
        assertThat(july.plan().citations().get("budget-2026.total").figure().id())
                .isEqualTo("budget-2026.total");
        PlanOfTests january = PlanOfTests.begun("hai-vong-1", "copy", july.code(), "year", "2026");
        assertThat(january.plan().head().stage()).isEqualTo(MoneyStage.ALLOTTED);
        assertThat(january.plan().citations().get("budget-2026.total").figure().id())
                .isEqualTo("budget-allotted-2026.total");
        assertThat(january.page(SECTION)).contains("Dự toán được giao").doesNotContain("Dự toán đề nghị");
        // the choice is one for the whole plan and can be taken back
        Plan plan = january.plan();
        HttpResponse<String> changed = Http.as(PlanOfTests.WRITES)
                .form(
                        january.address() + "/head",
                        Map.of("version", String.valueOf(plan.head().version()), "stage", "requested"));
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(303);
        assertThat(january.page(SECTION)).contains("384.172");
        assertThat(Http.as(PlanOfTests.WRITES)
                        .form(
                                january.address() + "/head",
                                Map.of(
                                        "version",
                                        String.valueOf(january.plan().head().version()),
                                        "stage",
                                        "mùa xuân"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void moneyAllottedShowsInTheJanuaryIssueTheMomentItIsPosted() throws Exception {
        PlanOfTests plan = PlanOfTests.begun("hai-vong-giao", "outline", "plan-2026", "year", "2026");
        Http.as(PlanOfTests.WRITES)
                .form(
                        plan.address() + "/head",
                        Map.of("version", String.valueOf(plan.plan().head().version()), "stage", "allotted"));
        plan.add(SECTION, "Được giao {{budget-2026.tasks}}.");
        CitedFigure before = cited(plan);
        long line =
                TestApplication.get(JdbcClient.class).sql("""
                        select id from ledger.line where budget_year = 2026 and heading = 'tasks' and nature = 'recurrent'
                        order by id limit 1""").query(Long.class).single();
        HttpResponse<String> posted = Http.shared()
                .post(
                        "/budget/postings",
                        Map.of(
                                "line", String.valueOf(line),
                                "kind", "allot-directly",
                                "amount", "7000000",
                                "document", "99/QĐ-UBND",
                                "document-day", "2026-01-02",
                                "day", "2026-01-02"),
                        "Idempotency-Key",
                        UUID.randomUUID().toString());
        assertThat(posted.statusCode()).as(posted.body()).isLessThan(300);
        java.math.BigDecimal earlier = before.here() == null ? java.math.BigDecimal.ZERO : before.here();
        assertThat(cited(plan).here().subtract(earlier)).isEqualByComparingTo("7000000");
    }

    private static CitedFigure cited(PlanOfTests plan) {
        return TestApplication.get(PlanCheck.class).read(plan.plan()).get("budget-2026.tasks");
    }

    @Test
    void moneyBoundToAYearMovesWithThePlanWhereTheLaterYearIsDeclaredAndIsPointedOutWhereItIsNot() throws Exception {
        PlanOfTests plan = PlanOfTests.begun("tien-2027", "copy", "234-2025", "year", "2027");
        assertThat(plan.plan().citations().keySet())
                .contains("budget-2027.total", "budget-allotted-2026.capital", "recurrent.2025.salaries")
                .doesNotContain("budget-2026.total", "capital.2025.allocated");
        Plan written = plan.plan();
        assertThat(written.appendices().getLast().body()).contains("{{targets: all}}", "{{budget: 2027, heading}}");
        assertThat(TestApplication.get(CopiedPoints.class).of(written))
                .filteredOn(point -> point.kind().equals("year"))
                .extracting(OpenPoint::key)
                .contains("year:recurrent.2025.salaries")
                .doesNotContain("year:budget-2027.total");
        // its tasks come with it, a year later
        JsonNode tasks =
                Http.as(PlanOfTests.WRITES).json(plan.address() + "/tasks.json").get("rows");
        assertThat(tasks).hasSize(25);
        assertThat(tasks.get(0).get("due-on").asString()).isEqualTo("2027-12-31");
        assertThat(tasks.get(0).get("record").isNull()).isTrue();
    }

    @Test
    void everyFigureOfMoneyRequestedHasOneOfMoneyAllotted() {
        Figures figures = TestApplication.get(Figures.class);
        MoneyFigures money = TestApplication.get(MoneyFigures.class);
        assertThat(figures.list())
                .filteredOn(figure -> figure.id().startsWith("budget-2026."))
                .isNotEmpty()
                .allSatisfy(figure -> assertThat(
                                money.at(figure, MoneyStage.ALLOTTED).id())
                        .isEqualTo(figure.id().replace("budget-2026.", "budget-allotted-2026.")));
    }
}
