package vn.hoi.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.intake.Batch.CellFault;
import vn.hoi.intake.Batch.Matched;
import vn.hoi.register.Column;
import vn.hoi.register.ColumnType;
import vn.hoi.register.Register;
import vn.hoi.sheet.Cell;
import vn.hoi.sheet.Heading;
import vn.hoi.sheet.SheetFile;
import vn.hoi.sheet.Table;

/**
 * Sheets of a workbook named as a small table of the register: each row is a line of it, of the record that its key column
 * names.
 */
final class FurtherSheets {

    private static final int MOST_LINES = 200_000;

    /** A line, with the row it stands in. */
    private record Line(int row, Map<String, String> typed) {}

    /**
     * One sheet.
     *
     * @param key column of the register its rows name a record by
     */
    private record Sheet(String name, Column table, String key, Map<String, List<Line>> lines) {}

    private final List<Sheet> sheets = new ArrayList<>();

    /** None where a file has but one sheet, or none is named so. */
    static FurtherSheets read(SheetFile file, int main, Register register) {
        var further = new FurtherSheets();
        for (SheetFile.Sheet sheet : file.sheets()) {
            if (sheet.index() != main && !sheet.hidden()) {
                table(register, sheet.name())
                        .flatMap(table ->
                                read(sheet.name(), file.table(sheet.index()), table, Matching.ofTable(register, table)))
                        .ifPresent(further.sheets::add);
            }
        }
        return further;
    }

    private static Optional<Column> table(Register register, String sheet) {
        String named = Matching.normal(sheet);
        return register.entered().stream()
                .filter(column -> column.type() == ColumnType.ROWS)
                .filter(column -> Stream.of(
                                column.id(), column.name().vi(), column.name().en())
                        .map(Matching::normal)
                        .anyMatch(name -> name.equals(named)))
                .findFirst();
    }

    private static Optional<Sheet> read(String name, Table table, Column column, Matching matching) {
        List<Matched> columns = matching.match(table.headings(), Map.of());
        @Nullable
        Matched key = columns.stream()
                .filter(matched ->
                        !matched.column().isEmpty() && matched.column().indexOf(Matching.INNER) < 0)
                .findFirst()
                .orElse(null);
        if (key == null) {
            throw new Problem(
                    422,
                    "IMP-028",
                    "Trang «" + name
                            + "» chưa có cột cho biết dòng thuộc bản ghi nào; thêm cột mã hoặc cột tên của trang"
                            + " chính.");
        }
        Map<Integer, Heading> headings = new HashMap<>();
        table.headings().forEach(heading -> headings.put(heading.column(), heading));
        Map<String, List<Line>> lines = new LinkedHashMap<>();
        int count = 0;
        try (Table.Rows rows = table.rows()) {
            while (rows.hasNext()) {
                Table.Row row = rows.next();
                Cell of = row.cell(key.cell());
                if (row.kind() == Table.Kind.DATA && !of.isEmpty()) {
                    if (++count > MOST_LINES) {
                        throw new Problem(
                                422,
                                "IMP-003",
                                "Trang «" + name + "» có hơn " + Vietnamese.number(MOST_LINES)
                                        + " dòng; chia thành nhiều tệp rồi nạp từng tệp.");
                    }
                    lines.computeIfAbsent(of.text().strip(), none -> new ArrayList<>())
                            .add(new Line(row.number(), line(row, columns, column, headings)));
                }
            }
        }
        return Optional.of(new Sheet(name, column, key.column(), lines));
    }

    private static Map<String, String> line(
            Table.Row row, List<Matched> columns, Column table, Map<Integer, Heading> headings) {
        Map<String, String> typed = new LinkedHashMap<>();
        for (Matched matched : columns) {
            String start = table.id() + Matching.INNER;
            Cell cell = row.cell(matched.cell());
            if (matched.column().startsWith(start) && !cell.isEmpty()) {
                String inner = matched.column().substring(start.length());
                typed.put(
                        inner,
                        CellText.typed(
                                matched, table.findColumn(inner).orElse(null), cell, headings.get(matched.cell())));
            }
        }
        return typed;
    }

    /** Adds to the record of the main sheet the lines that name it. */
    void add(FileLine line) {
        for (Sheet sheet : sheets) {
            String key =
                    Objects.requireNonNullElse(line.typed.get(sheet.key), "").strip();
            @Nullable List<Line> lines = sheet.lines.remove(key);
            if (lines != null) {
                line.inner
                        .computeIfAbsent(sheet.table.id(), none -> new ArrayList<>())
                        .addAll(lines.stream().map(Line::typed).toList());
            }
        }
    }

    /** Small tables the sheets hold. */
    List<String> tables() {
        return sheets.stream().map(sheet -> sheet.table.id()).toList();
    }

    /** Lines that name no record of the main sheet. */
    List<CellFault> left() {
        List<CellFault> left = new ArrayList<>();
        for (Sheet sheet : sheets) {
            sheet.lines.forEach((key, lines) -> left.add(new CellFault(
                    lines.getFirst().row,
                    null,
                    sheet.table.id(),
                    key,
                    "IMP-028",
                    "Trang «" + sheet.name + "»: không có bản ghi nào của trang chính mang «" + key
                            + "»; sửa giá trị đó hoặc thêm bản ghi")));
        }
        return left;
    }
}
