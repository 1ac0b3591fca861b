package vn.hoi.register;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.JSONB;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Vietnamese;

/**
 * Every record of a register with every column, written straight from the database: some millions of rows need no memory.
 * Columns are named as declared; units stand by their codes, days and moments in ISO 8601.
 */
@Component
public class RegisterExport {

    /** What is written. */
    public enum Form {
        /** RFC 4180 with a heading; what a spreadsheet would run as a formula begins with an apostrophe. */
        CSV("with (format csv, header true, encoding 'UTF8')"),
        /** One JSON object a line, every value as it is kept. */
        // JSON holds no such characters, so nothing is ever quoted
        JSONL("with (format csv, quote e'\\x01', delimiter e'\\x02', encoding 'UTF8')");

        private final String options;

        Form(String options) {
            this.options = options;
        }
    }

    private static final int TOLD_EVERY = 50_000;
    private static final String FORMULA = "^'*[=+@\\t\\r\\n＝＋－＠-]";

    private final DSLContext database;
    private final DataSource source;
    private final Registers registers;

    RegisterExport(DSLContext database, DataSource source, Registers registers) {
        this.database = database;
        this.source = source;
        this.registers = registers;
    }

    /** Ids of the columns that hold personal data, those inside small tables as {@code column.inner}. */
    public static List<String> personal(Register register) {
        List<String> personal = new ArrayList<>();
        for (Column column : register.columns()) {
            if (column.personal()) {
                personal.add(column.id());
            }
            column.columns().stream()
                    .filter(inner -> inner.personal() && !column.personal())
                    .forEach(inner -> personal.add(column.id() + "." + inner.id()));
        }
        return personal;
    }

    /**
     * Writes a register, in the order its records were entered, within the running transaction.
     *
     * @param personal whether columns of personal data are written; otherwise they are left out
     * @param told hears now and then how many records are written
     * @return how many were written
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long write(Register register, Form form, boolean personal, OutputStream out, LongConsumer told)
            throws IOException {
        database.select(setting("TimeZone", Vietnamese.ZONE.getId()), setting("DateStyle", "ISO"))
                .fetch();
        String select = database.renderInlined(form == Form.CSV ? csv(register, personal) : json(register, personal));
        try {
            CopyOut copy = DataSourceUtils.getConnection(source)
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (" + select + ") to stdout " + form.options);
            // the heading comes as a row
            long rows = form == Form.CSV ? -1 : 0;
            for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                out.write(row);
                rows++;
                if (rows > 0 && rows % TOLD_EVERY == 0) {
                    told.accept(rows);
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("«" + register.id() + "»: " + e.getMessage(), e);
        }
    }

    private static Field<String> setting(String name, String value) {
        return DSL.function(DSL.name("set_config"), SQLDataType.CLOB, DSL.val(name), DSL.val(value), DSL.val(true));
    }

    private Select<?> csv(Register register, boolean personal) {
        return DSL.select(columns(register, personal, true))
                .from(RecordTable.of(register))
                .orderBy(RecordTable.id());
    }

    private Select<?> json(Register register, boolean personal) {
        Table<?> rows = DSL.select(columns(register, personal, false))
                .from(RecordTable.of(register))
                .orderBy(RecordTable.id())
                .asTable("one");
        return DSL.select(DSL.function(DSL.name("row_to_json"), SQLDataType.JSON, DSL.field(DSL.name("one"))))
                .from(rows);
    }

    private List<Field<?>> columns(Register register, boolean personal, boolean flat) {
        List<Field<?>> fields = new ArrayList<>();
        for (String id : register.rowColumns()) {
            Column column = register.findColumn(id).orElse(null);
            Field<?> field = RecordTable.column(register, id);
            if (column == null) {
                fields.add((id.equals("unit") || id.equals("place")
                                ? code(RecordTable.integer(id))
                                : id.equals("note") ? text(field, flat) : field)
                        .as(DSL.name(id)));
            } else if (personal || !column.personal()) {
                fields.add(value(column, field, personal, flat).as(DSL.name(id)));
            }
        }
        for (Column column : PartyLinks.linked(registers, register)) {
            if (personal || !column.personal()) {
                fields.add(PartyLinks.field(column).as(DSL.name(column.id() + PartyLinks.SUFFIX)));
            }
        }
        fields.addAll(kept(register, flat));
        return fields;
    }

    /** What the table keeps of a record beside its values. */
    private static List<Field<?>> kept(Register register, boolean flat) {
        List<Field<?>> fields = new ArrayList<>(List.of(
                RecordTable.id(),
                RecordTable.integer("version"),
                RecordTable.integer("unit").as(DSL.name("unit-id")),
                RecordTable.integer("place").as(DSL.name("place-id")),
                DSL.field(DSL.name("loaded_in"), SQLDataType.BIGINT).as(DSL.name("loaded-in")),
                plain(Moves.days(), flat).as(DSL.name("moved-on")),
                plain(Moves.left(), flat).as(DSL.name("moved-from"))));
        if (register.hasSteps()) {
            fields.add(RecordTable.integer("lifecycle"));
        }
        if (register.deadline() != null) {
            fields.add(moment(RecordTable.moment("due_at"), flat).as(DSL.name("due-at")));
            fields.add(moment(RecordTable.moment("due_paused_at"), flat).as(DSL.name("due-paused-at")));
        }
        return fields;
    }

