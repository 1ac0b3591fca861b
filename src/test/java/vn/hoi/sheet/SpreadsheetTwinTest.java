package vn.hoi.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestPeople;

/** A list's {@code .xlsx} is made of the rows of its {@code .csv}. */
class SpreadsheetTwinTest {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @TempDir
    private Path folder;

    private static HttpResponse<byte[]> get(String address, String accept) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    TestPeople.request(URI.create("http://127.0.0.1:" + TestApplication.port() + address))
                            .header("Accept", accept)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "/units,units",
        "/figures,figures",
        "/registers,registers",
        "/registers/ip-title,registers-ip-title",
        "/plans/234-2025/check,plans-234-2025-check",
        "/figures/cert.total/records,figures-cert.total-records"
    })
    void theSpreadsheetHasTheRowsOfTheCsv(String address, String name) throws Exception {
        List<CSVRecord> csv = CSVFormat.RFC4180
                .parse(new java.io.StringReader(
                        Http.shared().get(address + ".csv").body().substring(1)))
                .getRecords();
        HttpResponse<byte[]> answer = get(address + ".xlsx", "*/*");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo(XLSX);
        assertThat(header(answer, "Content-Disposition")).isEqualTo("attachment; filename=\"" + name + ".xlsx\"");
        Path file = Files.write(folder.resolve("list.xlsx"), answer.body());
        try (SheetFile open = SheetFile.open(file, "list.xlsx")) {
            Table table = open.table(0, 1, 1);
            assertThat(table.headings().stream().map(Heading::text))
                    .containsExactlyElementsOf(csv.getFirst().toList());
            List<Table.Row> rows = new ArrayList<>();
            try (Table.Rows read = table.rows()) {
                read.forEachRemaining(rows::add);
            }
            assertThat(rows).hasSize(csv.size() - 1);
            for (int index = 0; index < rows.size(); index++) {
                assertThat(rows.get(index).cell(0).text())
                        .isEqualTo(csv.get(index + 1).get(0));
            }
        }
    }

    @Test
    void whoAcceptsASpreadsheetGetsOneAtTheAddressWithoutEnding() throws Exception {
        HttpResponse<byte[]> answer = get("/units?q=bac", XLSX);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo(XLSX);
        assertThat(answer.body()).startsWith('P', 'K');
    }

    @Test
    void aPageThatIsNoListHasNoSpreadsheet() throws Exception {
        assertThat(get("/units/20.xlsx", "*/*").statusCode()).isEqualTo(404);
    }

    @Test
    void aListNamesItsSpreadsheet() throws Exception {
        assertThat(Http.shared().get("/units?q=bac", "Accept", "text/html").body())
                .contains("href=\"/units.csv?q=bac\"", "href=\"/units.xlsx?q=bac\"");
    }
}
