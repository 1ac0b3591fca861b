package vn.hoi.document;

import java.util.List;
import vn.hoi.document.OfficialDocument.Orientation;

/** What a document is written on: the same calls, in the same order, make DOCX and HTML. */
interface Paper {

    /** How the words of a cell stand. */
    enum Alignment {
        LEFT,
        CENTER,
        RIGHT
    }

    /** Begins a paragraph; {@link #end} ends it. */
    void begin(Style style);

    /** Words of the paragraph, never markup. */
    void words(String words, boolean bold, boolean italic);

    void lineBreak();

    void end();

    /** A footnote called at this place of the paragraph; {@code text} writes its paragraphs. */
    void note(int number, Runnable text);

    /** Two blocks side by side without lines, row by row; they stay on one page. */
    void sideBySide(Block block, List<Pair> rows);

    /** Which pair of blocks: above the body or below it. */
    enum Block {
        HEAD,
        FOOT
    }

    /** One row of {@link #sideBySide}. */
    record Pair(Runnable left, Runnable right) {}

    /** The headings of the body, listed before it where the paper has pages that a reader turns. */
    void contents(List<Heading> headings);

    /** A heading of the body; its level from 1. */
    record Heading(int level, String words) {}

    /** Begins a table with lines. @param shares width of each column in thousandths, 1,000 together */
    void beginTable(List<Integer> shares);

    /** @param head whether the row is repeated on each page */
    void beginRow(boolean head);

    void beginCell(Alignment alignment);

    void endCell();

    void endRow();

    void endTable();

    /** Begins a new page. */
    void page(Orientation orientation);

    void picture(QrCode code);
}
