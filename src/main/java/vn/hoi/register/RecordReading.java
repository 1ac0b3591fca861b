package vn.hoi.register;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Problem.Fault;
import vn.hoi.common.Reach;
import vn.hoi.common.Vietnamese;

/**
 * Reads many rows, as typed, into rows for {@link RecordLoading}: the same columns, rules, codes and sentences as a form's,
 * against dictionaries in memory. Not for several threads at once.
 */
public final class RecordReading {

    private static final int NOTE_LENGTH = 10_000;

    private final Register register;
    private final KnownInMemory known;
    private final Courses courses;
    private final Reach reach;
    private final Values values;
    private final List<String> columns = new ArrayList<>();
    private final List<String> course = new ArrayList<>();
    private final List<Column> references;
    private final @Nullable Column dated;
    private final LocalDate today = Vietnamese.today();

    RecordReading(Register register, KnownInMemory known, Courses courses, Reach reach) {
        this.reach = reach;
        this.register = register;
        this.known = known;
        this.courses = courses;
        this.values = new Values(register, known, today);
        columns.addAll(List.of("code", "unit", "place"));
        if (!register.states().isEmpty()) {
            columns.add("state");
        }
        register.entered().forEach(column -> columns.add(column.id()));
        columns.add("note");
        if (register.hasSteps()) {
            course.add("lifecycle");
        }
        if (register.deadline() != null) {
            course.addAll(List.of("due_at", "due_paused_at"));
        }
        columns.addAll(course);
        references = takes(register).stream()
                .filter(column -> column.type() == ColumnType.REFERENCE || column.type() == ColumnType.REFERENCES)
                .toList();
        dated = dated(register);
    }

    /** Columns a row of a file can fill: entered ones that fit one cell. */
    public static List<Column> takes(Register register) {
        return register.entered().stream()
                .filter(column -> column.type() != ColumnType.FILES && column.type() != ColumnType.ROWS)
                .toList();
    }

    /** The column that says the day of a record: the one its steps go by, else its first required date. */
    private static @Nullable Column dated(Register register) {
        if (register.lifecycleFrom() != null) {
            return register.column(register.lifecycleFrom());
        }
        return register.columns().stream()
                .filter(column -> column.type() == ColumnType.DATE && column.required())
                .findFirst()
                .orElse(null);
    }

    /** Ids of the columns in the order of a row; {@code code} is empty where none is given. */
    public List<String> columns() {
        return columns;
    }

    /** Looks up, with one question for each register referred to, what these rows refer to. */
    public void learn(List<Map<String, String>> rows) {
        for (Column column : references) {
            List<String> codes = new ArrayList<>();
            for (Map<String, String> row : rows) {
                String typed = row.getOrDefault(column.id(), "");
                for (String part :
                        column.type() == ColumnType.REFERENCE ? new String[] {typed} : typed.split("[,;\\n]+")) {
                    if (!part.isBlank()) {
                        codes.add(KnownInMemory.referenced(Vietnamese.clean(part)));
                    }
                }
            }
            known.learn(String.valueOf(column.of()), codes);
        }
    }

    /**
     * Reads one row.
     *
     * @param typed text by column id
     * @return its faults, valid until the next row is read; none when {@link #row} gives the row
     */
    public List<Fault> read(Map<String, String> typed) {
        return read(typed, null);
    }

    /**
     * Reads one row that changes a record.
     *
     * @param typed text by column id, of all columns of the record
     * @param before what the record holds, so that a choice no longer offered may stay; null for a new record
     */
    public List<Fault> read(Map<String, String> typed, @Nullable Map<String, @Nullable Object> before) {
        known.of(before);
        if (dated != null) {
            known.on(Optional.ofNullable(typed.get(dated.id()))
                    .flatMap(Vietnamese::readDay)
                    .orElse(today));
        }
        List<Fault> faults = values.read(typed, before).faults();
        if (values.values().get("unit") instanceof Integer unit && !reach.includes(unit)) {
            faults.add(new Fault("unit", "ACC-013", "Đơn vị này ngoài phạm vi được giao cho bạn"));
        }
        if (typed.getOrDefault("note", "").length() > NOTE_LENGTH) {
            // of one record the table itself refuses it; among many rows it would refuse all
            faults.add(
                    new Fault("note", "VAL-005", "Dài quá " + Vietnamese.number(NOTE_LENGTH) + " ký tự; rút ngắn lại"));
        }
        return faults;
    }

    /** What was read last, by column id; for a row with faults, as far as it could be read. */
    public Map<String, @Nullable Object> values() {
        return values.values();
    }

    /** The row read last, in the order of {@link #columns}. */
    public @Nullable Object[] row(Map<String, String> typed) {
        Map<String, @Nullable Object> read = values.values();
        @Nullable Object[] row = new @Nullable Object[columns.size()];
        String code = typed.getOrDefault("code", "").strip();
        row[0] = code.isEmpty() ? null : code;
        int index = 1;
        for (; index < columns.size() - course.size(); index++) {
            row[index] = read.get(columns.get(index));
        }
        if (!course.isEmpty()) {
            Map<String, @Nullable Object> begin = new HashMap<>();
            for (Map.Entry<Field<?>, @Nullable Object> entry :
                    courses.begin(register, read).entrySet()) {
                begin.put(entry.getKey().getName(), entry.getValue());
            }
            for (String column : course) {
                row[index++] = column.equals("lifecycle") ? begin.getOrDefault(column, 1) : begin.get(column);
            }
        }
        return row;
    }
}
