package vn.hoi.figure;

import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Expression;
import vn.hoi.common.Label;
import vn.hoi.register.Column;
import vn.hoi.register.Register;

/** Where a figure's value comes from. */
public sealed interface Definition {

    /** The word for it in the twins: counted, summed, computed, reported, cited or ledger. */
    String source();

    /**
     * Counted or summed from the records of a register, live.
     *
     * @param sums the column added up; null when records are counted
     * @param from the date that dates a flow, or at which a stock begins; null for a count of all records
     * @param until the date at which a stock ends; null for a flow, or a stock that only grows
     * @param stock whether it counts what is there on a day rather than what happened in a period
     * @param by columns of the breakdown, at most three
     * @param where which records; always true when all
     * @param says the same in the words of the declaration, for the sentence
     */
    record Stored(
            Register register,
            @Nullable Column sums,
            @Nullable Column from,
            @Nullable Column until,
            boolean stock,
            List<String> by,
            Condition where,
            Map<String, List<String>> says)
            implements Definition {
        @Override
        public String source() {
            return sums == null ? "counted" : "summed";
        }
    }

    /**
     * Part of a stored figure: shares its cells.
     *
     * @param of id of the stored figure
     * @param where values allowed by column of the breakdown; an empty value stands for none
     */
    record Slice(String of, String root, Map<String, List<String>> where, Period period, String source)
            implements Definition {}

    /** Computed from other figures; {@code round} is the number of decimals kept. */
    record Formula(Expression expression, @Nullable Integer round) implements Definition {
        @Override
        public String source() {
            return "computed";
        }
    }

    /** Reported by units or parties; {@code last} says that the latest report counts, not the sum of a period's. */
    record Reported(ReportForm form, boolean last) implements Definition {
        @Override
        public String source() {
            return "reported";
        }
    }

    /** Taken from a document; the province's {@code cited.yaml} holds value, document and day. */
    record Cited() implements Definition {
        @Override
        public String source() {
            return "cited";
        }
    }

    /** Known by name, but its register, ledger or form is not declared yet: it has no value here. */
    record Awaits(String source, Label from) implements Definition {}

    /** A declared report form. */
    record ReportForm(String id, Label name, String every, Label by) {}
}
