package vn.hoi.intake;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.Problem;
import vn.hoi.common.Problem.Fault;
import vn.hoi.common.Vietnamese;
import vn.hoi.intake.Batch.CellChange;
import vn.hoi.intake.Batch.CellFault;
import vn.hoi.intake.Batch.Counts;
import vn.hoi.intake.Batch.Matched;
import vn.hoi.intake.Batch.Sample;
import vn.hoi.register.Column;
import vn.hoi.register.ColumnType;
import vn.hoi.register.RecordKeys;
import vn.hoi.register.RecordReading;
import vn.hoi.register.Register;
import vn.hoi.register.Row;
import vn.hoi.sheet.Cell;
import vn.hoi.sheet.Heading;
import vn.hoi.sheet.Table;

/**
 * One reading of a table from its first row to its last: each row is tested as a form would test it, then against the rows
 * before it and, some thousand at a time, against the register.
 */
final class FilePass {

    /** Takes the good new rows, some at a time. */
    interface Sink {
        void take(List<@Nullable Object[]> rows) throws InterruptedException;
    }

    /** What a pass asks and tells beyond the file. */
    interface Beside {
        Map<Integer, Row> standing(RecordKeys.Key key, List<@Nullable Object[]> rows);

        Set<UUID> seenLooks(List<UUID> looks);

        void faults(List<CellFault> faults);

        void changes(List<CellChange> changes);

        Map<String, String> texts(Row row);

        /** Tests that the archive beside the table has a file of this name. @throws Problem IMP-027 when it has none */
        void named(String name);

        /**
         * Keeps it.
         *
         * @return its number; empty while nothing is written
         * @throws Problem FIL-001 to FIL-004 as for a form
         */
        Optional<Long> file(String name);

        void rows(long seen);
    }

    static final int MOST_ROWS = 1_000_000;

    private static final int AT_ONCE = 2_000;
    /** Records one file changes at most; they are held until its last row is read. */
    private static final int MOST_CHANGES = 100_000;

    private static final JsonMapper JSON = new JsonMapper();
    private static final int SAMPLES = 20;
    private static final int LEFT_SHOWN = 100;
    private static final int LONGEST_SHOWN = 200;

    private final Register register;
    private final Table table;
    private final List<Matched> matched;
    private final RecordReading reading;
    private final Beside beside;
    private final Map<String, Integer> cells = new HashMap<>();
    private final Map<Integer, Heading> headings = new HashMap<>();
    /** What the columns of the file are in the register, in the order of {@link #matched}; null for those of every one. */
    private final List<@Nullable Column> declared = new ArrayList<>();

    private final Batch.Mode mode;
    private final FurtherSheets sheets;
    private final MeetingRows meeting;
    private final RepeatedRows repeated;
    private final RowFiles attaching;
    private final List<FileLine> pending = new ArrayList<>();
    private final List<UUID> looks = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final List<Integer> left = new ArrayList<>();
    private long rows;
    private long fresh;
    private long changed;
    private long present;
    private long wrong;
    private long faults;

    FilePass(
            Register register,
            Table table,
            List<Matched> columns,
            Batch.Mode mode,
            FurtherSheets sheets,
            RecordReading reading,
            Beside beside) {
        this.mode = mode;
        this.sheets = sheets;
        this.register = register;
        this.table = table;
        this.matched =
                columns.stream().filter(column -> !column.column().isEmpty()).toList();
        this.reading = reading;
        this.beside = beside;
        matched.forEach(column -> {
            int slash = column.column().indexOf(Matching.INNER);
            cells.putIfAbsent(slash < 0 ? column.column() : column.column().substring(0, slash), column.cell());
            declared.add(Matching.column(register, column.column()).orElse(null));
        });
        sheets.tables().forEach(column -> cells.putIfAbsent(column, 0));
        this.attaching = new RowFiles(this, beside, reading.columns());
        List<RecordKeys.Key> keys = RecordKeys.of(register, reading);
        this.meeting = new MeetingRows(register, this, mode, reading, beside, keys, cells.keySet());
        this.repeated = new RepeatedRows(register, this, reading, beside, keys, cells.keySet());
        table.headings().forEach(heading -> headings.put(heading.column(), heading));
    }