    private static Field<?> value(Column column, Field<?> field, boolean personal, boolean flat) {
        return switch (column.type()) {
            case TEXT, LONG_TEXT, PARTY, IDENTIFIER -> text(field, flat);
            case UNIT -> code(field.coerce(SQLDataType.INTEGER));
            case DATE_TIME -> moment(field, flat);
            case ROWS -> personal ? field : withoutPersonal(column, field);
            case REFERENCES, FILES -> plain(field, flat);
            case LOCATION -> location(field);
            default -> field;
        };
    }

    private static Field<String> code(Field<Integer> unit) {
        Table<?> units = DSL.table(DSL.name("unit", "unit")).as("named");
        return DSL.field(DSL.select(DSL.field(DSL.name("named", "code"), SQLDataType.CLOB))
                .from(units)
                .where(DSL.field(DSL.name("named", "id"), SQLDataType.INTEGER).eq(unit)));
    }

    private static Field<?> text(Field<?> field, boolean flat) {
        Field<String> text = field.coerce(SQLDataType.CLOB);
        return flat
                ? DSL.when(text.likeRegex(FORMULA), DSL.inline("'").concat(text))
                        .otherwise(text)
                : text;
    }

    /** In a table a list is the JSON of it. */
    private static Field<?> plain(Field<?> list, boolean flat) {
        return flat ? json(list) : list;
    }

    private static Field<JSON> json(Field<?> value) {
        return DSL.when(value.isNotNull(), DSL.function(DSL.name("to_json"), SQLDataType.JSON, value));
    }

    /** With the T between day and time, as in JSON. */
    private static Field<?> moment(Field<?> moment, boolean flat) {
        return flat
                ? DSL.function(
                        DSL.name("btrim"), SQLDataType.CLOB, json(moment).cast(SQLDataType.CLOB), DSL.inline("\""))
                : moment;
    }

    private static Field<JSON> location(Field<?> point) {
        @SuppressWarnings("unchecked")
        Field<java.math.BigDecimal[]> pair = (Field<java.math.BigDecimal[]>) point;
        return DSL.when(
                pair.isNotNull(),
                DSL.function(
                        DSL.name("json_build_object"),
                        SQLDataType.JSON,
                        DSL.inline("longitude"),
                        DSL.arrayGet(pair, 1),
                        DSL.inline("latitude"),
                        DSL.arrayGet(pair, 2)));
    }

    private static Field<?> withoutPersonal(Column column, Field<?> field) {
        String[] personal = column.columns().stream()
                .filter(Column::personal)
                .map(Column::id)
                .toArray(String[]::new);
        if (personal.length == 0) {
            return field;
        }
        Table<?> rows = DSL.select(DSL.function(DSL.name("jsonb_array_elements"), SQLDataType.JSONB, field)
                        .as(DSL.name("element")))
                .asTable("rows");
        Field<JSONB> element = DSL.field(DSL.name("rows", "element"), SQLDataType.JSONB);
        return DSL.field(DSL.select(DSL.function(
                        DSL.name("jsonb_agg"),
                        SQLDataType.JSONB,
                        DSL.function(DSL.name("jsonb_delete"), SQLDataType.JSONB, element, DSL.inline(personal))))
                .from(rows));
    }
}
