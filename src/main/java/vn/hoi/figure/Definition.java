package vn.hoi.figure;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** What is taken of the records counted. */
    enum Takes {
        COUNT("counted"),
        SUM("summed"),
        /** Of the records that have a value: their sum and their number are kept, and divided when it is read. */
        MEAN("computed"),
        LEAST("computed"),
        GREATEST("computed"),
        DISTINCT("counted");

        private final String source;

        Takes(String source) {
            this.source = source;
        }

        /** Whether it is the sum of its parts, so that cells can keep it. */
        public boolean isKept() {
            return this == COUNT || this == SUM || this == MEAN;
        }

        /** Whether it says how much or how many, so that parts add up to the whole. */
        public boolean adds() {
            return this == COUNT || this == SUM;
        }
    }

    /**
     * Taken from the records of a register, live.
     *
     * @param column what is added up or compared; null when records are counted
     * @param from the date that dates a flow, or at which a stock begins; null for a count of all records
     * @param until the date at which a stock ends; null for a flow, or a stock that only grows
     * @param stock whether it counts what is there on a day rather than what happened in a period
     * @param by the breakdowns, at most three
     * @param where which records; always true when all
     * @param versions the same in the words of the declaration, oldest first
     */
    record Stored(
            Register register,
            Takes takes,
            @Nullable Column column,
            @Nullable Column from,
            @Nullable Column until,
            boolean stock,
            List<Breakdown> by,
            Condition where,
            List<Version> versions)
            implements Definition {
        @Override
        public String source() {
            return takes.source;
        }

        /** A breakdown by the id of its column. */
        public Optional<Breakdown> breakdown(String id) {
            return by.stream().filter(one -> one.id().equals(id)).findFirst();
        }

        /** Which of the breakdowns it is, from 0; -1 where it is none. */
        int index(String id) {
            return by.stream().map(Breakdown::id).toList().indexOf(id);
        }
    }

    /**
     * Which records a version of a definition takes.
     *
     * @param first the day its events begin, the first of a half-month; null for the oldest
     */
    record Version(@Nullable LocalDate first, List<Filter> filters) {}

    /**
     * Part of a stored figure: shares its cells.
     *
     * @param of id of the stored figure
     * @param where keys allowed by id of the breakdown; an empty key stands for no value
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

    /**
     * How many reports of a form are not in time now.
     *
     * @param missing those not handed in alone; otherwise also those handed in too late
     */
    record Punctuality(ReportForm form, boolean missing) implements Definition {
        @Override
        public String source() {
            return "counted";
        }
    }

    /** Taken from a document; the province's {@code cited.yaml} holds value, document and day. */
    record Cited() implements Definition {
        @Override
        public String source() {
            return "cited";
        }
    }

    /**
     * What stands in an account of the budget ledger.
     *
     * @param account an account, or what is derived from several
     * @param where values by property of a budget line; empty for all lines
     */
    record Ledger(String account, Map<String, List<String>> where) implements Definition {
        @Override
        public String source() {
            return "ledger";
        }
    }

    /** Known by name, but its register, ledger or form is not declared yet: it has no value here. */
    record Awaits(String source, Label from) implements Definition {}

    /** A declared report form. */
    record ReportForm(String id, Label name, String every, Label by) {}
}
