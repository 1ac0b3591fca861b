package vn.hoi.sheet;

import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Vietnamese typed before Unicode: in a file, its letters stand as western European ones («Céng hßa x· héi»). Tells from
 * a sample which encoding it is, and gives the text in Unicode (NFC).
 *
 * <p>What cannot be known: TCVN3 has no codes for capitals with a tone. They were typed as small letters under a font of
 * capitals ({@code .VnTimeH}), so a text that leaves no other trace of its capitals («Ên §é») comes out with small ones.
 * Words whose other letters are capitals get them back («NGUYÔN» is NGUYỄN).
 */
public final class LegacyText {

    /** An encoding from before Unicode. */
    public enum Encoding {
        /** TCVN 5712:1993 VN3, called ABC; fonts named {@code .Vn…}. */
        TCVN3,
        /** VNI-Windows: a letter and a mark behind it; fonts named {@code VNI-…}. */
        VNI,
        /** Microsoft's code page 1258: the tone is a character behind its vowel. */
        WINDOWS_1258
    }

    // what no encoding here writes a letter with: ASCII but letters, spaces, quotation marks and dashes of windows-1252
    private static final Pattern BETWEEN_WORDS =
            Pattern.compile("[\\x00-\\x40\\x5b-\\x60\\x7b-\\x7f\\s\\u00a0\\u2000-\\u206f]+");
    private static final String WESTERN_BEYOND_LATIN_1 = "ŒœŠšŽžŸƒˆ˜";
    private static final String SIGNS_JAVA_CALLS_LETTERS = "ªµº";
    private static final int ENOUGH_WORDS = 2;
    private static final int LONG_WORD = 4;

    private LegacyText() {}

    /**
     * The encoding most words of this sample only make sense in; empty where the sample is Unicode, another language, or
     * too little to tell. Cells that hold letters only Unicode has say nothing of the others.
     *
     * @param sample cells of one column, or lines of one text
     */
    public static Optional<Encoding> detect(Collection<String> sample) {
        Set<String> words = words(sample);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        @Nullable Encoding best = null;
        int most = 0;
        for (Encoding encoding : Encoding.values()) {
            Evidence evidence = Evidence.of(words, encoding);
            if (evidence.isEnough() && evidence.speaking > most) {
                best = encoding;
                most = evidence.speaking;
            }
        }
        return Optional.ofNullable(best);
    }

    /**
     * This text in Unicode, composed. Characters the encoding does not write stay; a text that already holds letters only
     * Unicode has is only composed.
     */
    public static String toUnicode(String text, Encoding encoding) {
        if (isAscii(text)) {
            return text;
        }
        if (isUnicode(text)) {
            return compose(text);
        }
        return switch (encoding) {
            case TCVN3 -> Capitals.restore(text, bySingles(text, LegacyTables.TCVN3));
            case VNI -> byPairs(text);
            case WINDOWS_1258 -> Normalizer.normalize(bySingles(text, LegacyTables.CP1258), Normalizer.Form.NFC);
        };
    }

    /** Unicode NFC; texts that need no work, nearly all, cost one look at each character. */
    static String compose(String text) {
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            boolean composed = c < 0x300 || (c >= 0x1e00 && c <= 0x1eff) || (c >= 0x2000 && c <= 0x20cf);
            if (!composed) {
                return Normalizer.normalize(text, Normalizer.Form.NFC);
            }
        }
        return text;
    }

    /** Whether a cell among Unicode ones reads better by this encoding than as it stands. */
    static boolean readsBetter(String cell, Encoding encoding) {
        if (isAscii(cell) || isUnicode(cell)) {
            return false;
        }
        Evidence evidence = Evidence.of(words(List.of(cell)), encoding);
        return evidence.speaking > evidence.natural && evidence.speaking >= evidence.against;
    }

    static boolean isAscii(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (text.charAt(index) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text holds a letter that no western European code page has, so that it is Unicode already. */
    static boolean isUnicode(String text) {
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            if (c > 0xff
                    && (Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK)
                    && WESTERN_BEYOND_LATIN_1.indexOf(c) < 0) {
                return true;
            }
        }
        return false;
    }

    /** The words of the sample that are not plain ASCII, each once. */
    private static Set<String> words(Collection<String> sample) {
        Set<String> words = new LinkedHashSet<>();
        for (String text : sample) {
            if (isAscii(text) || isUnicode(text)) {
                continue;
            }
            for (String word : BETWEEN_WORDS.split(text)) {
                if (!isAscii(word)) {
                    words.add(word);
                }
            }
        }
        return words;
    }

    private static String bySingles(String text, Map<Character, Character> table) {
        var unicode = new StringBuilder(text.length());
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            unicode.append((char) table.getOrDefault(c, c));
        }
        return unicode.toString();
    }

    private static String byPairs(String text) {
        var unicode = new StringBuilder(text.length());
        int index = 0;
        while (index < text.length()) {
            char c = text.charAt(index);
            @Nullable
            Character pair = index + 1 < text.length() ? LegacyTables.vniPair(c, text.charAt(index + 1)) : null;
            unicode.append((char) (pair != null ? pair : LegacyTables.VNI_SINGLE.getOrDefault(c, c)));
            index += pair != null ? 2 : 1;
        }
        return unicode.toString();
    }

    /** What the words of a sample say for and against one encoding. */
    private static final class Evidence {
        /** Words that only make sense in the encoding. */
        private int speaking;
        /** Words of those long enough to speak alone. */
        private int loud;
        /** Words that make sense as they stand and would be changed. */
        private int natural;
        /** Words that make sense in neither. */
        private int against;

        static Evidence of(Set<String> words, Encoding encoding) {
            var evidence = new Evidence();
            words.forEach(word -> evidence.weigh(word, encoding));
            return evidence;
        }

        private void weigh(String word, Encoding encoding) {
            String core = withoutSigns(word);
            boolean signsOnly = isAscii(core);
            boolean makesSense = !signsOnly && Syllable.is(core);
            String decoded = toUnicode(word, encoding);
            boolean changed = !decoded.equals(word);
            if (changed && Syllable.is(withoutSigns(decoded))) {
                if (makesSense) {
                    natural++;
                } else if (!core.isEmpty()) {
                    speaking++;
                    loud += decoded.length() >= LONG_WORD && !signsOnly && foreignLetters(word) > 1 ? 1 : 0;
                }
            } else if (makesSense && changed) {
                natural++;
            } else if (!signsOnly && !makesSense) {
                against++;
            }
        }

        private boolean isEnough() {
            return (speaking >= ENOUGH_WORDS || loud > 0) && speaking >= 3 * against && speaking >= natural;
        }

        private static int foreignLetters(String word) {
            return (int) word.chars().filter(c -> c >= 0x80).count();
        }

        /** The word without the signs (©, ², «) at its ends. */
        private static String withoutSigns(String word) {
            int from = 0;
            int to = word.length();
            while (from < to && isSign(word.charAt(from))) {
                from++;
            }
            while (to > from && isSign(word.charAt(to - 1))) {
                to--;
            }
            return word.substring(from, to);
        }

        private static boolean isSign(char c) {
            return !Character.isLetter(c) || SIGNS_JAVA_CALLS_LETTERS.indexOf(c) >= 0;
        }
    }
}
