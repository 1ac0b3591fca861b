package vn.hoi.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A value is shown as it is, wherever it stands. */
class HostileValuesTest {

    private static final String BODY = """
            # Chương {{v}}

            Trước {{v}} sau, **{{v}}**, `{{v}}`.

            {{v}}

            - {{v}}

            > {{v}}

            | Tên | Khác |
            |-----|------|
            {{#rows}}
            | {{v}} | x |
            {{/rows}}

            Lời[^1].

            [^1]: Chú thích {{v}}.
            """;

    @TempDir
    Path folder;

    static Stream<String> values() {
        return Stream.of(
                "|",
                "a | b | c",
                "\\",
                "\\|",
                "*đậm*",
                "**x**",
                "__x__",
                "~~~",
                "`mã`",
                "```",
                "<script>alert(1)</script>",
                "<b>x</b>",
                "</w:t></w:r>",
                "<!-- x -->",
                "<?php ?>",
                "]]>",
                "](http://hoi.example)",
                "[x](javascript:alert(1))",
                "![x](file:///etc/passwd)",
                "<http://hoi.example>",
                "&lt;b&gt;",
                "&amp;",
                "&#60;",
                "{{v}}",
                "{{#rows}}",
                "{{{v}}}",
                "[^1]",
                "[^1]: khác",
                "[x]: /y",
                "---",
                "===",
                "# Chương",
                "- mục",
                "1. mục",
                "> trích",
                "| a |\n|---|",
                "a\nb",
                "a\n\n# b",
                "    lùi",
                "\ta",
                "\uE0000\uE001",
                "%s %d",
                "${x}",
                "\"'");
    }

    private OfficialDocument filled(String value) {
        return Made.filled(folder, BODY, Map.of("v", value, "rows", List.of(Map.of("v", value))));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueNeverBecomesMarkup(String value) {
        OfficialDocument document = filled(value);
        assertThat(shape(document.body())).isEqualTo(shape(filled("An").body()));
        assertThat(Made.DOCUMENTS.html(document))
                .doesNotContain("<script", "<b>x</b>", "<img", "href=\"http", "href=\"javascript", "style=")
                .contains(HtmlPaper.escape(
                        Plain.text(value).strip().lines().findFirst().orElseThrow()));
    }

    /** Proves that the test above could fail: the same value as the template's own words is markup. */
    @Test
    void theSameWordsInATemplateAreMarkup() {
        assertThat(shape(Body.parse("Trước **x** sau"))).isNotEqualTo(shape(Body.parse("Trước x sau")));
        assertThat(shape(Body.parse("Trước [x](/y) sau"))).isNotEqualTo(shape(Body.parse("Trước x sau")));
    }

    @Test
    void everyValueIsReadOnPaperAsItWasGiven() throws Exception {
        List<Map<String, String>> rows = values().map(
                        value -> Map.of("v", value.replace('\uE000', '?').replace('\uE001', '?')))
                .toList();
        OfficialDocument document =
                Made.filled(folder, "| Giá trị |\n|---|\n{{#rows}}\n| {{v}} |\n{{/rows}}\n", Map.of("rows", rows));
        String docx = squeezed(Made.docxText(document));
        String pdf = squeezed(Made.pdfText(document));
        for (Map<String, String> row : rows) {
            assertThat(docx).contains(squeezed(row.getOrDefault("v", "")));
            assertThat(pdf).contains(squeezed(row.getOrDefault("v", "")));
        }
    }

    @Test
    void whatIsNoTextIsShownAsMissingAndStopsNothing() throws Exception {
        OfficialDocument document = filled("a\u0000b\u202Ec\uD800d\uFFFEe\u200Bf");
        assertThat(Made.docxText(document)).contains("a\uFFFDb\uFFFDc\uFFFDd\uFFFDef");
        assertThat(Made.pdfText(document)).contains("b");
        assertThat(Made.DOCUMENTS.html(document)).contains("a\uFFFDb\uFFFDc\uFFFDd\uFFFDef");
    }

    @Test
    void textIsComposed() throws Exception {
        String apart = java.text.Normalizer.normalize("Hồi Lạng Sơn", java.text.Normalizer.Form.NFD);
        assertThat(Made.docxText(filled(apart))).contains("Hồi Lạng Sơn").doesNotContain(apart);
    }

    @Test
    void aLineBreakInAValueStaysOne() throws Exception {
        assertThat(Made.docxText(filled("thôn Một\nxã Hai"))).contains("Trước thôn Một\nxã Hai sau");
    }

    @Test
    void markupOfTheTemplateItselfIsNeitherRunNorFetched() throws Exception {
        var fetched = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            fetched.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/x.png";
            OfficialDocument document = Made.filled(
                    folder,
                    "![ảnh](" + address + ")\n\n<img src=\"" + address + "\">\n\n<b>a</b> [sổ](" + address + ")\n",
                    Map.of());
            assertThat(squeezed(Made.pdfText(document))).contains("ảnh(" + address + ")", "<b>a</b>sổ");
            assertThat(Made.docxText(document)).contains("<img src=\"" + address + "\">");
            assertThat(Made.DOCUMENTS.html(document)).doesNotContain("<img", "<b>");
        } finally {
            server.stop(0);
        }
        assertThat(fetched).hasValue(0);
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }

    /** The kinds of nodes, nested; texts and line breaks, which a value may hold, count once. */
    private static List<Object> shape(Node node) {
        List<Object> shape = new ArrayList<>();
        shape.add(node.getClass().getSimpleName());
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            boolean words = child instanceof Text || child instanceof HardLineBreak;
            Object kind = words ? "words" : shape(child);
            if (!words || !shape.getLast().equals("words")) {
                shape.add(kind);
            }
        }
        return shape;
    }
}
