package vn.hoi.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STFtnEdn;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STPageOrientation;

class DocxTest {

    @Test
    void theTextIsThatOfTheGoldenFile() throws Exception {
        Golden.check("decision.docx.txt", Made.docxText(Examples.decision()));
        Golden.check("certificate.docx.txt", Made.docxText(Examples.certificate()));
    }

    @Test
    void everyParagraphHasAStyleThatIsThere() throws Exception {
        try (XWPFDocument docx = Made.docx(Examples.decision())) {
            assertThat(docx.getParagraphs())
                    .allMatch(paragraph -> docx.getStyles().styleExist(paragraph.getStyle()));
            for (Style style : Style.values()) {
                assertThat(docx.getStyles().styleExist(style.id()))
                        .as(style.id())
                        .isTrue();
            }
        }
    }

    @Test
    void headingsAreHeadings() throws Exception {
        try (XWPFDocument docx = Made.docx(Made.of("# Phần một\n\n## I. Mục\n\n### 1. Điểm\n\nLời."))) {
            assertThat(docx.getParagraphs())
                    .filteredOn(paragraph -> paragraph.getStyle().startsWith("Heading"))
                    .extracting(XWPFParagraph::getStyle, XWPFParagraph::getText)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("Heading1", "Phần một"),
                            org.assertj.core.groups.Tuple.tuple("Heading2", "I. Mục"),
                            org.assertj.core.groups.Tuple.tuple("Heading3", "1. Điểm"));
        }
    }

    @Test
    void theNumberStandsOnEveryPageButTheFirst() throws Exception {
        try (XWPFDocument docx = Made.docx(Examples.decision())) {
            CTSectPr last = docx.getDocument().getBody().getSectPr();
            CTSectPr first = firstSection(docx);
            assertThat(first.isSetTitlePg()).isTrue();
            assertThat(last.isSetTitlePg()).isFalse();
            assertThat(first.sizeOfHeaderReferenceArray()).isOne();
            XWPFParagraph number = docx.getHeaderArray(0).getParagraphArray(0);
            assertThat(number.getCTP().getFldSimpleArray(0).getInstr()).isEqualTo("PAGE");
            assertThat(number.getStyle()).isEqualTo("Header");
        }
    }

    @Test
    void marginsAreThoseOfTheDecree() throws Exception {
        try (XWPFDocument docx = Made.docx(Examples.decision())) {
            var margins = firstSection(docx).getPgMar();
            assertThat(millimetres(margins.getTop())).isBetween(20.0, 25.0);
            assertThat(millimetres(margins.getBottom())).isBetween(20.0, 25.0);
            assertThat(millimetres(margins.getLeft())).isBetween(30.0, 35.0);
            assertThat(millimetres(margins.getRight())).isBetween(15.0, 20.0);
        }
    }

    @Test
    void aWideAppendixLiesAcrossAndTheRestStaysUpright() throws Exception {
        try (XWPFDocument docx = Made.docx(Examples.decision())) {
            assertThat(firstSection(docx).getPgSz().isSetOrient()).isFalse();
            assertThat(docx.getDocument().getBody().getSectPr().getPgSz().getOrient())
                    .isEqualTo(STPageOrientation.LANDSCAPE);
        }
    }

    @Test
    void footnotesAreFootnotes() throws Exception {
        try (XWPFDocument docx = Made.docx(Made.of("Một[^a] hai[^b].\n\n[^a]: Chú A.\n\n[^b]: Chú B.\n"))) {
            assertThat(docx.getFootnotes())
                    .filteredOn(note -> note.getCTFtnEdn().getType() == STFtnEdn.NORMAL)
                    .extracting(
                            note -> note.getParagraphs().getFirst().getText().strip())
                    .containsExactly("Chú A.", "Chú B.");
            assertThat(docx.getFootnotes())
                    .extracting(note -> note.getCTFtnEdn().getId())
                    .doesNotHaveDuplicates();
            String body = docx.getDocument().xmlText();
            assertThat(body.split("<w:footnoteReference ", -1)).hasSize(3);
        }
    }

    @Test
    void aTableRepeatsItsHeadAndDoesNotBreakInARow() throws Exception {
        try (XWPFDocument docx = Made.docx(Examples.decision())) {
            XWPFTable table = docx.getTables().get(1);
            assertThat(table.getRow(0).isRepeatHeader()).isTrue();
            assertThat(table.getRow(1).isRepeatHeader()).isFalse();
            assertThat(table.getRows()).hasSize(4).allMatch(row -> row.isCantSplitRow());
        }
    }

    @Test
    void theSignatureStaysWithTheLastWords() throws Exception {
        try (XWPFDocument docx = Made.docx(Made.of("Một.\n\nHai."))) {
            assertThat(docx.getParagraphs())
                    .filteredOn(paragraph -> paragraph.getText().equals("Hai."))
                    .singleElement()
                    .matches(XWPFParagraph::isKeepNext);
        }
    }

    @Test
    void theQrCodeSaysTheAddress() throws Exception {
        try (XWPFDocument docx = Made.docx(Examples.certificate())) {
            byte[] picture = docx.getAllPictures().getFirst().getData();
            assertThat(QrReading.of(javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(picture))))
                    .isEqualTo(Examples.LOOK_UP);
        }
    }

    private static CTSectPr firstSection(XWPFDocument docx) {
        return docx.getParagraphs().stream()
                .map(paragraph -> paragraph.getCTP().getPPr())
                .filter(properties -> properties != null && properties.isSetSectPr())
                .findFirst()
                .orElseThrow()
                .getSectPr();
    }

    private static double millimetres(Object twentieths) {
        return ((BigInteger) twentieths).doubleValue() / 1440 * 25.4 + 0.01;
    }
}
