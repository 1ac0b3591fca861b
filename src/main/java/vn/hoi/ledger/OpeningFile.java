package vn.hoi.ledger;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.sheet.Cell;
import vn.hoi.sheet.Heading;
import vn.hoi.sheet.SheetFile;
import vn.hoi.sheet.Table;

/** Reads a file of opening balances: which column is which, and each row with every fault it has. */
final class OpeningFile {

    /** Columns by what their headings begin with, without diacritics. The first four are needed. */
    enum Part {
        LINE("ma dong", "Mã dòng"),
        ALLOTTED("du toan duoc giao", "Dự toán được giao"),
        DOCUMENT("so van ban", "Số văn bản"),
        DOCUMENT_DAY("ngay van ban", "Ngày văn bản"),
        DAY("ngay so du", "Ngày số dư"),
        LOADED("da nhap tabmis", "Đã nhập TABMIS"),
        COMMITTED("cam ket chi", "Cam kết chi"),
        ADVANCED("du tam ung", "Dư tạm ứng"),
        PAID("da thanh toan", "Đã thanh toán"),
        NAME("ten dong", "Tên dòng"),
        YEAR("nam", "Năm"),
        UNIT("don vi", "Đơn vị"),
        NATURE("tinh chat", "Tính chất"),
        HEADING("noi dung chi", "Nội dung chi"),
        SOURCE("nguon von", "Nguồn vốn"),
        CHAPTER("chuong", "Chương"),
        LEVEL("cap", "Cấp"),
        PROJECT("du an", "Dự án");

        private final String begins;
        private final String heading;

        Part(String begins, String heading) {
            this.begins = begins;
            this.heading = heading;
        }

        String heading() {
            return heading;
        }
    }

    private static final List<Part> NEEDED =
            List.of(Part.LINE, Part.ALLOTTED, Part.DOCUMENT, Part.DOCUMENT_DAY, Part.DAY);

    /**
     * A row that was read.
     *
     * @param texts by part, as they stand
     * @param amounts đồng by part, 0 where the cell is empty
     */
    record Row(int number, Map<Part, String> texts, Map<Part, Long> amounts, LocalDate documentDay, LocalDate day) {

        @Nullable
        String find(Part part) {
            return texts.get(part);
        }

        String get(Part part) {
            return texts.getOrDefault(part, "");
        }

        long amount(Part part) {
            return amounts.getOrDefault(part, 0L);
        }

        boolean gives(Part part) {
            return amounts.containsKey(part);
        }
    }

    private final Map<Part, Heading> headings = new EnumMap<>(Part.class);
    private final List<Row> rows = new ArrayList<>();
    private final List<Problem.Fault> faults;

    private OpeningFile(List<Problem.Fault> faults) {
        this.faults = faults;
    }

    /**
     * All rows without a fault; each fault is added to those given.
     *
     * @throws Problem LED-092 when a needed heading is missing or there is no row
     */
    static List<Row> read(Path file, String name, List<Problem.Fault> faults) throws IOException {
        var reading = new OpeningFile(faults);
        try (SheetFile sheets = SheetFile.open(file, name)) {
            Table table = sheets.table(0);
            reading.headings(table);
            try (Table.Rows all = table.rows()) {
                while (all.hasNext()) {
                    Table.Row row = all.next();
                    if (row.kind() == Table.Kind.DATA) {
                        reading.row(row);
                    }
                }
            }
        }
        if (reading.rows.isEmpty() && faults.isEmpty()) {
            throw new Problem(422, "LED-092", "Tệp không có dòng số dư nào; chọn lại tệp.");
        }
        return reading.rows;
    }

    private void headings(Table table) {
        for (Part part : Part.values()) {
            table.headings().stream()
                    .filter(one -> Vietnamese.fold(one.text()).strip().startsWith(part.begins))
                    .filter(one -> !headings.containsValue(one))
                    .findFirst()
                    .ifPresent(one -> headings.put(part, one));
        }
        List<String> missing = NEEDED.stream()
                .filter(part -> !headings.containsKey(part))
                .map(Part::heading)
                .toList();
        if (!missing.isEmpty()) {
            throw new Problem(
                    422, "LED-092", "Tệp thiếu cột " + String.join(", ", missing) + "; thêm cột rồi nhập lại.");
        }
    }

    private void row(Table.Row row) {
        int before = faults.size();
        Map<Part, String> texts = new EnumMap<>(Part.class);
        Map<Part, Long> amounts = new EnumMap<>(Part.class);
        for (Map.Entry<Part, Heading> heading : headings.entrySet()) {
            Part part = heading.getKey();
            Cell cell = row.cell(heading.getValue().column());
            String text = Typed.plain(cell.text());
            if (text.isEmpty()) {
                continue;
            }
            texts.put(part, text);
            if (isAmount(part)) {
                amount(row.number(), part, cell).ifPresent(dong -> amounts.put(part, dong));
            }
        }
        for (Part part : List.of(Part.LINE, Part.DOCUMENT)) {
            if (!texts.containsKey(part)) {
                fault(row.number(), "LED-093", "thiếu «" + part.heading() + "»");
            }
        }
        if (amounts.getOrDefault(Part.ALLOTTED, 0L) == 0 && !texts.containsKey(Part.ALLOTTED)) {
            fault(row.number(), "LED-093", "thiếu «" + Part.ALLOTTED.heading() + "»");
        }
        Optional<LocalDate> documentDay = day(row, Part.DOCUMENT_DAY);
        Optional<LocalDate> day = day(row, Part.DAY);
        if (faults.size() == before && documentDay.isPresent() && day.isPresent()) {
            rows.add(new Row(row.number(), texts, amounts, documentDay.get(), day.get()));
        }
    }

    private static boolean isAmount(Part part) {
        return switch (part) {
            case ALLOTTED, LOADED, COMMITTED, ADVANCED, PAID -> true;
            default -> false;
        };
    }

    private Optional<Long> amount(int number, Part part, Cell cell) {
        Optional<BigDecimal> read = cell.number();
        boolean right = read.isPresent()
                && read.get().signum() >= 0
                && read.get().stripTrailingZeros().scale() <= 0
                && read.get().compareTo(BigDecimal.valueOf(Postings.MOST)) <= 0;
        if (!right) {
            fault(number, "LED-093", "«" + part.heading() + "» phải là số đồng nguyên không âm");
            return Optional.empty();
        }
        return Optional.of(read.get().longValueExact());
    }

    private Optional<LocalDate> day(Table.Row row, Part part) {
        Heading heading = headings.get(part);
        Optional<LocalDate> day = heading == null ? Optional.empty() : heading.day(row.cell(heading.column()));
        if (day.isEmpty()) {
            fault(row.number(), "LED-093", "«" + part.heading() + "» phải là ngày, viết như 30/6/2026");
        }
        return day;
    }

    private void fault(int row, String code, String says) {
        faults.add(new Problem.Fault("row-" + row, code, "Dòng " + row + ": " + says));
    }
}
