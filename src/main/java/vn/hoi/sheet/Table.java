package vn.hoi.sheet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import vn.hoi.sheet.RawRows.RawRow;

/**
 * A sheet read as a table: what stands above its heading, its heading, its rows. Rows are read from the file each time
 * they are asked for and never held, so a table of a million rows needs no more memory than one of ten.
 */
public final class Table {

    /** What a row below the heading is. */
    public enum Kind {
        /** A row of the table. */
        DATA,
        /** A sum of others («Tổng cộng»). */
        TOTAL,
        /** One text over the width of the table, such as a group's name («I. Huyện Cao Lộc»). */
        CAPTION,
        /** What stands below a table: place and day, who made it, who signed, notes. */
        SIGNATURE
    }

    /**
     * A row below the heading.
     *
     * @param number as the spreadsheet program shows it, 1 for the first of the sheet
     * @param cells by column, A first; shorter where the row ends
     */
    public record Row(int number, Kind kind, List<Cell> cells) {

        /** The cell of a column, 0 for A; empty beyond the end. */
        public Cell cell(int column) {
            return column < cells.size() ? cells.get(column) : Cell.EMPTY;
        }
    }

    /** Rows as they are read; to be closed. Blank ones are left out. */
    public interface Rows extends Iterator<Row>, AutoCloseable {
        @Override
        void close();
    }

    private static final int ROWS_LOOKED_AT = 1000;

    private final SheetFile file;
    private final SheetFile.Sheet sheet;
    private final HeadingRows headingRows;
    private final ColumnText text;
    private final List<Heading> headings;
    private final List<String> titles;

    Table(SheetFile file, SheetFile.Sheet sheet, @Nullable HeadingRows given) {
        this.file = file;
        this.sheet = sheet;
        List<RawRow> first = new ArrayList<>();
        BitSet hidden = look(first);
        ColumnText whole = new ColumnText(first, file.isOneByte());
        List<RawRow> read = first.stream().map(whole::unicodeByCell).toList();
        headingRows =
                given != null ? given : HeadingRows.find(read).orElseThrow(() -> Refusals.noHeading(sheet.name()));
        List<RawRow> below =
                first.stream().filter(row -> row.number() > headingRows.last()).toList();
        text = new ColumnText(below.isEmpty() ? first : below, file.isOneByte());
        below.forEach(text::unicode);
        headings = Columns.of(headingRows.of(read), below, text, hidden);
        titles = read.stream()
                .filter(row -> row.number() < headingRows.first())
                .flatMap(row -> row.cells().stream())
                .map(Cell::text)
                .filter(title -> !title.isEmpty())
                .toList();
    }

    /** Collects the first rows; gives the hidden columns. */
    private BitSet look(List<RawRow> first) {
        try (RawRows rows = file.rows(sheet)) {
            while (first.size() < ROWS_LOOKED_AT) {
                @Nullable RawRow row = rows.next();
                if (row == null) {
                    break;
                }
                if (!row.isBlank()) {
                    first.add(row);
                }
            }
            return rows.hiddenColumns();
        } catch (IOException e) {
            throw Refusals.broken(file.name());
        }
    }

    /** The sheet it stands in. */
    public SheetFile.Sheet sheet() {
        return sheet;
    }

    /** The columns that have a name or a value, by their place; a column without a name has an empty one. */
    public List<Heading> headings() {
        return headings;
    }

    /** First row of the heading, 1 for the first of the sheet. */
    public int firstHeadingRow() {
        return headingRows.first();
    }

    /** Last row of the heading; the data begin below it. */
    public int lastHeadingRow() {
        return headingRows.last();
    }

    /** How sure the heading is, from 0 to 1; 1 where the caller named it. Below 0.6, better ask. */
    public double confidence() {
        return headingRows.confidence();
    }

    /** The texts above the heading, from left to right and top to bottom. */
    public List<String> titles() {
        return titles;
    }

    /** The rows below the heading, from the first; each call reads the file anew. */
    public Rows rows() {
        return new Reading();
    }

    private final class Reading implements Rows {
        private final RawRows raw = file.rows(sheet);
        private final RowKinds kinds = new RowKinds(headings);
        private @Nullable Row ahead;
        private boolean ended;

        @Override
        public boolean hasNext() {
            while (ahead == null && !ended) {
                try {
                    @Nullable RawRow row = raw.next();
                    if (row == null) {
                        ended = true;
                    } else if (row.number() > headingRows.last() && !row.isBlank()) {
                        List<Cell> cells = text.unicode(row).cells();
                        ahead = new Row(row.number(), kinds.of(cells), cells);
                    }
                } catch (IOException e) {
                    throw Refusals.broken(file.name());
                }
            }
            return ahead != null;
        }

        @Override
        public Row next() {
            if (!hasNext() || ahead == null) {
                throw new NoSuchElementException();
            }
            Row row = ahead;
            ahead = null;
            return row;
        }

        @Override
        public void close() {
            try {
                raw.close();
            } catch (IOException e) {
                throw Refusals.broken(file.name());
            }
        }
    }
}
