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
    PARTY("text"),
    /** A moment on this country's clock. */
    DATE_TIME("timestamp with time zone"),
    /** A year, half-year, quarter, nine months or month: {@code 2026}, {@code 2026-H1}, {@code 2026-Q3}, {@code 2026-09}. */
    PERIOD("text"),
    /** The code of one record of another register. */
    REFERENCE("text"),
    /** The codes of several records of another register. */
    REFERENCES("text[]"),
    /** A small table inside the record. */
    ROWS("jsonb"),
    /** Numbers of attached files. */
    FILES("bigint[]"),
    /** Longitude and latitude in degrees. */
    LOCATION("numeric[]"),
    /** A number with a rule of its own: of taxpayers, goods, organisations, citizens. */
    IDENTIFIER("text");

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
        return this == TEXT || this == LONG_TEXT || this == PARTY || this == IDENTIFIER;
    }

    /** Whether values stand in an order a range can be asked of. */
    public boolean isRanged() {
        return isNumber() || this == DATE || this == DATE_TIME || this == PERIOD;
    }

    /** Whether one cell holds several values. */
    public boolean isMany() {
        return this == REFERENCES || this == ROWS || this == FILES;
    }

    /** Types that may stand in a small table inside a record. */
    boolean fitsRows() {
        return !isMany() && this != LOCATION;
    }

    /** The name {@code information_schema} gives the type. */
    String catalogue() {
        return sql.endsWith("[]") ? "ARRAY" : sql;
    }
}
