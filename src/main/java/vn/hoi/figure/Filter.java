package vn.hoi.figure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import vn.hoi.register.Column;
import vn.hoi.register.ColumnType;
import vn.hoi.register.RecordTable;
import vn.hoi.register.Register;

/**
 * What a column must say for its record to be counted: one of some values, or a value in a range.
 *
 * @param column its id, or {@code state}
 * @param values an empty one stands for no value; empty for a range
 * @param from least value of a range, itself included; null where it is open
 * @param to greatest value of a range, itself included; null where it is open
 */
public record Filter(
        String column,
        List<String> values,
        @Nullable String from,
        @Nullable String to) {

    static Filter of(String column, List<String> values) {
        return new Filter(column, List.copyOf(values), null, null);
    }

    boolean isRange() {
        return values.isEmpty();
    }

    /** As a condition on the register's table; the values are parameters. */
    Condition condition(Register register) {
        if (column.equals("state")) {
            return RecordTable.text("state").in(values);
        }
        Column declared = register.column(column);
        if (isRange()) {
            return declared.type() == ColumnType.DATE
                    ? within(
                            RecordTable.day(declared.sql()),
                            from == null ? null : LocalDate.parse(from),
                            to == null ? null : LocalDate.parse(to))
                    : within(
                            RecordTable.number(declared.sql()),
                            from == null ? null : new BigDecimal(from),
                            to == null ? null : new BigDecimal(to));
        }
        List<String> filled = values.stream().filter(value -> !value.isEmpty()).toList();
        Condition given;
        if (declared.type() == ColumnType.YES_NO) {
            given = RecordTable.yesNo(declared.sql())
                    .in(filled.stream().map(Boolean::valueOf).toList());
        } else if (declared.type().isNumber()) {
            given = RecordTable.number(declared.sql())
                    .in(filled.stream().map(BigDecimal::new).toList());
        } else if (declared.type() == ColumnType.DATE) {
            given = RecordTable.day(declared.sql())
                    .in(filled.stream().map(LocalDate::parse).toList());
        } else {
            given = RecordTable.text(declared.sql()).in(filled);
        }
        if (!values.contains("")) {
            return given;
        }
        Condition empty = RecordTable.text(declared.sql()).isNull();
        return filled.isEmpty() && declared.type() != ColumnType.CHOICE ? empty : given.or(empty);
    }

    private static <T> Condition within(Field<T> field, @Nullable T least, @Nullable T greatest) {
        if (least == null) {
            return field.le(greatest);
        }
        return greatest == null ? field.ge(least) : field.between(least, greatest);
    }
}
