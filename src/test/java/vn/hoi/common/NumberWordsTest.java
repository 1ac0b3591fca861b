package vn.hoi.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoi.Seeded;

class NumberWordsTest {

    @ParameterizedTest
    @CsvSource({
        "0, không",
        "4, bốn",
        "5, năm",
        "10, mười",
        "11, mười một",
        "14, mười bốn",
        "15, mười lăm",
        "20, hai mươi",
        "21, hai mươi mốt",
        "24, hai mươi tư",
        "25, hai mươi lăm",
        "31, ba mươi mốt",
        "55, năm mươi lăm",
        "94, chín mươi tư",
        "100, một trăm",
        "101, một trăm linh một",
        "104, một trăm linh bốn",
        "105, một trăm linh năm",
        "110, một trăm mười",
        "111, một trăm mười một",
        "115, một trăm mười lăm",
        "121, một trăm hai mươi mốt",
        "505, năm trăm linh năm",
        "1000, một nghìn",
        "1001, một nghìn không trăm linh một",
        "1015, một nghìn không trăm mười lăm",
        "1021, một nghìn không trăm hai mươi mốt",
        "2024, hai nghìn không trăm hai mươi tư",
        "10000, mười nghìn",
        "21000, hai mươi mốt nghìn",
        "105005, một trăm linh năm nghìn không trăm linh năm",
        "1000000, một triệu",
        "1000005, một triệu không trăm linh năm",
        "1005000, một triệu không trăm linh năm nghìn",
        "1005021, một triệu không trăm linh năm nghìn không trăm hai mươi mốt",
        "1200000, một triệu hai trăm nghìn",
        "24000000, hai mươi tư triệu",
        "1000000000, một tỷ",
        "1000000005, một tỷ không trăm linh năm",
        "1050000000, một tỷ không trăm năm mươi triệu",
        "56016100000, năm mươi sáu tỷ không trăm mười sáu triệu một trăm nghìn",
        "5000300000000, năm nghìn tỷ ba trăm triệu",
        "1000000000000000, một triệu tỷ",
        "9000000000000000, chín triệu tỷ",
        "-15, âm mười lăm"
    })
    void aNumberIsReadAsDocumentsWriteIt(long number, String words) {
        assertThat(NumberWords.of(number)).isEqualTo(words);
    }

    @Test
    void anAmountBeginsWithACapitalAndEndsWithItsMeasure() {
        assertThat(NumberWords.dong(1_200_000_000)).isEqualTo("Một tỷ hai trăm triệu đồng");
        assertThat(NumberWords.dong(0)).isEqualTo("Không đồng");
    }

    @Test
    void theSmallestLongHasWordsToo() {
        assertThat(NumberWords.of(Long.MIN_VALUE))
                .startsWith("âm chín tỷ hai trăm hai mươi ba triệu")
                .endsWith("tám");
    }

    @Test
    void wordsReadBackAreTheNumber() {
        Seeded.check(random -> {
            for (int trial = 0; trial < 20_000; trial++) {
                long number = random.nextLong(9_000_000_000_000_000L) / (long) Math.pow(10, random.nextInt(16));
                // zeros inside are where reading goes wrong
                long holed = random.nextBoolean() ? number : number / 1_000_000 * 1_000_000 + number % 100;
                assertThat(read(NumberWords.of(holed)))
                        .as(NumberWords.of(holed))
                        .isEqualTo(holed);
            }
        });
    }

    @Test
    void aNumberReadWronglyWouldBeFound() {
        assertThat(read("một triệu linh năm nghìn")).isNotEqualTo(1_000_005);
    }

    private static final Map<String, Integer> DIGITS = Map.ofEntries(
            Map.entry("không", 0),
            Map.entry("một", 1),
            Map.entry("mốt", 1),
            Map.entry("hai", 2),
            Map.entry("ba", 3),
            Map.entry("bốn", 4),
            Map.entry("tư", 4),
            Map.entry("năm", 5),
            Map.entry("lăm", 5),
            Map.entry("sáu", 6),
            Map.entry("bảy", 7),
            Map.entry("tám", 8),
            Map.entry("chín", 9));

    /** The other way round, by another rule: what stands before a measure is multiplied by it. */
    private static long read(String words) {
        int billion = words.lastIndexOf("tỷ");
        if (billion >= 0) {
            return read(words.substring(0, billion)) * 1_000_000_000 + read(words.substring(billion + 2));
        }
        long sum = 0;
        long group = 0;
        long digit = 0;
        for (String word : List.of(words.strip().split(" +"))) {
            switch (word) {
                case "" -> {}
                case "triệu", "nghìn" -> {
                    sum += (group + digit) * (word.equals("triệu") ? 1_000_000 : 1000);
                    group = 0;
                    digit = 0;
                }
                case "trăm" -> {
                    group += digit * 100;
                    digit = 0;
                }
                case "mươi" -> {
                    group += digit * 10;
                    digit = 0;
                }
                case "mười" -> group += 10;
                case "linh" -> {}
                default -> digit = DIGITS.get(word);
            }
        }
        return sum + group + digit;
    }
}
