package vn.hoi.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which lines are asked for: by each named property any of its values; an empty value stands for none.
 *
 * @param where values by property, the names of {@link #NAMES}
 * @param units ids of spending units; null for all
 */
public record LineFilter(
        Map<String, List<String>> where, @Nullable Set<Integer> units) {

    /** What lines are told apart by. */
    public static final List<String> NAMES = List.of(
            "year",
            "cumulative",
            "unit",
            "level",
            "nature",
            "autonomous",
            "heading",
            "chapter",
            "type",
            "item",
            "sub-item",
            "source",
            "programme",
            "field",
            "project",
            "task",
            "line");

    /** Every line. */
    public static final LineFilter ALL = new LineFilter(Map.of(), null);

    /** Lines of a year's own budget: what was taken over as one sum of several years is left out. */
    public static LineFilter ofYear(int year) {
        Map<String, List<String>> where = new LinkedHashMap<>();
        where.put("year", List.of(String.valueOf(year)));
        where.put("cumulative", List.of("false"));
        return new LineFilter(where, null);
    }

    /** The same, narrowed further. */
    public LineFilter and(String name, String value) {
        Map<String, List<String>> further = new LinkedHashMap<>(where);
        further.put(name, List.of(value));
        return new LineFilter(further, units);
    }

    String @Nullable [] values(String name) {
        List<String> values = where.get(name);
        return values == null ? null : values.toArray(String[]::new);
    }

    Integer @Nullable [] unitIds() {
        return units == null ? null : units.toArray(Integer[]::new);
    }
}
