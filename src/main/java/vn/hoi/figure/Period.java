package vn.hoi.figure;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From a day to a day, both inclusive; an open end has no day. */
public record Period(@Nullable LocalDate from, @Nullable LocalDate to) {

    /** Everything ever. */
    public static final Period ALWAYS = new Period(null, null);

    private static final Pattern NAMED = Pattern.compile("(\\d{4})(?:-(?:(\\d{2})|Q([1-4])|H([12])))?");
    private static final int MIDDLE = 15;
    private static final int QUARTER = 3;
    private static final int HALF = 6;
    private static final int YEAR = 12;

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

    /** Reads {@code 2025}, {@code 2025-H1}, {@code 2025-Q2} and {@code 2025-06} of the calendar. */
    public static Optional<Period> named(String text) {
        Matcher named = NAMED.matcher(text);
        if (!named.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(named.group(1));
        int month = 1;
        int months = YEAR;
        if (named.group(2) != null) {
            month = Integer.parseInt(named.group(2));
            months = 1;
        } else if (named.group(3) != null) {
            month = (Integer.parseInt(named.group(3)) - 1) * QUARTER + 1;
            months = QUARTER;
        } else if (named.group(4) != null) {
            month = (Integer.parseInt(named.group(4)) - 1) * HALF + 1;
            months = HALF;
        }
        if (month < 1 || month > YEAR || year == 0) {
            return Optional.empty();
        }
        return Optional.of(of(YearMonth.of(year, month), months));
    }

    /** So many whole months from this one on. */
    static Period of(YearMonth first, int months) {
        return new Period(first.atDay(1), first.plusMonths(months - 1L).atEndOfMonth());
    }

    /**
     * The statutory reporting period of whole months: from the 15th of the month before to the 14th of the last (Decree
     * 09/2019/NĐ-CP, Article 12).
     */
    public Period statutory() {
        return from == null || to == null
                ? this
                : new Period(from.minusMonths(1).withDayOfMonth(MIDDLE), to.withDayOfMonth(MIDDLE - 1));
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
