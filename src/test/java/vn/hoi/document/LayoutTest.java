package vn.hoi.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoi.common.Problem;
import vn.hoi.document.OfficialDocument.Appendix;
import vn.hoi.document.OfficialDocument.Head;
import vn.hoi.document.OfficialDocument.Page;
import vn.hoi.document.OfficialDocument.Signature;

class LayoutTest {

    private static OfficialDocument document(Head head, List<Appendix> appendices) {
        return new OfficialDocument(
                head,
                Body.parse("Kính gửi: Sở Mẫu."),
                new Signature("TM. Ủy ban nhân dân", "Chủ tịch", "Nguyễn Văn Mẫu"),
                List.of("Như trên;", "Lưu: VT."),
                Optional.empty(),
                Page.A4_PORTRAIT,
                appendices);
    }

    private static Head head(String number, String date, String title, String subject) {
        return new Head("", "Ủy ban nhân dân tỉnh Mẫu", number, "Mẫu", date, title, subject, "", List.of());
    }

    @Test
    void anOfficialLetterSaysItsSubjectUnderItsNumber() throws Exception {
        String text = Made.docxText(document(head("12/UBND-KH", "", "", "V/v thử nghiệm"), List.of()));
        assertThat(text).containsSubsequence("Số: 12/UBND-KH", "V/v thử nghiệm", "Kính gửi");
    }

    @Test
    void numberAndDateThatAreNotKnownAreLeftOpenForThePen() throws Exception {
        String text = Made.docxText(document(head("/QĐ-UBND", "", "Quyết định", ""), List.of()));
        assertThat(text).containsPattern("Số: \u00A0{5,}/QĐ-UBND");
        assertThat(text).containsPattern("Mẫu, ngày\u00A0{5,}tháng\u00A0{5,}năm");
    }

    @Test
    void appendicesAreNumberedOnlyWhereThereAreSeveral() throws Exception {
        Head head = head("12/QĐ-UBND", "ngày 05 tháng 9 năm 2026", "QUYẾT ĐỊNH", "");
        Appendix one = Appendix.of("Danh mục", Body.parse("Một."));
        assertThat(Made.docxText(document(head, List.of(one))))
                .contains("Phụ lục\n", "DANH MỤC")
                .contains("(Kèm theo Quyết định số 12/QĐ-UBND ngày 05 tháng 9 năm 2026 của Ủy ban nhân dân tỉnh Mẫu)");
        assertThat(Made.docxText(document(head, List.of(one, one, one, one)))).contains("Phụ lục I\n", "Phụ lục IV\n");
    }

    @Test
    void allFormsHoldTheSameWords() throws Exception {
        for (OfficialDocument document : List.of(Examples.decision(), Examples.certificate())) {
            String html = Made.DOCUMENTS
                    .html(document)
                    .replaceAll("</?(b|i|sup|a|span)\\b[^>]*>", "")
                    .replaceAll("<[^>]*>", " ");
            String pdf = Made.pdfText(document).replaceAll("\\s+", " ");
            for (String word : Made.docxText(document)
                    .replaceAll("\\[\\d+: |\\[footnoteRef:\\d+]|]|PAGE", " ")
                    .split("\\s+")) {
                assertThat(pdf).contains(word);
                assertThat(html).contains(HtmlPaper.escape(word));
            }
        }
    }

    @Test
    void anAddressTooLongForACodeIsNamed() {
        assertThatThrownBy(() -> QrCode.of("x".repeat(5000)))
                .isInstanceOf(Problem.class)
                .extracting("code")
                .isEqualTo("DOC-001");
    }

    @Test
    void eachColumnHasRoomForItsLongestWord() {
        var table = Body.parse("| TT | Nội dung |\n|--|--|\n| 1 | " + "chữ ".repeat(300) + " |\n");
        List<List<org.commonmark.node.Node>> rows = new java.util.ArrayList<>();
        table.accept(new org.commonmark.node.AbstractVisitor() {
            @Override
            public void visit(org.commonmark.node.CustomNode node) {
                if (node instanceof org.commonmark.ext.gfm.tables.TableRow row) {
                    rows.add(List.of(row.getFirstChild(), row.getLastChild()));
                }
                visitChildren(node);
            }
        });
        List<Integer> shares = Columns.shares(rows, Columns.LINE);
        assertThat(shares.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1000);
        assertThat(shares.getFirst() * 9355 / 1000).isGreaterThan(Fonts.boldWidth("TT", 12) + 160);
        assertThat(shares.getFirst()).isLessThan(100);
    }

    @Test
    void aSignThatNobodyIssuesHasNoHead() throws Exception {
        Head sign = new Head("", "", "", "", "", "Đền Mẫu", "Mã thuyết minh TM0001", "", List.of());
        assertThat(Made.docxText(document(sign, List.of())))
                .contains("ĐỀN MẪU", "Mã thuyết minh TM0001")
                .doesNotContain("CỘNG HÒA", "tháng");
    }

    @Test
    void aSentenceThatBringsItsFullStopGetsNoSecondOne(@TempDir Path folder) throws Exception {
        Map<String, Object> values = Map.of("a", "Đã đo xong.", "b", "Đã đo xong");
        String text = Made.docxText(Made.filled(folder, "Một: {{a}}. Hai: {{b}}. Ba: {{a}}./.", values));
        assertThat(text).contains("Một: Đã đo xong. Hai: Đã đo xong. Ba: Đã đo xong./.");
    }
}
