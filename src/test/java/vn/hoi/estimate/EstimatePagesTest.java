package vn.hoi.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoi.estimate.EstimatesOfTests.booked;
import static vn.hoi.estimate.EstimatesOfTests.carry;
import static vn.hoi.estimate.EstimatesOfTests.get;
import static vn.hoi.estimate.EstimatesOfTests.item;
import static vn.hoi.estimate.EstimatesOfTests.line;
import static vn.hoi.estimate.EstimatesOfTests.open;
import static vn.hoi.estimate.EstimatesOfTests.submit;
import static vn.hoi.estimate.EstimatesOfTests.unit;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestPeople;
import vn.hoi.common.Vietnamese;
import vn.hoi.ledger.Account;
import vn.hoi.ledger.Tsv;

/** The pages of the estimate: what each person sees and may do there, and what bad input is told. */
class EstimatePagesTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final Http http = Http.shared();

    @BeforeAll
    static void enterPeople() {
        TestPeople.make(TestApplication.context(), "est-finance", List.of("finance"), null, Set.of());
        TestPeople.make(TestApplication.context(), "est-leader", List.of("leader"), null, Set.of());
        TestPeople.make(TestApplication.context(), "est-commune", List.of("commune"), unit("06187"), Set.of());
        TestPeople.make(TestApplication.context(), "est-health", List.of("specialist"), unit("SYT"), Set.of("society"));
        TestPeople.make(TestApplication.context(), "est-research", List.of("specialist"), null, Set.of("research"));
    }

    private static String code(HttpResponse<String> answer) {
        return Http.read(answer).path("code").asString();
    }

    @Test
    void theRequestOf2026IsBuiltFromProposalsAndSumsToThePlanExactly() throws Exception {
        JsonNode round = http.json("/budget/estimates/2026.json?by=nature");
        assertThat(round.path("proposed").asLong()).isEqualTo(384_172_000_000L);
        Map<String, Long> natures = new HashMap<>();
        round.path("rows")
                .forEach(row -> natures.put(
                        row.path("key").asString(), row.path("proposed").asLong()));
        assertThat(natures)
                .containsOnly(Map.entry("capital", 60_100_000_000L), Map.entry("recurrent", 324_072_000_000L));
        assertThat(booked(get(Rounds.class).get(2026), Account.REQUESTED))
                .as("and is booked once")
                .isEqualTo(384_172_000_000L);
    }

    /** What units propose in the demonstration, made up, is line by line of the plan what the plan published. */
    @Test
    void theProposalsOfTheDemonstrationComeToThePublishedLines() {
        Path folder = Path.of("provinces/langson/budget/estimates/2026");
        assertThat(headings(folder.resolve("demonstration.tsv")))
                .isEqualTo(headings(folder.resolve("published.tsv")))
                .containsEntry("tasks", 205_106_000_000L)
                .containsEntry("resolution-57", 75_000_000_000L)
                .hasSize(6);
    }

    private static Map<String, Long> headings(Path file) {
        Map<String, Long> headings = new LinkedHashMap<>();
        Tsv.read(file).forEach(row -> headings.merge(row.get("heading"), row.dong("amount"), Long::sum));
        return new java.util.TreeMap<>(headings);
    }

    private static Map<String, String> form(String name, String amount) {
        Map<String, String> form = new HashMap<>();
        form.put("version", "0");
        form.put("n1.name", name);
        form.put("n1.heading", "communes");
        form.put("n1.field", "research");
        form.put("n1.amount", amount);
        form.put("n1.reason", "Theo số thôn");
        form.put("do", "submit");
        return form;
    }

    @Test
    void aCommuneWritesItsOwnProposalAndNoOther() throws Exception {
        Round round = open();
        Http commune = Http.as("est-commune");
        HttpResponse<String> sent =
                commune.form(round.address() + "/proposals/06187", form("Tổ công nghệ số", "120.000.000"));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
        assertThat(booked(round, Account.REQUESTED)).isEqualTo(120_000_000);
        assertThat(item(round, "Tổ công nghệ số").purpose().level()).isEqualTo("commune");
        assertThat(commune.get(round.address() + "/proposals/06040", "Accept", "text/html")
                        .statusCode())
                .isEqualTo(404);
        assertThat(code(commune.raw("POST", round.address() + "/proposals/06040", FORM, "do=save")))
                .isEqualTo("EST-404");
        submit(round, "SKHCN", line("Việc của sở", 1000));
        JsonNode seen = commune.json(round.address() + "/lines.json");
        assertThat(seen.path("rows")).hasSize(1);
        assertThat(commune.get(round.address(), "Accept", "text/html").body()).contains("1 dòng của đơn vị");
        assertThat(code(commune.raw(
                        "POST",
                        round.address() + "/steps/field-appraised",
                        FORM,
                        "document=x&document-day=01/01/2026")))
                .isEqualTo("EST-403");
    }

    @Test
    void aSpecialistAppraisesTheLinesOfTheOwnFieldOnlyAndTheUnitAnswers() throws Exception {
        Round round = open();
        submit(round, "SYT", line("Nghiên cứu y dược", 1000), line("Hồ sơ sức khỏe", 2000, "society", null));
        Item mine = item(round, "Nghiên cứu y dược");
        Item other = item(round, "Hồ sơ sức khỏe");
        Http specialist = Http.as("est-research");
        String page = specialist
                .get(round.address() + "/appraisal?stage=field", "Accept", "text/html")
                .body();
        assertThat(page).contains("name=\"a" + mine.id() + "\"").doesNotContain("name=\"a" + other.id() + "\"");
        assertThat(code(specialist.raw(
                        "POST",
                        round.address() + "/appraisal",
                        FORM,
                        "stage=field&a" + other.id() + "=1&r" + other.id() + "=x&s" + other.id() + "="
                                + other.seen(Stage.FIELD))))
                .isIn("EST-403", "EST-404");
        Map<String, String> given = new HashMap<>();
        given.put("stage", "field");
        given.put("a" + mine.id(), "900");
        given.put("r" + mine.id(), "Giảm định mức");
        given.put("s" + mine.id(), String.valueOf(mine.seen(Stage.FIELD)));
        assertThat(specialist.form(round.address() + "/appraisal", given).statusCode())
                .isEqualTo(303);
        given.put("stage", "finance");
        given.put("s" + mine.id(), "999999999");
        assertThat(specialist.form(round.address() + "/appraisal", given).body())
                .contains("EST-403");
        Http unit = Http.as("est-health");
        assertThat(unit.form(round.address() + "/lines/" + mine.id(), Map.of("says", "Đề nghị giữ nguyên"))
                        .statusCode())
                .isEqualTo(303);
        JsonNode told = http.json(round.address() + "/lines/" + mine.id() + ".json");
        assertThat(told.path("field-appraised").asLong()).isEqualTo(900);
        assertThat(told.path("versions")).hasSize(2);
        assertThat(told.path("answers").get(0).path("says").asString()).isEqualTo("Đề nghị giữ nguyên");
        assertThat(told.path("answers").get(0).path("author").asString()).isEqualTo("est-health");
    }

    @Test
    void financeCarriesTheRoundOnAndALeaderOnlyReads() throws Exception {
        Round round = open();
        submit(round, "SKHCN", line("Việc", 1000));
        Http leader = Http.as("est-leader");
        assertThat(leader.json(round.address() + "/lines.json").path("rows")).hasSize(1);
        assertThat(code(leader.raw("POST", round.address() + "/ceilings", FORM, "unit=SKHCN&nature=capital&amount=5")))
                .isEqualTo("EST-403");
        carry(round, State.FINANCE_APPRAISED);
        Http finance = Http.as("est-finance");
        Map<String, String> step =
                Map.of("document", "Báo cáo 12/STC", "document-day", Vietnamese.day(EstimatesOfTests.TODAY));
        HttpResponse<String> first = finance.form(round.address() + "/steps/consolidated", step);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(303);
        assertThat(finance.form(round.address() + "/steps/consolidated", step).statusCode())
                .as("the same again")
                .isEqualTo(303);
        assertThat(booked(round, Account.APPRAISED)).isEqualTo(1000);
        Map<String, String> minutes = new HashMap<>(Map.of(
                "held-on",
                Vietnamese.day(EstimatesOfTests.TODAY),
                "place",
                "Phòng họp | tầng 2",
                "chair",
                "Ông A",
                "secretary",
                "Bà B"));
        assertThat(finance.form(round.address() + "/hearing", minutes).body()).contains("EST-047", "Phòng họp");
        minutes.put("present", "Các đơn vị");
        minutes.put("conclusion", "Thống nhất");
        assertThat(finance.form(round.address() + "/hearing", minutes).statusCode())
                .isEqualTo(303);
        assertThat(finance.get(round.address() + "/hearing.pdf").body()).startsWith("%PDF");
        assertThat(finance.get(round.address() + "/hearing.docx").body()).startsWith("PK");
        assertThat(finance.get(round.address() + "/hearing", "Accept", "text/html")
                        .body())
                .contains("Phòng họp | tầng 2", "Thống nhất")
                .containsIgnoringCase("Bảng số liệu thảo luận dự toán");
    }

    @ParameterizedTest
    @CsvSource({
        "n1.amount, mười, EST-021",
        "n1.amount, -5, EST-022",
        "n1.amount, '1,5', EST-023",
        "n1.amount, 9000000000000001, EST-024",
        "n1.name, '', EST-013",
        "n1.heading, '', EST-014",
        "n1.heading, khong-co, EST-014",
        "n1.source, khong-co, EST-015",
        "n1.chapter, 427, EST-015",
        "n1.field, khong-co, EST-016",
        "n1.nature, x, EST-017",
        "n1.quantity, -2, EST-018",
        "n1.reason, '', EST-034",
        "version, 7, EST-409"
    })
    void badInputIsRefusedWithACodeByFormAndByMachineAndWhatWasTypedStays(String name, String value, String code)
            throws Exception {
        Round round = open();
        Map<String, String> form = form("Việc gõ dở dang", "1000");
        form.put(name, value);
        String address = round.address() + "/proposals/06187";
        HttpResponse<String> page = http.form(address, form);
        assertThat(page.statusCode()).isBetween(400, 499);
        assertThat(page.body()).contains(code);
        if (!name.equals("n1.name")) {
            assertThat(page.body()).contains("Việc gõ dở dang");
        }
        Map<String, Object> row = new HashMap<>();
        form.forEach((key, text) -> {
            if (key.startsWith("n1.")) {
                row.put(key.substring(3), text);
            }
        });
        Round again = open();
        HttpResponse<String> machine = http.post(
                again.address() + "/proposals/06187",
                Map.of("do", "submit", "version", form.get("version"), "items", List.of(row)));
        assertThat(code(machine)).isEqualTo(code);
        assertThat(booked(again, Account.REQUESTED)).isZero();
    }

    @Test
    void aNormReckonsItsAmountAndContradictsNoTypedOne() throws Exception {
        Round round = open();
        String address = round.address() + "/proposals/06187";
        Map<String, String> form = form("Máy tính", "");
        form.put("n1.quantity", "2,5");
        form.put("n1.measure", "bộ");
        form.put("n1.rate", "1.000.001");
        form.put("n1.amount", "7");
        assertThat(http.form(address, form).body()).contains("EST-025", "2.500.003");
        form.put("n1.amount", "");
        assertThat(http.form(address, form).statusCode()).isEqualTo(303);
        assertThat(booked(round, Account.REQUESTED)).isEqualTo(2_500_003);
    }

    @Test
    void theFormsComeAsWorkbooksOfTheirUnits(@TempDir Path folder) throws Exception {
        Round round = open();
        submit(round, "SKHCN", line("Nhiệm vụ =CỘNG(1)", 7_000_000));
        HttpResponse<String> answer = http.get(round.address() + "/forms/recurrent.xlsx?unit=SKHCN");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("spreadsheetml");
        EstimateForms forms = get(EstimateForms.class);
        String sheet = sheet(
                folder.resolve("form.xlsx"),
                forms.write(round, forms.get("recurrent"), EstimatesOfTests.items(round), forms.unit(round, "SKHCN")));
        assertThat(sheet)
                .contains(
                        "Biểu số 01",
                        "Sở Khoa học và Công nghệ",
                        "triệu đồng",
                        "Nhiệm vụ =CỘNG(1)",
                        "<v>7</v>",
                        "Tổng cộng")
                .doesNotContain("<f>");
        assertThat(code(http.get(round.address() + "/forms/khong-co.json"))).isEqualTo("EST-407");
    }

    /** Its cells, their words as they are read. */
    private static String sheet(Path file, byte[] workbook) throws Exception {
        Files.write(file, workbook);
        try (var zip = new ZipFile(file.toFile());
                var sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml"))) {
            return HtmlUtils.htmlUnescape(new String(sheet.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void theDeskTellsEachPersonWhatWaits() throws Exception {
        Round round = open();
        String own = round.address() + "/proposals/06187";
        assertThat(Http.as("est-commune").json("/desk.json").path("estimates").toString())
                .contains(own);
        submit(round, "06187", line("Việc xã", 1000));
        assertThat(Http.as("est-commune").json("/desk.json").path("estimates").toString())
                .doesNotContain(own);
        assertThat(Http.as("est-research").json("/desk.json").path("estimates").toString())
                .contains(round.address() + "/appraisal?stage=field");
        assertThat(Http.as("est-finance").json("/desk.json").path("estimates").toString())
                .contains("\"" + round.address() + "\"");
        get(Proposals.class).sendBack(round.year(), unit("06187"), "Thiếu căn cứ", EstimatesOfTests.TODAY);
        assertThat(Http.as("est-commune").json("/desk.json").path("estimates").toString())
                .contains(own, "Bị trả lại");
    }
}
