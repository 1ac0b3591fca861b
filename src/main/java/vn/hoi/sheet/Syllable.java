package vn.hoi.sheet;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a word is built as a Vietnamese syllable: initial, rhyme, at most one tone, and only the rising or the heavy tone
 * on a rhyme closed by c, ch, p or t. A word decoded by the wrong table hardly ever is, so this tells encodings apart.
 */
final class Syllable {

    private static final Set<String> INITIALS =
            Set.of(("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x").split(" "));

    private static final Set<String> RHYMES = Arrays.stream(
                    ("a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt "
                                    + "âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm "
                                    + "iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay "
                                    + "oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt "
                                    + "ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông "
                                    + "uôt up ut uơ uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương "
                                    + "ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu yn ynh yt")
                            .split(" "))
            .map(rhyme -> Normalizer.normalize(rhyme, Normalizer.Form.NFC))
            .collect(Collectors.toUnmodifiableSet());

    private static final String TONES = "\u0300\u0301\u0303\u0309\u0323";
    private static final String VOWELS = "aeiouy\u0302\u0306\u031b";
    private static final String CLOSED_TONES = "\u0301\u0323";
    private static final int LONGEST_INITIAL = 3;
    private static final int LONGEST = 7;

    private Syllable() {}

    /** Whether this word, in Unicode and of any case, is a syllable as Vietnamese builds them. */
    static boolean is(String word) {
        if (word.isEmpty() || word.length() > 2 * LONGEST) {
            return false;
        }
        var bare = new StringBuilder();
        char tone = 0;
        String parts = Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        for (int index = 0; index < parts.length(); index++) {
            char part = parts.charAt(index);
            if (TONES.indexOf(part) < 0) {
                bare.append(part);
            } else if (tone == 0 && index > 0 && VOWELS.indexOf(parts.charAt(index - 1)) >= 0) {
                // a tilde on an n is Spanish
                tone = part;
            } else {
                return false;
            }
        }
        String toneless = Normalizer.normalize(bare, Normalizer.Form.NFC);
        for (int length = 0; length <= Math.min(LONGEST_INITIAL, toneless.length() - 1); length++) {
            boolean begins = length == 0 || INITIALS.contains(toneless.substring(0, length));
            String rhyme = toneless.substring(length);
            if (begins && RHYMES.contains(rhyme) && toneFits(rhyme, tone)) {
                return true;
            }
        }
        return false;
    }

    private static boolean toneFits(String rhyme, char tone) {
        boolean closed = rhyme.endsWith("c") || rhyme.endsWith("ch") || rhyme.endsWith("p") || rhyme.endsWith("t");
        return !closed || (tone != 0 && CLOSED_TONES.indexOf(tone) >= 0);
    }
}
