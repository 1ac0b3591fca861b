package vn.hoi.common;

import java.time.LocalDate;

/**
 * Half a month, cut at the 1st and the 15th, because the statutory reporting periods run from the 15th to the 14th
 * (Decree 09/2019/NĐ-CP). Numbered by halves since year 0: {@code (year * 12 + month - 1) * 2 + half}.
 */
public record Bucket(int number) implements Comparable<Bucket> {

    private static final int MIDDLE = 15;

    /** The bucket a day falls in. The database's function {@code figure.bucket(date)} computes the same. */
    public static Bucket of(LocalDate day) {
        int half = day.getDayOfMonth() >= MIDDLE ? 1 : 0;
        return new Bucket((day.getYear() * 12 + day.getMonthValue() - 1) * 2 + half);
    }

    /** First day of the half month. */
    public LocalDate first() {
        int month = number / 2;
        return LocalDate.of(month / 12, month % 12 + 1, number % 2 == 0 ? 1 : MIDDLE);
    }

    /** Last day of the half month, inclusive. */
    public LocalDate last() {
        return next().first().minusDays(1);
    }

    public Bucket next() {
        return new Bucket(number + 1);
    }

    /** The calendar year. */
    public int year() {
        return number / 24;
    }

    @Override
    public int compareTo(Bucket other) {
        return Integer.compare(number, other.number);
    }
}
