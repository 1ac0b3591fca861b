package vn.hoi.register;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.hoi.common.Vietnamese;

/** A reporting period as a value of a record: a year, half of it, nine months, a quarter or a month. */
public final class Period {

    /** As it is kept: {@code 2026}, {@code 2026-H1}, {@code 2026-9M}, {@code 2026-Q3}, {@code 2026-09}. */
    static final String PATTERN = "^[12][0-9]{3}(-(0[1-9]|1[0-2]|H[12]|9M|Q[1-4]))?$";

    private static final Pattern KEPT = Pattern.compile(PATTERN);
    private static final Pattern MONTH =
            Pattern.compile("(?:thang )?(\\d{1,2})[/-](?:nam )?(\\d{4})|thang (\\d{1,2}) nam (\\d{4})");
    private static final Pattern PART = Pattern.compile(
            "(quy|6 thang dau|6 thang cuoi|9 thang(?: dau)?) ?(i{1,3}|iv|[1-4])? ?[/-]?(?:nam )?(\\d{4})");

    private Period() {}

    /** Reads what is kept and what people write: {@code Quý III/2026}, {@code 6 tháng đầu năm 2026}, {@code 9/2026}. */
    static Optional<String> read(String text) {
        String plain = text.strip().toUpperCase(Locale.ROOT);
        if (KEPT.matcher(plain).matches()) {
            return Optional.of(plain);
        }
        String folded = Vietnamese.fold(text.strip()).replaceFirst("^nam (?=\\d{4}$)", "");
        if (KEPT.matcher(folded).matches()) {
            return Optional.of(folded);
        }
        Matcher month = MONTH.matcher(folded);
        if (month.matches()) {
            int number = Integer.parseInt(month.group(1) != null ? month.group(1) : month.group(3));
            String year = month.group(2) != null ? month.group(2) : month.group(4);
            return number >= 1 && number <= 12 ? Optional.of(year + "-%02d".formatted(number)) : Optional.empty();
        }
        Matcher part = PART.matcher(folded);
        if (!part.matches()) {
            return Optional.empty();
        }
        String year = part.group(3);
        return switch (part.group(1)) {
            case "6 thang dau" -> Optional.of(year + "-H1");
            case "6 thang cuoi" -> Optional.of(year + "-H2");
            case "quy" -> quarter(part.group(2)).map(quarter -> year + "-Q" + quarter);
            default -> Optional.of(year + "-9M");
        };
    }

    private static Optional<Integer> quarter(String written) {
        return switch (String.valueOf(written)) {
            case "i", "1" -> Optional.of(1);
            case "ii", "2" -> Optional.of(2);
            case "iii", "3" -> Optional.of(3);
            case "iv", "4" -> Optional.of(4);
            default -> Optional.empty();
        };
    }

    /** As people read it. */
    public static String shown(String kept, boolean english) {
        if (kept.length() == 4) {
            return (english ? "" : "Năm ") + kept;
        }
        String year = kept.substring(0, 4);
        String part = kept.substring(5);
        return switch (part) {
            case "H1" -> english ? "First half of " + year : "6 tháng đầu năm " + year;
            case "H2" -> english ? "Second half of " + year : "6 tháng cuối năm " + year;
            case "9M" -> english ? "Nine months of " + year : "9 tháng năm " + year;
            case "Q1", "Q2", "Q3", "Q4" ->
                english
                        ? part + "/" + year
                        : "Quý " + java.util.List.of("I", "II", "III", "IV").get(part.charAt(1) - '1') + "/" + year;
            default -> (english ? part : "Tháng " + Integer.parseInt(part)) + "/" + year;
        };
    }
}
