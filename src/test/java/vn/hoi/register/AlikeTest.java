package vn.hoi.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;

/** Records much like a new one are shown first; answers are shown once more where the declaration says so. */
class AlikeTest {

    private final Http http = EveryKind.http();

    private static Map<String, String> named(String title) {
        Map<String, String> typed = RecordFormTest.typed();
        typed.put("title", title);
        return typed;
    }

    private long count(String table) {
        return EveryKind.get(JdbcClient.class)
                .sql("select count(*) from register." + table)
                .query(Long.class)
                .single();
    }

    @Test
    void aRecordMuchLikeOneThatStandsIsShownBeforeItIsMade() throws Exception {
        HttpResponse<String> first = http.form("/registers/every-kind", named("Xây dựng bản đồ nông hóa xã Mẫu Sơn"));
        assertThat(first.statusCode()).isEqualTo(303);
        String address = first.headers().firstValue("Location").orElseThrow();
        long before = count("every_kind");
        Map<String, String> second = named("xay dung ban do nong hoa xa Mau Son");
        second.put("members.0.name", "Giữ lại");
        HttpResponse<String> asked = http.form("/registers/every-kind", second);
        assertThat(asked.statusCode()).isEqualTo(409);
        assertThat(asked.body())
                .contains("Có thể đã có trong sổ", address, "name=\"alike\" value=\"seen\"", "value=\"Giữ lại\"");
        assertThat(count("every_kind")).isEqualTo(before);
        second.put("alike", "seen");
        assertThat(http.form("/registers/every-kind", second).statusCode()).isEqualTo(303);
        assertThat(count("every_kind")).isEqualTo(before + 1);
        assertThat(http.form("/registers/every-kind", named("Điều tra đa dạng sinh học núi Phia Po"))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void wrongValuesAreToldBeforeRecordsAlike() throws Exception {
        assertThat(http.form("/registers/every-kind", named("Nghiên cứu tuyển chọn giống hồi quý"))
                        .statusCode())
                .isEqualTo(303);
        Map<String, String> wrong = named("Nghiên cứu tuyển chọn giống hồi quý");
        wrong.put("number", "mười");
        HttpResponse<String> answer = http.form("/registers/every-kind", wrong);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("VAL-002").doesNotContain("Có thể đã có trong sổ");
    }

    @Test
    void aMachineIsToldAndNotHeldUp() throws Exception {
        Map<String, Object> sent = new LinkedHashMap<>(named("Ứng dụng mã QR truy xuất nguồn gốc na Chi Lăng"));
        JsonNode first = Http.read(http.post("/registers/every-kind", sent));
        assertThat(first.path("alike").isArray()).isTrue();
        HttpResponse<String> second = http.post("/registers/every-kind", sent);
        assertThat(second.statusCode()).isEqualTo(201);
        JsonNode alike = Http.read(second).path("alike").path(0);
        assertThat(alike.path("code")).isEqualTo(first.path("code"));
        assertThat(alike.path("similarity").asDouble()).isEqualTo(1);
        JsonNode asked = http.json(
                "/registers/every-kind/alike.json?title=ung%20dung%20ma%20QR%20truy%20xuat%20nguon%20goc%20na");
        assertThat(asked.path("rows").size()).isBetween(1, 5);
        assertThat(http.json(
                                "/registers/every-kind/alike.json?title=ung%20dung%20ma%20QR%20truy%20xuat%20ngon%20goc%20na%20Chi%20Lang")
                        .path("rows"))
                .as("a slip of the finger")
                .isNotEmpty();
        assertThat(http.json("/registers/every-kind/alike.json?title=khac%20han%20moi%20thu")
                        .path("rows"))
                .isEmpty();
        assertThat(http.json("/registers/every-kind/alike.json").path("rows")).isEmpty();
    }

    @Test
    void whereTheWholeTableTakesTooLongTheNewestAndTheWordsAsTypedStillAnswer() throws Exception {
        assertThat(http.form("/registers/every-kind", named("Khảo nghiệm giống quýt Bắc Sơn"))
                        .statusCode())
                .isEqualTo(303);
        AlikeRecords alike = EveryKind.get(AlikeRecords.class);
        Register register = EveryKind.get(Registers.class).get("every-kind");
        String misspelt = "khao nghiem giong quit Bac Son";
        assertThat(alike.bounded(
                        register,
                        Map.of("title", misspelt),
                        org.jooq.impl.DSL.field(org.jooq.impl.DSL.name("search_text"), String.class),
                        org.jooq.impl.DSL.val(misspelt.toLowerCase(java.util.Locale.ROOT))))
                .extracting(one -> one.get("title"))
                .contains("Khảo nghiệm giống quýt Bắc Sơn");
        assertThat(alike.find(register, Map.of("title", "TC-1 · " + misspelt))).isNotEmpty();
    }

    @Test
    void answersAreShownOnceMoreAndNothingIsWrittenUntilTheyAreConfirmed() throws Exception {
        long before = count("checked");
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("title", "Quyết định " + System.nanoTime());
        typed.put("level", "high");
        typed.put("number", "21");
        typed.put("members.0.name", "Nguyễn Văn A");
        HttpResponse<String> shown = http.form("/registers/checked", typed);
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body())
                .contains("Xem lại trước khi lưu", "Cấp tỉnh", "Nguyễn Văn A", "42")
                .contains("name=\"confirmed\" value=\"yes\"", "name=\"more\" value=\"title\"");
        assertThat(count("checked")).isEqualTo(before);

        Map<String, String> kept = hidden(shown.body());
        Map<String, String> back = new LinkedHashMap<>(kept);
        back.put("more", "title");
        HttpResponse<String> form = http.form("/registers/checked", back);
        assertThat(form.statusCode()).isEqualTo(200);
        assertThat(form.body())
                .contains("value=\"" + typed.get("title") + "\"", "value=\"Nguyễn Văn A\"", "value=\"21\"");

        kept.put("confirmed", "yes");
        HttpResponse<String> saved = http.form("/registers/checked", kept);
        assertThat(saved.statusCode()).isEqualTo(303);
        JsonNode record = http.json(saved.headers().firstValue("Location").orElseThrow() + ".json");
        assertThat(record.path("twice").asInt()).isEqualTo(42);
        assertThat(record.path("members").path(0).path("name").asString()).isEqualTo("Nguyễn Văn A");
        assertThat(record.path("journal")).hasSize(1);

        HttpResponse<String> again = http.form("/registers/checked", typed);
        assertThat(again.statusCode())
                .as("what is unique is asked before it is shown")
                .isEqualTo(422);
        assertThat(again.body()).contains("VAL-009", "value=\"" + typed.get("title") + "\"");
    }

    private static Map<String, String> hidden(String page) {
        Map<String, String> fields = new LinkedHashMap<>();
        var field = java.util.regex.Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">")
                .matcher(page);
        while (field.find()) {
            fields.put(field.group(1), field.group(2).replace("&#34;", "\"").replace("&amp;", "&"));
        }
        return fields;
    }
}
