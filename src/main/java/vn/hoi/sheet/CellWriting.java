package vn.hoi.sheet;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Vietnamese;

/** Writes values into cells: days as days, numbers as numbers, texts as texts and never as formulas. */
final class CellWriting {

    private static final String DAY = "dd/mm/yyyy";
    private static final String MOMENT = "dd/mm/yyyy hh:mm:ss";
    private static final int LONGEST_TEXT = 32_767;
    private static final String CUT = "… (xem đủ ở tệp .csv)";
    private static final int DIGITS_KEPT = 15;
    private static final Pattern DIGITS_OF_A_CHARACTER = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private final Worksheet sheet;

    CellWriting(Worksheet sheet) {
        this.sheet = sheet;
    }

    /** How many letters wide a value is. */
    static int length(@Nullable Object value) {
        return value == null
                ? 0
                : value instanceof LocalDate ? DAY.length() : value.toString().length();
    }

    /** What a spreadsheet would read as a character written in digits keeps its first underline (ECMA-376, 22.9.2.19). */
    static String escaped(String text) {
        return text.contains("_x") ? DIGITS_OF_A_CHARACTER.matcher(text).replaceAll("_x005F$0") : text;
    }

    void put(int row, int column, Object value) {
        switch (value) {
            case LocalDate day -> day(row, column, day);
            case LocalDateTime moment -> moment(row, column, moment);
            case OffsetDateTime moment ->
                moment(row, column, moment.atZoneSameInstant(Vietnamese.ZONE).toLocalDateTime());
            case Instant moment -> moment(row, column, LocalDateTime.ofInstant(moment, Vietnamese.ZONE));
            case Number number -> number(row, column, number);
            case Boolean flag -> sheet.value(row, column, flag);
            default -> text(row, column, value.toString());
        }
    }

    private void day(int row, int column, LocalDate day) {
        // a spreadsheet has no day before 1900
        if (day.getYear() < 1900) {
            text(row, column, Vietnamese.day(day));
            return;
        }
        sheet.value(row, column, day);
        sheet.style(row, column).format(DAY).set();
    }

    private void moment(int row, int column, LocalDateTime moment) {
        sheet.value(row, column, moment);
        sheet.style(row, column).format(MOMENT).set();
    }

    /** Numbers of more digits than a spreadsheet keeps are texts. */
    private void number(int row, int column, Number number) {
        BigDecimal exact = new BigDecimal(number.toString());
        if (exact.stripTrailingZeros().precision() > DIGITS_KEPT) {
            text(row, column, exact.toPlainString());
        } else {
            sheet.value(row, column, number);
        }
    }

    private void text(int row, int column, String text) {
        if (!text.isEmpty()) {
            sheet.inlineString(
                    row,
                    column,
                    escaped(
                            text.length() > LONGEST_TEXT
                                    ? text.substring(0, LONGEST_TEXT - CUT.length()) + CUT
                                    : text));
        }
    }
}
