package vn.hoi.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoi.Http;
import vn.hoi.Seeded;
import vn.hoi.common.Csv;

/** What a person typed is never a formula in a file that is handed over, and comes back from the file as it was. */
class FormulaTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "=cmd|'/c calc'!A1",
                "+1",
                "-2+3",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "＝1+1",
                "'=1",
                "''-1",
                "=HYPERLINK(\"http://x\",\"y\")"
            })
    void aTextThatBeginsAFormulaIsNeutralised(String text) {
        assertThat(Csv.neutral(text)).isEqualTo("'" + text);
        assertThat(Csv.plain(Csv.neutral(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=1", "'a", "12", "Hồi", "' =1", "'"})
    void anyOtherTextStaysAsItIs(String text) {
        assertThat(Csv.neutral(text)).isEqualTo(text);
        assertThat(Csv.plain(text)).isEqualTo(text);
    }

    @Test
    void anyTextComesBackFromBothFiles() {
        Seeded.check(random -> {
            for (int times = 0; times < 2_000; times++) {
                String text = text(random);
                assertThat(Csv.plain(Csv.neutral(text))).isEqualTo(text);
                String neutral = Csv.neutral(text);
                assertThat(neutral.isEmpty() || "=+-@\t\r\n".indexOf(neutral.charAt(0)) < 0)
                        .isTrue();
            }
        });
    }

    private static String text(Random random) {
        String letters = "'=+-@a1 \t＝_x";
        var text = new StringBuilder();
        for (int length = random.nextInt(8); length > 0; length--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    @Test
    void aWorkbookHoldsTextsAsTextsAndGivesThemBack() throws Exception {
        List<String> texts = List.of("=1+1", "-2+3", "'=1", "@x", "_x000D_", "a_x0041_b", "+84 912 345 678");
        Csv table = new Csv(
                List.of("Tên", "Số"), rows -> texts.forEach(text -> rows.accept(Map.of("Tên", text, "Số", -5L))));
        var out = new ByteArrayOutputStream();
        new SheetWriter().write(table, "s", out);
        Path file = Files.write(folder.resolve("s.xlsx"), out.toByteArray());
        assertThat(xml(file)).doesNotContain("<f>", "<f ").contains("<v>-5</v>");
        try (SheetFile open = SheetFile.open(file, "s.xlsx");
                Table.Rows rows = open.table(0, 1, 1).rows()) {
            for (String text : texts) {
                Table.Row row = rows.next();
                assertThat(row.cell(0).text()).isEqualTo(text);
                assertThat(row.cell(1).number()).contains(new BigDecimal(-5));
            }
        }
    }

    private static String xml(Path workbook) throws IOException {
        try (var zip = new ZipFile(workbook.toFile());
                InputStream sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml"))) {
            return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** From the form through the list's file back into the reader of the import. */
    @Test
    void whatWasTypedIntoARecordComesBackFromTheListOfTheRegister() throws Exception {
        Http http = Http.shared();
        String number = "4-" + System.nanoTime();
        String title = "=cmd|'/c calc'!A1";
        HttpResponse<String> made = http.post(
                "/registers/ip-title",
                Map.of(
                        "title",
                        title,
                        "kind",
                        "mark",
                        "application-no",
                        number,
                        "filed-on",
                        LocalDate.of(2024, 1, 5).toString(),
                        "owner",
                        "-Hợp tác xã"));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String csv = http.get("/registers/ip-title.csv?q=" + number).body();
        assertThat(csv).contains("'" + title, "'-Hợp tác xã").doesNotContain("," + title);
        Path file = Files.writeString(folder.resolve("list.csv"), csv);
        try (SheetFile open = SheetFile.open(file, "list.csv");
                Table.Rows rows = open.table(0, 1, 1).rows()) {
            assertThat(rows.next().cells().stream().map(Cell::text)).contains(title, "-Hợp tác xã", number);
        }
    }
}
