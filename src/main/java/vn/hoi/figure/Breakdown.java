package vn.hoi.figure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.Column;
import vn.hoi.register.ColumnType;
import vn.hoi.register.RecordTable;
import vn.hoi.register.Register;

/**
 * What a stored figure is broken down by: the values of a column, the state, or classes of a number.
 *
 * @param column null for the state
 * @param bounds where one class of a number ends and the next begins, ascending; empty for values
 */
public record Breakdown(
        String id, Label name, Register register, @Nullable Column column, List<BigDecimal> bounds) {

    private static final Label NONE = new Label("Chưa ghi", "Not given");

    /** Its name in the database. */
    String sql() {
        return column == null ? "state" : column.sql();
    }

    boolean isClassed() {
        return !bounds.isEmpty();
    }

    /** The key that cells keep, as an expression over the register's table; empty where a record has no value. */
    Field<String> key() {
        Field<?> value = isClassed()
                ? DSL.function(
                        DSL.name("width_bucket"),
                        SQLDataType.INTEGER,
                        RecordTable.number(sql()),
                        DSL.cast(
                                DSL.array(bounds.stream().map(DSL::inline).toList()),
                                SQLDataType.NUMERIC.getArrayDataType()))
                : DSL.field(DSL.name(sql()), Object.class);
        return DSL.coalesce(value.cast(SQLDataType.CLOB), DSL.inline(""));
    }

    /** Records with one of these keys. */
    Condition in(List<String> keys) {
        return isClassed()
                ? key().in(keys)
                : Filter.of(column == null ? "state" : column.id(), keys).condition(register);
    }

    /** Names by key in the order they are declared, the key of no value last. */
    public Map<String, Label> keys() {
        Map<String, Label> keys = new LinkedHashMap<>();
        if (isClassed()) {
            for (int number = 0; number <= bounds.size(); number++) {
                keys.put(String.valueOf(number), classed(number));
            }
        } else if (column == null) {
            register.states().forEach(state -> keys.put(state.id(), state.name()));
        } else if (column.type() == ColumnType.YES_NO) {
            keys.put("true", new Label("Có", "Yes"));
            keys.put("false", new Label("Không", "No"));
        } else {
            register.choices(column).forEach(choice -> keys.put(choice.id(), choice.name()));
        }
        keys.put("", NONE);
        return keys;
    }

    /** Name of a key, or the key itself where it is not declared any more. */
    public Label label(String key) {
        return Objects.requireNonNullElseGet(keys().get(key), () -> Label.of(key));
    }

    private Label classed(int number) {
        if (number == 0) {
            String first = Vietnamese.number(bounds.getFirst());
            return new Label("dưới " + first, "below " + first);
        }
        String from = Vietnamese.number(bounds.get(number - 1));
        if (number == bounds.size()) {
            return new Label("từ " + from, from + " and above");
        }
        String to = Vietnamese.number(bounds.get(number));
        return new Label("từ " + from + " đến dưới " + to, from + " to below " + to);
    }

    /** The classes of a range; empty where it does not begin and end at their bounds. */
    List<String> classes(@Nullable BigDecimal from, @Nullable BigDecimal below) {
        int first = from == null ? 0 : at(from) + 1;
        int last = below == null ? bounds.size() : at(below);
        List<String> keys = new ArrayList<>();
        if ((from != null && first == 0) || last < 0) {
            return keys;
        }
        for (int number = first; number <= last; number++) {
            keys.add(String.valueOf(number));
        }
        return keys;
    }

    private int at(BigDecimal bound) {
        for (int index = 0; index < bounds.size(); index++) {
            if (bounds.get(index).compareTo(bound) == 0) {
                return index;
            }
        }
        return -1;
    }
}
