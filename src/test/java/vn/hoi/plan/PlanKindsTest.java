package vn.hoi.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.common.Vietnamese;

/** Each kind of plan and report begins from its outline; its number comes from its book. */
class PlanKindsTest {

    @Test
    void aFiveYearPlanLooksBackFiveYearsAndAheadFive() throws Exception {
        PlanOfTests plan = PlanOfTests.begun("nam-nam", "outline", "five-year-2030", "year", "2026");
        Plan.Head head = plan.plan().head();
        assertThat(head.kind()).isEqualTo("five-year");
        assertThat(head.title().vi()).endsWith("tỉnh Lạng Sơn giai đoạn 2026 - 2030");
        assertThat(head.period().to()).isEqualTo(LocalDate.of(2030, 12, 31));
        assertThat(plan.plan().sections())
                .extracting(PlanSection::heading)
                .contains("A. Đánh giá tình hình thực hiện giai đoạn 2021 - 2025", "B. Kế hoạch giai đoạn 2026 - 2030")
                .noneMatch(heading -> heading.contains("{"));
        assertThat(plan.page()).contains("Mục tiêu cụ thể").contains("Doanh nghiệp công nghệ số");
    }

    @Test
    void aPeriodicReportTellsOfItsStatutoryPeriod() throws Exception {
        PlanOfTests report = PlanOfTests.begun("sau-thang", "outline", "periodic-report", "year", "2026", "part", "H1");
        Plan.Head head = report.plan().head();
        assertThat(head.title().vi()).contains("6 tháng đầu năm 2026");
        assertThat(head.period().from()).isEqualTo(LocalDate.of(2025, 12, 15));
        assertThat(head.cutOff()).isEqualTo(LocalDate.of(2026, 6, 14));
        Citation citation = report.plan().citations().get("direction.tasks.done");
        assertThat(citation.period()).isEqualTo(head.period());
        String page = report.page();
        assertThat(page).contains("BÁO CÁO").contains("…/BC-UBND");
        PlanOfTests quarter = PlanOfTests.begun("quy-ba", "outline", "periodic-report", "year", "2026", "part", "Q3");
        assertThat(quarter.plan().title().vi()).contains("quý III năm 2026");
        HttpResponse<String> which = Http.as(PlanOfTests.WRITES)
                .form("/plans", Map.of("outline", "periodic-report", "year", "2026", "code", "ky-nao"));
        assertThat(which.statusCode()).isEqualTo(422);
        assertThat(which.body()).contains("PLA-414").contains("Chọn quý");
    }

    @Test
    void everyOutlineThatShipsBeginsAPlanThatOpens() throws Exception {
        int number = 0;
        for (Outline outline : TestApplication.get(Outlines.class).list()) {
            PlanOfTests plan =
                    PlanOfTests.begun("moi-loai-" + ++number, "outline", outline.id(), "year", "2026", "part", "Q1");
            assertThat(plan.plan().sections()).as(outline.id()).hasSizeGreaterThan(10);
            assertThat(plan.page()).as(outline.id()).doesNotContain("{{").contains("</html>");
        }
        assertThat(TestApplication.get(Outlines.class).list())
                .extracting(Outline::kind)
                .contains("annual", "five-year", "periodic", "thematic");
    }

    @Test
    void numbersComeFromTheBookWithoutAGap() throws Exception {
        String last = Http.shared().json("/books/bao-cao-ubnd.json").get("rows").isEmpty()
                ? "0"
                : Http.shared()
                        .json("/books/bao-cao-ubnd.json")
                        .get("rows")
                        .get(Http.shared()
                                        .json("/books/bao-cao-ubnd.json")
                                        .get("rows")
                                        .size()
                                - 1)
                        .get("n")
                        .asString();
        int before = Integer.parseInt(last);
        PlanOfTests report = PlanOfTests.begun("lay-so", "outline", "thematic-report", "year", "2026");
        Http.as(PlanOfTests.WRITES).form(report.address() + "/publish", Map.of("do", "submit"));
        Http.as(PlanOfTests.APPROVES).form(report.address() + "/publish", Map.of("do", "approve"));
        // points are open: nothing goes out and no number is lost
        HttpResponse<String> refused =
                Http.as(PlanOfTests.APPROVES).form(report.address() + "/publish", Map.of("do", "publish-book"));
        assertThat(refused.statusCode()).isEqualTo(422);
        HttpResponse<String> out = report.published("publish-book");
        assertThat(out.statusCode()).as(out.body()).isEqualTo(303);
        assertThat(report.plan().number()).isEqualTo((before + 1) + "/BC-UBND");
        assertThat(report.plan().issuedOn()).isEqualTo(Vietnamese.today());
        JsonNode row =
                Http.shared().json("/books/bao-cao-ubnd.json").get("rows").get(before);
        assertThat(row.get("number").asString()).isEqualTo(report.plan().number());
        assertThat(row.get("code").asString()).isEqualTo("lay-so");
        assertThat(Http.shared()
                        .get("/books/bao-cao-ubnd", "Accept", "text/html")
                        .body())
                .contains("/plans/lay-so/published");
        assertThat(Http.shared().json("/books.json").get("rows"))
                .extracting(book -> book.get("book").asString())
                .contains("ke-hoach-ubnd", "bao-cao-ubnd");
    }
}
