package vn.hoi.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Vietnamese;

/**
 * A table of a plan with its values as what they are: numbers, days, words, places of figures.
 *
 * @param caption the line above it; empty for none
 * @param rows a value for each head; null stays empty
 * @param last whether the last row is the total
 * @param more where all of it is listed when it is cut short; null when it is whole
 */
record PlanTable(
        String caption,
        List<Head> heads,
        List<List<@Nullable Object>> rows,
        boolean last,
        @Nullable String more) {

    /** What stands in a column. */
    enum Kind {
        WORDS("---"),
        AMOUNT("---:"),
        DAY(":---:");

        private final String rule;

        Kind(String rule) {
            this.rule = rule;
        }
    }

    /** A column. */
    record Head(String name, Kind kind) {}

    /** A whole table. */
    static PlanTable of(List<Head> heads, List<List<@Nullable Object>> rows) {
        return new PlanTable("", heads, rows, false, null);
    }

    /** The same with the number of each row before it. */
    PlanTable numbered() {
        List<Head> with = new ArrayList<>(List.of(new Head("TT", Kind.AMOUNT)));
        with.addAll(heads);
        List<List<@Nullable Object>> counted = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            List<@Nullable Object> one = new ArrayList<>();
            one.add(last && counted.size() == rows.size() - 1 ? null : counted.size() + 1);
            one.addAll(row);
            counted.add(one);
        }
        return new PlanTable(caption, with, counted, last, more);
    }

    /** In CommonMark, as a text holds it; a word in place of one without rows. */
    String markdown() {
        if (rows.isEmpty()) {
            return "*(chưa có)*";
        }
        var table = new StringBuilder(caption.isEmpty() ? "" : caption + "\n\n");
        table.append('|');
        heads.forEach(
                head -> table.append(' ').append(PlanMarkup.cell(head.name())).append(" |"));
        table.append("\n|");
        heads.forEach(head -> table.append(head.kind().rule).append('|'));
        table.append('\n');
        for (int row = 0; row < rows.size(); row++) {
            boolean total = last && row == rows.size() - 1;
            table.append('|');
            for (Object value : rows.get(row)) {
                String words = words(value);
                table.append(' ').append(total && !words.isEmpty() ? "**" + words + "**" : words);
                table.append(" |");
            }
            table.append('\n');
        }
        return more == null ? table.toString() : table + "\n" + more + "\n";
    }

    private static String words(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case FigureNode figure -> figure.toString();
            case LocalDate day -> Vietnamese.day(day);
            case BigDecimal number -> Vietnamese.number(number);
            case Number number -> Vietnamese.number(new BigDecimal(number.toString()));
            default -> PlanMarkup.cell(value.toString());
        };
    }
}
