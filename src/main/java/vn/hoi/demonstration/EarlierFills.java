package vn.hoi.demonstration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Fills that refer to records of other registers. */
final class EarlierFills {

    private EarlierFills() {}

    /** The registers a quota file refers to, wherever in it. */
    static Set<String> registers(JsonNode node) {
        Set<String> found = new LinkedHashSet<>();
        collect(node, found);
        return found;
    }

    private static void collect(JsonNode node, Set<String> found) {
        for (String key : List.of("record", "records")) {
            if (node.isObject() && node.path(key).isString()) {
                found.add(node.get(key).asString());
            }
        }
        node.forEach(inner -> collect(inner, found));
    }

    static Fill record(JsonNode node, Scope scope) {
        Choice choice = new Choice(node, node.get("record").asString(), scope);
        return row -> {
            List<Earlier.Known> known = choice.among(row);
            return known.get(row.random.nextInt(known.size()));
        };
    }

    /** Several different ones, by their codes. */
    static Fill records(JsonNode node, Scope scope) {
        Choice choice = new Choice(node, node.get("records").asString(), scope);
        Bounds many = Bounds.parse(node.get("many"), scope);
        return row -> {
            List<Earlier.Known> known = choice.among(row);
            long wanted = Math.min(many.draw(row), known.size());
            Set<String> codes = new LinkedHashSet<>();
            while (codes.size() < wanted) {
                codes.add(known.get(row.random.nextInt(known.size())).code());
            }
            return List.copyOf(codes);
        };
    }

    /** Just these records, of this register or another. */
    static Fill codes(JsonNode node) {
        List<String> codes = new ArrayList<>();
        node.get("codes").forEach(code -> codes.add(code.asString()));
        List<String> fixed = List.copyOf(codes);
        return row -> fixed;
    }

    /** The area that a record named by a column stands in or is answered for by. */
    static Fill areaOf(JsonNode node, String key, Scope scope) {
        Reference of = Fills.reference(node, key, scope);
        String column = key.substring(0, key.indexOf('-'));
        return row -> of.of(row) instanceof Earlier.Known known && known.get(column) instanceof Integer id
                ? scope.places.get(id)
                : null;
    }

    /** The records that fit a row's {@code where:}; where none does, as at a small scale, all. */
    private static final class Choice {

        private final String register;
        private final List<Earlier.Known> all;
        private final Map<String, List<Fill>> where = new LinkedHashMap<>();
        private final Map<String, List<Earlier.Known>> found = new HashMap<>();

        Choice(JsonNode node, String register, Scope scope) {
            this.register = register;
            this.all = scope.earlier.of(register);
            node.path("where").properties().forEach(e -> {
                List<Fill> values = new ArrayList<>();
                (e.getValue().isArray() ? e.getValue() : List.of(e.getValue()))
                        .forEach(value -> values.add(Fills.compile(value, scope)));
                where.put(e.getKey(), values);
            });
        }

        List<Earlier.Known> among(Making row) {
            if (all.isEmpty()) {
                throw new IllegalArgumentException(
                        "There is no record of '" + register + "' to refer to; give it quotas");
            }
            if (where.isEmpty()) {
                return all;
            }
            Map<String, Set<String>> wanted = new LinkedHashMap<>();
            where.forEach((column, values) -> {
                Set<String> texts = new LinkedHashSet<>();
                values.forEach(value -> texts.add(String.valueOf(value.fill(row))));
                wanted.put(column, texts);
            });
            return found.computeIfAbsent(wanted.toString(), key -> {
                List<Earlier.Known> fitting =
                        all.stream().filter(known -> fits(known, wanted)).toList();
                return fitting.isEmpty() ? all : fitting;
            });
        }

        private static boolean fits(Earlier.Known known, Map<String, Set<String>> wanted) {
            return wanted.entrySet().stream().allMatch(e -> {
                @Nullable Object value = known.get(e.getKey());
                return e.getValue().contains(String.valueOf(value));
            });
        }
    }
}
