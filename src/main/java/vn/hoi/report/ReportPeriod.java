package vn.hoi.report;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.hoi.common.Label;

/**
 * One period of a form: {@code 2026-10}, {@code 2026-Q3}, {@code 2026-H1} or {@code 2026} in addresses.
 *
 * @param statutory whether it runs from the 15th to the 14th (Decree 09/2019/NĐ-CP, Article 12)
 * @param number of the period in its year, from 1
 */
public record ReportPeriod(Rhythm every, boolean statutory, int year, int number) {

    private static final Pattern KEY = Pattern.compile("(20\\d{2})(?:-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?");
    private static final int CUT = 15;
    private static final String[] ROMAN = {"I", "II", "III", "IV"};

    static Optional<ReportPeriod> find(Rhythm every, boolean statutory, String key) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String part = matcher.group(2) == null ? "" : matcher.group(2);
        int number = part.isEmpty() ? 1 : Integer.parseInt(part.replaceAll("[QH]", ""));
        var period = new ReportPeriod(every, statutory, Integer.parseInt(matcher.group(1)), number);
        return period.key().equals(key) ? Optional.of(period) : Optional.empty();
    }

    /** The period this day lies in. */
    static ReportPeriod containing(Rhythm every, boolean statutory, LocalDate day) {
        LocalDate month =
                statutory && day.getDayOfMonth() >= CUT ? day.withDayOfMonth(1).plusMonths(1) : day;
        return new ReportPeriod(every, statutory, month.getYear(), (month.getMonthValue() - 1) / every.months + 1);
    }

    /** As addresses name it. */
    public String key() {
        return switch (every) {
            case MONTH -> "%d-%02d".formatted(year, number);
            case QUARTER -> year + "-Q" + number;
            case HALF_YEAR -> year + "-H" + number;
            case YEAR -> String.valueOf(year);
        };
    }

    private LocalDate firstOfMonths() {
        return LocalDate.of(year, (number - 1) * every.months + 1, 1);
    }

    /** First day. */
    public LocalDate from() {
        return statutory ? firstOfMonths().minusMonths(1).withDayOfMonth(CUT) : firstOfMonths();
    }

    /** Last day, inclusive. */
    public LocalDate to() {
        return next().from().minusDays(1);
    }

    ReportPeriod next() {
        return shifted(1);
    }

    ReportPeriod previous() {
        return shifted(-1);
    }

    private ReportPeriod shifted(int periods) {
        LocalDate month = firstOfMonths().plusMonths((long) periods * every.months);
        return new ReportPeriod(every, statutory, month.getYear(), (month.getMonthValue() - 1) / every.months + 1);
    }

    /** Such as «Quý III/2026». */
    public Label name() {
        return switch (every) {
            case MONTH -> new Label("Tháng %d/%d".formatted(number, year), "%d-%02d".formatted(year, number));
            case QUARTER ->
                new Label("Quý %s/%d".formatted(ROMAN[number - 1], year), "Quarter %d of %d".formatted(number, year));
            case HALF_YEAR ->
                new Label(
                        (number == 1 ? "6 tháng đầu năm " : "6 tháng cuối năm ") + year,
                        (number == 1 ? "First half of " : "Second half of ") + year);
            case YEAR -> new Label("Năm " + year, "Year " + year);
        };
    }
}
