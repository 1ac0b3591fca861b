package vn.hoi.register;

import static vn.hoi.register.HelpPages.pairs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON Schemas (2020-12) of what the addresses of registers answer and take. */
final class ApiSchemas {

    private static final String MASKED = "•••";
    private static final String PERIOD = Period.PATTERN;

    private ApiSchemas() {}

    /** A reference into the document's components. */
    static Map<String, @Nullable Object> to(String schema) {
        return pairs("$ref", "#/components/schemas/" + schema);
    }

    /** The type as a declaration names it. */
    static String typeName(Column column) {
        return column.type().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A row of a list: all columns a record has for the outside. */
    static Map<String, @Nullable Object> row(Register register) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        for (String id : register.rowColumns()) {
            properties.put(
                    id,
                    register.findColumn(id)
                            .map(column -> answered(register, column))
                            .orElseGet(() -> common(register, id)));
        }
        return pairs(
                "type",
                "object",
                "title",
                register.name().vi(),
                "description",
                register.about().vi(),
                "required",
                register.rowColumns(),
                "properties",
                properties);
    }

    /** A record: a row with its version, its parties and its journal. */
    static Map<String, @Nullable Object> record(Register register) {
        Map<String, @Nullable Object> more = pairs(
                "version", pairs("type", "integer", "minimum", 1),
                "journal", pairs("type", "array", "items", to("entry")));
        if (register.columns().stream().anyMatch(column -> column.type() == ColumnType.PARTY)) {
            more.put(
                    "parties",
                    pairs(
                            "type", "object",
                            "description", "Mã của tổ chức, cá nhân theo từng cột ghi tên.",
                            "additionalProperties", pairs("type", "string")));
        }
        return pairs(
                "allOf",
                List.of(
                        to(register.id()),
                        pairs("type", "object", "required", List.of("version", "journal"), "properties", more)));
    }

    private static Map<String, @Nullable Object> common(Register register, String id) {
        return switch (id) {
            case "state" ->
                pairs("enum", register.states().stream().map(State::id).toList(), "title", "Trạng thái");
            case "note" -> pairs("type", List.of("string", "null"), "title", "Ghi chú");
            case "code" -> pairs("type", "string", "title", "Mã");
            case "unit" -> pairs("type", "string", "title", "Mã đơn vị phụ trách");
            default -> pairs("type", "string", "title", "Mã địa bàn");
        };
    }

    private static Map<String, @Nullable Object> answered(Register register, Column column) {
        Map<String, @Nullable Object> value = value(register, column);
        if (!column.required() || column.computed() != null) {
            value = orNull(value);
        }
        if (column.personal()) {
            value = pairs("anyOf", List.of(value, pairs("const", MASKED)));
        }
        return titled(column, value);
    }

    private static Map<String, @Nullable Object> titled(Column column, Map<String, @Nullable Object> schema) {
        schema.put("title", column.name().vi());
        if (column.help() != null) {
            schema.put("description", column.help().vi());
        }
        return schema;
    }

    private static Map<String, @Nullable Object> orNull(Map<String, @Nullable Object> schema) {
        if (schema.get("type") instanceof String type) {
            schema.put("type", List.of(type, "null"));
            return schema;
        }
        return pairs("anyOf", List.of(schema, pairs("type", "null")));
    }

    /** A value as it is answered. */
    private static Map<String, @Nullable Object> value(Register register, Column column) {
        return switch (column.type()) {
            case TEXT, LONG_TEXT, PARTY, UNIT, REFERENCE, IDENTIFIER -> pairs("type", "string");
            case INTEGER, MONEY -> pairs("type", "integer");
            case DECIMAL, PERCENT -> pairs("type", "number");
            case DATE -> pairs("type", "string", "format", "date");
            case DATE_TIME -> pairs("type", "string", "format", "date-time");
            case PERIOD -> pairs("type", "string", "pattern", PERIOD);
            case YES_NO -> pairs("type", "boolean");
            case CHOICE ->
                pairs("enum", register.choices(column).stream().map(Choice::id).toList());
            case REFERENCES -> pairs("type", "array", "items", pairs("type", "string"));
            case FILES -> pairs("type", "array", "items", pairs("type", "integer"));
            case LOCATION ->
                pairs(
                        "type",
                        "object",
                        "required",
                        List.of("longitude", "latitude"),
                        "properties",
                        pairs("longitude", pairs("type", "number"), "latitude", pairs("type", "number")));
            case ROWS -> {
                Map<String, @Nullable Object> inner = new LinkedHashMap<>();
                column.columns().forEach(one -> inner.put(one.id(), answered(register, one)));
                yield pairs("type", "array", "items", pairs("type", "object", "properties", inner));
            }
        };
    }

