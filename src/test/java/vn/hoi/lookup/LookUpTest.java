package vn.hoi.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.common.Pages;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.PublicRecords;
import vn.hoi.register.Records;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;

class LookUpTest {

    private static final String OWNER = "Hộ kinh doanh Bí mật";

    private final Http http = Http.shared();

    @BeforeAll
    static void instruments() {
        LocalDate today = Vietnamese.today();
        add("LUP-VALID 01", "table-scale", "in-use", today.minusMonths(2), today.plusMonths(10));
        add("LUP-LAST 01", "table-scale", "in-use", today.minusMonths(12), today);
        add("LUP-EXPIRED-01", "table-scale", "in-use", today.minusMonths(14), today.minusDays(1));
        add("LUP-FAILED-01", "table-scale", "failed", today.minusMonths(1), null);
        add("LUP-NEW-01", "table-scale", "in-use", null, null);
        add("LUP-TWICE-01", "table-scale", "in-use", today.minusMonths(2), today.plusMonths(10));
        add("LUP-TWICE-01", "disc-scale", "in-use", today.minusMonths(14), today.minusMonths(2));
        add("LUP Đo/1.5", "table-scale", "in-use", today.minusMonths(2), today.plusMonths(10));
    }

    private static void add(String serial, String kind, String state, LocalDate verified, LocalDate until) {
        Map<String, String> values = new HashMap<>();
        values.put("kind", kind);
        values.put("maker", "Công ty Cân mẫu");
        values.put("serial", serial);
        values.put("owner", OWNER);
        values.put("in-use-from", "2023-01-05");
        values.put("unit", "20");
        values.put("place", "20");
        values.put("state", state);
        values.put("last-verification", verified == null ? "" : verified.toString());
        values.put("verified-until", until == null ? "" : until.toString());
        TestApplication.get(Records.class).create(register(), values);
    }

    private static Register register() {
        return TestApplication.get(Registers.class).get("measuring-instrument");
    }

