package vn.hoi.register;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a record's values point to, read once for a page: titles of the records referred to and the files.
 *
 * @param titles by register and code; empty for a record without a title or no longer there
 */
public record Linked(Map<String, Map<String, String>> titles, Map<Long, Attached> files) {

    /** Title of the record a reference names; empty when it is not known. */
    public String title(Column column, Object code) {
        return titles.getOrDefault(String.valueOf(column.of()), Map.of()).getOrDefault(code.toString(), "");
    }

    /** Code and title as a form shows a reference; the text itself when it names no record. */
    String words(Column column, String code) {
        String title = title(column, code);
        return title.isEmpty() ? code : code + Suggestions.MARK + title;
    }

    /** The file of a number; null when it is gone. */
    public @Nullable Attached file(Object number) {
        return files.get((Long) number);
    }
}
