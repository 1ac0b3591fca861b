package vn.hoi.sheet;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import vn.hoi.common.Vietnamese;
import vn.hoi.sheet.RawRows.RawRow;

/** What the heading and the first rows say of each column. */
final class Columns {

    private static final Set<String> NUMBERING = Set.of("stt", "tt", "so tt", "so thu tu", "thu tu", "no", "no.", "#");
    private static final Set<String> MAYBE_NUMBERING = Set.of("", "so");
    private static final int ENOUGH_ROWS = 3;

    private Columns() {}

    static List<Heading> of(List<RawRow> heading, List<RawRow> rows, ColumnText text, BitSet hidden) {
        int width = Math.max(width(heading), width(rows));
        List<Heading> columns = new ArrayList<>();
        for (int column = 0; column < width; column++) {
            int here = column;
            String name = HeadingRows.name(heading, column);
            List<Cell> cells = rows.stream()
                    .map(row -> row.cell(here))
                    .filter(cell -> !cell.isEmpty())
                    .toList();
            if (!name.isEmpty() || !cells.isEmpty()) {
                boolean monthFirst = Heading.isMonthFirst(cells.stream()
                        .filter(Cell.Text.class::isInstance)
                        .map(Cell::text)
                        .toList());
                columns.add(new Heading(
                        column, name, numbers(name, cells), hidden.get(column), monthFirst, text.encoding(column)));
            }
        }
        return List.copyOf(columns);
    }

    private static int width(List<RawRow> rows) {
        return rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
    }

    private static boolean numbers(String name, List<Cell> cells) {
        String bare = Vietnamese.fold(name.strip());
        return NUMBERING.contains(bare) || (MAYBE_NUMBERING.contains(bare) && countsFromOne(cells));
    }

    private static boolean countsFromOne(List<Cell> cells) {
        int expected = 1;
        for (Cell cell : cells) {
            if (!cell.number().map(BigDecimal.valueOf(expected)::equals).orElse(false)) {
                break;
            }
            expected++;
        }
        return expected > ENOUGH_ROWS;
    }
}