    private JsonNode look(String key) throws Exception {
        String path = URLEncoder.encode(key, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
        return http.json("/p/measuring-instrument/" + path + ".json");
    }

    @ParameterizedTest
    @CsvSource({
        "LUP-VALID 01, valid",
        "LUP-LAST 01, valid",
        "LUP-EXPIRED-01, expired",
        "LUP-FAILED-01, revoked",
        "LUP-NEW-01, revoked",
        "LUP-NOWHERE-01, unknown",
        "LUP-TWICE-01, several"
    })
    void aPaperIsValidOrNot(String key, String verdict) throws Exception {
        assertThat(look(key).path("verdict").asString()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lup-valid 01", "LUPVALID01", " lup valid-01 ", "LUP–VALID–01", "Lup-Valid\u00a001"})
    void caseSpacesAndDashesMakeNoDifference(String key) throws Exception {
        assertThat(look(key).path("verdict").asString()).isEqualTo("valid");
    }

    @Test
    void aKeyMayHoldSlashesDotsAndDiacritics() throws Exception {
        assertThat(look("LUP Đo/1.5").path("verdict").asString()).isEqualTo("valid");
        assertThat(look("lup do/1.5").path("verdict").asString()).isEqualTo("valid");
        assertThat(look("lup do/15").path("verdict").asString()).isEqualTo("unknown");
    }

    @Test
    void onlyWhatIsDeclaredPublicIsShown() throws Exception {
        JsonNode one = look("LUP-VALID 01").path("records").path(0);
        assertThat(one.propertyNames())
                .containsExactly(
                        "verdict",
                        "kind",
                        "maker",
                        "model",
                        "serial",
                        "last-verification",
                        "verified-until",
                        "state",
                        "place");
        for (String key : List.of("LUP-VALID%2001", "LUP-TWICE-01")) {
            HttpResponse<String> page = http.get("/p/measuring-instrument/" + key, "Accept", "text/html");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).doesNotContain(OWNER, "hoi-nav", " style=").contains("<main", "<h1");
        }
    }

    @Test
    void aPartOfAKeyACodeAndAPatternFindNothing() throws Exception {
        String code = TestApplication.get(JdbcClient.class)
                .sql("select code from register.measuring_instrument where serial = 'LUP-VALID 01'")
                .query(String.class)
                .single();
        for (String key : List.of("LUP-VALID", "LUP", code, "LUP%", "LUP_VALID_01", "' or 1=1 --", "---", "%%%", "*")) {
            assertThat(look(key).path("verdict").asString()).as(key).isEqualTo("unknown");
        }
    }

    @Test
    void theAnswerForAnUnknownKeyHasTheSameShape() throws Exception {
        HttpResponse<String> known = http.get("/p/measuring-instrument/LUP-VALID%2001.json");
        HttpResponse<String> unknown = http.get("/p/measuring-instrument/LUP-NOWHERE.json");
        assertThat(unknown.statusCode()).isEqualTo(known.statusCode());
        assertThat(Http.read(unknown).propertyNames())
                .isEqualTo(Http.read(known).propertyNames());
    }

    @Test
    void hostileKeysAreShownAsTheyWereTyped() throws Exception {
        for (String key :
                List.of("<script>alert(1)</script>", "a\u0000b", "x".repeat(5000), "'; drop table x", "..", "💥")) {
            String asked = URLEncoder.encode(key, StandardCharsets.UTF_8);
            HttpResponse<String> page =
                    http.get("/p?register=measuring-instrument&key=" + asked, "Accept", "text/html");
            assertThat(page.statusCode()).as(key).isEqualTo(200);
            assertThat(page.body()).contains("Không tìm thấy").doesNotContain("<script>");
        }
    }

    @Test
    void theFormAnswersInPlaceAndOffersOnlyWhatIsPublic() throws Exception {
        String form = http.get("/p", "Accept", "text/html").body();
        assertThat(form)
                .contains("value=\"measuring-instrument\"", "value=\"initiative\"")
                .doesNotContain("dossier");
        String answer = http.get("/p?register=measuring-instrument&key=lupvalid01", "Accept", "text/html")
                .body();
        assertThat(answer).contains("Còn hiệu lực");
        assertThat(http.get("/p/dossier/x.json").statusCode()).isEqualTo(404);
        assertThat(http.get("/p/no-such/x", "Accept", "text/html").statusCode()).isEqualTo(404);
    }

    @Test
    void aLookUpIsAnsweredByItsIndex() {
        JdbcClient database = TestApplication.get(JdbcClient.class);
        assertThat(TestApplication.get(PublicRecords.class).find(register(), "LUP-VALID 01"))
                .hasSize(1);
        assertThat(database.sql("select count(*) from pg_indexes where indexname = 'measuring_instrument_serial_key'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        List<String> plan = TestApplication.get(org.springframework.transaction.support.TransactionTemplate.class)
                .execute(status -> {
                    database.sql("set local enable_seqscan = off").update();
                    return database.sql("""
                                    explain select 1 from register.measuring_instrument
                                    where register.key(serial) = 'lupvalid01'""").query(String.class).list();
                });
        assertThat(String.join("\n", plan)).contains("measuring_instrument_serial_key");
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeBack() throws Exception {
        MockMvc pages = MockMvcBuilders.standaloneSetup(new LookUpPages(
                        TestApplication.get(Registers.class),
                        TestApplication.get(PublicRecords.class),
                        TestApplication.get(PublicWords.class),
                        new CallerLimit(60, 3)))
                .setCustomReturnValueHandlers(TestApplication.get(Pages.class))
                .build();
        List<Integer> answers = new ArrayList<>();
        for (int asked = 0; asked < 4; asked++) {
            answers.add(ask(pages, "application/json").getStatus());
        }
        assertThat(answers).containsExactly(200, 200, 200, 429);
        MockHttpServletResponse refused = ask(pages, "text/html");
        assertThat(refused.getHeader("Retry-After")).isEqualTo("1");
        assertThat(refused.getContentAsString(StandardCharsets.UTF_8)).contains("lại sau 1 giây");
        assertThat(ask(pages, "application/json").getContentAsString(StandardCharsets.UTF_8))
                .contains("LUP-429");
    }

    private static MockHttpServletResponse ask(MockMvc pages, String accept) throws Exception {
        return pages.perform(get("/p/measuring-instrument/LUPVALID01").header("Accept", accept))
                .andReturn()
                .getResponse();
    }

    @Test
    void oneCallerDoesNotSpendAnothersQuestions() {
        var limit = new CallerLimit(60, 2);
        assertThat(limit.waitSeconds("10.0.0.1")).isZero();
        assertThat(limit.waitSeconds("10.0.0.1")).isZero();
        assertThat(limit.waitSeconds("10.0.0.1")).isPositive();
        assertThat(limit.waitSeconds("10.0.0.2")).isZero();
        assertThat(limit.waitSeconds("2001:db8:1:2:0:0:0:1")).isZero();
        assertThat(limit.waitSeconds("2001:db8:1:2:ffff:0:0:9")).isZero();
        assertThat(limit.waitSeconds("2001:db8:1:2:1234:0:0:7")).isPositive();
        assertThat(limit.waitSeconds("2001:db8:1:3:0:0:0:1")).isZero();
    }

    @Test
    void noNumberOfCallersFillsTheMemory() {
        var limit = new CallerLimit(60, 2);
        for (int caller = 0; caller < 150_000; caller++) {
            limit.waitSeconds("c" + caller);
        }
        assertThat(limit.size()).isLessThanOrEqualTo(100_000);
    }

    @Test
    void theLimitCanBeLifted() {
        var limit = new CallerLimit(0, 0);
        for (int asked = 0; asked < 1000; asked++) {
            assertThat(limit.waitSeconds("10.0.0.1")).isZero();
        }
    }
}
