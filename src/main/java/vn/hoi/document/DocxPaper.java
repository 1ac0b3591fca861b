package vn.hoi.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.util.Units;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFFootnote;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTBorder;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STBorder;
import vn.hoi.document.OfficialDocument.Orientation;

/** Office Open XML: every paragraph has a style of {@code document/styles.xml}, tables are tables, notes are notes. */
final class DocxPaper implements Paper {

    private static final int QR_MM = 25;

    private final XWPFDocument docx;
    private final DocxSections sections;
    /** Innermost last: the body, a footnote, a cell. */
    private final Deque<Container> containers = new ArrayDeque<>();

    private final StringBuilder line = new StringBuilder();
    private int longest;
    private Optional<XWPFParagraph> paragraph = Optional.empty();
    private Style style = Style.BODY;
    private Optional<DocxTable> table = Optional.empty();

    /** Where paragraphs go. */
    private interface Container {
        XWPFParagraph paragraph();

        /** In twentieths of a point. */
        int width();
    }

    private record Whole(XWPFDocument docx, DocxSections sections) implements Container {
        @Override
        public XWPFParagraph paragraph() {
            return docx.createParagraph();
        }

        @Override
        public int width() {
            return sections.textWidth();
        }
    }

    private record Note(XWPFFootnote note, int width) implements Container {
        @Override
        public XWPFParagraph paragraph() {
            return note.createParagraph();
        }
    }

    /** A new cell comes with a paragraph, which is taken first. */
    private record Cell(XWPFTableCell cell, int width, boolean[] taken) implements Container {
        @Override
        public XWPFParagraph paragraph() {
            if (!taken[0]) {
                taken[0] = true;
                return cell.getParagraphArray(0);
            }
            return cell.addParagraph();
        }
    }

    private DocxPaper(XWPFDocument docx, OfficialDocument document) {
        this.docx = docx;
        this.sections = new DocxSections(docx, document.page());
        containers.addLast(new Whole(docx, sections));
    }

