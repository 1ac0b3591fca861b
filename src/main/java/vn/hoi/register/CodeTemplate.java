package vn.hoi.register;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Vietnamese;

/**
 * How the code of a record is made: fixed text, {@code {unit.code}}, {@code {place.code}}, a date column
 * ({@code {received-on:yyMMdd}}) and a running number ({@code {seq:5}}) that counts among codes alike in all the rest.
 */
public final class CodeTemplate {

    private static final Pattern PART = Pattern.compile("\\{([a-z][a-z0-9-]*)(?:\\.(code))?(?::([A-Za-z0-9]+))?}");

    /** One piece of a code. */
    private sealed interface Part {
        record Fixed(String text) implements Part {}

        record UnitCode() implements Part {}

        record PlaceCode() implements Part {}

        record Day(String column, DateTimeFormatter format) implements Part {}

        record Number(int width) implements Part {}
    }

    private final String text;
    private final List<Part> parts;

    private CodeTemplate(String text, List<Part> parts) {
        this.text = text;
        this.parts = parts;
    }

    /** @throws IllegalArgumentException with a sentence when the template cannot be used */
    static CodeTemplate of(String text, Map<String, Column> columns) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        Matcher found = PART.matcher(text);
        while (found.find()) {
            parts.add(new Part.Fixed(text.substring(from, found.start())));
            from = found.end();
            parts.add(part(found, columns));
        }
        parts.add(new Part.Fixed(text.substring(from)));
        long numbers = parts.stream().filter(Part.Number.class::isInstance).count();
        boolean stray = parts.stream()
                .anyMatch(
                        part -> part instanceof Part.Fixed fixed && fixed.text().contains("{"));
        if (numbers != 1 || stray) {
            throw new IllegalArgumentException("mã cần đúng một số chạy {seq:N} và không có ngoặc thừa");
        }
        return new CodeTemplate(text, List.copyOf(parts));
    }

    private static Part part(Matcher found, Map<String, Column> columns) {
        String name = found.group(1);
        String format = found.group(3);
        if (name.equals("seq") && format != null && format.matches("[1-9]")) {
            return new Part.Number(Integer.parseInt(format));
        }
        if (found.group(2) != null && format == null) {
            if (name.equals("unit")) {
                return new Part.UnitCode();
            }
            if (name.equals("place")) {
                return new Part.PlaceCode();
            }
        }
        @Nullable Column column = columns.get(name);
        if (column == null || column.type() != ColumnType.DATE || !column.required() || format == null) {
            throw new IllegalArgumentException("phần «" + found.group() + "» không phải là số chạy {seq:N},"
                    + " {unit.code}, {place.code} hay một cột ngày bắt buộc kèm dạng viết {cột:yyMMdd}");
        }
        return new Part.Day(name, DateTimeFormatter.ofPattern(format, Locale.ROOT));
    }

    /**
     * Makes a code.
     *
     * @param unitCode code of the responsible unit
     * @param placeCode code of the place
     * @param day value of a date column
     * @param next gives the next number for a prefix; asked once
     */
    String make(String unitCode, String placeCode, Function<String, LocalDate> day, ToLongFunction<String> next) {
        var code = new StringBuilder();
        int numberAt = 0;
        int width = 0;
        for (Part part : parts) {
            switch (part) {
                case Part.Fixed fixed -> code.append(fixed.text());
                case Part.UnitCode unit -> code.append(upper(unitCode));
                case Part.PlaceCode place -> code.append(upper(placeCode));
                case Part.Day date -> date.format().formatTo(day.apply(date.column()), code);
                case Part.Number number -> {
                    numberAt = code.length();
                    width = number.width();
                }
            }
        }
        String number = Long.toString(next.applyAsLong(code.toString()));
        return code.insert(numberAt, "0".repeat(Math.max(0, width - number.length())) + number)
                .toString();
    }

    /** The running number of a code whose other parts, joined, are this prefix; empty when it is of another shape. */
    static OptionalLong number(String code, String prefix) {
        int digits = code.length() - prefix.length();
        for (int at = 0; digits > 0 && digits <= 18 && at <= prefix.length(); at++) {
            boolean fits = code.startsWith(prefix.substring(0, at)) && code.endsWith(prefix.substring(at));
            String middle = code.substring(at, at + digits);
            if (fits && middle.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return OptionalLong.of(Long.parseLong(middle));
            }
        }
        return OptionalLong.empty();
    }

    private static String upper(String code) {
        boolean plain = code.chars().allMatch(letter -> letter < 128);
        return (plain ? code : Vietnamese.fold(code)).toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return text;
    }
}
