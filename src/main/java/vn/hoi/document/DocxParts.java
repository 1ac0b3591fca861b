package vn.hoi.document;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.xmlbeans.XmlException;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFtnEdn;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTR;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STFldCharType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STFtnEdn;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.StylesDocument;

/** What a DOCX needs beside its text: styles, properties. */
final class DocxParts {

    private DocxParts() {}

    static void prepare(XWPFDocument docx, OfficialDocument document) throws IOException {
        try (InputStream in = DocxParts.class.getResourceAsStream("/document/styles.xml")) {
            docx.createStyles().setStyles(StylesDocument.Factory.parse(in).getStyles());
        } catch (XmlException e) {
            throw new IOException(e);
        }
        POIXMLProperties.CoreProperties properties = docx.getProperties().getCoreProperties();
        properties.setTitle(
                Plain.line(document.head().title() + " " + document.head().subject()));
        properties.setCreator(Plain.line(document.head().issuer()));
    }

    /** The beginning of a table of contents over headings 1 to 4. */
    static void beginContents(XWPFParagraph line) {
        line.createRun().getCTR().addNewFldChar().setFldCharType(STFldCharType.BEGIN);
        line.createRun().getCTR().addNewInstrText().setStringValue(" TOC \\o \"1-4\" \\h \\z ");
        line.createRun().getCTR().addNewFldChar().setFldCharType(STFldCharType.SEPARATE);
    }

    static void endContents(XWPFParagraph line) {
        line.createRun().getCTR().addNewFldChar().setFldCharType(STFldCharType.END);
    }

    /** The lines above footnotes, which a document with notes has to define. */
    static void prepareNotes(XWPFDocument docx) {
        if (docx.getFootnotes().isEmpty()) {
            docx.createFootnotes();
            separator(docx, STFtnEdn.SEPARATOR, -1).addNewSeparator();
            separator(docx, STFtnEdn.CONTINUATION_SEPARATOR, 0).addNewContinuationSeparator();
        }
    }

    private static CTR separator(XWPFDocument docx, STFtnEdn.Enum type, int id) {
        CTFtnEdn note = CTFtnEdn.Factory.newInstance();
        note.setType(type);
        note.setId(BigInteger.valueOf(id));
        return docx.addFootnote(note).getCTFtnEdn().addNewP().addNewR();
    }
}
