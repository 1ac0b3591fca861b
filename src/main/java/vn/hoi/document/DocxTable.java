package vn.hoi.document;

import java.math.BigInteger;
import java.util.List;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTable.XWPFBorderType;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableCell.XWPFVertAlign;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblCellMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblGrid;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblWidth;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblWidth;

/** A table of fixed column widths; its rows do not break across pages. */
final class DocxTable {

    private static final int WHOLE = 1000;
    private static final int LEFT = 420;
    private static final int MARGIN = 80;
    /** Eighths of a point. */
    private static final int LINE = 4;

    private static final String BLACK = "000000";

    private final XWPFTable table;
    private final int[] widths;
    private XWPFTableRow row;
    private int rows;
    private int cells;
    private boolean head;

    private DocxTable(XWPFDocument docx, int width, List<Integer> shares, int margin) {
        this.table = docx.createTable();
        this.row = table.getRow(0);
        this.widths = shares.stream().mapToInt(share -> share * width / WHOLE).toArray();
        table.getCTTbl().getTblPr().addNewTblLayout().setType(STTblLayoutType.FIXED);
        table.setWidth(width);
        margins(margin);
        CTTblGrid grid = table.getCTTbl().addNewTblGrid();
        for (int column : widths) {
            grid.addNewGridCol().setW(BigInteger.valueOf(column));
        }
    }

    /** Said even where it is none, since programs take a margin of their own for what is not said. */
    private void margins(int margin) {
        CTTblCellMar margins = table.getCTTbl().getTblPr().addNewTblCellMar();
        for (CTTblWidth side : List.of(margins.addNewLeft(), margins.addNewRight())) {
            side.setType(STTblWidth.DXA);
            side.setW(BigInteger.valueOf(margin));
        }
        // else the text of the first cell, not its line, stands at the edge of the page's text
        CTTblWidth indent = table.getCTTbl().getTblPr().addNewTblInd();
        indent.setType(STTblWidth.DXA);
        indent.setW(BigInteger.valueOf(margin));
    }

    /** Two blocks side by side, without lines. */
    static DocxTable pair(XWPFDocument docx, int width) {
        var pair = new DocxTable(docx, width, List.of(LEFT, WHOLE - LEFT), 0);
        pair.table.removeBorders();
        return pair;
    }

    /** With lines. @param shares of each column in thousandths */
    static DocxTable lined(XWPFDocument docx, int width, List<Integer> shares) {
        var lined = new DocxTable(docx, width, shares, MARGIN);
        lined.table.setTopBorder(XWPFBorderType.SINGLE, LINE, 0, BLACK);
        lined.table.setBottomBorder(XWPFBorderType.SINGLE, LINE, 0, BLACK);
        lined.table.setLeftBorder(XWPFBorderType.SINGLE, LINE, 0, BLACK);
        lined.table.setRightBorder(XWPFBorderType.SINGLE, LINE, 0, BLACK);
        lined.table.setInsideHBorder(XWPFBorderType.SINGLE, LINE, 0, BLACK);
        lined.table.setInsideVBorder(XWPFBorderType.SINGLE, LINE, 0, BLACK);
        return lined;
    }

    /** Begins a row. @param repeated on each page, as a head is */
    void row(boolean repeated) {
        row = rows == 0 ? table.getRow(0) : table.createRow();
        rows++;
        cells = 0;
        head = repeated;
        row.setCantSplitRow(true);
        if (repeated) {
            row.setRepeatHeader(true);
        }
    }

    /** The next cell of the row. */
    XWPFTableCell cell() {
        XWPFTableCell cell =
                cells < row.getTableCells().size() ? row.getTableCells().get(cells) : row.createCell();
        CTTblWidth width =
                cell.getCTTc().isSetTcPr() && cell.getCTTc().getTcPr().isSetTcW()
                        ? cell.getCTTc().getTcPr().getTcW()
                        : cell.getCTTc().addNewTcPr().addNewTcW();
        width.setType(STTblWidth.DXA);
        width.setW(BigInteger.valueOf(widths[cells]));
        if (head) {
            cell.setVerticalAlignment(XWPFVertAlign.CENTER);
        }
        cells++;
        return cell;
    }

    /** Room for text in the cell given last, in twentieths of a point. */
    int width() {
        return widths[cells - 1];
    }
}
