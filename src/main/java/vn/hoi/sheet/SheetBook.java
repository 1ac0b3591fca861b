package vn.hoi.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Sheets to be printed: each with its title, its tables one below the other, heads repeated on every page, as wide as one
 * page. Values keep their types as in a list.
 */
public final class SheetBook {

    /**
     * One sheet.
     *
     * @param name on its tab; what such a name may not hold is left out
     * @param title the lines above its tables
     * @param across whether its pages lie across
     */
    public record Sheet(String name, List<String> title, List<Part> parts, boolean across) {}

    /** A table of a sheet; a part without heads is lines of text. */
    public record Part(List<String> heads, List<List<@Nullable Object>> rows) {}

    /**
     * A number shown in a form of its own, such as {@code #,##0,,}.
     *
     * @param value as it is, whatever is shown of it
     */
    public record Shown(BigDecimal value, String format) {
        @Override
        public String toString() {
            return value.toPlainString();
        }
    }

    private static final float INCH_MM = 25.4f;
    private static final float SIDE = 15 / INCH_MM;
    private static final float BINDING = 30 / INCH_MM;
    private static final float TOP = 20 / INCH_MM;
    private static final float HEADER = 10 / INCH_MM;
    private static final int NARROWEST = 6;
    private static final int WIDEST = 60;
    private static final int HEAD_WIDTH = 18;
    private static final int MEASURED = 200;

    private SheetBook() {}

    /** The sheets in their order as one {@code .xlsx}. */
    public static byte[] write(List<Sheet> sheets) {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "Hoi", null)) {
            for (Sheet sheet : sheets) {
                write(sheet, workbook.newWorksheet(SheetWriter.sheetName(sheet.name())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(Sheet sheet, Worksheet page) {
        setUp(sheet, page);
        int columns = sheet.parts().stream()
                .mapToInt(part -> part.heads().size())
                .max()
                .orElse(1);
        for (int column = 0; column < columns; column++) {
            page.width(column, width(sheet, column));
        }
        int row = 0;
        for (String line : sheet.title()) {
            page.inlineString(row, 0, CellWriting.escaped(line));
            page.range(row, 0, row, Math.max(0, columns - 1)).merge();
            page.style(row, 0)
                    .bold()
                    .horizontalAlignment("center")
                    .wrapText(true)
                    .set();
            row++;
        }
        boolean repeated = false;
        for (Part part : sheet.parts()) {
            row++;
            if (!part.heads().isEmpty() && !repeated) {
                page.repeatRows(row);
                repeated = true;
            }
            row = write(part, page, row);
        }
    }

    /** As a document of Decree 30/2020/NĐ-CP is printed: A4, its margins, page numbers at the top. */
    private static void setUp(Sheet sheet, Worksheet page) {
        page.paperSize(PaperSize.A4_PAPER);
        page.pageOrientation(sheet.across() ? "landscape" : "portrait");
        page.setFitToPage(true);
        page.fitToWidth((short) 1);
        page.fitToHeight((short) 0);
        page.leftMargin(BINDING);
        page.rightMargin(SIDE);
        page.topMargin(TOP);
        page.bottomMargin(TOP);
        page.headerMargin(HEADER);
        page.header("&P", Position.CENTER);
    }

    private static int width(Sheet sheet, int column) {
        long longest = NARROWEST;
        for (Part part : sheet.parts()) {
            if (column < part.heads().size()) {
                longest = Math.max(
                        longest, Math.min(HEAD_WIDTH, part.heads().get(column).length()));
                for (List<@Nullable Object> row :
                        part.rows().subList(0, Math.min(MEASURED, part.rows().size()))) {
                    longest = Math.max(longest, column < row.size() ? CellWriting.length(row.get(column)) + 2L : 0);
                }
            }
        }
        return (int) Math.min(WIDEST, longest);
    }

    private static int write(Part part, Worksheet page, int first) {
        var cells = new CellWriting(page);
        int row = first;
        for (int column = 0; column < part.heads().size(); column++) {
            page.inlineString(row, column, CellWriting.escaped(part.heads().get(column)));
            page.style(row, column)
                    .bold()
                    .fillColor("E8EEF4")
                    .wrapText(true)
                    .horizontalAlignment("center")
                    .verticalAlignment("center")
                    .borderStyle(BorderStyle.THIN)
                    .set();
        }
        row += part.heads().isEmpty() ? 0 : 1;
        for (List<@Nullable Object> values : part.rows()) {
            for (int column = 0; column < values.size(); column++) {
                put(page, cells, row, column, values.get(column), !part.heads().isEmpty());
            }
            row++;
        }
        return row;
    }

    private static void put(
            Worksheet page, CellWriting cells, int row, int column, @Nullable Object value, boolean lined) {
        if (lined) {
            page.style(row, column)
                    .borderStyle(BorderStyle.THIN)
                    .verticalAlignment("top")
                    .wrapText(value instanceof String)
                    .set();
        }
        if (value instanceof Shown shown) {
            cells.put(row, column, shown.value());
            page.style(row, column).format(shown.format()).set();
        } else if (value != null) {
            cells.put(row, column, value);
        }
    }
}
