package vn.hoi.common;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Collator;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How numbers, money, dates and names are written, read, sorted and searched in Vietnamese administrative prose. */
public final class Vietnamese {

    /** The clock every day here is counted by. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final Locale LOCALE = Locale.forLanguageTag("vi-VN");
    private static final int ISO_LENGTH = 10;
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})");
    private static final Pattern TIME_FIRST = Pattern.compile("(\\d{1,2}:\\d{2}(?::\\d{2})?)[ ,]+(?:ngày )?(\\S+)");
    private static final Pattern TIME_LAST = Pattern.compile("(\\S+)[ ,]+(\\d{1,2}:\\d{2}(?::\\d{2})?)");
    private static final Pattern GROUPED = Pattern.compile("-?\\d{1,3}(\\.\\d{3})+(,\\d+)?");
    private static final Pattern PLAIN = Pattern.compile("-?\\d+([.,]\\d+)?");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm:ss dd/MM/yyyy", LOCALE);

    private Vietnamese() {}

    /** 1098609 as {@code 1.098.609}, 42.94 as {@code 42,94}; at most six decimals, none that say nothing. */
    public static String number(Number value) {
        var symbols = new DecimalFormatSymbols(LOCALE);
        symbols.setDecimalSeparator(',');
        symbols.setGroupingSeparator('.');
        var format = new DecimalFormat("#,##0.######", symbols);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(value);
    }

    /** A count as administrative prose writes it: with a leading zero below ten, {@code 05}, but {@code 0} for none. */
    public static String count(Number value) {
        BigDecimal exact = new BigDecimal(value.toString());
        boolean small = exact.signum() > 0 && exact.compareTo(BigDecimal.TEN) < 0;
        boolean whole = exact.stripTrailingZeros().scale() <= 0;
        return small && whole ? "0" + number(exact) : number(exact);
    }

    /** Money kept in đồng, shown in millions: 56016100000 as {@code 56.016,1}. */
    public static String millions(BigDecimal dong) {
        return number(dong.movePointLeft(6));
    }

    /** Money kept in đồng, shown in billions (tỷ). */
    public static String billions(BigDecimal dong) {
        return number(dong.movePointLeft(9));
    }

    /** A day as prose writes it: zero before days under 10 and before January and February: {@code 05/9/2025}. */
    public static String day(@Nullable LocalDate day) {
        if (day == null) {
            return "";
        }
        int month = day.getMonthValue();
        return "%02d/%s/%d".formatted(day.getDayOfMonth(), month < 3 ? "0" + month : month, day.getYear());
    }

    /** A day as the head of a document writes it: {@code ngày 05 tháng 9 năm 2025}. */
    public static String longDay(LocalDate day) {
        int month = day.getMonthValue();
        return "ngày %02d tháng %s năm %d"
                .formatted(day.getDayOfMonth(), month < 3 ? "0" + month : month, day.getYear());
    }

    /** A moment to the second, on this country's clock. */
    public static String moment(Instant moment) {
        return MINUTE.format(moment.atZone(ZONE));
    }

    /** Today on this country's clock. */
    public static LocalDate today() {
        return LocalDate.now(ZONE);
    }

    /**
     * Reads {@code 05/9/2025} or {@code 2025-09-05}; empty for anything that is not a day of the calendar of the years 1 to
     * 9999, which forms, the database and the documents can all write.
     */
    public static Optional<LocalDate> readDay(String text) {
        return anyDay(text).filter(Vietnamese::isWritable);
    }

    private static boolean isWritable(LocalDate day) {
        return day.getYear() >= 1 && day.getYear() <= 9999;
    }

