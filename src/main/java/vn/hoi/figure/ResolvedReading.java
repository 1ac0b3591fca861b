package vn.hoi.figure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import vn.hoi.figure.StoredReading.Ask;
import vn.hoi.figure.StoredReading.Row;
import vn.hoi.register.RecordTable;

/** Least, greatest and distinct values cannot be added up: they are taken from the records, of small registers. */
final class ResolvedReading {

    private static final int BREAKDOWNS = 3;

    private final DSLContext database;

    ResolvedReading(DSLContext database) {
        this.database = database;
    }

    /** @param places null for all */
    List<Row> rows(Ask ask, @Nullable Set<Integer> places) {
        Definition.Stored definition = ask.source().definition();
        String column = Objects.requireNonNull(definition.column()).sql();
        boolean distinct = definition.takes() == Definition.Takes.DISTINCT;
        List<Field<?>> keys =
                new ArrayList<>(StoredReading.dimensions(ask, ask.source().place(ask.query())));
        Field<?> value = DSL.field(DSL.name(column), Object.class).cast(SQLDataType.CLOB);
        keys.add((distinct ? value : DSL.inline("")).as("seen"));
        Field<BigDecimal> number = RecordTable.number(column);
        List<SelectField<?>> fields = new ArrayList<>(keys);
        fields.add(DSL.count().as("n"));
        if (!distinct) {
            fields.add(DSL.min(number).as("least"));
            fields.add(DSL.max(number).as("greatest"));
        }
        List<Row> rows = new ArrayList<>();
        Condition counted = ask.source().counted(ask.query(), places);
        // grouped by where they stand, as expressions may not be named there
        List<Field<?>> order = new ArrayList<>();
        for (int index = 1; index <= keys.size(); index++) {
            order.add(DSL.inline(index));
        }
        for (Record row : database.select(fields)
                .from(RecordTable.of(ask.source().register()))
                .where(counted)
                .groupBy(order)) {
            rows.add(new Row(
                    row.get(0, Integer.class),
                    row.get(1, Integer.class),
                    List.of(row.get(2, String.class), row.get(3, String.class), row.get(4, String.class)),
                    row.get(BREAKDOWNS + 3, Long.class),
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    distinct ? null : row.get(BREAKDOWNS + 4, BigDecimal.class),
                    distinct ? null : row.get(BREAKDOWNS + 5, BigDecimal.class),
                    distinct ? row.get(BREAKDOWNS + 2, String.class) : null));
        }
        return rows;
    }
}