    /** What is sent to make a record, or to change one: values as JSON or as they would be typed. */
    static Map<String, @Nullable Object> entry(Register register, boolean change) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        if (change) {
            properties.put("version", pairs("type", List.of("integer", "string"), "title", "Phiên bản đã đọc"));
        } else {
            properties.put("code", pairs("type", "string", "title", "Mã; bỏ trống để hệ thống cấp"));
        }
        properties.put("unit", pairs("type", "string", "title", "Mã đơn vị phụ trách"));
        properties.put("place", pairs("type", "string", "title", "Mã địa bàn"));
        if (!register.states().isEmpty() && !register.hasSteps()) {
            properties.put("state", common(register, "state"));
        }
        for (Column column : register.entered()) {
            properties.put(column.id(), titled(column, sent(register, column)));
            if (column.type() == ColumnType.PARTY) {
                properties.put(
                        column.id() + PartyLinks.SUFFIX,
                        pairs("type", "string", "title", column.name().vi() + ": mã tổ chức, cá nhân"));
            }
            if (column.required() && !change) {
                required.add(column.id());
            }
        }
        properties.put("note", pairs("type", List.of("string", "null"), "title", "Ghi chú"));
        Map<String, @Nullable Object> schema = pairs("type", "object", "additionalProperties", false);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("properties", properties);
        return schema;
    }

    private static Map<String, @Nullable Object> sent(Register register, Column column) {
        return switch (column.type()) {
            case INTEGER, MONEY, DECIMAL, PERCENT -> pairs("type", List.of("number", "string", "null"));
            case YES_NO -> pairs("type", List.of("boolean", "string", "null"));
            case REFERENCES, FILES, ROWS, LOCATION ->
                pairs("anyOf", List.of(value(register, column), pairs("type", List.of("string", "null"))));
            default -> orNull(value(register, column));
        };
    }

    /** What a step asks for. */
    static Map<String, @Nullable Object> answers(Register register, Step step) {
        Map<String, @Nullable Object> properties =
                pairs("version", pairs("type", List.of("integer", "string"), "title", "Phiên bản đã đọc"));
        for (String asked : step.asks()) {
            properties.put(
                    asked,
                    register.findColumn(asked)
                            .map(column -> titled(column, sent(register, column)))
                            .orElseGet(() -> pairs("type", "string", "title", "Lý do")));
        }
        Map<String, @Nullable Object> schema = pairs("type", "object", "additionalProperties", false);
        if (!step.asks().isEmpty()) {
            schema.put("required", step.asks());
        }
        schema.put("properties", properties);
        return schema;
    }

    /** A page of rows. */
    static Map<String, @Nullable Object> page(Map<String, @Nullable Object> row) {
        return pairs(
                "type",
                "object",
                "required",
                List.of("rows", "next"),
                "properties",
                pairs(
                        "rows", pairs("type", "array", "items", row),
                        "next",
                                pairs(
                                        "type",
                                        List.of("string", "null"),
                                        "description",
                                        "Địa chỉ trang sau; null ở trang cuối.")));
    }

    /** What is the same for all registers: an entry of a journal, a problem. */
    static Map<String, Map<String, @Nullable Object>> shared() {
        Map<String, Map<String, @Nullable Object>> shared = new LinkedHashMap<>();
        Map<String, @Nullable Object> text = pairs("type", "string");
        shared.put(
                "entry",
                pairs(
                        "type",
                        "object",
                        "required",
                        List.of("id", "at", "account", "subject", "action", "changes"),
                        "properties",
                        pairs(
                                "id", pairs("type", "integer"),
                                "at", pairs("type", "string", "format", "date-time"),
                                "account", text,
                                "subject", text,
                                "action", text,
                                "changes",
                                        pairs(
                                                "type",
                                                "object",
                                                "additionalProperties",
                                                pairs("type", "object", "required", List.of("before", "after"))),
                                "reason", pairs("type", List.of("string", "null")))));
        shared.put(
                "problem",
                pairs(
                        "type",
                        "object",
                        "description",
                        "RFC 9457, với mã ổn định.",
                        "required",
                        List.of("type", "title", "status", "code", "detail", "instance"),
                        "properties",
                        pairs(
                                "type", text,
                                "title", text,
                                "status", pairs("type", "integer"),
                                "code", pairs("type", "string", "pattern", "^[A-Z]{3}-[0-9]{3}$"),
                                "detail", text,
                                "instance", text,
                                "errors",
                                        pairs(
                                                "type",
                                                "array",
                                                "items",
                                                pairs(
                                                        "type",
                                                        "object",
                                                        "required",
                                                        List.of("column", "code", "message"),
                                                        "properties",
                                                        pairs("column", text, "code", text, "message", text))))));
        shared.put(
                "registers",
                page(pairs(
                        "type",
                        "object",
                        "required",
                        List.of("register", "field", "name", "records"),
                        "properties",
                        pairs("register", text, "field", text, "name", text, "records", pairs("type", "integer")))));
        return shared;
    }
}
