package vn.hoi.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;

/**
 * Keeps values out of the reader of CommonMark: the text is read with a placeholder where each value will stand, and the
 * values are put into the finished tree. So no value can become markup, whatever it holds.
 */
final class Placeholders {

    /** Private characters of Unicode, which {@link Plain} lets no value and no template hold. */
    private static final char BEGIN = '\uE000';

    private static final char END = '\uE001';
    private static final Pattern PLACE = Pattern.compile(BEGIN + "(\\d+)" + END);

    private final List<String> values = new ArrayList<>();

    /** The placeholder of this value. */
    String put(String value) {
        values.add(Plain.text(value).strip());
        return BEGIN + Integer.toString(values.size() - 1) + END;
    }

    /** Puts the values into the tree; a paragraph that holds nothing after that is taken out. */
    void restore(Node tree) {
        tree.accept(new Restoring());
    }

    private String restored(String text) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(value(place.group(1))));
    }

    private String value(String index) {
        return values.get(Integer.parseInt(index));
    }

    private final class Restoring extends AbstractVisitor {

        @Override
        public void visit(Text text) {
            String literal = text.getLiteral();
            Matcher place = PLACE.matcher(literal);
            int from = 0;
            while (place.find()) {
                before(text, literal.substring(from, place.start()));
                String value = value(place.group(1));
                lines(text, value);
                // a sentence that brings its own full stop needs no second one
                boolean stopped = value.endsWith(".") && literal.startsWith(".", place.end());
                from = place.end() + (stopped ? 1 : 0);
            }
            if (from > 0) {
                before(text, literal.substring(from));
                text.unlink();
            }
        }

        private void lines(Text text, String value) {
            String[] lines = value.split("\n", -1);
            for (int line = 0; line < lines.length; line++) {
                if (line > 0) {
                    text.insertBefore(new HardLineBreak());
                }
                before(text, lines[line]);
            }
        }

        private void before(Text text, String words) {
            if (!words.isEmpty()) {
                text.insertBefore(new Text(words));
            }
        }

        @Override
        public void visit(Paragraph paragraph) {
            visitChildren(paragraph);
            if (paragraph.getFirstChild() == null) {
                paragraph.unlink();
            }
        }

        @Override
        public void visit(Link link) {
            link.setDestination(restored(link.getDestination()));
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            image.setDestination(restored(image.getDestination()));
            visitChildren(image);
        }

        @Override
        public void visit(Code code) {
            set(code, code.getLiteral(), Code::setLiteral);
        }

        @Override
        public void visit(FencedCodeBlock code) {
            set(code, code.getLiteral(), FencedCodeBlock::setLiteral);
        }

        @Override
        public void visit(IndentedCodeBlock code) {
            set(code, code.getLiteral(), IndentedCodeBlock::setLiteral);
        }

        @Override
        public void visit(HtmlBlock html) {
            set(html, html.getLiteral(), HtmlBlock::setLiteral);
        }

        @Override
        public void visit(HtmlInline html) {
            set(html, html.getLiteral(), HtmlInline::setLiteral);
        }

        private <N extends Node> void set(N node, String literal, BiConsumer<N, String> setter) {
            setter.accept(node, restored(literal));
        }
    }
}
