package vn.hoi.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
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
    /** Only renders conditions to text; never runs anything. */
    private final DSLContext renderer = DSL.using(SQLDialect.POSTGRES);

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
                new Definition.Stored(register, null, null, null, false, List.of(), DSL.noCondition(), Map.of()),
                false));
        figures.list().stream()
                .filter(figure -> figure.definition() instanceof Definition.Stored declared
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
            String text = describe((Definition.Stored) figure.definition());
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
        String wanted = functions(register, stored, known);
        String name = register.table();
        @Nullable
        String present = database.sql("select obj_description(to_regproc(:f), 'pg_proc')")
                .param("f", "figure.after_insert_" + name)
                .query((row, n) -> String.valueOf(row.getString(1)))
                .single();
        String mark = Integer.toHexString(wanted.hashCode());
        if (!mark.equals(present)) {
            // readers pass, writers wait until the new trigger stands and its cells are filled
            execute("lock table register." + quote(name) + " in share row exclusive mode");
            execute(wanted);
            execute("comment on function figure." + quote("after_insert_" + name) + " is '" + mark + "'");
            for (Figure figure : fresh) {
                fill(figure, Objects.requireNonNull(known.get(figure.id())));
            }
        }
        for (Figure figure : stored) {
            Definition.Stored definition = (Definition.Stored) figure.definition();
            eventIndex(register, definition.from());
            eventIndex(register, definition.until());
        }
    }

    /** Odd days are counted from records, so the dates that date them are indexed; one a list is ordered by already is. */
    private void eventIndex(Register register, @Nullable Column column) {
        if (column == null) {
            return;
        }
        String name = register.table() + "_" + column.sql() + "_event";
        if (!column.isOrdered()) {
            execute("create index if not exists " + quote(name) + " on register." + quote(register.table()) + " ("
                    + quote(column.sql()) + ", id) where " + quote(column.sql()) + " is not null");
        } else if (isIndex(name)) {
            // of a time when the column had no order of its own, or this did not know of it
            execute("drop index register." + quote(name));
        }
    }

    private boolean isIndex(String name) {
        return database.sql("select to_regclass(:index) is not null")
                .param("index", "register." + quote(name))
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
                + grouped(
                        List.of(events(
                                definition,
                                number,
                                "register." + quote(definition.register().table()),
                                1)),
                        true));
        execute("insert into figure.rollup (figure, span, b1, b2, b3, n, total) "
                + "select figure, span, b1, b2, b3, sum(n), sum(total) from figure.cell, "
                + "lateral (values (bucket), (-(bucket / 24) - 1)) as spans (span) where figure = " + number
                + " group by 1, 2, 3, 4, 5");
        LOG.info("figure {} filled from the records", figure.id());
    }

    /** The three trigger functions of a register and the triggers that call them, as one script. */
    private String functions(Register register, List<Figure> stored, Map<String, Integer> known) {
        List<String> added = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        for (Figure figure : stored) {
            Definition.Stored definition = (Definition.Stored) figure.definition();
            int number = Objects.requireNonNull(known.get(figure.id()));
            added.add(events(definition, number, "new_rows", 1));
            gone.add(events(definition, number, "old_rows", -1));
        }
        List<String> both = new ArrayList<>(added);
        both.addAll(gone);
        String table = register.table();
        return function(table, "insert", added, "referencing new table as new_rows")
                + function(table, "delete", gone, "referencing old table as old_rows")
                + function(table, "update", both, "referencing old table as old_rows new table as new_rows")
                + "create or replace trigger never_truncated before truncate on register." + quote(table)
                + " for each statement execute function figure.refuse_truncate();\n";
    }

    private static String function(String table, String event, List<String> events, String referencing) {
        String name = quote("after_" + event + "_" + table);
        return """
                create or replace function figure.%1$s() returns trigger language plpgsql as $$
                begin
                insert into figure.delta (figure, bucket, place, unit, b1, b2, b3, n, total)
                %2$s;
                return null;
                end $$;
                create or replace trigger %1$s after %4$s on register.%3$s %5$s for each statement execute function figure.%1$s();
                """.formatted(name, grouped(events, event.equals("update")), quote(table), event, referencing);
    }

    private static String grouped(List<String> events, boolean cancel) {
        return "select figure, bucket, place, unit, b1, b2, b3, sum(n), sum(total) from (\n"
                + String.join("\nunion all\n", events)
                + "\n) as events group by 1, 2, 3, 4, 5, 6, 7"
                + (cancel ? " having sum(n) <> 0 or sum(total) <> 0" : "");
    }

    /**
     * The events of a figure in a set of rows: one where it begins, and for a stock one of the other sign where it ends
     * (never before it began, so that a wrong pair of dates counts as nothing).
     */
    String events(Definition.Stored definition, int number, String rows, int sign) {
        List<String> parts = new ArrayList<>();
        for (int index = 0; index < 3; index++) {
            parts.add(
                    index < definition.by().size()
                            ? "coalesce(" + quote(definition.by().get(index).replace('-', '_')) + "::text, '') as b"
                                    + (index + 1)
                            : "'' as b" + (index + 1));
        }
        String amount = definition.sums() == null
                ? "0::numeric"
                : sign + " * coalesce(" + quote(definition.sums().sql()) + ", 0)::numeric";
        String where = sql(definition.where());
        if (definition.from() == null) {
            return select(number, "0", "place", parts, sign, amount, rows, where);
        }
        String from = quote(definition.from().sql());
        String began = from + " is not null and " + where;
        String begin = select(number, "figure.bucket(" + from + ")", placeOn(from), parts, sign, amount, rows, began);
        if (!definition.stock()) {
            return begin;
        }
        String ended = definition.sums() == null ? amount : "-1 * " + amount;
        List<String> events = new ArrayList<>(List.of(begin));
        String moved = began + " and moved_day > " + from;
        if (definition.until() != null) {
            String until = quote(definition.until().sql());
            String end = "greatest(" + from + ", " + until + ")";
            events.add(select(
                    number,
                    "figure.bucket(" + end + ")",
                    placeOn(end),
                    parts,
                    -sign,
                    ended,
                    rows,
                    began + " and " + until + " is not null"));
            moved += " and (" + until + " is null or moved_day <= " + end + ")";
        }
        // a record in stock that moves leaves one place and comes to another on the day
        String moves = "(select * from " + rows + " where moved_on is not null) as stood, lateral (select moved_day,"
                + " left_place, coalesce(lead(left_place) over (order by nth), place) as next_place"
                + " from unnest(moved_on, moved_from) with ordinality as way (moved_day, left_place, nth)) as move";
        events.add(select(number, "figure.bucket(moved_day)", "left_place", parts, -sign, ended, moves, moved));
        events.add(select(number, "figure.bucket(moved_day)", "next_place", parts, sign, amount, moves, moved));
        return String.join("\nunion all\n", events);
    }

    private static String placeOn(String day) {
        return "case when moved_on is null then place else register.place_on(place, moved_on, moved_from, " + day
                + ") end";
    }

    private static String select(
            int number,
            String bucket,
            String place,
            List<String> parts,
            int sign,
            String amount,
            String rows,
            String where) {
        return "select " + number + " as figure, " + bucket + " as bucket, " + place + " as place, unit, "
                + String.join(", ", parts) + ", " + sign + "::bigint as n, " + amount + " as total from " + rows
                + " where " + where;
    }

    private String sql(Condition condition) {
        String text = renderer.renderInlined(condition);
        return text.isBlank() ? "true" : "(" + text + ")";
    }

    private String describe(Definition.Stored definition) {
        return "of " + definition.register().id()
                + " sums "
                + (definition.sums() == null ? "-" : definition.sums().id())
                + " from "
                + (definition.from() == null ? "-" : definition.from().id())
                + " until "
                + (definition.until() == null ? "-" : definition.until().id())
                + " by " + definition.by().stream().collect(Collectors.joining(","))
                + " where " + sql(definition.where());
    }

    static String quote(String identifier) {
        return '"' + identifier + '"';
    }

    private void execute(String sql) {
        database.sql(sql).update();
    }
}
