package vn.hoi.register;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Problem;
import vn.hoi.common.Problem.Fault;
import vn.hoi.common.Rights;
import vn.hoi.journal.Journal;
import vn.hoi.unit.Units;

/** Adds, changes, finds and lists records. Every write is one transaction with its journal entry and its figures. */
@Component
public class Records {

    /**
     * A page of a list.
     *
     * @param next cursor of the page after; null on the last one
     */
    public record Page(List<Row> rows, @Nullable String next) {}

    /** What a stale edit began from is no longer what stands: both are shown and nothing is written. */
    public static final String STALE = "REG-409";

    private final DSLContext database;
    private final Units units;
    private final Journal journal;
    private final Rights rights;

    Records(DSLContext database, Units units, Journal journal, Rights rights) {
        this.database = database;
        this.units = units;
        this.journal = journal;
        this.rights = rights;
    }

    public Optional<Row> find(Register register, String code) {
        return database.select(fields(register))
                .from(RecordTable.of(register))
                .where(RecordTable.text("code").eq(code))
                .fetchOptional()
                .map(record -> row(register, record));
    }

    /** @throws Problem REG-406 when there is none */
    public Row get(Register register, String code) {
        return find(register, code)
                .orElseThrow(() -> Problem.unknown(
                        "REG-406",
                        "Sổ " + register.name().vi() + " không có bản ghi «" + code + "»; tìm lại trong danh sách."));
    }

    /**
     * Adds a record.
     *
     * @param typed text by column id, as a form or a machine sends it
     * @throws Problem REG-422 with a fault for each wrong value; nothing is written then
     */
    @Transactional
    public Row create(Register register, Map<String, String> typed) {
        refuseWithoutRight(register);
        Map<String, @Nullable Object> values = checked(register, typed);
        // many records at once are numbered in memory: meanwhile single ones of this register wait
        RecordLoading.shareNumbers(database, register);
        String given = typed.getOrDefault("code", "").strip();
        String code = given.isEmpty() ? nextCode(register, values) : given;
        while (given.isEmpty() && find(register, code).isPresent()) {
            // someone gave this code by hand before its turn came
            code = nextCode(register, values);
        }
        Map<Field<?>, @Nullable Object> columns = columns(register, values);
        columns.put(RecordTable.text("code"), code);
        try {
            database.insertInto(RecordTable.of(register)).set(columns).execute();
        } catch (IntegrityConstraintViolationException e) {
            throw violation(register, e);
        }
        Map<String, Journal.Change> changes = new LinkedHashMap<>();
        values.forEach((column, value) -> {
            if (value != null) {
                changes.put(column, new Journal.Change(null, shown(column, register, value)));
            }
        });
        journal.write(subject(register, code), "created", changes, null);
        return get(register, code);
    }

    /**
     * Changes a record.
     *
     * @param version the one the edit began from
     * @param typed text of the columns to change; columns not named stay as they are
     * @throws Problem REG-409 when someone else changed it since, REG-422 with a fault for each wrong value
     */
    @Transactional
    public Row change(Register register, String code, int version, Map<String, String> typed) {
        refuseWithoutRight(register);
        Row before = database.select(fields(register))
                .from(RecordTable.of(register))
                .where(RecordTable.text("code").eq(code))
                .forUpdate()
                .fetchOptional()
                .map(record -> row(register, record))
                .orElseGet(() -> get(register, code));
        Map<String, String> whole = texts(register, before);
        whole.remove("code");
        whole.putAll(typed);
        if (before.version() != version) {
            throw new Problem(
                    409,
                    STALE,
                    "Bản ghi đã được người khác sửa sau khi bạn mở; so sánh hai bản rồi gửi lại.",
                    List.of(),
                    Map.of("current", json(register, before), "version", before.version()));
        }
        Map<String, @Nullable Object> values = checked(register, whole);
        Map<String, Journal.Change> changes = new LinkedHashMap<>();
        values.forEach((column, value) -> {
            @Nullable Object old = before.value(column);
            if (!same(old, value)) {
                changes.put(column, new Journal.Change(shown(column, register, old), shown(column, register, value)));
            }
        });
        if (changes.isEmpty()) {
            return before;
        }
        Map<Field<?>, @Nullable Object> columns = columns(register, values);
        columns.put(RecordTable.integer("version"), version + 1);
        try {
            database.update(RecordTable.of(register))
                    .set(columns)
                    .where(RecordTable.id().eq(before.id()))
                    .execute();
        } catch (IntegrityConstraintViolationException e) {
            throw violation(register, e);
        }
        journal.write(subject(register, code), "changed", changes, null);
        return get(register, code);
    }

