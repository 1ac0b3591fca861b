package vn.hoi.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.TestApplication;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;
import vn.hoi.unit.Units;

/** Signing in as browsers do, on the whole program. */
class SignInTest {

    private static final String PASSWORD = "chè lam Lạng Sơn ngọt";
    private static final String OTHER = "hoa đào nở sớm tháng ba";

    private final JdbcClient database = TestApplication.get(JdbcClient.class);
    private final TransactionTemplate transaction = TestApplication.get(TransactionTemplate.class);
    private final String name = "nguoi" + Long.toString(System.nanoTime(), 36);
    private final Browser browser = new Browser();

    @BeforeEach
    void aPersonAndNoFailedAttempts() {
        make(name);
        database.sql("delete from access.attempt").update();
    }

    private static void make(String account) {
        TestApplication.get(Accounts.class).create(account, "Hoàng Thị Thử", null, false);
        TestApplication.get(Accounts.class)
                .assign(
                        account,
                        "planner",
                        TestApplication.get(Units.class).province().id(),
                        Set.of(),
                        Vietnamese.today(),
                        null,
                        null);
        TestApplication.get(Passwords.class).set(account, PASSWORD, null, "password-set");
    }

    private List<Journal.Entry> entries(String subject) {
        return TestApplication.get(Journal.class).list(subject);
    }

    @Test
    void whoSignsInComesBackToThePageAskedForAndIsNamedOnEveryPage() throws Exception {
        HttpResponse<String> asked = browser.get("/account?done=sessions");
        assertThat(asked.statusCode()).isEqualTo(303);
        String signIn = asked.headers().firstValue("Location").orElseThrow();
        assertThat(browser.get(signIn).body()).contains("name=\"then\" value=\"/account?done=sessions\"");
        HttpResponse<String> in = browser.form(
                "/sign-in", Map.of("account", name, "password", PASSWORD, "then", "/account?done=sessions"));
        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(in.headers().firstValue("Location")).contains("/account?done=sessions");
        assertThat(browser.get("/").body())
                .contains("Hoàng Thị Thử", "action=\"/sign-out\"")
                .doesNotContain("/sign-in?");
        assertThat(new Browser().get("/").body()).contains("/sign-in?then=").doesNotContain("action=\"/sign-out\"");
        assertThat(entries("account/" + name).getFirst().action()).isEqualTo("sign-in");
        assertThat(entries("account/" + name).getFirst().account()).isEqualTo(name);
    }

    @Test
    void theWayBackLeadsToNoOtherSite() throws Exception {
        for (String then :
                List.of("//evil.example", "https://evil.example", "/\\evil.example", "/sign-in", "\t//evil")) {
            HttpResponse<String> in =
                    new Browser().form("/sign-in", Map.of("account", name, "password", PASSWORD, "then", then));
            assertThat(in.headers().firstValue("Location")).as(then).contains("/");
        }
    }

    @Test
    void theSessionGetsANewNumberAtSignIn() throws Exception {
        browser.signIn(name, PASSWORD);
        String planted = browser.session();
        Browser victim = new Browser();
        victim.cookies.put("hoi-session", planted);
        victim.signIn(name, PASSWORD);
        assertThat(victim.session()).isNotEmpty().isNotEqualTo(planted);
        assertThat(victim.isIn()).isTrue();
        assertThat(browser.isIn()).as("the planted one is worth nothing").isFalse();
        Browser invented = new Browser();
        invented.cookies.put("hoi-session", "MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw");
        invented.signIn(name, PASSWORD);
        assertThat(invented.session()).isNotEqualTo("MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw");
    }

    @Test
    void theCookieIsKeptFromScriptsAndOtherSites() throws Exception {
        String set = browser.signIn(name, PASSWORD)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        assertThat(set).contains("HttpOnly", "SameSite=Lax").doesNotContain("Secure");
    }

