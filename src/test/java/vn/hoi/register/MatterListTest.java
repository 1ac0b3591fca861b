package vn.hoi.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestDatabase;
import vn.hoi.TestDeclarations;
import vn.hoi.common.Problem;

/** The list of a register with every kind of filter, with steps and a deadline, in a program of its own. */
class MatterListTest {

    private static final String MATTER = """
            name: { vi: Vụ việc, en: Matter }
            about: { vi: Vụ việc để thử danh sách., en: Matters to try lists with. }
            code: "VV-{seq:4}"
            columns:
              subject:  { name: { vi: Nội dung, en: Subject }, type: text, required: true, search: true, sort: true, filter: true, list: true }
              kind:     { name: { vi: Loại, en: Kind }, type: choice, of: kind, filter: true, list: true }
              opened:   { name: { vi: Ngày mở, en: Opened }, type: date, filter: true, sort: true, list: true }
              heard-at: { name: { vi: Lúc họp, en: Heard at }, type: date-time, filter: true }
              people:   { name: { vi: Số người, en: People }, type: integer, filter: true }
              amount:   { name: { vi: Số tiền, en: Amount }, type: money, filter: true, sort: true, list: true }
              share:    { name: { vi: Tỷ lệ, en: Share }, type: percent, filter: true }
              urgent:   { name: { vi: Khẩn, en: Urgent }, type: yes-no, filter: true }
              handled:  { name: { vi: Nơi xử lý, en: Handled by }, type: unit, filter: true }
              term:     { name: { vi: Kỳ, en: Term }, type: period, filter: true }
              prior:    { name: { vi: Vụ việc trước, en: Earlier matter }, type: reference, of: matter, filter: true }
              others:   { name: { vi: Vụ việc khác, en: Other matters }, type: references, of: matter, filter: true }
              asker:    { name: { vi: Người đề nghị, en: Asker }, type: party, filter: true }
              ended:    { name: { vi: Ngày xong, en: Ended }, type: date }
            choices:
              kind:
                plain: { vi: Thường, en: Plain }
                large: { vi: Lớn, en: Large }
            states:
              open:   { vi: Đang mở, en: Open, tag: info }
              ready:  { vi: Sẵn sàng, en: Ready, tag: due }
              closed: { vi: Đã đóng, en: Closed, tag: ok, end: true }
            lifecycle:
              open:
                prepare: { name: { vi: Chuẩn bị, en: Prepare }, to: ready, role: specialist, guard: { that: "people != null", code: QUA-991, vi: Chưa ghi số người, en: The number of people is missing } }
              ready:
                close: { name: { vi: Đóng, en: Close }, to: closed, role: specialist, asks: [ended, reason], last: true }
            due: { name: { vi: Hạn xong, en: Due }, on: opened, met-in: closed }
            """;

    private static ConfigurableApplicationContext application;
    private static Http http;
    private static Register matters;
    private static JdbcClient database;

    @TempDir
    private static Path home;

    @BeforeAll
    static void start() throws Exception {
        TestDeclarations.copy(home);
        Files.writeString(home.resolve("fields/quality/registers/matter.yaml"), MATTER);
        try (var connection = TestDatabase.connect();
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists matter with (force)");
            statement.execute("create database matter");
        }
        application = TestApplication.start(
                TestDatabase.server().jdbcUrl().replace("/postgres?", "/matter?"), home, WebApplicationType.SERVLET);
        http = new Http(Integer.parseInt(application.getEnvironment().getRequiredProperty("local.server.port")));
        matters = application.getBean(Registers.class).get("matter");
        database = application.getBean(JdbcClient.class);
        create(
                "subject",
                "Đo kiểm trạm",
                "kind",
                "plain",
                "opened",
                "2026-01-10",
                "heard-at",
                "2026-02-01T09:30",
                "people",
                "5",
                "amount",
                "1000000",
                "share",
                "12,5",
                "urgent",
                "true",
                "handled",
                "06040",
                "term",
                "2026-Q1",
                "asker",
                "Công ty Hoa Hồi");
        create(
                "subject",
                "Ấn định phí",
                "kind",
                "large",
                "opened",
                "2026-03-10",
                "heard-at",
                "2026-04-01T09:30",
                "people",
                "50",
                "amount",
                "9000000",
                "share",
                "80",
                "urgent",
                "false",
                "term",
                "2026-Q3",
                "prior",
                "VV-0001",
                "others",
                "VV-0001");
        create("subject", "Bổ sung hồ sơ");
    }

