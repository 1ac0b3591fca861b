package vn.hoi.register;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Problem;

/** Reads a record sent as JSON into the texts a form would send. */
final class JsonReading {

    private JsonReading() {}

    /**
     * Text by column id: lists of references and files joined by commas, rows as JSON, a location as latitude and
     * longitude.
     *
     * @throws Problem REG-400 when a value has not the shape of its column
     */
    static Map<String, String> texts(Register register, JsonNode sent) {
        if (!sent.isObject()) {
            throw Problem.badRequest("REG-400", "Cần một đối tượng JSON: mã cột và giá trị.");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        sent.properties()
                .forEach(entry -> texts.put(
                        entry.getKey(),
                        text(
                                entry.getKey(),
                                register.findColumn(entry.getKey())
                                        .map(Column::type)
                                        .orElse(null),
                                entry.getValue())));
        return texts;
    }

    private static String text(String id, @Nullable ColumnType type, JsonNode value) {
        if (!value.isContainer()) {
            return ValueReading.text(value);
        }
        if (value.isArray() && (type == ColumnType.REFERENCES || type == ColumnType.FILES)) {
            if (value.valueStream().anyMatch(JsonNode::isContainer)) {
                throw wrong(id, "một danh sách mã hoặc số");
            }
            return value.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
        }
        if (value.isArray() && type == ColumnType.ROWS) {
            return ValueReading.text(value);
        }
        if (value.isObject() && type == ColumnType.LOCATION) {
            JsonNode latitude = value.path("latitude");
            JsonNode longitude = value.path("longitude");
            if (!latitude.isNumber() || !longitude.isNumber()) {
                throw wrong(id, "{\"longitude\": số, \"latitude\": số}");
            }
            return ValueReading.decimal(latitude) + ", " + ValueReading.decimal(longitude);
        }
        throw wrong(id, type == ColumnType.ROWS ? "một danh sách dòng" : "chữ, số hoặc đúng/sai");
    }

    private static Problem wrong(String id, String shape) {
        return Problem.badRequest("REG-400", "Giá trị của «" + id + "» phải là " + shape + ".");
    }
}
