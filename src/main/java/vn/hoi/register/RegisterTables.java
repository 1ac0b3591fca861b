package vn.hoi.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * <p>Here, in {@link TableDefinition}, {@link TableChecks} and {@link RegisterIndexes}, and beside them only in the
 * figures' triggers, SQL is put together from declared names; the names have passed the pattern of ids, so they need no
 * quoting beyond the double quotes set here.
 */
@Component
class RegisterTables implements StartStep {

    private static final Logger LOG = LoggerFactory.getLogger(RegisterTables.class);
    private static final long LOCK = 0x686f690001L;

    private final Registers registers;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Journal journal;
    private final DeadlineFilling filling;
    private final Dropping dropping;
    private final TableCatalogue catalogue;
    private final TableChecks checks;
    private final RegisterIndexes indexes;

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
        this.catalogue = new TableCatalogue(database);
        this.checks = new TableChecks(database, catalogue);
        this.indexes = new RegisterIndexes(registers, database);
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
        Set<String> present = catalogue.foreignKeys(register);
        List<String> script = new ArrayList<>();
        for (Column column : register.columns()) {
            if (column.type() == ColumnType.REFERENCE) {
                reference(register, column.sql(), String.valueOf(column.of()), present, script);
            }
        }
        for (Column column : PartyLinks.linked(registers, register)) {
            reference(register, PartyLinks.sql(column), PartyLinks.REGISTER, present, script);
        }
        if (!script.isEmpty()) {
            execute(String.join(";\n", script));
        }
    }

    private void reference(Register register, String column, String to, Set<String> present, List<String> script) {
        String name = column + "_reference";
        if (!present.contains(name)) {
            script.add("alter table register." + quote(register.table()) + " add constraint " + quote(name)
                    + " foreign key (" + quote(column) + ") references register."
                    + quote(registers.get(to).table()) + " (code)");
        }
    }

    /** Beside the name of a party, as it is written, stands which one it is. */
    private void bringUpLinks(Register register, List<String> done) {
        for (Column column : PartyLinks.linked(registers, register)) {
            if (!catalogue.hasColumn(register, PartyLinks.sql(column))) {
                execute("alter table register." + quote(register.table()) + " add column "
                        + quote(PartyLinks.sql(column)) + " text");
                done.add(column.id() + PartyLinks.SUFFIX);
            }
        }
    }

    private void bringUp(Register register) {
        Map<String, String> present = catalogue.columns(register);
        List<String> done = new ArrayList<>();
        if (present.isEmpty()) {
            create(register);
            done.add("table");
        } else {
            extend(register, present, done);
            if (!done.isEmpty()) {
                LOG.info("register {}: {}", register.id(), done);
            }
        }
        if (!done.isEmpty()) {
            journal.write(
                    "registers/" + register.id(), "declared", Map.of("added", new Journal.Change(null, done)), null);
        }
    }

    /** The whole table in one message to the database: a province has more than a hundred of them. */
    private void create(Register register) {
        List<String> script = new ArrayList<>(TableDefinition.create(register, PartyLinks.linked(registers, register)));
        script.addAll(indexes.creating(register));
        execute(String.join(";\n", script));
    }

    /** Adds to a table that stands what its declaration has since. */
    private void extend(Register register, Map<String, String> present, List<String> done) {
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
                        + TableDefinition.line(register, column));
                done.add(column.id());
            }
        }
        bringUpComputed(register, done);
        bringUpStates(register, done);
        bringUpCourse(register, done);
        bringUpLinks(register, done);
        bringUpSearch(register, done);
        checks.bringUp(register, done);
        indexes.bringUp(register, done);
    }

    /** A register that gets states gives all its records the first of them. */
    private void bringUpStates(Register register, List<String> done) {
        if (!register.states().isEmpty() && !catalogue.hasColumn(register, "state")) {
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
            String wanted = TableDefinition.computed(register, column);
            if (!wanted.equals(catalogue.comment(register, column.sql()))) {
                execute("alter table " + table + " drop column " + quote(column.sql()) + ", add column "
                        + TableDefinition.line(register, column));
                execute(TableDefinition.comment(register, column.sql(), wanted));
                done.add(column.id());
            }
        }
    }

    /** What is kept of each record's way: its moves, and with steps or a deadline where it stands. */
    private void bringUpCourse(Register register, List<String> done) {
        String table = "register." + quote(register.table());
        if (!catalogue.hasColumn(register, "moved_on")) {
            execute("alter table " + table + " add column " + String.join(", add column ", TableDefinition.MOVES)
                    + ", add " + TableDefinition.MOVED);
            done.add("moved_on");
        }
        if (register.hasSteps() && !catalogue.hasColumn(register, "lifecycle")) {
            execute("alter table " + table + " add column lifecycle smallint not null default "
                    + register.lifecycles().size());
            execute("alter table " + table + " alter column lifecycle set default 1");
            putOnTheirVersion(register);
            done.add("lifecycle");
        }
        bringUpDeadlines(register, done);
    }

    /** A register that gets a deadline, or other deadlines of states, gives its open records theirs. */
    private void bringUpDeadlines(Register register, List<String> done) {
        if (register.deadline() == null) {
            return;
        }
        String table = "register." + quote(register.table());
        String wanted = TableDefinition.deadlines(register);
        boolean isThere = catalogue.hasColumn(register, "due_at");
        if (!isThere) {
            execute("alter table " + table + " add column " + String.join(", add column ", TableDefinition.DUE));
        }
        if (!isThere || !wanted.equals(catalogue.comment(register, "due_at"))) {
            execute(TableDefinition.comment(register, "due_at", wanted));
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
        String wanted = TableDefinition.searchText(register);
        String table = "register." + quote(register.table());
        String present = catalogue.comment(register, "search_text");
        if (wanted.equals(present)) {
            return;
        }
        execute("alter table " + table + " drop column if exists search_text");
        if (!wanted.isEmpty()) {
            execute("alter table " + table + " add column " + TableDefinition.searchColumn(wanted));
            execute(TableDefinition.comment(register, "search_text", wanted));
        }
        done.add("search_text");
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

    static String quote(String identifier) {
        return '"' + identifier + '"';
    }

    private void execute(String sql) {
        database.sql(sql).update();
    }
}
