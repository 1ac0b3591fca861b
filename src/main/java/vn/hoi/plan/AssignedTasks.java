package vn.hoi.plan;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Where a plan's tasks stand in the register of assigned tasks: their values, and which record each became. */
@Component
class AssignedTasks {

    private static final String REGISTER = "assigned-task";

    private final JdbcClient database;
    private final Registers registers;
    private final Outlines outlines;
    private final Units units;

    AssignedTasks(JdbcClient database, Registers registers, Outlines outlines, Units units) {
        this.database = database;
        this.registers = registers;
        this.outlines = outlines;
        this.units = units;
    }

    Register register() {
        return registers.get(REGISTER);
    }

    Optional<Register> find() {
        return registers.find(REGISTER);
    }

    /** By column: texts, numbers, days, units as their ids; null where the task names nothing. */
    Map<String, @Nullable Object> values(String number, LocalDate issuedOn, PlanTask task) {
        Unit unit = task.unit();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("unit", unit.id());
        values.put("place", unit.isArea() ? unit.id() : units.province().id());
        values.put("content", task.content());
        values.put("source-document", number);
        values.put("assigner", outlines.issuer().assigner());
        values.put("assigned-on", issuedOn);
        values.put("lead-unit", unit.id());
        values.put("priority", "normal");
        values.put("due-on", task.dueOn());
        values.put("deliverable", task.deliverable().isEmpty() ? null : task.deliverable());
        values.put("linked-figure", task.figure());
        values.put("target-value", task.target());
        return values;
    }

    /** Codes of the records made, by task. */
    Map<String, String> records(String plan) {
        Map<String, String> records = new LinkedHashMap<>();
        database.sql("select task, record from plan.assigned where plan = :plan")
                .param("plan", plan)
                .query((row, index) -> records.put(row.getString(1), row.getString(2)))
                .list();
        return records;
    }

    /** Others who would make records of the same plan wait until the transaction ends. */
    void hold(String plan) {
        database.sql("select pg_advisory_xact_lock(hashtext('plan.assigned'), hashtext(:plan))")
                .param("plan", plan)
                .query((row, index) -> 0)
                .list();
    }

    /** A second record for one task is refused by the table. */
    void keep(String plan, String task, String record) {
        database.sql("insert into plan.assigned (plan, task, record) values (:plan, :task, :record)")
                .param("plan", plan)
                .param("task", task)
                .param("record", record)
                .update();
    }
}
