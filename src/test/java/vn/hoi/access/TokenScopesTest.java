package vn.hoi.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.common.Power;

/** What each token opens, and that it opens nothing else. All of them belong to the account that may all. */
class TokenScopesTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Map<String, Tokens.Grant> GRANTS = Map.of(
            "whole", Tokens.Grant.whole("whole", "để thử", DAY),
            "reads", new Tokens.Grant("reads", "để thử", null, null, null, false, false, 60_000, DAY),
            "titles",
                    new Tokens.Grant(
                            "titles", "để thử", Set.of("ip-title"), Set.of(), Set.of(), true, false, 60_000, DAY),
            "look",
                    new Tokens.Grant(
                            "look", "để thử", Set.of("ip-title"), Set.of(), Set.of(), false, false, 60_000, DAY),
            "step",
                    new Tokens.Grant(
                            "step",
                            "để thử",
                            Set.of("initiative"),
                            Set.of("initiative/check"),
                            Set.of(),
                            false,
                            false,
                            60_000,
                            DAY),
            "figure",
                    new Tokens.Grant(
                            "figure", "để thử", Set.of(), Set.of(), Set.of("dti.rank.2023"), true, false, 60_000, DAY));

    private final Tokens tokens = TestApplication.get(Tokens.class);

    private String token(String grant) {
        return tokens.make("admin", GRANTS.get(grant));
    }

    private static HttpResponse<String> send(String token, String method, String address) throws Exception {
        String[] headers = {"Authorization", "Bearer " + token, "Accept", "application/json"};
        return method.equals("GET")
                ? Http.unknown().get(address, headers)
                : Http.unknown().write(method, address, Map.of(), headers);
    }

    @ParameterizedTest
    @CsvSource({
        // a public page is public
        "GET,  /figures,                        200, 200, 200, 200, 200, 200",
        "GET,  /units,                          200, 200, 200, 200, 200, 200",
        // a register: list, form, help for all, suggestions
        "GET,  /registers/ip-title,             200, 200, 200, 200, 403, 403",
        "GET,  /registers/ip-title.csv,         200, 200, 200, 200, 403, 403",
        "GET,  /registers/ip-title/suggest?q=a, 200, 200, 200, 200, 403, 403",
        "GET,  /registers/initiative,           200, 200, 403, 403, 200, 403",
        "GET,  /registers/party,                200, 200, 403, 403, 403, 403",
        "GET,  /registers/ip-title/batches,     200, 403, 200, 403, 403, 403",
        // records, prints, journal, steps of a register that is not in the scope
        "GET,  /registers/ip-title/VB-99999,         404, 404, 404, 404, 403, 403",
        "GET,  /registers/ip-title/VB-99999/journal, 404, 404, 404, 404, 403, 403",
        "GET,  /registers/initiative/SK-99999/prints/certificate, 404, 404, 403, 403, 404, 403",
        "GET,  /files/999999,                   404, 404, 404, 404, 404, 404",
        // writing: what is wrong with the values comes after what is wrong with the token
        "POST, /registers/ip-title,             422, 403, 422, 403, 403, 403",
        "POST, /registers/initiative,           422, 403, 403, 403, 403, 403",
        // what is of the account and of all the house
        "GET,  /desk,                           200, 200, 403, 403, 403, 403",
        "GET,  /calls,                          200, 200, 403, 403, 403, 403",
        "GET,  /books,                          200, 200, 403, 403, 403, 403",
        "GET,  /account/tokens,                 200, 403, 403, 403, 403, 403",
        "GET,  /account/delegations,            200, 403, 403, 403, 403, 403",
        "GET,  /admin,                          200, 403, 403, 403, 403, 403",
        "GET,  /admin/people,                   200, 403, 403, 403, 403, 403",
        "GET,  /admin/tokens,                   200, 403, 403, 403, 403, 403",
        "GET,  /admin/choices,                  200, 403, 403, 403, 403, 403",
    })
    void aTokenOpensWhatItIsForAndNothingElse(
            String method, String address, int whole, int reads, int titles, int look, int step, int figure)
            throws Exception {
        int[] wanted = {whole, reads, titles, look, step, figure};
        String[] grants = {"whole", "reads", "titles", "look", "step", "figure"};
        for (int index = 0; index < grants.length; index++) {
            HttpResponse<String> answer = send(token(grants[index]), method, address);
            assertThat(answer.statusCode())
                    .as(grants[index] + " " + method + " " + address + " " + answer.body())
                    .isEqualTo(wanted[index]);
        }
    }

    @Test
    void aTokenTakesOnlyTheStepsItNames() {
        AtWork atWork = TestApplication.get(AtWork.class);
        record Row(String grant, boolean check, boolean judge, boolean writes, boolean reports, boolean audits) {}
        for (Row row : List.of(
                new Row("whole", true, true, true, true, true),
                new Row("reads", false, false, false, false, true),
                new Row("titles", false, false, false, true, false),
                new Row("step", true, false, false, false, false),
                new Row("figure", false, false, false, true, false))) {
            Person person = tokens.find(token(row.grant)).orElseThrow().person();
            try {
                AtWork.enter(person);
                assertThat(atWork.mayTake("initiative", "check", List.of("specialist")))
                        .as(row.grant)
                        .isEqualTo(row.check);
                assertThat(atWork.mayTake("initiative", "judge", List.of("specialist")))
                        .as(row.grant)
                        .isEqualTo(row.judge);
                assertThat(atWork.mayWrite("initiative")).as(row.grant).isEqualTo(row.writes);
                assertThat(atWork.may(Power.REPORT)).as(row.grant).isEqualTo(row.reports);
                assertThat(atWork.may(Power.AUDIT)).as(row.grant).isEqualTo(row.audits);
                assertThat(atWork.may(Power.ADMINISTER)).as(row.grant).isEqualTo(row.grant.equals("whole"));
                assertThat(atWork.may(Power.CALLS)).as(row.grant).isEqualTo(row.grant.equals("whole"));
                assertThat(atWork.mayReadFigure("dti.rank.2023", false))
                        .as(row.grant)
                        .isEqualTo(Set.of("whole", "reads", "figure").contains(row.grant));
                assertThat(atWork.mayReadPersonal("initiative")).as(row.grant).isEqualTo(row.grant.equals("whole"));
            } finally {
                org.springframework.security.core.context.SecurityContextHolder.clearContext();
            }
        }
    }

    @Test
    void aRevokedOrExpiredTokenOpensNothing() throws Exception {
        String revoked = token("whole");
        long id = tokens.find(revoked).orElseThrow().token();
        assertThat(send(revoked, "GET", "/desk").statusCode()).isEqualTo(200);
        assertThat(Http.shared()
                        .form("/account/tokens/" + id + "/revoke", Map.of())
                        .statusCode())
                .isEqualTo(303);
        HttpResponse<String> answer = send(revoked, "GET", "/desk");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(Http.read(answer).path("code").asString()).isEqualTo("ACC-011");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("invalid_token");
        PeopleOfTests.refused("ACC-048", () -> tokens.revoke(id, null));
        String expired = tokens.make("admin", Tokens.Grant.whole("expired", "để thử", Duration.ofSeconds(-1)));
        assertThat(send(expired, "GET", "/desk").statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenUsedTooOftenWaits() throws Exception {
        String token =
                tokens.make("admin", new Tokens.Grant("limited", "để thử", null, null, null, true, false, 4, DAY));
        assertThat(send(token, "GET", "/units").statusCode()).isEqualTo(200);
        assertThat(send(token, "GET", "/units").statusCode()).isEqualTo(200);
        HttpResponse<String> third = send(token, "GET", "/units");
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(Http.read(third).path("code").asString()).isEqualTo("ACC-041");
        assertThat(Integer.parseInt(third.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 15);
        // another token of the account is not held up
        assertThat(send(token("whole"), "GET", "/units").statusCode()).isEqualTo(200);
    }

    @Test
    void aPersonMakesTokensWithinTheirOwnRightsOnly() throws Exception {
        int unit = PeopleOfTests.communes().getFirst().id();
        String account = PeopleOfTests.person(List.of("commune"), unit, Set.of("property"));
        Http http = Http.as(account);
        HttpResponse<String> beyond = http.form(
                "/account/tokens", Map.of("name", "thử", "purpose", "đồng bộ", "registers", "measuring-instrument"));
        assertThat(beyond.statusCode()).isEqualTo(422);
        assertThat(beyond.body()).contains("ACC-047", "measuring-instrument");
        HttpResponse<String> steps = http.form(
                "/account/tokens",
                Map.of("name", "thử", "purpose", "đồng bộ", "registers", "initiative", "steps", "initiative/check"));
        assertThat(steps.body()).contains("ACC-047");
        HttpResponse<String> nothing = http.form("/account/tokens", Map.of("name", "thử", "purpose", "đồng bộ"));
        assertThat(nothing.statusCode()).isEqualTo(422);
        HttpResponse<String> personal = http.form(
                "/account/tokens", Map.of("name", "thử", "purpose", "cần", "whole", "yes", "personal", "yes"));
        assertThat(personal.body()).contains("ACC-045");
        HttpResponse<String> forLong = http.form(
                "/account/tokens", Map.of("name", "thử", "purpose", "đồng bộ", "whole", "yes", "days", "367"));
        assertThat(forLong.body()).contains("ACC-046");
        assertThat(tokens.list(account)).hasSize(1);

        HttpResponse<String> made = http.form(
                "/account/tokens",
                Map.of("name", "đồng bộ", "purpose", "đồng bộ văn bằng", "registers", "ip-title", "days", "366"));
        assertThat(made.statusCode()).isEqualTo(201);
        String token = java.util.regex.Pattern.compile("hoi_[A-Za-z0-9_-]{43}")
                .matcher(made.body())
                .results()
                .findFirst()
                .orElseThrow()
                .group();
        assertThat(http.get("/account/tokens", "Accept", "text/html").body()).doesNotContain(token);
        assertThat(send(token, "GET", "/registers/ip-title").statusCode()).isEqualTo(200);
        assertThat(send(token, "GET", "/registers/initiative").statusCode()).isEqualTo(403);
        assertThat(TestApplication.get(JdbcClient.class)
                        .sql("select last_used_at is not null from access.token where name = 'đồng bộ'")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        // neither does an administrator make them for a person, nor does another revoke them
        assertThat(Http.shared()
                        .form("/admin/tokens", Map.of("account", account, "name", "x", "purpose", "x", "whole", "y"))
                        .statusCode())
                .isEqualTo(422);
        long id = tokens.find(token).orElseThrow().token();
        String other = PeopleOfTests.person(List.of(), null, Set.of());
        assertThat(Http.as(other)
                        .form("/account/tokens/" + id + "/revoke", Map.of())
                        .statusCode())
                .isEqualTo(404);
    }
}
