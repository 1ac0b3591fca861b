package vn.hoi.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * One version of a paragraph beside the one before it, sentence by sentence.
 *
 * @param earlier the version
 * @param parts its sentences and those that were in the version before, in order
 */
public record Changed(EarlierText earlier, List<Part> parts) {

    /** A sentence: kept, added or taken away. */
    public record Part(String kind, String words) {}

    /** @param history the newest first */
    static List<Changed> of(List<EarlierText> history) {
        List<Changed> changed = new ArrayList<>();
        for (int index = 0; index < history.size(); index++) {
            List<String> before = index + 1 < history.size()
                    ? sentences(history.get(index + 1).text())
                    : List.of();
            changed.add(new Changed(
                    history.get(index),
                    compare(before, sentences(history.get(index).text()))));
        }
        return changed;
    }

    private static List<String> sentences(String text) {
        return List.of(text.split("(?<=[.;!?:])\\s+|\\n"));
    }

    /** By the longest sequence of sentences both have. */
    static List<Part> compare(List<String> before, List<String> after) {
        int[][] longest = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                longest[i][j] = before.get(i).equals(after.get(j))
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        List<Part> parts = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                parts.add(new Part("kept", after.get(j++)));
                i++;
            } else if (j >= after.size() || (i < before.size() && longest[i + 1][j] >= longest[i][j + 1])) {
                parts.add(new Part("gone", before.get(i++)));
            } else {
                parts.add(new Part("added", after.get(j++)));
            }
        }
        return parts;
    }
}
