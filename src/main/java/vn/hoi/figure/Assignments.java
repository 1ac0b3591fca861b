package vn.hoi.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.Problem;
import vn.hoi.journal.Journal;
import vn.hoi.register.RecordTable;
import vn.hoi.register.Register;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/**
 * Assigns records of a split unit to the units it was split into. The record stays as it is: what it is counted at becomes a
 * portion of the split unit, which older maps show where the unit was and newer ones where the portion went. Record locks
 * and deltas are of one transaction, so figures are exact at its commit whoever writes beside it.
 */
@Component
public class Assignments {

    /** Records in one assignment at most. */
    public static final int MOST = 20_000;

    /** Codes that the journal's entry names at most. */
    private static final int NAMED = 200;

    /**
     * How far the records of a register are assigned.
     *
     * @param waiting not yet assigned
     * @param assigned by id of the successor
     */
    public record Progress(Register register, long waiting, Map<Integer, Long> assigned) {}

    private final StoredFigures stored;
    private final Units units;
    private final Journal journal;
    private final JdbcClient database;
    private final DSLContext queries;
    private final TransactionTemplate transaction;

    Assignments(
            StoredFigures stored,
            Units units,
            Journal journal,
            JdbcClient database,
            DSLContext queries,
            TransactionTemplate transaction) {
        this.stored = stored;
        this.units = units;
        this.journal = journal;
        this.database = database;
        this.queries = queries;
        this.transaction = transaction;
    }

    /** The units this one was split into. @throws Problem UNI-030 when it was not split */
    public List<Unit> successors(Unit split) {
        List<Unit> successors = units.successors(split.id()).stream()
                .filter(edge -> !edge.whole())
                .map(edge -> units.get(edge.successor()))
                .toList();
        if (successors.isEmpty() || split.until() == null) {
            throw new Problem(422, "UNI-030", split.fullName() + " không bị chia nên không có bản ghi nào phải phân.");
        }
        return successors;
    }

    /** Records that stand at the split unit now, or stood there before a move, and are not assigned yet. */
    public Condition waiting(Register register, Unit split) {
        Field<Integer[]> at = DSL.function(
                DSL.name("figure", "stands"),
                SQLDataType.INTEGER.array(),
                DSL.inline(register.id()),
                RecordTable.id(),
                RecordTable.integer("place"),
                DSL.field(DSL.name("moved_from"), SQLDataType.INTEGER.array()));
        Set<Integer> stood = units.stoodAt(split);
        Integer[] places = units.bases(stood).toArray(Integer[]::new);
        Condition near = RecordTable.integer("place")
                .in(places)
                .or(DSL.arrayOverlap(DSL.field(DSL.name("moved_from"), SQLDataType.INTEGER.array()), places));
        return near.and(DSL.arrayOverlap(at, stood.toArray(Integer[]::new)));
    }

    /** How far a register is assigned, from the live count of its records; records that moved away since are not in it. */
    public Progress progress(Register register, Unit split) {
        Set<Integer> stood = units.stoodAt(split);
        Map<Integer, Long> assigned = new LinkedHashMap<>();
        Map<Integer, Long> at = new LinkedHashMap<>();
        database.sql("""
                        select place, sum(n) from (
                            select place, n from figure.cell where figure = :figure and bucket = 0
                            union all select place, n from figure.delta where figure = :figure and bucket = 0) as counted
                        group by place having sum(n) <> 0""")
                .param("figure", stored.number(stored.of(register).getFirst()))
                .query((row, n) -> at.put(row.getInt(1), row.getLong(2)))
                .list();
        for (Unit successor : successors(split)) {
            long sum = 0;
            for (int portion : portions(stood, successor)) {
                sum += at.getOrDefault(portion, 0L);
            }
            assigned.put(successor.id(), sum);
        }
        long waiting = stood.stream().mapToLong(one -> at.getOrDefault(one, 0L)).sum();
        return new Progress(register, waiting, assigned);
    }

