package vn.hoi.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.TestApplication;

/** What is picked into a section and how the editor shows it. */
class PlanEditorTest {

    private static final String SECTION = "ket-qua";

    private static PlanOfTests thematic(String code) throws Exception {
        return PlanOfTests.begun(code, "outline", "thematic-report", "year", "2026");
    }

    @Test
    void aFootnoteCalledInOneParagraphAndGivenInAnotherCarriesItsNumberInBoth() throws Exception {
        PlanOfTests plan = thematic("chu-thich");
        plan.add("can-cu", "Một câu có chú thích trước[^a].\n\n[^a]: Lời của chú thích trước.");
        plan.add(SECTION, "Câu gọi hai chú thích[^2] và[^1].\n\n[^1]: Lời một.\n\n[^2]: Lời hai.");
        String page = plan.page(SECTION);
        String first = plan.page("can-cu");
        assertThat(first).contains(">[1]</a>").contains("<strong>[1]</strong>");
        // numbers run through the plan in the order of the calls
        assertThat(page)
                .containsPattern("href=\"#p\\d+\">\\[2]</a> và<a rel=\"nofollow\" href=\"#p\\d+\">\\[3]</a>")
                .contains("<strong>[3]</strong> Lời một.")
                .contains("<strong>[2]</strong> Lời hai.")
                .doesNotContain("[^1]</p>")
                .doesNotContain("[^2]</p>");
        assertThat(plan.page()).contains("Lời hai.").doesNotContain("[^2]");
        // a call without words is left as it was written and is an open point
        plan.add(SECTION, "Gọi chú thích không có lời[^9].");
        assertThat(plan.page(SECTION)).contains("[^9]");
        assertThat(Footnotes.loose(section(plan))).containsExactly("chú thích [^9] chưa có nội dung");
        assertThat(TestApplication.get(PlanPoints.class).of(plan.plan()))
                .extracting(OpenPoint::says)
                .anyMatch(says -> says.contains("[^9]"));
        assertThat(Footnotes.next(section(plan))).isEqualTo(3);
    }

    @Test
    void everyFootnoteOfTheShippedPlanHasItsWordsInTheTextAndInACopy() throws Exception {
        Plan shipped = TestApplication.get(Plans.class).get("234-2025");
        assertThat(shipped.sections())
                .allSatisfy(section -> assertThat(Footnotes.loose(section))
                        .as(section.heading())
                        .isEmpty());
        String page = vn.hoi.Http.unknown()
                .get("/plans/234-2025", "Accept", "text/html")
                .body();
        assertThat(page).doesNotContain("[^").contains("id=\"fn-");
        assertThat(page.split("<li id=\"fn", -1)).hasSize(12);
        PlanOfTests copy = PlanOfTests.begun("chu-thich-234", "copy", "234-2025", "year", "2030");
        assertThat(copy.page("a1-2-03-so-huu-tri-tue-2")).contains(">[2]</a>").contains("<strong>[2]</strong>");
    }

    private static PlanSection section(PlanOfTests plan) {
        return plan.plan().findSection(plan.section(SECTION)).orElseThrow();
    }

    @Test
    void aChartIsAPictureOnThePageAndItsTableEverywhere() throws Exception {
        PlanOfTests plan = thematic("bieu-do");
        plan.add(SECTION, "{{chart: cert.total, years, 3}}");
        for (String page : List.of(plan.page(SECTION), plan.page())) {
            assertThat(page)
                    .contains("<figure class=\"plan-chart\"><svg", "Năm 2024", "Năm 2026", "<td>Năm 2025</td>")
                    .doesNotContain(" style=")
                    .doesNotContain("\uE000");
        }
        String paper = TestApplication.get(PlanMarkup.class).expand("{{chart: cert.total, years, 3}}", plan.plan());
        assertThat(paper).startsWith("| TT |").contains("Năm 2025").doesNotContain("\uE000");
        assertThat(plan.act(SECTION, "add", "paragraph", "0", "text", "{{chart: khong.co, years}}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void namesInAChartNeverBecomeMarkup() {
        PlanTable table = PlanTable.of(
                List.of(
                        new PlanTable.Head("Tên <b>\"số\"</b>", PlanTable.Kind.WORDS),
                        new PlanTable.Head("Số liệu", PlanTable.Kind.AMOUNT)),
                List.of(List.of("<script>1</script> | *x*", new BigDecimal(5)), List.of("Chưa có", "chưa có số liệu")));
        String drawn = PlanChart.draw(PlanText.html(
                PlanText.parse(PlanChart.mark(table) + table.markdown()),
                node -> new PlanText.FigureLink(java.util.Map.of(), "")));
        assertThat(drawn).contains("<svg").doesNotContain("<script>").doesNotContain("<b>");
        assertThat(drawn).contains("width=\"180\"").contains("width=\"0\"");
    }

    @Test
    void aSectionReadsOnlyTheFiguresItShows() throws Exception {
        PlanOfTests plan = PlanOfTests.begun("it-doc", "copy", "234-2025", "year", "2029");
        // the opening cites nothing
        assertThat(plan.page("00-mo-dau")).doesNotContain("class=\"fig\"");
        List<TypedNumber> typed = TypedNumbers.in(
                "Có 3 bức tranh trong năm 2026.", plan.plan().citations().values(), citation -> {
                    throw new AssertionError("read " + citation.figure().id());
                });
        assertThat(typed).isEmpty();
    }

    @Test
    void theCardOfAFigureTellsThePublicWhatChangedSinceAYearBefore() throws Exception {
        String card = vn.hoi.Http.unknown()
                .get("/plans/234-2025/figures/research.provincial.tasks", "Accept", "text/html")
                .body();
        long now = value("2021-01-01", "2025-09-05");
        long before = value("2020-01-01", "2024-09-05");
        assertThat(card)
                .contains("Cùng kỳ năm trước")
                .contains(now == before ? "không đổi" : now > before ? "nay tăng" : "nay giảm");
    }

    private static long value(String from, String to) throws Exception {
        return vn.hoi.Http.shared()
                .json("/figures/research.provincial.tasks.json?from=" + from + "&to=" + to)
                .path("value")
                .asLong();
    }

    @Test
    void aFigureDeletedOrRenamedWhileCitedStopsTheStart() throws Exception {
        PlanOfTests plan = thematic("mat-so-lieu");
        plan.add(SECTION, "Có {{cert.total}} chứng thư.");
        StandingCitations standing = TestApplication.get(StandingCitations.class);
        standing.run();
        JdbcClient database = TestApplication.get(JdbcClient.class);
        for (String text :
                List.of("Có {{cert.renamed}} chứng thư.", "{{table: cert.renamed}}", "{{table: renamed.}}")) {
            put(database, plan, text);
            assertThatThrownBy(standing::run)
                    .hasMessageContaining("PLA-012")
                    .hasMessageContaining("mat-so-lieu")
                    .hasMessageContaining("IV. Kết quả đạt được")
                    .hasMessageContaining("renamed");
        }
        put(database, plan, "Có {{cert.total}} chứng thư.");
        standing.run();
    }

    private static void put(JdbcClient database, PlanOfTests plan, String text) {
        database.sql("update plan.paragraph set text = :text, version = version + 1 where section = :section")
                .param("text", text)
                .param("section", plan.section(SECTION))
                .update();
    }
}
