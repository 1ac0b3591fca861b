package vn.hoi.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestDatabase;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.FigureProof;
import vn.hoi.register.RecordCounts;
import vn.hoi.register.Registers;
import vn.hoi.unit.Unit;

/** Calls drawn, opened, answered and closed as people do it, on a database of their own. */
class DataCallTest {

    private static final String DEADLINE = "2099-11-25T17:00";

    private static ConfigurableApplicationContext application;
    private static Http http;
    private static JdbcClient database;
    private static List<Unit> communes;

    @BeforeAll
    static void start() throws Exception {
        try (var connection = TestDatabase.connect();
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists calls with (force)");
            statement.execute("create database calls");
        }
        application = node(WebApplicationType.SERVLET);
        http = new Http(Integer.parseInt(application.getEnvironment().getRequiredProperty("local.server.port")));
        database = application.getBean(JdbcClient.class);
        communes = application.getBean(DataCalls.class).askable().stream()
                .filter(Unit::isGrassroots)
                .toList();
    }

    private static ConfigurableApplicationContext node(WebApplicationType type) {
        return TestApplication.start(
                TestDatabase.server().jdbcUrl().replace("/postgres?", "/calls?"), TestApplication.HOME, type);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    /** Fields of the drawing page: computers, money that may be unknown, a choice. */
    private static Map<String, String> drawing(String title, List<Unit> asked) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("title", title);
        form.put("purpose", "Rà soát");
        form.put("field", "government");
        form.put("document", "CV 12/SKHCN");
        form.put("deadline", DEADLINE);
        form.put("many", "no");
        column(form, 0, "Số máy tính", "integer");
        form.put("c0-required", "on");
        form.put("c0-min", "0");
        form.put("c0-max", "1.000");
        column(form, 1, "Kinh phí", "money");
        column(form, 2, "Đường truyền", "choice");
        form.put("c2-options", "Cáp quang\nDi động");
        asked.forEach(unit -> form.put("u-" + unit.id(), "on"));
        return form;
    }

    private static void column(Map<String, String> form, int at, String name, String kind) {
        form.put("c" + at + "-name", name);
        form.put("c" + at + "-kind", kind);
    }

    private static int draft(Map<String, String> form) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.form("/calls", form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return Integer.parseInt(
                answer.headers().firstValue("Location").orElseThrow().substring("/calls/".length()));
    }

    private static int opened(Map<String, String> form) throws IOException, InterruptedException {
        int number = draft(form);
        assertThat(act(number, "open", Map.of()).statusCode()).isEqualTo(303);
        return number;
    }

