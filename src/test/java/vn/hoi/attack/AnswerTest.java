package vn.hoi.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks of the attacks see what they look for. */
class AnswerTest {

    private static Map<String, List<String>> headers(String type) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (String name : List.of(
                "x-content-type-options",
                "content-security-policy",
                "referrer-policy",
                "permissions-policy",
                "cross-origin-opener-policy",
                "cross-origin-resource-policy",
                "cache-control")) {
            headers.put(name, List.of("x"));
        }
        headers.put("content-type", List.of(type));
        return headers;
    }

    private static List<String> faults(String body, String input) {
        return new Answer(200, headers("text/html;charset=UTF-8"), body, 1).faults(input);
    }

    @Test
    void anAnswerWithoutFaultHasNone() {
        assertThat(faults(
                        "<a href=\"/figures?q=a&amp;b\" class='x'>&lt;script&gt;alert(1)</a><script src=\"/static/hoi.js\" defer></script>",
                        "<script>alert(1)"))
                .isEmpty();
    }

    @Test
    void aFailureAndAnAnswerTooLateAreSeen() {
        assertThat(new Answer(500, headers("text/html"), "", 1).faults("")).containsExactly("status 500");
        assertThat(new Answer(200, headers("text/html"), "", 6_000).faults("")).containsExactly("took 6000 ms");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\n\tat vn.hoi.register.Records.get(Records.java:1)",
                "java.lang.IllegalStateException",
                "NumberFormatException: x",
                "class vn.hoi.register.Records",
                "ERROR: syntax error at or near \"x\"",
                "select id from register.ip_title",
                "/home/someone/x",
                "root:x:0:0:root",
                "Whitelabel Error Page"
            })
    void whatTellsOfTheInsideIsSeen(String body) {
        assertThat(faults(body, "")).isNotEmpty();
        assertThat(new Answer(400, headers("application/problem+json"), body, 1).faults(""))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "<p><b>x</p>, <b>x",
        "<p><script>alert(1)</script>, x",
        "<img src=/x onerror=alert(1)>, x",
        "<input value=\"\" onfocus=\"alert(1)\">, x",
        "<p style=\"x\">, x",
        "<a href=\"javascript:alert(1)\">, x",
        "<a href=\"//elsewhere.example\">, x",
        "<a href=\"https://elsewhere.example\">, x",
        "<form action='data:text/html'>, x",
        "<iframe>, x"
    })
    void whatABrowserWouldRunIsSeen(String body, String input) {
        assertThat(faults(body, input)).isNotEmpty();
    }

    @Test
    void headersOfTheAttackerAndMissingOnesAreSeen() {
        Map<String, List<String>> headers = headers("text/html");
        headers.put("x-injected", List.of("1"));
        headers.put("location", List.of("//elsewhere.example"));
        headers.remove("content-security-policy");
        assertThat(new Answer(303, headers, "", 1).faults("")).hasSize(3);
        assertThat(Answer.ofBytes("HTTP/1.1 400 \r\nX-Injected: 1\r\n\r\nx", 1).headers())
                .containsKey("x-injected");
    }

    /** Else an input that is rightly shown again would be taken for a leak. */
    @Test
    void noInputIsItselfALeak() throws IOException {
        assertThat(Inputs.read().texts().stream()
                        .filter(input -> Answer.LEAKS.stream()
                                .anyMatch(leak -> leak.matcher(input.text()).find()))
                        .toList())
                .isEmpty();
    }

    @Test
    void thereAreFiveHundredDifferentInputsAtLeast() throws IOException {
        assertThat(Inputs.read().all().stream().map(Inputs.Input::text).collect(Collectors.toSet()))
                .hasSizeGreaterThan(800);
    }
}