    /**
     * Reads all rows.
     *
     * @throws Problem IMP-003 where there are too many, IMP-004 where there is none
     */
    void run(Sink sink) throws InterruptedException {
        meeting.testKeys();
        try (Table.Rows all = table.rows()) {
            List<FileLine> lines = new ArrayList<>(AT_ONCE);
            while (all.hasNext()) {
                Table.Row row = all.next();
                if (row.kind() != Table.Kind.DATA) {
                    left.add(row.number());
                    continue;
                }
                FileLine next = line(row);
                boolean continues = !lines.isEmpty() && next.continues(lines.getLast());
                if (continues) {
                    lines.getLast().add(next);
                } else {
                    if (lines.size() == AT_ONCE) {
                        finish(lines, sink);
                        lines.clear();
                    }
                    lines.add(next);
                }
                if (++rows > MOST_ROWS) {
                    throw new Problem(
                            422,
                            "IMP-003",
                            "Tệp có hơn " + Vietnamese.number(MOST_ROWS)
                                    + " dòng; chia thành nhiều tệp rồi nạp từng tệp.");
                }
            }
            finish(lines, sink);
            List<CellFault> lost = sheets.left();
            wrong += lost.size();
            faults += lost.size();
            beside.faults(lost);
        }
        if (rows == 0) {
            throw new Problem(
                    422,
                    "IMP-004",
                    "Dưới dòng tiêu đề không có dòng dữ liệu nào; chọn trang tính khác hoặc chỉ rõ dòng tiêu đề.");
        }
    }

    private FileLine line(Table.Row row) {
        var line = new FileLine(row.number());
        for (int index = 0; index < matched.size(); index++) {
            Matched column = matched.get(index);
            Cell cell = row.cell(column.cell());
            if (cell instanceof Cell.Error error) {
                line.faults.add(new CellFault(
                        row.number(),
                        column.cell(),
                        column.column(),
                        error.text(),
                        "IMP-020",
                        "Ô là công thức bị lỗi hoặc chưa tính; sửa công thức hoặc gõ giá trị vào ô"));
            } else if (!cell.isEmpty()) {
                @Nullable Column held = declared.get(index);
                if (held != null && held.type() == ColumnType.FILES) {
                    line.files.put(column.column(), FilesBeside.names(cell.text()));
                    line.shown.put(column.column(), CellText.shown(cell));
                } else {
                    put(
                            line,
                            column,
                            CellText.typed(column, held, cell, headings.get(column.cell())),
                            CellText.shown(cell));
                }
            }
        }
        return line;
    }

    /** A cell of the record, or of the one line this row has of a small table. */
    private static void put(FileLine line, Matched column, String typed, String shown) {
        int slash = column.column().indexOf(Matching.INNER);
        if (slash < 0) {
            line.typed.put(column.column(), typed);
            line.shown.put(column.column(), shown);
            return;
        }
        String table = column.column().substring(0, slash);
        line.inner
                .computeIfAbsent(table, none -> new ArrayList<>(List.of(new LinkedHashMap<>())))
                .getFirst()
                .put(column.column().substring(slash + 1), typed);
        line.shown.merge(table, shown, (one, other) -> one + " · " + other);
    }

