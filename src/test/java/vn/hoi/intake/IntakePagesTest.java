package vn.hoi.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestPeople;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.sheet.SheetFile;
import vn.hoi.sheet.Table;

/** The pages and answers of an import: file, preview, correction, loading, what is to be corrected, undoing. */
class IntakePagesTest {

    private static final String IMPORT = "/registers/measuring-instrument/import";
    private static final String BATCHES = "/registers/measuring-instrument/batches";

    private final Http http = Http.shared();
    private final HttpClient client = HttpClient.newHttpClient();
    private final JdbcClient database = TestApplication.get(JdbcClient.class);

    @TempDir
    private Path folder;

    private static String mark() {
        return UUID.randomUUID().toString().substring(0, 13);
    }

    private HttpResponse<String> send(
            String address, String name, byte[] content, Map<String, String> fields, String accept)
            throws IOException, InterruptedException {
        String boundary = "----" + UUID.randomUUID();
        var body = new ByteArrayOutputStream();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field.getKey()
                            + "\"\r\n\r\n" + field.getValue() + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return client.send(
                TestPeople.request(URI.create("http://127.0.0.1:" + TestApplication.port() + address))
                        .header("Accept", accept)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private byte[] faulty(String mark) throws IOException {
        return Files.readAllBytes(new FaultyWorkbook(mark).write(folder.resolve(mark + ".xlsx")));
    }

    private long count() {
        return database.sql("select count(*) from register.measuring_instrument")
                .query(Long.class)
                .single();
    }

    @Test
    void aDryRunSaysWhatWouldHappenAndWritesNothing() throws Exception {
        long before = count();
        HttpResponse<String> answer =
                send(IMPORT + "?dry=true", "a.xlsx", faulty(mark()), Map.of(), "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode body = Http.read(answer);
        assertThat(body.path("state").asString()).isEqualTo("waiting");
        assertThat(body.path("new").asInt()).isEqualTo(FaultyWorkbook.GOOD + 1);
        assertThat(body.path("wrong").asInt()).isEqualTo(FaultyWorkbook.FAULTS - 1);
        assertThat(body.path("faults").get(0).path("reason").asString()).contains("31/02/2024");
        assertThat(body.path("faults").get(0).path("letter").asString()).isEqualTo("G");
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void aMachineLoadsInOneStepAndIsToldWhere() throws Exception {
        long before = count();
        HttpResponse<String> answer = send(IMPORT, "a.xlsx", faulty(mark()), Map.of(), "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(Http.read(answer).path("loaded").asInt()).isEqualTo(FaultyWorkbook.GOOD + 1);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith(BATCHES + "/");
        assertThat(count()).isEqualTo(before + FaultyWorkbook.GOOD + 1);
        HttpResponse<String> refused =
                send(IMPORT, "a.xlsx", faulty(mark()), Map.of("wrong", "refuse"), "application/json");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(Http.read(refused).path("code").asString()).isEqualTo("IMP-006");
        assertThat(Http.read(refused).path("errors")).hasSize(FaultyWorkbook.FAULTS - 1);
    }

    @Test
    void aPersonSeesThePreviewThenLoadsThenUndoes() throws Exception {
        long before = count();
        HttpResponse<String> sent = send(IMPORT, "danh sách.xlsx", faulty(mark()), Map.of(), "text/html");
        assertThat(sent.statusCode()).isEqualTo(303);
        String address = sent.headers().firstValue("Location").orElseThrow();
        awaitEnd(address);
        String preview = http.get(address, "Accept", "text/html").body();
        assertThat(preview)
                .contains(
                        "danh sách.xlsx",
                        "Đưa " + (FaultyWorkbook.GOOD + 1) + " dòng đúng vào sổ",
                        "Tải về 19 dòng cần sửa")
                .contains("đổi từ TCVN3", "31/02/2024", "VAL-003", "Hợp tác xã Hồi Văn Quan");
        assertThat(count()).isEqualTo(before);
        assertThat(http.form(address + "/load", Map.of("wrong", "return")).statusCode())
                .isEqualTo(303);
        awaitEnd(address);
        assertThat(count()).isEqualTo(before + FaultyWorkbook.GOOD + 1);
        assertThat(http.get(address, "Accept", "text/html").body()).contains("Hoàn tác");
        assertThat(http.form(address + "/undo", Map.of()).statusCode()).isEqualTo(303);
        assertThat(count()).isEqualTo(before);
        assertThat(http.json(address + ".json").path("state").asString()).isEqualTo("undone");
    }

    private void awaitEnd(String address) throws Exception {
        for (int tries = 0; tries < 2000; tries++) {
            String state = http.json(address + ".json").path("state").asString();
            if (!state.equals("reading") && !state.equals("loading")) {
                return;
            }
        }
        throw new AssertionError("still running");
    }

    @Test
    void whatIsToBeCorrectedComesBackAsAFileThatCanBeBroughtInAgain() throws Exception {
        JsonNode batch = Http.read(send(IMPORT, "a.xlsx", faulty(mark()), Map.of(), "application/json"));
        HttpResponse<byte[]> file = client.send(
                TestPeople.request(URI.create("http://127.0.0.1:" + TestApplication.port() + BATCHES + "/"
                                + batch.path("batch").asLong() + "/wrong.xlsx"))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(file.statusCode()).isEqualTo(200);
        Path copy = Files.write(folder.resolve("sửa.xlsx"), file.body());
        try (SheetFile sheet = SheetFile.open(copy, "sửa.xlsx")) {
            Table table = sheet.table(0);
            assertThat(table.headings()).anyMatch(heading -> heading.text().equals("Lý do cần sửa"));
            int reason = table.headings().stream()
                    .filter(heading -> heading.text().equals("Lý do cần sửa"))
                    .findFirst()
                    .orElseThrow()
                    .column();
            try (Table.Rows rows = table.rows()) {
                Table.Row first = rows.next();
                assertThat(first.cell(6).text()).isEqualTo("31/02/2024");
                assertThat(first.cell(reason).text())
                        .startsWith("G – Ngày đưa vào sử dụng: ")
                        .contains("VAL-003");
                int more = 0;
                while (rows.hasNext()) {
                    rows.next();
                    more++;
                }
                assertThat(more).isEqualTo(FaultyWorkbook.FAULTS - 2);
            }
        }
        JsonNode again = Http.read(send(IMPORT + "?dry=true", "sửa.xlsx", file.body(), Map.of(), "application/json"));
        assertThat(again.path("wrong").asInt())
                .isEqualTo(FaultyWorkbook.FAULTS - 1 - 1)
                .as("the double is alone now");
        assertThat(http.get(BATCHES + "/" + batch.path("batch").asLong() + "/wrong.csv")
                        .body())
                .as("no formula runs where the file is opened")
                .contains(",'=1+1,")
                .doesNotContain(",=1+1,");
        assertThat(http.get(BATCHES + "/" + batch.path("batch").asLong() + "/faults.csv")
                        .body()
                        .lines()
                        .count())
                .isEqualTo(FaultyWorkbook.FAULTS - 1 + 1);
    }

    @Test
    void aCorrectedHeadingIsRememberedForTheNextFile() throws Exception {
        String mark = mark();
        String odd = "Mã vạch " + mark;
        byte[] file = ("Phương tiện đo;" + odd + ";Hãng SX;Khách hàng;Ngày lắp đặt\nCân bàn;" + mark
                        + ";A;B;05/3/2024\n")
                .getBytes(StandardCharsets.UTF_8);
        JsonNode batch = Http.read(send(IMPORT + "?dry=true", "a.csv", file, Map.of(), "application/json"));
        assertThat(batch.path("missing").get(0).asString()).isEqualTo("serial");
        String address = BATCHES + "/" + batch.path("batch").asLong();
        assertThat(http.get(address, "Accept", "text/html").body())
                .contains("Số seri")
                .doesNotContain("Đưa 1 dòng");
        Map<String, String> chosen = new HashMap<>(Map.of(
                "c-0", "kind", "c-1", "serial", "c-2", "maker", "c-3", "owner", "c-4", "in-use-from", "sheet", "0"));
        chosen.put("heading", "1");
        assertThat(http.form(address + "/columns", chosen).statusCode()).isEqualTo(303);
        awaitEnd(address);
        assertThat(http.json(address + ".json").path("new").asInt()).isEqualTo(1);
        JsonNode next = Http.read(send(IMPORT + "?dry=true", "b.csv", file, Map.of(), "application/json"));
        assertThat(next.path("columns").get(1).path("how").asString()).isEqualTo("remembered");
        assertThat(next.path("new").asInt()).isEqualTo(1);
    }

    @Test
    void everyRegisterHasAnExampleWhoseColumnsAreFound() throws Exception {
        for (Register register : TestApplication.get(Registers.class).list()) {
            String address = "/registers/" + register.id() + "/import";
            assertThat(http.get(address, "Accept", "text/html").statusCode()).isEqualTo(200);
            byte[] example = http.get(address + "/example.csv").body().getBytes(StandardCharsets.UTF_8);
            JsonNode batch =
                    Http.read(send(address + "?dry=true", "example.csv", example, Map.of(), "application/json"));
            assertThat(batch.path("columns"))
                    .as(register.id())
                    .allMatch(column -> column.path("how").asString().equals("named"));
            assertThat(batch.path("rows").asInt()).as(register.id()).isEqualTo(2);
        }
    }

    @Test
    void theListOfBatchesHasItsTwins() throws Exception {
        send(IMPORT, "x.csv", "a;b\n1;2\n".getBytes(StandardCharsets.UTF_8), Map.of(), "application/json");
        JsonNode list = http.json(BATCHES + ".json");
        assertThat(list.path("rows").get(0).path("state").asString()).isEqualTo("refused");
        assertThat(http.get(BATCHES + ".csv").body()).startsWith("\ufeffbatch,file,at");
        assertThat(http.get(BATCHES, "Accept", "text/html").body()).contains("x.csv");
        assertThat(http.get(BATCHES + "/999999.json").statusCode()).isEqualTo(404);
        assertThat(http.get("/registers/ip-title/batches/"
                                + list.path("rows").get(0).path("batch").asLong() + ".json")
                        .statusCode())
                .as("a batch of another register")
                .isEqualTo(404);
    }

    @Test
    void aFileThatCannotBeReadIsRefusedInTheFormAskedFor() throws Exception {
        HttpResponse<String> json =
                send(IMPORT, "a.pdf", "%PDF-1.4 x".getBytes(StandardCharsets.UTF_8), Map.of(), "application/json");
        assertThat(json.statusCode()).isEqualTo(422);
        assertThat(Http.read(json).path("code").asString()).startsWith("SHE-");
        HttpResponse<String> empty = send(IMPORT, "a.csv", new byte[0], Map.of(), "text/html");
        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(empty.body()).contains("IMP-002", "Chưa chọn tệp");
    }
}
