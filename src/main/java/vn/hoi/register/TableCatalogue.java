package vn.hoi.register;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database has now of a register's table. */
final class TableCatalogue {

    /** Columns of a table that no declaration names. */
    private static final List<String> OWN = List.of(
            "id",
            "code",
            "unit",
            "place",
            "state",
            "note",
            "version",
            "loaded_in",
            "lifecycle",
            "due_at",
            "due_paused_at",
            "moved_on",
            "moved_from",
            "search_text");

    private final JdbcClient database;

    TableCatalogue(JdbcClient database) {
        this.database = database;
    }

    /** Names of its foreign keys. */
    Set<String> foreignKeys(Register register) {
        return Set.copyOf(database.sql("""
                        select conname from pg_constraint where conrelid = to_regclass(:table) and contype = 'f'""")
                .param("table", "register." + register.table())
                .query(String.class)
                .list());
    }

    /** Declared columns the table has now, with their types; empty when there is no table. */
    Map<String, String> columns(Register register) {
        Map<String, String> present = new HashMap<>();
        database.sql("""
                        select column_name, data_type from information_schema.columns
                        where table_schema = 'register' and table_name = :table""")
                .param("table", register.table())
                .query((row, n) -> present.put(row.getString(1), row.getString(2)))
                .list();
        OWN.forEach(present::remove);
        register.columns().stream()
                .filter(column -> column.type() == ColumnType.PARTY)
                .forEach(column -> present.remove(PartyLinks.sql(column)));
        return present;
    }

    /** Its checks by name, each as we wrote it. */
    Map<String, String> checks(Register register) {
        Map<String, String> constraints = new HashMap<>();
        database.sql("""
                        select conname, obj_description(oid, 'pg_constraint') from pg_constraint
                        where conrelid = to_regclass(:table) and contype = 'c'""")
                .param("table", "register." + register.table())
                .query((row, n) -> constraints.put(row.getString(1), String.valueOf(row.getString(2))))
                .list();
        return constraints;
    }

    boolean hasColumn(Register register, String column) {
        return database.sql("""
                        select exists (select from information_schema.columns
                            where table_schema = 'register' and table_name = :table and column_name = :column)""")
                .param("table", register.table())
                .param("column", column)
                .query(Boolean.class)
                .single();
    }

    /** What is written beside a column; empty where nothing is. */
    String comment(Register register, String column) {
        return database.sql("""
                        select coalesce((select col_description(attrelid, attnum) from pg_attribute
                            where attrelid = to_regclass(:table) and attname = :column), '')""")
                .param("table", "register." + register.table())
                .param("column", column)
                .query(String.class)
                .single();
    }
}
