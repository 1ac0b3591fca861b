package vn.hoi.sheet;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import vn.hoi.common.Vietnamese;

/** One cell. In delimited text every cell is a text or empty; what it means is for the reader of its column. */
public sealed interface Cell {

    /** As typed or as shown; empty for an empty cell, the marker for an error. */
    String text();

    /** The number this cell is or its text writes. */
    default Optional<BigDecimal> number() {
        return Vietnamese.readNumber(text());
    }

    /** A text, in Unicode NFC, without white space at its ends; never empty. */
    record Text(String text) implements Cell {}

    /**
     * A number.
     *
     * @param value rounded to the 15 digits a spreadsheet keeps
     * @param text as shown: with the leading zeros its format asks for
     */
    record Number(BigDecimal value, String text) implements Cell {
        @Override
        public Optional<BigDecimal> number() {
            return Optional.of(value);
        }
    }

    /** A day of the calendar with the time on it, midnight where there is none. */
    record Day(LocalDate day, LocalTime time) implements Cell {
        @Override
        public String text() {
            String shown = "%02d/%02d/%d".formatted(day.getDayOfMonth(), day.getMonthValue(), day.getYear());
            return time.equals(LocalTime.MIDNIGHT) ? shown : shown + " " + time.withNano(0);
        }
    }

    /**
     * A formula that failed, with the marker shown ({@code #N/A}), or that no program has computed yet
     * ({@link #NOT_COMPUTED}).
     */
    record Error(String text) implements Cell {}

    /** Nothing. */
    record Empty() implements Cell {
        @Override
        public String text() {
            return "";
        }
    }

    /** The marker of a formula without a kept value: the cure is to open and save the file in a spreadsheet program. */
    String NOT_COMPUTED = "#CHƯA_TÍNH";

    /** The empty cell. */
    Cell EMPTY = new Empty();

    /** A text, or nothing where it is blank. */
    static Cell of(String text) {
        String bare = text.strip();
        return bare.isEmpty() ? EMPTY : new Text(bare);
    }

    default boolean isEmpty() {
        return this instanceof Empty;
    }
}