    @Test
    void unknownClosedAndWrongGetTheSameAnswer() throws Exception {
        String closed = name + "x";
        make(closed);
        database.sql("update access.account set closed_at = now() where name = :n")
                .param("n", closed)
                .update();
        HttpResponse<String> wrong = browser.signIn(name, "sai mật khẩu rồi");
        HttpResponse<String> unknown = new Browser().signIn(name + "y", "sai mật khẩu rồi");
        HttpResponse<String> shut = new Browser().signIn(closed, PASSWORD);
        assertThat(List.of(wrong.statusCode(), unknown.statusCode(), shut.statusCode()))
                .containsOnly(401);
        assertThat(unknown.body().replace(name + "y", name)).isEqualTo(wrong.body());
        assertThat(shut.body().replace(closed, name)).isEqualTo(wrong.body());
        assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(entries("account/" + name).getFirst().action()).isEqualTo("sign-in-failed");
        assertThat(entries("sign-in").getFirst().changes())
                .doesNotContainKey("account")
                .hasToString(entries("sign-in").getFirst().changes().toString());
        assertThat(entries("sign-in").getFirst().toString()).doesNotContain(name);
    }

    @Test
    void thePasswordIsHashedOnceWhetherOrNotThereIsSuchAnAccount() {
        AtomicInteger tried = new AtomicInteger();
        PasswordEncoder argon2id = TestApplication.get(PasswordEncoder.class);
        var counting = new PasswordEncoder() {
            @Override
            public String encode(CharSequence raw) {
                return argon2id.encode(raw);
            }

            @Override
            public boolean matches(CharSequence raw, String hash) {
                tried.incrementAndGet();
                return argon2id.matches(raw, hash);
            }
        };
        Journal journal = TestApplication.get(Journal.class);
        var passwords = new Passwords(counting, database, journal, TestApplication.get(Sessions.class));
        var signIn = new SignIn(
                database,
                transaction,
                passwords,
                TestApplication.get(SecondFactor.class),
                TestApplication.get(Attempts.class),
                journal,
                TestApplication.get(CurrentPerson.class));
        assertThat(signIn.password(name, "sai mật khẩu rồi", "192.0.2.1")).isEqualTo(new SignIn.Wrong());
        assertThat(tried).hasValue(1);
        assertThat(signIn.password(name + "y", "sai mật khẩu rồi", "192.0.2.1")).isEqualTo(new SignIn.Wrong());
        assertThat(tried).hasValue(2);
        assertThat(signIn.password(name, "x".repeat(100_000), "192.0.2.2")).isEqualTo(new SignIn.Wrong());
        assertThat(tried).hasValue(3);
        assertThat(signIn.password(name, PASSWORD, "192.0.2.3")).isInstanceOf(SignIn.Entered.class);
        assertThat(tried).hasValue(4);
    }

    @Test
    void afterThreeWrongOnesTheNextMustWaitEvenWithTheRightPassword() throws Exception {
        for (int time = 0; time < 3; time++) {
            assertThat(browser.signIn(name, "sai mật khẩu rồi").statusCode()).isEqualTo(401);
        }
        HttpResponse<String> early = browser.signIn(name, PASSWORD);
        assertThat(early.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(early.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 9);
        assertThat(early.body()).contains("ACC-068", "giây");
        database.sql("update access.attempt set last_at = last_at - interval '8 seconds'")
                .update();
        assertThat(browser.signIn(name, PASSWORD).statusCode()).isEqualTo(303);
        assertThat(browser.isIn()).isTrue();
    }

    @Test
    void theSameDelayHoldsForNamesThatAreNoAccount() throws Exception {
        for (int time = 0; time < 3; time++) {
            browser.signIn(name + "y", "sai mật khẩu rồi");
        }
        assertThat(browser.signIn(name + "y", "sai mật khẩu rồi").statusCode()).isEqualTo(429);
    }

    @Test
    void machinesSignInWithJson() throws Exception {
        HttpResponse<String> wrong = json("/sign-in", "{\"account\":\"" + name + "\",\"password\":\"sai\"}");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("Content-Type")).contains("application/problem+json");
        HttpResponse<String> in = json("/sign-in", "{\"account\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}");
        assertThat(in.statusCode()).isEqualTo(200);
        assertThat(in.body()).contains("\"account\":\"" + name + "\"");
        assertThat(browser.get("/account.json").body()).contains("\"role\":\"planner\"", "\"unit\":\"20\"");
    }

