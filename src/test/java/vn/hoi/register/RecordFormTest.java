package vn.hoi.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.common.Vietnamese;

/** The form of a register with columns of every type, as a browser without script sends it. */
class RecordFormTest {

    private static final String ADDRESS = "/registers/every-kind";

    private final Http http = EveryKind.http();

    /** A record as a person types it; each title is unlike the others. */
    static Map<String, String> typed() {
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put(
                "title",
                "Q" + Long.toString(System.nanoTime(), 36) + " " + Long.toString(System.nanoTime() * 7919, 36));
        typed.put("story", "Dòng một\r\nDòng hai <script>alert(1)</script>");
        typed.put("number", "1.200");
        typed.put("weight", "2,5");
        typed.put("share", "42,94");
        typed.put("cost", "1.500.000");
        typed.put("begun-on", "05/9/2025");
        typed.put("met-at", "2025-09-05T14:30");
        typed.put("open", "true");
        typed.put("level", "high");
        typed.put("area", "linh vuc so 17");
        typed.put("office", "Phường Kỳ Lừa");
        typed.put("partner", "");
        typed.put("term", "Quý III/2026");
        typed.put("spot", "21.8537, 106.7615");
        typed.put("tax", "0100109106");
        return typed;
    }

    private long count() {
        return EveryKind.get(JdbcClient.class)
                .sql("select count(*) from register.every_kind")
                .query(Long.class)
                .single();
    }

