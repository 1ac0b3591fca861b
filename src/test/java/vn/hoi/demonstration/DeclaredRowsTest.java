package vn.hoi.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Expression;
import vn.hoi.common.Yaml;

/** Demonstration rows are held against the declaration of their register, as a person's entries are. */
class DeclaredRowsTest {

    private static final int ROWS_FOR_RULES = 4_000;

    @ParameterizedTest
    @ValueSource(
            strings = {"st-task", "ip-title", "initiative", "digital-certificate", "measuring-instrument", "dossier"})
    void everyRowIsOneThatItsRegisterWouldAccept(String register) throws IOException {
        JsonNode declared = declaration(register);
        QuotaRows rows =
                Quotas.read(Province.QUOTAS).rows(register, register.equals("dossier") ? 0.1 : 1, Province.areas());
        List<String> known = new ArrayList<>(declared.get("columns").propertyNames());
        known.addAll(List.of("code", "unit", "place", "state", "note"));
        assertThat(known).containsAll(rows.columns());

        Map<String, Expression> rules = new LinkedHashMap<>();
        declared.get("rules")
                .forEach(rule -> rules.put(
                        rule.get("code").asString(),
                        Expression.overColumns(rule.get("that").asString(), Set.copyOf(known))));
        Map<String, Set<String>> seen = new HashMap<>();
        long every = Math.max(1, rows.size() / ROWS_FOR_RULES);
        long at = 0;
        for (Object[] values : rows) {
            Map<String, Object> row = new HashMap<>();
            known.forEach(column -> row.put(column, null));
            for (int i = 0; i < values.length; i++) {
                row.put(rows.columns().get(i), values[i]);
            }
            accept(declared, row, seen);
            if (at++ % every == 0) {
                rules.forEach((code, rule) ->
                        assertThat(rule.holds(row)).as("%s for %s", code, row).isTrue());
            }
        }
    }

    private static void accept(JsonNode declared, Map<String, Object> row, Map<String, Set<String>> seen) {
        assertThat(declared.get("states").propertyNames()).contains((String) row.get("state"));
        assertThat(row.get("place")).isInstanceOf(Integer.class);
        assertThat(row.get("unit")).isInstanceOf(Integer.class);
        declared.get("columns").properties().forEach(e -> {
            Object value = row.get(e.getKey());
            JsonNode column = e.getValue();
            if (value == null) {
                assertThat(column.has("required"))
                        .as(() -> e.getKey() + " of " + row)
                        .isFalse();
                return;
            }
            String problem = problem(column, declared.get("choices"), value);
            if (!problem.isEmpty()) {
                throw new AssertionError(e.getKey() + " " + problem + ": " + row);
            }
            if (column.has("unique") || column.has("unique-with")) {
                StringBuilder key = new StringBuilder(value.toString());
                column.path("unique-with").forEach(other -> key.append('|').append(row.get(other.asString())));
                assertThat(seen.computeIfAbsent(e.getKey(), k -> new HashSet<>())
                                .add(key.toString()))
                        .as(() -> e.getKey() + " is unique: " + key)
                        .isTrue();
            }
        });
    }

    private static String problem(JsonNode column, JsonNode choices, Object value) {
        return switch (column.get("type").asString()) {
            case "choice" ->
                value instanceof String id
                                && choices.get(column.get("of").asString()).has(id)
                        ? ""
                        : "is no choice";
            case "date" -> value instanceof LocalDate ? "" : "is no date";
            case "money", "integer" ->
                value instanceof Long number
                                && (!column.has("min")
                                        || number >= column.get("min").asLong())
                                && (!column.has("max")
                                        || number <= column.get("max").asLong())
                        ? ""
                        : "is no such number";
            case "decimal" ->
                value instanceof BigDecimal number
                                && number.compareTo(column.get("min").decimalValue()) >= 0
                                && number.compareTo(column.get("max").decimalValue()) <= 0
                        ? ""
                        : "is no such number";
            default -> {
                int longest =
                        column.has("max-length") ? column.get("max-length").asInt() : 300;
                boolean fits = value instanceof String text
                        && !text.isBlank()
                        && text.length() <= longest
                        && !text.contains("{")
                        && (!column.has("pattern")
                                || text.matches(column.get("pattern").asString()));
                yield fits ? "" : "is no such text";
            }
        };
    }

    private static JsonNode declaration(String register) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("fields"))) {
            return Yaml.tree(files.filter(path -> path.endsWith("registers/" + register + ".yaml"))
                    .findFirst()
                    .orElseThrow());
        }
    }
}
