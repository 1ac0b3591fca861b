package vn.hoi.sheet;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one sheet as they stand in the file, first to last; blank ones may be left out. */
interface RawRows extends AutoCloseable {

    /** The next row; null after the last. */
    @Nullable
    RawRow next() throws IOException;

    /** Columns the file hides, 0 for A; known once the first row is read. */
    default BitSet hiddenColumns() {
        return new BitSet();
    }

    @Override
    void close() throws IOException;

    /**
     * A row.
     *
     * @param number as the spreadsheet program shows it, 1 for the first
     * @param cells by column, A first; shorter where the row ends
     * @param faces of the fonts of the cells; null where all are of Unicode
     */
    record RawRow(int number, List<Cell> cells, Styles.Face @Nullable [] faces) {

        Cell cell(int column) {
            return column < cells.size() ? cells.get(column) : Cell.EMPTY;
        }

        Styles.Face face(int column) {
            return faces == null || column >= faces.length ? Styles.Face.UNICODE : faces[column];
        }

        boolean isBlank() {
            return cells.stream().allMatch(Cell::isEmpty);
        }
    }

    /** A row as it is read. */
    final class Building {
        private static final int FEW = 16;

        private final SheetLimits limits;
        private Cell[] cells = new Cell[FEW];
        private Styles.Face @Nullable [] faces;
        private int width;

        Building(SheetLimits limits) {
            this.limits = limits;
        }

        void set(int row, int column, Cell cell, Styles.Face face) {
            if (cell.isEmpty()) {
                return;
            }
            if (column >= limits.columns()) {
                throw Refusals.tooManyColumns(row, limits.columns());
            }
            if (cell instanceof Cell.Text text && text.text().length() > limits.cellCharacters()) {
                throw Refusals.tooLongCell(row, Heading.letter(column), limits.cellCharacters());
            }
            if (column >= cells.length) {
                cells = Arrays.copyOf(cells, Math.max(column + 1, 2 * cells.length));
            }
            if (column > width) {
                Arrays.fill(cells, width, column, Cell.EMPTY);
            }
            cells[column] = cell;
            width = Math.max(width, column + 1);
            if (face != Styles.Face.UNICODE) {
                setFace(column, face);
            }
        }

        private void setFace(int column, Styles.Face face) {
            if (faces == null || faces.length <= column) {
                int before = faces == null ? 0 : faces.length;
                faces = faces == null ? new Styles.Face[cells.length] : Arrays.copyOf(faces, cells.length);
                Arrays.fill(faces, before, faces.length, Styles.Face.UNICODE);
            }
            faces[column] = face;
        }

        /** The row so far; the next one begins. */
        RawRow take(int number) {
            List<Cell> taken = Arrays.asList(Arrays.copyOf(cells, width));
            Styles.Face @Nullable [] typed = faces;
            width = 0;
            faces = null;
            return new RawRow(number, taken, typed);
        }
    }
}