    private String made(Map<String, String> typed) throws Exception {
        HttpResponse<String> answer = http.form(ADDRESS, typed);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void everyTypeIsTakenFromAFormAndFromJsonAlike() throws Exception {
        String one = EveryKind.title("Hoa hồi Lạng Sơn");
        String two = EveryKind.title("Na Chi Lăng, loại một");
        Map<String, String> typed = typed();
        typed.put("task", one + " · Hoa hồi Lạng Sơn");
        typed.put("titles", one + ", " + two);
        typed.put("members.0.name", "Nguyễn Văn A");
        typed.put("members.0.role", "low");
        typed.put("members.0.pay", "2.000.000");
        typed.put("members.1.name", "");
        typed.put("members.2.name", "Trần Thị B");
        typed.put("members.2.since", "2025-01-02");
        typed.put("members.2.paper", two + " · Na Chi Lăng, loại một");
        JsonNode form = http.json(made(typed) + ".json");

        Map<String, Object> sent = new LinkedHashMap<>(typed());
        sent.put("title", form.path("title").asString() + "-J");
        sent.put("number", 1200);
        sent.put("weight", 2.5);
        sent.put("share", 42.94);
        sent.put("cost", 1_500_000);
        sent.put("open", true);
        sent.put("task", one);
        sent.put("titles", List.of(one, two));
        sent.put("spot", Map.of("longitude", 106.7615, "latitude", 21.8537));
        sent.put(
                "members",
                List.of(
                        Map.of("name", "Nguyễn Văn A", "role", "low", "pay", 2_000_000),
                        Map.of("name", "Trần Thị B", "since", "2025-01-02", "paper", two)));
        HttpResponse<String> answer = http.post(ADDRESS, sent);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode json = Http.read(answer);

        for (String column : List.of(
                "story",
                "number",
                "weight",
                "share",
                "cost",
                "total",
                "begun-on",
                "met-at",
                "open",
                "level",
                "area",
                "office",
                "partner",
                "term",
                "task",
                "titles",
                "members",
                "spot",
                "tax")) {
            assertThat(json.path(column)).as(column).isEqualTo(form.path(column));
        }
        assertThat(form.path("total").asInt()).isEqualTo(3000);
        assertThat(form.path("area").asString()).isEqualTo("a17");
        assertThat(form.path("term").asString()).isEqualTo("2026-Q3");
        assertThat(form.path("members")).hasSize(2);
        assertThat(form.path("members").path(1).path("paper").asString()).isEqualTo(two);
    }

    @Test
    void theRecordsPageShowsEveryTypeInWords() throws Exception {
        String title = EveryKind.title("Chè Shan tuyết");
        Map<String, String> typed = typed();
        typed.put("task", title);
        typed.put("members.0.name", "Nguyễn Văn A");
        String page = http.get(made(typed), "Accept", "text/html").body();
        assertThat(page)
                .contains("Quý III/2026", "14:30 ngày 05/9/2025", "Vĩ độ 21,8537, kinh độ 106,7615")
                .contains("1.500.000 đồng", "42,94%", "3.000", "Lĩnh vực số 17", "Phường Kỳ Lừa", "Liên quan")
                .contains("/registers/ip-title/" + title, "Chè Shan tuyết", "data-label=\"Họ tên\"")
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert");
    }

    @Test
    void anEditShowsWhatIsHeldAndSavesItUnchanged() throws Exception {
        Map<String, String> typed = typed();
        typed.put("members.0.name", "Nguyễn Văn A");
        typed.put("members.0.pay", "2.000.000");
        String address = made(typed);
        String form = http.get(address + "/edit", "Accept", "text/html").body();
        assertThat(form)
                .contains("value=\"1.500.000\"", "value=\"Phường Kỳ Lừa\"", "value=\"Quý III/2026\"")
                .contains("value=\"2025-09-05T14:30\"", "value=\"Lĩnh vực số 17\"", "value=\"21.8537, 106.7615\"")
                .contains("name=\"members.0.name\" type=\"text\"", "name=\"members.3.name\"")
                .doesNotContain("members.4.name");
        Map<String, String> same = new LinkedHashMap<>(typed);
        same.put("version", "1");
        assertThat(http.form(address, same).statusCode()).isEqualTo(303);
        assertThat(http.json(address + ".json").path("version").asInt()).isEqualTo(1);
    }

    @Test
    void aNewFormBeginsWithWhatIsDeclared() throws Exception {
        String form = http.get(ADDRESS + "/new", "Accept", "text/html").body();
        assertThat(form)
                .contains("value=\"" + Vietnamese.today() + "\"", "type=\"datetime-local\" value=\"")
                .containsPattern("value=\"low\" checked")
                .doesNotContain("Cấp huyện", "autofocus")
                .contains("<legend>Nội dung</legend>", "<legend>Liên quan</legend>");
    }

    @Test
    void nothingTypedIsLostWhenSomethingIsWrong() throws Exception {
        long before = count();
        Map<String, String> typed = typed();
        typed.put("title", "");
        typed.put("number", "mười");
        typed.put("begun-on", "31/2/2025");
        typed.put("met-at", "chiều mai");
        typed.put("office", "Xã Không Có");
        typed.put("task", "KHONG-CO · Không có");
        typed.put("titles", "KHONG-CO-2");
        typed.put("members.0.name", "Lê Văn C");
        typed.put("members.0.pay", "nhiều");
        typed.put("spot", "ở đây");
        typed.put("tax", "0100109107");
        typed.put("term", "sang năm");
        HttpResponse<String> answer = http.form(ADDRESS, typed);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(count()).isEqualTo(before);
        assertThat(answer.body())
                .contains("VAL-001", "VAL-002", "VAL-003", "VAL-008", "VAL-015", "VAL-016", "VAL-017", "VAL-019")
                .contains("value=\"mười\"", "value=\"31/2/2025\"", "value=\"chiều mai\"", "value=\"Xã Không Có\"")
                .contains(
                        "value=\"KHONG-CO · Không có\"",
                        "value=\"KHONG-CO-2\"",
                        "value=\"Lê Văn C\"",
                        "value=\"nhiều\"")
                .contains("value=\"ở đây\"", "value=\"0100109107\"", "value=\"sang năm\"", "Dòng hai &lt;script&gt;")
                .contains("Dòng 1, Thù lao", "href=\"#c-members\"", "id=\"c-members\"", "aria-invalid=\"true\"");
        assertThat(answer.body().split(" autofocus", -1)).hasSize(2);
    }

    @Test
    void moreLinesAreGivenWithoutScriptAndNothingIsSaved() throws Exception {
        long before = count();
        Map<String, String> typed = typed();
        typed.put("members.0.name", "Nguyễn Văn A");
        typed.put("more", "members");
        HttpResponse<String> answer = http.form(ADDRESS, typed);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("value=\"Nguyễn Văn A\"", "members.6.name", "value=\"" + typed.get("title") + "\"")
                .doesNotContain("id=\"errors\"");
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void aLineIsTakenAwayAndTheJournalTellsTheDifferenceLineByLine() throws Exception {
        Map<String, String> typed = typed();
        typed.put("members.0.name", "Nguyễn Văn A");
        typed.put("members.1.name", "Trần Thị B");
        typed.put("members.2.name", "Lê Văn C");
        String address = made(typed);
        Map<String, String> edit = new LinkedHashMap<>();
        edit.put("version", "1");
        edit.put("members.0.name", "Nguyễn Văn A");
        edit.put("members.1.name", "Trần Thị Bình");
        edit.put("members.2.name", "Lê Văn C");
        edit.put("members.2._remove", "yes");
        assertThat(http.form(address, edit).statusCode()).isEqualTo(303);
        assertThat(http.json(address + ".json").path("members")).hasSize(2);
        String page = http.get(address, "Accept", "text/html").body();
        String last = page.substring(page.indexOf("class=\"timeline\""), page.lastIndexOf("Thêm mới ·"));
        assertThat(last)
                .contains("Thành viên", "Trần Thị Bình", "bỏ dòng", "Lê Văn C")
                .doesNotContain("Nguyễn Văn A");
    }

    @Test
    void aStaleEditShowsWhatDiffersInWordsAndKeepsTheTyping() throws Exception {
        String address = made(typed());
        assertThat(http.form(address, Map.of("version", "1", "level", "low", "cost", "7"))
                        .statusCode())
                .isEqualTo(303);
        Map<String, String> mine =
                Map.of("version", "1", "level", "high", "cost", "1.500.000", "members.0.name", "Riêng");
        HttpResponse<String> answer = http.form(address, mine);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains("Cấp tỉnh", "Cơ sở", "name=\"version\" value=\"2\"", "value=\"Riêng\"")
                .doesNotContain("data-label=\"Ô\">Kỳ<");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"titles\": [[1]]}",
                "{\"spot\": {\"latitude\": \"x\"}}",
                "{\"title\": {\"a\": 1}}",
                "{\"members\": {\"name\": \"A\"}}",
                "[]"
            })
    void jsonOfAnotherShapeIsRefused(String body) throws Exception {
        Object sent = tools.jackson.databind.json.JsonMapper.shared().readValue(body, Object.class);
        if (sent instanceof Map<?, ?> map) {
            Map<String, Object> whole = new LinkedHashMap<>(typed());
            map.forEach((key, value) -> whole.put(key.toString(), value));
            HttpResponse<String> answer = http.post(ADDRESS, whole);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(Http.read(answer).path("code").asString()).isEqualTo("REG-400");
        }
    }

    @Test
    void typingAPartFindsTheRecordThatIsMeant() throws Exception {
        String code = EveryKind.title("Mật ong bạc hà Đồng Văn");
        JsonNode words =
                http.json("/registers/ip-title/suggest.json?q=mat%20ong%20bac").path("rows");
        assertThat(words).hasSize(1);
        assertThat(words.path(0).path("code").asString()).isEqualTo(code);
        assertThat(words.path(0).path("title").asString()).isEqualTo("Mật ong bạc hà Đồng Văn");
        for (int n = 0; n < 13; n++) {
            EveryKind.title("Nhãn hiệu " + n);
        }
        assertThat(http.json("/registers/ip-title/suggest.json?q=vb-0").path("rows"))
                .hasSize(12);
        assertThat(http.json("/registers/ip-title/suggest.json?q=" + code)
                        .path("rows")
                        .path(0)
                        .path("code")
                        .asString())
                .isEqualTo(code);
        assertThat(http.get("/registers/ip-title/suggest?q=mat%20ong", "Accept", "text/html")
                        .body())
                .contains("<option value=\"" + code + " · Mật ong bạc hà Đồng Văn\">");
    }
}
