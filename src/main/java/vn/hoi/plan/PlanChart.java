package vn.hoi.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Vietnamese;

/**
 * A chart of bars in a text: a table with its numbers, and before it a mark that a page draws as a picture. On paper the
 * table stands alone.
 */
final class PlanChart {

    /** Letters of private use, which no text is written with, around name, thousandths and number of each bar. */
    private static final char BEGIN = '\uE000';

    private static final char PART = '\uE001';
    private static final char END = '\uE002';
    private static final Pattern DRAWN = Pattern.compile("<p>\uE000([^\uE002]*)\uE002</p>");

    private static final int MOST = 30;
    private static final int LINE = 24;
    private static final int TEXT = 16;
    private static final int NAMES = 130;
    private static final int WIDE = 180;
    private static final int WIDTH = 400;
    private static final int LONGEST = 20;
    private static final int WHOLE = 1000;

    private PlanChart() {}

    /**
     * The mark, to stand before the table in CommonMark.
     *
     * @param table whose first column names the bars and whose second holds their numbers
     */
    static String mark(PlanTable table) {
        List<BigDecimal> values = table.rows().stream().map(PlanChart::value).toList();
        BigDecimal most = values.stream().reduce(BigDecimal.ONE, BigDecimal::max);
        var mark = new StringBuilder()
                .append(BEGIN)
                .append(PlanMarkup.cell(table.heads().getFirst().name()));
        for (int bar = 0; bar < Math.min(MOST, values.size()); bar++) {
            List<@Nullable Object> row = table.rows().get(bar);
            mark.append(PART)
                    .append(PlanMarkup.cell(String.valueOf(row.getFirst())))
                    .append(PART)
                    .append(thousandths(values.get(bar), most))
                    .append(PART)
                    .append(
                            row.getLast() instanceof BigDecimal number
                                    ? Vietnamese.number(number)
                                    : PlanMarkup.cell(String.valueOf(row.getLast())));
        }
        return mark.append(END).append("\n\n").toString();
    }

    private static BigDecimal value(List<@Nullable Object> row) {
        return row.getLast() instanceof BigDecimal number ? number.max(BigDecimal.ZERO) : BigDecimal.ZERO;
    }

    private static int thousandths(BigDecimal value, BigDecimal most) {
        return value.multiply(BigDecimal.valueOf(WHOLE))
                .divide(most, 0, RoundingMode.HALF_UP)
                .intValue();
    }

    /** The page with every mark drawn; names come escaped out of the text and stay so. */
    static String draw(String html) {
        return DRAWN.matcher(html).replaceAll(mark -> java.util.regex.Matcher.quoteReplacement(svg(mark)));
    }

    private static String svg(MatchResult mark) {
        String[] parts = mark.group(1).split(String.valueOf(PART), -1);
        int bars = (parts.length - 1) / 3;
        var svg = new StringBuilder("<figure class=\"plan-chart\"><svg viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(bars * LINE + LINE / 2)
                .append("\" role=\"img\" aria-label=\"")
                .append(parts[0].replace("\"", "&quot;"))
                .append("\">");
        for (int bar = 0; bar < bars; bar++) {
            int top = bar * LINE;
            int wide = WIDE * width(parts[bar * 3 + 2]) / WHOLE;
            svg.append("<text class=\"name\" x=\"")
                    .append(NAMES - 6)
                    .append("\" y=\"")
                    .append(top + TEXT)
                    .append("\" text-anchor=\"end\">")
                    .append(shortened(parts[bar * 3 + 1]))
                    .append("</text><rect x=\"")
                    .append(NAMES)
                    .append("\" y=\"")
                    .append(top + 3)
                    .append("\" width=\"")
                    .append(wide)
                    .append("\" height=\"")
                    .append(LINE - 7)
                    .append("\"/><text x=\"")
                    .append(NAMES + wide + 5)
                    .append("\" y=\"")
                    .append(top + TEXT)
                    .append("\">")
                    .append(parts[bar * 3 + 3])
                    .append("</text>");
        }
        return svg.append("</svg></figure>").toString();
    }

    private static int width(String thousandths) {
        return thousandths.matches("\\d{1,4}") ? Integer.parseInt(thousandths) : 0;
    }

    /** What stands before a bar has little room; the whole name stands in the table below. */
    private static String shortened(String name) {
        return name.length() <= LONGEST || name.contains("&")
                ? name
                : name.substring(0, LONGEST - 1).strip() + "…";
    }
}
