package vn.hoi.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Vietnamese;
import vn.hoi.sheet.SheetBook;

/** Tables of a plan whose row of totals is not the sum of the rows above it. */
final class TotalPoints {

    private static final List<String> TOTAL = List.of("tổng", "cộng");

    private TotalPoints() {}

    /** @param tables of the section, with what stands in their cells */
    static List<OpenPoint> of(Plan plan, PlanSection section, List<SheetBook.Part> tables) {
        List<OpenPoint> points = new ArrayList<>();
        for (SheetBook.Part table : tables) {
            for (int column = 1; column < table.heads().size(); column++) {
                test(plan, section, table, column, points);
            }
        }
        return points;
    }

    private static void test(Plan plan, PlanSection section, SheetBook.Part table, int column, List<OpenPoint> points) {
        @Nullable BigDecimal total = null;
        BigDecimal sum = BigDecimal.ZERO;
        int parts = 0;
        for (List<@Nullable Object> row : table.rows()) {
            BigDecimal value = column < row.size() ? number(row.get(column)) : null;
            if (value != null && isTotal(row)) {
                total = value;
            } else if (value != null) {
                sum = sum.add(value);
                parts++;
            }
        }
        if (total != null && parts > 1 && total.compareTo(sum) != 0) {
            points.add(new OpenPoint(
                    "total:" + section.key() + ":" + table.heads().get(column),
                    "total",
                    "Mục «" + section.called() + "», cột «" + table.heads().get(column) + "»: các dòng cộng lại được "
                            + Vietnamese.number(sum) + ", dòng tổng ghi " + Vietnamese.number(total) + ".",
                    "/plans/" + plan.code() + "#" + section.key()));
        }
    }

    private static boolean isTotal(List<@Nullable Object> row) {
        return row.stream()
                .filter(String.class::isInstance)
                .map(value -> value.toString().strip().toLowerCase(Locale.ROOT))
                .findFirst()
                .filter(words -> TOTAL.stream().anyMatch(words::startsWith))
                .isPresent();
    }

    private static @Nullable BigDecimal number(@Nullable Object value) {
        return switch (value) {
            case SheetBook.Shown shown -> shown.value();
            case BigDecimal number -> number;
            case null, default -> null;
        };
    }
}
