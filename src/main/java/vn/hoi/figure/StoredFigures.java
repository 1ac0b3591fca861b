package vn.hoi.figure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.Label;
import vn.hoi.common.StartStep;
import vn.hoi.register.Column;
import vn.hoi.register.Register;
import vn.hoi.register.RegisterDeclared;
import vn.hoi.register.Registers;

/**
 * The stored figures: their numbers, and the statement-level triggers that append grouped deltas to every write of a
 * register in the writer's own transaction. Triggers are generated from the definitions; a new or changed definition is
 * filled from the records in the same transaction in which its trigger begins, under a lock that lets readers pass.
 */
@Component
class StoredFigures implements StartStep {

    private static final Logger LOG = LoggerFactory.getLogger(StoredFigures.class);
    private static final long LOCK = 0x686f690002L;

    private final Figures figures;
    private final Registers registers;
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    /** A figure as the database has it. */
    private record Known(int number, String definition) {}

    private volatile Map<String, Integer> numbers = Map.of();

    StoredFigures(Figures figures, Registers registers, JdbcClient database, TransactionTemplate transaction) {
        this.figures = figures;
        this.registers = registers;
        this.database = database;
        this.transaction = transaction;
    }

    @Override
    public int order() {
        return 60;
    }

    @Override
    public String says() {
        return "số liệu đếm trực tiếp";
    }

    /** Id of the hidden figure that counts a register's records. */
    static String countId(Register register) {
        return "records." + register.id();
    }

    /** The stored figures of a register: the hidden count of its records, then the declared ones. */
    List<Figure> of(Register register) {
        List<Figure> stored = new ArrayList<>();
        stored.add(new Figure(
                countId(register),
                register.field(),
                register.name(),
                new Measure("record", new Label("bản ghi", "records")),
                new Definition.Stored(
                        register,
                        Definition.Takes.COUNT,
                        null,
                        null,
                        null,
                        false,
                        List.of(),
                        DSL.noCondition(),
                        List.of(new Definition.Version(null, List.of()))),
                false));
        figures.list().stream()
                .filter(figure -> figure.definition() instanceof Definition.Stored declared
                        && declared.takes().isKept()
                        && declared.register().equals(register))
                .forEach(stored::add);
        return stored;
    }

    /** The number that deltas and cells carry. */
    int number(Figure figure) {
        @Nullable Integer number = numbers.get(figure.id());
        if (number == null) {
            // of a register declared since the start, here or on another node
            numbers = numbers();
            number = numbers.get(figure.id());
        }
        return Objects.requireNonNull(number, figure.id());
    }

    private Map<String, Integer> numbers() {
        Map<String, Integer> read = new HashMap<>();
        known().forEach((id, known) -> read.put(id, known.number()));
        return Map.copyOf(read);
    }

    private Map<String, Known> known() {
        Map<String, Known> known = new HashMap<>();
        database.sql("select figure, number, definition from figure.definition")
                .query((row, n) -> known.put(row.getString(1), new Known(row.getInt(2), row.getString(3))))
                .list();
        return known;
    }

    /** The triggers of a register declared while the program runs, in the transaction that makes its table. */
    @EventListener
    void bringUp(RegisterDeclared declared) {
        lock();
        bringUp(declared.register(), known());
    }

