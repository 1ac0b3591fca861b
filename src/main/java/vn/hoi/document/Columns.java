package vn.hoi.document;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Node;

/** How wide the columns of a table are: each its longest word at least, the rest by how much text they hold. */
final class Columns {

    private static final int WHOLE = 1000;
    private static final int POINTS = 12;
    /** All in twentieths of a point: margins of a cell; what a cell may hold before it should rather break; a line. */
    private static final int MARGIN = 220;

    private static final int LONG = 6000;
    private static final int LINE = 9350;

    private Columns() {}

    /** Thousandths of the table's width, 1,000 together. */
    static List<Integer> shares(List<List<Node>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(1);
        double[] least = new double[columns];
        double[] wanted = new double[columns];
        for (List<Node> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                String words = Body.words(row.get(column));
                wanted[column] = Math.max(wanted[column], width(words));
                for (String word : words.split("\\s+")) {
                    least[column] = Math.max(least[column], Math.min(width(word), LONG / 2));
                }
            }
        }
        return whole(least, wanted);
    }

    /** Bold, as a head may be. */
    private static int width(String words) {
        // a long text is not measured to its end
        String start = words.substring(0, Math.min(words.length(), LONG / 50));
        return Math.min(Fonts.boldWidth(start, POINTS), LONG) + MARGIN;
    }

    private static List<Integer> whole(double[] least, double[] wanted) {
        double sumLeast = java.util.Arrays.stream(least).sum();
        double sumWanted = Math.max(java.util.Arrays.stream(wanted).sum(), sumLeast);
        // a column whose words all fit grows only where every column's do
        double line = sumWanted > sumLeast ? Math.max(sumLeast, LINE) : sumLeast;
        double spare = sumWanted > sumLeast ? (line - sumLeast) / (sumWanted - sumLeast) : 0;
        List<Integer> shares = new ArrayList<>();
        int left = WHOLE;
        for (int column = 0; column < least.length; column++) {
            double width = least[column] + spare * Math.max(0, wanted[column] - least[column]);
            boolean last = column == least.length - 1;
            int share = last ? left : (int) Math.round(WHOLE * width / line);
            shares.add(share);
            left -= share;
        }
        return shares;
    }
}
