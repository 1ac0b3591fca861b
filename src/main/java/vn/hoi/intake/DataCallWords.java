package vn.hoi.intake;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoi.journal.Journal;

/** A call as the journal tells of it. */
final class DataCallWords {

    private DataCallWords() {}

    /** What is not as it was. */
    static Map<String, Journal.Change> changes(
            @Nullable DataCall before, Set<Integer> asked, DataCall after, Set<Integer> asks) {
        Map<String, Journal.Change> changes = new LinkedHashMap<>();
        Map<String, Object> now = words(after, asks);
        Map<String, Object> was = before == null ? Map.of() : words(before, asked);
        now.forEach((name, value) -> {
            if (!value.equals(was.get(name))) {
                changes.put(name, new Journal.Change(was.get(name), value));
            }
        });
        return changes;
    }

    private static Map<String, Object> words(DataCall call, Set<Integer> asked) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("title", call.title());
        words.put("purpose", call.purpose());
        words.put("field", call.field());
        words.put("document", call.document());
        words.put("deadline", call.deadline() == null ? "" : call.deadline().toString());
        words.put("columns", call.columns().stream().map(DataCallColumn::name).toList());
        words.put("units", asked.size());
        return words;
    }
}
