package vn.hoi.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;
import vn.hoi.unit.Units;

/** The pages on which accounts and roles are kept. */
class AdministrationTest {

    private final Http http = Http.shared();
    private final AccountReading reading = TestApplication.get(AccountReading.class);
    private final Journal journal = TestApplication.get(Journal.class);
    private final int province = TestApplication.get(Units.class).province().id();

    private String made(String fullName) throws Exception {
        String name = PeopleOfTests.fresh();
        HttpResponse<String> answer = http.form(
                "/admin/people",
                Map.of(
                        "account",
                        name,
                        "full-name",
                        fullName,
                        "email",
                        name + "@langson.gov.vn",
                        "unit",
                        "id:" + province));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/admin/people/" + name);
        return name;
    }

    private List<String> found(String query) throws Exception {
        JsonNode rows = http.json("/admin/people.json?" + query).path("rows");
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.path("account").asString())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin",
                "/admin/people",
                "/admin/people?on=2025-06-30&role=specialist&field=property&state=open&q=x&unit=20",
                "/admin/people/new",
                "/admin/people/admin",
                "/admin/people/admin?on=30/6/2025",
                "/admin/roles",
                "/admin/delegations",
                "/admin/tokens",
                "/admin/tokens?account=admin",
                "/admin/calendars",
                "/admin/calendars?year=2026",
                "/admin/choices",
                "/admin/choices?register=ip-title",
                "/admin/jobs",
                "/account/tokens",
                "/account/delegations"
            })
    void everyPageOpensInBothLanguagesAndAsJson(String address) throws Exception {
        for (String language : List.of("vi", "en")) {
            HttpResponse<String> page = http.get(address, "Accept", "text/html", "Cookie", "hoi-language=" + language);
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            assertThat(page.body())
                    .contains("<html lang=\"" + language + "\">", "<h1", "</html>")
                    .doesNotContain("Exception", "null</", "{0}", " style=");
        }
        int query = address.indexOf('?');
        String twin = query < 0 ? address + ".json" : address.substring(0, query) + ".json" + address.substring(query);
        assertThat(http.get(twin).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/people",
                "/admin/roles",
                "/admin/delegations",
                "/admin/tokens",
                "/admin/calendars",
                "/admin/choices",
                "/admin/jobs"
            })
    void listsHaveTheSameRowsAsTablesAndOpenToAdministratorsOnly(String address) throws Exception {
        JsonNode json = http.json(address + ".json");
        String csv = http.get(address + ".csv").body();
        int lines = (int) csv.lines().count() - 1;
        if (json.path("next").isNull()) {
            assertThat(lines).isGreaterThanOrEqualTo(json.path("rows").size());
        }
        String other = PeopleOfTests.person(List.of("specialist", "leader"), null, Set.of());
        assertThat(Http.as(other).get(address + ".json").statusCode()).isEqualTo(403);
        assertThat(Http.unknown().get(address + ".json").statusCode()).isEqualTo(401);
        assertThat(Http.as(other).get("/figures", "Accept", "text/html").body()).doesNotContain("href=\"/admin\"");
        assertThat(http.get("/figures", "Accept", "text/html").body()).contains("href=\"/admin\"");
    }

    @Test
    void anAccountIsFoundWithoutDiacriticsByRoleUnitFieldAndState() throws Exception {
        String name = made("Hoàng Đình Trắc Nghiệm");
        http.form(
                "/admin/people/" + name + "/roles",
                Map.of("role", "specialist", "unit", "id:" + province, "fields", "quality", "reason", "QĐ 15"));
        assertThat(found("q=hoang dinh trac".replace(" ", "%20"))).contains(name);
        assertThat(found("q=" + name + "&role=specialist&field=quality&unit=id:" + province))
                .containsExactly(name);
        assertThat(found("q=" + name + "&field=research")).isEmpty();
        assertThat(found("q=" + name + "&role=leader")).isEmpty();
        assertThat(found("q=" + name + "&state=closed")).isEmpty();
        // on the day before the role was given nobody had it
        assertThat(found("q=" + name + "&role=specialist&on="
                        + Vietnamese.today().minusDays(1)))
                .isEmpty();
    }

    @Test
    void whatIsWrongIsSaidAndNothingTypedIsLost() throws Exception {
        HttpResponse<String> answer = http.form(
                "/admin/people", Map.of("account", PeopleOfTests.fresh(), "full-name", "", "email", "khong-phai-thu"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("khong-phai-thu", "ACC-032", "aria-invalid=\"true\"");
        for (String taken : List.of("admin", "new", "import", "Chữ Hoa", "a.json")) {
            HttpResponse<String> refused =
                    http.form("/admin/people", Map.of("account", taken, "full-name", "Người thử"));
            assertThat(refused.statusCode()).as(taken).isEqualTo(422);
            assertThat(refused.body()).contains("ACC-022", "Người thử");
        }
        String name = made("Người Nhận Vai");
        HttpResponse<String> role = http.form(
                "/admin/people/" + name + "/roles",
                Map.of("role", "no-such", "unit", "", "first", "31/2/2026", "last", "x", "reason", ""));
        assertThat(role.statusCode()).isEqualTo(422);
        assertThat(role.body()).contains("ACC-023", "ACC-037", "ACC-032");
        assertThat(reading.assignments(List.of(reading.get(name).id()))).isEmpty();
    }

    @Test
    void anEditFromAnOlderVersionIsRefused() throws Exception {
        String name = made("Nguyễn Thị Cũ");
        String version = String.valueOf(reading.get(name).version());
        Map<String, String> typed = Map.of("version", version, "full-name", "Nguyễn Thị Mới", "email", "");
        assertThat(http.form("/admin/people/" + name, typed).statusCode()).isEqualTo(303);
        HttpResponse<String> stale = http.form("/admin/people/" + name, typed);
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("ACC-031");
        assertThat(reading.get(name).fullName()).isEqualTo("Nguyễn Thị Mới");
        assertThat(reading.get(name).email()).isNull();
    }

    @Test
    void aClosedAccountIsOutWithItsTokensAndMayBeOpenedAgain() throws Exception {
        String name = PeopleOfTests.person(List.of("specialist"), null, Set.of());
        assertThat(Http.as(name).get("/registers/ip-title.json").statusCode()).isEqualTo(200);
        HttpResponse<String> without = http.form("/admin/people/" + name + "/close", Map.of("version", "1"));
        assertThat(without.statusCode()).isEqualTo(422);
        assertThat(http.form("/admin/people/" + name + "/close", Map.of("version", "1", "close-reason", "nghỉ hưu"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(Http.as(name).get("/registers/ip-title.json").statusCode()).isEqualTo(401);
        assertThat(found("q=" + name + "&state=closed")).containsExactly(name);
        http.form("/admin/people/" + name + "/open", Map.of("version", "2", "close-reason", "trở lại"));
        assertThat(reading.get(name).isOpen()).isTrue();
        // its token was revoked and stays so
        assertThat(Http.as(name).get("/registers/ip-title.json").statusCode()).isEqualTo(401);
        assertThat(journal.list("account/" + name).stream().map(Journal.Entry::action))
                .contains("closed", "opened", "role-given", "created");
        assertThat(journal.list("account/" + name).getFirst().account()).isEqualTo("admin");
    }

    @Test
    void whoHadWhatOnADayIsTold() throws Exception {
        String name = made("Người Theo Ngày");
        LocalDate today = Vietnamese.today();
        Map<String, String> typed = new HashMap<>(Map.of(
                "role",
                "leader",
                "unit",
                "id:" + province,
                "first",
                today.minusDays(20).toString(),
                "last",
                today.minusDays(10).toString(),
                "reason",
                "QĐ 16"));
        assertThat(http.form("/admin/people/" + name + "/roles", typed).statusCode())
                .isEqualTo(303);
        assertThat(inForce(name, today.minusDays(21))).isFalse();
        assertThat(inForce(name, today.minusDays(20))).isTrue();
        assertThat(inForce(name, today.minusDays(10))).isTrue();
        assertThat(inForce(name, today)).isFalse();
    }

    private boolean inForce(String name, LocalDate day) throws Exception {
        return http.json("/admin/people/" + name + ".json?on=" + day)
                .path("roles")
                .path(0)
                .path("inForce")
                .asBoolean();
    }

    @Test
    void aLinkIsShownOnceAndEndsTheOneBefore() throws Exception {
        String name = made("Người Nhận Liên Kết");
        HttpResponse<String> first = http.form("/admin/people/" + name + "/link", Map.of());
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.body()).containsPattern("/link/[A-Za-z0-9_-]{43}");
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-store");
        http.form("/admin/people/" + name + "/link", Map.of());
        assertThat(http.get("/admin/people/" + name, "Accept", "text/html").body())
                .doesNotContain("/link/A");
        long open = TestApplication.get(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("""
                        select count(*) from access.link where valid_until > now() and account = :id""")
                .param("id", reading.get(name).id())
                .query(Long.class)
                .single();
        assertThat(open).isEqualTo(1);
        String machine = PeopleOfTests.machine(List.of());
        assertThat(http.form("/admin/people/" + machine + "/link", Map.of()).statusCode())
                .isEqualTo(422);
    }

    @Test
    void theRolesSayWhatTheRegistersDeclareForThem() throws Exception {
        for (JsonNode row : http.json("/admin/roles.json").path("rows")) {
            if (row.path("role").asString().equals("leader")) {
                assertThat(row.path("steps").asString()).contains("initiative/recognise-provincial");
                assertThat(row.path("reads").asString()).contains("ip-title");
            }
            if (row.path("role").asString().equals("administrator")) {
                assertThat(row.path("powers").asString()).isEqualTo("administer");
                assertThat(row.path("reads").asString()).doesNotContain("ip-title");
            }
        }
    }

    @Test
    void theCalendarTellsItsMakeUpDaysWithTheirSource() throws Exception {
        assertThat(http.get("/admin/calendars.csv?year=2026").body())
                .contains("2026,announced,make-up,2026-01-10,2026-01-10", "12729/VPCP-KGVX");
        assertThat(http.get("/admin/calendars.json?year=x").statusCode()).isEqualTo(400);
    }

    @Test
    void theJobsTellHowTheyStand() throws Exception {
        String csv = http.get("/admin/jobs.csv").body();
        assertThat(csv).contains("fold,", "reminders,", "imports,", "demonstration,");
    }
}
