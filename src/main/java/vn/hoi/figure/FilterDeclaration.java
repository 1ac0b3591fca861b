package vn.hoi.figure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.DeclarationFault;
import vn.hoi.common.Yaml;
import vn.hoi.register.Column;
import vn.hoi.register.ColumnType;
import vn.hoi.register.Register;

/** Reads which records a figure takes: {@code where:} with values, null and ranges. */
final class FilterDeclaration {

    private final Yaml yaml;
    private final String id;

    FilterDeclaration(Yaml yaml, String id) {
        this.yaml = yaml;
        this.id = id;
    }

    /** One filter for each column of a {@code where:}. */
    List<Filter> read(Register register, JsonNode where) {
        List<Filter> filters = new ArrayList<>();
        where.properties().forEach(entry -> filters.add(filter(register, entry.getKey(), entry.getValue())));
        return List.copyOf(filters);
    }

    private Filter filter(Register register, String column, JsonNode value) {
        if (value.isObject()) {
            return range(column(register, column), value);
        }
        List<String> values = texts(value);
        if (column.equals("state")) {
            known(
                    column,
                    values,
                    register.states().stream().map(state -> state.id()).toList());
            return Filter.of(column, values);
        }
        Column declared = column(register, column);
        switch (declared.type()) {
            case CHOICE ->
                known(
                        column,
                        values,
                        register.choices(declared).stream()
                                .map(choice -> choice.id())
                                .toList());
            case YES_NO -> known(column, values, List.of("true", "false"));
            default -> {
                for (String one : values) {
                    if (!one.isEmpty()) {
                        bound(declared, one);
                    }
                }
            }
        }
        return Filter.of(column, values);
    }

    private Filter range(Column column, JsonNode value) {
        if (value.has("below")) {
            throw fault("«below» chỉ dùng cho phần của một số liệu phân tổ theo khoảng", "Dùng from và to");
        }
        @Nullable String from = value.has("from") ? value.path("from").asString() : null;
        @Nullable String to = value.has("to") ? value.path("to").asString() : null;
        Comparable<?> least = bound(column, from);
        Comparable<?> greatest = bound(column, to);
        boolean turned = least instanceof LocalDate first && greatest instanceof LocalDate last
                ? last.isBefore(first)
                : least instanceof BigDecimal low && greatest instanceof BigDecimal high && high.compareTo(low) < 0;
        if (turned) {
            throw fault("khoảng của «" + column.id() + "» kết thúc trước khi bắt đầu", "Đổi chỗ from và to");
        }
        return new Filter(column.id(), List.of(), from, to);
    }

    private @Nullable Comparable<?> bound(Column column, @Nullable String text) {
        if (column.type() != ColumnType.DATE && !column.type().isNumber()) {
            throw fault(
                    "«where» chỉ so sánh được cột chọn, có/không, số, ngày hoặc state",
                    "Đổi cột «" + column.id() + "»; cột chữ chỉ dùng null");
        }
        if (text == null) {
            return null;
        }
        try {
            return column.type() == ColumnType.DATE ? LocalDate.parse(text) : new BigDecimal(text);
        } catch (DateTimeParseException | NumberFormatException e) {
            throw fault(
                    "«" + text + "» không phải là giá trị của «" + column.id() + "»", "Viết số hoặc ngày 2025-12-31");
        }
    }

    /** Refuses a value that is none of those possible; an empty one stands for no value. */
    void known(String column, List<String> values, List<String> possible) {
        for (String value : values) {
            if (!value.isEmpty() && !possible.contains(value)) {
                throw fault("«" + value + "» không phải là giá trị của «" + column + "»", "Các giá trị: " + possible);
            }
        }
    }

    /** One value or several; null as an empty one. */
    static List<String> texts(JsonNode value) {
        List<String> values = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(one -> values.add(one.isNull() ? "" : one.asString()));
        } else {
            values.add(value.isNull() ? "" : value.asString());
        }
        return values;
    }

    /** @throws DeclarationFault naming the columns there are */
    Column column(Register register, String column) {
        return register.findColumn(column)
                .orElseThrow(() -> fault(
                        "sổ «" + register.id() + "» không có cột «" + column + "»",
                        "Các cột: "
                                + register.columns().stream().map(Column::id).toList()));
    }

    private DeclarationFault fault(String wrong, String cure) {
        return Figures.fault(yaml, id, wrong, cure);
    }
}
