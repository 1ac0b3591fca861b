package vn.hoi.unit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A change of units that was made.
 *
 * @param day first day of what it made
 * @param ended ids of units that lasted to the day before
 * @param made ids of units that it made
 * @param undoneAt null while it stands
 */
public record UnitChange(
        long number,
        Instant at,
        String account,
        Kind kind,
        LocalDate day,
        String document,
        LocalDate documentDay,
        List<Integer> ended,
        List<Integer> made,
        @Nullable Instant undoneAt,
        @Nullable String undoneBy) {

    /** What is done to units. */
    public enum Kind {
        /** Several become one. */
        MERGE,
        /** One becomes several. */
        SPLIT,
        /** One is called otherwise, or is of another kind or code. */
        RENAME,
        /** One stands under another from now on. */
        MOVE;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is to be done.
     *
     * @param units that end
     * @param parts what they become
     * @param parent under which new ones stand; null for where the first that ends stood
     * @param day first day of the new
     */
    public record Order(
            Kind kind,
            List<Unit> units,
            List<Part> parts,
            @Nullable Unit parent,
            LocalDate day,
            String document,
            LocalDate documentDay) {}

    /**
     * What units become: one that there is, or a new one.
     *
     * @param existing null for a new one
     */
    public record Part(@Nullable Unit existing, String code, String kind, String name, String fullName) {}

    /** A unit that is to be made, before it has a number: {@code parent} is an id, or the place in the list of those made. */
    record Fresh(
            String code,
            String kind,
            String name,
            String fullName,
            @Nullable Integer parent,
            int parentMade) {}

    /** One way from an ended unit: {@code to} is an id, or where negative, -1 less the place in the list of those made. */
    record Edge(int from, int to, boolean whole) {}

    /**
     * What a change comes to, tested and not yet done.
     *
     * @param below units below the ended ones, which end and begin anew under their successor
     */
    public record Outcome(Order order, List<Unit> ended, List<Unit> below, List<Fresh> made, List<Edge> edges) {}
}
