package vn.hoi.register;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Expression;
import vn.hoi.common.Yaml;

/** Reads and tests the columns of a register. */
final class ColumnReading {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    /** Names that the table or the language of queries has already. */
    private static final Set<String> TAKEN = Set.of(
            "id",
            "code",
            "unit",
            "place",
            "state",
            "note",
            "version",
            "lifecycle",
            "due-at",
            "due-paused-at",
            "loaded-in",
            "search-text",
            "reason",
            "draft",
            "confirmed",
            "alike",
            "more",
            "columns",
            "view",
            "due",
            "q",
            "sort",
            "after",
            "before",
            "empty",
            "filled",
            "headings",
            "chosen",
            "limit",
            "dir");

    /** An index of PostgreSQL holds at most 2,704 bytes of a row; a letter takes up to four. */
    private static final int INDEXED_LENGTH = 600;

    private static final int MOST_ROWS = 500;

    private final Yaml yaml;
    private final Map<String, List<Choice>> choices;

    ColumnReading(Yaml yaml, Map<String, List<Choice>> choices) {
        this.yaml = yaml;
        this.choices = choices;
    }

    Map<String, Column> read() {
        Map<String, Column> columns = new LinkedHashMap<>();
        yaml.tree().path("columns").properties().forEach(entry -> {
            String pointer = Yaml.pointer("columns", entry.getKey());
            Column column = column(entry.getKey(), entry.getValue(), pointer);
            testIndexed(column, pointer);
            columns.put(column.id(), column);
        });
        for (Column column : columns.values()) {
            testUnique(column, columns);
            testLink(column, columns);
            if (column.computed() != null) {
                testComputed(column, columns);
            }
        }
        return columns;
    }

    private Column column(String id, JsonNode tree, String pointer) {
        if (!ID.matcher(id).matches() || id.length() > 50 || TAKEN.contains(id)) {
            throw yaml.fault(
                    pointer,
                    "mã cột «" + id + "» không dùng được",
                    "Dùng a-z, 0-9, gạch nối, dưới 50 ký tự, và không trùng các cột sẵn có "
                            + TAKEN.stream().sorted().toList());
        }
        Column column = yaml.as(tree, pointer, Column.Declared.class).column(id);
        testType(column, pointer);
        if (column.pattern() != null) {
            try {
                Pattern.compile(column.pattern());
            } catch (PatternSyntaxException e) {
                throw yaml.fault(pointer + "/pattern", "mẫu không đọc được: " + e.getDescription(), "Sửa mẫu");
            }
        }
        return column;
    }

    private void testType(Column column, String pointer) {
        ColumnType type = column.type();
        if (type == ColumnType.CHOICE && !choices.containsKey(column.of() == null ? "" : column.of())) {
            throw yaml.fault(
                    pointer,
                    "cột chọn «" + column.id() + "» cần «of:» là một danh sách dưới «choices:»",
                    "Các danh sách đang có: " + choices.keySet());
        }
        if ((type == ColumnType.IDENTIFIER) != (column.check() != null)) {
            throw yaml.fault(
                    pointer,
                    "kiểu identifier và «check:» đi cùng nhau",
                    "check: tax-code, gtin, organisation-code hoặc citizen-id");
        }
        if ((type == ColumnType.ROWS) == column.columns().isEmpty()) {
            throw yaml.fault(
                    pointer, "kiểu rows và «columns:» của bảng con đi cùng nhau", "Khai báo các cột của bảng con");
        }
        if (column.year() && type != ColumnType.INTEGER) {
            throw yaml.fault(pointer + "/year", "«year: true» chỉ đặt cho cột kiểu integer", "Bỏ «year» hoặc đổi kiểu");
        }
        if (column.most() > MOST_ROWS) {
            throw yaml.fault(
                    pointer + "/most",
                    "nhiều nhất " + MOST_ROWS + " dòng trong một bản ghi",
                    "Nhiều hơn thì khai báo một sổ riêng và dẫn chiếu về đây");
        }
        for (Column inner : column.columns()) {
            if (!inner.type().fitsRows()
                    || inner.search()
                    || inner.sort()
                    || inner.unique()
                    || inner.computed() != null) {
                throw yaml.fault(
                        pointer + Yaml.pointer("columns", inner.id()),
                        "cột «" + inner.id() + "» không đặt trong bảng con được",
                        "Bảng con chỉ có cột đơn, không tìm, không sắp xếp, không tính");
            }
            testType(inner, pointer + Yaml.pointer("columns", inner.id()));
        }
    }

