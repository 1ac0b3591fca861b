package vn.hoi.figure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.Problem;
import vn.hoi.common.StartStep;
import vn.hoi.register.Column;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;

/**
 * Keeps what records were before they changed, from the first seal of one of their figures on: statement triggers write
 * the old values of the columns that figures count by, in the writer's transaction. Making a trigger waits for whoever is
 * writing to the register, so every change behind a seal's snapshot is kept.
 */
@Component
class PastRows implements StartStep {

    private static final String PATIENCE = "10s";

    private final Figures figures;
    private final Registers registers;
    private final JdbcClient database;
    private final TransactionTemplate own;

    PastRows(Figures figures, Registers registers, JdbcClient database, PlatformTransactionManager transactions) {
        this.figures = figures;
        this.registers = registers;
        this.database = database;
        own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public int order() {
        return 61;
    }

    @Override
    public String says() {
        return "giá trị trước khi thay đổi của các sổ đã chốt số liệu";
    }

    /** Definitions may count by other columns than before: the triggers follow. */
    @Override
    public void run() {
        keep(registers.list().stream()
                .filter(register -> mark(register) != null)
                .toList());
    }

    /** @throws Problem SEA-009 when a register is being written to for so long that its trigger cannot be made */
    void keep(Collection<Register> wanted) {
        for (Register register : wanted) {
            String script = script(register);
            String mark = Integer.toHexString(script.hashCode());
            if (mark.equals(mark(register))) {
                continue;
            }
            try {
                own.executeWithoutResult(status -> {
                    execute("set local lock_timeout = '" + PATIENCE + "'");
                    execute(script);
                    execute("comment on function figure." + name("keep_updated_", register) + " is '" + mark + "'");
                });
            } catch (PessimisticLockingFailureException | QueryTimeoutException | UncategorizedSQLException busy) {
                throw new Problem(
                        409,
                        "SEA-009",
                        "Sổ " + register.name().vi()
                                + " đang được nạp nhiều bản ghi nên chưa chốt số liệu được; chờ nạp xong rồi chốt lại.");
            }
        }
    }

    private @Nullable String mark(Register register) {
        return database.sql("select obj_description(to_regproc(:f), 'pg_proc')")
                .param("f", "figure." + name("keep_updated_", register))
                .query((row, n) -> java.util.Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }

    /** Columns that figures of the register count, date, add up, compare or break down by. */
    List<String> columns(Register register) {
        Set<String> columns = new LinkedHashSet<>(List.of("place", "unit", "moved_on", "moved_from"));
        for (Figure figure : figures.list()) {
            if (figure.definition() instanceof Definition.Stored definition
                    && definition.register().id().equals(register.id())) {
                for (@Nullable
                Column column : new Column[] {definition.column(), definition.from(), definition.until()}) {
                    if (column != null) {
                        columns.add(column.sql());
                    }
                }
                definition.by().forEach(breakdown -> columns.add(breakdown.sql()));
                definition
                        .versions()
                        .forEach(version -> version.filters()
                                .forEach(filter -> columns.add(filter.column().replace('-', '_'))));
            }
        }
        return List.copyOf(columns);
    }

    private String script(Register register) {
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        for (String column : columns(register)) {
            before.add("old_rows." + FigureTriggers.quote(column));
            after.add("new_rows." + FigureTriggers.quote(column));
        }
        String kept = "insert into figure.past_row (register, record, code, loaded_in, gone, \"row\")\n"
                + "select '" + register.id() + "', old_rows.id, old_rows.code, old_rows.loaded_in, %s,"
                + " (select to_jsonb(kept) from (select old_rows.id, old_rows.code, " + String.join(", ", before)
                + ") as kept)\nfrom old_rows";
        return function(
                        register,
                        "updated",
                        "update",
                        kept.formatted("false") + " join new_rows using (id)\nwhere (" + String.join(", ", before)
                                + ") is distinct from (" + String.join(", ", after) + ")",
                        "referencing old table as old_rows new table as new_rows")
                + function(register, "deleted", "delete", kept.formatted("true"), "referencing old table as old_rows");
    }

    private static String function(Register register, String done, String event, String insert, String referencing) {
        return """
                create or replace function figure.%1$s() returns trigger language plpgsql as $$
                begin
                %2$s;
                return null;
                end $$;
                create or replace trigger %1$s after %4$s on register.%3$s %5$s for each statement execute function figure.%1$s();
                """.formatted(
                        name("keep_" + done + "_", register),
                        insert,
                        FigureTriggers.quote(register.table()),
                        event,
                        referencing);
    }

    private static String name(String prefix, Register register) {
        return FigureTriggers.quote(prefix + register.table());
    }

    private void execute(String sql) {
        database.sql(sql).update();
    }
}
