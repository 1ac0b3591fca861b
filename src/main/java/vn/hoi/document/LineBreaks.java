package vn.hoi.document;

import com.openhtmltopdf.extend.FSTextBreaker;

/**
 * Where a line may end: after blanks. Numbers of documents («234/KH-UBND»), days and amounts stay whole; only a word too long
 * for any line, such as an address, ends behind its slashes and hyphens too.
 */
final class LineBreaks implements FSTextBreaker {

    private static final int LONG_WORD = 40;
    private static final int DONE = -1;

    private String text = "";
    private int at;

    @Override
    public void setText(String newText) {
        text = newText;
        at = 0;
    }

    @Override
    public int next() {
        if (at >= text.length()) {
            return DONE;
        }
        int end = at;
        while (end < text.length() && !isBlank(text.charAt(end))) {
            end++;
        }
        if (end - at > LONG_WORD) {
            for (int index = at; index < end - 1; index++) {
                if ("/-_?&=".indexOf(text.charAt(index)) >= 0) {
                    at = index + 1;
                    return at;
                }
            }
        }
        while (end < text.length() && isBlank(text.charAt(end))) {
            end++;
        }
        at = end;
        return at;
    }

    /** One that is kept together with its neighbours is none. */
    private static boolean isBlank(char letter) {
        return letter == ' ' || letter == '\n' || letter == '\t';
    }
}
