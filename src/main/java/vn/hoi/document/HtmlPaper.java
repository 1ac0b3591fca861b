package vn.hoi.document;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import vn.hoi.document.OfficialDocument.Orientation;

/** Well-formed HTML: for a page, and for the making of a PDF, whose footnotes stand where they are called. */
final class HtmlPaper implements Paper {

    private static final String RAISED = "¹²³⁴⁵⁶⁷⁸⁹";

    private final boolean forPrint;
    private StringBuilder html = new StringBuilder();
    private final List<String> notes = new ArrayList<>();
    private final List<Style> open = new ArrayList<>();
    private final List<Heading> headings = new ArrayList<>();
    private boolean inHead;
    private int heading;
    /** Behind the number of a note just called; -1 when no words may be drawn to it. */
    private int afterCall = -1;

    private HtmlPaper(boolean forPrint) {
        this.forPrint = forPrint;
    }

    static String preview(OfficialDocument document) {
        return write(document, new HtmlPaper(false));
    }

    /** The same for {@link Pdf}, with the entries beside its pages; none where the document lists no headings. */
    record Print(String html, String bookmarks) {}

    static Print print(OfficialDocument document) {
        var paper = new HtmlPaper(true);
        String html = write(document, paper);
        return new Print(html, paper.headings.isEmpty() ? "" : paper.bookmarks());
    }

