package vn.hoi.register;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;

/**
 * A column of a register.
 *
 * @param id as declared, with hyphens
 * @param of name of the list of choices, for a choice
 * @param uniqueWith columns that together with this one name at most one record; empty when {@code unique} alone or not
 * @param search found by the list's free text
 * @param sort the list can be ordered by it
 * @param filter the list can be narrowed by it
 * @param list shown in the list
 * @param personal holds personal data
 */
public record Column(
        String id,
        Label name,
        ColumnType type,
        @Nullable String of,
        boolean required,
        boolean unique,
        List<String> uniqueWith,
        boolean search,
        boolean sort,
        boolean filter,
        boolean list,
        boolean personal,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        int maxLength,
        @Nullable String pattern,
        @Nullable Label patternHelp,
        @Nullable Label help) {

    /** As it is written in YAML. */
    record Declared(
            Label name,
            ColumnType type,
            @Nullable String of,
            boolean required,
            boolean unique,
            @JsonProperty("unique-with") @Nullable List<String> uniqueWith,
            boolean search,
            boolean sort,
            boolean filter,
            boolean list,
            boolean personal,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @JsonProperty("max-length") @Nullable Integer maxLength,
            @Nullable String pattern,
            @JsonProperty("pattern-help") @Nullable Label patternHelp,
            @Nullable Label help) {

        private static final int TEXT_LENGTH = 300;
        private static final int LONG_TEXT_LENGTH = 10_000;

        Column column(String id) {
            int length = maxLength != null ? maxLength : type == ColumnType.LONG_TEXT ? LONG_TEXT_LENGTH : TEXT_LENGTH;
            return new Column(
                    id,
                    name,
                    type,
                    of,
                    required,
                    unique,
                    uniqueWith == null ? List.of() : List.copyOf(uniqueWith),
                    search,
                    sort,
                    filter,
                    list,
                    personal,
                    min,
                    max,
                    length,
                    pattern,
                    patternHelp,
                    help);
        }
    }

    /** Its name in the database. */
    public String sql() {
        return id.replace('-', '_');
    }
}
