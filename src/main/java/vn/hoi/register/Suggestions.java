package vn.hoi.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import vn.hoi.common.Rights;
import vn.hoi.common.Vietnamese;

/** Records that a person who types a part of a code or some words of a record may mean. */
@Component
class Suggestions {

    /** Stands between code and title of a suggestion; what follows it is for people. */
    static final String MARK = " · ";

    private static final int MOST = 12;

    private final DSLContext database;
    private final RecordRows rows;
    private final RecordLists lists;
    private final RecordQueries queries;
    private final Rights rights;
    private final VisibleRows visible;

    Suggestions(
            DSLContext database,
            RecordRows rows,
            RecordLists lists,
            RecordQueries queries,
            Rights rights,
            VisibleRows visible) {
        this.visible = visible;
        this.database = database;
        this.rows = rows;
        this.lists = lists;
        this.queries = queries;
        this.rights = rights;
    }

    /** Code and title of at most 12 records: those whose code begins so first, then those with all the words. */
    List<Map<String, String>> list(Register register, String typed) {
        String asked = Vietnamese.clean(typed);
        Map<String, Row> found = new LinkedHashMap<>();
        if (!asked.isEmpty()) {
            byCode(register, asked.toUpperCase(Locale.ROOT)).forEach(row -> found.put(row.code(), row));
        }
        // shorter words have no trigram, so the index of words could not answer
        boolean searchable = asked.isEmpty() || Stream.of(asked.split("\\s+")).anyMatch(word -> word.length() >= 3);
        if (found.size() < MOST && searchable) {
            var parameters = new LinkedMultiValueMap<String, String>();
            parameters.add("limit", String.valueOf(MOST));
            parameters.add("q", asked);
            lists.page(register, queries.read(register, parameters, List.of()))
                    .rows()
                    .forEach(row -> found.putIfAbsent(row.code(), row));
        }
        List<Map<String, String>> suggestions = new ArrayList<>();
        boolean personal = rights.mayReadPersonal(register.id());
        found.values().stream().limit(MOST).forEach(row -> {
            Map<String, String> suggestion = new LinkedHashMap<>();
            suggestion.put("code", row.code());
            suggestion.put("title", RecordWords.title(register, row, personal));
            suggestions.add(suggestion);
        });
        return suggestions;
    }

    private List<Row> byCode(Register register, String start) {
        return database.select(RecordRows.fields(register))
                .from(RecordTable.of(register))
                .where(RecordTable.text("code").ge(start))
                .and(RecordTable.text("code").lt(start + "\uffff"))
                .and(visible.of(register))
                .orderBy(RecordTable.text("code"))
                .limit(MOST)
                .fetch(record -> rows.row(register, record));
    }
}
