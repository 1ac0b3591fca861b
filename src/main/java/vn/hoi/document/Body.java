package vn.hoi.document;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;

/** The text of a document: CommonMark with tables and footnotes. */
public final class Body {

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create(), FootnotesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

    private Body() {}

    /** Reads CommonMark; what looks like HTML is printed as it is written. */
    public static Node parse(String commonMark) {
        return PARSER.parse(Plain.text(commonMark));
    }

    /** As {@link #parse}, for a text that holds placeholders. */
    static Node parse(String commonMark, Placeholders values) {
        Node body = PARSER.parse(commonMark);
        values.restore(body);
        return body;
    }

    /** How many columns the widest table has; 0 without a table. */
    static int widestTable(Node body) {
        int[] widest = {0};
        body.accept(new AbstractVisitor() {
            @Override
            public void visit(CustomNode node) {
                if (node instanceof TableCell && node.getPrevious() == null) {
                    widest[0] = Math.max(widest[0], siblings(node));
                }
                visitChildren(node);
            }
        });
        return widest[0];
    }

    private static int siblings(Node first) {
        int count = 0;
        for (Node node = first; node != null; node = node.getNext()) {
            count++;
        }
        return count;
    }

    /** The words of a node without their markup. */
    static String words(Node node) {
        var words = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(org.commonmark.node.Text text) {
                words.append(text.getLiteral());
            }

            @Override
            public void visit(org.commonmark.node.Code code) {
                words.append(code.getLiteral());
            }

            @Override
            public void visit(org.commonmark.node.HtmlInline html) {
                words.append(html.getLiteral());
            }

            @Override
            public void visit(org.commonmark.node.SoftLineBreak line) {
                words.append(' ');
            }

            @Override
            public void visit(org.commonmark.node.HardLineBreak line) {
                words.append(' ');
            }
        });
        return words.toString();
    }
}
