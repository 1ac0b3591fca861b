package vn.hoi.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.hoi.sheet.LegacyText.Encoding.TCVN3;
import static vn.hoi.sheet.LegacyText.Encoding.VNI;
import static vn.hoi.sheet.TestWorkbook.row;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoi.common.Problem;
import vn.hoi.sheet.Table.Kind;
import vn.hoi.sheet.TestWorkbook.Styled;

/** Headings are found below titles, rows are told from sums and signatures, columns from their encodings. */
class TableTest {

    private static final Object[] BLANK = {};

    @TempDir
    private Path folder;

    private interface Look {
        void at(Table table);
    }

    private void look(Look look, Object[]... rows) throws IOException {
        Path path = new TestWorkbook().sheet("Sổ", rows).write(folder.resolve("t.xlsx"));
        look(path, look);
    }

    private static void look(Path path, Look look) throws IOException {
        try (SheetFile file = SheetFile.open(path, "t.xlsx")) {
            look.at(file.table(0));
        }
    }

    private static List<Table.Row> rows(Table table) {
        List<Table.Row> all = new ArrayList<>();
        try (Table.Rows rows = table.rows()) {
            rows.forEachRemaining(all::add);
        }
        return all;
    }

    private static List<String> names(Table table) {
        return table.headings().stream().map(Heading::text).toList();
    }

    @Test
    void aTableThatBeginsAtOnceHasItsFirstRowAsHeading() throws IOException {
        look(
                table -> {
                    assertThat(names(table)).containsExactly("Mã", "Tên phương tiện", "Ngày kiểm định");
                    assertThat(table.lastHeadingRow()).isEqualTo(1);
                    assertThat(table.confidence()).isGreaterThan(0.9);
                    assertThat(rows(table)).extracting(Table.Row::number).containsExactly(2, 3);
                },
                row("Mã", "Tên phương tiện", "Ngày kiểm định"),
                row("a", "Cân", "05/9/2025"),
                row("b", "Thước", "06/9/2025"));
    }

    @Test
    void theHeadingIsFoundBelowLetterheadTitlesBlankRowsAndUnits() throws IOException {
        look(
                table -> {
                    assertThat(table.firstHeadingRow()).isEqualTo(8);
                    assertThat(names(table)).containsExactly("STT", "Tên tổ chức", "Địa chỉ", "Kinh phí", "Ghi chú");
                    assertThat(table.titles()).contains("DANH SÁCH", "(Kèm theo Công văn số 12/SKHCN ngày 05/9/2025)");
                    assertThat(table.confidence()).isGreaterThan(0.8);
                    assertThat(table.headings())
                            .extracting(Heading::numbering)
                            .containsExactly(true, false, false, false, false);
                    assertThat(rows(table)).hasSize(2);
                },
                row("UBND TỈNH LẠNG SƠN", null, null, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                row("SỞ KHOA HỌC VÀ CÔNG NGHỆ", null, null, "Độc lập - Tự do - Hạnh phúc"),
                BLANK,
                row("DANH SÁCH"),
                row("(Kèm theo Công văn số 12/SKHCN ngày 05/9/2025)"),
                BLANK,
                row(null, null, null, null, "Đơn vị tính: triệu đồng"),
                row("STT", "Tên tổ chức", "Địa chỉ", "Kinh phí", "Ghi chú"),
                row(1, "Công ty A", "xã Yên Phúc", 12.5),
                row(2, "Công ty B", "phường Kỳ Lừa", 7));
    }

    @Test
    void headingsOverTwoRowsAreJoined() throws IOException {
        look(
                table -> {
                    assertThat(names(table))
                            .containsExactly(
                                    "TT",
                                    "Tên",
                                    "Kiểm định / Ngày",
                                    "Kiểm định / Số tem",
                                    "Kiểm định / Hạn",
                                    "Ghi chú");
                    assertThat(table.firstHeadingRow()).isEqualTo(2);
                    assertThat(table.lastHeadingRow()).isEqualTo(4);
                    assertThat(rows(table)).extracting(Table.Row::number).containsExactly(5, 6);
                },
                row("DANH SÁCH PHƯƠNG TIỆN ĐO"),
                row("TT", "Tên", "Kiểm định", null, null, "Ghi chú"),
                row(null, null, "Ngày", "Số tem", "Hạn"),
                row("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
                row(1, "Cân", "05/9/2025", "T01", "05/9/2026"),
                row(2, "Thước", "05/9/2025", "T02", "05/9/2026"));
    }

    @Test
    void wideGroupsOverYearsAreJoinedThoughTheLowerRowIsFuller() throws IOException {
        look(
                table -> assertThat(names(table))
                        .containsExactly(
                                "STT",
                                "Đơn vị",
                                "2024 / Số lượng",
                                "2024 / Kinh phí",
                                "2025 / Số lượng",
                                "2025 / Kinh phí"),
                row("BIỂU TỔNG HỢP"),
                row("STT", "Đơn vị", 2024, null, 2025, null),
                row(null, null, "Số lượng", "Kinh phí", "Số lượng", "Kinh phí"),
                row(1, "Sở A", 1, 2, 3, 4),
                row(2, "Sở B", 1, 2, 3, 4));
    }

    @Test
    void aRowOfUnitsBelongsToTheHeading() throws IOException {
        look(
                table -> {
                    assertThat(names(table)).containsExactly("Tên", "Khối lượng / (kg)", "Giá trị / (đồng)");
                    assertThat(rows(table)).hasSize(1);
                },
                row("Tên", "Khối lượng", "Giá trị"),
                row(null, "(kg)", "(đồng)"),
                row("Vàng", 1, 2));
    }

    @Test
    void theCallerMayNameTheHeading() throws IOException {
        Path path = new TestWorkbook()
                .sheet("S", row("x", "y"), row("Tên", "Số"), row("a", 1))
                .write(folder.resolve("h.xlsx"));
        try (SheetFile file = SheetFile.open(path, "h.xlsx")) {
            Table table = file.table(0, 2, 2);
            assertThat(names(table)).containsExactly("Tên", "Số");
            assertThat(table.confidence()).isEqualTo(1);
            assertThat(rows(table)).hasSize(1);
        }
    }

    @Test
    void aSheetWithoutAnythingLikeAHeadingIsRefused() throws IOException {
        for (Object[][] rows : List.<Object[][]>of(new Object[][] {}, new Object[][] {row(1, 2, 3), row(4, 5, 6)})) {
            assertThatThrownBy(() -> look(table -> {}, rows))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.code()).isEqualTo("SHE-012"));
        }
    }

