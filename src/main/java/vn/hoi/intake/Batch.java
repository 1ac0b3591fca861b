package vn.hoi.intake;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One file brought into a register, and what became of it.
 *
 * @param account who brought it
 * @param sheet 0 for the first; null where the first that is not hidden is taken
 * @param headingRow row of the heading as its owner names it, 1 for the first; null where it is found
 * @param partly whether good rows go in while others are wrong
 * @param mode what is done where a record of a row's key stands
 * @param chosen columns of the register (empty: left out) by column of the file, as a person chose them
 * @param code why nothing came in, as a stable code; null where all is well
 * @param message the same as a sentence
 * @param entry journal entry its records carry; null where none came in
 */
public record Batch(
        long id,
        String register,
        String account,
        Instant at,
        String fileName,
        long size,
        @Nullable Integer sheet,
        @Nullable Integer headingRow,
        boolean partly,
        Mode mode,
        Map<Integer, String> chosen,
        State state,
        Found found,
        Counts counts,
        @Nullable String code,
        @Nullable String message,
        @Nullable Long entry,
        @Nullable Instant endedAt,
        @Nullable Instant undoneAt,
        @Nullable String undoneBy) {

    /** What a file does. */
    public enum Mode {
        /** Rows whose record stands otherwise are wrong. */
        ADD,
        /** Rows change records that stand; a row without one is wrong. */
        CHANGE,
        /** Rows change records that stand; the others are new. */
        BOTH;

        /** From the word of a form or a machine; any other is {@code add}. */
        static Mode of(@Nullable String word) {
            return "change".equals(word) ? CHANGE : "both".equals(word) ? BOTH : ADD;
        }

        /** As the database and machines write it. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean adds() {
            return this != CHANGE;
        }

        boolean changes() {
            return this != ADD;
        }
    }

    /**
     * A cell of a record that a row changes.
     *
     * @param before as a form would send it; empty where nothing stood
     */
    public record CellChange(int row, String code, String column, String before, String after) {}

    /** Where a batch stands. */
    public enum State {
        /** Its rows are being tested. */
        READING,
        /** Tested; a person decides. */
        WAITING,
        /** Its rows are going in. */
        LOADING,
        /** Its good rows are in. */
        DONE,
        /** Nothing came in, and why is said. */
        REFUSED,
        /** Its rows were taken out again. */
        UNDONE;

        /** As the database and machines write it. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether a server is at work on it. */
        public boolean isRunning() {
            return this == READING || this == LOADING;
        }
    }

    /**
     * Rows of the file.
     *
     * @param rows looked at so far
     * @param fresh good and not yet in the register; once loaded, those that went in
     * @param changed records that rows change; once loaded, those that were
     * @param present already in the register just so
     * @param wrong with at least one fault
     * @param faults of all wrong rows together
     */
    public record Counts(long rows, long fresh, long changed, long present, long wrong, long faults) {

        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);
    }

    /**
     * What the file holds.
     *
     * @param sheets names of its sheets
     * @param sheet the one read
     * @param headingRow last row of the heading
     * @param sure whether the heading is beyond doubt
     * @param missing required columns of the register that no column of the file holds
     * @param rows the first rows, as they will be stored
     * @param left rows below the heading that are none of the table: sums, captions, signatures
     */
    public record Found(
            List<String> sheets,
            int sheet,
            int headingRow,
            boolean sure,
            List<Matched> columns,
            List<String> missing,
            List<Sample> rows,
            List<Integer> left) {

        static final Found NOTHING = new Found(List.of(), 0, 0, true, List.of(), List.of(), List.of(), List.of());

        Found with(List<Sample> first, List<Integer> leftOut) {
            return new Found(sheets, sheet, headingRow, sure, columns, missing, first, leftOut);
        }
    }

    /**
     * A column of the file.
     *
     * @param cell 0 for A
     * @param column of the register; empty where none
     * @param how it was found: chosen, remembered, named, alike, numbering, none
     * @param tens money in it is in units of so many zeros (6: millions)
     * @param encoding what its text was converted from; empty where it is Unicode
     */
    public record Matched(
            int cell, String letter, String heading, String column, String how, int tens, String encoding) {}

    /**
     * A row of the file.
     *
     * @param values as text by column of the register, as they will be stored; as typed where they cannot be
     * @param outcome new, changed, present or wrong
     */
    public record Sample(int row, Map<String, String> values, String outcome) {}

    /**
     * What is wrong in one cell.
     *
     * @param row as the spreadsheet program shows it
     * @param cell column of the file; null where the fault is of the whole row
     * @param column of the register; empty where the fault is of the whole row
     */
    public record CellFault(
            int row, @Nullable Integer cell, String column, String value, String code, String message) {}
}
