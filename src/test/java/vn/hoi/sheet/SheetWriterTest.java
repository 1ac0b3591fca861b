package vn.hoi.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoi.common.Csv;
import vn.hoi.common.Problem;

/** What is written comes back with its types. */
class SheetWriterTest {

    @TempDir
    private Path folder;

    private Path write(SheetWriter writer, Csv table) throws IOException {
        Path file = folder.resolve("w.xlsx");
        try (OutputStream out = Files.newOutputStream(file)) {
            writer.write(table, "registers/ip-title", out);
        }
        return file;
    }

    private static Map<String, Object> row(Object... pairs) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int index = 0; index < pairs.length; index += 2) {
            row.put((String) pairs[index], pairs[index + 1]);
        }
        return row;
    }

    private static String part(Path file, String name) throws IOException {
        try (var zip = new ZipFile(file.toFile());
                InputStream in = zip.getInputStream(zip.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everyValueKeepsItsType() throws IOException {
        List<String> columns =
                List.of("text", "formula", "digits", "number", "money", "huge", "day", "moment", "old", "none");
        Csv table = Csv.of(
                columns,
                List.of(row(
                        "text",
                        "Lạng Sơn & <Chi Lăng>\u0001",
                        "formula",
                        "=1+2",
                        "digits",
                        "020099001234567890",
                        "number",
                        new BigDecimal("42.94"),
                        "money",
                        56016100000L,
                        "huge",
                        new BigDecimal("12345678901234567"),
                        "day",
                        LocalDate.of(2025, 9, 5),
                        "moment",
                        Instant.parse("2025-09-05T01:02:03Z"),
                        "old",
                        LocalDate.of(1831, 11, 4),
                        "none",
                        null)));
        Path file = write(new SheetWriter(), table);
        try (SheetFile open = SheetFile.open(file, "w.xlsx");
                Table.Rows rows = open.table(0).rows()) {
            assertThat(open.sheets().getFirst().name()).isEqualTo("registers ip-title");
            assertThat(rows.next().cells())
                    .containsExactly(
                            new Cell.Text("Lạng Sơn & <Chi Lăng>"),
                            new Cell.Text("=1+2"),
                            new Cell.Text("020099001234567890"),
                            new Cell.Number(new BigDecimal("42.94"), "42.94"),
                            new Cell.Number(new BigDecimal("56016100000"), "56016100000"),
                            new Cell.Text("12345678901234567"),
                            new Cell.Day(LocalDate.of(2025, 9, 5), LocalTime.MIDNIGHT),
                            new Cell.Day(LocalDate.of(2025, 9, 5), LocalTime.of(8, 2, 3)),
                            new Cell.Text("04/11/1831"));
        }
        String xml = part(file, "xl/worksheets/sheet1.xml");
        assertThat(xml).doesNotContain("<f>").contains("<autoFilter", "pane", "frozen", "<col ");
        assertThat(part(file, "xl/styles.xml")).contains("dd/mm/yyyy");
    }

    @Test
    void aListOfAnyLengthIsWrittenToTheLastRow() throws IOException {
        for (int count : List.of(0, 1, 99, 100, 101, 1234)) {
            Csv table = new Csv(List.of("Mã", "Tên"), consumer -> {
                for (int index = 1; index <= count; index++) {
                    consumer.accept(row("Mã", index, "Tên", "Tên " + index));
                }
            });
            List<Table.Row> read = new ArrayList<>();
            try (SheetFile open = SheetFile.open(write(new SheetWriter(), table), "w.xlsx");
                    Table.Rows rows = open.table(0).rows()) {
                rows.forEachRemaining(read::add);
            }
            assertThat(read).hasSize(count);
            if (count > 0) {
                assertThat(read.getLast().cell(1).text()).isEqualTo("Tên " + count);
            }
        }
    }

    @Test
    void moreRowsThanASheetHoldsAreRefusedNamingTheOtherForm() {
        Csv table = Csv.of(List.of("a"), List.of(row("a", 1), row("a", 2), row("a", 3)));
        assertThatThrownBy(() -> write(new SheetWriter(2), table))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("SHE-016"))
                .hasMessageContaining(".csv");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a/b\\c?d*e[f]g:h|a b c d e f g h",
                "'quoted'|quoted",
                "\"\"|Danh sách",
                "History|Danh sách",
                "012345678901234567890123456789012345|0123456789012345678901234567890"
            })
    void theNameOfASheetIsCleaned(String given, String name) {
        assertThat(SheetWriter.sheetName(given)).isEqualTo(name);
    }

    @Test
    void aTextLongerThanACellHoldsSaysWhereTheRestIs() throws IOException {
        Csv table = Csv.of(List.of("Tên", "Số"), List.of(row("Tên", "x".repeat(40_000), "Số", 1)));
        try (SheetFile open = SheetFile.open(write(new SheetWriter(), table), "w.xlsx");
                Table.Rows rows = open.table(0).rows()) {
            assertThat(rows.next().cell(0).text()).hasSize(32_767).endsWith("(xem đủ ở tệp .csv)");
        }
    }
}
