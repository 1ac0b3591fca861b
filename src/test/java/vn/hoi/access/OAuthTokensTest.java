package vn.hoi.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;

/** OAuth 2 client credentials, as RFC 6749 has them. */
class OAuthTokensTest {

    private final Clients clients = TestApplication.get(Clients.class);
    private final String machine = PeopleOfTests.machine(List.of("system"));
    private final String secret = clients.make(
            machine,
            new Tokens.Grant(
                    "đồng bộ",
                    "đồng bộ hồ sơ",
                    Set.of("digital-certificate", "ip-title"),
                    Set.of(),
                    Set.of(),
                    true,
                    false,
                    600,
                    Duration.ofDays(30)));

    private static HttpResponse<String> ask(@Nullable String basic, String... sent) throws Exception {
        return askAt("/oauth/token", basic, sent);
    }

    private static HttpResponse<String> askAt(String address, @Nullable String basic, String... sent) throws Exception {
        String body = java.util.stream.IntStream.range(0, sent.length / 2)
                .mapToObj(at -> sent[2 * at] + "=" + URLEncoder.encode(sent[2 * at + 1], StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + TestApplication.port() + address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (basic != null) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)));
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static void refused(HttpResponse<String> answer, int status, String error) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Http.read(answer).path("error").asString()).isEqualTo(error);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void aSecretIsChangedIntoATokenOfOneHour() throws Exception {
        for (HttpResponse<String> answer : List.of(
                ask(machine + ":" + secret, "grant_type", "client_credentials"),
                ask(null, "grant_type", "client_credentials", "client_id", machine, "client_secret", secret))) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            JsonNode body = Http.read(answer);
            assertThat(body.path("token_type").asString()).isEqualTo("Bearer");
            assertThat(body.path("expires_in").asInt()).isEqualTo(3600);
            assertThat(body.path("scope").asString()).isEqualTo("register:digital-certificate register:ip-title write");
            String token = body.path("access_token").asString();
            assertThat(get(token, "/registers/digital-certificate.json")).isEqualTo(200);
            assertThat(get(token, "/registers/initiative.json")).isEqualTo(403);
            assertThat(get(token, "/account/tokens.json")).isEqualTo(403);
        }
        assertThat(TestApplication.get(vn.hoi.journal.Journal.class)
                        .list("account/" + machine)
                        .toString())
                .contains("client-made", "token-drawn")
                .doesNotContain(secret);
    }

    @Test
    void aTokenMayBeNarrowerThanTheSecret() throws Exception {
        HttpResponse<String> answer =
                ask(machine + ":" + secret, "grant_type", "client_credentials", "scope", "register:ip-title");
        JsonNode body = Http.read(answer);
        assertThat(body.path("scope").asString()).isEqualTo("register:ip-title");
        String token = body.path("access_token").asString();
        assertThat(get(token, "/registers/ip-title.json")).isEqualTo(200);
        assertThat(get(token, "/registers/digital-certificate.json")).isEqualTo(403);
        HttpResponse<String> written =
                Http.unknown().post("/registers/ip-title.json", Map.of(), "Authorization", "Bearer " + token);
        assertThat(Http.read(written).path("code").asString()).isEqualTo("ACC-042");
    }

    @Test
    void whatIsWrongIsRefusedAsTheStandardSays() throws Exception {
        String basic = machine + ":" + secret;
        refused(ask(basic), 400, "invalid_request");
        refused(ask(basic, "grant_type", "password"), 400, "unsupported_grant_type");
        refused(ask(basic, "grant_type", "client_credentials", "client_secret", secret), 400, "invalid_request");
        refused(
                ask(basic, "grant_type", "client_credentials", "grant_type", "client_credentials"),
                400,
                "invalid_request");
        refused(askAt("/oauth/token?grant_type=client_credentials", basic), 400, "invalid_request");
        HttpResponse<String> unknown = ask(machine + ":wrong", "grant_type", "client_credentials");
        refused(unknown, 401, "invalid_client");
        assertThat(unknown.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Basic");
        refused(ask("nobody.here:" + secret, "grant_type", "client_credentials"), 401, "invalid_client");
        refused(ask("no colon", "grant_type", "client_credentials"), 401, "invalid_client");
        refused(ask(null, "grant_type", "client_credentials"), 401, "invalid_client");
        for (String scope : List.of("register:initiative", "personal", "anything", "register:", "all")) {
            refused(ask(basic, "grant_type", "client_credentials", "scope", scope), 400, "invalid_scope");
        }
    }

    @Test
    void aRevokedSecretTakesItsTokensAlong() throws Exception {
        String token = Http.read(ask(machine + ":" + secret, "grant_type", "client_credentials"))
                .path("access_token")
                .asString();
        long id = clients.list(machine).getFirst().id();
        assertThat(Http.shared()
                        .form("/admin/clients/" + id + "/revoke", Map.of())
                        .statusCode())
                .isEqualTo(303);
        assertThat(get(token, "/registers/digital-certificate.json")).isEqualTo(401);
        refused(ask(machine + ":" + secret, "grant_type", "client_credentials"), 401, "invalid_client");
    }

    @Test
    void anExpiredSecretAndAPersonHaveNone() throws Exception {
        TestApplication.get(JdbcClient.class).sql("""
                        update access.client set valid_until = now()
                        where account = (select id from access.account where name = :name)""").param("name", machine).update();
        refused(ask(machine + ":" + secret, "grant_type", "client_credentials"), 401, "invalid_client");
        PeopleOfTests.refused(
                "ACC-044", () -> clients.make("admin", Tokens.Grant.whole("x", "để thử", Duration.ofDays(1))));
    }

    @Test
    void anAdministratorMakesASecretOnThePage() throws Exception {
        HttpResponse<String> made = Http.shared()
                .form(
                        "/admin/tokens",
                        Map.of(
                                "account",
                                machine,
                                "kind",
                                "client",
                                "name",
                                "trang",
                                "purpose",
                                "thử trên trang",
                                "registers",
                                "ip-title"));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(made.body()).containsPattern(Clients.PREFIX + "[A-Za-z0-9_-]{43}");
        assertThat(clients.list(machine)).hasSize(2);
    }

    private static int get(String token, String address) throws Exception {
        return Http.unknown().get(address, "Authorization", "Bearer " + token).statusCode();
    }
}
