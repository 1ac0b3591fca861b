package vn.hoi.register;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;
import vn.hoi.common.Vietnamese;

/**
 * A column of a register.
 *
 * @param id as declared, with hyphens
 * @param of name of the list of choices, for a choice; id of the register referred to, for a reference
 * @param uniqueWith columns that together with this one name at most one record; empty when {@code unique} alone or not
 * @param search found by the list's free text
 * @param sort the list can be ordered by it
 * @param filter the list can be narrowed by it
 * @param list shown in the list
 * @param names what of another module its text names, a kind of {@link NamedElsewhere}; null for a free text
 * @param personal holds personal data
 * @param begin what an empty form begins with: a value as typed, {@code today}, {@code now}
 * @param computed formula of the column; null when it is entered
 * @param check rule of an identifier; null for other types
 * @param columns of the small table, for rows
 * @param year a whole number that is a year, written without the dot of thousands
 * @param most rows or files at most
 * @param heads headings, beside its name, under which tables of other people hold it
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
        @Nullable Label help,
        @Nullable String begin,
        @Nullable String computed,
        @Nullable Identifier check,
        @Nullable String names,
        boolean year,
        List<Column> columns,
        int most,
        List<String> heads) {

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
            @Nullable Label help,
            @JsonProperty("default") @Nullable String begin,
            @Nullable String computed,
            @Nullable Identifier check,
            @Nullable String names,
            boolean year,
            @Nullable Map<String, Declared> columns,
            @Nullable Integer most,
            @Nullable List<String> heads) {

        private static final int TEXT_LENGTH = 300;
        private static final int LONG_TEXT_LENGTH = 10_000;
        private static final int MOST = 50;

        Column column(String id) {
            int length = maxLength != null ? maxLength : type == ColumnType.LONG_TEXT ? LONG_TEXT_LENGTH : TEXT_LENGTH;
            List<Column> inner = columns == null
                    ? List.of()
                    : columns.entrySet().stream()
                            .map(entry -> entry.getValue().column(entry.getKey()))
                            .toList();
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
                    personal || check == Identifier.CITIZEN_ID,
                    min,
                    max,
                    length,
                    pattern,
                    patternHelp,
                    help,
                    begin,
                    computed,
                    check,
                    names,
                    year,
                    inner,
                    most == null ? MOST : most,
                    heads == null ? List.of() : List.copyOf(heads));
        }
    }

    /** Its name in the database. */
    public String sql() {
        return id.replace('-', '_');
    }

    /** Whether an index of its own keeps the records in its order, the greatest first. */
    public boolean isOrdered() {
        return sort || (filter && type.isRanged() && !standsBesideWords());
    }

    /** Filters by equality; ranges of days and numbers are answered by the order of their own index. */
    boolean standsBesideWords() {
        return filter
                && switch (type) {
                    case CHOICE, YES_NO, UNIT, REFERENCE, REFERENCES, PERIOD, IDENTIFIER, TEXT, PARTY -> true;
                    default -> false;
                };
    }

    /** A number of this column as people write it: with the dot of thousands, a year without. */
    public String words(Number number) {
        return year ? number.toString() : Vietnamese.number(number);
    }

    /** A column of the small table, for rows. */
    public Optional<Column> findColumn(String inner) {
        return columns.stream().filter(column -> column.id().equals(inner)).findFirst();
    }
}
