package vn.hoi.document;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text as paper can carry it. */
final class Plain {

    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi-VN");
    private static final Pattern BREAKS = Pattern.compile("\\R");
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\u00AD\\u200B\\u200C\\u200D\\u2060\\uFEFF\\uFE0E\\uFE0F]");
    /** Controls, controls of direction (they could turn a number round), halves of characters, private characters. */
    private static final Pattern NOT_TEXT =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069&&[^\\n]]");

    private static final String REPLACEMENT = "\uFFFD";

    private Plain() {}

    /** NFC, line breaks as {@code \n}, what is no character as U+FFFD, so that a reader sees that something stood there. */
    static String text(String text) {
        String lines =
                BREAKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll("\n");
        String visible = INVISIBLE.matcher(lines.replace('\t', ' ')).replaceAll("");
        return NOT_TEXT.matcher(visible).replaceAll(REPLACEMENT);
    }

    /** As {@link #text}, in one line without white space at its ends. */
    static String line(String text) {
        return text(text).replace('\n', ' ').strip();
    }

    static String capitals(String text) {
        return text.toUpperCase(VIETNAMESE);
    }

    /** «QUYẾT ĐỊNH» as a sentence writes it: «Quyết định». */
    static String sentence(String text) {
        if (text.isEmpty() || !text.equals(capitals(text))) {
            return text;
        }
        return text.substring(0, 1) + text.substring(1).toLowerCase(VIETNAMESE);
    }
}
