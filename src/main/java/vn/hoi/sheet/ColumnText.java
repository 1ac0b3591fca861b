package vn.hoi.sheet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoi.sheet.RawRows.RawRow;

/**
 * How the texts of each column of a table were typed. A column has one encoding, told from its first rows or from its
 * fonts; where Unicode cells stand among the others, each of those is converted only if it reads better so.
 */
final class ColumnText {

    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    private final LegacyText.@Nullable Encoding[] encodings;
    private final boolean[] mixed;
    private final boolean oneByte;
    private final Set<LegacyText.Encoding> seen = EnumSet.noneOf(LegacyText.Encoding.class);

    /**
     * @param rows the first of the table, as typed
     * @param oneByte whether the file cannot hold Unicode, so that columns too short to tell follow the whole
     */
    ColumnText(List<RawRow> rows, boolean oneByte) {
        this.oneByte = oneByte;
        int width = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        encodings = new LegacyText.@Nullable Encoding[width];
        mixed = new boolean[width];
        List<String> all = new ArrayList<>();
        for (int column = 0; column < width; column++) {
            List<String> texts = new ArrayList<>();
            for (RawRow row : rows) {
                if (row.cell(column) instanceof Cell.Text text && !LegacyText.isAscii(text.text())) {
                    texts.add(text.text());
                    mixed[column] = mixed[column] || LegacyText.isUnicode(text.text());
                }
            }
            all.addAll(texts);
            encodings[column] = LegacyText.detect(texts).orElse(null);
        }
        LegacyText.@Nullable Encoding whole = LegacyText.detect(all).orElse(null);
        for (LegacyText.@Nullable Encoding encoding : encodings) {
            if (encoding != null) {
                seen.add(encoding);
            }
        }
        if (whole != null) {
            seen.add(whole);
            if (oneByte) {
                Arrays.setAll(encodings, column -> encodings[column] == null ? whole : encodings[column]);
            }
        }
    }

    LegacyText.@Nullable Encoding encoding(int column) {
        return column < encodings.length ? encodings[column] : null;
    }

    /** The row in Unicode, each column by its encoding. */
    RawRow unicode(RawRow row) {
        List<Cell> cells = row.cells();
        for (int column = 0; column < cells.size(); column++) {
            if (cells.get(column) instanceof Cell.Text text) {
                String unicode = unicode(text.text(), row.face(column), column);
                if (!unicode.equals(text.text())) {
                    // the row is ours alone: no other reads these cells
                    cells.set(column, Cell.of(unicode));
                }
            }
        }
        return row;
    }

    private String unicode(String text, Styles.Face face, int column) {
        boolean ascii = LegacyText.isAscii(text);
        if (ascii && face != Styles.Face.TCVN3_CAPITALS) {
            return text;
        }
        if (!ascii && LegacyText.isUnicode(text)) {
            return LegacyText.compose(text);
        }
        LegacyText.@Nullable Encoding encoding = face.encoding != null ? face.encoding : encoding(column);
        if (encoding == null) {
            return LegacyText.compose(text);
        }
        if (column < mixed.length && mixed[column] && !ascii && !LegacyText.readsBetter(text, encoding)) {
            return LegacyText.compose(text);
        }
        String decoded = LegacyText.toUnicode(text, encoding);
        return face == Styles.Face.TCVN3_CAPITALS ? decoded.toUpperCase(VIETNAMESE) : decoded;
    }

    /** A row above the data, whose cells were often typed otherwise than their columns: each by what it reads best in. */
    RawRow unicodeByCell(RawRow row) {
        List<Cell> cells = new ArrayList<>(row.cells());
        for (int column = 0; column < cells.size(); column++) {
            if (cells.get(column) instanceof Cell.Text text) {
                LegacyText.@Nullable Encoding whole = oneByte ? encoding(column) : null;
                cells.set(
                        column,
                        Cell.of(
                                whole == null
                                        ? byCell(text.text(), row.face(column))
                                        : LegacyText.toUnicode(text.text(), whole)));
            }
        }
        return new RawRow(row.number(), cells, null);
    }

    private String byCell(String text, Styles.Face face) {
        if (face.encoding != null && !LegacyText.isUnicode(text)) {
            String decoded = LegacyText.toUnicode(text, face.encoding);
            return face == Styles.Face.TCVN3_CAPITALS ? decoded.toUpperCase(VIETNAMESE) : decoded;
        }
        for (LegacyText.Encoding encoding : seen) {
            if (LegacyText.readsBetter(text, encoding)) {
                return LegacyText.toUnicode(text, encoding);
            }
        }
        return LegacyText.compose(text);
    }
}
