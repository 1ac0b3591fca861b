package vn.hoi.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.TestApplication;

class OwnHostsTest {

    private static int status(String host, String method, String... headers) throws Exception {
        var request = new MockHttpServletRequest(method, "/");
        request.setServerName(host);
        for (int at = 0; at < headers.length; at += 2) {
            request.addHeader(headers[at], headers[at + 1]);
        }
        var response = new MockHttpServletResponse();
        new OwnHosts(List.of("Hoi.LangSon.gov.vn")).doFilter(request, response, new MockFilterChain());
        return response.getStatus();
    }

    @Test
    void onlyNamesOfItsOwnAreAnswered() throws Exception {
        assertThat(status("localhost", "GET")).isEqualTo(200);
        assertThat(status("hoi.langson.gov.vn", "GET")).isEqualTo(200);
        assertThat(status("evil.example", "GET")).isEqualTo(403);
    }

    @Test
    void writesOfOtherSitesAreRefusedBothWays() throws Exception {
        String own = "hoi.langson.gov.vn";
        assertThat(status(own, "POST", "Sec-Fetch-Site", "same-origin")).isEqualTo(200);
        assertThat(status(own, "POST", "Sec-Fetch-Site", "same-site")).isEqualTo(403);
        assertThat(status(own, "POST", "Sec-Fetch-Site", "cross-site", "Origin", "http://" + own))
                .isEqualTo(403);
        assertThat(status(own, "POST", "Origin", "http://hoi.langson.gov.vn")).isEqualTo(200);
        assertThat(status(own, "POST", "Origin", "http://hoi.langson.gov.vn:8080"))
                .isEqualTo(403);
        assertThat(status(own, "POST", "Origin", "null")).isEqualTo(403);
        assertThat(status(own, "GET", "Sec-Fetch-Site", "cross-site")).isEqualTo(200);
    }

    @Test
    void withDemonstrationAccountsTheServerStaysOnThisMachineUnlessToldOtherwise() {
        JdbcClient database = TestApplication.get(JdbcClient.class);
        TestApplication.get(TransactionTemplate.class).executeWithoutResult(status -> {
            assertThatCode(() -> new Listening(database, "0.0.0.0", false).run())
                    .doesNotThrowAnyException();
            TestApplication.get(Accounts.class).create("trinhdien" + System.nanoTime(), "Trình diễn", null, true);
            assertThatThrownBy(() -> new Listening(database, "0.0.0.0", false).run())
                    .hasMessageContaining("ACC-070");
            assertThatThrownBy(() -> new Listening(database, "192.0.2.7", false).run())
                    .hasMessageContaining("ACC-070");
            assertThatCode(() -> new Listening(database, "127.0.0.1", false).run())
                    .doesNotThrowAnyException();
            assertThatCode(() -> new Listening(database, "0.0.0.0", true).run()).doesNotThrowAnyException();
            status.setRollbackOnly();
        });
    }

    @Test
    void nobodyPassesForTheProgramByTheNameOfAnAccount() {
        Accounts accounts = TestApplication.get(Accounts.class);
        assertThatThrownBy(() -> accounts.create("system", "Ai Đó", null, false))
                .hasMessageContaining("Tên tài khoản");
        assertThatThrownBy(() -> accounts.create("nobody", "Ai Đó", null, false))
                .hasMessageContaining("Tên tài khoản");
    }
}
