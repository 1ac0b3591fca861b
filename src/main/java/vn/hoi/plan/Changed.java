package vn.hoi.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vn.hoi.register.TextDifference;
import vn.hoi.register.Timeline;

/**
 * One version of a paragraph beside the one before it, sentence by sentence.
 *
 * @param earlier the version
 * @param parts its sentences and those that were in the version before, in order
 */
public record Changed(EarlierText earlier, List<Timeline.Piece> parts) {

    /** @param history the newest first */
    static List<Changed> of(List<EarlierText> history) {
        List<Changed> changed = new ArrayList<>();
        for (int index = 0; index < history.size(); index++) {
            List<String> before = index + 1 < history.size()
                    ? sentences(history.get(index + 1).text())
                    : List.of();
            changed.add(new Changed(
                    history.get(index),
                    TextDifference.between(before, sentences(history.get(index).text()))));
        }
        return changed;
    }

    /** Each with a space behind it, the last too, so that one is the same wherever it stands. */
    private static List<String> sentences(String text) {
        return Stream.of(text.split("(?<=[.;!?:])\\s+|\\n"))
                .map(sentence -> sentence + " ")
                .toList();
    }
}
