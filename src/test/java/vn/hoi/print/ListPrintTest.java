package vn.hoi.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestDeclarations;
import vn.hoi.TestPeople;
import vn.hoi.common.DeclarationFault;
import vn.hoi.common.Home;
import vn.hoi.register.Records;
import vn.hoi.register.Registers;

/** Documents of the records of a list. */
class ListPrintTest {

    private static final String LIST = "/registers/signal-gap-village/list-prints/signal-gap-list";
    private static final String REGISTER = "fields/telecom/registers/signal-gap-village.yaml";
    private static final String TEMPLATE = "fields/telecom/prints/signal-gap-list.md";

    private static String first;
    private static String second;
    private static String covered;

    @TempDir
    Path root;

    private final Http http = Http.shared();

    @BeforeAll
    static void villages() {
        first = village("Thôn In Một", "reported", 41, Map.of());
        second = village("Thôn In Hai", "reported", 1200, Map.of("people", "4800", "kind", "fixed"));
        covered = village("Thôn In Ba", "covered", 30, Map.of("on-air-on", "2026-10-02"));
    }

    private static String village(String name, String state, int households, Map<String, String> further) {
        Map<String, String> values = new HashMap<>();
        values.put("village", name);
        values.put("kind", "mobile");
        values.put("households", String.valueOf(households));
        values.put("reported-on", "2026-09-01");
        values.put("unit", "06040");
        values.put("place", "06040");
        values.put("state", state);
        values.putAll(further);
        return TestApplication.get(Records.class)
                .create(TestApplication.get(Registers.class).get("signal-gap-village"), values)
                .code();
    }

    private static byte[] file(String address) throws Exception {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        TestPeople.request(URI.create("http://127.0.0.1:" + TestApplication.port() + address))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return answer.body();
    }

    private static String pdf(String address) throws Exception {
        try (PDDocument document = Loader.loadPDF(file(address))) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    private static String docx(String address) throws Exception {
        try (var document = new XWPFDocument(new ByteArrayInputStream(file(address)));
                var words = new XWPFWordExtractor(document)) {
            return words.getText().replaceAll("\\s+", " ");
        }
    }

    @Test
    void theListAsFilteredIsPrintedWithItsSumsInBothForms() throws Exception {
        String asked = "?q=" + "Th%C3%B4n+In" + "&place=06040";
        for (String text : List.of(pdf(LIST + ".pdf" + asked), docx(LIST + ".docx" + asked))) {
            assertThat(text)
                    .contains("DANH SÁCH", "Thôn In Một", "Thôn In Hai", "Tổng cộng: 2", "1.241", "4.800")
                    .contains("Phạm vi danh sách:", "Xã Thất Khê", "2 (hai) lượt thôn", "Tìm: “Thôn In”")
                    .doesNotContain("Thôn In Ba", "null", "{{");
        }
        assertThat(http.json(LIST + ".json" + asked)
                        .path("records")
                        .valueStream()
                        .map(code -> code.asString())
                        .toList())
                .containsExactly(first, second);
        assertThat(docx(LIST + ".docx?record=0:" + first)).doesNotContain("Phạm vi danh sách");
    }

    @Test
    void theRecordsChosenArePrintedButForThoseThatDoNotBelong() throws Exception {
        String chosen = "?record=0:" + second + "&record=0:" + covered + "&step=verify";
        assertThat(http.json(LIST + ".json" + chosen).path("records").toString())
                .contains(second)
                .doesNotContain(covered);
        HttpResponse<String> page = http.get(LIST + chosen, "Accept", "text/html");
        assertThat(page.body())
                .contains("1 bản ghi đã chọn không thuộc bản in này", "Thôn In Hai", LIST + ".docx?record=");
    }

    @Test
    void theListOffersItsPrintsWithItsFiltersAndForWhatIsChosen() throws Exception {
        String page = http.get("/registers/signal-gap-village?q=Th%C3%B4n+In", "Accept", "text/html")
                .body();
        assertThat(page)
                .contains("href=\"" + LIST + "?q=Th%C3%B4n+In\"")
                .contains("formmethod=\"get\" formaction=\"" + LIST + "\"");
    }

    @Test
    void aListWithoutRecordsSaysSoAndAnUnknownPrintToo() throws Exception {
        assertThat(http.get(LIST + "?q=khong-co-thon-nao", "Accept", "text/html")
                        .body())
                .contains("Không có bản ghi nào để in");
        assertThat(http.get("/registers/signal-gap-village/list-prints/khong-co.json")
                        .body())
                .contains("PRI-404");
    }

    @Test
    void whoeverMayOpenSomeUnitsOnlyPrintsTheirRecordsOnly() throws Exception {
        var units = TestApplication.get(vn.hoi.unit.Units.class);
        int other = units.get("06187", vn.hoi.common.Vietnamese.today()).id();
        TestPeople.make(TestApplication.context(), "in.ky-lua", List.of("commune"), other, Set.of());
        assertThat(Http.as("in.ky-lua")
                        .json(LIST + ".json?q=Th%C3%B4n+In")
                        .path("records")
                        .size())
                .isZero();
    }

    @Test
    void theDecisionOfRecognitionHoldsItsAppendix() throws Exception {
        Map<String, String> values = Initiatives.values("judged");
        values.put("title", "Máng hứng hồi tự nghiêng in thử");
        values.put("grassroots-recognised-on", "2026-04-01");
        values.put("score", "82");
        String code = TestApplication.get(Records.class)
                .create(Initiatives.register(), values)
                .code();
        assertThat(pdf("/registers/initiative/list-prints/initiative-recognition.pdf?record=0:" + code))
                .contains(
                        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN",
                        "Công nhận 1 (một) sáng kiến cấp tỉnh",
                        "Phụ lục",
                        "DANH SÁCH SÁNG KIẾN ĐƯỢC CÔNG NHẬN",
                        "Kèm theo Quyết định số",
                        "Máng hứng hồi tự nghiêng in thử");
    }

    private void read() {
        var home = new Home(root, "langson");
        try (var context = TestDeclarations.read(root)) {
            new PrintTemplates(
                    context.getBean(Registers.class), new PrintValues(new ProvinceLetterhead(home), null, null), home);
        }
    }

    @Test
    void aColumnOutsideTheRowsStopsTheStart() throws Exception {
        int line = TestDeclarations.copy(root).replace(TEMPLATE, "Danh sách có {{count}}", "{{village}} có {{count}}");
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        DeclarationFault.class,
                        fault -> assertThat(fault.line()).isEqualTo(line))
                .hasMessageContaining("village");
    }

    @Test
    void aFilterTheListDoesNotHaveStopsTheStart() throws Exception {
        int line = TestDeclarations.copy(root)
                .replace(REGISTER, "verified, planned, building], dir: asc", "verified], households: 3");
        assertThatThrownBy(this::read)
                .rootCause()
                .isInstanceOfSatisfying(
                        DeclarationFault.class,
                        fault -> assertThat(fault.line()).isEqualTo(line))
                .hasMessageContaining("households");
    }
}
