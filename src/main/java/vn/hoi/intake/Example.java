package vn.hoi.intake;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Csv;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.Choice;
import vn.hoi.register.Column;
import vn.hoi.register.ColumnType;
import vn.hoi.register.RecordReading;
import vn.hoi.register.Register;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** A file to begin with: the headings of a register and two made-up rows. */
final class Example {

    private Example() {}

    static Csv of(Register register, Units units) {
        List<String> headings = new ArrayList<>();
        for (Column column : RecordReading.takes(register)) {
            headings.add(column.name().vi());
        }
        register.entered().stream()
                .filter(column -> column.type() == ColumnType.ROWS)
                .forEach(table -> table.columns().forEach(inner -> headings.add(heading(table, inner))));
        headings.addAll(List.of("Đơn vị phụ trách", "Địa bàn"));
        if (!register.states().isEmpty()) {
            headings.add("Trạng thái");
        }
        headings.add("Ghi chú");
        List<Map<String, @Nullable Object>> rows = List.of(row(register, units, 1), row(register, units, 2));
        return Csv.of(headings, rows);
    }

    private static Map<String, @Nullable Object> row(Register register, Units units, int number) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (Column column : RecordReading.takes(register)) {
            if (column.required() || number == 1) {
                row.put(column.name().vi(), value(register, column, units, number));
            }
        }
        for (Column table : register.entered()) {
            for (Column inner : table.columns()) {
                if (inner.required() || number == 1) {
                    row.put(heading(table, inner), value(register, inner, units, number));
                }
            }
        }
        row.put("Đơn vị phụ trách", units.province().fullName());
        row.put("Địa bàn", commune(units, number));
        if (!register.states().isEmpty()) {
            row.put("Trạng thái", register.states().getFirst().name().vi());
        }
        row.put("Ghi chú", number == 1 ? "Dòng ví dụ, xóa trước khi nạp" : null);
        return row;
    }

    private static String heading(Column table, Column inner) {
        return table.name().vi() + ": " + inner.name().vi();
    }

    private static String commune(Units units, int number) {
        return units.on(Vietnamese.today()).stream()
                .filter(Unit::isGrassroots)
                .skip(number - 1L)
                .findFirst()
                .map(Unit::fullName)
                .orElse("");
    }

    private static @Nullable Object value(Register register, Column column, Units units, int number) {
        return switch (column.type()) {
            case TEXT, LONG_TEXT, PARTY -> column.pattern() == null ? "Ví dụ " + number : null;
            case INTEGER -> column.min() == null ? BigDecimal.valueOf(number) : column.min();
            case DECIMAL, PERCENT -> column.min() == null ? new BigDecimal("1.5") : column.min();
            case MONEY -> column.min() == null ? BigDecimal.valueOf(1_500_000) : column.min();
            case DATE -> LocalDate.of(Vietnamese.today().getYear(), 1, 4 + number);
            case DATE_TIME -> "08:30 05/01/" + Vietnamese.today().getYear();
            case PERIOD -> "Quý I/" + Vietnamese.today().getYear();
            case YES_NO -> "Có";
            case CHOICE ->
                register.choices(column).stream()
                        .findFirst()
                        .map(Choice::name)
                        .map(name -> name.vi())
                        .orElse(null);
            case UNIT -> units.province().fullName();
            case LOCATION -> "21.8537, 106.7615";
            case REFERENCE, REFERENCES, ROWS, FILES, IDENTIFIER -> null;
        };
    }
}
