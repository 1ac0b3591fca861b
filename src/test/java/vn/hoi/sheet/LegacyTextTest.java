package vn.hoi.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoi.sheet.LegacyText.Encoding.TCVN3;
import static vn.hoi.sheet.LegacyText.Encoding.VNI;
import static vn.hoi.sheet.LegacyText.Encoding.WINDOWS_1258;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoi.Seeded;

class LegacyTextTest {

    private static final String[] WORDS =
            ("Ủy ban nhân dân tỉnh Lạng Sơn sở khoa học và công nghệ phương tiện đo nhóm hai cân đồng hồ nước kiểm định "
                            + "hiệu chuẩn thử nghiệm giấy chứng nhận đăng ký nhãn hiệu tập thể chỉ dẫn địa lý hồi quế na Chi Lăng thạch "
                            + "đen Tràng Định rau cải ngồng quýt vàng Bắc Sơn vịt quay Thất Khê hợp tác xã doanh nghiệp trách nhiệm hữu "
                            + "hạn một thành viên xây dựng thương mại dịch vụ đường Trần Hưng Đạo phường Kỳ Lừa thành phố Hữu Lũng Lộc "
                            + "Bình Văn Quan Đồng Đăng cửa khẩu quốc tế Hữu Nghị xã Yên Phúc bệnh viện đa khoa chẩn đoán hình ảnh thiết "
                            + "bị bức xạ nhiệm vụ nghiên cứu ứng dụng chuyển đổi số đổi mới sáng tạo khởi nghiệp kinh phí quyết định số "
                            + "ngày tháng năm người đứng đầu nguyễn thị hằng hoàng đức thịnh vi quý nước sạch huyện kỹ thuật")
                    .split(" ");

    private static String sentence(Random random) {
        List<String> words = new ArrayList<>();
        int count = 4 + random.nextInt(8);
        for (int index = 0; index < count; index++) {
            words.add(WORDS[random.nextInt(WORDS.length)]);
        }
        return String.join(" ", words);
    }

