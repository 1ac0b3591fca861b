package vn.hoi.sheet;

import java.util.Locale;

/** Gives capitals back to words of TCVN3, which has no codes for capitals with a tone. */
final class Capitals {

    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    private Capitals() {}

    /**
     * The decoded text with capitals where the plain letters of a word are capitals beyond its first: «NGUYễN» is
     * NGUYỄN, «Hà» stays. Where such words stand and no plain small letter does, the whole text is in capitals.
     *
     * @param typed the text as it stood in the file; as long as the decoded one
     */
    static String restore(String typed, String decoded) {
        boolean raised = false;
        var text = new StringBuilder(decoded);
        int from = 0;
        while (from < text.length()) {
            int to = from;
            while (to < text.length() && Character.isLetter(text.charAt(to))) {
                to++;
            }
            if (to > from && isInCapitals(typed, from, to)) {
                boolean changed = upper(text, from, to);
                raised = raised || changed;
            }
            from = Math.max(to, from + 1);
        }
        return raised && typed.chars().noneMatch(Capitals::isPlainSmall)
                ? text.toString().toUpperCase(VIETNAMESE)
                : text.toString();
    }

    private static boolean isInCapitals(String typed, int from, int to) {
        boolean beyondFirst = false;
        for (int index = from; index < to; index++) {
            char c = typed.charAt(index);
            if (isPlainSmall(c)) {
                return false;
            }
            beyondFirst = beyondFirst || (index > from && c >= 'A' && c <= 'Z');
        }
        return beyondFirst;
    }

    private static boolean isPlainSmall(int c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean upper(StringBuilder text, int from, int to) {
        boolean changed = false;
        for (int index = from; index < to; index++) {
            char capital = Character.toUpperCase(text.charAt(index));
            changed = changed || capital != text.charAt(index);
            text.setCharAt(index, capital);
        }
        return changed;
    }
}
