package vn.hoi.register;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Problem;
import vn.hoi.common.Problem.Fault;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;
import vn.hoi.unit.Units;

/** Adds, changes, finds and lists records. Every write is one transaction with its journal entry and its figures. */
@Component
public class Records {

    /** What a stale edit began from is no longer what stands: both are shown and nothing is written. */
    public static final String STALE = "REG-409";

    private final DSLContext database;
    private final Units units;
    private final Journal journal;
    private final RecordRows rows;
    private final Known known;
    private final Courses courses;
    private final PartyLinks links;

    /**
     * What goes with a change beside the values of the record.
     *
     * @param links codes of parties sent for columns that hold their names
     * @param told further lines of the journal's entry
     */
    record Beside(Map<String, String> links, Map<String, Journal.Change> told) {
        static final Beside NOTHING = new Beside(Map.of(), Map.of());
    }

    private final WriteRights writeRights;
    private final VisibleRows visible;

    Records(
            DSLContext database,
            Units units,
            Journal journal,
            RecordRows rows,
            Known known,
            Courses courses,
            PartyLinks links,
            WriteRights writeRights,
            VisibleRows visible) {
        this.database = database;
        this.units = units;
        this.journal = journal;
        this.rows = rows;
        this.known = known;
        this.courses = courses;
        this.links = links;
        this.writeRights = writeRights;
        this.visible = visible;
    }

    /** A record that whoever is at work may open. */
    public Optional<Row> find(Register register, String code) {
        return database.select(RecordRows.fields(register))
                .from(RecordTable.of(register))
                .where(RecordTable.text("code").eq(code))
                .and(visible.of(register))
                .fetchOptional()
                .map(record -> rows.row(register, record));
    }

    private boolean isThere(Register register, String code) {
        return database.fetchExists(DSL.selectOne()
                .from(RecordTable.of(register))
                .where(RecordTable.text("code").eq(code)));
    }

    /** @throws Problem REG-406 when there is none, or none that whoever is at work may open */
    public Row get(Register register, String code) {
        return find(register, code)
                .orElseThrow(() -> Problem.unknown(
                        "REG-406",
                        "Sổ " + register.name().vi() + " không có bản ghi «" + code
                                + "», hoặc bản ghi thuộc đơn vị khác; tìm lại trong danh sách."));
    }

    /**
     * Adds a record.
     *
     * @param typed text by column id, as a form or a machine sends it
     * @throws Problem REG-422 with a fault for each wrong value; nothing is written then
     */
    @Transactional
    public Row create(Register register, Map<String, String> typed) {
        writeRights.require(register);
        Map<String, String> own = new LinkedHashMap<>(typed);
        Map<String, String> parties = links.take(register, own);
        Map<String, @Nullable Object> values = checked(register, own, Map.of());
        writeRights.requireAt(register, values.get("unit"));
        // many records at once are numbered in memory: meanwhile single ones of this register wait
        RecordLoading.shareNumbers(database, register);
        String given = own.getOrDefault("code", "").strip();
        String code = given.isEmpty() ? nextCode(register, values) : given;
        while (given.isEmpty() && isThere(register, code)) {
            // someone gave this code by hand before its turn came
            code = nextCode(register, values);
        }
        Map<Field<?>, @Nullable Object> columns = rows.columns(register, values);
        columns.put(RecordTable.text("code"), code);
        columns.putAll(courses.begin(register, values));
        Map<String, Journal.Change> linked = links.changes(register, null, values, parties);
        columns.putAll(PartyLinks.columns(register, linked));
        try {
            database.insertInto(RecordTable.of(register)).set(columns).execute();
        } catch (IntegrityConstraintViolationException e) {
            throw violation(register, e);
        }
        Map<String, Journal.Change> changes = new LinkedHashMap<>();
        values.forEach((column, value) -> {
            if (value != null) {
                changes.put(column, new Journal.Change(null, rows.shown(column, register, value)));
            }
        });
        changes.putAll(linked);
        attach(register, code, values);
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
        return change(register, code, version, typed, null);
    }

    /** @param reason told in the journal; null for none */
    @Transactional
    Row change(Register register, String code, int version, Map<String, String> typed, @Nullable String reason) {
        writeRights.require(register);
        Row before = lock(register, code, version);
        writeRights.requireAt(register, before.value("unit"));
        Map<String, String> whole = rows.texts(register, before);
        whole.remove("code");
        whole.putAll(typed);
        Map<String, String> parties = links.take(register, whole);
        Map<String, @Nullable Object> values = checked(register, whole, before.values());
        if (register.hasSteps() && !before.state().equals(values.get("state"))) {
            throw new Problem(
                    422,
                    "REG-422",
                    "Có 1 chỗ cần sửa; chưa có gì được ghi.",
                    List.of(new Fault(
                            "state",
                            "VAL-023",
                            "Trạng thái của sổ này chỉ đổi bằng các bước; mở bản ghi và chọn bước")),
                    Map.of());
        }
        return save(
                register,
                before,
                values,
                courses.changed(register, before, values),
                "changed",
                reason,
                new Beside(parties, Map.of()));
    }

