package vn.hoi.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class HtmlTest {

    @Test
    void thePreviewIsThatOfTheGoldenFile() throws Exception {
        Golden.check("decision.html", Made.DOCUMENTS.html(Examples.decision()));
    }

    @Test
    void thePreviewIsWellFormedAndKeepsTheContentPolicy() throws Exception {
        for (OfficialDocument document : java.util.List.of(Examples.decision(), Examples.certificate())) {
            String html = Made.DOCUMENTS.html(document);
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
            assertThat(html).doesNotContain("style=", "<script", "<style", " on", "javascript:");
        }
    }

    @Test
    void footnotesFollowTheTextAndLeadBack() {
        assertThat(Made.DOCUMENTS.html(Made.of("Một[^1].\n\n[^1]: Chú.\n")))
                .contains("Một<sup><a id=\"doc-call-1\" href=\"#doc-note-1\">1</a></sup>.")
                .containsPattern("(?s)doc-notes.*id=\"doc-note-1\".*href=\"#doc-call-1\".*Chú\\.");
    }
}
