package vn.hoi.ledger;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;

/**
 * A declared form of the budget.
 *
 * @param number as the form is called: «Biểu số 02»
 * @param where which lines it tells of
 * @param rows by what they are put together, one within the other
 */
public record BudgetForm(
        String id,
        String number,
        Label name,
        @Nullable String law,
        Map<String, String> where,
        List<String> rows,
        List<Column> columns) {

    /**
     * A column.
     *
     * @param of an account or what is derived of it; the share's part where it is one
     * @param whole what the share is of; null for an amount
     * @param in {@code year} or {@code january} where it tells of a part of the time; empty for all
     */
    public record Column(Label name, String of, @Nullable String whole, String in) {

        public boolean isPercent() {
            return whole != null;
        }
    }

    /**
     * A row of a filled form.
     *
     * @param depth 0 for the sum of all
     * @param number as it is counted: «1.2»
     * @param values đồng, or a percent of one place; null where nothing can be shared
     */
    public record Row(int depth, String number, Label name, List<@Nullable Number> values) {}
}
