package vn.hoi.sheet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vn.hoi.common.Vietnamese;
import vn.hoi.sheet.RawRows.RawRow;

/**
 * Which rows of a sheet are its heading, below whatever titles stand above it.
 *
 * @param first 1 for the first of the sheet
 * @param last the last row of the heading
 * @param confidence from 0 to 1
 */
record HeadingRows(int first, int last, double confidence) {

    private static final Pattern WORDS = Pattern.compile(
            "(stt|tt|so tt|so thu tu|ma|ten|ho ten|ho va ten|so|ngay|nam|thang|dia chi|don vi|loai|ghi chu|noi dung|xa|huyen|"
                    + "co quan|to chuc|chu so huu|ket qua|tinh trang|trang thai|thoi gian|thoi han|so luong|kinh phi|"
                    + "gia tri|dien thoai|email|nhan hieu|linh vuc|hinh thuc|name|code|date|no|id|title|kind|type|unit|place|"
                    + "state|note|number)\\b.*",
            Pattern.DOTALL);
    private static final Pattern NUMBER_OF_COLUMN = Pattern.compile("\\(?(\\d{1,3}|[a-zđ])\\)?(\\s*=.*)?");
    private static final Pattern YEAR = Pattern.compile("(19|20)\\d\\d");
    private static final Pattern DIGITS = Pattern.compile("[\\d\\s.,/%:-]+");
    private static final int MOST_ROWS_SEARCHED = 60;
    private static final int MOST_ROWS_OF_A_HEADING = 3;
    private static final int LONGEST_HEADING = 120;
    private static final double MOSTLY = 0.7;

    /** The heading of these rows, the first of a sheet, in Unicode and without blank ones; empty where none can be. */
    static Optional<HeadingRows> find(List<RawRow> rows) {
        List<RawRow> top = rows.subList(0, Math.min(MOST_ROWS_SEARCHED, rows.size()));
        int width = usualWidth(top);
        int best = -1;
        double most = 0;
        for (int index = 0; index < top.size(); index++) {
            double score = score(top, index, width);
            if (score > most + 0.001) {
                most = score;
                best = index;
            }
        }
        if (best < 0) {
            return Optional.empty();
        }
        int first = best;
        while (first > 0
                && best - first + 1 < MOST_ROWS_OF_A_HEADING
                && standsOver(top.get(first - 1), top.get(first))) {
            first--;
        }
        int last = best;
        while (last + 1 < top.size()
                && last - first + 1 < MOST_ROWS_OF_A_HEADING
                && continues(top.get(last), top.get(last + 1))) {
            last++;
        }
        return Optional.of(new HeadingRows(
                top.get(first).number(), top.get(last).number(), Math.min(1, Math.round(most * 100) / 100d)));
    }

    /** The second widest row: one stray row says nothing. */
    private static int usualWidth(List<RawRow> rows) {
        List<Integer> widths = rows.stream().map(HeadingRows::filled).sorted().toList();
        return widths.isEmpty()
                ? 0
                : widths.get(Math.max(0, widths.size() > 2 ? widths.size() - 2 : widths.size() - 1));
    }

    private static int filled(RawRow row) {
        return (int) row.cells().stream().filter(cell -> !cell.isEmpty()).count();
    }

    /** 0 for what cannot be a heading. */
    private static double score(List<RawRow> rows, int index, int width) {
        RawRow row = rows.get(index);
        int filled = filled(row);
        if (filled == 0 || (filled == 1 && width > 1)) {
            return 0;
        }
        int names = 0;
        int words = 0;
        Set<String> different = new HashSet<>();
        for (Cell cell : row.cells()) {
            if (isName(cell)) {
                names++;
                different.add(cell.text());
                words += WORDS.matcher(Vietnamese.fold(cell.text())).matches() ? 1 : 0;
            }
        }
        if (names < MOSTLY * filled) {
            return 0;
        }
        return 0.35 * Math.min(1, (double) filled / width)
                + 0.2 * names / filled
                + 0.1 * different.size() / filled
                + 0.25 * Math.min(1, words / 2d)
                + (contrasts(rows, index) ? 0.1 : 0);
    }

    /** A short text that is no number, or a year. */
    private static boolean isName(Cell cell) {
        if (cell instanceof Cell.Text text) {
            return text.text().length() <= LONGEST_HEADING
                    && (!DIGITS.matcher(text.text()).matches() || isYear(cell));
        }
        return cell instanceof Cell.Number && isYear(cell);
    }

    private static boolean isYear(Cell cell) {
        return YEAR.matcher(cell.text()).matches();
    }

