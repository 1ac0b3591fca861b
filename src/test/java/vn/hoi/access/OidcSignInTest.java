package vn.hoi.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.TestApplication;
import vn.hoi.TestDatabase;
import vn.hoi.journal.Journal;

/** Signing in at a real provider, step by step as a browser does it. */
class OidcSignInTest {

    private static OidcServer provider;
    private static ConfigurableApplicationContext hoi;
    private static String root;

    @BeforeAll
    static void start() {
        provider = new OidcServer();
        hoi = TestApplication.start(
                TestDatabase.fresh(),
                TestApplication.HOME,
                WebApplicationType.SERVLET,
                Map.of(
                        "hoi.oidc.issuer",
                        provider.issuer(),
                        "hoi.oidc.client-id",
                        OidcServer.CLIENT,
                        "hoi.oidc.client-secret",
                        OidcServer.SECRET,
                        "hoi.oidc.name",
                        "Định danh tỉnh"));
        root = "http://127.0.0.1:" + hoi.getEnvironment().getRequiredProperty("local.server.port");
        OidcServer.sendsBackTo(root + "/sign-in/back/oidc");
    }

    @AfterAll
    static void stop() {
        hoi.close();
        provider.close();
    }

    @AfterEach
    void mend() {
        OidcServer.spoil(claims -> {});
    }

    /** One browser: it keeps cookies and is led step by step. */
    private static final class Browser {
        private final CookieManager cookies = new CookieManager();
        private final HttpClient client =
                HttpClient.newBuilder().cookieHandler(cookies).build();

        HttpResponse<String> get(String address) throws IOException, InterruptedException {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .header("Accept", "text/html")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        HttpResponse<String> form(String address, String body) throws IOException, InterruptedException {
            return client.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .header("Accept", "text/html")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }

        String session() {
            return cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals("hoi-session"))
                    .map(java.net.HttpCookie::getValue)
                    .findFirst()
                    .orElse("");
        }

        /** As far as the address by which the provider sends the browser back. */
        String back(String person, String then) throws IOException, InterruptedException {
            HttpResponse<String> begun =
                    get(root + "/sign-in/with/oidc?then=" + URLEncoder.encode(then, StandardCharsets.UTF_8));
            assertThat(begun.statusCode()).as(begun.body()).isEqualTo(302);
            String authorize = location(begun);
            assertThat(authorize)
                    .startsWith(provider.issuer() + "/oauth2/authorize?")
                    .contains(
                            "code_challenge=", "code_challenge_method=S256", "state=", "nonce=", "response_type=code");
            HttpResponse<String> login = get(authorize);
            assertThat(location(login)).endsWith("/login");
            HttpResponse<String> known =
                    form(provider.issuer() + "/login", "username=" + person + "&password=" + OidcServer.PASSWORD);
            HttpResponse<String> agreed =
                    get(URI.create(provider.issuer()).resolve(location(known)).toString());
            assertThat(location(agreed)).startsWith(root + "/sign-in/back/oidc?");
            return location(agreed);
        }

        HttpResponse<String> signIn(String person, String then) throws IOException, InterruptedException {
            return get(back(person, then));
        }
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow(() -> new AssertionError(answer.body()));
    }

    private static String account(String email) {
        String name = PeopleOfTests.fresh();
        hoi.getBean(Accounts.class).create(name, "Người thử " + name, null, false);
        hoi.getBean(JdbcClient.class)
                .sql("update access.account set email = :email where name = :name")
                .param("email", email)
                .param("name", name)
                .update();
        return name;
    }

    private static void known(String person, Map<String, Object> claims) {
        OidcServer.PEOPLE.put(person, claims);
    }

    private static void refused(HttpResponse<String> answer, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(401, 403);
        assertThat(answer.body()).contains(code);
    }

