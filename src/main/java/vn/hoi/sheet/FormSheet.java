package vn.hoi.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A form as an office sends it: lines above, the title, a table with groups set bold, lines below. Numbers are numbers with
 * groups of thousands, texts never formulas.
 */
public final class FormSheet {

    private static final String NUMBER = "#,##0.######";
    private static final int NARROWEST = 10;
    private static final int WIDEST = 48;

    private FormSheet() {}

    /**
     * A row of the table.
     *
     * @param cells texts and numbers in the order of the columns; null leaves one empty
     * @param bold a group or a total
     */
    public record Row(List<? extends @Nullable Object> cells, boolean bold) {}

    /**
     * Writes one sheet.
     *
     * @param name of the sheet
     * @param above lines at the left above the title, such as who sends it
     * @param title in the middle, the first line bold
     * @param measure such as «Đơn vị tính: triệu đồng», at the right above the table
     */
    public static byte[] write(
            String name,
            List<String> above,
            List<String> title,
            String measure,
            List<String> columns,
            List<Row> rows,
            List<String> below) {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "Hoi", null)) {
            new Writing(workbook.newWorksheet(SheetWriter.sheetName(name)), columns.size())
                    .write(above, title, measure, columns, rows, below);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static final class Writing {
        private final Worksheet sheet;
        private final int width;
        private int row;

        Writing(Worksheet sheet, int width) {
            this.sheet = sheet;
            this.width = width;
        }

        void write(
                List<String> above,
                List<String> title,
                String measure,
                List<String> columns,
                List<Row> rows,
                List<String> below) {
            above.forEach(line -> sheet.inlineString(row++, 0, line));
            for (int index = 0; index < title.size(); index++) {
                line(title.get(index), index == 0, "center");
            }
            line(measure, false, "right");
            heads(columns, rows);
            rows.forEach(this::put);
            row++;
            below.forEach(line -> sheet.inlineString(row++, 0, line));
            sheet.pageOrientation("landscape");
            sheet.fitToWidth((short) 1);
            sheet.fitToHeight((short) 0);
        }

        private void line(String text, boolean bold, String where) {
            sheet.inlineString(row, 0, text);
            sheet.range(row, 0, row, width - 1).merge();
            var style = sheet.range(row, 0, row, width - 1).style().horizontalAlignment(where);
            (bold ? style.bold().fontSize(13) : style.italic()).set();
            row++;
        }

        private void heads(List<String> columns, List<Row> rows) {
            for (int column = 0; column < width; column++) {
                sheet.inlineString(row, column, columns.get(column));
                int longest = columns.get(column).length();
                for (Row one : rows) {
                    @Nullable
                    Object cell = column < one.cells().size() ? one.cells().get(column) : null;
                    longest =
                            Math.max(longest, cell == null ? 0 : cell.toString().length());
                }
                sheet.width(column, Math.clamp(longest + 2L, NARROWEST, WIDEST));
            }
            sheet.range(row, 0, row, width - 1)
                    .style()
                    .bold()
                    .fillColor("E8EEF4")
                    .wrapText(true)
                    .horizontalAlignment("center")
                    .verticalAlignment("center")
                    .borderStyle("thin")
                    .set();
            row++;
        }

        private void put(Row one) {
            for (int column = 0; column < width; column++) {
                @Nullable
                Object cell = column < one.cells().size() ? one.cells().get(column) : null;
                if (cell instanceof Number number) {
                    sheet.value(row, column, number);
                } else if (cell != null) {
                    sheet.inlineString(row, column, cell.toString());
                }
                var style = sheet.style(row, column)
                        .borderStyle("thin")
                        .verticalAlignment("top")
                        .wrapText(true);
                (one.bold() ? style.bold() : style)
                        .format(cell instanceof Number ? NUMBER : "General")
                        .set();
            }
            row++;
        }
    }
}
