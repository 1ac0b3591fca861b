package vn.hoi.intake;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hoi.register.ColumnType;
import vn.hoi.register.RecordKeys;
import vn.hoi.register.RecordReading;
import vn.hoi.register.Register;
import vn.hoi.register.Row;

/** Rows that say again what stands: further up in the file, in the register, or, without a key, in an earlier file. */
final class RepeatedRows {

    private final Register register;
    private final FilePass pass;
    private final RecordReading reading;
    private final FilePass.Beside beside;
    private final List<RecordKeys.Key> keys;
    private final Set<String> given;
    /** The row that said a key first, by key. */
    private final List<Map<String, Integer>> before = new ArrayList<>();

    /** @param given columns of the register that the file holds */
    RepeatedRows(
            Register register,
            FilePass pass,
            RecordReading reading,
            FilePass.Beside beside,
            List<RecordKeys.Key> keys,
            Set<String> given) {
        this.register = register;
        this.pass = pass;
        this.reading = reading;
        this.beside = beside;
        this.keys = keys;
        this.given = given;
        keys.forEach(key -> before.add(new HashMap<>()));
    }

    /** @param adds whether no row may change a record that stands */
    void test(List<FileLine> lines, boolean adds) {
        for (int key = 0; key < keys.size(); key++) {
            compareWithin(lines, keys.get(key), before.get(key));
        }
        if (adds) {
            keys.forEach(key -> compareStanding(lines, key));
        }
        compareLooks(lines);
    }

    private void compareWithin(List<FileLine> lines, RecordKeys.Key key, Map<String, Integer> seen) {
        for (FileLine line : lines) {
            @Nullable Object @Nullable [] row = line.keyed != null ? line.keyed : line.row;
            @Nullable String text = row == null ? null : key.of(row);
            if (text == null) {
                continue;
            }
            @Nullable Integer first = seen.putIfAbsent(text, line.number);
            if (first != null) {
                pass.add(
                        line,
                        key.column(),
                        "VAL-009",
                        "Trùng " + pass.names(key.columns()) + " với dòng " + first + " của tệp; giữ lại một dòng");
                line.row = null;
            }
        }
    }

    private void compareStanding(List<FileLine> lines, RecordKeys.Key key) {
        List<FileLine> open = lines.stream().filter(line -> line.row != null).toList();
        beside.standing(
                        key,
                        open.stream()
                                .map(line -> Objects.requireNonNull(line.row))
                                .toList())
                .forEach((index, standing) -> {
                    FileLine line = open.get(index);
                    List<String> other = differences(Objects.requireNonNull(line.row), standing);
                    if (other.isEmpty()) {
                        line.present = true;
                    } else if (line.faults.isEmpty()) {
                        pass.add(
                                line,
                                key.column(),
                                "VAL-009",
                                "Sổ đã có bản ghi " + standing.code() + " cùng "
                                        + pass.names(key.columns()) + " nhưng khác ở " + pass.names(other)
                                        + "; sửa bản ghi đó hoặc bỏ dòng này");
                    }
                });
    }

    /** Columns of the file in which the row is not what stands. */
    private List<String> differences(@Nullable Object[] row, Row standing) {
        List<String> different = new ArrayList<>();
        for (int index = 0; index < row.length; index++) {
            String column = reading.columns().get(index);
            boolean compared =
                    given.contains(column) && !isFiles(column) && !(column.equals("code") && row[index] == null);
            if (compared && !RecordKeys.same(row[index], standing.value(column))) {
                different.add(column);
            }
        }
        return different;
    }

    /** Rows without a complete key are known again by all their values together. */
    private void compareLooks(List<FileLine> lines) {
        List<FileLine> open = new ArrayList<>();
        for (FileLine line : lines) {
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
            String column = reading.columns().get(index);
            if (value != null && given.contains(column) && !isFiles(column)) {
                values.put(
                        column,
                        value instanceof BigDecimal number
                                ? number.stripTrailingZeros().toPlainString()
                                : value.toString());
            }
        }
        return UUID.nameUUIDFromBytes(values.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A file sent again is another file, though its record is the same. */
    private boolean isFiles(String column) {
        return register.findColumn(column)
                .map(found -> found.type() == ColumnType.FILES)
                .orElse(false);
    }
}
