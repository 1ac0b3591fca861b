package vn.hoi.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.TestApplication;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.journal.Journal;
import vn.hoi.unit.Units;

class OneTimeLinksTest {

    private static final String PASSWORD = "chè lam Lạng Sơn ngọt";
    private static final String OTHER = "hoa đào nở sớm tháng ba";

    private final JdbcClient database = TestApplication.get(JdbcClient.class);
    private final OneTimeLinks links = TestApplication.get(OneTimeLinks.class);
    private final String name = "moi" + Long.toString(System.nanoTime(), 36);
    private final Browser browser = new Browser();

    @BeforeEach
    void aPersonWithoutAPassword() {
        TestApplication.get(Accounts.class).create(name, "Lý Văn Mới", null, false);
        database.sql("delete from access.attempt").update();
    }

    private HttpResponse<String> use(String link, String password) throws Exception {
        return browser.form(link, Map.of("password", password, "again", password));
    }

    @Test
    void byItsLinkAPersonSetsThePasswordOnce() throws Exception {
        String link = links.invite(name);
        assertThat(browser.get(link).body()).contains(name, "name=\"again\"");
        assertThat(browser.get(link).statusCode()).as("to look is not to use").isEqualTo(200);
        assertThat(use(link, "ngắn quá").body()).contains("ACC-053");
        assertThat(use(link, PASSWORD).headers().firstValue("Location")).contains("/sign-in?done=password");
        assertThat(browser.signIn(name, PASSWORD).statusCode()).isEqualTo(303);
        assertThat(use(link, OTHER).statusCode()).isEqualTo(410);
        assertThat(browser.get(link).body()).contains("ACC-061");
        assertThat(TestApplication.get(Journal.class).list("account/" + name))
                .extracting(Journal.Entry::action)
                .contains("link-made", "password-set-by-link");
        assertThat(database.sql("select count(*) from access.link where hash = :h")
                        .param("h", Secrets.hash(link.substring("/link/".length())))
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aNewPasswordByLinkEndsTheSessionsThereAre() throws Exception {
        use(links.invite(name), PASSWORD);
        browser.signIn(name, PASSWORD);
        Browser elsewhere = new Browser();
        elsewhere.form(links.reset(name), Map.of("password", OTHER, "again", OTHER));
        assertThat(browser.isIn()).isFalse();
    }

    @Test
    void aNewLinkEndsTheOneBefore() throws Exception {
        String before = links.invite(name);
        links.invite(name);
        assertThat(use(before, PASSWORD).statusCode()).isEqualTo(410);
    }

    @Test
    void theLinkOfAClosedAccountIsDead() throws Exception {
        String link = links.invite(name);
        database.sql("update access.account set closed_at = now() where name = :n")
                .param("n", name)
                .update();
        assertThat(browser.get(link).statusCode()).isEqualTo(410);
        assertThat(use(link, PASSWORD).body()).contains("ACC-061");
        assertThatThrownBy(() -> links.invite(name)).hasMessageContaining("đang mở");
    }

    @Test
    void anInventedLinkIsDead() throws Exception {
        assertThat(browser.get("/link/" + Secrets.fresh()).statusCode()).isEqualTo(410);
    }

    @Test
    void afterSevenDaysALinkIsOver() {
        Instant[] now = {Instant.now()};
        var later = new OneTimeLinks(
                database,
                TestApplication.get(Accounts.class),
                TestApplication.get(Passwords.class),
                TestApplication.get(Roles.class),
                TestApplication.get(Units.class),
                TestApplication.get(Journal.class),
                TestApplication.get(CurrentPerson.class),
                () -> now[0]);
        String secret = links.invite(name).substring("/link/".length());
        now[0] = now[0].plus(Duration.ofDays(7)).minusSeconds(60);
        assertThat(later.get(secret).account()).isEqualTo(name);
        now[0] = now[0].plusSeconds(120);
        assertThatThrownBy(() -> later.get(secret)).isInstanceOf(Problem.class).hasMessageContaining("hết hạn");
    }

    @Test
    void whereThereAreAccountsThereIsNoFirstLink() {
        assertThat(links.first()).isEmpty();
    }
}
