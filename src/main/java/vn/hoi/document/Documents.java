package vn.hoi.document;

import org.springframework.stereotype.Component;

/**
 * Official documents laid out by Decree 30/2020/NĐ-CP. All three forms hold the same words in the same order. Nothing is
 * fetched while they are made.
 */
@Component
public class Documents {

    /** An editable document (Office Open XML), with styles, footnotes and repeated heads of tables that Word knows. */
    public byte[] docx(OfficialDocument document) {
        return DocxPaper.write(document);
    }

    /** PDF/A-2a: its letters embedded, its headings, tables and notes tagged in reading order. */
    public byte[] pdf(OfficialDocument document) {
        return Pdf.write(document);
    }

    /** A preview: one element {@code div.doc} to be put on a page; its look stands in {@code static/hoi.css}. */
    public String html(OfficialDocument document) {
        return HtmlPaper.preview(document);
    }
}
