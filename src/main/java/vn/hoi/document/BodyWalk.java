package vn.hoi.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.ext.footnotes.FootnoteReference;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.*;
import vn.hoi.document.Paper.Alignment;

/** Writes a body onto paper, in the manner of administrative prose: items are paragraphs that begin «-», then «+». */
final class BodyWalk extends AbstractVisitor {

    private final Paper paper;
    private final Map<String, FootnoteDefinition> notes = new HashMap<>();
    private final Numbers numbers;
    private final int line;
    private Style style;
    private int bold;
    private int italic;
    private int depth;
    private Optional<String> marker = Optional.empty();

    /** Footnotes are numbered through a whole document. */
    static final class Numbers {
        private int last;

        int next() {
            return ++last;
        }
    }

    private BodyWalk(Paper paper, Style style, Numbers numbers, int line) {
        this.line = line;
        this.paper = paper;
        this.style = style;
        this.numbers = numbers;
    }

    /** @param across whether its pages lie so */
    static void write(Node body, Paper paper, Numbers numbers, boolean across) {
        var walk = new BodyWalk(paper, Style.BODY, numbers, across ? Columns.LONG_LINE : Columns.LINE);
        for (Node node = body.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof FootnoteDefinition note) {
                walk.notes.put(note.getLabel(), note);
            }
        }
        body.accept(walk);
    }

    /** All headings of a body in order. */
    static List<Paper.Heading> headings(Node body) {
        List<Paper.Heading> headings = new ArrayList<>();
        body.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                headings.add(new Paper.Heading(Math.min(heading.getLevel(), 4), Body.words(heading)));
            }
        });
        return headings;
    }

    private void words(String words) {
        if (!words.isEmpty()) {
            paper.words(words, bold > 0, italic > 0);
        }
    }

    private void begin(Style of) {
        paper.begin(of);
        marker.ifPresent(mark -> words(mark + " "));
        marker = Optional.empty();
    }

    private void paragraph(Style of, Node node) {
        begin(of);
        visitChildren(node);
        paper.end();
    }

    @Override
    public void visit(Paragraph paragraph) {
        paragraph(style, paragraph);
    }

    @Override
    public void visit(Heading heading) {
        paragraph(Style.heading(heading.getLevel()), heading);
    }

    @Override
    public void visit(BlockQuote quote) {
        Style around = style;
        style = Style.QUOTE;
        visitChildren(quote);
        style = around;
    }

    @Override
    public void visit(BulletList list) {
        String mark = depth == 0 ? "-" : "+";
        items(list, index -> mark);
    }

    @Override
    public void visit(OrderedList list) {
        int first = Optional.ofNullable(list.getMarkerStartNumber()).orElse(1);
        String delimiter = Optional.ofNullable(list.getMarkerDelimiter()).orElse(".");
        items(list, index -> first + index + delimiter);
    }

    private void items(ListBlock list, java.util.function.IntFunction<String> mark) {
        int index = 0;
        depth++;
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            marker = Optional.of(mark.apply(index++));
            visitChildren(item);
            if (marker.isPresent()) {
                begin(style);
                paper.end();
            }
        }
        depth--;
    }

    @Override
    public void visit(FencedCodeBlock code) {
        literal(code.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock code) {
        literal(code.getLiteral());
    }

    /** What looks like HTML is no markup here. */
    @Override
    public void visit(HtmlBlock html) {
        literal(html.getLiteral());
    }

    private void literal(String text) {
        begin(Style.LITERAL);
        String[] lines = text.stripTrailing().split("\n", -1);
        for (int line = 0; line < lines.length; line++) {
            if (line > 0) {
                paper.lineBreak();
            }
            words(lines[line]);
        }
        paper.end();
    }

    @Override
    public void visit(Text text) {
        words(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
        words(code.getLiteral());
    }

    @Override
    public void visit(HtmlInline html) {
        words(html.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak lineBreak) {
        words(" ");
    }

    @Override
    public void visit(HardLineBreak lineBreak) {
        paper.lineBreak();
    }

    @Override
    public void visit(Emphasis emphasis) {
        italic++;
        visitChildren(emphasis);
        italic--;
    }

    @Override
    public void visit(StrongEmphasis strong) {
        bold++;
        visitChildren(strong);
        bold--;
    }

    @Override
    public void visit(Link link) {
        address(link, link.getDestination());
    }

    @Override
    public void visit(Image image) {
        address(image, image.getDestination());
    }

    /** Paper has no links: the address stands behind the words. */
    private void address(Node node, String destination) {
        visitChildren(node);
        if (!destination.isEmpty() && !destination.equals(Body.words(node))) {
            words(" (" + destination + ")");
        }
    }

    @Override
    public void visit(CustomNode node) {
        if (node instanceof FootnoteReference reference) {
            note(reference);
        } else {
            visitChildren(node);
        }
    }

    private void note(FootnoteReference reference) {
        FootnoteDefinition note = notes.get(reference.getLabel());
        // a note within a note could not be set; it stays as it was written
        if (note == null || style == Style.NOTE) {
            words("[^" + reference.getLabel() + "]");
            return;
        }
        paper.note(numbers.next(), () -> new BodyWalk(paper, Style.NOTE, numbers, line).visitChildren(note));
    }

    @Override
    public void visit(CustomBlock block) {
        if (block instanceof TableBlock table) {
            table(table);
        } else if (!(block instanceof FootnoteDefinition)) {
            visitChildren(block);
        }
    }

    private void table(TableBlock table) {
        List<TableRow> rows = new ArrayList<>();
        table.accept(new AbstractVisitor() {
            @Override
            public void visit(CustomNode node) {
                if (node instanceof TableRow row) {
                    rows.add(row);
                } else {
                    visitChildren(node);
                }
            }
        });
        paper.beginTable(Columns.shares(rows.stream().map(BodyWalk::cells).toList(), line));
        for (TableRow row : rows) {
            paper.beginRow(row.getFirstChild() instanceof TableCell cell && cell.isHeader());
            cells(row).forEach(this::cell);
            paper.endRow();
        }
        paper.endTable();
    }

    private static List<Node> cells(Node row) {
        List<Node> cells = new ArrayList<>();
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
            cells.add(cell);
        }
        return cells;
    }

    private void cell(Node node) {
        boolean header = node instanceof TableCell cell && cell.isHeader();
        paper.beginCell(header ? Alignment.CENTER : alignment(node));
        paper.begin(Style.CELL);
        bold += header ? 1 : 0;
        visitChildren(node);
        bold -= header ? 1 : 0;
        paper.end();
        paper.endCell();
    }

    private static Alignment alignment(Node node) {
        if (!(node instanceof TableCell cell) || cell.getAlignment() == null) {
            return Alignment.LEFT;
        }
        return switch (cell.getAlignment()) {
            case LEFT -> Alignment.LEFT;
            case CENTER -> Alignment.CENTER;
            case RIGHT -> Alignment.RIGHT;
        };
    }
}
