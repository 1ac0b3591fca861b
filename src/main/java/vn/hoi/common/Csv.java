package vn.hoi.common;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A table written row by row, so that a list of any length needs no memory.
 *
 * @param columns headings, in order
 * @param rows pushes each row, keyed by heading, into the consumer it is given
 */
public record Csv(List<String> columns, Rows rows) {

    /** What a spreadsheet would take for the beginning of a formula, also in the wide letters of East Asia. */
    private static final String BEGINS_FORMULA = "=+-@\t\r\n＝＋－＠";

    /** Source of rows. */
    @FunctionalInterface
    public interface Rows {
        void forEach(Consumer<Map<String, ? extends @Nullable Object>> consumer) throws IOException;
    }

    /** A table held in memory. */
    public static Csv of(List<String> columns, List<? extends Map<String, ? extends @Nullable Object>> rows) {
        return new Csv(columns, rows::forEach);
    }

    /**
     * A text as it is written into delimited text: with an apostrophe before what a spreadsheet would run as a formula.
     * Numbers and days are written as what they are and never come here.
     */
    public static String neutral(String text) {
        return isFormula(text) ? "'" + text : text;
    }

    /** The text that was written so: {@code plain(neutral(x))} is {@code x}. */
    public static String plain(String written) {
        return written.startsWith("'") && isFormula(written) ? written.substring(1) : written;
    }

    /** Behind any apostrophes, so that one more can always be told from those that were there. */
    private static boolean isFormula(String text) {
        int first = 0;
        while (first < text.length() && text.charAt(first) == '\'') {
            first++;
        }
        return first < text.length() && BEGINS_FORMULA.indexOf(text.charAt(first)) >= 0;
    }
}
