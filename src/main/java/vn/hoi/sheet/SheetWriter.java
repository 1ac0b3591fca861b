package vn.hoi.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Csv;
import vn.hoi.common.Spreadsheet;

/**
 * Writes a list as {@code .xlsx}, row by row: days as days, numbers as numbers, texts as texts and never as formulas.
 * Numbers of more digits than a spreadsheet keeps are texts. The heading stays in sight and filters.
 */
@Component
class SheetWriter implements Spreadsheet {

    /** What one sheet is given; a spreadsheet program takes 48,575 more. */
    static final int MOST_ROWS = 1_000_000;

    private static final int ROWS_MEASURED = 100;
    private static final int ROWS_HELD = 500;
    private static final int NARROWEST = 8;
    private static final int WIDEST = 60;
    private static final int LONGEST_NAME = 31;
    private static final int FASTEST = 1;

    private final int mostRows;

    SheetWriter() {
        this(MOST_ROWS);
    }

    SheetWriter(int mostRows) {
        this.mostRows = mostRows;
    }

    @Override
    public void write(Csv table, String name, OutputStream out) throws IOException {
        try (var workbook = new Workbook(out, "Hoi", null)) {
            workbook.setCompressionLevel(FASTEST);
            new Sheet(workbook.newWorksheet(sheetName(name)), table.columns(), mostRows).write(table.rows());
        }
    }

    /** At most 31 characters, none of those a sheet's name may not hold, no apostrophe at its ends. */
    static String sheetName(String name) {
        String clean =
                name.replaceAll("[\\\\/?*\\[\\]:\\p{Cntrl}]+", " ").strip().replaceAll("^'+|'+$", "");
        String cut =
                clean.length() > LONGEST_NAME ? clean.substring(0, LONGEST_NAME).strip() : clean;
        // a name Excel keeps for itself
        return cut.isEmpty() || cut.equalsIgnoreCase("history") ? "Danh sách" : cut;
    }

    /** The one sheet, while it is written. */
    private static final class Sheet {
        private final Worksheet sheet;
        private final CellWriting cells;
        private final List<String> columns;
        private final int mostRows;
        private final List<Map<String, ? extends @Nullable Object>> measured = new ArrayList<>();
        private int row;
        private boolean begun;

        Sheet(Worksheet sheet, List<String> columns, int mostRows) {
            this.sheet = sheet;
            this.cells = new CellWriting(sheet);
            this.columns = columns;
            this.mostRows = mostRows;
        }

        void write(Csv.Rows rows) throws IOException {
            rows.forEach(values -> {
                if (begun) {
                    put(values);
                } else {
                    // widths stand before the rows in the file, so the first are held back and measured
                    measured.add(values);
                    if (measured.size() == ROWS_MEASURED) {
                        begin();
                    }
                }
            });
            if (!begun) {
                begin();
            }
            if (!columns.isEmpty()) {
                sheet.setAutoFilter(0, 0, row, columns.size() - 1);
            }
        }

        private void begin() {
            begun = true;
            for (int column = 0; column < columns.size(); column++) {
                String heading = columns.get(column);
                sheet.inlineString(0, column, CellWriting.escaped(heading));
                sheet.style(0, column)
                        .bold()
                        .fillColor("E8EEF4")
                        .wrapText(true)
                        .verticalAlignment("center")
                        .set();
                int longest = heading.length() + 3;
                for (Map<String, ? extends @Nullable Object> values : measured) {
                    longest = Math.max(longest, CellWriting.length(values.get(heading)));
                }
                sheet.width(column, Math.clamp(longest + 2L, NARROWEST, WIDEST));
            }
            sheet.freezePane(0, 1);
            measured.forEach(this::put);
            measured.clear();
        }

        private void put(Map<String, ? extends @Nullable Object> values) {
            if (row == mostRows) {
                throw Refusals.tooManyRows(mostRows);
            }
            row++;
            for (int column = 0; column < columns.size(); column++) {
                @Nullable Object value = values.get(columns.get(column));
                if (value != null) {
                    cells.put(row, column, value);
                }
            }
            if (row % ROWS_HELD == 0) {
                try {
                    sheet.flush();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
