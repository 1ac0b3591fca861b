package vn.hoi.register;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Addresses of the same list asked otherwise.
 *
 * @param address of the list, without its query
 */
public record ListLinks(String address, RecordQuery query) {

    /** Where in the list the reader stands, and what is marked in it. */
    private static final Set<String> PLACE = Set.of("after", "before", "chosen");

    /** What makes it another list than the one kept under a name. */
    private static final Set<String> PASSING = Set.of("after", "before", "chosen", "view", "limit");

    /** Ordered by this column; the other way round when it already is. */
    public String sorted(Column column) {
        boolean same = query.sort() != null && query.sort().id().equals(column.id());
        Map<String, List<String>> changed = asked(PASSING);
        changed.put("sort", List.of(column.id()));
        changed.put("dir", List.of(same && !query.ascending() ? "asc" : "desc"));
        return with(changed);
    }

    /** How it is ordered by this column now, for {@code aria-sort}. */
    public @Nullable String order(Column column) {
        boolean same = query.sort() != null && query.sort().id().equals(column.id());
        return same ? query.ascending() ? "ascending" : "descending" : null;
    }

    /** Without this value of a filter. */
    public String without(String name, String value) {
        Map<String, List<String>> changed = asked(PASSING);
        List<String> left = changed.getOrDefault(name, List.of()).stream()
                .filter(one -> !one.equals(value))
                .toList();
        if (left.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, left);
        }
        return with(changed);
    }

    /** Its first page. */
    public String first() {
        return with(asked(PLACE));
    }

    /** The page at a cursor; {@code name} is {@code after} or {@code before}. */
    public String page(String name, String cursor) {
        return address + pageQuery(name, cursor);
    }

    /** The query of that page, with its question mark. */
    String pageQuery(String name, String cursor) {
        Map<String, List<String>> changed = asked(PLACE);
        changed.put(name, List.of(cursor));
        return "?" + text(changed);
    }

    /** This very page with all its records chosen. */
    public String allChosen() {
        Map<String, List<String>> changed = asked(Set.of());
        changed.put("chosen", List.of("all"));
        return with(changed);
    }

    /** What is asked for, without where in it the reader stands: filters, order, columns. */
    public String kept() {
        return text(asked(PASSING));
    }

    /** Parameters a form sends again beside its own; {@code own} are not among them. */
    public Map<String, List<String>> beside(String... own) {
        Map<String, List<String>> changed = asked(PASSING);
        List.of(own).forEach(changed::remove);
        return changed;
    }

    private Map<String, List<String>> asked(Set<String> without) {
        Map<String, List<String>> asked = new LinkedHashMap<>(query.asked());
        without.forEach(asked::remove);
        return asked;
    }

    private String with(Map<String, List<String>> parameters) {
        return parameters.isEmpty() ? address : address + "?" + text(parameters);
    }

    static String text(Map<String, List<String>> parameters) {
        List<String> parts = new ArrayList<>();
        parameters.forEach((name, values) -> values.forEach(value -> parts.add(encode(name) + "=" + encode(value))));
        return String.join("&", parts);
    }

    /** The parameters of a query; a part that is no parameter is left out. */
    static MultiValueMap<String, String> read(String query) {
        var parameters = new LinkedMultiValueMap<String, String>();
        for (String part : query.split("&")) {
            int sign = part.indexOf('=');
            if (sign > 0) {
                parameters.add(decode(part.substring(0, sign)), decode(part.substring(sign + 1)));
            }
        }
        return parameters;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