    private static Row create(String... typed) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int index = 0; index < typed.length; index += 2) {
            values.put(typed[index], typed[index + 1]);
        }
        return application.getBean(Records.class).create(matters, values);
    }

    @AfterAll
    static void close() {
        application.close();
    }

    private static List<String> codes(String query) throws Exception {
        JsonNode list = http.json("/registers/matter.json?limit=1000&" + query);
        assertThat(list.path("rows").isArray()).as(list.toString()).isTrue();
        List<String> codes = new ArrayList<>();
        list.path("rows").forEach(row -> codes.add(row.path("code").asString()));
        return codes;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "subject=Đo kiểm trạm | VV-0001",
                "kind=plain | VV-0001",
                "kind=plain&kind=large | VV-0002 VV-0001",
                "opened-from=2026-02-01&opened-to=10/3/2026 | VV-0002",
                "heard-at-from=2026-02-01&heard-at-to=2026-02-01 | VV-0001",
                "heard-at=2026-04-01 | VV-0002",
                "people-from=6 | VV-0002",
                "amount-to=1.000.000 | VV-0001",
                "share-from=12,5&share-to=12,5 | VV-0001",
                "urgent=false | VV-0002",
                "handled=20 | VV-0001",
                "term=2026-Q3 | VV-0002",
                "prior=VV-0001 | VV-0002",
                "others=VV-0001 | VV-0002",
                "asker=Công ty Hoa Hồi | VV-0001",
                "empty=kind&q=ho so | VV-0003",
                "filled=kind&filled=handled | VV-0001",
                "q=an | VV-0002",
                "q=HỒ sơ bổ | VV-0003",
                "q=zq |"
            })
    void everyKindOfColumnNarrowsTheList(String query, String found) throws Exception {
        String encoded = new URI(null, null, "/", query, null).toASCIIString().substring(2);
        List<String> expected = found == null ? List.of() : List.of(found.split(" "));
        assertThat(codes(encoded))
                .filteredOn(code -> code.compareTo("VV-0003") <= 0)
                .containsExactlyElementsOf(expected);
    }

    @Test
    void wordsStandInVietnameseOrder() throws Exception {
        assertThat(codes("sort=subject&dir=asc&filled=kind")).containsExactly("VV-0002", "VV-0001");
        assertThat(codes("sort=subject&dir=desc").indexOf("VV-0001"))
                .isLessThan(codes("sort=subject&dir=desc").indexOf("VV-0003"));
    }

    @Test
    void theDeadlineNarrowsTheList() throws Exception {
        List<String> made = IntStream.range(0, 5)
                .mapToObj(n -> create("subject", "Có hạn " + n).code())
                .toList();
        due(made.get(0), "now() - interval '1 day'", "null");
        due(made.get(1), "now() + interval '1 day'", "null");
        due(made.get(2), "now() + interval '30 days'", "null");
        due(made.get(3), "now() - interval '9 days'", "now()");
        due(made.get(4), "now() - interval '9 days'", "null");
        database.sql("update register.matter set state = 'closed' where code = :code")
                .param("code", made.get(4))
                .update();
        assertThat(codes("due=late&q=co%20han")).containsExactly(made.get(0));
        assertThat(codes("due=soon&q=co%20han")).containsExactly(made.get(1));
        assertThat(codes("due=running&q=co%20han")).containsExactly(made.get(2), made.get(1));
        assertThat(codes("due=paused&due=late&q=co%20han")).containsExactly(made.get(3), made.get(0));
        assertThat(http.get("/registers/matter.json?due=never").body()).contains("REG-441");
        assertThat(http.get("/registers/party.json?due=late").body()).contains("REG-402");
    }

    private static void due(String code, String at, String paused) {
        database.sql("update register.matter set due_at = " + at + ", due_paused_at = " + paused
                        + " where code = :code")
                .param("code", code)
                .update();
    }

    @Test
    void aStepForManyIsShownBeforeItIsDone() throws Exception {
        String ready = create("subject", "Nhiều 1", "people", "3").code();
        String without = create("subject", "Nhiều 2").code();
        Map<String, Object> asked = Map.of(
                "step",
                "prepare",
                "records",
                Stream.of(ready, without, "VV-9999")
                        .map(code -> record(code, 1))
                        .toList());
        JsonNode shown = Http.read(http.post("/registers/matter/bulk?dry=true", asked));
        assertThat(shown.path("can").asInt()).isEqualTo(1);
        assertThat(shown.path("cannot").asInt()).isEqualTo(2);
        assertThat(state(ready)).isEqualTo("open");
        JsonNode done = Http.read(http.post("/registers/matter/bulk", asked));
        assertThat(done.path("done").asInt()).isEqualTo(1);
        assertThat(done.path("records").get(1).path("error").path("code").asString())
                .isEqualTo("REG-432");
        assertThat(done.path("records").get(2).path("error").path("code").asString())
                .isEqualTo("REG-406");
        assertThat(state(ready)).isEqualTo("ready");
        assertThat(state(without)).isEqualTo("open");
        JsonNode stale = Http.read(http.post("/registers/matter/bulk?dry=true", asked));
        assertThat(stale.path("records").get(0).path("error").path("code").asString())
                .isEqualTo("REG-409");
    }

    @Test
    void whatAStepAsksIsAskedOnceForAll() throws Exception {
        List<String> made = List.of(
                create("subject", "Hỏi 1", "people", "1").code(),
                create("subject", "Hỏi 2", "people", "1").code());
        http.post(
                "/registers/matter/bulk",
                Map.of(
                        "step",
                        "prepare",
                        "records",
                        made.stream().map(code -> record(code, 1)).toList()));
        Map<String, String> form = new LinkedHashMap<>(Map.of("step", "close", "record", "2:" + made.get(0)));
        assertThat(http.form("/registers/matter/bulk", form).body())
                .contains("answer-ended", "answer-reason", "không hoàn tác được");
        form.put("confirmed", "yes");
        form.put("answer-ended", "2026-05-01");
        var missing = http.form("/registers/matter/bulk", form);
        assertThat(missing.statusCode()).isEqualTo(422);
        assertThat(missing.body()).contains("Còn ô bắt buộc chưa nhập", "value=\"2026-05-01\"");
        assertThat(state(made.get(0))).isEqualTo("ready");
        form.put("answer-reason", "Đã xong");
        assertThat(http.form("/registers/matter/bulk", form).body()).contains("Đã thực hiện 1 bản ghi");
        assertThat(state(made.get(0))).isEqualTo("closed");
        JsonNode wrong = Http.read(http.post(
                "/registers/matter/bulk",
                Map.of(
                        "step", "close",
                        "records", List.of(record(made.get(0), 3), record(made.get(1), 2)),
                        "answers", Map.of("ended", "hôm kia", "reason", "x"))));
        assertThat(wrong.path("refused").asInt()).isEqualTo(2);
        assertThat(wrong.path("records").get(0).path("error").path("code").asString())
                .isEqualTo("REG-430");
        assertThat(wrong.path("records")
                        .get(1)
                        .path("error")
                        .path("errors")
                        .get(0)
                        .path("column")
                        .asString())
                .isEqualTo("ended");
    }

    @Test
    void noMoreThanFiveHundredAreDoneAtOnce() throws Exception {
        assertThat(http.post("/registers/matter/bulk", Map.of("step", "close", "records", List.of()))
                        .body())
                .contains("REG-451");
        List<Map<String, Object>> many =
                IntStream.range(0, 501).mapToObj(n -> record("VV-" + n, 1)).toList();
        assertThat(http.post("/registers/matter/bulk", Map.of("step", "close", "records", many))
                        .body())
                .contains("REG-452");
        assertThat(http.post("/registers/matter/bulk", Map.of("step", "fly", "records", List.of(record("VV-1", 1))))
                        .body())
                .contains("REG-450");
        assertThat(http.post(
                                "/registers/matter/bulk",
                                Map.of("step", "close", "records", List.of(Map.of("code", "VV-1"))))
                        .statusCode())
                .isEqualTo(428);
    }

    @Test
    void theListOffersTheStepsItsRecordsCanTake() throws Exception {
        String code = create("subject", "Chọn được", "people", "1").code();
        String page = http.get("/registers/matter?q=chon%20duoc", "Accept", "text/html")
                .body();
        assertThat(page)
                .contains("name=\"record\" value=\"1:" + code + "\"", "value=\"prepare\"", "Chọn bản ghi " + code)
                .doesNotContain("value=\"close\"", "value=\"1:" + code + "\" checked");
        assertThat(http.get("/registers/matter?q=chon%20duoc&chosen=all", "Accept", "text/html")
                        .body())
                .contains("value=\"1:" + code + "\" checked");
    }

    @Test
    void filtersAtWorkAreSaidInWordsAndCanBeTakenAway() throws Exception {
        String page = http.get(
                        "/registers/matter?kind=plain&kind=large&opened-from=2026-01-01&empty=handled",
                        "Accept",
                        "text/html")
                .body();
        assertThat(page)
                .contains("Loại: <b>Thường</b>", "Loại: <b>Lớn</b>", "Ngày mở: <b>từ 01/01/2026</b>")
                .contains("Chưa có giá trị: <b>Nơi xử lý</b>")
                .contains("href=\"/registers/matter?kind=large&amp;opened-from=2026-01-01&amp;empty=handled\"");
        assertThat(http.get("/registers/matter?q=khongthay", "Accept", "text/html")
                        .body())
                .contains("Không có bản ghi nào khớp", "Thử bỏ bớt điều kiện");
        assertThat(http.get("/registers/ip-title", "Accept", "text/html").body())
                .contains("Sổ này chưa có bản ghi nào", "Nhập từ tệp");
    }

    @Test
    void aColumnWithoutAnIndexIsNotAskedWhetherItIsEmpty() {
        RecordFilters filters = application.getBean(RecordFilters.class);
        assertThatThrownBy(() -> filters.condition(matters, "empty", List.of("ended")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("REG-440"));
    }

    private static Map<String, Object> record(String code, int version) {
        return Map.of("code", code, "version", version);
    }

    private static String state(String code) {
        return application.getBean(Records.class).get(matters, code).state();
    }
}
