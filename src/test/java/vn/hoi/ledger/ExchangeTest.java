package vn.hoi.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestPeople;
import vn.hoi.unit.Units;

/** Forms of the budget as spreadsheets, opening balances from a file, documents kept with postings. */
class ExchangeTest {

    private static final String HEADINGS =
            "Mã dòng;Tên dòng;Năm;Đơn vị;Tính chất;Nội dung chi;Dự toán được giao;Đã nhập TABMIS;Đã thanh toán;Số văn bản;Ngày văn bản;Ngày số dư\n";

    private final LinesOfTests money = new LinesOfTests(TestApplication.context());
    private final Http http = Http.shared();

    private HttpResponse<String> send(String text, Map<String, String> typed) throws Exception {
        return http.multipart(
                "/budget/openings",
                typed,
                List.of(new Http.Upload("file", "so-du.csv", text.getBytes(StandardCharsets.UTF_8))),
                "Accept",
                "application/json");
    }

    @Test
    void openingBalancesAreTriedThenBookedWholeAndOpenTheLinesTheyNeed() throws Exception {
        String code = "TEST-" + UUID.randomUUID().toString().substring(0, 8);
        String text = HEADINGS + code
                + ";Dòng đầu kỳ;2026;SKHCN;Chi thường xuyên;tasks;9.000;8.000;7.000;12/QĐ;15/06/2026;30/06/2026\n";
        HttpResponse<String> tried = send(text, Map.of("dry", "true"));
        assertThat(tried.statusCode()).as(tried.body()).isEqualTo(200);
        assertThat(Http.read(tried).path("postings").asInt()).isEqualTo(3);
        assertThat(money.lines().find(code)).as("nothing is booked").isEmpty();
        HttpResponse<String> booked = send(text, Map.of());
        assertThat(booked.statusCode()).as(booked.body()).isEqualTo(201);
        Sums sums = money.sums(money.lines().find(code).orElseThrow().id());
        assertThat(sums.get(Account.ALLOTTED)).isEqualTo(9000);
        assertThat(sums.get(Account.LOADED)).isEqualTo(8000);
        assertThat(sums.disbursed()).isEqualTo(7000);
        assertThat(Http.read(send(text, Map.of())).path("code").asString()).isEqualTo("LED-091");
        assertThat(Http.read(send(text + "\n", Map.of())).path("code").asString())
                .as("the same balances in another file")
                .isEqualTo("LED-043");
        assertThat(sums.get(Account.ALLOTTED)).isEqualTo(9000);
    }

    @Test
    void everyFaultOfAnOpeningIsNamedByItsRowAndNothingIsKept() throws Exception {
        String code = "TEST-" + UUID.randomUUID().toString().substring(0, 8);
        String right = ";2026;SKHCN;Chi thường xuyên;tasks;9.000;8.000;7.000;12/QĐ;15/06/2026;30/06/2026\n";
        String text = HEADINGS + code + ";Đúng" + right + code + "-2;Sai ngày"
                + right.replace("30/06/2026", "31/06/2026") + code + "-3;Sai số" + right.replace("9.000", "-9")
                + "KHONG CO;Sai mã" + right;
        JsonNode problem = Http.read(send(text, Map.of()));
        assertThat(problem.path("code").asString()).isEqualTo("LED-093");
        assertThat(problem.path("errors")).hasSize(2);
        assertThat(problem.path("errors").toString()).contains("Dòng 3", "Dòng 4");
        text = HEADINGS + code + ";Đúng" + right + code + "-4;Chi quá" + right.replace("7.000", "8.001") + code
                + "-5;Sai đơn vị" + right.replace("SKHCN", "KHONG-CO");
        problem = Http.read(send(text, Map.of()));
        assertThat(problem.path("errors").toString()).contains("LED-005", "KHONG-CO");
        text = HEADINGS + code + ";Đúng" + right + code + "-4;Chi quá" + right.replace("7.000", "8.001");
        problem = Http.read(send(text, Map.of()));
        assertThat(problem.path("errors").toString()).contains("LED-032", "8.001");
        assertThat(Http.read(send("Mã dòng;Số văn bản\nX;1\n", Map.of()))
                        .path("detail")
                        .asString())
                .contains("Dự toán được giao", "Ngày số dư");
        assertThat(money.lines().find(code)).isEmpty();
    }

