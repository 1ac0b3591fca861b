package vn.hoi.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;

/** Every wrong request is refused by form and by machine with the same code, a cure is told, and nothing is half booked. */
class BadInputTest {

    private static final int CLOSED = 2020;
    private static final LinesOfTests MONEY = new LinesOfTests(TestApplication.context());

    private final Http http = Http.shared();

    static Stream<Arguments> wrong() {
        String used = "CT-" + UUID.randomUUID();
        return Stream.of(
                Arguments.of("amount zero", Map.of("amount", "0"), "LED-022"),
                Arguments.of("amount negative", Map.of("amount", "-5"), "LED-022"),
                Arguments.of("amount no number", Map.of("amount", "năm triệu"), "LED-021"),
                Arguments.of("amount with a fraction", Map.of("amount", "1,5"), "LED-023"),
                Arguments.of("amount beyond the most of a posting", Map.of("amount", "9000000000000001"), "LED-024"),
                Arguments.of("amount beyond the limit", Map.of("amount", "1001"), "LED-032"),
                Arguments.of("day of a closed year", Map.of("line", closed(), "day", CLOSED + "-03-02"), "LED-040"),
                Arguments.of("day after the year's payments", Map.of("line", old(), "day", "2024-02-01"), "LED-040"),
                Arguments.of("day before the year", Map.of("day", "2025-12-31"), "LED-041"),
                Arguments.of("line that ended", Map.of("line", ended()), "LED-042"),
                Arguments.of("document used twice", Map.of("line", paid(used), "document", used), "LED-043"),
                Arguments.of("payment over the contract", Map.of("contract", contract(), "amount", "501"), "LED-035"),
                Arguments.of("contract nobody entered", Map.of("contract", "KHONG-CO"), "LED-046"),
                Arguments.of("line nobody opened", Map.of("line", "KHONG-CO"), "LED-003"),
                Arguments.of("movement there is not", Map.of("kind", "invented"), "LED-004"),
                Arguments.of("file of nobody", Map.of("attachment", "999999999"), "LED-048"));
    }

    private static String closed() {
        long line = MONEY.line(CLOSED, null, null);
        MONEY.database()
                .sql("update ledger.year set closed_at = now(), closed_by = 'test', document = 'QĐ' where year = :year")
                .param("year", CLOSED)
                .update();
        return String.valueOf(line);
    }

    private static String old() {
        return String.valueOf(MONEY.line(CLOSED + 3, null, null));
    }

    private static String ended() {
        return String.valueOf(MONEY.line(2026, null, LocalDate.of(2026, 2, 1)));
    }

    private static String paid(String document) {
        long line = MONEY.line(1000, 1000);
        MONEY.post(
                new Entry(line, "pay", 10, document, LinesOfTests.DAY, LinesOfTests.DAY, null, null, null, null, null));
        return String.valueOf(line);
    }

    private static String contract() {
        String code = "HDSAI-" + UUID.randomUUID();
        MONEY.contracts()
                .open(
                        new Contracts.Contract(code, null, null, null, null, null, null, 500L, 0),
                        "HĐ",
                        LinesOfTests.DAY);
        return code;
    }

    private static long postings() {
        return MONEY.database()
                .sql("select count(*) from ledger.posting")
                .query(Long.class)
                .single();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void isRefusedByFormAndByMachineWithTheSameCode(String what, Map<String, String> wrong, String code)
            throws Exception {
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("line", String.valueOf(MONEY.line(1000, 1000)));
        typed.put("kind", "pay");
        typed.put("amount", "10");
        typed.put("document", "CT-" + UUID.randomUUID());
        typed.put("document-day", "2026-03-02");
        typed.put("day", "2026-03-02");
        typed.putAll(wrong);
        long before = postings();
        HttpResponse<String> machine = http.post(
                "/budget/postings", typed, "Idempotency-Key", UUID.randomUUID().toString());
        JsonNode problem = Http.read(machine);
        assertThat(problem.path("code").asString()).as(machine.body()).isEqualTo(code);
        assertThat(problem.path("detail").asString()).as("what and the cure").contains(";");
        Map<String, String> form = new HashMap<>(typed);
        form.put("key", UUID.randomUUID().toString());
        HttpResponse<String> page = http.form("/budget/postings", form);
        assertThat(page.statusCode()).isEqualTo(machine.statusCode()).isBetween(400, 499);
        assertThat(page.body()).contains(code, form.get("key"), "value=\"" + form.get("document"));
        assertThat(postings()).as("nothing is half booked").isEqualTo(before);
    }

    @Test
    void aStatementOrOpeningReadTwiceIsRefusedByFormAndByMachine() throws Exception {
        String unique = UUID.randomUUID().toString();
        byte[] statement = ("Số chứng từ;Ngày chứng từ;Số tiền\n" + unique + ";04/05/2026;1.000\n")
                .getBytes(StandardCharsets.UTF_8);
        long line = MONEY.line();
        String code = MONEY.lines().get(line).code();
        byte[] opening = ("Mã dòng;Dự toán được giao;Số văn bản;Ngày văn bản;Ngày số dư\n" + code + ";1.000;" + unique
                        + ";04/05/2026;30/06/2026\n")
                .getBytes(StandardCharsets.UTF_8);
        for (var one : Map.of("statements", statement, "openings", opening).entrySet()) {
            String address = "/budget/" + one.getKey();
            String expected = one.getKey().equals("statements") ? "LED-081" : "LED-091";
            var file = List.of(new Http.Upload("file", "tep.csv", one.getValue()));
            assertThat(http.multipart(address, Map.of(), file, "Accept", "application/json")
                            .statusCode())
                    .isEqualTo(201);
            long before = postings();
            HttpResponse<String> machine = http.multipart(address, Map.of(), file, "Accept", "application/json");
            assertThat(Http.read(machine).path("code").asString()).isEqualTo(expected);
            HttpResponse<String> page = http.multipart(address, Map.of(), file);
            assertThat(page.statusCode()).isEqualTo(409);
            assertThat(page.body()).contains(expected);
            assertThat(postings()).isEqualTo(before);
        }
    }
}