    private void lock() {
        database.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, n) -> 1)
                .single();
    }

    @Override
    public void run() {
        transaction.executeWithoutResult(status -> {
            lock();
            Map<String, Known> known = known();
            forget(known);
            registers.list().forEach(register -> bringUp(register, known));
        });
        numbers = numbers();
    }

    /** Figures no longer declared lose their cells; the records they counted stay. */
    private void forget(Map<String, Known> known) {
        Set<String> gone = new HashSet<>(known.keySet());
        registers.list().forEach(register -> of(register).forEach(figure -> gone.remove(figure.id())));
        for (String figure : gone) {
            int number = Objects.requireNonNull(known.get(figure)).number();
            empty(number);
            database.sql("delete from figure.definition where number = :n")
                    .param("n", number)
                    .update();
            LOG.info("figure {} is no longer declared", figure);
        }
    }

    private void bringUp(Register register, Map<String, Known> known) {
        List<Figure> stored = of(register);
        Map<String, Integer> numbered = new LinkedHashMap<>();
        List<Figure> fresh = new ArrayList<>();
        for (Figure figure : stored) {
            String text = FigureTriggers.describe((Definition.Stored) figure.definition());
            @Nullable Known before = known.get(figure.id());
            if (before == null || !text.equals(before.definition())) {
                int number = declare(figure, register, text);
                if (before != null) {
                    empty(number);
                }
                fresh.add(figure);
                numbered.put(figure.id(), number);
            } else {
                numbered.put(figure.id(), before.number());
            }
        }
        String wanted = FigureTriggers.functions(register, stored, numbered);
        String name = register.table();
        @Nullable
        String present = database.sql("select obj_description(to_regproc(:f), 'pg_proc')")
                .param("f", "figure.after_insert_" + name)
                .query((row, n) -> String.valueOf(row.getString(1)))
                .single();
        String mark = Integer.toHexString(wanted.hashCode());
        if (!mark.equals(present)) {
            // readers pass, writers wait until the new trigger stands and its cells are filled
            execute("lock table register." + FigureTriggers.quote(name) + " in share row exclusive mode");
            execute(wanted);
            execute("comment on function figure." + FigureTriggers.quote("after_insert_" + name) + " is '" + mark
                    + "'");
            fill(register, fresh, numbered);
        }
        Set<String> indexes = indexes(register);
        for (Figure figure : stored) {
            Definition.Stored definition = (Definition.Stored) figure.definition();
            eventIndex(register, definition.from(), indexes);
            eventIndex(register, definition.until(), indexes);
        }
    }

    /** @return its number */
    private int declare(Figure figure, Register register, String text) {
        return database.sql("""
                        insert into figure.definition (figure, register, definition) values (:id, :register, :text)
                        on conflict (figure) do update set definition = excluded.definition,
                            register = excluded.register, version = definition.version + 1, since = now()
                        returning number""")
                .param("id", figure.id())
                .param("register", register.id())
                .param("text", text)
                .query(Integer.class)
                .single();
    }

    /** Odd days are counted from records, so the dates that date them are indexed; one a list is ordered by already is. */
    private void eventIndex(Register register, @Nullable Column column, Set<String> present) {
        if (column == null) {
            return;
        }
        String name = register.table() + "_" + column.sql() + "_event";
        if (!column.isOrdered()) {
            if (present.add(name)) {
                execute("create index if not exists " + FigureTriggers.quote(name) + " on register."
                        + FigureTriggers.quote(register.table()) + " (" + FigureTriggers.quote(column.sql())
                        + ", id) where " + FigureTriggers.quote(column.sql()) + " is not null");
            }
        } else if (present.remove(name)) {
            // of a time when the column had no order of its own, or this did not know of it
            execute("drop index register." + FigureTriggers.quote(name));
        }
    }

    private Set<String> indexes(Register register) {
        return new HashSet<>(database.sql("""
                        select indexname from pg_indexes where schemaname = 'register' and tablename = :table""")
                .param("table", register.table())
                .query(String.class)
                .list());
    }

    private void empty(int number) {
        for (String table : List.of("delta", "cell", "rollup")) {
            execute("delete from figure." + table + " where figure = " + number);
        }
    }

    private void fill(Register register, List<Figure> fresh, Map<String, Integer> numbers) {
        boolean holdsRecords = database.sql(
                        "select exists (select from register." + FigureTriggers.quote(register.table()) + ")")
                .query(Boolean.class)
                .single();
        if (holdsRecords) {
            for (Figure figure : fresh) {
                fill(figure, Objects.requireNonNull(numbers.get(figure.id())));
                LOG.info("figure {} filled from the records", figure.id());
            }
        }
    }

    /** Cells straight from the records. */
    private void fill(Figure figure, int number) {
        Definition.Stored definition = (Definition.Stored) figure.definition();
        execute("insert into figure.cell (figure, bucket, place, unit, b1, b2, b3, n, total) "
                + FigureTriggers.grouped(
                        List.of(FigureTriggers.placed(
                                definition,
                                number,
                                "register."
                                        + FigureTriggers.quote(
                                                definition.register().table()))),
                        true));
        execute("insert into figure.rollup (figure, span, place, unit, b1, b2, b3, n, total) "
                + "select figure, span, at_place, at_unit, b1, b2, b3, sum(n), sum(total) from figure.cell, "
                + Fold.SPANS + " where figure = " + number + " group by 1, 2, 3, 4, 5, 6, 7");
    }

    private void execute(String sql) {
        database.sql(sql).update();
    }
}
