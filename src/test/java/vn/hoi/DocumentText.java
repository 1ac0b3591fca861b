package vn.hoi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.text.Normalizer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** The words of documents as they were made. */
final class DocumentText {

    private DocumentText() {}

    /** In the order it was drawn, then as it stands: bold words and tables are whole in one of the two. */
    static String ofPdf(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            var standing = new PDFTextStripper();
            standing.setSortByPosition(true);
            return new PDFTextStripper().getText(document) + "\n" + standing.getText(document);
        }
    }

    static String ofDocx(byte[] docx) throws IOException {
        try (var document = new XWPFDocument(new ByteArrayInputStream(docx));
                var words = new XWPFWordExtractor(document)) {
            return words.getText();
        }
    }

    /** Without what only lays it out: where lines end, how far words stand apart. */
    static String whole(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("[\\s\\u00a0]+", "");
    }
}
