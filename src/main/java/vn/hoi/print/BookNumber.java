package vn.hoi.print;

import java.util.regex.Pattern;

/** How a number of a book is written: {@code {n}/GP-SKHCN}, {@code {n:2}} padded, {@code {year}}. */
final class BookNumber {

    private static final Pattern PLACE = Pattern.compile("\\{(n(?::([1-9]))?|year)}");

    private BookNumber() {}

    static String write(String format, int n, int year) {
        return PLACE.matcher(format).replaceAll(place -> {
            if (place.group(1).equals("year")) {
                return Integer.toString(year);
            }
            return place.group(2) == null ? Integer.toString(n) : ("%0" + place.group(2) + "d").formatted(n);
        });
    }

    /** What of it is known before it is given, with its own place left open: {@code /GP-SKHCN}. */
    static String open(String format, int year) {
        return PLACE.matcher(format).replaceAll(place -> place.group(1).equals("year") ? Integer.toString(year) : "");
    }
}
