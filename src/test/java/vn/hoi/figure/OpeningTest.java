package vn.hoi.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestDeclarations;
import vn.hoi.common.DeclarationFault;
import vn.hoi.register.RecordLoading;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.unit.Units;

/** A total taken over from the years before, and the records of those years brought in bit by bit. */
class OpeningTest {

    private static final List<String> COLUMNS = List.of(
            "code",
            "unit",
            "place",
            "state",
            "title",
            "kind",
            "application-no",
            "filed-on",
            "owner",
            "granted-on",
            "grant-scope");

    private static final String FILE = "provinces/langson/openings.yaml";
    private static final String DECLARED = """
            titles-2160:
              figure: ip.titles.total
              until: 2160-12-31
              by: { kind: mark }
              value: 10
              document: { vi: Báo cáo số 99/BC-SKHCN }
              day: 2161-01-05
            """;

    private final JdbcClient database = TestApplication.get(JdbcClient.class);
    private final Register titles = TestApplication.get(Registers.class).get("ip-title");
    private final Http http = Http.shared();

    @TempDir
    Path folder;

    @BeforeEach
    void takeOver() throws IOException {
        TestDeclarations declarations = TestDeclarations.copy(folder);
        Files.writeString(declarations.file(FILE), DECLARED);
        new StartedFigures(declarations).close();
    }

    @AfterEach
    void leaveNothing() {
        database.sql("delete from figure.opening_use where opening = 'titles-2160'")
                .update();
        database.sql("delete from figure.opening where id = 'titles-2160'").update();
        database.sql("delete from register.ip_title where owner = 'OpeningTest'")
                .update();
    }

    private JsonNode read(String query) throws Exception {
        return http.json("/figures/ip.titles.total.json?from=2160-01-01&" + query);
    }

    private static Iterator<@Nullable Object[]> granted(int rows, String kind, LocalDate granted, String mark) {
        int province = TestApplication.get(Units.class).province().id();
        return IntStream.range(0, rows)
                .mapToObj(n -> new @Nullable Object[] {
                    mark + n,
                    province,
                    province,
                    "in-force",
                    "Nạp",
                    kind,
                    mark + n,
                    LocalDate.of(2150, 1, 1),
                    "OpeningTest",
                    granted,
                    "new"
                })
                .iterator();
    }

    private long load(int rows, String kind, LocalDate granted, String mark) {
        TestApplication.get(RecordLoading.class)
                .load(
                        titles,
                        COLUMNS,
                        granted(rows, kind, granted, mark),
                        rows,
                        TestApplication.get(RecordLoading.class).numbers(titles),
                        "test",
                        n -> {});
        return Objects.requireNonNull(database.sql("select max(loaded_in) from register.ip_title where code = :code")
                .param("code", mark + "0")
                .query(Long.class)
                .single());
    }

    /** As a file comes in: its rows go with what they take off in one transaction. */
    private long file(int rows, String kind, LocalDate granted, String mark) {
        return TestApplication.get(RecordLoading.class)
                .loadAll(titles, COLUMNS, granted(rows, kind, granted, mark), "so.csv", n -> {})
                .entry();
    }

    /** What its page says, against a count of the table that knows nothing of figures. */
    private void assertStands(long opening) throws Exception {
        long counted = database.sql("""
                        select count(*) from register.ip_title
                        where owner = 'OpeningTest' and kind = 'mark' and granted_on between '2160-01-01' and '2160-12-31'""").query(Long.class).single();
        JsonNode read = read("to=2160-12-31&by=kind");
        long marks = 0;
        for (JsonNode cell : read.path("cells")) {
            marks += cell.path("unit").asString().equals("mark")
                    ? cell.path("value").asLong()
                    : 0;
        }
        assertThat(read.path("opening").asLong()).isEqualTo(opening);
        assertThat(marks).isEqualTo(counted + opening);
    }

    @Test
    void aFileOfItsRecordsShrinksItAndUndoingTheFileGivesItBack() throws Exception {
        assertStands(10);
        long some = file(4, "mark", LocalDate.of(2160, 5, 1), "OP-E");
        assertStands(6);
        file(2, "gi", LocalDate.of(2160, 5, 1), "OP-F");
        file(2, "mark", LocalDate.of(2161, 1, 1), "OP-G");
        assertStands(6);
        TestApplication.get(vn.hoi.register.LoadedRecords.class).remove(titles, some, "nhầm tệp");
        assertStands(10);
        long more = file(13, "mark", LocalDate.of(2160, 12, 31), "OP-H");
        assertStands(0);
        assertThat(take(more, "take").path("code").asString()).isEqualTo("FIG-433");
        TestApplication.get(vn.hoi.register.LoadedRecords.class).remove(titles, more, "nhầm tệp");
        assertStands(10);
        assertThat(TestApplication.get(vn.hoi.journal.Journal.class).list("figures/ip.titles.total"))
                .extracting(vn.hoi.journal.Journal.Entry::action)
                .contains("opening-taken", "opening-given-back");
    }

