package vn.hoi.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.Http.Upload;

/** Forms kept while they are filled in. */
class DraftsTest {

    private static final String ADDRESS = "/registers/every-kind";

    private final Http http = EveryKind.http();

    private static String where(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void whatIsTypedIsKeptWithItsFaultsAndItsFiles() throws Exception {
        Map<String, String> typed = RecordFormTest.typed();
        typed.put("number", "mười");
        typed.put("members.0.name", "Nguyễn Văn A");
        String draft = where(http.multipart(
                ADDRESS + "/drafts",
                typed,
                List.of(new Upload("documents._upload", "nhap.pdf", "%PDF-1".getBytes(StandardCharsets.UTF_8)))));
        String form = http.get(draft, "Accept", "text/html").body();
        assertThat(form)
                .contains("value=\"mười\"", "value=\"Nguyễn Văn A\"", "nhap.pdf")
                .doesNotContain("id=\"errors\"");
        assertThat(http.get(ADDRESS, "Accept", "text/html").body()).containsPattern("Có \\d+ bản nháp");
        assertThat(http.get(ADDRESS + "/drafts", "Accept", "text/html").body())
                .contains(draft + "\"", typed.get("title"));
    }

    @Test
    void theFormsScriptSavesOverTheSameDraftAndItGoesWhenTheRecordIsMade() throws Exception {
        HttpResponse<String> begun =
                http.post(ADDRESS + "/drafts", Map.of("title", List.of("Đang gõ"), "cost", List.of("1")));
        assertThat(begun.statusCode()).isEqualTo(201);
        long number = Http.read(begun).path("draft").asLong();
        HttpResponse<String> saved = http.write(
                "PUT",
                ADDRESS + "/drafts/" + number,
                Map.of(
                        "title",
                        List.of("Đang gõ tiếp"),
                        "members.0.name",
                        List.of("A"),
                        "titles",
                        List.of("X-1 · a, b", "")));
        JsonNode kept = Http.read(saved);
        assertThat(kept.path("draft").asLong()).isEqualTo(number);
        assertThat(kept.path("typed").path("title").asString()).isEqualTo("Đang gõ tiếp");
        assertThat(kept.path("typed").path("titles").asString()).isEqualTo("X-1");
        assertThat(kept.path("typed").path("members").asString()).contains("\"name\":\"A\"");
        Map<String, String> typed = new LinkedHashMap<>(RecordFormTest.typed());
        typed.put("draft", String.valueOf(number));
        where(http.form(ADDRESS, typed));
        HttpResponse<String> gone = http.get(ADDRESS + "/drafts/" + number + ".json");
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(Http.read(gone).path("code").asString()).isEqualTo("REG-457");
    }

    @Test
    void aDraftOfAnEditShowsWhatSomeoneElseSavedMeanwhile() throws Exception {
        String record = where(http.form(ADDRESS, RecordFormTest.typed()));
        Map<String, String> typed = new LinkedHashMap<>(RecordFormTest.typed());
        typed.put("title", "Tên của tôi");
        typed.put("version", "1");
        String draft = where(http.form(record + "/drafts", typed));
        assertThat(http.get(draft, "Accept", "text/html").statusCode()).isEqualTo(200);
        where(http.form(record, Map.of("version", "1", "title", "Tên của người khác")));
        HttpResponse<String> opened = http.get(draft, "Accept", "text/html");
        assertThat(opened.body())
                .contains(
                        "Tên của tôi",
                        "Tên của người khác",
                        "name=\"version\" value=\"2\"",
                        "action=\"" + record + "\"");
        typed.put("version", "2");
        typed.put("draft", draft.substring(draft.lastIndexOf('/') + 1));
        where(http.form(record, typed));
        assertThat(http.json(record + ".json").path("title").asString()).isEqualTo("Tên của tôi");
        assertThat(http.get(draft, "Accept", "text/html").statusCode()).isEqualTo(404);
    }

    @Test
    void aDraftIsItsWritersAlone() throws Exception {
        String draft = where(http.form(ADDRESS + "/drafts", Map.of("title", "Riêng tư")));
        JdbcClient database = EveryKind.get(JdbcClient.class);
        database.sql("update register.draft set account = 'khac' where typed ->> 'title' = 'Riêng tư'")
                .update();
        assertThat(http.get(draft).statusCode()).isEqualTo(404);
        where(http.form(draft + "/delete", Map.of()));
        assertThat(database.sql("select count(*) from register.draft where account = 'khac'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        database.sql("delete from register.draft where account = 'khac'").update();
    }

    @Test
    void aDraftIsDeleted() throws Exception {
        String draft = where(http.form(ADDRESS + "/drafts", Map.of("title", "Xóa đi")));
        assertThat(where(http.form(draft + "/delete", Map.of()))).isEqualTo(ADDRESS + "/drafts");
        assertThat(http.get(draft).statusCode()).isEqualTo(404);
    }
}
