package vn.hoi.register;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.Rights;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Units;

/** A record in its three dresses: as the table keeps it, as the outside reads it, as a form sends it. */
@Component
public class RecordRows {

    private static final TypeReference<List<Map<String, @Nullable Object>>> ROWS = new TypeReference<>() {};
    private static final String MASKED = "•••";

    private final Units units;
    private final Rights rights;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(tools.jackson.databind.DeserializationFeature.USE_LONG_FOR_INTS)
            .enable(tools.jackson.core.StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    RecordRows(Units units, Rights rights) {
        this.units = units;
        this.rights = rights;
    }

    /** What is selected of a table to make rows of it. */
    static List<SelectField<?>> fields(Register register) {
        List<SelectField<?>> fields = new ArrayList<>(List.of(RecordTable.id(), RecordTable.integer("version")));
        register.rowColumns().forEach(column -> fields.add(RecordTable.column(register, column)));
        if (register.hasSteps()) {
            fields.add(RecordTable.integer("lifecycle"));
        }
        if (register.deadline() != null) {
            fields.add(RecordTable.moment("due_at"));
            fields.add(RecordTable.moment("due_paused_at"));
        }
        return fields;
    }

    Row row(Register register, Record record) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        int index = 2;
        for (String column : register.rowColumns()) {
            Object value = record.get(index++);
            values.put(column, value == null ? null : read(register.findColumn(column), value));
        }
        int lifecycle = register.hasSteps() ? record.get(index++, Integer.class) : 0;
        @Nullable OffsetDateTime dueAt = null;
        @Nullable OffsetDateTime pausedAt = null;
        if (register.deadline() != null) {
            dueAt = local(record.get(index++, OffsetDateTime.class));
            pausedAt = local(record.get(index, OffsetDateTime.class));
        }
        return new Row(
                record.get(0, Long.class),
                record.get(1, Integer.class),
                values,
                new Row.Course(lifecycle, dueAt, pausedAt));
    }

