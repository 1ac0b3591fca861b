package vn.hoi.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.Problem;
import vn.hoi.common.Problem.Fault;
import vn.hoi.intake.Batch.CellChange;
import vn.hoi.register.Column;
import vn.hoi.register.ColumnType;
import vn.hoi.register.RecordKeys;
import vn.hoi.register.RecordReading;
import vn.hoi.register.Register;
import vn.hoi.register.Row;

/**
 * Rows of a file that change records: each meets the record of its key and is tested as the whole record would be. An
 * empty cell leaves what stands; a place and the state of a case are changed by their own steps.
 */
final class MeetingRows {

    private static final int LONGEST = 2_000;
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<Map<String, @Nullable Object>>> LINES = new TypeReference<>() {};

    private final Register register;
    private final FilePass pass;
    private final Batch.Mode mode;
    private final RecordReading reading;
    private final FilePass.Beside beside;
    private final List<RecordKeys.Key> keys;
    private final Set<String> given;

    /** @param given columns of the register that the file holds */
    MeetingRows(
            Register register,
            FilePass pass,
            Batch.Mode mode,
            RecordReading reading,
            FilePass.Beside beside,
            List<RecordKeys.Key> keys,
            Set<String> given) {
        this.register = register;
        this.pass = pass;
        this.mode = mode;
        this.reading = reading;
        this.beside = beside;
        this.keys = keys;
        this.given = given;
    }

    /** @throws Problem IMP-024 when the file has no column by which a record is known */
    void testKeys() {
        if (mode == Batch.Mode.CHANGE && keys.stream().noneMatch(key -> given.containsAll(key.columns()))) {
            throw new Problem(
                    422,
                    "IMP-024",
                    "Tệp không có cột nào cho biết sửa bản ghi nào; thêm cột «Mã»"
                            + keys.stream()
                                    .skip(1)
                                    .map(key -> " hoặc " + pass.names(key.columns()))
                                    .reduce("", String::concat)
                            + ".");
        }
    }

    /** Finds the records these rows change, and what they change in them. */
    void meet(List<FileLine> lines) {
        for (RecordKeys.Key key : keys) {
            List<@Nullable Object[]> rows = new ArrayList<>();
            lines.forEach(line -> rows.add(Objects.requireNonNull(line.keyed)));
            beside.standing(key, rows).forEach((index, row) -> met(lines.get(index), row));
        }
        List<FileLine> open =
                lines.stream().filter(line -> line.standing != null).toList();
        open.forEach(line -> line.merged = merged(line, Objects.requireNonNull(line.standing)));
        reading.learn(open.stream().map(line -> line.merged).toList());
        open.forEach(line -> read(line, Objects.requireNonNull(line.standing)));
        if (!mode.adds()) {
            for (FileLine line : lines) {
                if (line.standing == null) {
                    line.faults.removeIf(fault -> !fault.code().equals("IMP-020"));
                    line.row = null;
                    pass.add(
                            line,
                            key(),
                            "IMP-021",
                            "Sổ chưa có bản ghi này để sửa; kiểm tra mã, hoặc chọn «thêm mới và sửa»");
                }
            }
        }
    }

    /** The column of the file that names records. */
    private String key() {
        return keys.stream()
                .filter(key -> given.containsAll(key.columns()))
                .map(RecordKeys.Key::column)
                .findFirst()
                .orElse("");
    }

    private void met(FileLine line, Row row) {
        if (line.standing == null) {
            line.standing = row;
        } else if (line.standing.id() != row.id()) {
            pass.add(
                    line,
                    "code",
                    "IMP-023",
                    "Dòng này chỉ tới hai bản ghi khác nhau: " + line.standing.code() + " và " + row.code()
                            + "; sửa mã hoặc giá trị duy nhất");
        }
    }

    private Map<String, String> merged(FileLine line, Row standing) {
        Map<String, String> merged = new HashMap<>(beside.texts(standing));
        merged.remove("code");
        line.typed.forEach((column, text) -> {
            if (!column.equals("code") && !text.isBlank()) {
                merged.put(column, text);
            }
        });
        return merged;
    }

    private void read(FileLine line, Row standing) {
        line.row = null;
        // what was said of it as a new record is said anew of the whole one
        line.faults.removeIf(fault -> !fault.code().startsWith("IMP-"));
        for (Fault fault : reading.read(line.merged, standing.values())) {
            if (!line.files.containsKey(fault.column()) || !fault.code().equals("VAL-001")) {
                pass.add(line, fault.column(), fault.code(), fault.message());
            }
        }
        if (!line.faults.isEmpty()) {
            return;
        }
        Map<String, @Nullable Object> values = reading.values();
        Map<String, String> held = beside.texts(standing);
        List<CellChange> changes = new ArrayList<>();
        for (String column : values.keySet()) {
            if (line.typed.containsKey(column)
                    && !RecordKeys.same(values.get(column), standing.value(column))
                    && mayChange(line, column)) {
                changes.add(new CellChange(
                        line.number,
                        standing.code(),
                        column,
                        shown(column, held.getOrDefault(column, "")),
                        shown(column, line.typed.getOrDefault(column, ""))));
            }
        }
        line.files.forEach((column, names) -> {
            if (!line.typed.containsKey(column) && !names.isEmpty()) {
                changes.add(new CellChange(
                        line.number,
                        standing.code(),
                        column,
                        cut(held.getOrDefault(column, "")),
                        cut(String.join("; ", names))));
            }
        });
        line.changes = changes;
        line.present = changes.isEmpty() && line.faults.isEmpty();
    }

    private boolean mayChange(FileLine line, String column) {
        if (column.equals("place")) {
            pass.add(
                    line,
                    column,
                    "IMP-026",
                    "Địa bàn không sửa bằng tệp; mở bản ghi rồi chọn sửa nơi ghi nhầm hoặc chuyển địa bàn");
            return false;
        }
        if (column.equals("state") && register.hasSteps()) {
            pass.add(line, column, "VAL-023", "Trạng thái của sổ này chỉ đổi bằng các bước; bỏ cột này hoặc làm bước");
            return false;
        }
        return true;
    }

    /** As typed; a small table line by line, without the signs of its notation. */
    private String shown(String id, String text) {
        @Nullable Column table = register.findColumn(id).orElse(null);
        if (table == null || table.type() != ColumnType.ROWS || text.isEmpty()) {
            return cut(text);
        }
        return cut(JSON.readValue(text, LINES).stream()
                .map(line -> table.columns().stream()
                        .filter(inner -> line.get(inner.id()) != null)
                        .map(inner -> cell(inner, String.valueOf(line.get(inner.id()))))
                        .collect(Collectors.joining(" · ")))
                .collect(Collectors.joining("; ")));
    }

    private String cell(Column inner, String text) {
        return inner.type() == ColumnType.CHOICE
                ? register.findChoice(inner, text)
                        .map(choice -> choice.name().vi())
                        .orElse(text)
                : text;
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
