package vn.hoi.figure;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** From a day to a day, both inclusive; an open end has no day. */
public record Period(@Nullable LocalDate from, @Nullable LocalDate to) {

    /** Everything ever. */
    public static final Period ALWAYS = new Period(null, null);

    /** Reads {@code 2024-01-01..2025-03-31}. */
    static Period read(String text) {
        int dots = text.indexOf("..");
        try {
            var period =
                    new Period(LocalDate.parse(text.substring(0, dots)), LocalDate.parse(text.substring(dots + 2)));
            if (period.isImpossible()) {
                throw new IllegalArgumentException("kỳ «" + text + "» kết thúc trước khi bắt đầu");
            }
            return period;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("kỳ «" + text + "» có ngày không có trong lịch", e);
        }
    }

    boolean isImpossible() {
        return from != null && to != null && to.isBefore(from);
    }

    /** What both have in common; impossible when they have nothing. */
    Period within(Period other) {
        LocalDate begin =
                from == null ? other.from : other.from == null || from.isAfter(other.from) ? from : other.from;
        LocalDate end = to == null ? other.to : other.to == null || to.isBefore(other.to) ? to : other.to;
        return new Period(begin, end);
    }
}
