package vn.hoi.register;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

    private final String text;
    private final Set<String> dates = new LinkedHashSet<>();

    private CodeTemplate(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException with a sentence when the template cannot be used */
    static CodeTemplate of(String text, Map<String, Column> columns) {
        var template = new CodeTemplate(text);
        boolean running = false;
        Matcher part = PART.matcher(text);
        var rest = new StringBuilder();
        while (part.find()) {
            part.appendReplacement(rest, "");
            String name = part.group(1);
            boolean area = name.equals("unit") || name.equals("place");
            if (name.equals("seq") && part.group(3) != null && part.group(3).matches("[1-9]")) {
                running = true;
            } else if (!area || part.group(2) == null) {
                @Nullable Column column = columns.get(name);
                if (column == null || column.type() != ColumnType.DATE || !column.required() || part.group(3) == null) {
                    throw new IllegalArgumentException("phần «" + part.group() + "» không phải là số chạy {seq:N},"
                            + " {unit.code}, {place.code} hay một cột ngày bắt buộc kèm dạng viết {cột:yyMMdd}");
                }
                template.dates.add(name);
            }
        }
        part.appendTail(rest);
        if (!running || rest.toString().contains("{")) {
            throw new IllegalArgumentException("mã cần đúng một số chạy {seq:N} và không có ngoặc thừa");
        }
        return template;
    }

    /**
     * Makes a code.
     *
     * @param unitCode code of the responsible unit
     * @param placeCode code of the place
     * @param day value of a date column
     * @param next gives the next number for a prefix; asked once
     */
    String make(
            String unitCode,
            String placeCode,
            java.util.function.Function<String, LocalDate> day,
            ToLongFunction<String> next) {
        var prefix = new StringBuilder();
        int seqAt = -1;
        int width = 0;
        Matcher part = PART.matcher(text);
        int from = 0;
        while (part.find()) {
            prefix.append(text, from, part.start());
            from = part.end();
            switch (part.group(1)) {
                case "seq" -> {
                    seqAt = prefix.length();
                    width = Integer.parseInt(part.group(3));
                }
                case "unit" -> prefix.append(upper(unitCode));
                case "place" -> prefix.append(upper(placeCode));
                default ->
                    prefix.append(DateTimeFormatter.ofPattern(part.group(3), Locale.ROOT)
                            .format(day.apply(part.group(1))));
            }
        }
        prefix.append(text, from, text.length());
        long number = next.applyAsLong(prefix.toString());
        return prefix.insert(seqAt, String.format(Locale.ROOT, "%0" + width + "d", number))
                .toString();
    }

    private static String upper(String code) {
        return Vietnamese.fold(code).toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return text;
    }
}
