package vn.hoi.register;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.StartStep;
import vn.hoi.journal.Journal;

/**
 * Makes and extends the tables of declared registers, one node at a time. Only adds: a column, a choice, an index. What
 * could lose data stops the start and says so.
 *
 * <p>The one place, beside the figures' triggers, where SQL is put together from declared names; the names have passed
 * the pattern of ids, so they need no quoting beyond the double quotes set here.
 */
@Component
class RegisterTables implements StartStep {

    private static final Logger LOG = LoggerFactory.getLogger(RegisterTables.class);
    private static final long LOCK = 0x686f690001L;

    private final Registers registers;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Journal journal;

    RegisterTables(Registers registers, JdbcClient database, TransactionTemplate transaction, Journal journal) {
        this.registers = registers;
        this.database = database;
        this.transaction = transaction;
        this.journal = journal;
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public String says() {
        return "bảng của các sổ";
    }

    @Override
    public void run() {
        transaction.executeWithoutResult(status -> {
            database.sql("select pg_advisory_xact_lock(:lock)")
                    .param("lock", LOCK)
                    .query((row, n) -> 1)
                    .single();
            registers.list().forEach(this::bringUp);
        });
    }

    private void bringUp(Register register) {
        Map<String, String> present = present(register);
        List<String> done = new ArrayList<>();
        if (present.isEmpty()) {
            execute(create(register));
            done.add("table");
        } else {
            refuseLosses(register, present);
            for (Column column : register.columns()) {
                if (!present.containsKey(column.sql())) {
                    if (column.required()) {
                        throw new IllegalStateException(
                                "REG-011: cột mới «" + column.id() + "» của sổ «" + register.id()
                                        + "» là bắt buộc nhưng sổ đã có bản ghi; bỏ «required» hoặc thêm cột không bắt buộc trước.");
                    }
                    execute("alter table register." + quote(register.table()) + " add column " + line(column));
                    done.add(column.id());
                }
            }
        }
        bringUpStates(register, done);
        bringUpSearch(register, done);
        Map<String, String> constraints = constraints(register);
        for (Column column : register.columns()) {
            if (column.type() == ColumnType.CHOICE) {
                String name = column.sql() + "_choice";
                String check = check(
                        column,
                        register.choices(column).stream().map(Choice::id).toList());
                if (!check.equals(constraints.get(name))) {
                    replaceCheck(register, name, check);
                    done.add(name);
                }
            }
        }
        if (!register.states().isEmpty()) {
            String check = "\"state\" in ("
                    + literals(register.states().stream().map(State::id).toList()) + ")";
            if (!check.equals(constraints.get("state_choice"))) {
                replaceCheck(register, "state_choice", check);
            }
        }
        indexes(register).forEach(this::execute);
        if (!done.isEmpty()) {
            LOG.info("register {}: {}", register.id(), done);
            journal.write(
                    "registers/" + register.id(), "declared", Map.of("added", new Journal.Change(null, done)), null);
        }
    }

    /** A register that gets states gives all its records the first of them. */
    private void bringUpStates(Register register, List<String> done) {
        if (!register.states().isEmpty() && !hasColumn(register, "state")) {
            String table = "register." + quote(register.table());
            execute("alter table " + table + " add column state text not null default '"
                    + register.states().getFirst().id() + "'");
            execute("alter table " + table + " alter column state drop default");
            done.add("state");
        }
    }

    /** The text that is searched is made from other columns, so it may be made anew when those change. */
    private void bringUpSearch(Register register, List<String> done) {
        String wanted = searchText(register);
        String table = "register." + quote(register.table());
        String present = database.sql("""
                        select coalesce((select col_description(attrelid, attnum) from pg_attribute
                            where attrelid = to_regclass(:table) and attname = 'search_text'), '')""")
                .param("table", "register." + register.table())
                .query(String.class)
                .single();
        if (wanted.equals(present)) {
            return;
        }
        execute("alter table " + table + " drop column if exists search_text");
        if (!wanted.isEmpty()) {
            execute("alter table " + table + " add column search_text text generated always as (common.fold(" + wanted
                    + ")) stored");
            execute("comment on column " + table + ".search_text is '" + wanted.replace("'", "''") + "'");
        }
        done.add("search_text");
    }

    private static String searchText(Register register) {
        return register.searched().stream()
                .map(column -> "coalesce(" + quote(column.sql()) + ", '')")
                .collect(Collectors.joining(" || ' ' || "));
    }

    private boolean hasColumn(Register register, String column) {
        return database.sql("""
                        select exists (select from information_schema.columns
                            where table_schema = 'register' and table_name = :table and column_name = :column)""")
                .param("table", register.table())
                .param("column", column)
                .query(Boolean.class)
                .single();
    }

    private void replaceCheck(Register register, String name, String check) {
        String table = "register." + quote(register.table());
        execute("alter table " + table + " drop constraint if exists " + quote(name));
        execute("alter table " + table + " add constraint " + quote(name) + " check (" + check + ")");
        // the comment keeps the text as we wrote it; the catalogue would give it back rewritten
        execute("comment on constraint " + quote(name) + " on " + table + " is '" + check.replace("'", "''") + "'");
    }

    private static void refuseLosses(Register register, Map<String, String> present) {
        for (Column column : register.columns()) {
            String type = present.get(column.sql());
            if (type != null && !type.equals(column.type().sql())) {
                throw new IllegalStateException(
                        "REG-012: cột «" + column.id() + "» của sổ «" + register.id() + "» đang là "
                                + type + ", khai báo mới cần " + column.type().sql()
                                + "; đổi kiểu có thể mất dữ liệu nên không tự làm. Trả lại kiểu cũ hoặc khai báo một cột khác.");
            }
        }
        List<String> known = register.columns().stream().map(Column::sql).toList();
        for (String column : present.keySet()) {
            if (!known.contains(column)) {
                throw new IllegalStateException(
                        "REG-013: cột «" + column.replace('_', '-') + "» của sổ «" + register.id()
                                + "» không còn trong khai báo; bỏ cột sẽ mất dữ liệu nên không tự làm. Trả lại cột vào khai báo.");
            }
        }
    }

    /** Declared columns the table has now, with their types; empty when there is no table. */
    private Map<String, String> present(Register register) {
        Map<String, String> present = new HashMap<>();
        database.sql("""
                        select column_name, data_type from information_schema.columns
                        where table_schema = 'register' and table_name = :table""")
                .param("table", register.table())
                .query((row, n) -> present.put(row.getString(1), row.getString(2)))
                .list();
        List.of("id", "code", "unit", "place", "state", "note", "version", "loaded_in", "search_text")
                .forEach(present::remove);
        return present;
    }

    private Map<String, String> constraints(Register register) {
        Map<String, String> constraints = new HashMap<>();
        database.sql("""
                        select conname, obj_description(oid, 'pg_constraint') from pg_constraint
                        where conrelid = to_regclass(:table) and contype = 'c'""")
                .param("table", "register." + register.table())
                .query((row, n) -> constraints.put(row.getString(1), String.valueOf(row.getString(2))))
                .list();
        return constraints;
    }

    private static String create(Register register) {
        List<String> lines = new ArrayList<>(List.of(
                "id bigint generated by default as identity primary key",
                "code text not null",
                "unit integer not null references unit.unit (id)",
                "place integer not null references unit.unit (id)",
                "version integer not null default 1",
                "loaded_in bigint"));
        if (!register.states().isEmpty()) {
            lines.add("state text not null");
        }
        for (Column column : register.columns()) {
            lines.add(line(column));
        }
        lines.add("note text check (char_length(note) <= 10000)");
        return "create table register." + quote(register.table()) + " (\n  " + String.join(",\n  ", lines) + "\n)";
    }

    private static String line(Column column) {
        String name = quote(column.sql());
        var line = new StringBuilder(name).append(' ').append(column.type().sql());
        if (column.required()) {
            line.append(" not null");
        }
        if (column.type().isWords()) {
            line.append(" check (char_length(")
                    .append(name)
                    .append(") <= ")
                    .append(column.maxLength())
                    .append(')');
        }
        if (column.min() != null) {
            line.append(" check (")
                    .append(name)
                    .append(" >= ")
                    .append(column.min().toPlainString())
                    .append(')');
        }
        if (column.max() != null) {
            line.append(" check (")
                    .append(name)
                    .append(" <= ")
                    .append(column.max().toPlainString())
                    .append(')');
        }
        if (column.type() == ColumnType.UNIT) {
            line.append(" references unit.unit (id)");
        }
        return line.toString();
    }

    private static String check(Column column, List<String> choices) {
        return quote(column.sql()) + " in (" + literals(choices) + ")";
    }

    private static String literals(List<String> ids) {
        return ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "));
    }

    /** Only columns that declare it cost an index; the newest records need none beyond the key. */
    private static List<String> indexes(Register register) {
        List<String> indexes = new ArrayList<>();
        String table = quote(register.table());
        indexes.add(index("unique index", register, "code", table, "(code)"));
        for (Column column : register.columns()) {
            String name = quote(column.sql());
            if (column.sort()) {
                String order = column.type().isWords() ? name + " collate \"vi-VN-x-icu\"" : name;
                indexes.add(index(
                        "index", register, column.sql() + "_order", table, "(" + order + " desc nulls last, id desc)"));
            }
            if (column.unique() || !column.uniqueWith().isEmpty()) {
                List<String> parts = new ArrayList<>(List.of(name));
                column.uniqueWith().forEach(other -> parts.add(quote(other.replace('-', '_'))));
                indexes.add(index(
                        "unique index",
                        register,
                        column.sql() + "_unique",
                        table,
                        "(" + String.join(", ", parts) + ")"));
            }
        }
        if (!register.searched().isEmpty()) {
            indexes.add(index("index", register, "search", table, "using gin (search_text gin_trgm_ops)"));
        }
        return indexes;
    }

    private static String index(String kind, Register register, String suffix, String table, String on) {
        String name = register.table() + "_" + suffix;
        // PostgreSQL cuts names at 63 bytes
        String fitting =
                name.length() <= 63 ? name : name.substring(0, 50) + "_" + Integer.toHexString(name.hashCode());
        return "create " + kind + " if not exists " + quote(fitting) + " on register." + table + " " + on;
    }

    static String quote(String identifier) {
        return '"' + identifier + '"';
    }

    private void execute(String sql) {
        database.sql(sql).update();
    }
}