    private static boolean same(@Nullable Object a, @Nullable Object b) {
        return a instanceof java.math.BigDecimal x && b instanceof java.math.BigDecimal y
                ? x.compareTo(y) == 0
                : Objects.equals(a, b);
    }

    private void refuseWithoutRight(Register register) {
        if (!rights.mayWrite(register.id())) {
            throw new Problem(403, "REG-407", "Bạn không có quyền ghi vào sổ này; đề nghị quản trị cấp quyền.");
        }
    }

    private Map<String, @Nullable Object> checked(Register register, Map<String, String> typed) {
        Values values = Values.read(register, units, typed);
        if (!values.faults().isEmpty()) {
            throw new Problem(
                    422,
                    "REG-422",
                    "Có " + values.faults().size() + " chỗ cần sửa; chưa có gì được ghi.",
                    values.faults(),
                    Map.of());
        }
        return values.values();
    }

    /** Turns a broken constraint into the sentence a person can act on. */
    private static Problem violation(Register register, IntegrityConstraintViolationException broken) {
        SQLException cause = broken.getCause(SQLException.class);
        String text = String.valueOf(cause == null ? broken.getMessage() : cause.getMessage());
        Fault fault = new Fault("", "VAL-013", "Giá trị không hợp lệ với ràng buộc của sổ; kiểm tra lại các ô");
        if (text.contains(register.table() + "_code")) {
            fault = new Fault("code", "VAL-009", "Mã này đã có trong sổ; bỏ trống để hệ thống cấp mã");
        }
        for (Column column : register.columns()) {
            if (text.contains(column.sql() + "_unique")) {
                fault = new Fault(
                        column.id(),
                        "VAL-009",
                        "«" + column.name().vi() + "» này đã có ở một bản ghi khác; tìm bản ghi đó trước khi thêm");
            }
        }
        return new Problem(422, "REG-422", "Có 1 chỗ cần sửa; chưa có gì được ghi.", List.of(fault), Map.of());
    }

    private String nextCode(Register register, Map<String, @Nullable Object> values) {
        return register.code()
                .make(
                        units.get((Integer) Objects.requireNonNull(values.get("unit")))
                                .code(),
                        units.get((Integer) Objects.requireNonNull(values.get("place")))
                                .code(),
                        column -> (LocalDate) Objects.requireNonNull(values.get(column)),
                        prefix -> nextNumber(register, prefix));
    }

    private long nextNumber(Register register, String prefix) {
        Field<Long> last = DSL.field(DSL.name("last"), Long.class);
        return Objects.requireNonNull(database.insertInto(
                        DSL.table(DSL.name("register", "sequence")),
                        RecordTable.text("register"),
                        RecordTable.text("prefix"),
                        last,
                        RecordTable.yesNo("single"))
                .values(register.id(), prefix, 1L, true)
                .onConflict(RecordTable.text("register"), RecordTable.text("prefix"))
                .doUpdate()
                .set(last, DSL.field(DSL.name("sequence", "last"), Long.class).plus(1L))
                .set(RecordTable.yesNo("single"), true)
                .returningResult(last)
                .fetchSingle()
                .value1());
    }

    private static Map<Field<?>, @Nullable Object> columns(Register register, Map<String, @Nullable Object> values) {
        Map<Field<?>, @Nullable Object> columns = new LinkedHashMap<>();
        values.forEach((column, value) -> columns.put(RecordTable.column(register, column), value));
        return columns;
    }

