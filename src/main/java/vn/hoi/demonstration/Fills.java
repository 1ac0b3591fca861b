package vn.hoi.demonstration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns what a quota file says of a column into its {@link Fill}. */
final class Fills {

    private static final Fill NOTHING = row -> null;

    private Fills() {}

    static Fill compile(@Nullable JsonNode node, Scope scope) {
        if (node == null || node.isNull()) {
            return NOTHING;
        }
        if (node.isString()) {
            return Template.compile(node.asString(), scope);
        }
        if (node.isIntegralNumber()) {
            return constant(node.asLong());
        }
        if (node.isNumber()) {
            return constant(node.decimalValue());
        }
        if (node.isBoolean()) {
            return constant(node.asBoolean());
        }
        if (node.isArray()) {
            return oneOf(node, scope);
        }
        return keyword(node, scope);
    }

    private static Fill constant(Object value) {
        return row -> value;
    }

    private static Fill keyword(JsonNode node, Scope scope) {
        for (Map.Entry<String, JsonNode> e : node.properties()) {
            @Nullable
            Fill fill = switch (e.getKey()) {
                case "one-of" -> oneOf(e.getValue(), scope);
                case "by" -> by(node, scope);
                case "chance" -> chance(node, scope);
                case "pick" -> pick(node, scope);
                case "area" -> area(node, scope);
                case "area-of" -> areaOf(node, scope);
                case "parent-of" -> parentOf(node, scope);
                case "date" -> new DateFills.InRange(Days.parse(e.getValue().asString()), scope.workDays);
                case "after" -> DateFills.after(node, scope);
                case "before" -> DateFills.before(node, scope);
                case "plus" -> DateFills.plus(node, scope);
                case "later-of" -> DateFills.laterOf(node, scope);
                case "number" -> NumberFills.number(node, scope);
                case "decimal" -> NumberFills.decimal(node, scope);
                case "share-of" -> NumberFills.shareOf(node, scope);
                case "minus" -> NumberFills.minus(node, scope);
                case "year-of" -> NumberFills.yearOf(node, scope);
                case "record" -> EarlierFills.record(node, scope);
                case "records" -> EarlierFills.records(node, scope);
                case "codes" -> EarlierFills.codes(node);
                case "place-of", "unit-of" -> EarlierFills.areaOf(node, e.getKey(), scope);
                case "rows" -> ShapeFills.rows(node, scope);
                case "identifier" -> ShapeFills.identifier(node);
                case "location" -> ShapeFills.location(node);
                case "moment" -> ShapeFills.moment(node, scope);
                default -> null;
            };
            if (fill != null) {
                return fill;
            }
        }
        throw new IllegalArgumentException(node + " names no known way to fill a column");
    }

    /** Adds the words of a list or a weighted map. */
    static void weighted(JsonNode node, Scope scope, Weighted<Fill> into) {
        if (node.isArray()) {
            node.forEach(item -> into.add(compile(item, scope), 1));
        } else if (node.isObject()) {
            node.properties()
                    .forEach(e -> into.add(
                            Template.compile(e.getKey(), scope), e.getValue().asDouble()));
        } else {
            into.add(compile(node, scope), 1);
        }
    }

    private static Fill oneOf(JsonNode node, Scope scope) {
        Weighted<Fill> choices = new Weighted<>();
        weighted(node, scope, choices);
        return row -> choices.draw(row.random).fill(row);
    }

    private static Fill by(JsonNode node, Scope scope) {
        Reference decides = reference(node, "by", scope);
        Map<String, Fill> cases = new HashMap<>();
        node.properties().forEach(e -> {
            if (!e.getKey().equals("by")) {
                cases.put(e.getKey(), compile(e.getValue(), scope));
            }
        });
        Fill otherwise = cases.getOrDefault("else", NOTHING);
        return row ->
                cases.getOrDefault(String.valueOf(decides.of(row)), otherwise).fill(row);
    }

    private static Fill chance(JsonNode node, Scope scope) {
        double share = node.get("chance").asDouble() / 100;
        Fill then = compile(node.get("then"), scope);
        Fill otherwise = compile(node.get("else"), scope);
        return row -> (row.random.nextDouble() < share ? then : otherwise).fill(row);
    }

    private static Fill pick(JsonNode node, Scope scope) {
        String table = node.get("pick").asString();
        List<String> keys = new ArrayList<>();
        List<Reference> columns = new ArrayList<>();
        for (JsonNode column : node.path("where")) {
            String name = column.asString();
            keys.add(name.startsWith("_") ? name.substring(1) : name);
            columns.add(scope.getReference(name));
        }
        Map<String, Weighted<Reference.Entry>> entries = scope.table(table, keys);
        return row -> {
            String key = "";
            for (Reference column : columns) {
                key = Scope.join(key, String.valueOf(column.of(row)));
            }
            Weighted<Reference.Entry> found = entries.get(key);
            if (found == null) {
                throw new IllegalArgumentException("Table '" + table + "' has no entry for " + keys + " = " + key);
            }
            return found.draw(row.random);
        };
    }

    private static Fill area(JsonNode node, Scope scope) {
        JsonNode area = node.get("area");
        if (!area.isArray()) {
            Area fixed = scope.places.get(area.asString(), null);
            return constant(fixed);
        }
        Set<String> kinds = new LinkedHashSet<>();
        area.forEach(kind -> kinds.add(kind.asString()));
        Places.Dated dated = scope.places.of(kinds);
        Reference on = reference(node, "on", scope);
        return row -> on.of(row) instanceof LocalDate day ? dated.draw(day, row.random) : null;
    }

    private static Fill areaOf(JsonNode node, Scope scope) {
        Reference code = reference(node, "area-of", scope);
        Map<String, Area> known = new HashMap<>();
        return row -> code.of(row) instanceof String text
                ? known.computeIfAbsent(text, wanted -> scope.places.get(wanted, null))
                : null;
    }

    private static Fill parentOf(JsonNode node, Scope scope) {
        Reference child = reference(node, "parent-of", scope);
        return row -> child.of(row) instanceof Area area ? scope.places.parent(area) : null;
    }

    static Reference reference(JsonNode node, String key, Scope scope) {
        JsonNode name = node.get(key);
        if (name == null || !name.isString()) {
            throw new IllegalArgumentException(node + " lacks '" + key + ":', the name of an earlier column");
        }
        return scope.getReference(name.asString());
    }
}
