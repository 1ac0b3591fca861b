package vn.hoi.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        Map<String, Integer> read = new LinkedHashMap<>();
        database.sql("select figure, number from figure.definition")
                .query((row, n) -> read.put(row.getString(1), row.getInt(2)))
                .list();
        return Map.copyOf(read);
    }

    /** The triggers of a register declared while the program runs, in the transaction that makes its table. */
    @EventListener
    void bringUp(RegisterDeclared declared) {
        lock();
        bringUp(declared.register());
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
            forget();
            registers.list().forEach(this::bringUp);
        });
        numbers = numbers();
    }

    /** Figures no longer declared lose their cells; the records they counted stay. */
    private void forget() {
        List<String> declared = new ArrayList<>();
        registers.list().forEach(register -> of(register).forEach(figure -> declared.add(figure.id())));
        database.sql("select figure, number from figure.definition where figure <> all (:declared::text[])")
                .param("declared", declared.toArray(String[]::new))
                .query((row, n) -> Map.entry(row.getString(1), row.getInt(2)))
                .list()
                .forEach(gone -> {
                    empty(gone.getValue());
                    database.sql("delete from figure.definition where number = :n")
                            .param("n", gone.getValue())
                            .update();
                    LOG.info("figure {} is no longer declared", gone.getKey());
                });
    }

    private void bringUp(Register register) {
        List<Figure> stored = of(register);
        Map<String, Integer> known = new LinkedHashMap<>();
        List<Figure> fresh = new ArrayList<>();
        for (Figure figure : stored) {
            String text = FigureTriggers.describe((Definition.Stored) figure.definition());
            @Nullable
            String before = database.sql("select definition from figure.definition where figure = :id")
                    .param("id", figure.id())
                    .query(String.class)
                    .optional()
                    .orElse(null);
            if (!text.equals(before)) {
                fresh.add(figure);
                database.sql("""
                                insert into figure.definition (figure, register, definition) values (:id, :register, :text)
                                on conflict (figure) do update set definition = excluded.definition,
                                    register = excluded.register, version = definition.version + 1, since = now()""")
                        .param("id", figure.id())
                        .param("register", register.id())
                        .param("text", text)
                        .update();
            }
            known.put(
                    figure.id(),
                    database.sql("select number from figure.definition where figure = :id")
                            .param("id", figure.id())
                            .query(Integer.class)
                            .single());
        }
        String wanted = FigureTriggers.functions(register, stored, known);
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
            for (Figure figure : fresh) {
                fill(figure, Objects.requireNonNull(known.get(figure.id())));
            }
        }
        for (Figure figure : stored) {
            Definition.Stored definition = (Definition.Stored) figure.definition();
            eventIndex(register, definition.from());
            eventIndex(register, definition.until());
        }
        // found by the auditor without reading the whole register
        execute("create index if not exists " + FigureTriggers.quote(name + "_moved") + " on register."
                + FigureTriggers.quote(name) + " (id) where moved_on is not null");
    }

    /** Odd days are counted from records, so the dates that date them are indexed; one a list is ordered by already is. */
    private void eventIndex(Register register, @Nullable Column column) {
        if (column == null) {
            return;
        }
        String name = register.table() + "_" + column.sql() + "_event";
        if (!column.isOrdered()) {
            execute("create index if not exists " + FigureTriggers.quote(name) + " on register."
                    + FigureTriggers.quote(register.table()) + " (" + FigureTriggers.quote(column.sql())
                    + ", id) where " + FigureTriggers.quote(column.sql()) + " is not null");
        } else if (isIndex(name)) {
            // of a time when the column had no order of its own, or this did not know of it
            execute("drop index register." + FigureTriggers.quote(name));
        }
    }

    private boolean isIndex(String name) {
        return database.sql("select to_regclass(:index) is not null")
                .param("index", "register." + FigureTriggers.quote(name))
                .query(Boolean.class)
                .single();
    }

    private void empty(int number) {
        for (String table : List.of("delta", "cell", "rollup")) {
            execute("delete from figure." + table + " where figure = " + number);
        }
    }

    /** Cells straight from the records. */
    private void fill(Figure figure, int number) {
        empty(number);
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
        execute("insert into figure.rollup (figure, span, b1, b2, b3, n, total) "
                + "select figure, span, b1, b2, b3, sum(n), sum(total) from figure.cell, "
                + "lateral (values (bucket), (-(bucket / 24) - 1)) as spans (span) where figure = " + number
                + " group by 1, 2, 3, 4, 5");
        LOG.info("figure {} filled from the records", figure.id());
    }

    private void execute(String sql) {
        database.sql(sql).update();
    }
}
