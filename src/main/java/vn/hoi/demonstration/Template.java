package vn.hoi.demonstration;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text with placeholders in braces. */
final class Template implements Fill {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}:]+)(?::([^{}]+))?}");
    private static final Pattern MARKS = Pattern.compile("\\p{M}");
    private static final Set<String> NUMBERS = Set.of("seq", "mix", "digits", "letters");
    private static final String LETTERS = "ABCDEGHKLMNPQRSTVX";

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = parts;
    }

    /** Writes one part of the text. */
    @FunctionalInterface
    private interface Part {
        void write(Making row, StringBuilder out);
    }

    /** A constant if the text holds no placeholder; the value itself, not its text, if it is one placeholder alone. */
    static Fill compile(String text, Scope scope) {
        Matcher found = PLACEHOLDER.matcher(text);
        List<Part> parts = new ArrayList<>();
        int done = 0;
        while (found.find()) {
            if (found.start() == 0 && found.end() == text.length() && found.group(2) == null) {
                return value(found.group(1), scope);
            }
            literal(text.substring(done, found.start()), parts);
            parts.add(part(found.group(1), found.group(2), scope));
            done = found.end();
        }
        if (done == 0) {
            Object constant = constant(text);
            return row -> constant;
        }
        literal(text.substring(done), parts);
        return new Template(parts);
    }

    @Override
    public String fill(Making row) {
        StringBuilder out = row.text;
        int begin = out.length();
        for (Part part : parts) {
            part.write(row, out);
        }
        String made = out.substring(begin);
        out.setLength(begin);
        return made;
    }

    private static Object constant(String text) {
        return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? LocalDate.parse(text) : text;
    }

    private static void literal(String text, List<Part> parts) {
        if (!text.isEmpty()) {
            parts.add((row, out) -> out.append(text));
        }
    }

    private static Fill value(String name, Scope scope) {
        Reference column = scope.findReference(name);
        if (column != null) {
            return column::of;
        }
        Weighted<Fill> words = scope.list(name);
        return row -> words.draw(row.random).fill(row);
    }

    private static Part part(String name, @Nullable String form, Scope scope) {
        if (NUMBERS.contains(name)) {
            return number(name, form == null ? 1 : Integer.parseInt(form));
        }
        Fill value = value(name, scope);
        if (form == null) {
            return (row, out) -> {
                Object found = value.fill(row);
                if (found != null) {
                    out.append(found);
                }
            };
        }
        if (form.equals("mail")) {
            return (row, out) -> out.append(mail(String.valueOf(value.fill(row))));
        }
        return (row, out) -> {
            if (value.fill(row) instanceof LocalDate day) {
                date(day, form, out);
            }
        };
    }

    private static Part number(String name, int digits) {
        return switch (name) {
            case "seq" -> (row, out) -> Numbers.append(out, row.number, digits);
            case "mix" -> (row, out) -> Numbers.append(out, Numbers.mix(row.number, digits), digits);
            case "digits" -> (row, out) -> Numbers.append(out, row.random.nextLong(Numbers.POWERS[digits]), digits);
            default ->
                (row, out) -> {
                    for (int i = 0; i < digits; i++) {
                        out.append(LETTERS.charAt(row.random.nextInt(LETTERS.length())));
                    }
                };
        };
    }

    private static void date(LocalDate day, String form, StringBuilder out) {
        switch (form) {
            case "yyyy" -> out.append(day.getYear());
            case "yy" -> Numbers.append(out, day.getYear() % 100, 2);
            case "MM" -> Numbers.append(out, day.getMonthValue(), 2);
            default -> throw new IllegalArgumentException("A date is written as yyyy, yy or MM, not '" + form + "'");
        }
    }

    /** {@code Nông Thị Hà} becomes {@code hant}: the given name, then the first letters of the others. */
    private static String mail(String name) {
        String plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD))
                .replaceAll("")
                .replace('Đ', 'D')
                .replace('đ', 'd')
                .toLowerCase(Locale.ROOT);
        int last = plain.lastIndexOf(' ');
        StringBuilder out = new StringBuilder(plain.substring(last + 1));
        for (int i = 0; i < last; i++) {
            if (i == 0 || plain.charAt(i - 1) == ' ') {
                out.append(plain.charAt(i));
            }
        }
        return out.toString();
    }
}
