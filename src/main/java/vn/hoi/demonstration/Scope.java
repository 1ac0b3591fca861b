package vn.hoi.demonstration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What fills of one register may refer to: its columns in order, the word lists, the calendar and the areas. */
final class Scope {

    final WorkDays workDays;
    final Places places;
    final Earlier earlier;

    private final Words words;
    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<String, Weighted<Fill>> lists = new HashMap<>();
    private final Map<String, Map<String, Weighted<Reference.Entry>>> tables = new HashMap<>();

    Scope(Iterable<String> columns, Words words, Places places, Earlier earlier) {
        for (String column : columns) {
            this.columns.put(column, this.columns.size());
        }
        this.words = words;
        this.workDays = words.workDays();
        this.places = places;
        this.earlier = earlier;
    }

    /** The column of that name, or a key of it, or null if there is no such column. */
    @Nullable
    Reference findReference(String name) {
        int dot = name.indexOf('.');
        Integer column = columns.get(dot < 0 ? name : name.substring(0, dot));
        return column == null ? null : new Reference(column, dot < 0 ? null : name.substring(dot + 1));
    }

    Reference getReference(String name) {
        Reference found = findReference(name);
        if (found == null) {
            throw new IllegalArgumentException("There is no column '" + name + "' to refer to");
        }
        return found;
    }

    /** The words of a list; they are read when first asked for, since they may name one another. */
    Weighted<Fill> list(String name) {
        Weighted<Fill> known = lists.get(name);
        if (known == null) {
            known = new Weighted<>();
            lists.put(name, known);
            Fills.weighted(words.get(name), this, known);
        }
        return known;
    }

    /** The entries of a table, by the values of the keys named in {@code where}. */
    Map<String, Weighted<Reference.Entry>> table(String name, List<String> where) {
        String id = name + where;
        Map<String, Weighted<Reference.Entry>> known = tables.get(id);
        if (known == null) {
            known = new HashMap<>();
            for (JsonNode node : words.get(name)) {
                addEntry(node, where, known);
            }
            tables.put(id, known);
        }
        return known;
    }

    private void addEntry(JsonNode node, List<String> where, Map<String, Weighted<Reference.Entry>> table) {
        Map<String, Fill> values = new HashMap<>();
        node.properties().forEach(e -> values.put(e.getKey(), Fills.compile(e.getValue(), this)));
        Reference.Entry entry = new Reference.Entry(values);
        double weight = node.has("weight") ? node.get("weight").asDouble() : 1;
        List<String> keys = List.of("");
        for (String column : where) {
            JsonNode value = node.get(column);
            if (value == null) {
                throw new IllegalArgumentException("Entry " + node + " has no '" + column + "' to be found by");
            }
            List<String> longer = new ArrayList<>();
            for (String key : keys) {
                (value.isArray() ? value : List.of(value)).forEach(v -> longer.add(join(key, v.asString())));
            }
            keys = longer;
        }
        keys.forEach(key -> table.computeIfAbsent(key, k -> new Weighted<>()).add(entry, weight));
    }

    static String join(String key, String next) {
        return key.isEmpty() ? next : key + "|" + next;
    }
}
