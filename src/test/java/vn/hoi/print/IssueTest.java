package vn.hoi.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestPeople;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;
import vn.hoi.register.Print;
import vn.hoi.register.Records;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.register.Row;
import vn.hoi.unit.Units;

class IssueTest {

    private static final byte[] SIGNED =
            "%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    private final Http http = Http.shared();
    private final Prints prints = TestApplication.get(Prints.class);
    private final Records records = TestApplication.get(Records.class);
    private final Register register = Initiatives.register();
    private final Print certificate = Initiatives.certificate();
    private final int year = Vietnamese.today().getYear();

    private static String address(Row row) {
        return "/registers/initiative/" + row.code() + "/prints/certificate";
    }

    private IssuedDocument issue(Row row) {
        return prints.issue(register, row.code(), row.version(), certificate);
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable what, String code) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }

    @Test
    void anIssueGivesTheNextNumberAndEntersItIntoTheRecord() {
        int last = TestApplication.get(Books.class).last("initiative-certificate", year);
        Row row = Initiatives.recognised();
        IssuedDocument document = issue(row);
        assertThat(document.number()).isEqualTo("%02d/%d/GCN-SK".formatted(last + 1, year));
        assertThat(document.day()).isEqualTo(Vietnamese.today());
        Row after = records.get(register, row.code());
        assertThat(after.value("certificate-no")).isEqualTo(document.number());
        assertThat(after.version()).isEqualTo(row.version() + 1);
        Journal.Entry entry = TestApplication.get(Journal.class)
                .list("initiative/" + row.code())
                .getFirst();
        assertThat(entry.action()).isEqualTo("printed:certificate");
        assertThat(entry.reason()).contains(document.number());
        assertThat(entry.changes()).containsKey("certificate-no");
    }

    @Test
    void theBookShowsOthersThatThereIsNoGapAndNothingOfTheRecord() throws Exception {
        Row row = Initiatives.recognised();
        IssuedDocument document = issue(row);
        String commune = "so-so-" + UUID.randomUUID().toString().substring(0, 8);
        int unit = TestApplication.get(Units.class).list().stream()
                .filter(one -> one.kind().equals("commune") && !Objects.equals(row.value("unit"), one.id()))
                .findAny()
                .orElseThrow()
                .id();
        TestPeople.make(TestApplication.context(), commune, List.of("commune"), unit, Set.of());
        String address = "/books/initiative-certificate";
        JsonNode closed = numbered(Http.as(commune).json(address + ".json?year=" + year), document);
        assertThat(closed.path("print").asString()).isEqualTo("certificate");
        assertThat(closed.path("code").isNull()).isTrue();
        assertThat(closed.path("account").isNull()).isTrue();
        assertThat(Http.as(commune)
                        .get(address + "?year=" + year, "Accept", "text/html")
                        .body())
                .contains(document.number(), "bản ghi của đơn vị khác")
                .doesNotContain(row.code());
        assertThat(Http.as(commune).get(address + ".csv?year=" + year).body())
                .contains(document.number())
                .doesNotContain(row.code());
        assertThat(numbered(http.json(address + ".json?year=" + year), document)
                        .path("code")
                        .asString())
                .isEqualTo(row.code());
    }

    private static JsonNode numbered(JsonNode book, IssuedDocument document) {
        for (JsonNode row : book.path("rows")) {
            if (row.path("number").asString().equals(document.number())) {
                return row;
            }
        }
        throw new AssertionError(document.number() + " is not in " + book);
    }

    @Test
    void whatWasIssuedIsGivenBackByteForByte() throws Exception {
        Row row = Initiatives.recognised();
        IssuedDocument document = issue(row);
        byte[] first = bytes(document.address() + ".pdf");
        records.change(
                register, row.code(), records.get(register, row.code()).version(), Map.of("title", "Tên đã sửa sau"));
        assertThat(bytes(document.address() + ".pdf")).isEqualTo(first);
        assertThat(hex(IssuedDocuments.sha256(first))).isEqualTo(document.pdfSha256());
        byte[] docx = bytes(document.address() + ".docx");
        assertThat(hex(IssuedDocuments.sha256(docx))).isEqualTo(document.docxSha256());
        JsonNode json = http.json(document.address() + ".json");
        assertThat(json.path("pdfSha256").asString()).isEqualTo(document.pdfSha256());
        assertThat(json.path("number").asString()).isEqualTo(document.number());
    }

    @Test
    void theSamePageSentTwiceIssuesOnce() throws Exception {
        Row row = Initiatives.recognised();
        int before = TestApplication.get(Books.class).last("initiative-certificate", year);
        List<Callable<Integer>> twice = List.of(() -> press(row), () -> press(row));
        int made = 0;
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (Future<Integer> answer : threads.invokeAll(twice)) {
                int status = answer.get();
                assertThat(status).isIn(303, 409);
                made += status == 303 ? 1 : 0;
            }
        }
        assertThat(made).isEqualTo(1);
        assertThat(TestApplication.get(Books.class).last("initiative-certificate", year))
                .isGreaterThan(before);
        assertThat(prints.listIssued(register, row.code())).hasSize(1);
    }

    private int press(Row row) throws Exception {
        return http.form(address(row), Map.of("version", String.valueOf(row.version())))
                .statusCode();
    }

    @Test
    void aWrongStateIsRefusedAndTakesNoNumber() {
        int before = TestApplication.get(Books.class).last("initiative-certificate", year);
        Row row = Initiatives.filed();
        refused(() -> issue(row), "PRI-409");
        assertThat(records.get(register, row.code()).value("certificate-no")).isNull();
        assertThat(TestApplication.get(Books.class).last("initiative-certificate", year))
                .isEqualTo(before);
    }

    @Test
    void aStaleVersionIsRefused() {
        Row row = Initiatives.recognised();
        records.change(register, row.code(), row.version(), Map.of("score", "88"));
        refused(() -> issue(row), Records.STALE);
    }

    @Test
    void aSecondCertificateNeedsTheFirstToBeVoid() {
        Row row = Initiatives.recognised();
        IssuedDocument first = issue(row);
        refused(() -> issue(records.get(register, row.code())), "PRI-410");
        refused(() -> prints.declareVoid(register, certificate, first, "  "), "PRI-414");
        IssuedDocument gone = prints.declareVoid(register, certificate, first, "In sai tên tác giả");
        assertThat(gone.voiding().reason()).isEqualTo("In sai tên tác giả");
        assertThat(records.get(register, row.code()).value("certificate-no")).isNull();
        refused(() -> prints.declareVoid(register, certificate, first, "Lần nữa"), "PRI-416");
        IssuedDocument second = issue(records.get(register, row.code()));
        assertThat(second.number()).isNotEqualTo(first.number());
        assertThat(records.get(register, row.code()).value("certificate-no")).isEqualTo(second.number());
    }

    @Test
    void aVoidNumberStaysInTheBook() throws Exception {
        Row row = Initiatives.recognised();
        IssuedDocument document = issue(row);
        HttpResponse<String> answer = http.form(document.address() + "/void", Map.of("reason", "Sai <b>tên</b>"));
        assertThat(answer.statusCode()).isEqualTo(303);
        JsonNode rows =
                http.json("/books/initiative-certificate.json?year=" + year).path("rows");
        JsonNode last = rows.valueStream()
                .filter(one -> one.path("number").asString().equals(document.number()))
                .findFirst()
                .orElseThrow();
        assertThat(last.path("voidReason").asString()).isEqualTo("Sai <b>tên</b>");
        String page = http.get("/books/initiative-certificate?year=" + year, "Accept", "text/html")
                .body();
        assertThat(page)
                .contains("<s>" + document.number() + "</s>", "Sai &lt;b&gt;tên")
                .doesNotContain("<b>tên</b>");
        assertThat(http.get("/books/initiative-certificate.csv?year=" + year).body())
                .contains(document.number());
    }

    @Test
    void theDatabaseItselfRefusesToChangeWhatWasIssued() {
        IssuedDocument document = issue(Initiatives.recognised());
        JdbcClient database = TestApplication.get(JdbcClient.class);
        for (String change : List.of("number = '1/X'", "pdf = '\\x00'", "docx = null", "day = day + 1", "code = 'X'")) {
            assertThatThrownBy(() -> database.sql("update print.document set " + change + " where id = :id")
                            .param("id", document.id())
                            .update())
                    .as(change)
                    .hasMessageContaining("PRI-001");
        }
        assertThatThrownBy(() -> database.sql("delete from print.document where id = :id")
                        .param("id", document.id())
                        .update())
                .hasMessageContaining("PRI-001");
        assertThatThrownBy(() -> database.sql("update print.number set n = n + 1000 where document = :id")
                        .param("id", document.id())
                        .update())
                .hasMessageContaining("PRI-001");
    }

    @Test
    void theRecordPageListsWhatWasIssued() throws Exception {
        Row row = Initiatives.recognised();
        IssuedDocument document = issue(row);
        String page = http.get("/registers/initiative/" + row.code(), "Accept", "text/html")
                .body();
        assertThat(page)
                .contains("id=\"prints\"", document.number(), document.address() + ".pdf", "Ban hành «Giấy chứng nhận");
    }

    @Test
    void thePageShowsThePreviewAndTheNextNumber() throws Exception {
        Row row = Initiatives.recognised();
        for (String language : List.of("vi", "en")) {
            String page = http.get(address(row), "Accept", "text/html", "Cookie", "hoi-language=" + language)
                    .body();
            assertThat(page).contains("GIẤY CHỨNG NHẬN SÁNG KIẾN", "/" + year + "/GCN-SK", "name=\"version\"");
            assertThat(page).doesNotContain(" style=", "{0}");
        }
        HttpResponse<String> pdf = http.get(address(row) + ".pdf");
        assertThat(pdf.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(pdf.headers().firstValue("Content-Disposition").orElseThrow())
                .contains(row.code() + "-prints-certificate.pdf");
        assertThat(pdf.body()).startsWith("%PDF-");
        assertThat(http.get(address(row) + ".docx")
                        .headers()
                        .firstValue("Content-Type")
                        .orElseThrow())
                .contains("wordprocessingml");
        assertThat(http.get(address(row) + ".csv").statusCode()).isEqualTo(404);
        assertThat(http.get("/registers/initiative/" + row.code() + "/prints/no-such.json")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aMachineIssuesByJson() throws Exception {
        Row row = Initiatives.recognised();
        HttpResponse<String> made = http.post(address(row), Map.of("version", row.version()));
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(Http.read(made).path("number").asString()).endsWith("/GCN-SK");
        assertThat(made.headers().firstValue("Location").orElseThrow()).startsWith(address(row));
        assertThat(http.post(address(row), Map.of()).statusCode()).isEqualTo(428);
        assertThat(http.post(address(row), Map.of("version", row.version())).statusCode())
                .isEqualTo(409);
    }

    @Test
    void aPrintWhoseNumberIsGivenElsewhereIsEnteredWithItsSignedPdf() throws Exception {
        Register tasks = TestApplication.get(Registers.class).get("st-task");
        Row row = records.create(tasks, task());
        Print approval = tasks.findPrint("approval").orElseThrow();
        refused(() -> prints.issue(tasks, row.code(), row.version(), approval), "PRI-411");
        String at = "/registers/st-task/" + row.code() + "/prints/approval";
        String version = String.valueOf(row.version());
        assertThat(send(at, Map.of("version", version, "number", "", "day", "05/9/2026"), SIGNED))
                .isEqualTo(422);
        assertThat(send(at, Map.of("version", version, "number", "9/QĐ", "day", "2999-01-01"), SIGNED))
                .isEqualTo(422);
        assertThat(send(
                        at,
                        Map.of("version", version, "number", "9/QĐ", "day", "05/9/2026"),
                        "<html>".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(415);
        assertThat(send(at, Map.of("version", version, "number", "9/QĐ", "day", "05/9/2026"), new byte[0]))
                .isEqualTo(422);
        assertThat(prints.listIssued(tasks, row.code())).isEmpty();
        assertThat(send(at, Map.of("version", version, "number", "142/QĐ-SKHCN", "day", "05/9/2026"), SIGNED))
                .isEqualTo(303);
        Row after = records.get(tasks, row.code());
        assertThat(after.value("approval-no")).isEqualTo("142/QĐ-SKHCN");
        assertThat(after.value("approved-on")).hasToString("2026-09-05");
        IssuedDocument document = prints.listIssued(tasks, row.code()).getFirst();
        assertThat(document.entered()).isTrue();
        assertThat(bytes(document.address() + ".pdf")).isEqualTo(SIGNED);
        assertThat(http.get(document.address() + ".docx").statusCode()).isEqualTo(404);
    }

    @Test
    void aFileIsTakenForWhatItHoldsAndNotForItsName() {
        assertThat(SignedPdf.checked(SIGNED)).isEqualTo(SIGNED);
        refused(() -> SignedPdf.checked("PK\u0003\u0004 docx".getBytes(StandardCharsets.ISO_8859_1)), "PRI-415");
        refused(() -> SignedPdf.checked("%PDF-1.7 cut".getBytes(StandardCharsets.US_ASCII)), "PRI-415");
        refused(() -> SignedPdf.checked(new byte[SignedPdf.LARGEST + 1]), "PRI-413");
    }

    private static Map<String, String> task() {
        Map<String, String> task = new java.util.HashMap<>();
        task.put("title", "Nhiệm vụ thử nhập quyết định");
        task.put("level", "provincial");
        task.put("kind", "topic");
        task.put("discipline", "engineering");
        task.put("host-organisation", "Trung tâm Ứng dụng mẫu");
        task.put("unit", "20");
        task.put("place", "20");
        task.put("state", "cost-appraisal");
        return task;
    }

    private static byte[] bytes(String address) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            TestPeople.request(URI.create("http://127.0.0.1:" + TestApplication.port() + address))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        }
    }

    /** As a browser sends a form with a file. */
    private static int send(String address, Map<String, String> fields, byte[] file)
            throws IOException, InterruptedException {
        var body = new ByteArrayOutputStream();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            body.writeBytes(("--edge\r\nContent-Disposition: form-data; name=\"" + field.getKey() + "\"\r\n\r\n"
                            + field.getValue() + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"ký.pdf\"\r\n"
                        + "Content-Type: application/pdf\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--edge--\r\n".getBytes(StandardCharsets.US_ASCII));
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            TestPeople.request(URI.create("http://127.0.0.1:" + TestApplication.port() + address))
                                    .header("Content-Type", "multipart/form-data; boundary=edge")
                                    .header("Accept", "text/html")
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static String hex(byte[] digest) {
        return java.util.HexFormat.of().formatHex(digest);
    }
}