    private void finish(List<FileLine> lines, Sink sink) throws InterruptedException {
        lines.forEach(sheets::add);
        lines.forEach(attaching::test);
        lines.forEach(
                line -> line.inner.forEach((table, rows) -> line.typed.put(table, JSON.writeValueAsString(rows))));
        reading.learn(lines.stream().map(line -> line.typed).toList());
        for (FileLine line : lines) {
            read(line);
        }
        if (mode.changes()) {
            meeting.meet(lines);
        }
        repeated.test(lines, !mode.changes());
        List<@Nullable Object[]> good = new ArrayList<>(lines.size());
        List<CellFault> found = new ArrayList<>();
        List<CellChange> cellChanges = new ArrayList<>();
        for (FileLine line : lines) {
            attaching.keep(line);
            if (line.isGood()) {
                fresh++;
                good.add(Objects.requireNonNull(line.row));
                if (line.look != null) {
                    looks.add(line.look);
                }
            } else if (line.isChange()) {
                changed++;
                pending.add(line);
                cellChanges.addAll(line.changes);
            } else if (line.faults.isEmpty()) {
                present++;
            } else {
                tellFurther(line);
                wrong++;
                faults += line.faults.size();
                found.addAll(line.faults);
            }
            if (samples.size() < SAMPLES) {
                samples.add(sample(line));
            }
        }
        beside.faults(found);
        beside.changes(cellChanges);
        refuseTooMany();
        beside.rows(rows);
        if (!good.isEmpty()) {
            sink.take(good);
        }
    }

    private void read(FileLine line) {
        for (Fault fault : reading.read(line.typed)) {
            if (line.files.containsKey(fault.column()) && fault.code().equals("VAL-001")) {
                // the files are there; they are kept when the rows go in
                continue;
            }
            boolean said = line.faults.stream().anyMatch(known -> known.column().equals(fault.column()));
            if (!said || !fault.code().equals("VAL-001")) {
                add(line, fault.column(), fault.code(), fault.message());
            }
        }
        if (line.faults.isEmpty()) {
            line.row = reading.row(line.typed);
        }
        if (mode.changes()) {
            line.keyed = line.row != null ? line.row : reading.row(line.typed);
        }
    }

    /** The rows below a wrong one come back with it. */
    private static void tellFurther(FileLine line) {
        line.further.forEach(row -> line.faults.add(new CellFault(
                row, null, "", "", "IMP-025", "Thuộc bản ghi ở dòng " + line.number + "; sửa cùng dòng đó")));
    }

    private void refuseTooMany() {
        if (pending.size() > MOST_CHANGES) {
            throw new Problem(
                    422,
                    "IMP-022",
                    "Tệp sửa hơn " + Vietnamese.number(MOST_CHANGES)
                            + " bản ghi; chia thành nhiều tệp rồi nạp từng tệp.");
        }
    }

    void add(FileLine line, String column, String code, String message) {
        line.faults.add(new CellFault(
                line.number, cells.get(column), column, line.shown.getOrDefault(column, ""), code, message));
    }

    String names(List<String> columns) {
        return columns.stream()
                .map(column -> "«" + Columns.name(register, column) + "»")
                .collect(Collectors.joining(", "));
    }

    private Sample sample(FileLine line) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Matched column : matched) {
            int index = reading.columns().indexOf(column.column());
            @Nullable Object @Nullable [] row = line.row;
            String text = row == null || index < 0
                    ? line.shown.getOrDefault(table(column.column()), "")
                    : row[index] == null
                            ? ""
                            : row[index] instanceof BigDecimal number
                                    ? number.toPlainString()
                                    : String.valueOf(row[index]);
            values.put(column.column(), text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text);
        }
        String outcome =
                line.isGood() ? "new" : line.isChange() ? "changed" : line.faults.isEmpty() ? "present" : "wrong";
        return new Sample(line.number, values, outcome);
    }

    private static String table(String column) {
        int slash = column.indexOf(Matching.INNER);
        return slash < 0 ? column : column.substring(0, slash);
    }

    /** Ids of the columns of the rows the sink is given. */
    List<String> columns() {
        return reading.columns();
    }

    Counts counts() {
        return new Counts(rows, fresh, changed, present, wrong, faults);
    }

    List<Sample> samples() {
        return samples;
    }

    /** Rows that are none of the table, the first hundred. */
    List<Integer> left() {
        return left.stream().limit(LEFT_SHOWN).toList();
    }

    /** Rows that change a record. */
    List<FileLine> pending() {
        return pending;
    }

    /** Looks of the good rows that have no key. */
    List<UUID> looks() {
        return looks;
    }
}