    /** A row of these columns alone, which stand in the record behind its number and version. */
    Row row(Register register, List<String> columns, Record record) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        int index = 2;
        for (String column : columns) {
            Object value = record.get(index++);
            values.put(column, value == null ? null : read(register.findColumn(column), value));
        }
        return new Row(record.get(0, Long.class), record.get(1, Integer.class), values, new Row.Course(0, null, null));
    }

    private static @Nullable OffsetDateTime local(@Nullable OffsetDateTime moment) {
        return moment == null ? null : moment.atZoneSameInstant(Vietnamese.ZONE).toOffsetDateTime();
    }

    private Object read(Optional<Column> column, Object value) {
        return switch (value) {
            case OffsetDateTime moment -> java.util.Objects.requireNonNull(local(moment));
            case JSONB text -> rows(column.orElseThrow(), text.data());
            case String[] codes -> List.of(codes);
            case Long[] numbers -> List.of(numbers);
            case BigDecimal[] point -> new Location(point[0], point[1]);
            default -> value;
        };
    }

    /** Inner values come back in the types {@link ValueReading} gave them. */
    private List<Map<String, @Nullable Object>> rows(Column column, String text) {
        List<Map<String, @Nullable Object>> rows = JSON.readValue(text, ROWS);
        for (Map<String, @Nullable Object> row : rows) {
            for (Column inner : column.columns()) {
                Object value = row.get(inner.id());
                if (value != null) {
                    row.put(inner.id(), inner(inner, value));
                }
            }
        }
        return rows;
    }

    private static Object inner(Column column, Object value) {
        return switch (column.type()) {
            case DATE -> LocalDate.parse(value.toString());
            case DATE_TIME -> OffsetDateTime.parse(value.toString());
            case DECIMAL, PERCENT -> new BigDecimal(value.toString());
            case INTEGER, MONEY -> Long.valueOf(value.toString());
            case UNIT -> Integer.valueOf(value.toString());
            default -> value;
        };
    }

    /** Values as the table takes them. */
    Map<Field<?>, @Nullable Object> columns(Register register, Map<String, @Nullable Object> values) {
        Map<Field<?>, @Nullable Object> columns = new LinkedHashMap<>();
        values.forEach((column, value) ->
                columns.put(RecordTable.column(register, column), value == null ? null : kept(value)));
        return columns;
    }

    private Object kept(Object value) {
        return switch (value) {
            case Location point -> new BigDecimal[] {point.longitude(), point.latitude()};
            case List<?> list
            when list.getFirst() instanceof String ->
                list.stream().map(Object::toString).toArray(String[]::new);
            case List<?> list when list.getFirst() instanceof Long -> list.toArray(new Long[0]);
            case List<?> list -> JSONB.valueOf(text(list));
            default -> value;
        };
    }

    /** Rows of a small table as JSON, days and moments in ISO 8601. */
    static String text(List<?> rows) {
        List<Map<Object, @Nullable Object>> plain = new ArrayList<>();
        for (Object row : rows) {
            Map<Object, @Nullable Object> written = new LinkedHashMap<>();
            ((Map<?, ?>) row)
                    .forEach((column, value) -> written.put(
                            column,
                            value instanceof LocalDate || value instanceof OffsetDateTime ? value.toString() : value));
            plain.add(written);
        }
        return JSON.writeValueAsString(plain);
    }

    /** A row for the outside: units as their codes, personal data masked where the person may not read it. */
    public Map<String, @Nullable Object> json(Register register, Row row) {
        Map<String, @Nullable Object> outside = new LinkedHashMap<>();
        row.values().forEach((column, value) -> outside.put(column, shown(column, register, value)));
        return outside;
    }

    /** A value as JSON, CSV and the journal hold it. */
    @Nullable
    Object shown(String id, Register register, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        Optional<Column> column = register.findColumn(id);
        if (column.isPresent() && column.get().personal() && !rights.mayReadPersonal(register.id())) {
            return MASKED;
        }
        if (isUnit(id, column) && value instanceof Integer number) {
            return units.get(number).code();
        }
        return switch (value) {
            case OffsetDateTime moment -> moment.toString();
            case Location point -> Map.of("longitude", point.longitude(), "latitude", point.latitude());
            case List<?> list when list.getFirst() instanceof Map -> shownRows(column.orElseThrow(), register, list);
            default -> value;
        };
    }

    private List<Map<String, @Nullable Object>> shownRows(Column column, Register register, List<?> rows) {
        List<Map<String, @Nullable Object>> shown = new ArrayList<>();
        for (Object row : rows) {
            Map<String, @Nullable Object> written = new LinkedHashMap<>();
            for (Column inner : column.columns()) {
                @Nullable Object value = ((Map<?, ?>) row).get(inner.id());
                boolean masked = inner.personal() && !rights.mayReadPersonal(register.id());
                written.put(
                        inner.id(),
                        value == null
                                ? null
                                : masked
                                        ? MASKED
                                        : value instanceof Integer unit
                                                ? units.get(unit).code()
                                                : value instanceof OffsetDateTime moment ? moment.toString() : value);
            }
            shown.add(written);
        }
        return shown;
    }

    private static boolean isUnit(String id, Optional<Column> column) {
        return id.equals("unit")
                || id.equals("place")
                || column.map(declared -> declared.type() == ColumnType.UNIT).orElse(false);
    }

    /** The record as a form would send it back unchanged; computed columns are not sent. */
    public Map<String, String> texts(Register register, Row row) {
        Map<String, String> texts = new LinkedHashMap<>();
        row.values().forEach((id, value) -> {
            Optional<Column> column = register.findColumn(id);
            if (column.map(declared -> declared.computed() == null).orElse(true)) {
                texts.put(id, value == null ? "" : typed(value));
            }
        });
        return texts;
    }

    /** A value as a form shows it and {@link ValueReading} takes it back. */
    public String typed(Object value) {
        return switch (value) {
            case Integer unit -> Units.BY_ID + unit;
            case BigDecimal number ->
                number.stripTrailingZeros().toPlainString().replace('.', ',');
            case OffsetDateTime moment -> moment.toLocalDateTime().withNano(0).toString();
            case List<?> list when list.getFirst() instanceof Map -> text(typedRows(list));
            case List<?> list ->
                String.join(", ", list.stream().map(Object::toString).toList());
            default -> value.toString();
        };
    }

    private List<Map<Object, Object>> typedRows(List<?> rows) {
        List<Map<Object, Object>> typed = new ArrayList<>();
        for (Object row : rows) {
            Map<Object, Object> written = new LinkedHashMap<>();
            ((Map<?, ?>) row).forEach((column, value) -> {
                if (value != null) {
                    written.put(column, typed(value));
                }
            });
            typed.add(written);
        }
        return typed;
    }

    static List<String> list(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : Arrays.asList();
    }
}