    private static HttpResponse<String> act(int number, String act, Map<String, String> more)
            throws IOException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>(more);
        form.put("version", String.valueOf(call(number).version()));
        return http.form("/calls/" + number + "/" + act, form);
    }

    private static DataCall call(int number) {
        return application.getBean(DataCalls.class).get(number);
    }

    /** What the editing page of an opened call would send back unchanged. */
    private static Map<String, String> redrawn(int number, Map<String, String> form) {
        Map<String, String> again = new LinkedHashMap<>(form);
        DataCall call = call(number);
        again.put("version", String.valueOf(call.version()));
        for (int at = 0; at < call.columns().size(); at++) {
            again.put("c" + at + "-id", call.columns().get(at).id());
        }
        return again;
    }

    private static Map<String, String> answer(Unit unit, int version, String computers, String money) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("unit", String.valueOf(unit.id()));
        form.put("version", String.valueOf(version));
        form.put("r0.code", "");
        form.put("r0.c1-so-may-tinh", computers);
        form.put("r0.c2-kinh-phi", money);
        if (money.isEmpty()) {
            form.put("r0.c2-kinh-phi.none", "on");
        }
        form.put("r0.c3-duong-truyen", "o1");
        return form;
    }

    private static HttpResponse<String> answered(int number, Map<String, String> form)
            throws IOException, InterruptedException {
        return http.form("/calls/" + number + "/answer", form);
    }

    private static JsonNode json(int number) throws IOException, InterruptedException {
        return http.json("/calls/" + number + ".json");
    }

    /** As if the deadline had passed an hour ago. */
    private static void expire(int number) {
        database.sql("update intake.call set deadline = now() - interval '1 hour' where number = :n")
                .param("n", number)
                .update();
    }

    @Test
    void sixtyFiveUnitsAnswerAtOnceAndNothingIsLostOrTakenForZero() throws Exception {
        assertThat(communes).hasSize(65);
        int number = opened(drawing("Rà soát máy tính", communes));
        List<Callable<Integer>> work = new ArrayList<>();
        for (int at = 0; at < communes.size(); at++) {
            // every fifth has no data on money; the others spent as many millions as they have computers
            Map<String, String> form =
                    answer(communes.get(at), 0, String.valueOf(at), at % 5 == 0 ? "" : at + ".000.000");
            work.add(() -> answered(number, form).statusCode());
        }
        try (var pool = Executors.newFixedThreadPool(16)) {
            for (Future<Integer> one : pool.invokeAll(work)) {
                assertThat(one.get()).isEqualTo(303);
            }
        }
        JsonNode call = json(number);
        assertThat(call.path("answered").asInt()).isEqualTo(65);
        assertThat(call.path("rows").size()).isEqualTo(65);
        assertThat(call.path("missing").isEmpty()).isTrue();
        JsonNode computers = call.path("totals").get(0);
        assertThat(computers.path("sum").asInt()).isEqualTo(64 * 65 / 2);
        assertThat(computers.path("min").asInt()).isZero();
        assertThat(computers.path("max").asInt()).isEqualTo(64);
        assertThat(computers.path("missing").asInt()).isZero();
        JsonNode money = call.path("totals").get(1);
        int withMoney = java.util.stream.IntStream.range(0, 65)
                .filter(at -> at % 5 != 0)
                .sum();
        assertThat(money.path("sum").asLong()).isEqualTo(withMoney * 1_000_000L);
        assertThat(money.path("min").asLong()).isEqualTo(1_000_000L);
        assertThat(money.path("units").asInt()).isEqualTo(52);
        assertThat(money.path("missing").asInt()).isEqualTo(13);

        // a register like any other: list, count, export
        assertThat(http.json("/registers/call-" + number + ".json?limit=100")
                        .path("rows")
                        .size())
                .isEqualTo(65);
        assertThat(application.getBean(RecordCounts.class).all()).containsEntry("call-" + number, 65L);
        assertThat(application.getBean(FigureProof.class).all()).isEmpty();
        assertThat(http.get("/calls/" + number + ".csv").body().lines()).hasSize(66);

        assertThat(act(number, "close", Map.of()).statusCode()).isEqualTo(303);
        HttpResponse<String> late = answered(number, answer(communes.getFirst(), 1, "9", ""));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("CAL-031", "đề nghị mở lại");
        assertThat(json(number).path("totals").get(0).path("sum").asInt()).isEqualTo(64 * 65 / 2);
        assertThat(http.get("/calls/" + number, "Accept", "text/html").body())
                .contains("65/65 đơn vị đã trả lời", "Đã đóng");
    }

    @Test
    void anEmptyCellIsNoAnswerAndTheDraftIsKept() throws Exception {
        int number = opened(drawing("Ô trống", communes.subList(0, 2)));
        Map<String, String> form = answer(communes.getFirst(), 0, "7", "");
        form.remove("r0.c2-kinh-phi.none");
        HttpResponse<String> refused = answered(number, form);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("CAL-033", "Chưa có số liệu");
        assertThat(json(number).path("answered").asInt()).isZero();
        assertThat(http.get(
                                "/calls/" + number + "/answer?unit="
                                        + communes.getFirst().id(),
                                "Accept",
                                "text/html")
                        .body())
                .contains("value=\"7\"", "Bản nháp đã lưu");
        form.put("r0.c2-kinh-phi.none", "on");
        form.put("r0.c2-kinh-phi", "5");
        assertThat(answered(number, form).body()).contains("CAL-035");
        form.put("r0.c2-kinh-phi", "");
        form.put("r0.c1-so-may-tinh", "1.001");
        assertThat(answered(number, form).body()).contains("VAL-006");
        form.put("r0.c1-so-may-tinh", "0");
        assertThat(answered(number, form).statusCode()).isEqualTo(303);
        JsonNode row = json(number).path("rows").get(0);
        assertThat(row.path("c1-so-may-tinh").asInt(-1)).isZero();
        assertThat(row.path("c2-kinh-phi").isNull()).isTrue();
    }

    @Test
    void anAnswerMayBeChangedUntilTheDeadlineAndIsLateAfterReopening() throws Exception {
        Unit first = communes.get(0);
        Unit second = communes.get(1);
        int number = opened(drawing("Hạn trả lời", List.of(first, second)));
        assertThat(answered(number, answer(first, 0, "1", "")).statusCode()).isEqualTo(303);
        assertThat(answered(number, answer(first, 0, "3", "")).body()).contains("CAL-409");
        Map<String, String> again = answer(first, 1, "2", "");
        again.put("r0.code", json(number).path("rows").get(0).path("code").asString());
        assertThat(answered(number, again).statusCode()).isEqualTo(303);
        assertThat(json(number).path("rows").size()).isEqualTo(1);
        assertThat(json(number).path("totals").get(0).path("sum").asInt()).isEqualTo(2);

        expire(number);
        HttpResponse<String> refused = answered(number, answer(second, 0, "5", ""));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("CAL-032");
        assertThat(act(number, "reopen", Map.of("until", DEADLINE, "reason", ""))
                        .body())
                .contains("CAL-021");
        assertThat(act(number, "reopen", Map.of("until", "2001-01-01T01:01", "reason", "bão"))
                        .body())
                .contains("CAL-022");
        assertThat(act(number, "reopen", Map.of("until", DEADLINE, "reason", "Mưa lũ mất điện"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(answered(number, answer(second, 0, "5", "")).statusCode()).isEqualTo(303);
        assertThat(database.sql("select late from intake.call_unit where call = :n order by answered_at")
                        .param("n", number)
                        .query(Boolean.class)
                        .list())
                .containsExactly(false, true);
        String page = http.get("/calls/" + number, "Accept", "text/html").body();
        assertThat(page)
                .contains("Trả lời muộn", "Mưa lũ mất điện", "Mở lại phiếu", "Đơn vị gửi lại trả lời", "Lập phiếu");
    }

    @Test
    void columnsOnlyGrowOnceTheCallIsOpen() throws Exception {
        Unit unit = communes.getFirst();
        Map<String, String> form = drawing("Chỉ thêm cột", List.of(unit));
        int number = opened(form);
        assertThat(answered(number, answer(unit, 0, "4", "")).statusCode()).isEqualTo(303);

        Map<String, String> shrunk = redrawn(number, form);
        List.of("name", "kind", "id").forEach(part -> shrunk.remove("c1-" + part));
        assertThat(http.form("/calls/" + number, shrunk).body()).contains("CAL-011", "Kinh phí");
        Map<String, String> retyped = redrawn(number, form);
        retyped.put("c0-kind", "text");
        assertThat(http.form("/calls/" + number, retyped).body()).contains("CAL-011");
        Map<String, String> fewer = redrawn(number, form);
        fewer.put("c2-options", "Di động");
        assertThat(http.form("/calls/" + number, fewer).body()).contains("CAL-011");
        Map<String, String> unasked = redrawn(number, form);
        unasked.remove("u-" + unit.id());
        unasked.put("u-" + communes.get(1).id(), "on");
        assertThat(http.form("/calls/" + number, unasked).body()).contains("CAL-012");
        Map<String, String> pressed = redrawn(number, form);
        column(pressed, 3, "Bắt buộc thêm", "integer");
        pressed.put("c3-required", "on");
        assertThat(http.form("/calls/" + number, pressed).body()).contains("CAL-011");

        Map<String, String> grown = redrawn(number, form);
        column(grown, 3, "Số máy in", "integer");
        grown.put("c2-options", "Cáp quang\nDi động\nVệ tinh");
        assertThat(http.form("/calls/" + number, grown).statusCode()).isEqualTo(303);
        JsonNode row =
                http.json("/registers/call-" + number + ".json").path("rows").get(0);
        assertThat(row.path("c1-so-may-tinh").asInt()).isEqualTo(4);
        assertThat(row.has("c4-so-may-in")).isTrue();
        // what was not asked then is not «no data» now
        assertThat(http.get("/calls/" + number + "/answer?unit=" + unit.id(), "Accept", "text/html")
                        .body())
                .contains("name=\"r0.c2-kinh-phi.none\" checked")
                .doesNotContain("name=\"r0.c4-so-may-in.none\" checked");
    }

    @Test
    void anotherNodeKnowsACallAndItsNewColumnsWithoutAStart() throws Exception {
        try (ConfigurableApplicationContext second = node(WebApplicationType.NONE)) {
            Registers there = second.getBean(Registers.class);
            Map<String, String> form = drawing("Hai máy chủ", communes.subList(0, 3));
            int number = draft(form);
            assertThat(there.find("call-" + number)).isEmpty();
            act(number, "open", Map.of());
            assertThat(there.get("call-" + number).columns()).hasSize(3);
            assertThat(there.further()).contains(there.get("call-" + number));
            assertThat(there.declared()).noneMatch(register -> register.id().startsWith("call-"));

            Map<String, String> grown = redrawn(number, form);
            column(grown, 3, "Thêm", "text");
            http.form("/calls/" + number, grown);
            assertThat(there.get("call-" + number).columns()).hasSize(4);

            var typed = Map.of(
                    "r0.c1-so-may-tinh",
                    "5",
                    "r0.c2-kinh-phi",
                    "",
                    "r0.c2-kinh-phi.none",
                    "on",
                    "r0.c3-duong-truyen",
                    "Di động",
                    "r0.c4-them.none",
                    "on",
                    "r0.code",
                    "");
            second.getBean(DataCallAnswers.class)
                    .submit(
                            number,
                            there.get("call-" + number),
                            communes.getFirst().id(),
                            0,
                            DataCallAnswerForm.read(typed));
            assertThat(json(number).path("totals").get(0).path("sum").asInt()).isEqualTo(5);
            assertThat(second.getBean(RecordCounts.class).all()).containsEntry("call-" + number, 1L);
            assertThat(second.getBean(FigureProof.class).all()).isEmpty();
        }
        // a start brings the calls back and forgets no count of theirs
        try (ConfigurableApplicationContext third = node(WebApplicationType.NONE)) {
            assertThat(third.getBean(RecordCounts.class).all())
                    .isEqualTo(application.getBean(RecordCounts.class).all());
            assertThat(third.getBean(FigureProof.class).all()).isEmpty();
        }
    }

    @Test
    void anOpeningThatBreaksOffLeavesNothing() throws Exception {
        int number = draft(drawing("Đứt giữa chừng", communes.subList(0, 1)));
        // a function is in the way of the figures' own, so the opening fails after the table is made
        String function = "figure.after_insert_call_" + number;
        database.sql("create function " + function + "() returns int language sql as 'select 1'")
                .update();
        int status = act(number, "open", Map.of()).statusCode();
        assertThat(status).isGreaterThanOrEqualTo(500);
        assertThat(call(number).isDraft()).isTrue();
        assertThat(application.getBean(Registers.class).find("call-" + number)).isEmpty();
        assertThat(database.sql("select count(*) from figure.definition where register = :r")
                        .param("r", "call-" + number)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(database.sql("select count(*) from pg_tables where tablename = :t")
                        .param("t", "call_" + number)
                        .query(Integer.class)
                        .single())
                .isZero();
        database.sql("drop function " + function).update();
        assertThat(act(number, "open", Map.of()).statusCode()).isEqualTo(303);
        assertThat(application.getBean(Registers.class).find("call-" + number)).isPresent();
    }

    @Test
    void hostileWordsStayWords() throws Exception {
        String evil = "'; drop table intake.call; -- <script>alert(1)</script> :p ? ${x} {0} \"y\": [&*!%@`";
        Map<String, String> form = drawing(evil, communes.subList(0, 1));
        form.put("purpose", "- yes: no\n#x: |\n\t" + evil);
        form.put("c0-name", evil);
        form.put("c0-help", evil);
        form.put("c2-options", "null\n" + evil + "\n=1+1\n~");
        form.put("do", "preview");
        assertThat(http.form("/calls", form).body()).doesNotContain("<script>alert");
        form.put("do", "save");
        int number = opened(form);
        DataCall call = call(number);
        assertThat(call.title()).isEqualTo(evil);
        Unit unit = communes.getFirst();
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("unit", String.valueOf(unit.id()));
        answer.put("version", "0");
        answer.put("r0." + call.columns().get(0).id(), "1");
        answer.put("r0.c2-kinh-phi.none", "on");
        answer.put("r0.c3-duong-truyen", "o2");
        assertThat(answered(number, answer).statusCode()).isEqualTo(303);
        for (String address : List.of(
                "/calls",
                "/calls/" + number,
                "/calls/" + number + "/edit",
                "/calls/" + number + "/answer?unit=" + unit.id(),
                "/registers",
                "/registers/call-" + number)) {
            HttpResponse<String> page = http.get(address, "Accept", "text/html");
            assertThat(page.statusCode()).as(address).isEqualTo(200);
            assertThat(page.body()).doesNotContain("<script>alert", " style=");
        }
        Map<String, String> hidden = drawing("Ký tự\u0007 ẩn", communes.subList(0, 1));
        assertThat(http.form("/calls", hidden).body()).contains("CAL-013");
    }

    @Test
    void sixtyColumnsOfEveryKindAreAskedAndAnswered() throws Exception {
        Map<String, String> form = drawing("Sáu mươi cột", communes.subList(0, 2));
        List<String> kinds = DataCallColumn.KINDS;
        for (int at = 0; at < 60; at++) {
            column(form, at, "Chỉ tiêu số " + at, kinds.get(at % kinds.size()));
            form.put("c" + at + "-options", kinds.get(at % kinds.size()).equals("choice") ? "Một\nHai" : "");
        }
        form.remove("c0-required");
        int number = opened(form);
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("unit", String.valueOf(communes.getFirst().id()));
        answer.put("version", "0");
        for (DataCallColumn column : call(number).columns()) {
            String text = switch (column.kind()) {
                case "date" -> "05/9/2026";
                case "period" -> "Quý III/2026";
                case "yes-no" -> "có";
                case "choice" -> "Hai";
                case "unit" -> communes.get(3).code();
                case "text", "long-text" -> "chữ";
                default -> "12";
            };
            answer.put("r0." + column.id(), text);
        }
        HttpResponse<String> sent = answered(number, answer);
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
        JsonNode row = json(number).path("rows").get(0);
        assertThat(row.size()).isEqualTo(65);
        assertThat(row.path("c8-chi-tieu-so-7").asString()).isEqualTo("2026-Q3");
    }

    @Test
    void twoCallsOfOneNameAreTwoRegistersAndTwoColumnsOfOneNameAreRefused() throws Exception {
        Map<String, String> form = drawing("Trùng tên", communes.subList(0, 1));
        int one = opened(form);
        int two = opened(form);
        assertThat(two).isNotEqualTo(one);
        answered(one, answer(communes.getFirst(), 0, "1", ""));
        assertThat(json(two).path("rows").size()).isZero();
        form.put("c1-name", "SỐ MÁY TÍNH");
        HttpResponse<String> refused = http.form("/calls", form);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("CAL-007");
    }

    @Test
    void aRegisterOfACallIsWrittenByAnsweringOnly() throws Exception {
        int number = opened(drawing("Chỉ qua trả lời", communes.subList(0, 1)));
        HttpResponse<String> direct = http.post("/registers/call-" + number, Map.of("c1-so-may-tinh", "3"));
        assertThat(direct.statusCode()).isEqualTo(403);
        assertThat(Http.read(direct).path("code").asString()).isEqualTo("CAL-403");
        assertThat(http.get("/registers/call-" + number, "Accept", "text/html").body())
                .doesNotContain("/registers/call-" + number + "/new");
        assertThat(answered(number, answer(communes.get(5), 0, "3", "")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void rowsAreAddedTakenBackAndSummedByUnit() throws Exception {
        Map<String, String> form = drawing("Danh sách", communes.subList(0, 2));
        form.put("many", "yes");
        int number = opened(form);
        Unit unit = communes.getFirst();
        Map<String, String> two = answer(unit, 0, "3", "");
        two.put("r1.code", "");
        two.put("r1.c1-so-may-tinh", "4");
        two.put("r1.c2-kinh-phi", "1.000");
        two.put("r1.c3-duong-truyen", "o2");
        two.put("do", "add");
        assertThat(answered(number, two).headers().firstValue("Location").orElseThrow())
                .endsWith("#r2");
        two.put("do", "submit");
        two.put("r2.code", "");
        two.put("r2.c1-so-may-tinh", "");
        assertThat(answered(number, two).statusCode()).isEqualTo(303);
        JsonNode call = json(number);
        assertThat(call.path("rows").size()).isEqualTo(2);
        assertThat(call.path("totals").get(0).path("max").asInt()).isEqualTo(7);
        assertThat(call.path("totals").get(0).path("missing").asInt()).isEqualTo(1);

        Map<String, String> fewer = answer(unit, 1, "3", "");
        fewer.put("r0.code", call.path("rows").get(0).path("code").asString());
        assertThat(answered(number, fewer).statusCode()).isEqualTo(303);
        assertThat(json(number).path("totals").get(0).path("sum").asInt()).isEqualTo(3);
        // nothing is deleted: the row taken back stays on record
        assertThat(http.json("/registers/call-" + number + ".json?state=withdrawn")
                        .path("rows")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void theButtonsOfTheDrawingWorkWithoutScriptAndLoseNothing() throws Exception {
        Map<String, String> form = drawing("Nút bấm", List.of());
        form.put("do", "up-1");
        String moved = http.form("/calls", form).body();
        assertThat(moved.indexOf("value=\"Kinh phí\"")).isLessThan(moved.indexOf("value=\"Số máy tính\""));
        form.put("do", "remove-0");
        assertThat(http.form("/calls", form).body())
                .doesNotContain("value=\"Số máy tính\"")
                .contains("Cáp quang");
        form.put("do", "add");
        assertThat(http.form("/calls", form).body()).contains("name=\"c3-name\"");
        form.put("do", "communes");
        assertThat(http.form("/calls", form).body()).contains("đã chọn 65 đơn vị");
        form.put("do", "open");
        form.put("deadline", "ngày mai");
        HttpResponse<String> refused = http.form("/calls", form);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("CAL-003", "value=\"ngày mai\"", "Cáp quang");
    }

    @Test
    void whoHasNotAnsweredIsListedAndReminded() throws Exception {
        int number = opened(drawing("Nhắc việc", communes.subList(0, 3)));
        answered(number, answer(communes.get(1), 0, "1", ""));
        assertThat(http.get("/calls/" + number + "/missing.csv").body())
                .contains(communes.get(0).fullName(), communes.get(2).fullName())
                .doesNotContain(communes.get(1).fullName());
        assertThat(http.json("/desk.json").path("calls"))
                .filteredOn(line -> line.path("what").asString().equals("Nhắc việc"))
                .extracting(line -> line.path("who").asString())
                .containsExactlyInAnyOrder(
                        communes.get(0).fullName(), communes.get(2).fullName());
        assertThat(act(number, "remind", Map.of()).statusCode()).isEqualTo(303);
        DataCallNotices notices = application.getBean(DataCallNotices.class);
        assertThat(notices.unread(number, communes.get(0).id())).isEqualTo(1);
        assertThat(notices.unread(number, communes.get(1).id())).isZero();
        assertThat(http.get("/calls?unit=" + communes.get(0).id(), "Accept", "text/html")
                        .body())
                .contains("Nhắc việc", "được nhắc 1 lần");
        http.get("/calls/" + number + "/answer?unit=" + communes.get(0).id(), "Accept", "text/html");
        assertThat(notices.unread(number, communes.get(0).id())).isZero();
    }

    @Test
    void pagesOpenInBothLanguagesAndACopyBeginsAnew() throws Exception {
        int number = opened(drawing("Hai thứ tiếng", communes.subList(0, 2)));
        for (String language : List.of("vi", "en")) {
            for (String address : List.of(
                    "/calls",
                    "/calls/new",
                    "/calls/" + number,
                    "/calls/" + number + "/edit",
                    "/calls/" + number + "/missing",
                    "/calls/" + number + "/answer",
                    "/calls/new?copy=" + number,
                    "/calls/" + number + "/answer?unit=" + communes.getFirst().id(),
                    "/calls?unit=" + communes.getFirst().id())) {
                HttpResponse<String> page =
                        http.get(address, "Accept", "text/html", "Cookie", "hoi-language=" + language);
                assertThat(page.statusCode()).as(address).isEqualTo(200);
                assertThat(page.body()).contains("<h1").doesNotContain("null</", "{0}", " style=");
            }
        }
        assertThat(http.get("/calls/new?copy=" + number, "Accept", "text/html").body())
                .contains("value=\"Hai thứ tiếng\"", "đã chọn 2 đơn vị", "Số máy tính")
                .doesNotContain(DEADLINE);
        assertThat(Http.read(http.get("/calls/99999.json")).path("code").asString())
                .isEqualTo("CAL-404");
        assertThat(Vietnamese.fold(http.get("/registers", "Accept", "text/html").body()))
                .contains("phieu thu thap");
    }
}
