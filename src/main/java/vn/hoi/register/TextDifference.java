package vn.hoi.register;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Two versions of a text, word by word or in parts of the caller's choice: what stayed, what is gone, what is new. */
public final class TextDifference {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+|\\s+|[^\\p{L}\\p{M}\\p{N}\\s]");
    /** Where comparing every word with every other costs too much, the middle is replaced as a whole. */
    private static final int MOST_PAIRS = 1_000_000;

    private static final int AROUND = 16;

    private final List<String> before;
    private final List<String> after;
    private final List<Timeline.Piece> pieces = new ArrayList<>();

    private TextDifference(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
    }

    /** All pieces in order; those that stayed are cut short in their middle. */
    static List<Timeline.Piece> of(String before, String after) {
        var difference = new TextDifference(words(before), words(after));
        difference.compare();
        return difference.shortened();
    }

    /** Of texts already cut into parts, such as sentences: all pieces in order, whole; neighbours of one kind are one. */
    public static List<Timeline.Piece> between(List<String> before, List<String> after) {
        var difference = new TextDifference(before, after);
        difference.compare();
        return List.copyOf(difference.pieces);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group());
        }
        return words;
    }

    private void compare() {
        int from = 0;
        while (from < Math.min(before.size(), after.size()) && before.get(from).equals(after.get(from))) {
            from++;
        }
        int left = before.size();
        int right = after.size();
        while (left > from && right > from && before.get(left - 1).equals(after.get(right - 1))) {
            left--;
            right--;
        }
        add(Timeline.Kind.SAME, before.subList(0, from));
        middle(before.subList(from, left), after.subList(from, right));
        add(Timeline.Kind.SAME, before.subList(left, before.size()));
    }

    private void middle(List<String> gone, List<String> fresh) {
        if ((long) gone.size() * fresh.size() > MOST_PAIRS) {
            add(Timeline.Kind.GONE, gone);
            add(Timeline.Kind.NEW, fresh);
            return;
        }
        int[][] common = commonLengths(gone, fresh);
        int i = 0;
        int j = 0;
        while (i < gone.size() || j < fresh.size()) {
            if (i < gone.size() && j < fresh.size() && gone.get(i).equals(fresh.get(j))) {
                add(Timeline.Kind.SAME, List.of(gone.get(i++)));
                j++;
            } else if (j == fresh.size() || (i < gone.size() && common[i + 1][j] >= common[i][j + 1])) {
                add(Timeline.Kind.GONE, List.of(gone.get(i++)));
            } else {
                add(Timeline.Kind.NEW, List.of(fresh.get(j++)));
            }
        }
    }

    /** Length of the longest common sequence of what follows each pair of places. */
    static int[][] commonLengths(List<?> one, List<?> other) {
        int[][] lengths = new int[one.size() + 1][other.size() + 1];
        for (int i = one.size() - 1; i >= 0; i--) {
            for (int j = other.size() - 1; j >= 0; j--) {
                lengths[i][j] = one.get(i).equals(other.get(j))
                        ? lengths[i + 1][j + 1] + 1
                        : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
            }
        }
        return lengths;
    }

    private void add(Timeline.Kind kind, List<String> words) {
        if (words.isEmpty()) {
            return;
        }
        String text = String.join("", words);
        if (!pieces.isEmpty() && pieces.getLast().kind() == kind) {
            text = pieces.removeLast().text() + text;
        }
        pieces.add(new Timeline.Piece(kind, text));
    }

    private List<Timeline.Piece> shortened() {
        List<Timeline.Piece> all = new ArrayList<>();
        for (int index = 0; index < pieces.size(); index++) {
            Timeline.Piece piece = pieces.get(index);
            List<String> words = words(piece.text());
            if (piece.kind() != Timeline.Kind.SAME || words.size() <= 2 * AROUND + 2) {
                all.add(piece);
                continue;
            }
            String head = index == 0 ? "" : String.join("", words.subList(0, AROUND));
            String tail = index == pieces.size() - 1
                    ? ""
                    : String.join("", words.subList(words.size() - AROUND, words.size()));
            all.add(new Timeline.Piece(Timeline.Kind.SAME, head + "… " + tail));
        }
        return all;
    }
}
