package vn.hoi.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/** Reads the sections of a plan (CommonMark with footnotes and tables) and writes them with their figures filled in. */
final class PlanText {

    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([a-z0-9.-]+)\\s*}}");
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create(), FootnotesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

    private PlanText() {}

    /** The text as a tree in which figures have nodes of their own. */
    static Node parse(String text) {
        Node document = PARSER.parse(text);
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Text node) {
                split(node);
            }
        });
        return document;
    }

    private static void split(Text node) {
        Matcher place = PLACE.matcher(node.getLiteral());
        int from = 0;
        boolean any = false;
        while (place.find()) {
            any = true;
            if (place.start() > from) {
                node.insertBefore(new Text(node.getLiteral().substring(from, place.start())));
            }
            node.insertBefore(new FigureNode(place.group(1)));
            from = place.end();
        }
        if (any) {
            if (from < node.getLiteral().length()) {
                node.insertBefore(new Text(node.getLiteral().substring(from)));
            }
            node.unlink();
        }
    }

    /** Ids of the figures the text cites, in order. */
    static Set<String> figures(Node document) {
        Set<String> figures = new LinkedHashSet<>();
        visit(document, node -> {
            if (node instanceof FigureNode place) {
                figures.add(place.figure());
            }
        });
        return figures;
    }

    private static void visit(Node node, java.util.function.Consumer<Node> visitor) {
        visitor.accept(node);
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            visit(child, visitor);
        }
    }

    static List<Plan.Heading> headings(Node document) {
        List<Plan.Heading> headings = new ArrayList<>();
        visit(document, node -> {
            if (node instanceof Heading heading) {
                headings.add(new Plan.Heading("s" + (headings.size() + 1), words(heading), heading.getLevel()));
            }
        });
        return headings;
    }

    private static String words(Node node) {
        var words = new StringBuilder();
        visit(node, part -> {
            if (part instanceof Text text) {
                words.append(text.getLiteral());
            }
        });
        return words.toString();
    }

    /**
     * The text as HTML. Raw HTML in a text is shown as text, never run.
     *
     * @param link attributes of a figure's link and the words shown, by figure id
     */
    static String html(Node document, Function<String, FigureLink> link) {
        int[] heading = {0};
        return HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .attributeProviderFactory(context -> (node, tag, attributes) -> {
                    if (node instanceof Heading) {
                        attributes.put("id", "s" + ++heading[0]);
                    }
                })
                .nodeRendererFactory(context -> new FigureLinks(context, link))
                .build()
                .render(document);
    }

    /** A figure's link in a text. */
    record FigureLink(Map<String, String> attributes, String words) {}

    private record FigureLinks(HtmlNodeRendererContext context, Function<String, FigureLink> link)
            implements NodeRenderer {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(FigureNode.class);
        }

        @Override
        public void render(Node node) {
            FigureLink figure = link.apply(((FigureNode) node).figure());
            var writer = context.getWriter();
            writer.tag("a", figure.attributes());
            writer.text(figure.words());
            writer.tag("/a");
        }
    }
}