    @Test
    void aFileOfHeadingsOnlyHasNoRows() throws IOException {
        look(
                table -> {
                    assertThat(names(table)).containsExactly("STT", "Tên", "Ngày");
                    assertThat(rows(table)).isEmpty();
                },
                row("STT", "Tên", "Ngày"));
        Path csv = Files.writeString(folder.resolve("x.csv"), "Mã,Tên");
        look(csv, table -> assertThat(names(table)).containsExactly("Mã", "Tên"));
    }

    @Test
    void sumsCaptionsAndSignaturesAreMarkedAndKept() throws IOException {
        look(
                table -> assertThat(rows(table))
                        .extracting(Table.Row::number, Table.Row::kind)
                        .containsExactly(
                                org.assertj.core.groups.Tuple.tuple(2, Kind.CAPTION),
                                org.assertj.core.groups.Tuple.tuple(3, Kind.DATA),
                                org.assertj.core.groups.Tuple.tuple(4, Kind.DATA),
                                org.assertj.core.groups.Tuple.tuple(5, Kind.TOTAL),
                                org.assertj.core.groups.Tuple.tuple(7, Kind.TOTAL),
                                org.assertj.core.groups.Tuple.tuple(9, Kind.SIGNATURE),
                                org.assertj.core.groups.Tuple.tuple(10, Kind.SIGNATURE),
                                org.assertj.core.groups.Tuple.tuple(11, Kind.SIGNATURE)),
                row("STT", "Tên tổ chức", "Địa chỉ", "Số lượng", "Kinh phí"),
                row("I. Huyện Cao Lộc"),
                row(1, "Tổng công ty Xi măng", "xã Hồng Phong", 3, 5),
                row(2, "Công ty Cổ phần Tổng hợp", "xã Yên Phúc", 3, 5),
                row("Cộng", null, null, 6, 10),
                BLANK,
                row(null, "Tổng cộng (I+II)", null, 6, 10),
                BLANK,
                row(null, null, null, "Lạng Sơn, ngày 05 tháng 9 năm 2025"),
                row(null, "Người lập biểu", null, "GIÁM ĐỐC"),
                row(null, "Nguyễn Thị Hằng", null, "Hoàng Đức Thịnh"));
    }

    @Test
    void aRowWithFewValuesIsStillARowOfANumberedTable() throws IOException {
        look(
                table -> assertThat(rows(table)).extracting(Table.Row::kind).containsOnly(Kind.DATA),
                row("STT", "Tên", "Địa chỉ", "Số", "Ghi chú"),
                row(1, "Cân"),
                row("2", "Cộng"),
                row(3));
    }

    @Test
    void hiddenColumnsAreKeptAndMarked() throws IOException {
        Path path = new TestWorkbook()
                .sheet(
                        "S",
                        "",
                        "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>",
                        row("Tên", "Ẩn", "Số"),
                        row("Cân", "kín", 1))
                .write(folder.resolve("hidden.xlsx"));
        look(path, table -> {
            assertThat(table.headings()).extracting(Heading::hidden).containsExactly(false, true, false);
            assertThat(table.headings()).extracting(Heading::letter).containsExactly("A", "B", "C");
            assertThat(rows(table).getFirst().cell(1).text()).isEqualTo("kín");
        });
    }

    @Test
    void aColumnWithValuesAndNoNameIsKept() throws IOException {
        look(
                table -> {
                    assertThat(names(table)).containsExactly("", "Tên", "Số");
                    assertThat(table.headings().getFirst().numbering()).isTrue();
                },
                row(null, "Tên", "Số"),
                row(1, "a", 7),
                row(2, "b", 8),
                row(3, "c", 9));
    }