    private List<Integer> portions(Set<Integer> stood, Unit successor) {
        return database.sql("select id from unit.portion where successor = :successor and of = any (:stood)")
                .param("successor", successor.id())
                .param("stood", stood.toArray(Integer[]::new))
                .query(Integer.class)
                .list();
    }

    /**
     * Assigns the records that this condition chooses, at most {@value #MOST}; records assigned before are assigned anew,
     * records that never stood there are left.
     *
     * @return how many were assigned
     * @throws Problem UNI-030 when the unit was not split, UNI-031 when it was not split into the other
     */
    public int assign(Register register, Unit split, Unit successor, Condition chosen) {
        if (!successors(split).contains(successor)) {
            throw new Problem(
                    422,
                    "UNI-031",
                    split.fullName() + " không chia thành " + successor.fullName()
                            + "; chọn một trong các đơn vị mới.");
        }
        Set<Integer> stood = units.stoodAt(split);
        Map<Integer, Integer> portions = units.portions(stood, successor);
        units.refresh();
        return java.util.Objects.requireNonNull(transaction.execute(status -> {
            // whoever changes one of them is waited for; whoever comes later waits and sees the assignment
            List<Long> ids = queries.select(RecordTable.id())
                    .from(RecordTable.of(register))
                    .where(chosen)
                    .orderBy(RecordTable.id())
                    .limit(MOST)
                    .forUpdate()
                    .fetch(RecordTable.id());
            return ids.isEmpty() ? 0 : write(register, split, successor, ids, portions);
        }));
    }

    private int write(Register register, Unit split, Unit successor, List<Long> ids, Map<Integer, Integer> portions) {
        Long[] all = ids.toArray(Long[]::new);
        List<String> codes = queries.select(RecordTable.text("code"))
                .from(RecordTable.of(register))
                .where(RecordTable.id().in(ids.subList(0, Math.min(NAMED, ids.size()))))
                .fetch(RecordTable.text("code"));
        Map<String, Journal.Change> told = new LinkedHashMap<>();
        told.put("place", new Journal.Change(split.code(), successor.code()));
        told.put("records", new Journal.Change(null, ids.size()));
        told.put("codes", new Journal.Change(null, codes));
        long entry = journal.write("registers/" + register.id(), "assigned", told, split.fullName());
        count(register, all, -1);
        database.sql(
                        "delete from figure.assignment where register = :register and record = any (:ids) and place = any (:stood)")
                .param("register", register.id())
                .param("ids", all)
                .param("stood", portions.keySet().toArray(Integer[]::new))
                .update();
        int assigned = database.sql("insert into figure.assignment (register, record, place, portion, entry)"
                        + " select :register, one.id, stood.at, portion.id, :entry from register."
                        + FigureTriggers.quote(register.table()) + " as one,"
                        + " lateral (select distinct unnest(figure.stands(:register, one.id, one.place, one.moved_from)) as at)"
                        + " as stood join unit.portion on portion.of = stood.at and portion.successor = :successor"
                        + " where one.id = any (:ids) and stood.at = any (:stood)")
                .param("register", register.id())
                .param("entry", entry)
                .param("successor", successor.id())
                .param("ids", all)
                .param("stood", portions.keySet().toArray(Integer[]::new))
                .update();
        count(register, all, 1);
        return assigned;
    }

    /** Deltas of all events of these records where they are assigned to now, taken away or put in. */
    private void count(Register register, Long[] ids, int sign) {
        String rows = "(select * from register." + FigureTriggers.quote(register.table())
                + " where id = any (:ids)) as chosen";
        List<String> events = new ArrayList<>();
        for (Figure figure : stored.of(register)) {
            events.add(FigureTriggers.events(
                    (Definition.Stored) figure.definition(), stored.number(figure), rows, sign, true));
        }
        database.sql(FigureTriggers.INTO + FigureTriggers.grouped(events, true))
                .param("ids", ids)
                .update();
    }
}
