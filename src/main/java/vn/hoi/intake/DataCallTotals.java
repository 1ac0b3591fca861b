package vn.hoi.intake;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.register.Column;
import vn.hoi.register.ColumnType;
import vn.hoi.register.RecordTable;
import vn.hoi.register.Register;

/** Sums up the answers of a call, column by column, over its units. */
@Component
class DataCallTotals {

    private final DSLContext database;

    DataCallTotals(DSLContext database) {
        this.database = database;
    }

    /** One row for each numeric column, in order. */
    List<DataCallTotal> list(Register register, int asked) {
        List<Column> columns = register.columns().stream()
                .filter(column -> column.type().isNumber())
                .toList();
        if (columns.isEmpty()) {
            return List.of();
        }
        List<SelectField<?>> ofUnit = new ArrayList<>();
        List<SelectField<?>> overUnits = new ArrayList<>();
        for (Column column : columns) {
            Field<BigDecimal> value = RecordTable.number(column.sql());
            ofUnit.add((isShare(column) ? DSL.max(value) : DSL.sum(value)).as(value));
            overUnits.add(DSL.sum(value));
            overUnits.add(DSL.min(value));
            overUnits.add(DSL.max(value));
            overUnits.add(DSL.count(value));
        }
        Table<?> byUnit = DSL.select(ofUnit)
                .from(RecordTable.of(register))
                .where(RecordTable.text("state").ne(DataCallDeclaration.WITHDRAWN))
                .groupBy(RecordTable.integer("unit"))
                .asTable("by_unit");
        Record found = database.select(overUnits).from(byUnit).fetchSingle();
        List<DataCallTotal> totals = new ArrayList<>();
        int at = 0;
        for (Column column : columns) {
            @Nullable BigDecimal sum = found.get(at++, BigDecimal.class);
            @Nullable BigDecimal least = found.get(at++, BigDecimal.class);
            @Nullable BigDecimal most = found.get(at++, BigDecimal.class);
            int known = Objects.requireNonNull(found.get(at++, Integer.class));
            totals.add(new DataCallTotal(column, isShare(column) ? null : sum, least, most, known, asked - known));
        }
        return totals;
    }

    private static boolean isShare(Column column) {
        return column.type() == ColumnType.PERCENT;
    }
}
