package vn.hoi.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.Seeded;
import vn.hoi.TestApplication;

/** Text as it is searched is the same in the program and in the database, however it was typed. */
class FoldTest {

    private static final String BARE = "aăâeêioôơuưy";
    private static final List<String> TONES = List.of("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323");
    private static final String OTHERS = "bcdđghklmnpqrstvx 0123456789-/.";

    private final JdbcClient database = TestApplication.get(JdbcClient.class);

    private String inDatabase(String text) {
        return database.sql("select common.fold(:text)")
                .param("text", text)
                .query(String.class)
                .single();
    }

    @Test
    void theProgramAndTheDatabaseFoldAlikeHoweverATextWasTyped() {
        Seeded.check(random -> {
            for (int n = 0; n < 200; n++) {
                String text = text(random);
                String folded = Vietnamese.fold(text);
                assertThat(folded).matches("[a-z0-9 /.-]*");
                for (String typed : List.of(
                        Normalizer.normalize(text, Normalizer.Form.NFC),
                        Normalizer.normalize(text, Normalizer.Form.NFD),
                        text.toUpperCase(Locale.forLanguageTag("vi-VN")))) {
                    assertThat(Vietnamese.fold(typed)).as(text).isEqualTo(folded);
                    assertThat(inDatabase(typed)).as(text).isEqualTo(folded);
                }
            }
        });
    }

    @Test
    void theToneMayStandOnEitherVowel() {
        Seeded.check(random -> {
            for (String pair : List.of("oa", "oe", "uy")) {
                String tone = TONES.get(1 + random.nextInt(TONES.size() - 1));
                String first = pair.charAt(0) + tone + pair.charAt(1);
                String second = pair + tone;
                assertThat(inDatabase(Vietnamese.clean("h" + first)))
                        .isEqualTo(inDatabase(Vietnamese.clean("H" + second)))
                        .isEqualTo("h" + pair);
            }
        });
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int n = random.nextInt(30); n >= 0; n--) {
            if (random.nextBoolean()) {
                text.append(BARE.charAt(random.nextInt(BARE.length()))).append(TONES.get(random.nextInt(TONES.size())));
            } else {
                text.append(OTHERS.charAt(random.nextInt(OTHERS.length())));
            }
        }
        return text.toString();
    }
}
