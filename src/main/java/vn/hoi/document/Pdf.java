package vn.hoi.document;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;

/** Tagged PDF/A-2a, and so 2u too, from the HTML of {@link HtmlPaper}. */
final class Pdf {

    /** The only addresses that are read while a page is drawn hold their content themselves. */
    static final String PICTURE = "data:image/png;base64,";

    private static final String FAMILY = "Liberation Serif";
    private static final byte[] SRGB =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    private static final String CSS = new String(resource("/document/print.css"), StandardCharsets.UTF_8);

    static {
        // what is done in which order is of no use to a log
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
    }

    private Pdf() {}

    static byte[] write(OfficialDocument document) {
        String page = "@page{size:%s}"
                .formatted(
                        switch (document.page()) {
                            case A4_PORTRAIT -> "A4 portrait";
                            case A4_LANDSCAPE -> "A4 landscape";
                            case A5_LANDSCAPE -> "A5 landscape";
                        });
        String title =
                Plain.line(document.head().title() + " " + document.head().subject());
        HtmlPaper.Print print = HtmlPaper.print(document);
        String html = """
                <html lang="vi"><head><title>%s</title>%s<style>%s%s</style></head><body>
                %s</body></html>
                """.formatted(
                        HtmlPaper.escape(title.isEmpty() ? document.head().number() : title),
                        print.bookmarks(),
                        CSS,
                        page,
                        print.html());
        var out = new ByteArrayOutputStream();
        try {
            builder(html).toStream(out).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static PdfRendererBuilder builder(String html) {
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.withHtmlContent(html, null);
        builder.usePdfAConformance(PdfAConformance.PDFA_2_A);
        builder.useColorProfile(SRGB);
        builder.withProducer("Hồi");
        builder.useUnicodeLineBreaker(new LineBreaks());
        builder.useUriResolver((base, uri) -> uri.startsWith(PICTURE) ? uri : null);
        builder.useExternalResourceAccessControl(
                (uri, kind) -> uri.startsWith(PICTURE), ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        font(builder, "Regular", 400, FontStyle.NORMAL);
        font(builder, "Bold", 700, FontStyle.NORMAL);
        font(builder, "Italic", 400, FontStyle.ITALIC);
        font(builder, "BoldItalic", 700, FontStyle.ITALIC);
        return builder;
    }

    private static void font(PdfRendererBuilder builder, String face, int weight, FontStyle style) {
        FSSupplier<InputStream> file = () -> new ByteArrayInputStream(Fonts.file(face));
        builder.useFont(file, FAMILY, weight, style, true);
    }

    private static byte[] resource(String name) {
        try (InputStream in = Pdf.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
