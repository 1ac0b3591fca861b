package vn.hoi.register;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.Expression;
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

    private final Registers registers;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Journal journal;
    private final DeadlineFilling filling;
    private final Dropping dropping;

    RegisterTables(
            Registers registers,
            JdbcClient database,
            TransactionTemplate transaction,
            Journal journal,
            DeadlineFilling filling,
            Dropping dropping) {
        this.filling = filling;
        this.dropping = dropping;
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
            lock();
            registers.list().forEach(this::bringUp);
            registers.list().forEach(this::bringUpReferences);
        });
    }

    /** Brings up one register in the running transaction, which holds the lock to its end. */
    void run(Register register) {
        lock();
        bringUp(register);
        bringUpReferences(register);
    }

    private void lock() {
        database.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, n) -> 1)
                .single();
    }

    /** Tables stand now in both directions, so that two registers may refer to each other. */
    private void bringUpReferences(Register register) {
        Set<String> present = foreignKeys(register);
        for (Column column : register.columns()) {
            String name = column.sql() + "_reference";
            if (column.type() == ColumnType.REFERENCE && !present.contains(name)) {
                execute("alter table register." + quote(register.table()) + " add constraint " + quote(name)
                        + " foreign key (" + quote(column.sql()) + ") references register."
                        + quote(registers.get(String.valueOf(column.of())).table()) + " (code)");
            }
        }
        for (Column column : linked(register)) {
            String name = PartyLinks.sql(column) + "_reference";
            if (!present.contains(name)) {
                execute("alter table register." + quote(register.table()) + " add constraint " + quote(name)
                        + " foreign key (" + quote(PartyLinks.sql(column)) + ") references register."
                        + quote(registers.get(PartyLinks.REGISTER).table()) + " (code)");
            }
        }
    }

    /** Columns that hold names of parties, where parties have a register. */
    private List<Column> linked(Register register) {
        return registers.find(PartyLinks.REGISTER).isEmpty()
                ? List.of()
                : register.columns().stream()
                        .filter(column -> column.type() == ColumnType.PARTY)
                        .toList();
    }

    /** Beside the name of a party, as it is written, stands which one it is. */
    private void bringUpLinks(Register register, List<String> done) {
        for (Column column : linked(register)) {
            if (!hasColumn(register, PartyLinks.sql(column))) {
                execute("alter table register." + quote(register.table()) + " add column "
                        + quote(PartyLinks.sql(column)) + " text");
                done.add(column.id() + PartyLinks.SUFFIX);
            }
        }
    }

    private Set<String> foreignKeys(Register register) {
        return Set.copyOf(database.sql("""
                        select conname from pg_constraint where conrelid = to_regclass(:table) and contype = 'f'""")
                .param("table", "register." + register.table())
                .query(String.class)
                .list());
    }

    private void bringUp(Register register) {
        Map<String, String> present = present(register);
        List<String> done = new ArrayList<>();
        if (present.isEmpty()) {
            execute(create(register));
            done.add("table");
        } else {
            dropping.perform(register, present);
            refuseLosses(register, present);
            for (Column column : register.columns()) {
                if (!present.containsKey(column.sql())) {
                    if (column.required()) {
                        throw new IllegalStateException(
                                "REG-011: cột mới «" + column.id() + "» của sổ «" + register.id()
                                        + "» là bắt buộc nhưng sổ đã có bản ghi; bỏ «required» hoặc thêm cột không bắt buộc trước.");
                    }
                    execute("alter table register." + quote(register.table()) + " add column "
                            + line(register, column));
                    done.add(column.id());
                }
            }
        }
        bringUpComputed(register, done);
        bringUpStates(register, done);
        bringUpCourse(register, done);
        bringUpLinks(register, done);
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
        bringUpIndexes(register, done);
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

    /** A column the database computes loses nothing when its formula changes. */
    private void bringUpComputed(Register register, List<String> done) {
        String table = "register." + quote(register.table());
        for (Column column : register.columns()) {
            if (column.computed() == null) {
                continue;
            }
            String wanted = computed(register, column);
            if (!wanted.equals(comment(register, column.sql()))) {
                execute("alter table " + table + " drop column " + quote(column.sql()) + ", add column "
                        + line(register, column));
                execute("comment on column " + table + "." + quote(column.sql()) + " is '" + wanted.replace("'", "''")
                        + "'");
                done.add(column.id());
            }
        }
    }

    private String comment(Register register, String column) {
        return database.sql("""
                        select coalesce((select col_description(attrelid, attnum) from pg_attribute
                            where attrelid = to_regclass(:table) and attname = :column), '')""")
                .param("table", "register." + register.table())
                .param("column", column)
                .query(String.class)
                .single();
    }

    /** What is kept of each record's way: its moves, and with steps or a deadline where it stands. */
    private void bringUpCourse(Register register, List<String> done) {
        String table = "register." + quote(register.table());
        if (!hasColumn(register, "moved_on")) {
            execute("alter table " + table + " add column moved_on date[], add column moved_from integer[],"
                    + " add constraint moved check (cardinality(moved_on) = cardinality(moved_from))");
            done.add("moved_on");
        }
        if (register.hasSteps() && !hasColumn(register, "lifecycle")) {
            execute("alter table " + table + " add column lifecycle smallint not null default "
                    + register.lifecycles().size());
            execute("alter table " + table + " alter column lifecycle set default 1");
            putOnTheirVersion(register);
            done.add("lifecycle");
        }
        if (register.deadline() != null && !hasColumn(register, "due_at")) {
            execute("alter table " + table
                    + " add column due_at timestamp with time zone, add column due_paused_at timestamp with time zone");
            filling.fill(register);
            done.add("due_at");
        }
    }

    /** Records there were before the register had steps: each on the version of the day it began, the oldest that fits. */
    private void putOnTheirVersion(Register register) {
        if (register.lifecycleFrom() == null) {
            return;
        }
        String began = quote(register.column(register.lifecycleFrom()).sql());
        for (Lifecycle version : register.lifecycles().reversed()) {
            if (version.until() != null) {
                execute("update register." + quote(register.table()) + " set lifecycle = " + version.version()
                        + " where " + began + " <= date '" + version.until() + "'");
            }
        }
    }

    /** The text that is searched is made from other columns, so it may be made anew when those change. */
    private void bringUpSearch(Register register, List<String> done) {
        String wanted = searchText(register);
        String table = "register." + quote(register.table());
        String present = comment(register, "search_text");
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
        long against = database.sql("select count(*) from " + table + " where not (" + check + ")")
                .query(Long.class)
                .single();
        if (against > 0) {
            throw new IllegalStateException("REG-014: sổ «" + register.id() + "» còn " + against
                    + " bản ghi mang giá trị không còn trong danh sách (" + name
                    + "); trả giá trị đó vào khai báo, thêm «until:» nếu không cho chọn nữa.");
        }
        execute("alter table " + table + " drop constraint if exists " + quote(name));
        execute("alter table " + table + " add constraint " + quote(name) + " check (" + check + ")");
        // the comment keeps the text as we wrote it; the catalogue would give it back rewritten
        execute("comment on constraint " + quote(name) + " on " + table + " is '" + check.replace("'", "''") + "'");
    }

    private static void refuseLosses(Register register, Map<String, String> present) {
        for (Column column : register.columns()) {
            String type = present.get(column.sql());
            if (type != null && !type.equals(column.type().catalogue())) {
                throw new IllegalStateException(
                        "REG-012: cột «" + column.id() + "» của sổ «" + register.id() + "» đang là "
                                + type + ", khai báo mới cần " + column.type().sql()
                                + "; đổi kiểu có thể mất dữ liệu nên không tự làm. Trả lại kiểu cũ, khai báo một cột khác,"
                                + " hoặc chủ động bỏ dữ liệu của cột: " + Dropping.command(register, column.id()));
            }
        }
        List<String> known = register.columns().stream().map(Column::sql).toList();
        for (String column : present.keySet()) {
            if (!known.contains(column)) {
                throw new IllegalStateException(
                        "REG-013: cột «" + column.replace('_', '-') + "» của sổ «" + register.id()
                                + "» không còn trong khai báo; bỏ cột sẽ mất dữ liệu nên không tự làm. Trả lại cột vào khai báo,"
                                + " hoặc chủ động bỏ dữ liệu của cột: " + Dropping.command(register, column));
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
        OWN.forEach(present::remove);
        register.columns().stream()
                .filter(column -> column.type() == ColumnType.PARTY)
                .forEach(column -> present.remove(PartyLinks.sql(column)));
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
            lines.add(line(register, column));
        }
        lines.add("note text check (char_length(note) <= 10000)");
        return "create table register." + quote(register.table()) + " (\n  " + String.join(",\n  ", lines) + "\n)";
    }

    private static String line(Register register, Column column) {
        String name = quote(column.sql());
        var line = new StringBuilder(name).append(' ').append(column.type().sql());
        if (column.computed() != null) {
            return line.append(" generated always as (")
                    .append(computed(register, column))
                    .append(") stored")
                    .toString();
        }
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
        switch (column.type()) {
            case UNIT -> line.append(" references unit.unit (id)");
            case PERIOD ->
                line.append(" check (")
                        .append(name)
                        .append(" ~ '")
                        .append(Period.PATTERN)
                        .append("')");
            case ROWS ->
                line.append(" check (jsonb_typeof(")
                        .append(name)
                        .append(") = 'array' and jsonb_array_length(")
                        .append(name)
                        .append(") between 1 and ")
                        .append(column.most())
                        .append(')');
            case FILES, REFERENCES ->
                line.append(" check (cardinality(").append(name).append(") >= 1)");
            case LOCATION ->
                line.append(" check (cardinality(")
                        .append(name)
                        .append(") = 2 and abs(")
                        .append(name)
                        .append("[1]) <= 180 and abs(")
                        .append(name)
                        .append("[2]) <= 90)");
            default -> {}
        }
        return line.toString();
    }

    private static String computed(Register register, Column column) {
        Set<String> columns = register.columns().stream().map(Column::id).collect(Collectors.toSet());
        String formula = Expression.overColumns(String.valueOf(column.computed()), columns)
                .sql(id -> quote(id.replace('-', '_')));
        return "(" + formula + ")::" + column.type().sql();
    }

    private static String check(Column column, List<String> choices) {
        return quote(column.sql()) + " in (" + literals(choices) + ")";
    }

    private static String literals(List<String> ids) {
        return ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "));
    }

    /** Only columns that declare it cost an index; the newest records need none beyond the key. */
    private List<Index> indexes(Register register) {
        List<Index> indexes = new ArrayList<>();
        String table = quote(register.table());
        indexes.add(index("unique index", register, "code", table, "(code)"));
        for (Column column : register.columns()) {
            String name = quote(column.sql());
            boolean ranged = column.filter() && column.type().isRanged() && !standsBesideWords(column);
            if (column.sort() || ranged) {
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
        for (Column column : linked(register)) {
            String name = quote(PartyLinks.sql(column));
            indexes.add(index(
                    "index",
                    register,
                    PartyLinks.sql(column),
                    table,
                    "(" + name + ", id) where " + name + " is not null"));
        }
        if (Parties.isParties(register)) {
            indexes.add(index("index", register, "name_folded", table, "(common.fold(\"name\"))"));
        }
        if (register.publicView() != null) {
            for (String id : register.publicView().lookUpBy()) {
                String name = id.replace('-', '_');
                indexes.add(index("index", register, name + "_key", table, "(register.key(" + quote(name) + "))"));
            }
        }
        indexes.add(index("index", register, "search", table, "using gin (" + words(register) + ")"));
        indexes.add(index("index", register, "moved", table, "(id) where moved_on is not null"));
        if (register.deadline() != null) {
            indexes.add(index("index", register, "due", table, "(due_at, id) where " + isOpen(register)));
        }
        return indexes;
    }

    /** Words searched and, beside them, what a list is narrowed by: one index answers both together. */
    private static String words(Register register) {
        List<String> parts = new ArrayList<>();
        if (!register.searched().isEmpty()) {
            parts.add("search_text gin_trgm_ops");
        }
        if (!register.states().isEmpty()) {
            parts.add("state");
        }
        parts.addAll(List.of("unit", "place"));
        register.columns().stream()
                .filter(RegisterTables::standsBesideWords)
                .forEach(column -> parts.add(quote(column.sql())));
        // an index holds at most 32 columns
        return String.join(", ", parts.subList(0, Math.min(32, parts.size())));
    }

    /** Filters by equality; ranges of days and numbers are answered by the order of their own index. */
    static boolean standsBesideWords(Column column) {
        return column.filter()
                && switch (column.type()) {
                    case CHOICE, YES_NO, UNIT, REFERENCE, REFERENCES, PERIOD, IDENTIFIER, TEXT, PARTY -> true;
                    default -> false;
                };
    }

    /** Where something is still due. */
    static String isOpen(Register register) {
        Deadline deadline = Objects.requireNonNull(register.deadline());
        return deadline.metIn().isEmpty()
                ? "due_at is not null"
                : "due_at is not null and state not in (" + literals(List.copyOf(deadline.metIn())) + ")";
    }

    private static Index index(String kind, Register register, String suffix, String table, String on) {
        String name = register.table() + "_" + suffix;
        // PostgreSQL cuts names at 63 bytes
        String fitting =
                name.length() <= 63 ? name : name.substring(0, 50) + "_" + Integer.toHexString(name.hashCode());
        return new Index(fitting, "create " + kind + " " + quote(fitting) + " on register." + table + " " + on);
    }

    /** @param sql as its comment keeps it, so that a changed one is noticed */
    private record Index(String name, String sql) {}

    /** Indexes hold no data of their own: a changed one is made anew, one no longer declared goes. */
    private void bringUpIndexes(Register register, List<String> done) {
        Map<String, String> present = new HashMap<>();
        database.sql("""
                        select c.relname, coalesce(obj_description(c.oid, 'pg_class'), '')
                        from pg_index i join pg_class c on c.oid = i.indexrelid
                        where i.indrelid = to_regclass(:table)""")
                .param("table", "register." + register.table())
                .query((row, n) -> present.put(row.getString(1), row.getString(2)))
                .list();
        for (Index index : indexes(register)) {
            @Nullable String before = present.remove(index.name());
            if (index.sql().equals(before)) {
                continue;
            }
            if (before != null) {
                execute("drop index register." + quote(index.name()));
            }
            try {
                execute(index.sql());
            } catch (DataIntegrityViolationException twice) {
                throw new IllegalStateException(
                        "REG-015: sổ «" + register.id() + "» đã có bản ghi trùng nhau theo «" + index.name()
                                + "»; sửa các bản ghi đó trước, hoặc bỏ «unique» khỏi khai báo. "
                                + twice.getMostSpecificCause().getMessage(),
                        twice);
            }
            execute("comment on index register." + quote(index.name()) + " is '"
                    + index.sql().replace("'", "''") + "'");
            done.add(index.name());
        }
        present.forEach((name, comment) -> {
            if (comment.startsWith("create ")) {
                execute("drop index register." + quote(name));
                done.add(name);
            }
        });
    }

    static String quote(String identifier) {
        return '"' + identifier + '"';
    }

    private void execute(String sql) {
        database.sql(sql).update();
    }
}