    @Test
    void oneColumnOfTcvn3BesideUnicodeOnesIsConverted() throws IOException {
        look(
                table -> {
                    assertThat(names(table)).containsExactly("STT", "Tên phương tiện đo", "Địa chỉ", "Đvt");
                    assertThat(table.headings()).extracting(Heading::encoding).containsExactly(null, TCVN3, null, null);
                    assertThat(rows(table))
                            .extracting(row -> row.cell(1).text() + "|"
                                    + row.cell(2).text() + "|" + row.cell(3).text())
                            .containsExactly(
                                    "Đồng hồ nước lạnh|Lê Hà, xã Yên Phúc|Kg",
                                    "Cân đĩa|Tô Mô|±5",
                                    "Kg|phường Kỳ Lừa|m²",
                                    "Cột đo xăng dầu|Café Sông Kỳ Cùng|cái");
                },
                row("STT", "Tªn ph­¬ng tiÖn ®o", "Địa chỉ", "Đvt"),
                row(1, "§ång hå n­íc l¹nh", "Lê Hà, xã Yên Phúc", "Kg"),
                row(2, "C©n ®Üa", "Tô Mô", "±5"),
                row(3, "Kg", "phường Kỳ Lừa", "m²"),
                row(4, "Cét ®o x¨ng dÇu", "Café Sông Kỳ Cùng", "cái"));
    }

    @Test
    void oneColumnOfVniIsConverted() throws IOException {
        look(
                table -> {
                    assertThat(table.headings()).extracting(Heading::encoding).containsExactly(null, VNI);
                    assertThat(rows(table))
                            .extracting(row -> row.cell(1).text())
                            .containsExactly("Đường Trần Hưng Đạo", "phường Kỳ Lừa", "Ủy ban");
                },
                row("Mã", "Ñòa chæ"),
                row("a", "Ñöôøng Traàn Höng Ñaïo"),
                row("b", "phöôøng Kyø Löøa"),
                row("c", "UÛy ban"));
    }

    @Test
    void whereUnicodeAndTcvn3StandInOneColumnEachCellIsReadAsItWasTyped() throws IOException {
        look(
                table -> assertThat(rows(table))
                        .extracting(row -> row.cell(1).text())
                        .containsExactly("Đồng hồ nước", "Cân bàn điện tử", "Lê Hà", "Quả cân chuẩn"),
                row("Mã", "Tên"),
                row("a", "§ång hå n­íc"),
                row("b", "Cân bàn điện tử"),
                row("c", "Lê Hà"),
                row("d", "Qu¶ c©n chuÈn"));
    }

    @Test
    void aFontOfCapitalsSaysWhatTheTextAloneCannot() throws IOException {
        look(
                table -> assertThat(rows(table))
                        .extracting(row -> row.cell(1).text())
                        .containsExactly("ẤN ĐỘ", "Hà"),
                row("Mã", "Tên nước"),
                row("a", new Styled("Ên ®é", TestWorkbook.VN_TIME_H)),
                row("b", new Styled("Hµ", TestWorkbook.VN_TIME)));
    }

    @Test
    void decomposedUnicodeIsComposed() throws IOException {
        look(
                table -> assertThat(rows(table).getFirst().cell(1).text()).isEqualTo("Đổi mới sáng tạo"),
                row("Mã", "Tên"),
                row("a", Normalizer.normalize("Đổi mới sáng tạo", Normalizer.Form.NFD)));
    }

    @Test
    void daysWrittenTheAmericanWayAreKnownByTheirColumn() throws IOException {
        look(
                table -> {
                    Heading us = table.headings().get(1);
                    Heading vietnamese = table.headings().get(2);
                    assertThat(us.monthFirst()).isTrue();
                    assertThat(vietnamese.monthFirst()).isFalse();
                    Table.Row row = rows(table).getFirst();
                    assertThat(us.day(row.cell(1))).contains(LocalDate.of(2025, 9, 5));
                    assertThat(vietnamese.day(row.cell(2))).contains(LocalDate.of(2025, 9, 5));
                    assertThat(vietnamese.day(Cell.of("hôm qua"))).isEmpty();
                },
                row("Mã", "Ngày cấp", "Ngày hết hạn"),
                row("a", "9/5/2025", "05/9/2025"),
                row("b", "12/31/2025", "31.12.2025"));
    }

    @Test
    void rowsAreReadAnewEachTime() throws IOException {
        Path csv = folder.resolve("x.csv");
        Files.writeString(csv, "Mã;Tên\n" + "a;Đổi\n".repeat(3000), StandardCharsets.UTF_8);
        look(csv, table -> {
            assertThat(rows(table)).hasSize(3000);
            assertThat(rows(table).getLast())
                    .isEqualTo(new Table.Row(3001, Kind.DATA, Arrays.asList(new Cell.Text("a"), new Cell.Text("Đổi"))));
        });
    }
}