    private HttpResponse<String> json(String address, String body) throws Exception {
        return browser.send(browser.request(address, "Accept", "application/json", "Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void aSignInThatAnotherSiteSendsIsRefused() throws Exception {
        Map<String, String> typed = Map.of("account", name, "password", PASSWORD);
        assertThat(browser.form("/sign-in", typed, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.form("/sign-in", typed, "Origin", "http://evil.example")
                        .body())
                .contains("ACC-002");
        assertThat(browser.form("/sign-in", typed, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void whoSignsOutIsOutThereAndOnDemandEverywhere() throws Exception {
        Browser phone = new Browser();
        phone.signIn(name, PASSWORD);
        browser.signIn(name, PASSWORD);
        String before = browser.session();
        assertThat(browser.form("/sign-out", Map.of()).statusCode()).isEqualTo(303);
        browser.cookies.put("hoi-session", before);
        assertThat(browser.isIn()).isFalse();
        assertThat(phone.isIn()).isTrue();
        browser.cookies.clear();
        browser.signIn(name, PASSWORD);
        browser.form("/sign-out", Map.of("everywhere", "true"));
        assertThat(phone.isIn()).isFalse();
        assertThat(entries("account/" + name).getFirst().action()).isEqualTo("sign-out-everywhere");
    }

    @Test
    void anAccountThatIsClosedIsOutWithTheNextRequestAndItsSessionsAreGone() throws Exception {
        browser.signIn(name, PASSWORD);
        transaction.executeWithoutResult(status -> {
            database.sql("update access.account set closed_at = now() where name = :n")
                    .param("n", name)
                    .update();
            publish(new RightsChanged(name));
        });
        assertThat(stored()).isZero();
        assertThat(browser.isIn()).isFalse();
    }

    @Test
    void aChangeOfRolesEndsTheSessionsAndOneUndoneDoesNot() throws Exception {
        browser.signIn(name, PASSWORD);
        transaction.executeWithoutResult(status -> {
            publish(new RightsChanged(name));
            status.setRollbackOnly();
        });
        assertThat(browser.isIn()).isTrue();
        transaction.executeWithoutResult(status -> publish(new RightsChanged(name)));
        assertThat(browser.isIn()).isFalse();
    }

    private void publish(RightsChanged event) {
        TestApplication.get(ApplicationEventMulticaster.class)
                .multicastEvent(new PayloadApplicationEvent<>(this, event));
    }

    private long stored() {
        return database.sql("select count(*) from access.session where principal_name = :n")
                .param("n", name)
                .query(Long.class)
                .single();
    }

    @Test
    void theOwnPasswordIsChangedWithTheOldOneAndOtherSessionsEnd() throws Exception {
        Browser phone = new Browser();
        phone.signIn(name, PASSWORD);
        browser.signIn(name, PASSWORD);
        String before = browser.session();
        assertThat(change("sai mật khẩu rồi", OTHER, OTHER).body()).contains("ACC-057");
        assertThat(change(PASSWORD, OTHER, OTHER + "!").body()).contains("ACC-058");
        assertThat(change(PASSWORD, "matkhau1234567", "matkhau1234567").body()).contains("ACC-055");
        assertThat(phone.isIn()).isTrue();
        assertThat(change(PASSWORD, OTHER, OTHER).statusCode()).isEqualTo(303);
        assertThat(browser.isIn()).isTrue();
        assertThat(browser.session()).isNotEqualTo(before);
        assertThat(phone.isIn()).isFalse();
        assertThat(new Browser().signIn(name, PASSWORD).statusCode()).isEqualTo(401);
        assertThat(new Browser().signIn(name, OTHER).statusCode()).isEqualTo(303);
    }

    private HttpResponse<String> change(String old, String fresh, String again) throws Exception {
        return browser.form("/account/password", Map.of("old", old, "password", fresh, "again", again));
    }

    @Test
    void onesSessionsAreListedAndEndedOneByOneOrAllOthers() throws Exception {
        Browser phone = new Browser();
        Browser tablet = new Browser();
        phone.form(
                "/sign-in", Map.of("account", name, "password", PASSWORD), "User-Agent", "Mozilla/5.0 Firefox/140.0");
        tablet.signIn(name, PASSWORD);
        browser.signIn(name, PASSWORD);
        String page = browser.get("/account").body();
        assertThat(page).contains("Firefox", "127.0.0.1", "Phiên này").doesNotContain(phone.session());
        Matcher key =
                Pattern.compile("(?s)Firefox.*?name=\"key\" value=\"(\\w+)\"").matcher(page);
        assertThat(key.find()).isTrue();
        browser.form("/account/sessions", Map.of("key", key.group(1)));
        assertThat(phone.isIn()).isFalse();
        assertThat(tablet.isIn()).isTrue();
        browser.form("/account/sessions", Map.of());
        assertThat(tablet.isIn()).isFalse();
        assertThat(browser.isIn()).isTrue();
    }

    @Test
    void aTokenDoesNotChangeHowItsOwnerComesIn() throws Exception {
        String token =
                TestApplication.get(Tokens.class).make(name, Tokens.Grant.whole("thử", "để thử", Duration.ofDays(1)));
        HttpResponse<String> refused = browser.form(
                "/account/password",
                Map.of("old", PASSWORD, "password", OTHER, "again", OTHER),
                "Authorization",
                "Bearer " + token);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("ACC-063");
    }

    @Test
    void withASecondFactorOnlyACodeFinishesTheSignInAndEachCodeOnce() throws Exception {
        browser.signIn(name, PASSWORD);
        browser.form("/account/second-factor", Map.of());
        String page = browser.get("/account/second-factor").body();
        Matcher found = Pattern.compile("<code>([A-Z2-7 ]+)</code>").matcher(page);
        assertThat(found.find()).isTrue();
        String secret = found.group(1).replace(" ", "");
        assertThat(page).contains("hoi-qr");
        assertThat(browser.form("/account/second-factor/confirm", Map.of("code", "000000"))
                        .body())
                .contains("ACC-060");
        assertThat(browser.get("/account").body()).contains("Bật xác thực hai lớp");
        String first = code(secret, Instant.now());
        String recovery = browser.form("/account/second-factor/confirm", Map.of("code", first))
                .body();
        List<String> codes = Pattern.compile("<li><code>([a-z2-7-]+)</code>")
                .matcher(recovery)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();

        Browser phone = new Browser();
        HttpResponse<String> asked =
                phone.form("/sign-in", Map.of("account", name, "password", PASSWORD, "then", "/units"));
        assertThat(URLDecoder.decode(asked.headers().firstValue("Location").orElseThrow(), StandardCharsets.UTF_8))
                .isEqualTo("/sign-in/code?then=/units");
        assertThat(phone.isIn()).as("a password alone is not enough").isFalse();
        assertThat(phone.form("/sign-in/code", Map.of("code", first)).statusCode())
                .as("replayed")
                .isEqualTo(401);
        String waiting = phone.session();
        HttpResponse<String> in = phone.form(
                "/sign-in/code", Map.of("code", code(secret, Instant.now().plusSeconds(30)), "then", "/units"));
        assertThat(in.headers().firstValue("Location")).contains("/units");
        assertThat(phone.session()).isNotEqualTo(waiting);
        assertThat(phone.isIn()).isTrue();

        Browser lost = new Browser();
        lost.signIn(name, PASSWORD);
        assertThat(lost.form("/sign-in/code", Map.of("code", codes.get(3).toUpperCase(Locale.ROOT)))
                        .statusCode())
                .isEqualTo(303);
        Browser again = new Browser();
        again.signIn(name, PASSWORD);
        assertThat(again.form("/sign-in/code", Map.of("code", codes.get(3))).statusCode())
                .as("a recovery code is taken once")
                .isEqualTo(401);

        assertThat(browser.form("/account/second-factor/off", Map.of("password", "sai"))
                        .body())
                .contains("ACC-057");
        assertThat(browser.form("/account/second-factor/off", Map.of("password", PASSWORD))
                        .statusCode())
                .isEqualTo(303);
        Browser plain = new Browser();
        plain.signIn(name, PASSWORD);
        assertThat(plain.isIn()).isTrue();
    }

    @Test
    void aCodeWithoutAPasswordBeforeLeadsBackToSignIn() throws Exception {
        HttpResponse<String> none = browser.form("/sign-in/code", Map.of("code", "123456"));
        assertThat(none.headers().firstValue("Location")).contains("/sign-in");
    }

    static String code(String secret, Instant at) throws Exception {
        var codes = new TimeBasedOneTimePasswordGenerator();
        return codes.generateOneTimePasswordString(
                new SecretKeySpec(new Base32().decode(secret), codes.getAlgorithm()), at, Locale.ROOT);
    }
}