    /**
     * Records an act beside forms and steps, such as the issue of a document, with what it enters into the record. The
     * record's version is counted up even when it enters nothing, so that no act is done twice from one page.
     *
     * @param typed text of the columns the act enters
     * @param action the journal's word for it, such as {@code printed:certificate}
     * @throws Problem REG-409 when someone else changed it since, REG-422 with a fault for each wrong value
     */
    @Transactional
    public Row enter(
            Register register,
            String code,
            int version,
            Map<String, String> typed,
            String action,
            @Nullable String reason) {
        writeRights.require(register);
        Row before = lock(register, code, version);
        writeRights.requireAt(register, before.value("unit"));
        if (typed.isEmpty()) {
            return save(register, before, Map.of(), Map.of(), action, reason);
        }
        Map<String, String> whole = rows.texts(register, before);
        whole.remove("code");
        whole.putAll(typed);
        Map<String, @Nullable Object> values = checked(register, whole, before.values());
        return save(register, before, values, courses.changed(register, before, values), action, reason);
    }

    /**
     * The record as it stands, held to the end of the transaction.
     *
     * @throws Problem REG-409 when it is not the version named
     */
    Row lock(Register register, String code, int version) {
        Row before = database.select(RecordRows.fields(register))
                .from(RecordTable.of(register))
                .where(RecordTable.text("code").eq(code))
                .and(visible.of(register))
                .forUpdate()
                .fetchOptional()
                .map(record -> rows.row(register, record))
                .orElseGet(() -> get(register, code));
        if (before.version() != version) {
            throw new Problem(
                    409,
                    STALE,
                    "Bản ghi đã được người khác sửa sau khi bạn mở; so sánh hai bản rồi gửi lại.",
                    List.of(),
                    Map.of("current", rows.json(register, before), "version", before.version()));
        }
        return before;
    }

    /** Writes what changed, with its journal entry. */
    Row save(
            Register register,
            Row before,
            Map<String, @Nullable Object> values,
            Map<Field<?>, @Nullable Object> course,
            String action,
            @Nullable String reason) {
        return save(register, before, values, course, action, reason, Beside.NOTHING);
    }

    /**
     * Writes what changed, with its journal entry.
     *
     * @param course further columns of the table, beside the declared ones
     * @return the record as it stands; the same when nothing changed
     */
    Row save(
            Register register,
            Row before,
            Map<String, @Nullable Object> values,
            Map<Field<?>, @Nullable Object> course,
            String action,
            @Nullable String reason,
            Beside beside) {
        Map<String, Journal.Change> changes = differences(register, before, values);
        Map<String, Journal.Change> linked = links.changes(register, before, values, beside.links());
        changes.putAll(linked);
        changes.putAll(beside.told());
        if (changes.isEmpty() && action.equals("changed")) {
            return before;
        }
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(values);
        changed.entrySet().removeIf(value -> same(before.value(value.getKey()), value.getValue()));
        Map<Field<?>, @Nullable Object> columns = rows.columns(register, changed);
        columns.putAll(course);
        columns.putAll(PartyLinks.columns(register, linked));
        columns.put(RecordTable.integer("version"), before.version() + 1);
        Row after;
        try {
            after = rows.row(
                    register,
                    database.update(RecordTable.of(register))
                            .set(columns)
                            .where(RecordTable.id().eq(before.id()))
                            .returningResult(RecordRows.fields(register))
                            .fetchSingle());
        } catch (IntegrityConstraintViolationException e) {
            throw violation(register, e);
        }
        attach(register, before.code(), values);
        journal.write(subject(register, before.code()), action, changes, reason);
        return after;
    }

    /** What the journal tells of values that are not as they were. */
    Map<String, Journal.Change> differences(
            Register register, Row before, Map<String, ? extends @Nullable Object> values) {
        Map<String, Journal.Change> changes = new LinkedHashMap<>();
        values.forEach((column, value) -> {
            @Nullable Object old = before.value(column);
            if (!same(old, value)) {
                changes.put(
                        column,
                        new Journal.Change(rows.shown(column, register, old), rows.shown(column, register, value)));
            }
        });
        return changes;
    }

    /** Files named by the record are its own from now on. */
    private void attach(Register register, String code, Map<String, @Nullable Object> values) {
        List<Long> numbers = new ArrayList<>();
        for (Column column : register.columns()) {
            if (column.type() == ColumnType.FILES && values.get(column.id()) instanceof List<?> list) {
                list.forEach(number -> numbers.add((Long) number));
            }
        }
        String subject = subject(register, code);
        Field<String> owner = RecordTable.text("subject");
        int attached = numbers.isEmpty()
                ? 0
                : database.update(DSL.table(DSL.name("register", "file")))
                        .set(owner, subject)
                        .where(RecordTable.id().in(numbers))
                        .and(owner.isNull().or(owner.eq(subject)))
                        .execute();
        if (attached < numbers.stream().distinct().count()) {
            // sent twice at once: the other record holds the file by now
            throw new Problem(
                    422,
                    "REG-422",
                    "Có 1 chỗ cần sửa; chưa có gì được ghi.",
                    List.of(new Fault("", "VAL-020", "Có tệp đã thuộc một bản ghi khác; tải tệp lên lại")),
                    Map.of());
        }
    }

    private static boolean same(@Nullable Object a, @Nullable Object b) {
        return a instanceof java.math.BigDecimal x && b instanceof java.math.BigDecimal y
                ? x.compareTo(y) == 0
                : Objects.equals(a, b);
    }

    /** @param before what the record held, so that a choice no longer offered may stay; empty for a new one */
    Map<String, @Nullable Object> checked(
            Register register, Map<String, String> typed, Map<String, @Nullable Object> before) {
        Values values = Values.read(register, known, Vietnamese.today(), typed, before);
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
            if (text.contains(column.sql() + "_reference")) {
                fault = new Fault(column.id(), "VAL-017", "Bản ghi được dẫn chiếu không còn; tìm rồi chọn lại");
            }
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

    /** How the journal names a record. */
    public static String subject(Register register, String code) {
        return register.id() + "/" + code;
    }
}
