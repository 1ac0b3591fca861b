package vn.hoi.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoi.Http;
import vn.hoi.Socket;
import vn.hoi.TestApplication;

/** What is too large, too deep or too much is refused with a code. */
class BodyLimitTest {

    private static final int TOO_LONG = 5 * 1024 * 1024;

    private final Http http = Http.shared();

    private static void refused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(code);
    }

    @Test
    void aBodyTooLargeIsRefusedByTheLengthItNames() throws Exception {
        refused(http.post("/registers/ip-title", Map.of("title", "x".repeat(TOO_LONG))), 413, "COM-413");
    }

    @Test
    void aBodyThatNamesNoLengthIsCounted() throws Exception {
        byte[] body =
                ("{\"title\":\"" + "x".repeat(TOO_LONG) + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        refused(
                http.send(
                        "POST",
                        "/registers/ip-title",
                        HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body)),
                        "Content-Type",
                        "application/json"),
                413,
                "COM-413");
    }

    @Test
    void aFormOfTooManyFieldsOrBytesIsRefused() throws Exception {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int field = 0; field <= 20_000; field++) {
            fields.put("f" + field, "");
        }
        HttpResponse<String> many = http.form("/registers/ip-title", fields);
        assertThat(many.statusCode()).isIn(400, 413);
        assertThat(many.body()).containsPattern("COM-4\\d\\d");
        HttpResponse<String> long1 = http.form("/registers/ip-title", Map.of("title", "x".repeat(TOO_LONG)));
        assertThat(long1.statusCode()).isEqualTo(413);
        assertThat(long1.body()).contains("COM-413");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"title\":", "{\"title\":1,\"title\":2}", "[[[[[", "", "\u0000", "{\"a\":1e99999999999}"})
    void jsonThatCannotBeReadIsRefused(String body) throws Exception {
        HttpResponse<String> answer = http.send(
                "POST",
                "/registers/ip-title",
                HttpRequest.BodyPublishers.ofString(body),
                "Content-Type",
                "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 422);
        assertThat(answer.body()).containsPattern("\"code\":\"[A-Z]{3}-4\\d\\d\"");
    }

    @Test
    void jsonNestedBeyondAnyRecordIsRefused() throws Exception {
        HttpResponse<String> answer = http.send(
                "POST",
                "/registers/ip-title",
                HttpRequest.BodyPublishers.ofString("{\"title\":" + "[".repeat(60) + "]".repeat(60) + "}"),
                "Content-Type",
                "application/json");
        refused(answer, 400, "COM-402");
    }

    @Test
    void headersBeyondTheirLimitAreRefused() throws Exception {
        String answer = Socket.send(
                TestApplication.port(),
                "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400");
    }
}
