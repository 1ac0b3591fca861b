package vn.hoi.demonstration;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.Identifier;
import vn.hoi.register.Location;

/** Fills of columns with a shape of their own: small tables, identifiers, locations, moments. */
final class ShapeFills {

    /** No such taxpayer, barcode, agency or citizen has been given these first digits. */
    private static final Map<Identifier, List<String>> NOBODY = Map.of(
            Identifier.TAX_CODE, List.of("99", "98"),
            Identifier.GTIN, List.of("200"),
            Identifier.ORGANISATION_CODE, List.of("H37."),
            Identifier.CITIZEN_ID, List.of("0209"));

    private ShapeFills() {}

    /** Lines of a small table: fixed ones from a list, or {@code many:} alike from a map. */
    static Fill rows(JsonNode node, Scope scope) {
        JsonNode rows = node.get("rows");
        List<Map<String, Fill>> lines = new ArrayList<>();
        (rows.isArray() ? rows : List.of(rows)).forEach(line -> lines.add(line(line, scope)));
        if (rows.isArray()) {
            return row -> json(lines.stream().map(line -> line(line, row)).toList());
        }
        Bounds many = Bounds.parse(node.get("many"), scope);
        return row -> {
            List<Map<String, @Nullable Object>> made = new ArrayList<>();
            for (long left = many.draw(row); left > 0; left--) {
                made.add(line(lines.getFirst(), row));
            }
            return json(made);
        };
    }

    private static Map<String, Fill> line(JsonNode line, Scope scope) {
        Map<String, Fill> fills = new LinkedHashMap<>();
        line.properties().forEach(e -> fills.put(e.getKey(), Fills.compile(e.getValue(), scope)));
        return fills;
    }

    private static Map<String, @Nullable Object> line(Map<String, Fill> fills, Making row) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        fills.forEach((column, fill) -> {
            Object value = fill.fill(row);
            line.put(
                    column,
                    switch (value) {
                        case null -> null;
                        case Area area -> area.id();
                        case LocalDate day -> day.toString();
                        case Earlier.Known known -> known.code();
                        default -> value;
                    });
        });
        return line;
    }

    private static String json(List<Map<String, @Nullable Object>> lines) {
        return JsonMapper.shared().writeValueAsString(lines);
    }

    /** Well-formed, different in every row. */
    static Fill identifier(JsonNode node) {
        Identifier kind = Identifier.of(node.get("identifier").asString());
        List<String> begins = NOBODY.getOrDefault(kind, List.of());
        return row -> begins.stream()
                .flatMap(begin -> kind.complete(begin + padded(row.number, kind)).stream())
                .findFirst()
                .orElse(null);
    }

    private static String padded(long number, Identifier kind) {
        var out = new StringBuilder();
        int digits = switch (kind) {
            case TAX_CODE -> 7;
            case GTIN -> 9;
            case ORGANISATION_CODE -> 3;
            case CITIZEN_ID -> 8;
        };
        Numbers.append(out, kind == Identifier.ORGANISATION_CODE ? number : Numbers.mix(number, digits), digits);
        return out.toString();
    }

    /** A point between two longitudes and two latitudes, to four decimals (about ten metres). */
    static Fill location(JsonNode node) {
        JsonNode bounds = node.get("location");
        BigDecimal[] longitudes = ends(bounds.path(0));
        BigDecimal[] latitudes = ends(bounds.path(1));
        return row -> new Location(between(longitudes, row), between(latitudes, row));
    }

    private static BigDecimal[] ends(JsonNode range) {
        String[] ends = range.asString().split("\\.\\.");
        return new BigDecimal[] {new BigDecimal(ends[0]), new BigDecimal(ends[1])};
    }

    private static BigDecimal between(BigDecimal[] ends, Making row) {
        long from = ends[0].movePointRight(4).longValue();
        long until = ends[1].movePointRight(4).longValue();
        return BigDecimal.valueOf(row.random.nextLong(from, until + 1), 4);
    }

    /** A quarter of an hour on the day another column holds. */
    static Fill moment(JsonNode node, Scope scope) {
        Reference day = Fills.reference(node, "moment", scope);
        Bounds hours = Bounds.parse(node.get("hours"), scope);
        return row -> day.of(row) instanceof LocalDate date
                ? date.atTime(LocalTime.of((int) hours.draw(row), 15 * row.random.nextInt(4)))
                        .atZone(Vietnamese.ZONE)
                        .toOffsetDateTime()
                : null;
    }
}
