package vn.hoi.document;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFHeader;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STPageOrientation;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STSectionMark;
import vn.hoi.document.OfficialDocument.Orientation;
import vn.hoi.document.OfficialDocument.Page;

/** The parts of a document whose pages lie alike: size, margins, page numbers. Twentieths of a point. */
final class DocxSections {

    private static final int A4_LONG = 16838;
    private static final int A4_SHORT = 11906;
    private static final int A5_SHORT = 8391;
    private static final int TOP = 1134;
    private static final int LEFT = 1701;
    private static final int RIGHT = 850;
    private static final int HEADER = 567;

    private final XWPFDocument docx;
    private final List<CTSectPr> ended = new ArrayList<>();
    private Size size;

    private record Size(int width, int height) {}

    DocxSections(XWPFDocument docx, Page page) {
        this.docx = docx;
        this.size = switch (page) {
            case A4_PORTRAIT -> new Size(A4_SHORT, A4_LONG);
            case A4_LANDSCAPE -> new Size(A4_LONG, A4_SHORT);
            case A5_LANDSCAPE -> new Size(A4_SHORT, A5_SHORT);
        };
    }

    int textWidth() {
        return size.width() - LEFT - RIGHT;
    }

    /** Begins pages that lie so; where they lie so already, the style of the appendix breaks the page. */
    void begin(Orientation orientation) {
        Size next = orientation == Orientation.LANDSCAPE ? new Size(A4_LONG, A4_SHORT) : new Size(A4_SHORT, A4_LONG);
        if (!next.equals(size)) {
            CTSectPr section = end().getCTP().getPPr().addNewSectPr();
            shape(section);
            ended.add(section);
            size = next;
        }
    }

    /** A table wants a paragraph behind it; this one takes next to no room. */
    void afterTable() {
        end();
    }

    private XWPFParagraph end() {
        XWPFParagraph end = docx.createParagraph();
        end.setStyle("End");
        return end;
    }

    /** The last section is the body's own; the first has no number on its first page. */
    void finish() {
        CTSectPr last = docx.getDocument().getBody().addNewSectPr();
        shape(last);
        ended.add(last);
        XWPFParagraph number = paragraph(docx.createHeader(HeaderFooterType.DEFAULT));
        number.setStyle("Header");
        number.getCTP().addNewFldSimple().setInstr("PAGE");
        CTSectPr first = ended.getFirst();
        if (!first.equals(last)) {
            first.setHeaderReferenceArray(last.getHeaderReferenceArray());
        }
        ended.forEach(section -> {
            if (section.isSetTitlePg()) {
                section.unsetTitlePg();
            }
        });
        first.addNewTitlePg();
    }

    private static XWPFParagraph paragraph(XWPFHeader header) {
        return header.getParagraphs().isEmpty() ? header.createParagraph() : header.getParagraphArray(0);
    }

    private void shape(CTSectPr section) {
        section.addNewType().setVal(STSectionMark.NEXT_PAGE);
        CTPageSz paper = section.addNewPgSz();
        paper.setW(BigInteger.valueOf(size.width()));
        paper.setH(BigInteger.valueOf(size.height()));
        if (size.width() > size.height()) {
            paper.setOrient(STPageOrientation.LANDSCAPE);
        }
        CTPageMar margins = section.addNewPgMar();
        margins.setTop(BigInteger.valueOf(TOP));
        margins.setBottom(BigInteger.valueOf(TOP));
        margins.setLeft(BigInteger.valueOf(LEFT));
        margins.setRight(BigInteger.valueOf(RIGHT));
        margins.setHeader(BigInteger.valueOf(HEADER));
        margins.setFooter(BigInteger.valueOf(HEADER));
        margins.setGutter(BigInteger.ZERO);
    }
}
