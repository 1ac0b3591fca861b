package vn.hoi.register;

import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/**
 * What a list shows: which records, in what order, from where, how many, with which columns.
 *
 * @param besides what narrows the list, but for {@code reach} and {@code words}; {@code DSL.noCondition()} for nothing
 * @param reach ends of the column the list is ordered by; its index goes straight to them
 * @param words what the text looked for asks, a condition for each word
 * @param narrowed whether anything narrows the list
 * @param sort column the list is ordered by; null for the order of entry
 * @param after cursor: where the page before ended; null for the first page
 * @param before cursor: where the page after begins; null when reading forward
 * @param columns ids of the columns asked for, in order, without the code; empty when none was named
 * @param asked the parameters as they were asked, for the form and the links
 */
public record RecordQuery(
        Condition besides,
        Condition reach,
        List<Condition> words,
        boolean narrowed,
        @Nullable Column sort,
        boolean ascending,
        @Nullable String after,
        @Nullable String before,
        int limit,
        List<String> columns,
        Map<String, List<String>> asked) {

    /** What narrows the list, but for {@link #reach}; {@code DSL.noCondition()} when nothing does. */
    public Condition where() {
        return words.stream().reduce(besides, Condition::and);
    }

    /** The text asked for, empty when none. */
    public String asked(String parameter) {
        List<String> values = asked(parameter, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    /** All values asked for. */
    public boolean asks(String parameter, String value) {
        return asked(parameter, List.of()).contains(value);
    }

    /** Whether this parameter was given at all. */
    public boolean asks(String parameter) {
        return asked.containsKey(parameter);
    }

    private List<String> asked(String parameter, List<String> otherwise) {
        return asked.getOrDefault(parameter, otherwise);
    }

    /** The same list within a narrower set, asked for by these parameters. */
    public RecordQuery within(Condition narrower, Map<String, List<String>> parameters) {
        return new RecordQuery(
                besides.and(narrower), reach, words, true, sort, ascending, after, before, limit, columns, parameters);
    }
}
