package vn.hoi.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** What was made, read again. */
public final class Made {

    static final Documents DOCUMENTS = new Documents();

    private Made() {}

    static XWPFDocument docx(OfficialDocument document) throws IOException {
        return new XWPFDocument(new ByteArrayInputStream(DOCUMENTS.docx(document)));
    }

    /** The words of the DOCX in reading order. */
    public static String docxText(OfficialDocument document) throws IOException {
        try (var text = new XWPFWordExtractor(docx(document))) {
            return text.getText();
        }
    }

    static PDDocument pdf(OfficialDocument document) throws IOException {
        return Loader.loadPDF(DOCUMENTS.pdf(document));
    }

    /** The words of the PDF in reading order, page by page. */
    public static String pdfText(OfficialDocument document) throws IOException {
        try (PDDocument pdf = pdf(document)) {
            return text(pdf, 1, pdf.getNumberOfPages());
        }
    }

    /** Pages counted from 1. */
    static String text(PDDocument pdf, int first, int last) throws IOException {
        var stripper = new PDFTextStripper();
        stripper.setSortByPosition(true);
        stripper.setStartPage(first);
        stripper.setEndPage(last);
        stripper.setPageEnd("\f\n");
        return stripper.getText(pdf);
    }

    /** A template of this body alone. */
    static Template template(Path folder, String body) {
        return whole(folder, "---\nname: { vi: Thử, en: Trial }\n---\n" + body);
    }

    static Template whole(Path folder, String text) {
        try {
            Path file = folder.resolve("trial.md");
            Files.writeString(file, text);
            return Template.read(file, Examples.SCHEMA);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OfficialDocument filled(Path folder, String body, Map<String, Object> values) {
        return template(folder, body).fill(values, Examples.LETTERHEAD, null);
    }

    /** A document of this body, with head and foot. */
    static OfficialDocument of(String body) {
        return new OfficialDocument(
                new OfficialDocument.Head(
                        "Ủy ban nhân dân tỉnh Mẫu", "Sở Mẫu", "1/KH-SM", "Mẫu", "", "Kế hoạch", "Thử", "", List.of()),
                Body.parse(body),
                new OfficialDocument.Signature("Giám đốc", "", "Nguyễn Văn Mẫu"),
                List.of("Lưu: VT."),
                java.util.Optional.empty(),
                OfficialDocument.Page.A4_PORTRAIT,
                List.of());
    }
}
