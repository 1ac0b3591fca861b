package vn.hoi.register;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record as it stands.
 *
 * @param id number for life, in order of entry
 * @param version counted up by each change; an edit names the one it began from
 * @param values by column id, in the order of {@link Register#rowColumns()}; units as their ids, null when empty
 */
public record Row(long id, int version, Map<String, @Nullable Object> values) {

    public String code() {
        return String.valueOf(values.get("code"));
    }

    public @Nullable Object value(String column) {
        return values.get(column);
    }
}