    private static String write(OfficialDocument document, HtmlPaper paper) {
        String sheet = document.page().name().toLowerCase(Locale.ROOT).replace('_', '-');
        paper.html.append("<div class=\"doc doc-").append(sheet).append("\" lang=\"vi\">\n<div class=\"doc-page\">\n");
        Layout.write(document, paper);
        paper.html.append("</div>\n");
        if (!paper.notes.isEmpty()) {
            paper.html.append("<div class=\"doc-notes\">\n");
            paper.notes.forEach(paper.html::append);
            paper.html.append("</div>\n");
        }
        return paper.html.append("</div>\n").toString();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String tag(Style style) {
        return switch (style) {
            case TITLE, TITLE_ALONE, APPENDIX_TITLE -> "h2";
            case HEADING_1 -> "h3";
            case HEADING_2 -> "h4";
            case HEADING_3 -> "h5";
            case HEADING_4 -> "h6";
            default -> "p";
        };
    }

    @Override
    public void begin(Style style) {
        open.addLast(style);
        afterCall = -1;
        if (style != Style.CELL) {
            html.append('<')
                    .append(tag(style))
                    .append(" class=\"")
                    .append(style.css())
                    .append('"');
            if (style.level() > 0 && forPrint) {
                html.append(" id=\"doc-h").append(++heading).append('"');
            }
            html.append('>');
        }
        if (style.rule() > 0) {
            html.append("<span class=\"doc-ruled\">");
        }
    }

    @Override
    public void words(String words, boolean bold, boolean italic) {
        String plain = Plain.text(words);
        if (afterCall >= 0) {
            // what ends the sentence does not begin a line
            int marks = marks(plain);
            html.insert(afterCall, escape(plain.substring(0, marks)));
            plain = plain.substring(marks);
            afterCall = -1;
        }
        html.append(bold ? "<b>" : "").append(italic ? "<i>" : "");
        html.append(escape(plain));
        html.append(italic ? "</i>" : "").append(bold ? "</b>" : "");
    }

    @Override
    public void lineBreak() {
        afterCall = -1;
        html.append("<br/>");
    }

    @Override
    public void end() {
        Style style = open.removeLast();
        afterCall = -1;
        if (style.rule() > 0) {
            html.append("</span>");
        }
        if (style != Style.CELL) {
            html.append("</").append(tag(style)).append(">\n");
        }
    }

    @Override
    public void note(int number, Runnable text) {
        if (forPrint) {
            String call = call(number);
            html.append(call);
            int behind = html.length();
            html.append("<span class=\"doc-footnote\">").append(call).append(' ');
            text.run();
            html.append("</span>");
            afterCall = behind;
            return;
        }
        html.append("<sup><a id=\"doc-call-%d\" href=\"#doc-note-%d\">%d</a></sup>".formatted(number, number, number));
        StringBuilder around = html;
        html = new StringBuilder();
        html.append("<div id=\"doc-note-%d\"><a href=\"#doc-call-%d\">%d</a> ".formatted(number, number, number));
        text.run();
        notes.add(html.append("</div>\n").toString());
        html = around;
    }

    /**
     * The number of a note as raised digits, which are letters of the word they follow, so that no line ends between; the
     * font has none for 0.
     */
    private static String call(int number) {
        String digits = Integer.toString(number);
        if (digits.indexOf('0') >= 0) {
            return "<sup>" + digits + "</sup>";
        }
        var raised = new StringBuilder();
        digits.chars().forEach(digit -> raised.append(RAISED.charAt(digit - '1')));
        return raised.toString();
    }

    private static int marks(String words) {
        int marks = 0;
        while (marks < words.length() && ".,;:!?)".indexOf(words.charAt(marks)) >= 0) {
            marks++;
        }
        return marks;
    }

    @Override
    public void sideBySide(Block block, List<Pair> rows) {
        html.append("<table class=\"doc-pair doc-%s\" role=\"presentation\">\n"
                .formatted(block.name().toLowerCase(Locale.ROOT)));
        for (Pair row : rows) {
            html.append("<tr><td class=\"doc-left\">\n");
            row.left().run();
            html.append("</td><td class=\"doc-right\">\n");
            row.right().run();
            html.append("</td></tr>\n");
        }
        html.append("</table>\n");
    }

    /** A page has its own list; a print has one with the numbers of its pages, and one beside them made by {@link Pdf}. */
    @Override
    public void contents(List<Heading> all) {
        headings.addAll(all);
        if (!forPrint) {
            return;
        }
        html.append("<p class=\"doc-contents\">Mục lục</p>\n<table class=\"doc-toc\">\n");
        for (int index = 0; index < all.size(); index++) {
            String to = "<a href=\"#doc-h" + (index + 1) + "\"";
            html.append("<tr><td class=\"doc-toc-%d\">".formatted(all.get(index).level()))
                    .append(to)
                    .append('>')
                    .append(escape(Plain.text(all.get(index).words())))
                    .append("</a></td><td class=\"doc-toc-page\">")
                    .append(to)
                    .append("></a></td></tr>\n");
        }
        html.append("</table>\n");
    }

    /** Entries beside the pages of a PDF, each within that of the heading above it. */
    private String bookmarks() {
        var entries = new StringBuilder("<bookmarks>");
        var levels = new ArrayList<Integer>();
        for (int index = 0; index < headings.size(); index++) {
            Heading heading = headings.get(index);
            while (!levels.isEmpty() && levels.getLast() >= heading.level()) {
                levels.removeLast();
                entries.append("</bookmark>");
            }
            levels.add(heading.level());
            entries.append("<bookmark name=\"").append(escape(heading.words())).append("\" href=\"#doc-h");
            entries.append(index + 1).append("\">");
        }
        return entries.append("</bookmark>".repeat(levels.size()))
                .append("</bookmarks>")
                .toString();
    }

    @Override
    public void beginTable(List<Integer> shares) {
        html.append("<div class=\"doc-scroll\"><table class=\"doc-table\">\n");
        if (forPrint) {
            shares.forEach(share -> html.append("<col style=\"width:" + share / 10.0 + "%\"/>"));
        }
        html.append("<thead>\n");
        inHead = true;
    }

    @Override
    public void beginRow(boolean head) {
        if (!head && inHead) {
            html.append("</thead>\n<tbody>\n");
            inHead = false;
        }
        html.append("<tr>");
    }

    @Override
    public void beginCell(Alignment alignment) {
        html.append(inHead ? "<th scope=\"col\"" : "<td").append(" class=\"doc-");
        html.append(alignment.name().toLowerCase(Locale.ROOT)).append("\">");
    }

    @Override
    public void endCell() {
        html.append(inHead ? "</th>" : "</td>");
    }

    @Override
    public void endRow() {
        html.append("</tr>\n");
    }

    @Override
    public void endTable() {
        html.append(inHead ? "</thead>\n" : "</tbody>\n").append("</table></div>\n");
        inHead = false;
    }

    @Override
    public void page(Orientation orientation) {
        html.append("</div>\n<div class=\"doc-page doc-next doc-%s\">\n"
                .formatted(orientation.name().toLowerCase(Locale.ROOT)));
    }

    @Override
    public void picture(QrCode code) {
        if (forPrint) {
            html.append("<img class=\"doc-qr-picture\" alt=\"Mã QR tra cứu\" src=\"%s\"/>".formatted(data(code)));
            return;
        }
        html.append("<svg class=\"doc-qr-picture\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Mã QR tra cứu\">"
                .formatted(code.size(), code.size()));
        html.append("<path class=\"doc-qr-paper\" d=\"M0 0h%dv%dH0z\"/>".formatted(code.size(), code.size()));
        html.append("<path d=\"").append(code.path()).append("\"/></svg>");
    }

    /** The picture as an address that holds itself, the only kind {@link Pdf} reads. */
    private static String data(QrCode code) {
        return Pdf.PICTURE + Base64.getEncoder().encodeToString(code.png());
    }
}
