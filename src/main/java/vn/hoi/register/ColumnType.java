package vn.hoi.register;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Locale;

/** What a column holds, and how the database keeps it. */
public enum ColumnType {
    TEXT("text"),
    LONG_TEXT("text"),
    INTEGER("bigint"),
    DECIMAL("numeric"),
    PERCENT("numeric"),
    /** Whole đồng. */
    MONEY("bigint"),
    DATE("date"),
    YES_NO("boolean"),
    /** The id of one of a declared list of choices. */
    CHOICE("text"),
    /** A unit of the tree. */
    UNIT("integer"),
    /** The name of an organisation or a person. */
    PARTY("text");

    private final String sql;

    ColumnType(String sql) {
        this.sql = sql;
    }

    /** From the name in a declaration: {@code long-text}. */
    @JsonCreator
    public static ColumnType of(String declared) {
        return valueOf(declared.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    String sql() {
        return sql;
    }

    public boolean isNumber() {
        return this == INTEGER || this == DECIMAL || this == PERCENT || this == MONEY;
    }

    public boolean isWords() {
        return this == TEXT || this == LONG_TEXT || this == PARTY;
    }
}
