package vn.hoi.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;

class StatementsTest {

    private final LinesOfTests money = new LinesOfTests(TestApplication.context());
    private final Http http = Http.shared();

    private HttpResponse<String> send(String text) throws Exception {
        return http.multipart(
                "/budget/statements",
                Map.of(),
                List.of(new Http.Upload("file", "sao-ke.csv", text.getBytes(StandardCharsets.UTF_8))),
                "Accept",
                "application/json");
    }

    private Posting paid(long line, long amount) {
        Entry entry = LinesOfTests.entry(line, "pay", amount, LocalDate.of(2026, 5, 4));
        return money.postings()
                .post(List.of(entry), UUID.randomUUID().toString())
                .getFirst();
    }

    @Test
    void rowsAreMatchedToPostingsAndWhatDoesNotMatchIsListed() throws Exception {
        long line = money.line(1_000_000, 1_000_000);
        Posting matched = paid(line, 1000);
        Posting other = paid(line, 2000);
        String text = "Số chứng từ;Ngày chứng từ;Số tiền\n" + matched.document() + ";04/05/2026;1.000\n"
                + other.document() + ";04/05/2026;2.001\nKHONG-CO-" + UUID.randomUUID() + ";04/05/2026;3.000\n";
        HttpResponse<String> answer = send(text);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode rows = Http.read(answer).path("rows");
        assertThat(rows).anySatisfy(row -> {
            assertThat(row.path("result").asString()).isEqualTo("matched");
            assertThat(row.path("posting").asLong()).isEqualTo(matched.id());
        });
        assertThat(rows)
                .filteredOn(row -> row.path("result").asString().equals("not-in-ledger"))
                .hasSize(2);
        assertThat(rows).anySatisfy(row -> {
            assertThat(row.path("result").asString()).isEqualTo("not-in-statement");
            assertThat(row.path("posting").asLong()).isEqualTo(other.id());
        });
        assertThat(money.sums(line).disbursed()).as("nothing is posted").isEqualTo(3000);
        HttpResponse<String> twice = send(text);
        assertThat(twice.statusCode()).isEqualTo(409);
        assertThat(Http.read(twice).path("code").asString()).isEqualTo("LED-081");
    }

    @Test
    void aFileWithAWrongRowOrAMissingColumnLeavesNothing() throws Exception {
        int before = http.json("/budget/statements.json").path("rows").size();
        assertThat(Http.read(send("Số chứng từ;Ngày chứng từ;Số tiền\nX1;04/05/2026;1.000\nX2;31/02/2026;0\n"))
                        .path("code")
                        .asString())
                .isEqualTo("LED-083");
        assertThat(Http.read(send("Số chứng từ;Ngày chứng từ;Nội dung\nX1;04/05/2026;chi\n"))
                        .path("code")
                        .asString())
                .isEqualTo("LED-082");
        assertThat(http.json("/budget/statements.json").path("rows").size()).isEqualTo(before);
    }
}
