package vn.hoi.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.commonmark.node.Node;

/**
 * How wide the columns of a table are: each its longest word at least; what is left goes, bit by bit, to the column that
 * makes the rows tall, so that the table is as short as it can be.
 */
final class Columns {

    private static final int WHOLE = 1000;
    private static final int POINTS = 12;
    /** All in twentieths of a point: margins of a cell; the longest word that is not broken; a line of text. */
    private static final int MARGIN = 300;

    private static final int LONGEST_WORD = 3000;

    /** Of an upright page. */
    static final int LINE = 9350;

    /** Of a page that lies across. */
    static final int LONG_LINE = 14280;

    private static final int STEP = 50;
    private static final int ROWS_MEASURED = 200;
    /** Letters of a cell that are measured; the rest is taken to be like them. */
    private static final int LETTERS = 400;

    private Columns() {}

    /** Thousandths of the table's width, 1,000 together. @param line width of the table */
    static List<Integer> shares(List<List<Node>> rows, int line) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(1);
        double[] least = new double[columns];
        List<double[]> wanted = new ArrayList<>();
        int every = Math.ceilDiv(Math.max(1, rows.size()), ROWS_MEASURED);
        for (int index = 0; index < rows.size(); index += every) {
            List<Node> row = rows.get(index);
            double[] widths = new double[columns];
            for (int column = 0; column < row.size(); column++) {
                String words = Body.words(row.get(column));
                widths[column] = width(words);
                for (String word :
                        words.substring(0, Math.min(words.length(), LETTERS)).split("\\s+")) {
                    least[column] =
                            Math.max(least[column], Math.min(Fonts.boldWidth(word, POINTS), LONGEST_WORD) + MARGIN);
                }
            }
            wanted.add(widths);
        }
        return whole(widths(least, wanted, line));
    }

    /** Without its margins. */
    private static double width(String words) {
        int measured = Math.min(words.length(), LETTERS);
        double width = Fonts.boldWidth(words.substring(0, measured), POINTS);
        return measured == words.length() ? width : width * words.length() / measured;
    }

    private static double[] widths(double[] least, List<double[]> wanted, int line) {
        double[] widths = least.clone();
        double spare = line - Arrays.stream(least).sum();
        for (double left = spare; left > 0; left -= STEP) {
            int column = tallest(widths, wanted);
            if (column < 0) {
                // every row is one line: all columns grow alike
                double grown = left / Arrays.stream(widths).sum();
                for (int each = 0; each < widths.length; each++) {
                    widths[each] += widths[each] * grown;
                }
                return widths;
            }
            widths[column] += Math.min(STEP, left);
        }
        return widths;
    }

    /** The column whose growing shortens the rows most; -1 when each is one line. */
    private static int tallest(double[] widths, List<double[]> wanted) {
        double[] gain = new double[widths.length];
        for (double[] row : wanted) {
            int tall = -1;
            double lines = 1;
            for (int column = 0; column < widths.length; column++) {
                double own = row[column] / (widths[column] - MARGIN);
                if (own > lines) {
                    lines = own;
                    tall = column;
                }
            }
            if (tall >= 0) {
                gain[tall] += lines / (widths[tall] - MARGIN);
            }
        }
        int best = -1;
        for (int column = 0; column < gain.length; column++) {
            if (gain[column] > 0 && (best < 0 || gain[column] > gain[best])) {
                best = column;
            }
        }
        return best;
    }

    private static List<Integer> whole(double[] widths) {
        double sum = Arrays.stream(widths).sum();
        List<Integer> shares = new ArrayList<>();
        int left = WHOLE;
        for (int column = 0; column < widths.length; column++) {
            boolean last = column == widths.length - 1;
            int share = last ? left : (int) Math.round(WHOLE * widths[column] / sum);
            shares.add(share);
            left -= share;
        }
        return shares;
    }
}
