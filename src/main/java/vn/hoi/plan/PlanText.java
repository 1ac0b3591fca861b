package vn.hoi.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.Extension;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import vn.hoi.plan.PlanSection.Paragraph;

/** Reads the sections of a plan (CommonMark with footnotes and tables) and writes them with their figures filled in. */
final class PlanText {

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create(), FootnotesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final Parser BLOCKS = Parser.builder()
            .extensions(EXTENSIONS)
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .build();
    private static final Pattern NOTE = Pattern.compile("\\[\\^([^\\]\\s]+)]");
    private static final Pattern DEFINED = Pattern.compile("(?m)^\\h{0,3}\\[\\^([^\\]\\s]+)]:");
    private static final Pattern HASHES = Pattern.compile("^#+\\s*");

    private PlanText() {}

    /** The text as a tree in which figures have nodes of their own. */
    static Node parse(String text) {
        Node document = PARSER.parse(text);
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Text node) {
                split(node);
            }

            /** Pictures from elsewhere are not fetched: their words and address stay as text. */
            @Override
            public void visit(Image image) {
                image.insertBefore(new Text(words(image) + " (" + image.getDestination() + ")"));
                image.unlink();
            }
        });
        return document;
    }

    private static void split(Text node) {
        String literal = node.getLiteral();
        if (!literal.contains("{{")) {
            return;
        }
        Matcher place = FigureNode.places(literal);
        int from = 0;
        while (place.find()) {
            if (place.start() > from) {
                node.insertBefore(new Text(literal.substring(from, place.start())));
            }
            node.insertBefore(FigureNode.of(place));
            from = place.end();
        }
        if (from > 0) {
            if (from < literal.length()) {
                node.insertBefore(new Text(literal.substring(from)));
            }
            node.unlink();
        }
    }

    /** The sections but the appendices, one after the other. */
    static String markdown(List<PlanSection> sections) {
        return together(sections.stream().filter(section -> !section.appendix()).toList());
    }

    /** Everything, appendices too. */
    static String all(List<PlanSection> sections) {
        return together(sections);
    }

    private static String together(List<PlanSection> sections) {
        List<String> texts = sections.stream().map(PlanSection::markdown).toList();
        List<Set<String>> defined = texts.stream().map(PlanText::notes).toList();
        List<String> own = new ArrayList<>();
        for (int index = 0; index < texts.size(); index++) {
            int at = index;
            if (!texts.get(index).contains("[^")) {
                own.add(texts.get(index));
                continue;
            }
            own.add(NOTE.matcher(texts.get(index)).replaceAll(note -> {
                int home = home(defined, at, note.group(1));
                return "[^" + sections.get(home).id() + "-" + note.group(1) + "]";
            }));
        }
        return String.join("\n\n", own);
    }

    /** Numbers of the notes whose words stand in a text. */
    private static Set<String> notes(String text) {
        return text.contains("[^")
                ? DEFINED.matcher(text).results().map(note -> note.group(1)).collect(Collectors.toSet())
                : Set.of();
    }

    /**
     * Two sections may number their footnotes alike, and a file may hold the notes of all its sections at its end: the
     * note meant is that of the section, else the next one of this number.
     */
    private static int home(List<Set<String>> defined, int from, String note) {
        for (int index = from; index < defined.size(); index++) {
            if (defined.get(index).contains(note)) {
                return index;
            }
        }
        return from;
    }

    /** The blocks of a text as they are written: paragraphs, lists, tables, footnotes. */
    static List<String> blocks(String text) {
        List<String> lines = text.lines().toList();
        List<String> blocks = new ArrayList<>();
        for (Node node = BLOCKS.parse(text).getFirstChild(); node != null; node = node.getNext()) {
            blocks.add(source((Block) node, lines));
        }
        return blocks;
    }

    private static String source(Block block, List<String> lines) {
        List<SourceSpan> spans = block.getSourceSpans();
        return spans.stream()
                .map(SourceSpan::getLineIndex)
                .distinct()
                .map(lines::get)
                .collect(Collectors.joining("\n"));
    }

    /**
     * A file as sections; every heading begins one.
     *
     * @param key of the first; later ones add their number
     * @param from number of the first
     */
    static List<PlanSection> split(String key, String text, boolean appendix, int from) {
        List<PlanSection> sections = new ArrayList<>();
        List<String> lines = text.lines().toList();
        String heading = "";
        int level = 1;
        List<Paragraph> paragraphs = new ArrayList<>();
        for (Node node = BLOCKS.parse(text).getFirstChild(); node != null; node = node.getNext()) {
            String source = source((Block) node, lines);
            if (node instanceof Heading begins) {
                if (!heading.isEmpty() || !paragraphs.isEmpty()) {
                    sections.add(section(sections.size(), key, level, heading, paragraphs, appendix, from));
                }
                heading = HASHES.matcher(source).replaceFirst("").strip();
                level = begins.getLevel();
                paragraphs = new ArrayList<>();
            } else {
                paragraphs.add(new Paragraph(paragraphs.size() + 1, 1, source));
            }
        }
        if (!heading.isEmpty() || !paragraphs.isEmpty()) {
            sections.add(section(sections.size(), key, level, heading, paragraphs, appendix, from));
        }
        return Footnotes.gathered(sections);
    }

    private static PlanSection section(
            int index, String key, int level, String heading, List<Paragraph> paragraphs, boolean appendix, int from) {
        String own = key.toLowerCase(java.util.Locale.ROOT) + (index == 0 ? "" : "-" + (index + 1));
        return new PlanSection(
                from + index,
                own,
                level,
                heading,
                null,
                null,
                null,
                null,
                PlanSection.State.DONE,
                appendix,
                paragraphs,
                0);
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

    static void visit(Node node, Consumer<Node> visitor) {
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
     * @param link attributes of a figure's link and the words shown
     */
    static String html(Node document, Function<FigureNode, FigureLink> link) {
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

    private record FigureLinks(HtmlNodeRendererContext context, Function<FigureNode, FigureLink> link)
            implements NodeRenderer {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(FigureNode.class);
        }

        @Override
        public void render(Node node) {
            FigureLink figure = link.apply((FigureNode) node);
            var writer = context.getWriter();
            writer.tag("a", figure.attributes());
            writer.text(figure.words());
            writer.tag("/a");
        }
    }
}
