package vn.hoi.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import vn.hoi.Http;
import vn.hoi.Socket;
import vn.hoi.TestApplication;

/** Every answer says what a browser may do with it, whoever gives the answer. */
class SecurityHeadersTest {

    private final Http http = Http.shared();

    private static void carriesAll(HttpResponse<?> answer) {
        SecurityHeaders.ALL.forEach((name, value) -> {
            if (!name.equals("Cache-Control")) {
                assertThat(answer.headers().allValues(name)).as(name).containsExactly(value);
            }
        });
        assertThat(answer.headers().firstValue("Cache-Control")).isPresent();
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/, 200",
        "/registers.json, 200",
        "/registers.csv, 200",
        "/registers.xlsx, 200",
        "/p, 200",
        "/language/en?back=/figures, 303",
        "/nowhere, 404",
        "/nowhere.json, 404",
        "/static/nothing.js, 404",
        "/registers/ip-title.json?limit=x, 400",
        "/registers/ip-title/batches/x, 400",
        "/error, 404"
    })
    void everyAnswerToAReaderCarriesThem(String address, int status) throws Exception {
        HttpResponse<String> answer = http.get(address, "Accept", "text/html");
        assertThat(answer.statusCode()).isEqualTo(status);
        carriesAll(answer);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void onlyTheFilesOfTheProgramAreKeptByABrowser() throws Exception {
        HttpResponse<String> answer = http.get("/static/hoi.js");
        assertThat(answer.statusCode()).isEqualTo(200);
        carriesAll(answer);
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("max-age=3600");
    }

    @Test
    void refusedWritesCarryThem() throws Exception {
        carriesAll(http.write("DELETE", "/units", Map.of()));
        carriesAll(http.post("/registers/ip-title", Map.of("title", "x"), "Origin", "http://elsewhere.example"));
        HttpResponse<String> wrong = http.post("/registers/ip-title", Map.of("title", ""));
        assertThat(wrong.statusCode()).isEqualTo(422);
        carriesAll(wrong);
    }

    /** A page with a fault nobody foresaw, which had already said what it would answer. */
    static final class Broken {
        @Access(Access.Level.PUBLIC)
        void answer(jakarta.servlet.http.HttpServletResponse response) {
            response.setHeader("Content-Disposition", "attachment; filename=\"x.csv\"");
            response.setContentType("text/csv");
            throw new IllegalStateException("select secret from somewhere");
        }
    }

    @Test
    void aFaultOfTheProgramCarriesThemAndTellsNothing() throws Exception {
        var mapping = TestApplication.get(RequestMappingHandlerMapping.class);
        RequestMappingInfo info = RequestMappingInfo.paths("/broken-on-purpose")
                .options(mapping.getBuilderConfiguration())
                .build();
        mapping.registerMapping(
                info,
                new Broken(),
                Broken.class.getDeclaredMethod("answer", jakarta.servlet.http.HttpServletResponse.class));
        try {
            for (String address : List.of("/broken-on-purpose", "/broken-on-purpose.json")) {
                HttpResponse<String> answer = http.get(address, "Accept", "text/html");
                assertThat(answer.statusCode()).isEqualTo(500);
                carriesAll(answer);
                assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
                assertThat(answer.body()).contains("COM-500").doesNotContain("secret", "Exception");
            }
        } finally {
            mapping.unregisterMapping(info);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /\\ HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /a%00b HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /a%2fb HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /figures?q=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            })
    void whatTheWebServerRefusesByItselfCarriesThem(String request) throws Exception {
        String answer = Socket.send(TestApplication.port(), request);
        assertThat(answer).startsWith("HTTP/1.1 4");
        assertThat(answer).contains("X-Content-Type-Options: nosniff", "Content-Security-Policy: default-src 'self'");
        assertThat(answer).doesNotContain("Tomcat", "Exception", "\tat ", "<style");
    }

    @Test
    void httpsIsDemandedOnlyOfThoseWhoCameByIt() throws Exception {
        var filter = new SecurityHeaders();
        for (boolean secure : new boolean[] {true, false}) {
            var request = new MockHttpServletRequest();
            request.setSecure(secure);
            var response = new MockHttpServletResponse();
            filter.doFilter(request, response, new MockFilterChain());
            assertThat(response.containsHeader("Strict-Transport-Security")).isEqualTo(secure);
        }
        // without the setting, anybody could say so
        carriesAll(http.get("/", "X-Forwarded-Proto", "https"));
    }
}