    /** A page of the list, in the order asked for, found by key and never by offset. */
    public Page page(Register register, RecordQuery query) {
        List<Row> rows = new ArrayList<>();
        int wanted = query.limit() + 1;
        @Nullable Column sort = query.sort();
        Cursored start = Cursored.read(query.after());
        if (sort == null) {
            Condition from = start == null
                    ? DSL.noCondition()
                    : query.ascending()
                            ? RecordTable.id().gt(start.id)
                            : RecordTable.id().lt(start.id);
            rows.addAll(select(
                    register, query.where().and(from), List.of(order(RecordTable.id(), query.ascending())), wanted));
        } else {
            pageByColumn(register, query, sort, start, wanted, rows);
        }
        @Nullable String next = null;
        if (rows.size() > query.limit()) {
            rows.removeLast();
            Row last = rows.getLast();
            next = new Cursored(last.id(), sort == null ? null : text(last.value(sort.id()))).write();
        }
        return new Page(rows, next);
    }

    /** Empty values come last going down and first going up, so that one index serves both. */
    private void pageByColumn(
            Register register, RecordQuery query, Column sort, @Nullable Cursored start, int wanted, List<Row> rows) {
        Field<Object> field = untyped(register, sort);
        boolean up = query.ascending();
        List<org.jooq.SortField<?>> order =
                List.of(up ? field.asc().nullsFirst() : field.desc().nullsLast(), order(RecordTable.id(), up));
        List<org.jooq.SortField<?>> emptyOrder = List.of(order(RecordTable.id(), up));
        Condition filled = query.where().and(field.isNotNull());
        Condition empty = query.where().and(field.isNull());
        Condition afterFilled = start == null || start.value == null
                ? DSL.noCondition()
                : up
                        ? DSL.row(field, RecordTable.id())
                                .gt(DSL.row(value(register, sort, start.value), DSL.val(start.id)))
                        : DSL.row(field, RecordTable.id())
                                .lt(DSL.row(value(register, sort, start.value), DSL.val(start.id)));
        Condition afterEmpty = start == null || start.value != null
                ? DSL.noCondition()
                : up ? RecordTable.id().gt(start.id) : RecordTable.id().lt(start.id);
        boolean inEmpty = start != null && start.value == null;
        if (up) {
            if (start == null || inEmpty) {
                rows.addAll(select(register, empty.and(afterEmpty), emptyOrder, wanted));
            }
            if (rows.size() < wanted) {
                rows.addAll(select(register, filled.and(afterFilled), order, wanted - rows.size()));
            }
        } else {
            if (!inEmpty) {
                rows.addAll(select(register, filled.and(afterFilled), order, wanted));
            }
            if (rows.size() < wanted) {
                rows.addAll(select(register, empty.and(afterEmpty), emptyOrder, wanted - rows.size()));
            }
        }
    }

    private static org.jooq.SortField<?> order(Field<?> field, boolean ascending) {
        return ascending ? field.asc() : field.desc();
    }

    @SuppressWarnings("unchecked")
    private static Field<Object> untyped(Register register, Column column) {
        Field<?> field = RecordTable.column(register, column.id());
        return (Field<Object>)
                (column.type().isWords() ? ((Field<String>) field).collate(DSL.collation("vi-VN-x-icu")) : field);
    }

    private static Field<Object> value(Register register, Column column, String text) {
        try {
            Object value = switch (column.type()) {
                case DATE -> LocalDate.parse(text);
                case INTEGER, MONEY, UNIT -> Long.parseLong(text);
                case DECIMAL, PERCENT -> new java.math.BigDecimal(text);
                case YES_NO -> Boolean.parseBoolean(text);
                case TEXT, LONG_TEXT, PARTY, CHOICE -> text;
            };
            Field<?> field = RecordTable.column(register, column.id());
            @SuppressWarnings("unchecked")
            Field<Object> typed = (Field<Object>) DSL.val(value).cast(field.getDataType());
            return typed;
        } catch (DateTimeParseException | NumberFormatException e) {
            throw Cursored.unreadable();
        }
    }

