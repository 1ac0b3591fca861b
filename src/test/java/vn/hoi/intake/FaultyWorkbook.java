package vn.hoi.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A list of measuring instruments as an office would send it: titles on top, a column typed in TCVN3, days as days, texts
 * and bare numbers, a total and a signature below; with these faults planted:
 *
 * <pre>
 * row column value                reason
 *   7 G      31/02/2024           no day of the calendar
 *   8 G      tháng 5              no day
 *   9 H      05/09/1824           a year beyond all sense
 *  10 F      Xã Không Có          no such place
 *  11 F      Xã Hòa Bình          four former communes of this name
 *  12 C      (serial of row 6)    twice in the file
 *  13 C      (serial in register) in the register with another owner
 *  14 B      Cân vũ trụ           no such kind
 *  15 C      (empty)              serial missing
 *  16 D      (empty)              maker missing
 *  17 J      hai nghìn            no number
 *  18 J      1900                 before the first year allowed
 *  19 J      2020,5               no whole number
 *  20 L      01/01/2019           retired before it was put into use (QUA-001)
 *  21 I      05/3/2024            verified until the day of verification (QUA-002)
 *  22 H      (empty)              verified until, without verification (QUA-003)
 *  23 L      (empty)              retired without a day (QUA-004)
 *  24 K      Hỏng                 no such state
 *  25 C      41 characters        too long
 *  26 E      #CHƯA_TÍNH           a formula no program has computed
 * </pre>
 *
 * Rows 6 and 27 to 46 are good.
 */
final class FaultyWorkbook {

    static final int FAULTS = 20;
    static final int GOOD = 21;

    /** A formula, by its text. */
    private record Formula(String text) {}

    private static final String WATER = "C\u00abng ty C\u00e6 ph\u00c7n C\u00cap n\u00ad\u00edc";
    private static final String COOPERATIVE = "H\u00eep t\u00b8c x\u00b7 H\u00e5i V\u00a8n Quan";
    private static final String MARKET = "Ch\u00ee \u00a7\u00abng Kinh";

    /** The same in Unicode. */
    static final List<String> OWNERS = List.of("Công ty Cổ phần Cấp nước", "Hợp tác xã Hồi Văn Quan", "Chợ Đông Kinh");

    private static final List<String> TYPED = List.of(WATER, COOPERATIVE, MARKET);
    private static final LocalDate DAY = LocalDate.of(2024, 3, 5);

    private final String mark;

    /** @param mark makes its serials unlike those of any other test */
    FaultyWorkbook(String mark) {
        this.mark = mark;
    }

    String serial(int row) {
        return mark + "-" + row;
    }

    Path write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                var workbook = new Workbook(out, "Test", null)) {
            Worksheet sheet = workbook.newWorksheet("Danh sách");
            int number = 0;
            for (Object[] row : rows()) {
                for (int column = 0; column < row.length; column++) {
                    put(sheet, number, column, row[column]);
                }
                number++;
            }
        }
        return file;
    }

    private static void put(Worksheet sheet, int row, int column, Object value) {
        switch (value) {
            case null -> {}
            case LocalDate day -> {
                sheet.value(row, column, day);
                sheet.style(row, column).format("dd/mm/yyyy").set();
            }
            case Number number -> sheet.value(row, column, number);
            case Formula formula -> sheet.formula(row, column, formula.text());
            default -> sheet.value(row, column, value.toString());
        }
    }

    /** A good row of the sheet, by its number. */
    private Object[] good(int row) {
        Object[] cells = {
            row - 5,
            "Cân bàn",
            serial(row),
            "Nhơn Hòa",
            TYPED.get(row % 3),
            "X. Thất Khê",
            DAY,
            DAY,
            "05/3/2027",
            "2019",
            "Đang sử dụng",
            null,
            null
        };
        switch (row % 4) {
            case 0 -> {
                cells[5] = "Phường Đông Kinh";
                cells[6] = "05/3/2024";
                cells[9] = 2019;
            }
            case 1 -> {
                cells[5] = "06040";
                cells[6] = 45356;
            }
            case 2 -> {
                cells[1] = "CÂN BÀN";
                cells[5] = "that khe";
                cells[10] = null;
            }
            default -> cells[12] = "=1+1";
        }
        return cells;
    }

    private Object[] with(int row, int column, Object value) {
        Object[] cells = good(row);
        cells[1] = "Cân bàn";
        cells[column] = value;
        return cells;
    }

    private List<Object[]> rows() {
        List<Object[]> rows = new ArrayList<>();
        rows.add(new Object[] {"SỞ KHOA HỌC VÀ CÔNG NGHỆ"});
        rows.add(new Object[] {"DANH SÁCH PHƯƠNG TIỆN ĐO NĂM 2026"});
        rows.add(new Object[] {"(Kèm theo Công văn số 12/BC ngày 05/01/2026)"});
        rows.add(new Object[0]);
        rows.add(new Object[] {
            "STT",
            "Tên PTĐ",
            "Số Seri",
            "Hãng SX",
            "Đơn vị sử dụng",
            "Địa chỉ",
            "Ngày sử dụng",
            "Ngày KĐ",
            "Hạn KĐ",
            "Năm SX",
            "Tình trạng",
            "Ngày loại bỏ",
            "Ghi chú"
        });
        rows.add(good(6));
        rows.add(with(7, 6, "31/02/2024"));
        rows.add(with(8, 6, "tháng 5"));
        rows.add(with(9, 7, "05/09/1824"));
        rows.add(with(10, 5, "Xã Không Có"));
        rows.add(with(11, 5, "Xã Hòa Bình"));
        rows.add(with(12, 2, serial(6)));
        rows.add(with(13, 2, serial(0)));
        rows.add(with(14, 1, "Cân vũ trụ"));
        rows.add(with(15, 2, null));
        rows.add(with(16, 3, null));
        rows.add(with(17, 9, "hai nghìn"));
        rows.add(with(18, 9, 1900));
        rows.add(with(19, 9, 2020.5));
        rows.add(retired(20, "01/01/2019"));
        rows.add(with(21, 8, "05/3/2024"));
        rows.add(with(22, 7, null));
        rows.add(retired(23, null));
        rows.add(with(24, 10, "Hỏng"));
        rows.add(with(25, 2, "x".repeat(41)));
        rows.add(with(26, 4, new Formula("VLOOKUP(C26,Khac!A:B,2,0)")));
        for (int row = 27; row <= 46; row++) {
            rows.add(good(row));
        }
        rows.add(new Object[] {null, "Tổng cộng", 41});
        rows.add(new Object[0]);
        rows.add(new Object[] {null, null, null, null, "Người lập"});
        return rows.stream().map(row -> Arrays.copyOf(row, 13)).toList();
    }

    private Object[] retired(int row, String day) {
        Object[] cells = with(row, 10, "Loại bỏ");
        cells[7] = null;
        cells[8] = null;
        cells[11] = day;
        return cells;
    }
}
