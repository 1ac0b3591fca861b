package vn.hoi.sheet;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Vietnamese;

/**
 * A column as its heading names it.
 *
 * @param column 0 for A
 * @param text headings over several rows joined by {@code " / "}; empty where the column has values and no heading
 * @param numbering whether it only numbers the rows (STT, TT)
 * @param hidden whether the file hides it
 * @param monthFirst whether its texts write days with the month first, as Americans do ({@code 12/31/2025})
 * @param encoding what its texts were converted from; null where they are Unicode
 */
public record Heading(
        int column,
        String text,
        boolean numbering,
        boolean hidden,
        boolean monthFirst,
        LegacyText.@Nullable Encoding encoding) {

    private static final Pattern SLASHED = Pattern.compile("(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})");
    private static final int LETTERS = 26;
    private static final int FIRST_LIKELY_SERIAL = 3_654;
    private static final int LAST_LIKELY_SERIAL = 73_415;

    /** {@code A}, {@code Z}, {@code AA}. */
    public String letter() {
        return letter(column);
    }

    /** Letter of a column, 0 for A. */
    public static String letter(int column) {
        var letters = new StringBuilder();
        for (int rest = column; rest >= 0; rest = rest / LETTERS - 1) {
            letters.insert(0, (char) ('A' + rest % LETTERS));
        }
        return letters.toString();
    }

    /**
     * The day a cell of this column means: a day, a text that writes one, or the number a spreadsheet keeps one as
     * (between 1910 and 2100), left without a format.
     */
    public Optional<LocalDate> day(Cell cell) {
        return switch (cell) {
            case Cell.Day day -> Optional.of(day.day());
            case Cell.Number number -> bySerial(number);
            case Cell.Text text -> Vietnamese.readDay(monthFirst ? dayFirst(text.text()) : text.text());
            case Cell.Error error -> Optional.empty();
            case Cell.Empty empty -> Optional.empty();
        };
    }

    private static Optional<LocalDate> bySerial(Cell.Number number) {
        double serial = number.value().doubleValue();
        return serial == Math.rint(serial) && serial >= FIRST_LIKELY_SERIAL && serial <= LAST_LIKELY_SERIAL
                ? Optional.of(Styles.day((long) serial))
                : Optional.empty();
    }

    private static String dayFirst(String text) {
        Matcher parts = SLASHED.matcher(text.strip());
        return parts.matches() ? parts.group(2) + "/" + parts.group(1) + "/" + parts.group(3) : text;
    }

    /** Whether these texts write days month first: some cannot be read otherwise, and none contradicts. */
    static boolean isMonthFirst(Iterable<String> texts) {
        boolean seen = false;
        for (String text : texts) {
            Matcher parts = SLASHED.matcher(text);
            if (parts.matches()) {
                if (Integer.parseInt(parts.group(1)) > 12) {
                    return false;
                }
                seen = seen || Integer.parseInt(parts.group(2)) > 12;
            }
        }
        return seen;
    }
}