    private static Optional<LocalDate> anyDay(String text) {
        try {
            Matcher dayFirst = DAY_FIRST.matcher(text.strip());
            if (dayFirst.matches()) {
                return Optional.of(LocalDate.of(
                        Integer.parseInt(dayFirst.group(3)),
                        Integer.parseInt(dayFirst.group(2)),
                        Integer.parseInt(dayFirst.group(1))));
            }
            return Optional.of(iso(text.strip()));
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }

    /** As {@link LocalDate#parse}; the form nearly all days have is read without its formatter. */
    private static LocalDate iso(String text) {
        if (text.length() != ISO_LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return LocalDate.parse(text);
        }
        for (int index = 0; index < ISO_LENGTH; index++) {
            boolean digit = text.charAt(index) >= '0' && text.charAt(index) <= '9';
            if (!digit && index != 4 && index != 7) {
                return LocalDate.parse(text);
            }
        }
        return LocalDate.of(
                Integer.parseInt(text, 0, 4, 10), Integer.parseInt(text, 5, 7, 10), Integer.parseInt(text, 8, 10, 10));
    }

    /** Reads {@code 14:30 05/9/2025}, {@code 05/9/2025 14:30} and ISO 8601, on this country's clock where none is named. */
    public static Optional<OffsetDateTime> readMoment(String text) {
        return anyMoment(text.strip()).filter(moment -> isWritable(moment.toLocalDate()));
    }

    private static Optional<OffsetDateTime> anyMoment(String plain) {
        try {
            Matcher timeFirst = TIME_FIRST.matcher(plain);
            Matcher dayFirst = TIME_LAST.matcher(plain);
            boolean first = timeFirst.matches();
            if (first || dayFirst.matches()) {
                String time = first ? timeFirst.group(1) : dayFirst.group(2);
                return readDay(first ? timeFirst.group(2) : dayFirst.group(1))
                        .map(day -> day.atTime(LocalTime.parse(time.length() == 4 ? "0" + time : time)))
                        .map(moment -> moment.atZone(ZONE).toOffsetDateTime());
            }
            if (plain.length() > 16 && plain.matches(".*(Z|[+-]\\d{2}:?\\d{2})$")) {
                return Optional.of(
                        OffsetDateTime.parse(plain).atZoneSameInstant(ZONE).toOffsetDateTime());
            }
            return Optional.of(LocalDateTime.parse(plain).atZone(ZONE).toOffsetDateTime());
        } catch (DateTimeException notAMoment) {
            return Optional.empty();
        }
    }

    /** A moment as prose writes it: {@code 14:30 ngày 05/9/2025}. */
    public static String moment(OffsetDateTime moment) {
        var local = moment.atZoneSameInstant(ZONE);
        return "%02d:%02d ngày %s".formatted(local.getHour(), local.getMinute(), day(local.toLocalDate()));
    }

    /**
     * Reads {@code 1.234,56}, {@code 1234,56} and {@code 1234.56}; empty for anything else. A dot followed by groups of
     * exactly three digits groups thousands, as Vietnamese writes it.
     */
    public static Optional<BigDecimal> readNumber(String text) {
        String compact = text.strip().replace("\u00a0", "").replace(" ", "");
        if (compact.length() > 40) {
            return Optional.empty();
        }
        if (GROUPED.matcher(compact).matches()) {
            return Optional.of(new BigDecimal(compact.replace(".", "").replace(',', '.')));
        }
        if (PLAIN.matcher(compact).matches()) {
            return Optional.of(new BigDecimal(compact.replace(',', '.')));
        }
        return Optional.empty();
    }

    /** Text as it is stored: Unicode NFC, no white space at the ends. */
    public static String clean(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    }

    /**
     * Text as it is searched: lower case, without diacritics, so that {@code hoi} finds {@code Hồi} and both placements
     * of a tone ({@code hoà}, {@code hòa}) are one. The database's function {@code common.fold(text)} does the same.
     */
    public static String fold(String text) {
        String bare = Normalizer.normalize(text.toLowerCase(LOCALE), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
        return Normalizer.normalize(bare.replace('đ', 'd'), Normalizer.Form.NFC);
    }

    /** Vietnamese order of words. */
    public static Collator collator() {
        return Collator.getInstance(LOCALE);
    }

    /** As appendices are numbered: I, II, IV; from 1. */
    public static String roman(int number) {
        int[] values = {100, 90, 50, 40, 10, 9, 5, 4, 1};
        String[] signs = {"C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};
        var roman = new StringBuilder();
        int left = number;
        for (int index = 0; index < values.length; index++) {
            while (left >= values[index]) {
                roman.append(signs[index]);
                left -= values[index];
            }
        }
        return roman.toString();
    }
}
