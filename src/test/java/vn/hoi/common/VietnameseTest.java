package vn.hoi.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.Seeded;
import vn.hoi.TestApplication;

class VietnameseTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1098609 | 1.098.609",
                "42.94 | 42,94",
                "42.940 | 42,94",
                "0 | 0",
                "-1234.5 | -1.234,5",
                "999 | 999",
                "0.1234567 | 0,123457",
                "9000000000000000 | 9.000.000.000.000.000"
            })
    void numbersAreGroupedByDotsAndCutByAComma(BigDecimal value, String written) {
        assertThat(Vietnamese.number(value)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "1 | 01",
                "5 | 05",
                "9 | 09",
                "10 | 10",
                "5.0 | 05",
                "5.5 | 5,5",
                "-5 | -5",
                "65 | 65",
                "1200 | 1.200"
            })
    void countsBelowTenHaveAZeroBeforeThem(BigDecimal value, String written) {
        assertThat(Vietnamese.count(value)).isEqualTo(written);
    }

    @Test
    void moneyIsShownInMillionsAndBillions() {
        assertThat(Vietnamese.millions(new BigDecimal("56016100000"))).isEqualTo("56.016,1");
        assertThat(Vietnamese.billions(new BigDecimal("56016100000"))).isEqualTo("56,0161");
    }

    @ParameterizedTest
    @CsvSource({
        "2025-09-05, 05/9/2025, ngày 05 tháng 9 năm 2025",
        "2025-01-31, 31/01/2025, ngày 31 tháng 01 năm 2025",
        "2025-02-01, 01/02/2025, ngày 01 tháng 02 năm 2025",
        "2025-03-01, 01/3/2025, ngày 01 tháng 3 năm 2025",
        "2025-12-10, 10/12/2025, ngày 10 tháng 12 năm 2025"
    })
    void onlyDaysUnderTenJanuaryAndFebruaryHaveAZero(LocalDate day, String written, String inFull) {
        assertThat(Vietnamese.day(day)).isEqualTo(written);
        assertThat(Vietnamese.longDay(day)).isEqualTo(inFull);
    }

    @Test
    void noDayIsWrittenAsNothing() {
        assertThat(Vietnamese.day(null)).isEmpty();
    }

    @Test
    void momentsAreOnThisCountrysClock() {
        assertThat(Vietnamese.moment(Instant.parse("2025-06-30T17:00:00Z"))).isEqualTo("00:00:00 01/07/2025");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"05/9/2025", "5/9/2025", "05/09/2025", "5-9-2025", "5.9.2025", "2025-09-05", "  05/9/2025 "})
    void aDayIsReadInEveryUsualWriting(String text) {
        assertThat(Vietnamese.readDay(text)).contains(LocalDate.of(2025, 9, 5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "31/6/2025",
                "29/02/2025",
                "2025-02-29",
                "9/2025",
                "05/9/25",
                "32/1/2025",
                "0/1/2025",
                "hôm nay",
                "2025/09/05",
                "05/9/2025x",
                "5/9-2025 1",
                "0000-01-01",
                "-999999999-01-01",
                "+10000-01-01"
            })
    void whatIsNotADayOfTheCalendarIsNotRead(String text) {
        assertThat(Vietnamese.readDay(text)).isEmpty();
    }

    @Test
    void everyDayIsReadBackAsItWasWritten() {
        LocalDate.of(2023, 12, 25).datesUntil(LocalDate.of(2025, 3, 5)).forEach(day -> {
            assertThat(Vietnamese.readDay(Vietnamese.day(day))).contains(day);
            assertThat(Vietnamese.readDay(day.toString())).contains(day);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.234,56 | 1234.56",
                "1234,56 | 1234.56",
                "1234.56 | 1234.56",
                "1.234 | 1234",
                "12.345.678 | 12345678",
                "1.5 | 1.5",
                "0,5 | 0.5",
                "-3 | -3",
                "1 234 | 1234",
                "1\u00a0234,5 | 1234.5",
                "' 7 ' | 7",
                "007 | 7"
            })
    void numbersAreReadAsPeopleWriteThem(String text, BigDecimal value) {
        assertThat(Vietnamese.readNumber(text))
                .get()
                .satisfies(read -> assertThat(read).isEqualByComparingTo(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "1,234,567",
                "1.23.456",
                "1..5",
                ",5",
                "5,",
                "1e9",
                "--1",
                "+5",
                "NaN",
                "1.234.56",
                "12345678901234567890123456789012345678901"
            })
    void whatIsNotANumberIsNotRead(String text) {
        assertThat(Vietnamese.readNumber(text)).isEmpty();
    }

    @Test
    void everyNumberIsReadBackAsItWasWritten() {
        Seeded.check(random -> {
            for (int round = 0; round < 2000; round++) {
                // a dot before exactly three digits groups, so what is written has to be unambiguous by itself
                BigDecimal value =
                        BigDecimal.valueOf(random.nextLong(10_000_000_000L) - 5_000_000_000L, random.nextInt(7));
                assertThat(Vietnamese.readNumber(Vietnamese.number(value)))
                        .get()
                        .satisfies(read -> assertThat(read).isEqualByComparingTo(value));
            }
        });
    }

    @Test
    void textIsKeptInOneUnicodeFormWithoutEdges() {
        String decomposed = Normalizer.normalize("  Tiếng Việt\n", Normalizer.Form.NFD);
        assertThat(Vietnamese.clean(decomposed)).isEqualTo("Tiếng Việt");
    }

    @Test
    void bothPlacementsOfATonAreFoundAsOne() {
        assertThat(Vietnamese.fold("Hoà")).isEqualTo(Vietnamese.fold("Hòa")).isEqualTo("hoa");
        assertThat(Vietnamese.fold("Thuỷ")).isEqualTo(Vietnamese.fold("Thủy")).isEqualTo("thuy");
        assertThat(Vietnamese.fold("ĐÌNH LẬP")).isEqualTo("dinh lap");
    }

    @Test
    void theDatabaseFoldsEveryNameOfAUnitAsWeDo() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String line : Files.readAllLines(TestApplication.HOME.resolve("provinces/langson/units.tsv"))) {
            // a long dash is left to the database: searching folds there
            texts.addAll(List.of(line.replace('\u2013', '-').split("\t", -1)));
        }
        assertFoldedAlike(texts);
    }

    @Test
    void theDatabaseFoldsTextsOfRecordsAsWeDo() {
        assertFoldedAlike(List.of(
                "Hồi",
                "hoà hòa HOÀ HÒA",
                "Đường Đặng Đình Đức",
                "đ Đ",
                "Thuỷ Thủy quý Quỹ",
                "Ưu ưu Ơ ơ Ă ă Â â Ê ê Ô ô",
                "ẮẰẲẴẶ ắằẳẵặ ẤẦẨẪẬ ấầẩẫậ ẾỀỂỄỆ ếềểễệ ỐỒỔỖỘ ốồổỗộ ỚỜỞỠỢ ớờởỡợ ỨỪỬỮỰ ứừửữự ÝỲỶỸỴ ýỳỷỹỵ ÍÌỈĨỊ íìỉĩị",
                "Số 12/QĐ-UBND ngày 05/9/2025",
                "100% (một trăm phần trăm) _gạch_ \\",
                "a\tb\nc",
                ""));
    }

    @Test
    void theDatabaseFoldsRandomVietnameseAsWeDo() {
        Seeded.check(random -> {
            List<String> texts = new ArrayList<>();
            for (int count = 0; count < 500; count++) {
                texts.add(vietnamese(random, 1 + random.nextInt(20)));
            }
            assertFoldedAlike(texts);
        });
    }

    private static String vietnamese(Random random, int letters) {
        String all =
                "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ 0123456789-/.,()";
        var text = new StringBuilder();
        for (int index = 0; index < letters; index++) {
            String letter = String.valueOf(all.charAt(random.nextInt(all.length())));
            text.append(random.nextBoolean() ? letter : letter.toUpperCase(java.util.Locale.ROOT));
        }
        return text.toString();
    }

    private static void assertFoldedAlike(List<String> texts) {
        List<String> ours = texts.stream().map(Vietnamese::fold).toList();
        List<String> theirs = TestApplication.get(JdbcClient.class)
                .sql("select common.fold(t) from unnest(:texts::text[]) with ordinality as given (t, n) order by n")
                .param("texts", texts.toArray(String[]::new))
                .query(String.class)
                .list();
        List<String> apart = new ArrayList<>();
        for (int index = 0; index < texts.size(); index++) {
            if (!ours.get(index).equals(theirs.get(index))) {
                apart.add("«" + texts.get(index) + "»: ours «" + ours.get(index) + "», the database's «"
                        + theirs.get(index) + "»");
            }
        }
        assertThat(apart).isEmpty();
    }
}
