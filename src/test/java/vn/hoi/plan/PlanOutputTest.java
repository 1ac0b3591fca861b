package vn.hoi.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.AopTestUtils;
import org.springframework.test.util.ReflectionTestUtils;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestPeople;
import vn.hoi.common.Problem;
import vn.hoi.document.Documents;
import vn.hoi.document.Golden;
import vn.hoi.document.Made;
import vn.hoi.document.OfficialDocument;
import vn.hoi.document.PdfA;
import vn.hoi.figure.Reading;
import vn.hoi.register.Registers;
import vn.hoi.sheet.SheetBook;

/** A plan on paper, in sheets and in its check. */
class PlanOutputTest {

    private static final String PLANNER = "planner-of-output";
    private static final String SECOND = "second-of-output";

    private static Plan plan;

    @BeforeAll
    static void plan() {
        TestPeople.make(TestApplication.context(), PLANNER, List.of("planner"), null, Set.of());
        TestPeople.make(TestApplication.context(), SECOND, List.of("leader"), null, Set.of());
        plan = TestApplication.get(Plans.class).get("234-2025");
    }

    /** Plan 234 as it was published: printed values only, without what registers and the ledger hold at the moment. */
    private static OfficialDocument published() {
        Map<String, CitedFigure> figures = new LinkedHashMap<>();
        plan.citations()
                .forEach((id, citation) -> figures.put(
                        id,
                        new CitedFigure(
                                citation, new Reading(citation.figure(), citation.query(), null, null, List.of()))));
        List<PlanSection> fixed = plan.sections().stream()
                .filter(section -> !section.body().contains("{{records:")
                        && !section.body().contains("{{budget:"))
                .toList();
        var still = new Plan(
                plan.code(), plan.head(), fixed, plan.text(), plan.contents(), plan.citations(), List.of(), null);
        return TestApplication.get(PlanDocument.class).of(still, figures);
    }

    @Test
    void theWordsOfPlan234AreThoseOfTheGoldenFilesWithEveryHeadingInOrder() throws Exception {
        OfficialDocument document = published();
        String docx = Made.docxText(document);
        String pdf = Made.pdfText(document);
        Golden.check("plan", "234-2025.docx.txt", docx);
        Golden.check("plan", "234-2025.pdf.txt", pdf);
        String[] headings =
                plan.contents().stream().map(heading -> plain(heading.text())).toArray(String[]::new);
        assertThat(headings).hasSizeGreaterThan(50);
        assertThat(plain(docx))
                .containsSubsequence(headings)
                .doesNotContain("{{")
                .doesNotContain("[^");
        assertThat(plain(pdf))
                .containsSubsequence(headings)
                .doesNotContain("{{")
                .doesNotContain("[^");
    }

    /** Lines of paper end anywhere. */
    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    @Test
    void thePrintedPlanIsPdfA() {
        assertThat(PdfA.faults(TestApplication.get(Documents.class).pdf(published())))
                .isEmpty();
    }

