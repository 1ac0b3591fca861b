package vn.hoi.register;

import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/**
 * What a list shows: which records, in what order, from where, how many.
 *
 * @param where what narrows the list; a condition that is always true when nothing does
 * @param narrowed whether anything does
 * @param indexed whether the index of words and filters answers a part of {@code where}
 * @param sort column the list is ordered by; null for the order of entry
 * @param after cursor: where the page before ended; null for the first page
 * @param asked the parameters as they were asked, for the form and the links
 */
public record RecordQuery(
        Condition where,
        boolean narrowed,
        boolean indexed,
        @Nullable Column sort,
        boolean ascending,
        @Nullable String after,
        int limit,
        Map<String, List<String>> asked) {

    /** The text asked for, empty when none. */
    public String asked(String parameter) {
        List<String> values = asked.get(parameter);
        return values == null || values.isEmpty() ? "" : values.getFirst();
    }
}