    @Test
    void aPersonSignsInAtTheProviderAndGoesOnWhereTheyWere() throws Exception {
        String name = account("An.Nguyen@langson.gov.vn");
        known("an", Map.of("email", "an.nguyen@langson.gov.vn", "email_verified", true, "preferred_username", "an"));
        var browser = new Browser();
        String back = browser.back("an", "/desk?x=1");
        String before = browser.session();
        HttpResponse<String> answer = browser.get(back);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo("/desk?x=1");
        assertThat(browser.session()).isNotBlank().isNotEqualTo(before);
        assertThat(browser.get(root + "/desk").statusCode()).isEqualTo(200);
        assertThat(hoi.getBean(Journal.class).list("account/" + name).toString())
                .contains("provider-tied", "signed-in", provider.issuer());
        // the way back is good once
        refused(browser.get(back), "ACC-051");

        // from now on the subject counts, whatever became of the e-mail
        known("an", Map.of("preferred_username", "an"));
        var another = new Browser();
        assertThat(another.signIn("an", "/").statusCode()).isEqualTo(303);
        assertThat(another.get(root + "/desk").statusCode()).isEqualTo(200);
        assertThat(new Browser().get(root + "/desk").statusCode()).isEqualTo(303);
    }

    @Test
    void nobodyIsMadeAnAccountBySigningIn() throws Exception {
        known("la", Map.of("email", "la@elsewhere.example", "email_verified", true, "preferred_username", "nguoi.la"));
        long before = accounts();
        var browser = new Browser();
        HttpResponse<String> answer = browser.signIn("la", "/");
        refused(answer, "ACC-050");
        assertThat(answer.body()).contains("nguoi.la", "đề nghị quản trị cấp tài khoản");
        assertThat(accounts()).isEqualTo(before);
        assertThat(browser.get(root + "/desk").statusCode()).isEqualTo(303);
    }

    private static long accounts() {
        return hoi.getBean(JdbcClient.class)
                .sql("select count(*) from access.account")
                .query(Long.class)
                .single();
    }

    @Test
    void anEmailCountsOnlyWhenVerifiedAndOfOneOpenAccountWithoutProvider() throws Exception {
        account("binh@langson.gov.vn");
        known("binh", Map.of("email", "binh@langson.gov.vn", "email_verified", false));
        refused(new Browser().signIn("binh", "/"), "ACC-050");
        known("binh", Map.of("email", "binh@langson.gov.vn"));
        refused(new Browser().signIn("binh", "/"), "ACC-050");
        known("binh", Map.of("email", "binh@langson.gov.vn", "email_verified", true));
        assertThat(new Browser().signIn("binh", "/").statusCode()).isEqualTo(303);
        // the account has its provider now: another subject with the same e-mail is nobody
        known("binh2", Map.of("email", "binh@langson.gov.vn", "email_verified", true));
        refused(new Browser().signIn("binh2", "/"), "ACC-050");
        account("hai@langson.gov.vn");
        account("hai@langson.gov.vn");
        known("hai", Map.of("email", "hai@langson.gov.vn", "email_verified", true));
        refused(new Browser().signIn("hai", "/"), "ACC-050");
    }

    @Test
    void aClosedAccountStaysOut() throws Exception {
        String name = account("dong@langson.gov.vn");
        known("dong", Map.of("email", "dong@langson.gov.vn", "email_verified", true));
        var browser = new Browser();
        assertThat(browser.signIn("dong", "/").statusCode()).isEqualTo(303);
        AccountKeeping keeping = hoi.getBean(AccountKeeping.class);
        Account account = hoi.getBean(AccountReading.class).get(name);
        keeping.close(account, account.version(), "thử");
        assertThat(browser.get(root + "/desk").statusCode()).isEqualTo(303);
        refused(new Browser().signIn("dong", "/"), "ACC-050");
    }