    @Test
    void aBudgetFormIsFilledFromPostingsAndLaidOutAsASpreadsheet() throws Exception {
        JsonNode form = http.json("/budget/forms/allotment.json?year=2025");
        JsonNode total = form.path("rows").get(0);
        assertThat(total.path("allotted").asLong()).isGreaterThanOrEqualTo(56_016_100_000L + 52_111_000_000L);
        long parts = 0;
        for (JsonNode row : form.path("rows")) {
            parts += row.path("number").asString().matches("\\d+")
                    ? row.path("allotted").asLong()
                    : 0;
        }
        assertThat(parts)
                .as("the groups are the total")
                .isEqualTo(total.path("allotted").asLong());
        byte[] file = HttpClient.newHttpClient()
                .send(
                        TestPeople.request(URI.create("http://127.0.0.1:" + TestApplication.port()
                                        + "/budget/forms/disbursement.xlsx?year=2024&in=million"))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body();
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            Sheet sheet = workbook.getSheetAt(0);
            assertThat(sheet.getSheetName()).isEqualTo("Biểu số 02");
            assertThat(sheet.getRow(1).getCell(0).getStringCellValue()).isEqualTo("GIẢI NGÂN VỐN ĐẦU TƯ CÔNG NĂM 2024");
            assertThat(sheet.getRow(3).getCell(9).getStringCellValue()).isEqualTo("Đơn vị tính: triệu đồng");
            assertThat(sheet.getRow(4).getCell(2).getStringCellValue()).isEqualTo("Kế hoạch vốn được giao");
            assertThat(sheet.getRow(6).getCell(1).getStringCellValue()).isEqualTo("Tổng số");
            assertThat(sheet.getRow(6).getCell(2).getNumericCellValue()).isGreaterThanOrEqualTo(5619);
        }
        assertThat(http.get("/budget/forms/settlement?year=2025", "Accept", "text/html")
                        .body())
                .contains("Biểu số 03", "Chuyển nguồn sang năm sau");
        assertThat(http.get("/budget/forms/none").statusCode()).isEqualTo(404);
    }

    @Test
    void aDocumentIsKeptWithAPostingAndReadByWhoMayReadThePosting() throws Exception {
        long line = money.line(1000, 1000);
        Map<String, String> form = new HashMap<>();
        form.put("key", UUID.randomUUID().toString());
        form.put("line", String.valueOf(line));
        form.put("kind", "pay");
        form.put("amount", "1.001");
        form.put("document", "CT-" + UUID.randomUUID());
        form.put("document-day", "02/03/2026");
        form.put("day", "02/03/2026");
        var file = List.of(
                new Http.Upload("document-file", "giấy rút.txt", "Giấy rút dự toán".getBytes(StandardCharsets.UTF_8)));
        HttpResponse<String> refused = http.multipart("/budget/postings", form, file);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).as("kept, so that it need not be sent again").contains("giấy rút.txt");
        String number = refused.body().replaceAll("(?s).*name=\"attachment\" value=\"(\\d+)\".*", "$1");
        form.put("attachment", number);
        form.put("amount", "400");
        HttpResponse<String> booked = http.multipart("/budget/postings", form, List.of());
        assertThat(booked.statusCode()).as(booked.body()).isEqualTo(303);
        String posting = booked.headers().firstValue("Location").orElseThrow();
        assertThat(http.get(posting, "Accept", "text/html").body()).contains("giấy rút.txt", "/files/" + number);
        assertThat(http.get("/files/" + number).body()).isEqualTo("Giấy rút dự toán");
        assertThat(http.multipart("/budget/postings", form, List.of()).headers().firstValue("Location"))
                .as("a repeat is answered as the first")
                .hasValue(posting);
        int commune = TestApplication.get(Units.class).on(LocalDate.of(2026, 1, 1)).stream()
                .filter(unit -> unit.kind().equals("commune"))
                .findFirst()
                .orElseThrow()
                .id();
        TestPeople.make(TestApplication.context(), "led-stranger", List.of("commune"), commune, Set.of());
        assertThat(Http.as("led-stranger").get("/files/" + number).statusCode()).isEqualTo(404);
        form.put("key", UUID.randomUUID().toString());
        form.put("document", "CT-" + UUID.randomUUID());
        Map<String, String> body = new HashMap<>(form);
        TestPeople.make(TestApplication.context(), "led-other", List.of("finance"), null, Set.of());
        assertThat(Http.read(Http.as("led-other").post("/budget/postings", body, "Idempotency-Key", form.get("key")))
                        .path("code")
                        .asString())
                .as("the file of another")
                .isEqualTo("LED-048");
    }
}