    @Test
    void aFileThatDoesNotComeInTakesNothingOff() throws Exception {
        try {
            TestApplication.get(org.springframework.transaction.support.TransactionTemplate.class)
                    .executeWithoutResult(status -> {
                        file(3, "mark", LocalDate.of(2160, 5, 1), "OP-I");
                        status.setRollbackOnly();
                    });
        } finally {
            assertStands(10);
        }
    }

    private JsonNode take(long entry, String what) throws Exception {
        return Http.read(http.send(
                "POST",
                "/figures/ip.titles.total/openings/titles-2160.json",
                java.net.http.HttpRequest.BodyPublishers.ofString("entry=" + entry + "&do=" + what + "&reason=nap"),
                "Content-Type",
                "application/x-www-form-urlencoded"));
    }

    @Test
    void theNumberIsItsRecordsAndTheOpeningAndBothAreShown() throws Exception {
        JsonNode before = read("to=2160-12-31");
        assertThat(before.path("value").asLong()).isEqualTo(10);
        assertThat(before.path("opening").asLong()).isEqualTo(10);
        assertThat(before.path("records").asLong()).isZero();
        assertThat(read("to=2160-12-30").path("value").asLong())
                .as("it stands in the last half-month as a whole")
                .isZero();
        assertThat(read("to=2160-12-31&by=kind")
                        .path("cells")
                        .get(0)
                        .path("unit")
                        .asString())
                .isEqualTo("mark");
        long entry = load(4, "mark", LocalDate.of(2160, 5, 1), "OP-A");
        assertThat(read("to=2160-12-31").path("value").asLong()).isEqualTo(14);
        assertThat(take(entry, "take").path("amount").asLong()).isEqualTo(4);
        JsonNode after = read("to=2160-12-31");
        assertThat(after.path("value").asLong()).isEqualTo(10);
        assertThat(after.path("opening").asLong()).isEqualTo(6);
        assertThat(after.path("records").asLong()).isEqualTo(4);
        String page = http.get("/figures/ip.titles.total?from=2160-01-01&to=2160-12-31")
                .body();
        assertThat(page).contains("Số đầu kỳ", "Báo cáo số 99/BC-SKHCN", "trừ 4");
        assertThat(TestApplication.get(vn.hoi.journal.Journal.class).list("figures/ip.titles.total"))
                .anySatisfy(written -> assertThat(written.action()).isEqualTo("opening-taken"));
        assertThat(take(entry, "take").path("code").asString()).isEqualTo("FIG-433");
        assertThat(take(entry, "give-back").path("amount").asLong()).isEqualTo(-4);
        assertThat(take(entry, "give-back").path("code").asString()).isEqualTo("FIG-435");
        assertThat(read("to=2160-12-31").path("opening").asLong()).isEqualTo(10);
    }

    @Test
    void onlyRecordsOfItsTimeAndPartCountAndItNeverFallsBelow0() throws Exception {
        assertThat(take(load(2, "gi", LocalDate.of(2160, 5, 1), "OP-B"), "take")
                        .path("code")
                        .asString())
                .as("another kind")
                .isEqualTo("FIG-432");
        assertThat(take(load(2, "mark", LocalDate.of(2161, 1, 1), "OP-C"), "take")
                        .path("code")
                        .asString())
                .as("after its time")
                .isEqualTo("FIG-432");
        assertThat(take(load(11, "mark", LocalDate.of(2160, 12, 31), "OP-D"), "take")
                        .path("code")
                        .asString())
                .isEqualTo("FIG-431");
        assertThat(read("to=2160-12-31").path("opening").asLong()).isEqualTo(10);
        assertThatThrownBy(() -> database.sql("update figure.opening set remaining = -1 where id = 'titles-2160'")
                        .update())
                .hasMessageContaining("opening_never_below_zero");
        assertThat(Http.unknown()
                        .send(
                                "POST",
                                "/figures/ip.titles.total/openings/titles-2160.json",
                                java.net.http.HttpRequest.BodyPublishers.ofString("entry=1&reason=x"),
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .statusCode())
                .isIn(401, 403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "until: 2160-12-31|until: 2160-12-30|FIG-019",
                "figure: ip.titles.total|figure: ip.titles.gi|FIG-018",
                "figure: ip.titles.total|figure: no.such|chưa khai báo",
                "by: { kind: mark }|by: { kind: nothing }|không có trong số liệu"
            })
    void aWrongOpeningStopsTheStart(String line, String by, String says) throws IOException {
        TestDeclarations declarations = new TestDeclarations(folder);
        declarations.replace(FILE, line, by);
        assertThatThrownBy(() -> new StartedFigures(declarations))
                .isInstanceOf(DeclarationFault.class)
                .hasMessageContaining("openings.yaml")
                .hasMessageContaining(says);
    }
}