    /** Whether a number or a day stands below a name. */
    private static boolean contrasts(List<RawRow> rows, int index) {
        RawRow row = rows.get(index);
        for (int below = index + 1; below < Math.min(rows.size(), index + 4); below++) {
            for (int column = 0; column < row.cells().size(); column++) {
                Cell cell = rows.get(below).cell(column);
                if (!row.cell(column).isEmpty() && !cell.isEmpty() && !isName(cell)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the row above is the upper part of this one's heading: names of groups and of columns merged downwards. */
    private static boolean standsOver(RawRow above, RawRow row) {
        boolean mergedDownwards = false;
        for (int column = 0; column < above.cells().size(); column++) {
            mergedDownwards = mergedDownwards
                    || (isName(above.cell(column)) && row.cell(column).isEmpty());
        }
        return mergedDownwards && filled(above) > 1 && continues(above, row);
    }

    /** Whether the row below belongs to the heading: names under groups, units of measure, numbers of columns. */
    private static boolean continues(RawRow row, RawRow below) {
        if (below.number() != row.number() + 1) {
            return false;
        }
        return numbersColumns(below) || namesUnits(below) || namesUnderGroups(row, below);
    }

    private static boolean namesUnits(RawRow row) {
        return filled(row) > 0
                && row.cells().stream()
                        .allMatch(cell -> cell.isEmpty()
                                || (cell.text().startsWith("(") && cell.text().endsWith(")")));
    }

    private static boolean namesUnderGroups(RawRow row, RawRow below) {
        boolean underGroup = false;
        for (int column = 0; column < below.cells().size(); column++) {
            Cell cell = below.cell(column);
            if (cell.isEmpty()) {
                continue;
            }
            boolean startsGroup = !row.cell(column).isEmpty()
                    && row.cell(column + 1).isEmpty()
                    && !below.cell(column + 1).isEmpty();
            if (!isName(cell) || !(row.cell(column).isEmpty() || startsGroup)) {
                return false;
            }
            underGroup = underGroup || startsGroup;
        }
        return underGroup;
    }

    /** {@code (1) (2) (3)} or {@code A B 1 2}, as forms number their columns. */
    static boolean numbersColumns(RawRow row) {
        Set<String> different = new HashSet<>();
        boolean first = false;
        for (Cell cell : row.cells()) {
            if (cell.isEmpty()) {
                continue;
            }
            String text = Vietnamese.fold(cell.text());
            if (!NUMBER_OF_COLUMN.matcher(text).matches() || !different.add(text)) {
                return false;
            }
            first = first || text.replaceAll("[()]", "").matches("[1a]");
        }
        return first && different.size() > 2 && consecutive(row);
    }

    /** Whether what is a number in the row counts 1, 2, 3 from left to right. */
    private static boolean consecutive(RawRow row) {
        int expected = 1;
        for (Cell cell : row.cells()) {
            String digits = cell.text().replaceAll("\\D.*$|[()]", "").strip();
            String bare = digits.isEmpty() ? cell.text().replaceAll("[()\\s]|=.*", "") : digits;
            if (bare.matches("\\d+")) {
                if (Integer.parseInt(bare) != expected) {
                    return false;
                }
                expected++;
            }
        }
        return true;
    }

    /** The name of a column: its parts in all rows of the heading, groups first. */
    static String name(List<RawRow> heading, int column) {
        List<String> parts = new ArrayList<>();
        for (int index = 0; index < heading.size(); index++) {
            RawRow row = heading.get(index);
            if (index > 0 && numbersColumns(row)) {
                continue;
            }
            String part = row.cell(column).text();
            if (part.isEmpty() && hasBelow(heading, index, column)) {
                part = group(heading, index, column);
            }
            if (!part.isEmpty() && !parts.contains(part)) {
                parts.add(part);
            }
        }
        return String.join(" / ", parts).replaceAll("\\s+", " ");
    }

    private static boolean hasBelow(List<RawRow> heading, int index, int column) {
        return heading.subList(index + 1, heading.size()).stream()
                .anyMatch(row -> !row.cell(column).isEmpty() && !numbersColumns(row));
    }

    /** The group the column stands in: the name to its left, where that one has a part below too. */
    private static String group(List<RawRow> heading, int index, int column) {
        for (int left = column - 1; left >= 0; left--) {
            Cell cell = heading.get(index).cell(left);
            if (!cell.isEmpty()) {
                return hasBelow(heading, index, left) ? cell.text() : "";
            }
        }
        return "";
    }

    /** Those of the rows that are the heading. */
    List<RawRow> of(List<RawRow> rows) {
        return rows.stream()
                .filter(row -> row.number() >= first && row.number() <= last)
                .toList();
    }
}
