package vn.hoi.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.Expression;
import vn.hoi.common.Yaml;
import vn.hoi.register.Location;

/** Demonstration rows are held against the declaration of their register, as a person's entries are. */
class DeclaredRowsTest {

    private static final int ROWS_FOR_RULES = 4_000;

    private static final long ROWS_TO_MAKE = 40_000;
    private static final int RECORDS_LEAST = 12;

    private static Quotas quotas() {
        return Province.ALL;
    }

    static List<String> registers() {
        return quotas().registers();
    }

    @Test
    void everyRegisterHasDemonstrationRecords() throws IOException {
        Set<String> declared = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("fields"))) {
            files.filter(path -> path.toString().contains("/registers/"))
                    .forEach(path -> declared.add(path.getFileName().toString().replace(".yaml", "")));
        }
        // parties come into being by what names them
        declared.remove("party");
        assertThat(new TreeSet<>(registers())).isEqualTo(declared);
        assertThat(registers())
                .allSatisfy(register ->
                        assertThat(quotas().count(register, 1)).as(register).isGreaterThanOrEqualTo(RECORDS_LEAST));
    }

    @ParameterizedTest
    @MethodSource("registers")
    void everyRowIsOneThatItsRegisterWouldAccept(String register) throws IOException {
        JsonNode declared = declaration(register);
        Quotas quotas = quotas();
        double scale = Math.min(1, (double) ROWS_TO_MAKE / quotas.count(register, 1));
        QuotaRows rows = Province.rows(quotas, register, scale);
        List<String> known = new ArrayList<>(declared.get("columns").propertyNames());
        known.addAll(List.of("code", "unit", "place", "state", "note"));
        assertThat(known).containsAll(rows.columns());

        Map<String, Expression> rules = new LinkedHashMap<>();
        declared.path("rules")
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
        if (declared.has("states")) {
            assertThat(declared.get("states").propertyNames()).contains((String) row.get("state"));
        }
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
            String problem = problem(column, declared.path("choices"), value);
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
                                && choices.path(column.get("of").asString()).has(id)
                        ? ""
                        : "is no choice";
            case "date" -> value instanceof LocalDate ? "" : "is no date";
            case "money", "integer" ->
                value instanceof Long number && fits(column, BigDecimal.valueOf(number)) ? "" : "is no such number";
            case "decimal", "percent" ->
                value instanceof BigDecimal number && fits(column, number)
                                || value instanceof Long whole && fits(column, BigDecimal.valueOf(whole))
                        ? ""
                        : "is no such number";
            case "yes-no" -> value instanceof Boolean ? "" : "is neither yes nor no";
            case "unit" -> value instanceof Integer ? "" : "is no unit";
            case "location" -> value instanceof Location ? "" : "is no location";
            case "date-time" -> value instanceof OffsetDateTime ? "" : "is no moment";
            case "references" -> value instanceof List<?> codes && !codes.isEmpty() ? "" : "names no records";
            case "rows" -> lines(column, choices, value);
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

    private static boolean fits(JsonNode column, BigDecimal number) {
        return (!column.has("min") || number.compareTo(column.get("min").decimalValue()) >= 0)
                && (!column.has("max") || number.compareTo(column.get("max").decimalValue()) <= 0);
    }

    private static String lines(JsonNode column, JsonNode choices, Object value) {
        if (!(value instanceof String json)) {
            return "is no small table";
        }
        for (JsonNode line : JsonMapper.shared().readTree(json)) {
            for (String key : line.propertyNames()) {
                if (!column.get("columns").has(key)) {
                    return "has no column " + key;
                }
            }
            for (Map.Entry<String, JsonNode> inner : column.get("columns").properties()) {
                JsonNode cell = line.path(inner.getKey());
                if (cell.isMissingNode() || cell.isNull()) {
                    if (inner.getValue().has("required")) {
                        return "lacks " + inner.getKey();
                    }
                    continue;
                }
                String problem = problem(inner.getValue(), choices, cellValue(inner.getValue(), cell));
                if (!problem.isEmpty()) {
                    return inner.getKey() + " " + problem;
                }
            }
        }
        return "";
    }

    private static Object cellValue(JsonNode column, JsonNode cell) {
        return switch (column.get("type").asString()) {
            case "date" -> LocalDate.parse(cell.asString());
            case "date-time" -> OffsetDateTime.parse(cell.asString());
            case "money", "integer" -> cell.asLong();
            case "decimal", "percent" -> cell.decimalValue();
            case "yes-no" -> cell.asBoolean();
            case "unit" -> cell.asInt();
            default -> cell.asString();
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
