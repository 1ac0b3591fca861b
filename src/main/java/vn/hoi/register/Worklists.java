package vn.hoi.register;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import vn.hoi.common.Rights;

/** What waits: cases that are late, due soon, or wait for a step the person at work may take. */
@Component
public class Worklists {

    /** Which cases a pile holds. */
    public enum Kind {
        LATE,
        SOON,
        MINE
    }

    /**
     * The cases of one register in a pile.
     *
     * @param count at most {@link #MOST} + 1, which stands for more
     * @param first the most urgent, at most ten
     * @param query of the register's list that shows them all
     */
    public record Pile(Register register, Kind kind, int count, List<Row> first, String query) {}

    /** Counting stops here: a pile longer than this is told as more than it. */
    public static final int MOST = 1000;

    private static final int SHOWN = 10;

    private final Registers registers;
    private final DSLContext database;
    private final RecordRows rows;
    private final Courses courses;
    private final Rights rights;
    private final VisibleRows visible;

    Worklists(
            Registers registers,
            DSLContext database,
            RecordRows rows,
            Courses courses,
            Rights rights,
            VisibleRows visible) {
        this.registers = registers;
        this.database = database;
        this.rows = rows;
        this.courses = courses;
        this.rights = rights;
        this.visible = visible;
    }

    /** The piles of a kind, one for each register that has any; registers in their order. */
    public List<Pile> list(Kind kind) {
        List<Pile> piles = new ArrayList<>();
        for (Register register : registers.list()) {
            if (kind == Kind.MINE) {
                mine(register, piles);
            } else if (register.deadline() != null) {
                Condition where = condition(register, kind, courses.now());
                add(piles, register, kind, where, kind == Kind.LATE ? "due=late" : "due=soon");
            }
        }
        return piles;
    }

    /** Cases of a register whose time is over, or nearly. */
    Condition condition(Register register, Kind kind, OffsetDateTime now) {
        var due = RecordTable.moment("due_at");
        Condition open =
                isOpen(register).and(RecordTable.moment("due_paused_at").isNull());
        return kind == Kind.LATE
                ? open.and(due.lt(now))
                : open.and(due.ge(now))
                        .and(DSL.or(register.deadlines().stream()
                                .map(deadline ->
                                        warned(register, deadline).and(due.le(courses.soonUntil(deadline, now))))
                                .toList()));
    }

    /** The states in which a deadline's own warning counts: where one of the state runs, the register's does not. */
    private static Condition warned(Register register, Deadline deadline) {
        List<String> states = Deadline.warned(register, deadline);
        return states.isEmpty() ? DSL.noCondition() : RecordTable.text("state").in(states);
    }

    /** Something is still due: the condition of the partial index on {@code due_at}. */
    static Condition isOpen(Register register) {
        Deadline deadline = Objects.requireNonNull(register.deadline());
        Condition dated = RecordTable.moment("due_at").isNotNull();
        return deadline.metIn().isEmpty()
                ? dated
                : dated.and(RecordTable.text("state")
                        .notIn(deadline.metIn().stream().map(DSL::inline).toList()));
    }

    private void mine(Register register, List<Pile> piles) {
        Set<String> states = new TreeSet<>();
        for (Lifecycle lifecycle : register.lifecycles()) {
            for (State state : register.states()) {
                boolean waits = !state.end()
                        && lifecycle.from(state.id()).stream()
                                .anyMatch(step -> rights.mayTake(register.id(), step.id(), step.roles()));
                if (waits) {
                    states.add(state.id());
                }
            }
        }
        if (!states.isEmpty()) {
            String query = String.join(
                    "&", states.stream().map(state -> "state=" + state).toList());
            add(piles, register, Kind.MINE, RecordTable.text("state").in(states), query);
        }
    }

    private void add(List<Pile> piles, Register register, Kind kind, Condition pile, String query) {
        Condition where = pile.and(visible.of(register));
        int count = database.fetchCount(
                DSL.selectOne().from(RecordTable.of(register)).where(where).limit(MOST + 1));
        if (count == 0) {
            return;
        }
        var order = register.deadline() == null
                ? List.of(RecordTable.id().desc())
                : List.of(
                        RecordTable.moment("due_at").asc().nullsLast(),
                        RecordTable.id().asc());
        // a long pile is not sorted for ten of it: its newest stand for it
        var shown = count > MOST && kind == Kind.MINE ? List.of(RecordTable.id().desc()) : order;
        List<Row> first = database.select(RecordRows.fields(register))
                .from(RecordTable.of(register))
                .where(where)
                .orderBy(shown)
                .limit(SHOWN)
                .fetch(record -> rows.row(register, record));
        piles.add(new Pile(register, kind, count, first, query));
    }
}
