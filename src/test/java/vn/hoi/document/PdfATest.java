package vn.hoi.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;

/** What is printed is PDF/A-2u and, tagged, 2a by the rules of veraPDF, which are shown to find what is not. */
class PdfATest {

    private static byte[] decision() {
        return Made.DOCUMENTS.pdf(Examples.decision());
    }

    @Test
    void documentsWithTablesNotesCodesAndLyingPagesPass() {
        assertThat(PdfA.faults(decision())).isEmpty();
        assertThat(PdfA.faults(Made.DOCUMENTS.pdf(Examples.certificate()))).isEmpty();
    }

    @Test
    void aDocumentWithContentsPasses() {
        OfficialDocument one =
                Made.of("# I. Một\n\nLời[^1].\n\n## 1. Hai\n\n[chữ](https://vi.example)\n\n[^1]: Chú.\n");
        var listed = new OfficialDocument(
                one.head(),
                one.body(),
                one.signature(),
                one.recipients(),
                one.lookUp(),
                one.page(),
                one.appendices(),
                true);
        assertThat(PdfA.faults(Made.DOCUMENTS.pdf(listed))).isEmpty();
    }

    @Test
    void aDamagedFileIsFound() throws Exception {
        byte[] whole = decision();
        assertThat(PdfA.faults(Arrays.copyOf(whole, whole.length / 2))).isNotEmpty();
        assertThat(PdfA.faults(changed(pdf -> pdf.getDocumentCatalog().setOutputIntents(List.of()))))
                .isNotEmpty();
        assertThat(PdfA.faults(changed(pdf -> pdf.getDocumentCatalog().setMetadata(null))))
                .anyMatch(fault -> fault.startsWith("6.6"));
        assertThat(PdfA.faults(changed(pdf -> pdf.getDocumentCatalog().setStructureTreeRoot(null))))
                .allMatch(fault -> fault.startsWith("6.7"))
                .isNotEmpty();
        assertThat(PdfA.faults(changed(PdfATest::withoutLetters))).anyMatch(fault -> fault.startsWith("6.2.11"));
    }

    /** Takes away which letters the glyphs of the first page are: what makes 2u of 2b. */
    private static void withoutLetters(PDDocument pdf) {
        PDPage page = pdf.getPage(0);
        var fonts = page.getResources().getCOSObject().getCOSDictionary(COSName.FONT);
        fonts.keySet().forEach(name -> fonts.getCOSDictionary(name).removeItem(COSName.TO_UNICODE));
    }

    private static byte[] changed(Consumer<PDDocument> change) throws Exception {
        try (PDDocument pdf = Loader.loadPDF(decision())) {
            change.accept(pdf);
            var out = new ByteArrayOutputStream();
            pdf.save(out);
            return out.toByteArray();
        }
    }
}