    private static List<String> column(Random random, int rows) {
        List<String> sentences = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            // capitals with a tone are what TCVN3 cannot write, so the property is of small letters
            sentences.add(sentence(random).toLowerCase(Locale.ROOT));
        }
        return sentences;
    }

    @ParameterizedTest
    @EnumSource
    void whatWasTypedBeforeUnicodeIsToldAndComesBackTheSame(LegacyText.Encoding encoding) {
        Seeded.check(random -> {
            for (int run = 0; run < 200; run++) {
                List<String> column = column(random, 10 + random.nextInt(20));
                List<String> typed = column.stream()
                        .map(text -> LegacyEncoder.encode(text, encoding))
                        .toList();
                assertThat(LegacyText.detect(typed)).as(typed.toString()).contains(encoding);
                assertThat(typed.stream().map(text -> LegacyText.toUnicode(text, encoding)))
                        .containsExactlyElementsOf(column);
            }
        });
    }

    @Test
    void unicodeIsLeftAlone() {
        Seeded.check(random -> {
            for (int run = 0; run < 500; run++) {
                List<String> column = column(random, 1 + random.nextInt(5));
                assertThat(LegacyText.detect(column)).as(column.toString()).isEmpty();
                List<String> single = List.of(WORDS[random.nextInt(WORDS.length)], WORDS[random.nextInt(WORDS.length)]);
                assertThat(LegacyText.detect(single)).as(single.toString()).isEmpty();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The quick brown fox, naïve café, £5 ± 2 °C, 3 m², ½ kg",
                "L'été à Nîmes: château, forêt, où êtes-vous? Ça va, élève, hôpital, crème brûlée, Noël, garçon",
                "Müller & Söhne GmbH, Köln; Größe, Übung, für, schön, natürlich, Straße, Bäcker",
                "Señor José, año 2025, mañana, niño, ¿qué? ¡Sí! Peña, Muñoz",
                "São Paulo, coração, não, ações, informação, você, três, avó",
                "Ångström, Malmö, Århus, smörgåsbord, Ærø, Skåne",
                "Kg",
                "±5",
                "m²",
                "µm",
                "N·m",
                "10 µg/m³",
                "5 ¼\"",
                "©",
                "Hà",
                "Lê",
                "Tô Hà",
                "Hãng®",
                "«Tên»",
                "Cá, trà, bò"
            })
    void textOfOtherLanguagesAndSignsAreNoEvidence(String text) {
        assertThat(LegacyText.detect(List.of(text))).isEmpty();
        assertThat(LegacyText.detect(List.of(text.split(" ")))).isEmpty();
    }

    @Test
    void unitsOfMeasureInOneColumnAreNoEvidence() {
        assertThat(LegacyText.detect(List.of("mm", "µm", "m²", "m³", "°C", "N·m", "kW·h", "Pa·s", "Ω", "‰", "µg/m³")))
                .isEmpty();
    }

    @Test
    void theOpeningLinesOfAnOfficialPaperAreRead() {
        assertThat(LegacyText.toUnicode("Céng hßa x· héi chñ nghÜa ViÖt Nam", TCVN3))
                .isEqualTo("Cộng hòa xã hội chủ nghĩa Việt Nam");
        assertThat(LegacyText.toUnicode("§éc lËp - Tù do - H¹nh phóc", TCVN3)).isEqualTo("Độc lập - Tự do - Hạnh phúc");
        assertThat(LegacyText.toUnicode("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", VNI))
                .isEqualTo("Cộng hòa xã hội chủ nghĩa Việt Nam");
        assertThat(LegacyText.toUnicode("Ñoäc laäp - Töï do - Haïnh phuùc", VNI))
                .isEqualTo("Độc lập - Tự do - Hạnh phúc");
        assertThat(LegacyText.toUnicode("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", VNI))
                .isEqualTo("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
        assertThat(LegacyText.toUnicode("Ñöôøng Nguyeãn Traõi, thò traán, kyõ sö, Lyù, Myõ, vyî", VNI))
                .isEqualTo("Đường Nguyễn Trãi, thị trấn, kỹ sư, Lý, Mỹ, vyỵ");
        assertThat(LegacyText.toUnicode("Côòng hoÌa xaÞ hôòi chuÒ nghiÞa Viêòt Nam", WINDOWS_1258))
                .isEqualTo("Cộng hòa xã hội chủ nghĩa Việt Nam");
    }

    /** The codes of TCVN 5712:1993, 0xB5 to 0xFE, as the C library of the operating system has them. */
    @Test
    void everyCodeOfTcvn3IsThatOfTheStandard() {
        String standard =
                "b5à b6ả b7ã b8á b9ạ bbằ bcẳ bdẵ beắ c6ặ c7ầ c8ẩ c9ẫ caấ cbậ ccè ceẻ cfẽ d0é d1ẹ d2ề d3ể d4ễ d5ế d6ệ d7ì "
                        + "d8ỉ dcĩ ddí deị dfò e1ỏ e2õ e3ó e4ọ e5ồ e6ổ e7ỗ e8ố e9ộ eaờ ebở ecỡ edớ eeợ efù f1ủ f2ũ f3ú f4ụ f5ừ f6ử "
                        + "f7ữ f8ứ f9ự faỳ fbỷ fcỹ fdý feỵ a1Ă a2Â a3Ê a4Ô a5Ơ a6Ư a7Đ a8ă a9â aaê abô acơ adư aeđ";
        assertThat(LegacyTables.TCVN3).hasSize(standard.split(" ").length);
        for (String code : standard.split(" ")) {
            char typed = (char) Integer.parseInt(code.substring(0, 2), 16);
            assertThat(LegacyTables.TCVN3.get(typed)).as(code).isEqualTo(code.charAt(2));
        }
    }

    /** 134 letters: a ă â e ê i o ô ơ u ư y with six tones, đ, both cases; the plain ones are ASCII. */
    @Test
    void vniWritesEveryLetterOfVietnamese() {
        String bases = "aăâeêioôơuưy";
        var letters = new StringBuilder("đ");
        for (char base : bases.toCharArray()) {
            for (String tone : List.of("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")) {
                letters.append(Normalizer.normalize(base + tone, Normalizer.Form.NFC));
            }
        }
        String all = letters + letters.toString().toUpperCase(Locale.ROOT);
        String typed = LegacyEncoder.encode(all, VNI);
        assertThat(typed.chars()).allMatch(c -> c <= 0xff);
        assertThat(LegacyText.toUnicode(typed, VNI)).isEqualTo(all);
    }

    @Test
    void capitalsComeBackWhereTheOtherLettersOfTheWordAreCapitals() {
        assertThat(LegacyText.toUnicode("NGUYÔN V¡N Hïng", TCVN3)).isEqualTo("NGUYỄN VĂN Hùng");
        assertThat(LegacyText.toUnicode("UBND tØnh Hµ Giang", TCVN3)).isEqualTo("UBND tỉnh Hà Giang");
        assertThat(LegacyText.toUnicode("TØNH Hµ NAM", TCVN3)).isEqualTo("TỈNH HÀ NAM");
    }

    @Test
    void whatCannotBeKnownStaysSmall() {
        assertThat(LegacyText.toUnicode("Ên §é", TCVN3)).isEqualTo("ấn Độ");
    }

    @Test
    void decomposedTextIsComposed() {
        String decomposed = Normalizer.normalize("Lạng Sơn, đổi mới", Normalizer.Form.NFD);
        assertThat(LegacyText.compose(decomposed)).isEqualTo("Lạng Sơn, đổi mới");
        assertThat(LegacyText.compose("Viê\u0323t")).isEqualTo("Việt");
    }

    @Test
    void aSyllableIsToldFromAWordThatIsNone() {
        assertThat(List.of("nghiêng", "Quốc", "giấy", "ƯỚC", "khuya", "ngoằn", "thuở", "yếu", "gì", "ý"))
                .allMatch(Syllable::is);
        assertThat(List.of("château", "hộcc", "học\u0300", "bôc", "Bỡnh", "ẵ", "añ", "strength", "đ"))
                .noneMatch(Syllable::is);
    }
}