    @Test
    void theAppendicesAreSheetsWithRealNumbersReadyToPrint() throws Exception {
        HttpResponse<String> answer = Http.as(PLANNER).get("/plans/234-2025.xlsx");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).contains("spreadsheetml");
        byte[] content = TestApplication.get(PlanBook.class).of(plan);
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(content))) {
            assertThat(book.getNumberOfSheets()).isEqualTo(plan.appendices().size());
            Sheet projects = book.getSheet("Phụ lục III");
            assertThat(projects.getRow(4).getCell(0).getStringCellValue()).isEqualTo("Dự án");
            var total = projects.getRow(5).getCell(1);
            assertThat(total.getCellType()).isEqualTo(CellType.NUMERIC);
            assertThat(total.getNumericCellValue()).isEqualTo(200_200_000_000d);
            assertThat(total.getCellStyle().getDataFormatString())
                    .contains(",,")
                    .contains("triệu đồng");
            assertThat(projects.getPrintSetup().getPaperSize()).isEqualTo(PrintSetup.A4_PAPERSIZE);
            assertThat(projects.getPrintSetup().getFitWidth()).isEqualTo((short) 1);
            assertThat(projects.getRepeatingRows().getFirstRow()).isEqualTo(4);
            Sheet budget = book.getSheet("Phụ lục V");
            assertThat(budget.getPrintSetup().getLandscape())
                    .isEqualTo(budget.getRow(7).getLastCellNum() > 7);
            int last = budget.getLastRowNum();
            assertThat(budget.getRow(last).getCell(1).getStringCellValue()).isEqualTo("Cộng");
        }
    }

    @Test
    void theTotalOfABudgetTableIsTheSumOfItsLines() {
        PlanTable table = TestApplication.get(BudgetTable.class).of("all", plan);
        assertThat(table.last()).isTrue();
        BigDecimal sum = table.rows().subList(0, table.rows().size() - 1).stream()
                .map(row -> (BigDecimal) row.get(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat((BigDecimal) table.rows().getLast().get(2)).isEqualByComparingTo(sum);
        assertThat(table.rows()).hasSizeGreaterThan(2);
    }

    @Test
    void aBudgetTableOfWhatIsNoLineIsRefused() {
        for (String wrong : List.of("khong=co", "year=hai", "nature")) {
            assertThatThrownBy(() -> BudgetTable.filter(wrong, plan))
                    .as(wrong)
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.code()).isEqualTo("PLA-429"));
        }
        assertThat(BudgetTable.filter("nature=capital", plan).where())
                .containsEntry("year", List.of("2026"))
                .containsEntry("nature", List.of("capital"));
    }

    @Test
    void anUnfinishedPrintNeverReplacesAGoodOne() throws Exception {
        String code = "in-do-dang";
        assertThat(Http.as(PLANNER)
                        .form("/plans", Map.of("outline", "plan-2026", "year", "2027", "code", code))
                        .statusCode())
                .isEqualTo(303);
        String address = "/plans/" + code + "/publish";
        Http.as(PLANNER).form(address, Map.of("do", "submit"));
        Http.as(SECOND).form(address, Map.of("do", "approve"));
        Map<String, String> out =
                new LinkedHashMap<>(Map.of("do", "publish", "number", "13/KH-UBND", "issued-on", "02/11/2026"));
        for (JsonNode point : Http.as(SECOND).json(address + ".json").get("rows")) {
            out.put("reason:" + point.get("point").asString(), "Bổ sung ở lần ban hành sau.");
        }
        Object publishing = AopTestUtils.getUltimateTargetObject(TestApplication.get(Publishing.class));
        Documents good = TestApplication.get(Documents.class);
        ReflectionTestUtils.setField(publishing, "documents", new Documents() {
            @Override
            public byte[] pdf(OfficialDocument document) {
                throw new IllegalStateException("the printer stopped half way");
            }
        });
        try {
            HttpResponse<String> stopped = Http.as(SECOND).form(address, out);
            assertThat(stopped.statusCode()).as(stopped.body()).isEqualTo(500);
        } finally {
            ReflectionTestUtils.setField(publishing, "documents", good);
        }
        Plan still = TestApplication.get(Plans.class).get(code);
        assertThat(still.state()).isEqualTo(PlanState.APPROVED);
        assertThat(TestApplication.get(Publishing.class).digests(still)).isEmpty();
        assertThat(Http.as(SECOND).form(address, out).statusCode()).isEqualTo(303);
        Plan published = TestApplication.get(Plans.class).get(code);
        Map<String, String> kept = TestApplication.get(Publishing.class).digests(published);
        assertThat(kept).containsKeys("html", "docx", "pdf", "text");
        assertThat(Http.as(SECOND).form(address, out).statusCode()).isBetween(400, 499);
        assertThat(TestApplication.get(Publishing.class).digests(published)).isEqualTo(kept);
    }

    @Test
    void theCheckSaysHowFreshEveryFigureIsAndWhoAnswersForIt() throws Exception {
        JsonNode inside = Http.as(PLANNER).json("/plans/234-2025/check.json");
        assertThat(inside.get("figures")).hasSize(222);
        for (JsonNode figure : inside.get("figures")) {
            assertThat(figure.get("fresh").asString()).as(figure.toString()).isNotBlank();
            assertThat(figure.get("answers").asString()).as(figure.toString()).isNotBlank();
            assertThat(figure.get("known").isNull())
                    .as(figure.toString())
                    .isEqualTo(figure.get("here").isNull());
        }
        assertThat(inside.get("points"))
                .extracting(point -> point.get("kind").asString())
                .contains("money", "figure");
        // what is still to be put right is not told outside
        assertThat(Http.unknown().json("/plans/234-2025/check.json").get("points"))
                .isEmpty();
        assertThat(Http.as(PLANNER)
                        .get("/plans/234-2025/check", "Accept", "text/html")
                        .body())
                .contains("Ai chịu trách nhiệm", "id=\"points-money\"");
    }

    @Test
    void aRowOfTotalsThatIsNotTheSumIsPointedOut() {
        PlanSection section = plan.sections().getFirst();
        assertThat(totals(section, "150")).isEmpty();
        assertThat(totals(section, "151"))
                .singleElement()
                .satisfies(point -> assertThat(point.says())
                        .contains("«Kinh phí»")
                        .contains("150")
                        .contains("151"));
    }

    private static List<OpenPoint> totals(PlanSection section, String total) {
        var table = new SheetBook.Part(
                List.of("Nội dung", "Kinh phí"),
                List.of(
                        List.of("Một", new BigDecimal(100)),
                        List.of("Hai", new SheetBook.Shown(new BigDecimal(50), "0")),
                        List.of("Tổng cộng", new BigDecimal(total))));
        return TotalPoints.of(plan, section, List.of(table));
    }

    @Test
    void anybodyReadsTheAppendicesOfAPlanThatHasGoneOut() throws Exception {
        HttpResponse<String> made = Http.shared()
                .post(
                        "/registers/information-system",
                        Map.of(
                                "name",
                                "Hệ thống để mọi người đọc ở phụ lục",
                                "short-code",
                                "he-thong-phu-luc",
                                "proposed-on",
                                "2025-06-01",
                                "kind",
                                TestApplication.get(Registers.class)
                                        .get("information-system")
                                        .choices()
                                        .get("system-kind")
                                        .getFirst()
                                        .id()));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(Http.unknown().get("/plans/234-2025", "Accept", "text/html").body())
                .contains("Hệ thống để mọi người đọc ở phụ lục");
        assertThat(Http.unknown().get("/registers/information-system.json").statusCode())
                .as("the register itself is not opened by it")
                .isEqualTo(401);
    }

    @Test
    void aNameIsFoundOnlyAsAWhole() {
        assertThat(Wording.names("thực hiện 12/kh-ubnd ngày", "12/kh-ubnd")).isTrue();
        assertThat(Wording.names("thực hiện 112/kh-ubnd ngày", "12/kh-ubnd")).isFalse();
        assertThat(Wording.names("kế hoạch 12/kh-ubnd", "12/kh-ubnd")).isTrue();
        assertThat(Wording.names("huyện chi lăngb, huyện chi lăng.", "huyện chi lăng"))
                .isTrue();
    }

    @Test
    void notesAtTheEndOfAFileBelongToTheSectionsThatCallThem() {
        List<PlanSection> sections =
                PlanText.split("a", "# Một\n\nLời[^1].\n\n# Hai\n\nLời[^2].\n\n[^1]: x\n\n[^2]: y\n", false, 0);
        List<PlanSection> others = PlanText.split("b", "# Ba\n\nLời[^1].\n\n[^1]: z\n", false, sections.size());
        List<PlanSection> all = new java.util.ArrayList<>(sections);
        all.addAll(others);
        String text = PlanText.markdown(all);
        assertThat(text).contains("Lời[^0-1].", "[^0-1]: x", "Lời[^1-2].", "[^1-2]: y", "Lời[^2-1].", "[^2-1]: z");
        Set<String> called = PlanText.figures(PlanText.parse(text));
        assertThat(called).isEmpty();
        assertThat(plan.sections().stream().map(PlanSection::key).collect(Collectors.toSet()))
                .hasSameSizeAs(plan.sections());
    }
}
