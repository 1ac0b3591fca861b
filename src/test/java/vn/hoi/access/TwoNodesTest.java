package vn.hoi.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.TestApplication;
import vn.hoi.TestDatabase;

/** Two programs on one database, one of them behind a proxy that speaks https. */
class TwoNodesTest {

    private static final String FORWARDED = "server.forward-headers-strategy";
    private static final String PASSWORD = "chè lam Lạng Sơn ngọt";

    @Test
    void whoSignedInAtOneNodeWorksAtTheOtherAndGoesOnWhenEitherEnds() throws Exception {
        String address = TestDatabase.fresh();
        ConfigurableApplicationContext one = start(address);
        ConfigurableApplicationContext two = null;
        try {
            theFirstAdministratorComesInByALinkThatTheNextOneReplaces(one);
            System.setProperty(FORWARDED, "native");
            two = start(address);
            System.clearProperty(FORWARDED);
            Browser browser = new Browser(port(one));
            assertThat(browser.signIn("quantri", PASSWORD).statusCode()).isEqualTo(303);
            browser.goTo(port(two));
            assertThat(browser.get("/account").body()).contains("Nông Văn Quản");
            theCookieIsSecureBehindHttps(port(two));
            one.close();
            assertThat(browser.isIn()).isTrue();
            one = start(address);
            browser.goTo(port(one));
            two.close();
            assertThat(browser.get("/account").body()).contains("Quản trị hệ thống");
            assertThat(browser.form("/sign-out", Map.of()).statusCode()).isEqualTo(303);
        } finally {
            System.clearProperty(FORWARDED);
            one.close();
            if (two != null) {
                two.close();
            }
        }
    }

    private static void theFirstAdministratorComesInByALinkThatTheNextOneReplaces(ConfigurableApplicationContext node)
            throws Exception {
        node.getBean(JdbcClient.class)
                .sql("truncate access.token, access.assignment, access.account, access.link cascade")
                .update();
        OneTimeLinks links = node.getBean(OneTimeLinks.class);
        String before = links.first().orElseThrow();
        String link = links.first().orElseThrow();
        var browser = new Browser(port(node));
        assertThat(browser.get(before).statusCode()).isEqualTo(410);
        assertThat(browser.get(link).body()).contains("name=\"full-name\"");
        Map<String, String> typed =
                Map.of("account", "quantri", "full-name", "Nông Văn Quản", "password", PASSWORD, "again", PASSWORD);
        assertThat(browser.form(link, typed).statusCode()).isEqualTo(303);
        HttpResponse<String> again = browser.form(link, typed);
        assertThat(again.statusCode()).isEqualTo(410);
        assertThat(links.first()).isEmpty();
        browser.signIn("quantri", PASSWORD);
        assertThat(browser.get("/admin/people/import").statusCode()).isEqualTo(200);
    }

    private static void theCookieIsSecureBehindHttps(int port) throws Exception {
        HttpResponse<String> in = new Browser(port)
                .form(
                        "/sign-in",
                        Map.of("account", "quantri", "password", PASSWORD),
                        "X-Forwarded-Proto",
                        "https",
                        "Origin",
                        "https://127.0.0.1");
        assertThat(in.statusCode()).as(in.body()).isEqualTo(303);
        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");
    }

    private static ConfigurableApplicationContext start(String address) {
        return TestApplication.start(address, TestApplication.HOME, WebApplicationType.SERVLET);
    }

    private static int port(ConfigurableApplicationContext node) {
        return Integer.parseInt(node.getEnvironment().getRequiredProperty("local.server.port"));
    }
}
