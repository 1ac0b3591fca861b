package vn.hoi.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripperByArea;
import org.junit.jupiter.api.Test;

class PdfTest {

    /** Points of a millimetre. */
    private static final double MM = 72 / 25.4;

    @Test
    void theTextIsThatOfTheGoldenFile() throws Exception {
        Golden.check("decision.pdf.txt", Made.pdfText(Examples.decision()));
        Golden.check("certificate.pdf.txt", Made.pdfText(Examples.certificate()));
    }

    @Test
    void everyLetterIsEmbedded() throws Exception {
        try (PDDocument pdf = Made.pdf(Examples.decision())) {
            List<PDFont> fonts = new ArrayList<>();
            for (PDPage page : pdf.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    fonts.add(page.getResources().getFont(name));
                }
            }
            assertThat(fonts)
                    .isNotEmpty()
                    .allMatch(PDFont::isEmbedded)
                    .allMatch(font -> font.getName().contains("LiberationSerif"));
        }
    }

    @Test
    void itCallsItselfPdfA2aWithItsColours() throws Exception {
        try (PDDocument pdf = Made.pdf(Examples.decision())) {
            String metadata = new String(
                    pdf.getDocumentCatalog().getMetadata().exportXMPMetadata().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(metadata).containsPattern("pdfaid:part(>|=\")2").containsPattern("pdfaid:conformance(>|=\")A");
            assertThat(pdf.getDocumentCatalog().getOutputIntents()).hasSize(1);
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("vi");
            assertThat(pdf.getDocumentInformation().getTitle()).startsWith("QUYẾT ĐỊNH Về việc giao nhiệm vụ");
        }
    }

    @Test
    void theNumberStandsInTheTopMarginOfEveryPageButTheFirst() throws Exception {
        try (PDDocument pdf = Made.pdf(Examples.decision())) {
            assertThat(inMargin(pdf, 0)).isEmpty();
            for (int page = 1; page < pdf.getNumberOfPages(); page++) {
                assertThat(inMargin(pdf, page)).isEqualTo(Integer.toString(page + 1));
            }
        }
    }

    @Test
    void aWideAppendixLiesAcrossAndUsesItsWidth() throws Exception {
        try (PDDocument pdf = Made.pdf(Examples.decision())) {
            PDPage last = pdf.getPage(pdf.getNumberOfPages() - 1);
            assertThat(last.getMediaBox().getWidth())
                    .isGreaterThan(last.getMediaBox().getHeight());
            assertThat(pdf.getPage(0).getMediaBox().getWidth())
                    .isLessThan(pdf.getPage(0).getMediaBox().getHeight());
            // the right column reaches what only a lying page has
            assertThat(in(pdf, pdf.getNumberOfPages() - 1, 215, 20, 82, 170)).contains("Hồ sơ nghiệm thu");
        }
    }

    @Test
    void aTableOfManyRowsRepeatsItsHeadOnEachPage() throws Exception {
        String rows = IntStream.rangeClosed(1, 200)
                .mapToObj(row -> "| " + row + " | Thiết bị số " + row + " |\n")
                .collect(Collectors.joining());
        try (PDDocument pdf = Made.pdf(Made.of("| TT | Tên phương tiện |\n|--|--|\n" + rows))) {
            assertThat(pdf.getNumberOfPages()).isGreaterThan(3);
            for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                String text = Made.text(pdf, page, page);
                if (text.contains("Thiết bị số")) {
                    assertThat(text).as("page " + page).containsOnlyOnce("Tên phương tiện");
                }
            }
            var all = new StringBuilder();
            for (int page = 0; page < pdf.getNumberOfPages(); page++) {
                all.append(in(pdf, page, 30, 19, 165, 260));
            }
            for (int row = 1; row <= 200; row++) {
                assertThat(all.toString()).containsOnlyOnce("Thiết bị số " + row + "\n");
            }
        }
    }

    @Test
    void aRowTallerThanAPageLosesNothing() throws Exception {
        String words =
                IntStream.rangeClosed(1, 2000).mapToObj(word -> "t" + word).collect(Collectors.joining(" "));
        String text = Made.pdfText(Made.of("| A | B |\n|--|--|\n| x | " + words + " |\n"));
        assertThat(text.split("\\s+")).contains("t1", "t1000", "t1999", "t2000");
    }

    @Test
    void aFootnoteStandsAtTheFootOfItsPage() throws Exception {
        try (PDDocument pdf = Made.pdf(Made.of("Một lời[^1] ngắn.\n\n[^1]: Chú ở chân trang.\n"))) {
            assertThat(in(pdf, 0, 30, 240, 165, 40)).contains("¹ Chú ở chân trang.");
            assertThat(in(pdf, 0, 30, 20, 165, 200)).contains("Một lời").doesNotContain("Chú ở");
        }
    }

    @Test
    void theSignatureDoesNotStandAloneOnAPage() throws Exception {
        for (int lines = 18; lines < 32; lines++) {
            String body = "Câu này đứng đầu.\n\n".repeat(lines) + "Câu này đứng cuối cùng.\n";
            try (PDDocument pdf = Made.pdf(Made.of(body))) {
                String last = Made.text(pdf, pdf.getNumberOfPages(), pdf.getNumberOfPages());
                assertThat(last).contains("Nguyễn Văn Mẫu");
                assertThat(last).as(lines + " lines").contains("Câu này đứng cuối cùng.");
            }
        }
    }

    @Test
    void thePrintedQrCodeSaysTheAddress() throws Exception {
        try (PDDocument pdf = Made.pdf(Examples.certificate())) {
            assertThat(pdf.getNumberOfPages()).isOne();
            assertThat(QrReading.of(new PDFRenderer(pdf).renderImageWithDPI(0, 150)))
                    .isEqualTo(Examples.LOOK_UP);
        }
    }

    private static String inMargin(PDDocument pdf, int page) throws IOException {
        return in(pdf, page, 0, 0, 300, 19).strip();
    }

    /** Text of an area in millimetres from the top left corner; pages counted from 0. */
    private static String in(PDDocument pdf, int page, double x, double y, double width, double height)
            throws IOException {
        var stripper = new PDFTextStripperByArea();
        stripper.setSortByPosition(true);
        stripper.addRegion("area", new Rectangle2D.Double(x * MM, y * MM, width * MM, height * MM));
        stripper.extractRegions(pdf.getPage(page));
        return stripper.getTextForRegion("area");
    }
}
