package vn.hoi.demonstration;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An earlier column, or a key of what stands there: {@code kind}, {@code _topic.title}, {@code place.full}, {@code _facility.name}. */
record Reference(int column, @Nullable String key) {

    /** An entry of a table: its keys with the fills behind them. */
    record Entry(Map<String, Fill> values) {}

    @Nullable
    Object of(Making row) {
        Object value = row.values[column];
        if (key == null || value == null) {
            return value;
        }
        if (value instanceof Entry entry) {
            Fill fill = entry.values().get(key);
            return fill == null ? null : fill.fill(row);
        }
        if (value instanceof Earlier.Known known) {
            return known.get(key);
        }
        if (value instanceof Area area) {
            return switch (key) {
                case "name" -> area.shortName();
                case "full" -> area.fullName();
                case "code" -> area.code();
                case "kind" -> area.kind();
                default ->
                    throw new IllegalArgumentException("An area has name, full, code and kind, not '" + key + "'");
            };
        }
        throw new IllegalArgumentException("'" + value + "' has no keys, so no '" + key + "'");
    }
}