    static byte[] write(OfficialDocument document) {
        try (var docx = new XWPFDocument()) {
            DocxParts.prepare(docx, document);
            var paper = new DocxPaper(docx, document);
            Layout.write(document, paper);
            paper.sections.finish();
            var out = new ByteArrayOutputStream();
            docx.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private XWPFParagraph paragraph() {
        return paragraph.orElseThrow(() -> new IllegalStateException("no paragraph has begun"));
    }

    @Override
    public void begin(Style of) {
        style = of;
        XWPFParagraph begun = containers.getLast().paragraph();
        begun.setStyle(of.id());
        if (containers.getLast() instanceof Note) {
            // the number of the note stands before its words
            begun.createRun().setText(" ");
        }
        paragraph = Optional.of(begun);
        line.setLength(0);
        longest = 0;
    }

    @Override
    public void words(String words, boolean bold, boolean italic) {
        String plain = Plain.text(words);
        line.append(plain);
        XWPFRun run = paragraph().createRun();
        run.setText(plain);
        // only what differs from the style is written
        if (bold) {
            run.setBold(true);
        }
        if (italic) {
            run.setItalic(true);
        }
    }

    @Override
    public void lineBreak() {
        measure();
        paragraph().createRun().addBreak();
    }

    @Override
    public void end() {
        measure();
        if (style.rule() > 0) {
            rule();
        }
        paragraph = Optional.empty();
    }

    /** The rule is as long as the longest line asks for. */
    private void measure() {
        if (style.rule() > 0) {
            longest = Math.max(longest, Fonts.boldWidth(line.toString(), style.points()));
            line.setLength(0);
        }
    }

    /** An empty paragraph with a border above, its indents so large that the border has the right length. */
    private void rule() {
        int width = containers.getLast().width();
        int length = (int) (style.rule() * Math.min(width, longest));
        XWPFParagraph rule = containers.getLast().paragraph();
        rule.setStyle("Rule");
        rule.setIndentationLeft((width - length) / 2);
        rule.setIndentationRight((width - length) / 2);
        CTBorder border = rule.getCTP().getPPr().addNewPBdr().addNewTop();
        border.setVal(STBorder.SINGLE);
        border.setSz(BigInteger.valueOf(6));
        border.setSpace(BigInteger.ZERO);
    }

    @Override
    public void note(int number, Runnable text) {
        XWPFParagraph calling = paragraph();
        Style around = style;
        DocxParts.prepareNotes(docx);
        XWPFFootnote note = docx.createFootnote();
        calling.addFootnoteReference(note);
        containers.addLast(new Note(note, sections.textWidth()));
        text.run();
        containers.removeLast();
        paragraph = Optional.of(calling);
        style = around;
    }

    @Override
    public void sideBySide(Block block, List<Pair> rows) {
        if (block == Block.FOOT) {
            // the signature does not stand alone on a page
            gap();
            gap();
        }
        var pair = DocxTable.pair(docx, sections.textWidth());
        for (Pair row : rows) {
            pair.row(false);
            within(pair, pair.cell(), row.left());
            within(pair, pair.cell(), row.right());
        }
        if (block == Block.FOOT) {
            sections.afterTable();
        }
    }

    /** Room above a table, which stays with the paragraph before it. */
    private void gap() {
        if (!docx.getBodyElements().isEmpty() && docx.getBodyElements().getLast() instanceof XWPFParagraph before) {
            before.setKeepNext(true);
        }
        docx.createParagraph().setStyle("Gap");
    }

    private void within(DocxTable in, XWPFTableCell cell, Runnable content) {
        containers.addLast(new Cell(cell, in.width(), new boolean[1]));
        content.run();
        containers.removeLast();
    }

    private DocxTable table() {
        return table.orElseThrow(() -> new IllegalStateException("no table has begun"));
    }

    /** A field that Word fills with page numbers when it opens the document; until then the headings alone. */
    @Override
    public void contents(List<Heading> headings) {
        paragraph(Style.CONTENTS, "Mục lục");
        for (int index = 0; index < headings.size(); index++) {
            Heading heading = headings.get(index);
            XWPFParagraph line = docx.createParagraph();
            line.setStyle("Contents" + heading.level());
            if (index == 0) {
                DocxParts.beginContents(line);
            }
            line.createRun().setText(Plain.text(heading.words()));
            if (index == headings.size() - 1) {
                DocxParts.endContents(line);
            }
        }
        docx.enforceUpdateFields();
    }

    private void paragraph(Style of, String words) {
        begin(of);
        words(words, false, false);
        end();
    }

    @Override
    public void beginTable(List<Integer> shares) {
        gap();
        table = Optional.of(DocxTable.lined(docx, sections.textWidth(), shares));
    }

    @Override
    public void beginRow(boolean head) {
        table().row(head);
    }

    @Override
    public void beginCell(Alignment alignment) {
        XWPFTableCell cell = table().cell();
        cell.getParagraphArray(0)
                .setAlignment(
                        switch (alignment) {
                            case LEFT -> ParagraphAlignment.LEFT;
                            case CENTER -> ParagraphAlignment.CENTER;
                            case RIGHT -> ParagraphAlignment.RIGHT;
                        });
        containers.addLast(new Cell(cell, table().width(), new boolean[1]));
    }

    @Override
    public void endCell() {
        containers.removeLast();
    }

    @Override
    public void endRow() {}

    @Override
    public void endTable() {
        table = Optional.empty();
    }

    @Override
    public void page(Orientation orientation) {
        sections.begin(orientation);
    }

    @Override
    public void picture(QrCode code) {
        try {
            int size = (int) (QR_MM * (long) Units.EMU_PER_CENTIMETER / 10);
            paragraph()
                    .createRun()
                    .addPicture(new ByteArrayInputStream(code.png()), PictureType.PNG, "qr.png", size, size)
                    .getCTPicture()
                    .getNvPicPr()
                    .getCNvPr()
                    .setDescr("Mã QR tra cứu");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidFormatException e) {
            throw new IllegalStateException(e);
        }
    }
}
