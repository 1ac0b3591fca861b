package vn.hoi.intake;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Problem;
import vn.hoi.common.Problem.Fault;
import vn.hoi.common.Vietnamese;
import vn.hoi.intake.Batch.CellFault;
import vn.hoi.intake.Batch.Counts;
import vn.hoi.intake.Batch.Matched;
import vn.hoi.intake.Batch.Sample;
import vn.hoi.register.Column;
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

        void rows(long seen);
    }

    static final int MOST_ROWS = 1_000_000;

    private static final int AT_ONCE = 2_000;
    private static final int SAMPLES = 20;
    private static final int LEFT_SHOWN = 100;
    private static final int LONGEST_SHOWN = 200;

    private final Register register;
    private final Table table;
    private final List<Matched> matched;
    private final RecordReading reading;
    private final Beside beside;
    private final List<RecordKeys.Key> keys;
    private final List<Map<String, Integer>> before = new ArrayList<>();
    private final Map<String, Integer> cells = new HashMap<>();
    private final Map<Integer, Heading> headings = new HashMap<>();
    /** What the columns of the file are in the register, in the order of {@link #matched}; null for those of every one. */
    private final List<@Nullable Column> declared = new ArrayList<>();

    private final List<UUID> looks = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private final List<Integer> left = new ArrayList<>();
    private long rows;
    private long fresh;
    private long present;
    private long wrong;
    private long faults;

    FilePass(Register register, Table table, List<Matched> columns, RecordReading reading, Beside beside) {
        this.register = register;
        this.table = table;
        this.matched =
                columns.stream().filter(column -> !column.column().isEmpty()).toList();
        this.reading = reading;
        this.beside = beside;
        this.keys = RecordKeys.of(register, reading);
        keys.forEach(key -> before.add(new HashMap<>()));
        matched.forEach(column -> {
            cells.put(column.column(), column.cell());
            declared.add(register.findColumn(column.column()).orElse(null));
        });
        table.headings().forEach(heading -> headings.put(heading.column(), heading));
    }

    /** A row on its way. */
    private static final class Line {
        final int number;
        final Map<String, String> typed = new HashMap<>();
        /** As it stands in the file. */
        final Map<String, String> shown = new HashMap<>();

        final List<CellFault> faults = new ArrayList<>();

        @Nullable
        Object @Nullable [] row;

        @Nullable
        UUID look;

        boolean present;

        Line(int number) {
            this.number = number;
        }

        boolean isGood() {
            return faults.isEmpty() && !present;
        }
    }

    /**
     * Reads all rows.
     *
     * @throws Problem IMP-003 where there are too many, IMP-004 where there is none
     */
    void run(Sink sink) throws InterruptedException {
        try (Table.Rows all = table.rows()) {
            List<Line> lines = new ArrayList<>(AT_ONCE);
            while (all.hasNext()) {
                Table.Row row = all.next();
                if (row.kind() != Table.Kind.DATA) {
                    left.add(row.number());
                    continue;
                }
                lines.add(line(row));
                if (++rows > MOST_ROWS) {
                    throw new Problem(
                            422,
                            "IMP-003",
                            "Tệp có hơn " + Vietnamese.number(MOST_ROWS)
                                    + " dòng; chia thành nhiều tệp rồi nạp từng tệp.");
                }
                if (lines.size() == AT_ONCE) {
                    finish(lines, sink);
                    lines.clear();
                }
            }
            finish(lines, sink);
        }
        if (rows == 0) {
            throw new Problem(
                    422,
                    "IMP-004",
                    "Dưới dòng tiêu đề không có dòng dữ liệu nào; chọn trang tính khác hoặc chỉ rõ dòng tiêu đề.");
        }
    }

    private Line line(Table.Row row) {
        var line = new Line(row.number());
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
                line.typed.put(column.column(), typed(column, declared.get(index), cell));
                line.shown.put(column.column(), shown(cell));
            }
        }
        return line;
    }

    private static String shown(Cell cell) {
        return cell instanceof Cell.Number number && number.value().scale() > 0 ? written(number.value()) : cell.text();
    }

    /** A cell as a person would type it into the column's form field. */
    private String typed(Matched matched, @Nullable Column column, Cell cell) {
        if (column == null) {
            return cell.text();
        }
        return switch (column.type()) {
            case DATE -> {
                @Nullable Heading heading = headings.get(matched.cell());
                yield heading == null
                        ? cell.text()
                        : heading.day(cell).map(LocalDate::toString).orElseGet(cell::text);
            }
            case DATE_TIME ->
                cell instanceof Cell.Day moment
                        ? moment.day().atTime(moment.time().withNano(0)).toString()
                        : cell.text();
            case INTEGER, DECIMAL, PERCENT ->
                cell instanceof Cell.Number number ? written(number.value()) : cell.text();
            case MONEY ->
                matched.tens() == 0 && !(cell instanceof Cell.Number)
                        ? cell.text()
                        : cell.number()
                                .map(value -> written(value.movePointRight(matched.tens())))
                                .orElseGet(cell::text);
            default -> cell.text();
        };
    }

    private static String written(BigDecimal number) {
        return (number.scale() > 0 ? number.stripTrailingZeros() : number)
                .toPlainString()
                .replace('.', ',');
    }

    private void finish(List<Line> lines, Sink sink) throws InterruptedException {
        reading.learn(lines.stream().map(line -> line.typed).toList());
        for (Line line : lines) {
            read(line);
        }
        for (int key = 0; key < keys.size(); key++) {
            compareWithin(lines, keys.get(key), before.get(key));
        }
        for (RecordKeys.Key key : keys) {
            compareStanding(lines, key);
        }
        compareLooks(lines);
        List<@Nullable Object[]> good = new ArrayList<>(lines.size());
        List<CellFault> found = new ArrayList<>();
        for (Line line : lines) {
            if (line.isGood()) {
                fresh++;
                good.add(Objects.requireNonNull(line.row));
                if (line.look != null) {
                    looks.add(line.look);
                }
            } else if (line.faults.isEmpty()) {
                present++;
            } else {
                wrong++;
                faults += line.faults.size();
                found.addAll(line.faults);
            }
            if (samples.size() < SAMPLES) {
                samples.add(sample(line));
            }
        }
        beside.faults(found);
        beside.rows(rows);
        if (!good.isEmpty()) {
            sink.take(good);
        }
    }

    private void read(Line line) {
        for (Fault fault : reading.read(line.typed)) {
            boolean said = line.faults.stream().anyMatch(known -> known.column().equals(fault.column()));
            if (!said || !fault.code().equals("VAL-001")) {
                add(line, fault.column(), fault.code(), fault.message());
            }
        }
        if (line.faults.isEmpty()) {
            line.row = reading.row(line.typed);
        }
    }

    private void add(Line line, String column, String code, String message) {
        line.faults.add(new CellFault(
                line.number, cells.get(column), column, line.shown.getOrDefault(column, ""), code, message));
    }

    private void compareWithin(List<Line> lines, RecordKeys.Key key, Map<String, Integer> seen) {
        for (Line line : lines) {
            @Nullable String text = line.row == null ? null : key.of(line.row);
            if (text == null) {
                continue;
            }
            @Nullable Integer first = seen.putIfAbsent(text, line.number);
            if (first != null) {
                add(
                        line,
                        key.column(),
                        "VAL-009",
                        "Trùng " + names(key.columns()) + " với dòng " + first + " của tệp; giữ lại một dòng");
                line.row = null;
            }
        }
    }

    private void compareStanding(List<Line> lines, RecordKeys.Key key) {
        List<Line> open = lines.stream().filter(line -> line.row != null).toList();
        beside.standing(
                        key,
                        open.stream()
                                .map(line -> Objects.requireNonNull(line.row))
                                .toList())
                .forEach((index, standing) -> {
                    Line line = open.get(index);
                    List<String> other = differences(Objects.requireNonNull(line.row), standing);
                    if (other.isEmpty()) {
                        line.present = true;
                    } else if (line.faults.isEmpty()) {
                        add(
                                line,
                                key.column(),
                                "VAL-009",
                                "Sổ đã có bản ghi " + standing.code() + " cùng "
                                        + names(key.columns()) + " nhưng khác ở " + names(other)
                                        + "; sửa bản ghi đó hoặc bỏ dòng này");
                    }
                });
    }

    /** Columns of the file in which the row is not what stands. */
    private List<String> differences(@Nullable Object[] row, Row standing) {
        List<String> different = new ArrayList<>();
        for (int index = 0; index < row.length; index++) {
            String column = reading.columns().get(index);
            boolean given = cells.containsKey(column) && !(column.equals("code") && row[index] == null);
            if (given && !RecordKeys.same(row[index], standing.value(column))) {
                different.add(column);
            }
        }
        return different;
    }

    /** Rows without a complete key are known again by all their values together. */
    private void compareLooks(List<Line> lines) {
        List<Line> open = new ArrayList<>();
        for (Line line : lines) {
            @Nullable Object @Nullable [] row = line.row;
            if (row != null && line.isGood() && keys.stream().allMatch(key -> key.of(row) == null)) {
                line.look = look(row);
                open.add(line);
            }
        }
        if (open.isEmpty()) {
            return;
        }
        Set<UUID> seen = beside.seenLooks(
                open.stream().map(line -> Objects.requireNonNull(line.look)).toList());
        open.forEach(line -> line.present = seen.contains(line.look));
    }

    private UUID look(@Nullable Object[] row) {
        Map<String, String> values = new TreeMap<>();
        for (int index = 0; index < row.length; index++) {
            @Nullable Object value = row[index];
            if (value != null && cells.containsKey(reading.columns().get(index))) {
                values.put(
                        reading.columns().get(index),
                        value instanceof BigDecimal number
                                ? number.stripTrailingZeros().toPlainString()
                                : value.toString());
            }
        }
        return UUID.nameUUIDFromBytes(values.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String names(List<String> columns) {
        return columns.stream()
                .map(column -> "«" + Columns.name(register, column) + "»")
                .collect(Collectors.joining(", "));
    }

    private Sample sample(Line line) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Matched column : matched) {
            int index = reading.columns().indexOf(column.column());
            @Nullable Object @Nullable [] row = line.row;
            String text = row == null
                    ? line.shown.getOrDefault(column.column(), "")
                    : row[index] == null
                            ? ""
                            : row[index] instanceof BigDecimal number
                                    ? number.toPlainString()
                                    : String.valueOf(row[index]);
            values.put(column.column(), text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text);
        }
        String outcome = line.isGood() ? "new" : line.faults.isEmpty() ? "present" : "wrong";
        return new Sample(line.number, values, outcome);
    }

    /** Ids of the columns of the rows the sink is given. */
    List<String> columns() {
        return reading.columns();
    }

    Counts counts() {
        return new Counts(rows, fresh, present, wrong, faults);
    }

    List<Sample> samples() {
        return samples;
    }

    /** Rows that are none of the table, the first hundred. */
    List<Integer> left() {
        return left.stream().limit(LEFT_SHOWN).toList();
    }

    /** Looks of the good rows that have no key. */
    List<UUID> looks() {
        return looks;
    }
}