    @Test
    void theSecondFactorOfAnAccountIsAskedForAfterTheProviderToo() throws Exception {
        String name = account("ma@langson.gov.vn");
        known("ma", Map.of("email", "ma@langson.gov.vn", "email_verified", true));
        String secret = new Base32()
                .encodeToString(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20});
        hoi.getBean(JdbcClient.class)
                .sql("update access.account set totp_secret = :secret, totp_since = now() where name = :name")
                .param("secret", secret)
                .param("name", name)
                .update();
        var browser = new Browser();
        HttpResponse<String> answer = browser.signIn("ma", "/desk?x=1");
        assertThat(location(answer)).isEqualTo("/sign-in/code?then=%2Fdesk%3Fx%3D1");
        assertThat(browser.get(root + "/desk").statusCode()).isEqualTo(303);
        HttpResponse<String> wrong = browser.form(root + "/sign-in/code", "code=000000&then=/desk");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(browser.get(root + "/desk").statusCode()).isEqualTo(303);
        HttpResponse<String> right = browser.form(
                root + "/sign-in/code", "code=" + SignInTest.code(secret, Instant.now()) + "&then=/desk?x=1");
        assertThat(right.statusCode()).as(right.body()).isEqualTo(303);
        assertThat(location(right)).isEqualTo("/desk?x=1");
        assertThat(browser.get(root + "/desk").statusCode()).isEqualTo(200);
        assertThat(hoi.getBean(Journal.class).list("account/" + name).toString())
                .contains("Định danh tỉnh");
    }

    @Test
    void theWayOnLeadsOnlyIntoThisSite() throws Exception {
        account("di@langson.gov.vn");
        known("di", Map.of("email", "di@langson.gov.vn", "email_verified", true));
        for (String then : new String[] {"//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example"}) {
            assertThat(location(new Browser().signIn("di", then))).as(then).isEqualTo("/");
        }
    }

    @Test
    void anAnswerThatIsNotToThisBrowsersQuestionIsRefused() throws Exception {
        account("nham@langson.gov.vn");
        known("nham", Map.of("email", "nham@langson.gov.vn", "email_verified", true));
        var browser = new Browser();
        String back = browser.back("nham", "/");
        // another browser, which did not ask
        refused(new Browser().get(back), "ACC-051");
        // this browser, with another state
        refused(browser.get(back.replaceAll("state=[^&]+", "state=khac")), "ACC-051");
        // this browser, with a code nobody gave
        var third = new Browser();
        refused(third.get(third.back("nham", "/").replaceAll("code=[^&]+", "code=khac")), "ACC-051");
    }

    @Test
    void aTokenWithAnotherNonceIssuerAudienceOrPastItsTimeIsRefused() throws Exception {
        account("hong@langson.gov.vn");
        known("hong", Map.of("email", "hong@langson.gov.vn", "email_verified", true));
        OidcServer.spoil(claims -> claims.claim("nonce", "khac"));
        refused(new Browser().signIn("hong", "/"), "ACC-051");
        OidcServer.spoil(claims -> claims.issuer("http://localhost:1/khac"));
        refused(new Browser().signIn("hong", "/"), "ACC-051");
        OidcServer.spoil(claims -> claims.audience(java.util.List.of("khac")));
        refused(new Browser().signIn("hong", "/"), "ACC-051");
        OidcServer.spoil(claims -> claims.issuedAt(Instant.now().minusSeconds(7200))
                .expiresAt(Instant.now().minusSeconds(3600)));
        refused(new Browser().signIn("hong", "/"), "ACC-051");
        OidcServer.spoil(claims -> {});
        assertThat(new Browser().signIn("hong", "/").statusCode()).isEqualTo(303);
    }

    @Test
    void itIsOfferedOnlyWhereItIsConfigured() {
        ExternalSignIn offered = hoi.getBean(ExternalSignIn.class);
        assertThat(offered.name()).isEqualTo("Định danh tỉnh");
        assertThat(offered.address()).isEqualTo("/sign-in/with/oidc");
        assertThat(TestApplication.context().getBeanNamesForType(ExternalSignIn.class))
                .isEmpty();
    }

    @Test
    void aProviderThatIsAwayIsSaidAndStopsNothingElse() {
        var away = new OidcProvider("http://127.0.0.1:1", "hoi", "bi-mat", "", "Định danh tỉnh", "sub");
        org.assertj.core.api.Assertions.assertThatThrownBy(away::registration)
                .isInstanceOf(IllegalArgumentException.class);
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> new OidcProvider("http://127.0.0.1:1", "hoi", "", "", "Định danh tỉnh", "sub"))
                .hasMessageContaining("HOI_OIDC_CLIENT_SECRET");
    }
}
