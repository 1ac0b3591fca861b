package vn.hoi.calendar;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.hoi.common.Label;

/**
 * A length of time as a law states it and a declaration writes it: {@code 7 working-days}, {@code 40 working-hours},
 * {@code 30 days}, {@code 6 months}, {@code 1 year}.
 *
 * @param amount 1 to 99999
 */
public record Span(int amount, Unit unit) {

    /** What is counted. Days, months and years are those of the calendar, days off included. */
    public enum Unit {
        WORKING_DAYS("ngày làm việc", "working day"),
        WORKING_HOURS("giờ làm việc", "working hour"),
        DAYS("ngày", "day"),
        MONTHS("tháng", "month"),
        YEARS("năm", "year");

        private final String vi;
        private final String en;

        Unit(String vi, String en) {
            this.vi = vi;
            this.en = en;
        }

        private String declared() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether only working time is counted. */
        boolean working() {
            return this == WORKING_DAYS || this == WORKING_HOURS;
        }
    }

    private static final int MOST = 99_999;
    private static final Pattern TEXT =
            Pattern.compile("([1-9][0-9]{0,4}) (working-days|working-hours|days|months|years)");
    private static final Pattern ONE = Pattern.compile("1 (working-day|working-hour|day|month|year)");

    /** @throws IllegalArgumentException when the amount is not from 1 to 99999 */
    public Span {
        if (amount < 1 || amount > MOST) {
            throw new IllegalArgumentException(
                    "thời hạn %d ngoài khoảng từ 1 đến %d; chọn số trong khoảng đó".formatted(amount, MOST));
        }
    }

    /**
     * Reads what a declaration writes.
     *
     * @throws IllegalArgumentException with a Vietnamese sentence when it cannot be read
     */
    public static Span of(String text) {
        String plural = ONE.matcher(text).matches() ? text + "s" : text;
        Matcher matcher = TEXT.matcher(plural);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "«%s» không phải là thời hạn; viết như «7 working-days», «40 working-hours», «30 days», «6 months» hoặc «1 year»"
                            .formatted(text));
        }
        String unit = matcher.group(2).toUpperCase(Locale.ROOT).replace('-', '_');
        return new Span(Integer.parseInt(matcher.group(1)), Unit.valueOf(unit));
    }

    /** Such as «7 ngày làm việc». */
    public Label label() {
        return new Label(amount + " " + unit.vi, amount + " " + unit.en + (amount == 1 ? "" : "s"));
    }

    /** As {@link #of} reads it. */
    @Override
    public String toString() {
        String declared = unit.declared();
        return amount + " " + (amount == 1 ? declared.substring(0, declared.length() - 1) : declared);
    }
}
