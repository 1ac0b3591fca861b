package vn.hoi.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.hoi.sheet.TestWorkbook.row;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoi.Seeded;
import vn.hoi.common.Problem;
import vn.hoi.sheet.TestWorkbook.Raw;
import vn.hoi.sheet.TestWorkbook.Styled;

/** What a file is, what its cells hold, and what is refused. */
class SheetFileTest {

    @TempDir
    private Path folder;

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private Path text(String content, Charset charset) throws IOException {
        return file("table.csv", content.getBytes(charset));
    }

    private static List<List<String>> rows(Path path) throws IOException {
        try (SheetFile file = SheetFile.open(path, "bảng.xlsx")) {
            return rows(file.table(0));
        }
    }

    private static List<List<String>> rows(Table table) {
        List<List<String>> all = new ArrayList<>();
        try (Table.Rows rows = table.rows()) {
            rows.forEachRemaining(
                    row -> all.add(row.cells().stream().map(Cell::text).toList()));
        }
        return all;
    }

    private static List<Cell> cells(Path path) throws IOException {
        try (SheetFile file = SheetFile.open(path, "bảng.xlsx");
                Table.Rows rows = file.table(0).rows()) {
            return rows.next().cells();
        }
    }

    private static void refused(Path path, String code) {
        assertThatThrownBy(() -> {
                    try (SheetFile file = SheetFile.open(path, "bảng.xlsx");
                            Table.Rows rows = file.table(0).rows()) {
                        rows.forEachRemaining(row -> {});
                    }
                })
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.code()).isEqualTo(code);
                    assertThat(problem.getMessage()).endsWith(".");
                });
    }

    @Test
    void aWorkbookIsToldByItsContentWhateverItsName() throws IOException {
        Path file = new TestWorkbook()
                .sheet("Sổ", row("Tên", "Số"), row("Cân bàn", 12))
                .write(folder.resolve("bảng.csv"));
        assertThat(rows(file)).containsExactly(List.of("Cân bàn", "12"));
    }

    @Test
    void textIsReadThoughItsNameSaysXlsx() throws IOException {
        Path file = file("bảng.xlsx", "Tên,Số\nCân bàn,12\n".getBytes(StandardCharsets.UTF_8));
        assertThat(rows(file)).containsExactly(List.of("Cân bàn", "12"));
    }

    @Test
    void theSheetsAreListedHiddenOnesToo() throws IOException {
        Path path = new TestWorkbook()
                .sheet("Một", row("Tên", "Số"), row("a", 1))
                .sheet("Hai", "hidden", "", row("Tên", "Số"), row("b", 2))
                .sheet("Ba", "veryHidden", "", row("Tên", "Số"), row("c", 3))
                .write(folder.resolve("ba.xlsx"));
        try (SheetFile file = SheetFile.open(path, "ba.xlsx")) {
            assertThat(file.sheets())
                    .containsExactly(
                            new SheetFile.Sheet(0, "Một", false),
                            new SheetFile.Sheet(1, "Hai", true),
                            new SheetFile.Sheet(2, "Ba", true));
            assertThat(rows(file.table(2))).containsExactly(List.of("c", "3"));
            assertThatThrownBy(() -> file.table(3)).hasMessageContaining("3 trang tính");
        }
    }

    @Test
    void daysAreKnownByTheFormatOfTheirNumber() throws IOException {
        Path file = new TestWorkbook()
                .sheet(
                        "S",
                        row("Ngày", "Kiểu Mỹ", "Mã", "Tiền", "Giờ", "Chữ", "Số", "ISO"),
                        row(
                                new Styled(45905, TestWorkbook.DAY),
                                new Styled(45905.5, TestWorkbook.US_DAY),
                                new Styled(123, TestWorkbook.FIVE_DIGITS),
                                new Styled(1500000, TestWorkbook.QUOTED_D),
                                new Styled(0.604166666666667, TestWorkbook.TIME),
                                "05/9/2025",
                                45905,
                                new Raw("<c r=\"@\" t=\"d\"><v>2025-09-05T00:00:00Z</v></c>")))
                .write(folder.resolve("d.xlsx"));
        LocalDate day = LocalDate.of(2025, 9, 5);
        assertThat(cells(file))
                .containsExactly(
                        new Cell.Day(day, LocalTime.MIDNIGHT),
                        new Cell.Day(day, LocalTime.NOON),
                        new Cell.Number(new BigDecimal("123"), "00123"),
                        new Cell.Number(new BigDecimal("1500000"), "1500000"),
                        new Cell.Text("14:30"),
                        new Cell.Text("05/9/2025"),
                        new Cell.Number(new BigDecimal("45905"), "45905"),
                        new Cell.Day(day, LocalTime.MIDNIGHT));
        try (SheetFile open = SheetFile.open(file, "d.xlsx")) {
            Heading column = open.table(0).headings().getFirst();
            assertThat(cells(file).stream().filter(cell -> column.day(cell).equals(java.util.Optional.of(day))))
                    .hasSize(5);
        }
    }

    @Test
    void aWorkbookOfTheOtherCalendarHasTheSameDays() throws IOException {
        Path file = new TestWorkbook()
                .from1904()
                .sheet("S", row("Ngày", "Tên"), row(new Styled(45905 - 1462, TestWorkbook.DAY), "a"))
                .write(folder.resolve("mac.xlsx"));
        assertThat(cells(file).getFirst().text()).isEqualTo("05/09/2025");
    }

    @ParameterizedTest
    @CsvSource({"1,1900-01-01", "59,1900-02-28", "61,1900-03-01", "45905,2025-09-05"})
    void daysBeforeTheLeapDayThatNeverWasAreRight(long serial, LocalDate day) {
        assertThat(Styles.day(serial)).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dd/mm/yyyy|DAY",
                "[$-42A]d/m/yyyy;@|DAY",
                "\"ngày\" dd \"tháng\" mm|DAY",
                "mmm-yy|DAY",
                "h:mm AM/PM|TIME",
                "[h]:mm|TIME",
                "#,##0 \"đồng\"|PLAIN",
                "#,##0\\ \\d|PLAIN",
                "General|PLAIN",
                "0.00E+00|PLAIN",
                "[Red]0.00;[Blue]-0.00|PLAIN",
                "@|PLAIN",
                "_(* #,##0_)|PLAIN"
            })
    void aFormatSaysWhetherANumberIsADay(String code, Styles.Shown shown) {
        assertThat(Styles.shown(code)).isEqualTo(shown);
    }

    @Test
    void formulasAreReadAsTheValueKeptAndFailuresAsMarkers() throws IOException {
        Path file = new TestWorkbook()
                .sheet(
                        "S",
                        row("Tổng", "Chữ", "Lỗi", "Chưa tính", "Đúng", "Chung", "Đậm"),
                        row(
                                new Raw("<c r=\"@\"><f>1+2</f><v>3</v></c>"),
                                new Raw("<c r=\"@\" t=\"str\"><f>A1&amp;B1</f><v>Lạng Sơn</v></c>"),
                                new Raw("<c r=\"@\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"),
                                new Raw("<c r=\"@\"><f>SUM(A1:A2)</f></c>"),
                                new Raw("<c r=\"@\" t=\"b\"><v>1</v></c>"),
                                new Raw("<c r=\"@\" t=\"s\"><v>1</v></c>"),
                                new Raw("<c r=\"@\" t=\"s\"><v>0</v></c>")))
                .part(
                        "xl/sharedStrings.xml",
                        "<sst><si><r><t>Chi </t></r><r><rPr><b/></rPr><t>Lăng</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>"
                                + "<si><t xml:space=\"preserve\"> Quang_x000D_ Lang </t></si></sst>")
                .write(folder.resolve("f.xlsx"));
        assertThat(cells(file))
                .containsExactly(
                        new Cell.Number(new BigDecimal("3"), "3"),
                        new Cell.Text("Lạng Sơn"),
                        new Cell.Error("#DIV/0!"),
                        new Cell.Error(Cell.NOT_COMPUTED),
                        new Cell.Text("TRUE"),
                        new Cell.Text("Quang Lang"),
                        new Cell.Text("Chi Lăng"));
    }

    @Test
    void numbersKeepTheDigitsASpreadsheetKeeps() throws IOException {
        Path file = new TestWorkbook()
                .sheet(
                        "S",
                        row("a", "b", "c", "d"),
                        row(0.1 + 0.2, 56016100000L, -12.5, new Raw("<c><v>1E+15</v></c>")))
                .write(folder.resolve("n.xlsx"));
        assertThat(cells(file))
                .extracting(Cell::text)
                .containsExactly("0.3", "56016100000", "-12.5", "1000000000000000");
    }

    @Test
    void cellsWithoutReferencesStandOneAfterTheOther() throws IOException {
        Path file = new TestWorkbook()
                .sheet("S", row("a", "b", "c"), row(new Raw("<c><v>1</v></c><c/><c><v>3</v></c>")))
                .write(folder.resolve("n.xlsx"));
        assertThat(cells(file)).extracting(Cell::text).containsExactly("1", "", "3");
    }

    @Test
    void aCellOfFortyThousandCharactersIsReadWhole() throws IOException {
        String longText = "đ".repeat(40_000);
        Path file = new TestWorkbook()
                .sheet("S", row("Tên", "Số"), row(longText, 1))
                .write(folder.resolve("l.xlsx"));
        assertThat(cells(file).getFirst().text()).isEqualTo(longText);
        Path tooLong = new TestWorkbook()
                .sheet("S", row("Tên", "Số"), row("đ".repeat(100_001), 1))
                .write(folder.resolve("l.xlsx"));
        refused(tooLong, "SHE-010");
    }

    @Test
    void sixteenThousandColumnsAreRefused() throws IOException {
        Object[] wide = new Object[16_384];
        Arrays.fill(wide, "x");
        refused(new TestWorkbook().sheet("S", wide).write(folder.resolve("w.xlsx")), "SHE-009");
        refused(text("x,".repeat(16_384) + "\n", StandardCharsets.UTF_8), "SHE-009");
    }

    @Test
    void emptyCellsFarToTheRightAreNoColumns() throws IOException {
        Object[] wide = new Object[2000];
        Arrays.fill(wide, new Raw("<c r=\"@\" s=\"1\"/>"));
        wide[0] = "Tên";
        wide[1] = "Số";
        Path file = new TestWorkbook().sheet("S", wide, row("a", 1)).write(folder.resolve("w.xlsx"));
        assertThat(rows(file)).containsExactly(List.of("a", "1"));
    }

    @Test
    void oldAndForeignFormsAreRefusedWithTheCure() throws IOException {
        byte[] old = new byte[4096];
        old[0] = (byte) 0xd0;
        old[1] = (byte) 0xcf;
        old[2] = 0x11;
        old[3] = (byte) 0xe0;
        refused(file("cũ.xlsx", old), "SHE-003");
        byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(name, 0, old, 2048, name.length);
        refused(file("khóa.xlsx", old), "SHE-004");
        refused(file("x.xls", "\n<html><table><tr><td>1".getBytes(StandardCharsets.UTF_8)), "SHE-005");
        refused(file("x.csv", "%PDF-1.7\n".getBytes(StandardCharsets.UTF_8)), "SHE-005");
        refused(file("x.csv", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}), "SHE-005");
        refused(file("x.csv", new byte[] {1, 2, 3, 4, 5, 6, 7, 8}), "SHE-005");
        refused(zip("mimetype", "application/vnd.oasis", "content.xml", "<x/>"), "SHE-005");
        refused(zip("[Content_Types].xml", "<x/>", "word/document.xml", "<x/>"), "SHE-005");
        refused(zip("readme.txt", "xin chào"), "SHE-005");
    }

    private Path zip(String... parts) throws IOException {
        Path file = folder.resolve("x.zip");
        try (OutputStream out = Files.newOutputStream(file);
                var zip = new ZipOutputStream(out)) {
            for (int index = 0; index < parts.length; index += 2) {
                zip.putNextEntry(new ZipEntry(parts[index]));
                zip.write(parts[index + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    @Test
    void anEmptyFileAndATooLargeOneAreRefused() throws IOException {
        refused(file("x.csv", new byte[0]), "SHE-001");
        Path file = text("a,b\n1,2\n".repeat(200_000), StandardCharsets.UTF_8);
        assertThatThrownBy(() ->
                        SheetFile.open(file, "x.csv", SheetLimits.standard().withFileBytes(1 << 20)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("SHE-002"))
                .hasMessageContaining("2 MB, quá 1 MB");
    }

    @Test
    void aTruncatedWorkbookIsRefused() throws IOException {
        Path whole =
                new TestWorkbook().sheet("S", row("Tên", "Số"), row("a", 1)).write(folder.resolve("t.xlsx"));
        byte[] bytes = Files.readAllBytes(whole);
        refused(file("t.xlsx", Arrays.copyOf(bytes, bytes.length - 40)), "SHE-006");
    }

    @Test
    void brokenXmlIsRefusedWhereverItBreaks() throws IOException {
        refused(zip("[Content_Types].xml", "<x/>", "xl/workbook.xml", "<workbook><sheets>"), "SHE-006");
        Path file = new TestWorkbook()
                .sheet("S", row("Tên", "Số"), row("a", new Raw("<c r=\"@\"><v>1</c>")))
                .write(folder.resolve("b.xlsx"));
        refused(file, "SHE-006");
    }

    @Test
    void aPackageThatSwellsIsRefused() throws IOException {
        Path file = new TestWorkbook()
                .sheet("S", row("Tên", "Số"), row(new Raw("<c><v>" + " ".repeat(20_000_000) + "1</v></c>")))
                .write(folder.resolve("bomb.xlsx"));
        assertThat(Files.size(file)).isLessThan(100_000);
        refused(file, "SHE-007");
        Path small = new TestWorkbook()
                .sheet("S", row("Tên", "Số"), row("x".repeat(20_000), 1))
                .write(folder.resolve("small.xlsx"));
        assertThatThrownBy(() -> {
                    try (SheetFile open =
                            SheetFile.open(small, "x", SheetLimits.standard().withInflatedBytes(10_000))) {
                        open.table(0);
                    }
                })
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("SHE-007"));
    }

    @Test
    void aPackageOfThousandsOfPartsIsRefused() throws IOException {
        String[] parts = new String[12_000];
        for (int index = 0; index < parts.length; index++) {
            parts[index] = index % 2 == 0 ? "p" + index : "";
        }
        refused(zip(parts), "SHE-007");
    }

    @Test
    void nothingFromOutsideIsReadIntoAWorkbook() throws IOException {
        Path secret = file("secret.txt", "bí mật".getBytes(StandardCharsets.UTF_8));
        Path file = new TestWorkbook()
                .prologue("<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>")
                .sheet("S", row("Tên", "Số"), row(new Raw("<c t=\"inlineStr\"><is><t>&e;</t></is></c>"), 1))
                .write(folder.resolve("xxe.xlsx"));
        refused(file, "SHE-008");
    }

    @Test
    void theSeparatorIsToldFromTheLines() throws IOException {
        String head = "Tên%sSố tiền%sNgày\n";
        for (String separator : List.of(";", ",", "\t", "|")) {
            String content = head.formatted(separator, separator)
                    + "\"Cân %s bàn\"%s12%s05/9/2025\n"
                            .formatted(separator, separator, separator)
                            .repeat(3);
            assertThat(rows(text(content, StandardCharsets.UTF_8)))
                    .as(separator)
                    .hasSize(3)
                    .contains(List.of("Cân " + separator + " bàn", "12", "05/9/2025"));
        }
    }

    @Test
    void numbersWithDecimalCommasStandInASemicolonFile() throws IOException {
        Path file = text("Tên;Giá;Tổng\nCân;1.234,56;2,5\nThước;1,5;3,25\n", StandardCharsets.UTF_8);
        assertThat(cells(file).get(1).number()).contains(new BigDecimal("1234.56"));
        assertThat(rows(file)).containsExactly(List.of("Cân", "1.234,56", "2,5"), List.of("Thước", "1,5", "3,25"));
    }

    @Test
    void aFirstLineThatNamesTheSeparatorIsObeyed() throws IOException {
        Path file = text("sep=|\r\nTên|Số\r\n\"a, b; c\"|1\r\n", StandardCharsets.UTF_8);
        assertThat(rows(file)).containsExactly(List.of("a, b; c", "1"));
        try (SheetFile open = SheetFile.open(file, "x")) {
            assertThat(open.table(0).firstHeadingRow()).isEqualTo(1);
        }
    }

    @Test
    void quotesHoldLineEndsAndSeparators() throws IOException {
        Path file = text(
                "Tên,Ghi chú\r\n\"Cân \"\"bàn\"\"\",\"dòng 1\r\ndòng 2, hết\"\r\n\r\nb,c\r\n", StandardCharsets.UTF_8);
        assertThat(rows(file)).containsExactly(List.of("Cân \"bàn\"", "dòng 1\r\ndòng 2, hết"), List.of("b", "c"));
    }

    @Test
    void aQuoteNeverClosedNamesItsRecord() throws IOException {
        refused(text("Tên,Số\na,1\n\"b,2\nc,3\n", StandardCharsets.UTF_8), "SHE-013");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,''", "UTF-8,\ufeff", "UTF-16LE,\ufeff", "UTF-16BE,\ufeff", "UTF-16LE,''", "UTF-16BE,''"})
    void unicodeIsToldFromItsBytes(Charset charset, String mark) throws IOException {
        String content = mark + "Tên;Nơi ở\nNguyễn Thị Hằng;xã Yên Phúc\n";
        assertThat(rows(text(content, charset))).containsExactly(List.of("Nguyễn Thị Hằng", "xã Yên Phúc"));
    }

    @ParameterizedTest
    @CsvSource({"WINDOWS_1258", "TCVN3", "VNI"})
    void aFileOfOneByteACharacterIsToldByItsWords(LegacyText.Encoding encoding) throws IOException {
        String content =
                "STT;Tên phương tiện đo;Nơi đặt;Đvt\n1;Đồng hồ nước lạnh;phường Kỳ Lừa;cái\n2;Cân đĩa;xã Hữu Lũng;bộ\n";
        Path file = file("x.csv", LegacyEncoder.encode(content, encoding).getBytes(LegacyTables.WESTERN));
        assertThat(rows(file))
                .containsExactly(
                        List.of("1", "Đồng hồ nước lạnh", "phường Kỳ Lừa", "cái"),
                        List.of("2", "Cân đĩa", "xã Hữu Lũng", "bộ"));
        try (SheetFile open = SheetFile.open(file, "x")) {
            assertThat(open.table(0).headings())
                    .extracting(Heading::text)
                    .containsExactly("STT", "Tên phương tiện đo", "Nơi đặt", "Đvt");
        }
    }

    @Test
    void aFileOfTwoEncodingsNamesTheByte() throws IOException {
        byte[] good = "Tên;Nơi ở\nNguyễn Thị Hằng;xã Yên Phúc\n".repeat(20).getBytes(StandardCharsets.UTF_8);
        byte[] mixed = Arrays.copyOf(good, good.length + 3);
        mixed[good.length] = 'T';
        mixed[good.length + 1] = (byte) 0xec;
        mixed[good.length + 2] = 'n';
        refused(file("m.csv", mixed), "SHE-014");
    }

    @Test
    void whateverIsBrokenInAFileItIsReadOrRefusedWithACode() throws IOException {
        byte[] workbook = Files.readAllBytes(new TestWorkbook()
                .sheet("S", row("STT", "Tên", "Ngày"), row(1, "Cân bàn", new Styled(45905, TestWorkbook.DAY)))
                .write(folder.resolve("whole.xlsx")));
        String xml =
                "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>99999</v></c><c r=\"ZZZZ1\"><v>1e999999999</v></c>"
                        + "<c r=\"B1\" s=\"-5\"><v>x</v></c><c t=\"inlineStr\"><is><t>a</t></is></c></row><row r=\"x\"/></sheetData></worksheet>";
        byte[] text = "STT;Tên;\"Ngày\"\n1;\"Cân \"\"bàn\"\"\";5/9/2025\n".getBytes(StandardCharsets.UTF_8);
        Seeded.check(random -> {
            for (int run = 0; run < 400; run++) {
                byte[] broken = (switch (run % 3) {
                            case 0 -> workbook;
                            case 1 -> text;
                            default -> xml.getBytes(StandardCharsets.UTF_8);
                        })
                        .clone();
                for (int fault = 0; fault < 1 + random.nextInt(4); fault++) {
                    broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
                }
                Path path = run % 3 == 2
                        ? new TestWorkbook()
                                .prologue(new String(broken, StandardCharsets.ISO_8859_1))
                                .sheet("S", row("a", "b"))
                                .write(folder.resolve("broken"))
                        : file("broken", broken);
                try (SheetFile file = SheetFile.open(path, "x");
                        Table.Rows rows = file.table(0).rows()) {
                    rows.forEachRemaining(row -> {});
                } catch (Problem refusal) {
                    assertThat(refusal.code()).startsWith("SHE-");
                }
            }
        });
    }
}
