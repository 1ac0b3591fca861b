package vn.hoi.register;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Ui;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Columns and values in the reader's words, for the journal and for two versions side by side. */
public final class RecordWords {

    private RecordWords() {}

    /** Name of a declared or common column. */
    public static String column(Ui ui, Register register, String id) {
        return register.findColumn(id).map(column -> ui.l(column.name())).orElseGet(() -> switch (id) {
            case "unit" -> ui.t("unit");
            case "place" -> ui.t("place.long");
            case "state" -> ui.t("state");
            case "note" -> ui.t("note");
            case "code" -> ui.t("code");
            default -> id;
        });
    }

    /** What a form shows for a value of a record. */
    public static String typed(Row row, String id) {
        Object value = row.value(id);
        if (value instanceof Integer unit) {
            return Units.BY_ID + unit;
        }
        return value == null
                ? ""
                : value instanceof BigDecimal number
                        ? number.stripTrailingZeros().toPlainString().replace('.', ',')
                        : value.toString();
    }

    /** A value as the journal keeps it, in words. */
    public static String value(Ui ui, Register register, Units units, String id, @Nullable Object value) {
        if (value == null) {
            return "—";
        }
        if (id.equals("state")) {
            return register.findState(value.toString())
                    .map(state -> ui.l(state.name()))
                    .orElse(value.toString());
        }
        Optional<Column> column = register.findColumn(id);
        boolean unit = id.equals("unit")
                || id.equals("place")
                || column.map(declared -> declared.type() == ColumnType.UNIT).orElse(false);
        if (unit) {
            return units.find(value.toString(), Vietnamese.today())
                    .map(Unit::fullName)
                    .orElse(value.toString());
        }
        if (column.isEmpty()) {
            return value.toString();
        }
        return switch (column.get().type()) {
            case CHOICE -> ui.l(register.choiceName(column.get(), value.toString()));
            case DATE ->
                Vietnamese.readDay(value.toString()).map(Vietnamese::day).orElse(value.toString());
            case YES_NO -> ui.t(Boolean.parseBoolean(value.toString()) ? "yes" : "no");
            case INTEGER, DECIMAL, PERCENT, MONEY ->
                value instanceof Number number
                        ? Vietnamese.number(new BigDecimal(number.toString()))
                        : value.toString();
            default -> value instanceof LocalDate day ? Vietnamese.day(day) : value.toString();
        };
    }
}