    private void testIndexed(Column column, String pointer) {
        if (column.search() && !column.type().isWords()) {
            throw yaml.fault(pointer, "chỉ cột chữ mới tìm được bằng «search»", "Bỏ «search» hoặc dùng «filter»");
        }
        boolean single = !column.type().isMany() && column.type() != ColumnType.LOCATION;
        if ((column.sort() || column.unique() || !column.uniqueWith().isEmpty()) && !single) {
            throw yaml.fault(pointer, "cột này không sắp xếp và không kiểm tra trùng được", "Bỏ «sort», «unique»");
        }
        if (column.filter() && (column.type() == ColumnType.ROWS || column.type() == ColumnType.FILES)) {
            throw yaml.fault(pointer, "cột này không lọc được", "Bỏ «filter»");
        }
        boolean keyed = column.sort() || column.unique() || !column.uniqueWith().isEmpty();
        if (keyed && column.type().isWords() && column.maxLength() > INDEXED_LENGTH) {
            throw yaml.fault(
                    pointer,
                    "cột chữ sắp xếp hay kiểm tra trùng dài quá " + INDEXED_LENGTH + " ký tự",
                    "Thêm «max-length: " + INDEXED_LENGTH + "» hoặc ngắn hơn");
        }
    }

    private void testUnique(Column column, Map<String, Column> columns) {
        String pointer = Yaml.pointer("columns", column.id(), "unique-with");
        int length = column.type().isWords() ? column.maxLength() : 0;
        for (String other : column.uniqueWith()) {
            @Nullable Column with = columns.get(other);
            if (with == null) {
                throw yaml.fault(pointer, "không có cột «" + other + "»", "Ghi mã của cột đã khai báo");
            }
            length += with.type().isWords() ? with.maxLength() : 0;
        }
        if (!column.uniqueWith().isEmpty() && length > INDEXED_LENGTH) {
            throw yaml.fault(pointer, "các cột kiểm tra trùng cộng lại quá dài", "Giảm «max-length» của chúng");
        }
    }

    /** The column beside a party's name, in which the table keeps which party it is. */
    private void testLink(Column column, Map<String, Column> columns) {
        String beside = column.id() + "-party";
        if (column.type() == ColumnType.PARTY && columns.containsKey(beside)) {
            throw yaml.fault(
                    Yaml.pointer("columns", beside),
                    "mã cột «" + beside + "» đã dành cho liên kết của cột «" + column.id() + "»",
                    "Đặt mã khác cho cột này");
        }
    }

    private void testComputed(Column column, Map<String, Column> columns) {
        String pointer = Yaml.pointer("columns", column.id(), "computed");
        if (column.required() || column.begin() != null) {
            throw yaml.fault(pointer, "cột tính không nhập nên không «required», không «default»", "Bỏ các mục đó");
        }
        if (!column.type().isNumber() && column.type() != ColumnType.DATE && column.type() != ColumnType.YES_NO) {
            throw yaml.fault(pointer, "cột tính phải là số, ngày hoặc có/không", "Đổi kiểu cột");
        }
        try {
            Expression formula = Expression.overColumns(String.valueOf(column.computed()), columns.keySet());
            for (String used : formula.columns()) {
                @Nullable Column from = columns.get(used);
                if (from != null && (from.computed() != null || from.type().isMany())) {
                    throw new IllegalArgumentException("cột tính không dùng cột «" + used + "»");
                }
            }
            formula.sql(id -> id);
        } catch (IllegalArgumentException e) {
            throw yaml.fault(pointer, String.valueOf(e.getMessage()), "Sửa công thức");
        }
    }
}
