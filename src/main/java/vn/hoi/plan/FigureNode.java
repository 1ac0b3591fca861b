package vn.hoi.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.CustomNode;

/**
 * The place in a text where a figure stands.
 *
 * <pre>
 * {{figure}}                    its number
 * {{figure; bare}}              its number without its unit, under a head that names it
 * {{~figure}}                   rounded, with «gần» or «trên» before it as the value asks
 * {{figure; change}}            how far it is from the same period a year before
 * {{figure; change%}}           the same in a hundred
 * {{figure; rise: tăng; fall: giảm; same: giữ nguyên; none: chưa so sánh được}}    the words that hold
 * </pre>
 */
final class FigureNode extends CustomNode {

    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*(~?)([a-z0-9][a-z0-9.-]*)\\s*(?:;([^{}]*))?}}");

    /** What of the figure is written. */
    enum Form {
        NUMBER,
        BARE,
        ROUNDED,
        CHANGE,
        CHANGE_SHARE,
        WORDS
    }

    private final String figure;
    private final Form form;
    private final Map<String, String> words;

    private FigureNode(String figure, Form form, Map<String, String> words) {
        this.figure = figure;
        this.form = form;
        this.words = words;
    }

    /** Its number alone. */
    static FigureNode number(String figure) {
        return new FigureNode(figure, Form.NUMBER, Map.of());
    }

    String figure() {
        return figure;
    }

    Form form() {
        return form;
    }

    /** By {@code rise}, {@code fall}, {@code same} and {@code none}; empty for other forms. */
    Map<String, String> words() {
        return words;
    }

    /** As a text writes a number. */
    @Override
    public String toString() {
        return "{{" + figure + "}}";
    }

    /** Finds the places in a text. */
    static Matcher places(String text) {
        return PLACE.matcher(text);
    }

    static FigureNode of(MatchResult place) {
        String figure = place.group(2);
        String rest = place.group(3) == null ? "" : place.group(3).strip();
        if (!place.group(1).isEmpty()) {
            return new FigureNode(figure, Form.ROUNDED, Map.of());
        }
        return switch (rest) {
            case "" -> number(figure);
            case "bare" -> new FigureNode(figure, Form.BARE, Map.of());
            case "change" -> new FigureNode(figure, Form.CHANGE, Map.of());
            case "change%" -> new FigureNode(figure, Form.CHANGE_SHARE, Map.of());
            default -> new FigureNode(figure, Form.WORDS, words(rest));
        };
    }

    private static Map<String, String> words(String text) {
        Map<String, String> words = new LinkedHashMap<>();
        for (String part : text.split(";")) {
            int colon = part.indexOf(':');
            if (colon > 0) {
                words.put(
                        part.substring(0, colon).strip(),
                        part.substring(colon + 1).strip());
            }
        }
        return words;
    }

    /** The text with each place written by the function; where it has nothing to write, the place stays as it is. */
    static String fill(String text, Function<FigureNode, Optional<String>> write) {
        return places(text)
                .replaceAll(
                        place -> Matcher.quoteReplacement(write.apply(of(place)).orElse(place.group())));
    }
}
