package vn.hoi.register;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** A register's table and columns for queries; identifiers only through {@code DSL.name}. */
public final class RecordTable {

    private RecordTable() {}

    public static Table<Record> of(Register register) {
        return DSL.table(DSL.name("register", register.table()));
    }

    public static Field<Long> id() {
        return DSL.field(DSL.name("id"), SQLDataType.BIGINT);
    }

    public static Field<String> text(String column) {
        return DSL.field(DSL.name(column), SQLDataType.CLOB);
    }

    public static Field<Integer> integer(String column) {
        return DSL.field(DSL.name(column), SQLDataType.INTEGER);
    }

    public static Field<LocalDate> day(String column) {
        return DSL.field(DSL.name(column), SQLDataType.LOCALDATE);
    }

    public static Field<OffsetDateTime> moment(String column) {
        return DSL.field(DSL.name(column), SQLDataType.TIMESTAMPWITHTIMEZONE);
    }

    public static Field<String[]> texts(String column) {
        return DSL.field(DSL.name(column), SQLDataType.CLOB.array());
    }

    public static Field<Boolean> yesNo(String column) {
        return DSL.field(DSL.name(column), SQLDataType.BOOLEAN);
    }

    public static Field<BigDecimal> number(String column) {
        return DSL.field(DSL.name(column), SQLDataType.NUMERIC);
    }

    /** A column of any declared or common name, typed as the register declares it. */
    static Field<?> column(Register register, String id) {
        return switch (id) {
            case "unit", "place" -> integer(id);
            case "code", "state", "note" -> text(id);
            default -> {
                Column column = register.column(id);
                org.jooq.DataType<?> type = switch (column.type()) {
                    case TEXT, LONG_TEXT, PARTY, CHOICE, PERIOD, REFERENCE, IDENTIFIER -> SQLDataType.CLOB;
                    case INTEGER, MONEY -> SQLDataType.BIGINT;
                    case DECIMAL, PERCENT -> SQLDataType.NUMERIC;
                    case DATE -> SQLDataType.LOCALDATE;
                    case YES_NO -> SQLDataType.BOOLEAN;
                    case UNIT -> SQLDataType.INTEGER;
                    case DATE_TIME -> SQLDataType.TIMESTAMPWITHTIMEZONE;
                    case REFERENCES -> SQLDataType.CLOB.array();
                    case ROWS -> SQLDataType.JSONB;
                    case FILES -> SQLDataType.BIGINT.array();
                    case LOCATION -> SQLDataType.NUMERIC.array();
                };
                yield DSL.field(DSL.name(column.sql()), type);
            }
        };
    }
}