    private List<Row> select(Register register, Condition where, List<org.jooq.SortField<?>> order, int limit) {
        return database.select(fields(register))
                .from(RecordTable.of(register))
                .where(where)
                .orderBy(order)
                .limit(limit)
                .fetch(record -> row(register, record));
    }

    /** Every record of the list, one after the other, without holding them. */
    @Transactional(readOnly = true)
    public void forEach(Register register, RecordQuery query, Consumer<Row> consumer) {
        @Nullable Column sort = query.sort();
        List<org.jooq.SortField<?>> order = new ArrayList<>();
        if (sort != null) {
            Field<Object> field = untyped(register, sort);
            order.add(
                    query.ascending() ? field.asc().nullsFirst() : field.desc().nullsLast());
        }
        order.add(order(RecordTable.id(), query.ascending()));
        try (Cursor<Record> cursor = database.select(fields(register))
                .from(RecordTable.of(register))
                .where(query.where())
                .orderBy(order)
                .fetchSize(1000)
                .fetchLazy()) {
            for (Record record : cursor) {
                consumer.accept(row(register, record));
            }
        }
    }

    /** A row for the outside: units as their codes, personal data masked where the person may not read it. */
    public Map<String, @Nullable Object> json(Register register, Row row) {
        Map<String, @Nullable Object> outside = new LinkedHashMap<>();
        row.values().forEach((column, value) -> outside.put(column, shown(column, register, value)));
        return outside;
    }

    private @Nullable Object shown(String id, Register register, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        Optional<Column> column = register.findColumn(id);
        if (column.isPresent() && column.get().personal() && !rights.mayReadPersonal(register.id())) {
            return "•••";
        }
        boolean unit = id.equals("unit")
                || id.equals("place")
                || column.map(declared -> declared.type() == ColumnType.UNIT).orElse(false);
        return unit && value instanceof Integer number ? units.get(number).code() : value;
    }

    /** The record as a form would send it back unchanged. */
    public Map<String, String> texts(Register register, Row row) {
        Map<String, String> texts = new LinkedHashMap<>();
        row.values().forEach((column, value) -> {
            boolean unit = column.equals("unit")
                    || column.equals("place")
                    || register.findColumn(column)
                            .map(declared -> declared.type() == ColumnType.UNIT)
                            .orElse(false);
            if (unit && value instanceof Integer number) {
                texts.put(column, Units.BY_ID + number);
            } else if (value instanceof java.math.BigDecimal number) {
                texts.put(column, number.stripTrailingZeros().toPlainString().replace('.', ','));
            } else {
                texts.put(column, value == null ? "" : value.toString());
            }
        });
        return texts;
    }

    /** How the journal names a record. */
    public static String subject(Register register, String code) {
        return register.id() + "/" + code;
    }

    private static List<SelectField<?>> fields(Register register) {
        List<SelectField<?>> fields = new ArrayList<>(List.of(RecordTable.id(), RecordTable.integer("version")));
        register.rowColumns().forEach(column -> fields.add(RecordTable.column(register, column)));
        return fields;
    }

    private static Row row(Register register, Record record) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        int index = 2;
        for (String column : register.rowColumns()) {
            values.put(column, record.get(index++));
        }
        return new Row(record.get(0, Long.class), record.get(1, Integer.class), values);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** Where a page ended: the last record's number and, when ordered by a column, its value there. */
    private record Cursored(long id, @Nullable String value) {
        String write() {
            String plain = value == null ? String.valueOf(id) : id + ":" + value;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        }

        static @Nullable Cursored read(@Nullable String text) {
            if (text == null) {
                return null;
            }
            try {
                String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
                int colon = plain.indexOf(':');
                return colon < 0
                        ? new Cursored(Long.parseLong(plain), null)
                        : new Cursored(Long.parseLong(plain.substring(0, colon)), plain.substring(colon + 1));
            } catch (IllegalArgumentException e) {
                throw unreadable();
            }
        }

        static Problem unreadable() {
            return Problem.badRequest("REG-408", "Dấu trang «after» không đọc được; mở lại danh sách từ trang đầu.");
        }
    }
}
