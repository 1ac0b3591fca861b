package vn.hoi.access;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.sheet.Heading;
import vn.hoi.sheet.SheetFile;
import vn.hoi.sheet.Table;

/** The lines of a file of accounts, as texts by column. */
final class PeopleFile {

    /** What a column holds, and what headings it is known by, without diacritics. */
    enum Column {
        ACCOUNT("tai khoan", "ten tai khoan", "account"),
        FULL_NAME("ho va ten", "ho ten", "full name", "name"),
        EMAIL("thu dien tu", "email", "e-mail"),
        UNIT("don vi", "ma don vi", "unit", "unit code"),
        ROLE("vai tro", "role"),
        FIELDS("linh vuc", "fields", "field"),
        FIRST("tu ngay", "ngay dau", "first day", "from"),
        LAST("den ngay", "ngay cuoi", "last day", "to");

        private final Set<String> names;

        Column(String... names) {
            this.names = Set.of(names);
        }

        /** The heading to write. */
        String heading() {
            return switch (this) {
                case ACCOUNT -> "Tài khoản";
                case FULL_NAME -> "Họ và tên";
                case EMAIL -> "Thư điện tử";
                case UNIT -> "Mã đơn vị";
                case ROLE -> "Vai trò";
                case FIELDS -> "Lĩnh vực";
                case FIRST -> "Từ ngày";
                case LAST -> "Đến ngày";
            };
        }
    }

    /** @param number as the spreadsheet program shows it */
    record Line(int number, Map<Column, String> values) {
        String value(Column column) {
            return values.getOrDefault(column, "");
        }
    }

    private static final int MOST = 2_000;

    private PeopleFile() {}

    /** @throws Problem SHE codes where it cannot be read; ACC-064 without its columns, empty or too long */
    static List<Line> read(Path file, String name) throws IOException {
        try (SheetFile sheets = SheetFile.open(file, name)) {
            Table table = sheets.table(0);
            Map<Column, Integer> places = places(table);
            List<Line> lines = new ArrayList<>();
            try (Table.Rows rows = table.rows()) {
                while (rows.hasNext()) {
                    Table.Row row = rows.next();
                    Map<Column, String> values = new EnumMap<>(Column.class);
                    places.forEach((column, place) ->
                            values.put(column, row.cell(place).text().strip()));
                    if (values.values().stream().anyMatch(value -> !value.isEmpty())) {
                        lines.add(new Line(row.number(), values));
                    }
                    if (lines.size() > MOST) {
                        throw new Problem(
                                422, "ACC-064", "Tệp có hơn " + MOST + " dòng; chia thành nhiều tệp nhỏ hơn.");
                    }
                }
            }
            if (lines.isEmpty()) {
                throw new Problem(422, "ACC-064", "Tệp không có dòng nào dưới dòng tiêu đề; thêm mỗi người một dòng.");
            }
            return lines;
        }
    }

    private static Map<Column, Integer> places(Table table) {
        Map<Column, Integer> places = new EnumMap<>(Column.class);
        for (Heading heading : table.headings()) {
            String plain = Vietnamese.fold(heading.text()).strip();
            Stream.of(Column.values())
                    .filter(column -> column.names.contains(plain))
                    .findFirst()
                    .ifPresent(column -> places.putIfAbsent(column, heading.column()));
        }
        List<String> missing = Stream.of(Column.ACCOUNT, Column.FULL_NAME, Column.UNIT, Column.ROLE)
                .filter(column -> !places.containsKey(column))
                .map(Column::heading)
                .toList();
        if (!missing.isEmpty()) {
            throw new Problem(
                    422,
                    "ACC-064",
                    "Tệp thiếu cột " + String.join(", ", missing) + "; dùng tệp mẫu ở trang này để có đủ tiêu đề.");
        }
        return places;
    }
}
