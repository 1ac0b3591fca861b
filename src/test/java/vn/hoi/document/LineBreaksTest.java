package vn.hoi.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineBreaksTest {

    private static List<String> parts(String text) {
        var breaks = new LineBreaks();
        breaks.setText(text);
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = breaks.next(); at >= 0; at = breaks.next()) {
            parts.add(text.substring(from, at));
            from = at;
        }
        assertThat(from).isEqualTo(text.length());
        return parts;
    }

    @Test
    void numbersOfDocumentsAndDaysStayWhole() {
        assertThat(parts("Kế hoạch số 234/KH-UBND ngày 05/9/2025."))
                .containsExactly("Kế ", "hoạch ", "số ", "234/KH-UBND ", "ngày ", "05/9/2025.");
        assertThat(parts("")).isEmpty();
        assertThat(parts("  a")).containsExactly("  ", "a");
    }

    @Test
    void aWordTooLongForALineEndsBehindItsSlashes() {
        assertThat(parts("https://hoi.langson.example/p/st-enterprise/DN-0007 x"))
                .containsExactly("https:/", "/", "hoi.langson.example/", "p/st-enterprise/DN-0007 ", "x");
    }

    @Test
    void noteAndPunctuationStayWithTheWordTheyFollow() throws Exception {
        String html = HtmlPaper.print(Made.of("Một lời ngắn[^1], rồi thôi.\n\n[^1]: Chú.\n"))
                .html();
        assertThat(html).contains("ngắn¹,<span class=\"doc-footnote\">¹ ");
    }
}
