package vn.hoi.figure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.RecordTable;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/**
 * Reads what is kept of figures: the sum of their cells (or of the province's roll-ups), of the deltas not yet folded, of
 * the openings, and of the records of the odd days at the ends of the period, of any number of figures in one statement
 * and so of one moment.
 */
@Component
class StoredReading {

    /** What rows are kept apart by. */
    enum Dimension {
        /** The area a record is counted at. */
        PLACE("place"),
        /** The unit that answers for it. */
        UNIT("unit"),
        B1("b1"),
        B2("b2"),
        B3("b3");

        private final String column;

        Dimension(String column) {
            this.column = column;
        }

        boolean isUnit() {
            return this == PLACE || this == UNIT;
        }

        /** The dimension of a breakdown, from 0. */
        static Dimension of(int breakdown) {
            return List.of(B1, B2, B3).get(breakdown);
        }
    }

    /** One thing asked. */
    record Ask(Source source, FigureQuery query, Set<Dimension> by) {}

    /**
     * One row of an answer.
     *
     * @param place 0 where rows are not kept apart by it
     * @param keys of the breakdowns, in the order of the definition; empty where rows are not kept apart by them
     * @param seen one value, where values are told apart
     */
    record Row(
            int place,
            int unit,
            List<String> keys,
            long n,
            BigDecimal total,
            BigDecimal opening,
            @Nullable BigDecimal least,
            @Nullable BigDecimal greatest,
            @Nullable String seen) {

        int at(Dimension dimension) {
            return dimension == Dimension.PLACE ? place : unit;
        }
    }

    /** Where an answer stands in the statement: figures asked for alike are read together. */
    private record Place(int group, int figure) {}

    private static final Field<Integer> GROUP = DSL.field(DSL.name("grp"), SQLDataType.INTEGER);
    private static final Field<Integer> FIGURE = DSL.field(DSL.name("figure"), SQLDataType.INTEGER);
    private static final Field<Integer> NUMBER = DSL.field(DSL.name("number"), SQLDataType.INTEGER);
    private static final Field<Long> N = DSL.field(DSL.name("n"), SQLDataType.BIGINT);
    private static final Field<BigDecimal> TOTAL = DSL.field(DSL.name("total"), SQLDataType.NUMERIC);
    private static final Field<BigDecimal> OPENING = DSL.field(DSL.name("opening"), SQLDataType.NUMERIC);
    private static final Field<BigDecimal> REMAINING = DSL.field(DSL.name("remaining"), SQLDataType.NUMERIC);
    /** Roll-ups of the province; the others are of one place and unit each. */
    private static final Condition PROVINCE = RecordTable.integer("place").eq(DSL.inline(0));

    private static final Field<BigDecimal> NOTHING = DSL.inline(BigDecimal.ZERO);

    /** From here on a statement's plan is worth keeping. */
    private static final int MANY_PARTS = 12;

    private final StoredFigures stored;
    private final DSLContext database;
    private final TransactionTemplate transaction;
    private final Units units;
    private final ResolvedReading resolved;

    StoredReading(StoredFigures stored, DSLContext database, Units units, TransactionTemplate transaction) {
        this.transaction = transaction;
        this.stored = stored;
        this.database = database;
        this.units = units;
        resolved = new ResolvedReading(database);
    }

    /** The rows of each thing asked; of one moment but for those resolved from records. */
    Map<Ask, List<Row>> rows(List<Ask> asks) {
        Map<Ask, List<Row>> answers = new HashMap<>();
        Map<List<Object>, Integer> groups = new LinkedHashMap<>();
        Map<Integer, List<Ask>> members = new LinkedHashMap<>();
        Map<Ask, Place> places = new LinkedHashMap<>();
        for (Ask ask : asks) {
            if (ask.source().definition().takes().isKept()) {
                int number = stored.number(ask.source().root());
                int group = groups.computeIfAbsent(alike(ask, number), none -> groups.size());
                members.computeIfAbsent(group, none -> new ArrayList<>()).add(ask);
                places.put(ask, new Place(group, number));
            } else {
                answers.put(ask, resolved.rows(ask, ask.query().unit() == null ? null : places(ask.query())));
            }
        }
        Map<Place, List<Row>> read = read(parts(members, places));
        places.forEach((ask, place) -> answers.put(ask, read.getOrDefault(place, List.of())));
        return answers;
    }

    /** What two things asked have in common when one part of the statement answers both. */
    private static List<Object> alike(Ask ask, int number) {
        @Nullable Unit unit = ask.query().unit();
        return List.of(
                Span.of(ask.source(), ask.query()),
                ask.by(),
                ask.source().where().isEmpty()
                        ? List.of()
                        : List.of(number, ask.source().where()),
                unit == null ? List.of() : List.of(unit.id(), mapDay(ask.query())));
    }

    private List<Select<Record>> parts(Map<Integer, List<Ask>> members, Map<Ask, Place> places) {
        List<Select<Record>> parts = new ArrayList<>();
        Set<Place> done = new HashSet<>();
        members.forEach((group, asks) -> {
            Ask one = asks.getFirst();
            Span span = Span.of(one.source(), one.query());
            List<Integer> numbers = asks.stream()
                    .map(ask -> Objects.requireNonNull(places.get(ask)).figure())
                    .distinct()
                    .toList();
            if (!span.isEmpty()) {
                kept(parts, group, numbers, one, span);
            }
            for (Ask ask : asks) {
                Place place = Objects.requireNonNull(places.get(ask));
                if (done.add(place)) {
                    parts.addAll(oddDays(place, ask, span));
                }
            }
        });
        return parts;
    }

    private void kept(List<Select<Record>> parts, int group, List<Integer> numbers, Ask ask, Span span) {
        Condition narrowed = DSL.noCondition();
        for (Map.Entry<String, List<String>> part : ask.source().where().entrySet()) {
            Dimension dimension = Dimension.of(ask.source().definition().index(part.getKey()));
            narrowed = narrowed.and(text(dimension.column).in(part.getValue()));
        }
        if (ask.query().unit() != null) {
            narrowed = narrowed.and(RecordTable.integer("place").in(places(ask.query())));
        }
        Condition mine = FIGURE.in(numbers).and(narrowed);
        if (!isPlaced(ask)) {
            parts.add(summed(group, ask, "rollup", mine.and(PROVINCE).and(span.rollups())));
        } else if (span.hasYears()) {
            parts.add(summed(group, ask, "rollup", mine.and(DSL.not(PROVINCE)).and(span.years())));
            parts.add(summed(group, ask, "cell", mine.and(span.bucketsBesideYears())));
        } else {
            parts.add(summed(group, ask, "cell", mine.and(span.buckets())));
        }
        parts.add(summed(group, ask, "delta", mine.and(span.buckets())));
        parts.add(part(
                group,
                NUMBER,
                ask,
                table("opening"),
                NUMBER.in(numbers).and(narrowed).and(span.openings()),
                NOTHING,
                NOTHING,
                DSL.sum(REMAINING)));
    }

    private static Select<Record> summed(int group, Ask ask, String table, Condition where) {
        return part(group, FIGURE, ask, table(table), where, DSL.sum(N), DSL.sum(TOTAL), NOTHING);
    }

    private static boolean isPlaced(Ask ask) {
        return ask.query().unit() != null || ask.by().stream().anyMatch(Dimension::isUnit);
    }

    private static Table<?> table(String name) {
        return DSL.table(DSL.name("figure", name));
    }

    @SuppressWarnings("unchecked")
    private static Select<Record> part(
            int group,
            Field<Integer> figure,
            Ask ask,
            Table<?> table,
            Condition where,
            Field<BigDecimal> n,
            Field<BigDecimal> total,
            Field<BigDecimal> opening) {
        List<SelectField<?>> fields = new ArrayList<>(List.of(DSL.inline(group).as(GROUP), figure.as(FIGURE)));
        List<Field<?>> groups = new ArrayList<>(List.of(figure));
        for (Dimension dimension : Dimension.values()) {
            boolean asked = ask.by().contains(dimension);
            Field<?> column =
                    dimension.isUnit() ? RecordTable.integer(column(dimension, table)) : text(dimension.column);
            fields.add((asked ? column : none(dimension)).as(dimension.column));
            if (asked) {
                groups.add(column);
            }
        }
        fields.addAll(List.of(n.as(N), total.as(TOTAL), opening.as(OPENING)));
        return (Select<Record>)
                (Select<?>) DSL.select(fields).from(table).where(where).groupBy(groups);
    }

    /** An opening has no unit that answers for its records, there being none: its place stands for it. */
    private static String column(Dimension dimension, Table<?> table) {
        return table.getName().equals("opening") ? Dimension.PLACE.column : dimension.column;
    }

    private static Field<?> none(Dimension dimension) {
        return dimension.isUnit() ? DSL.inline(0) : DSL.inline("");
    }

    @SuppressWarnings("unchecked")
    private List<Select<Record>> oddDays(Place at, Ask ask, Span span) {
        Definition.Stored definition = ask.source().definition();
        List<Select<Record>> parts = new ArrayList<>();
        for (OddDays.Events events : OddDays.of(ask.source(), ask.query(), span, isPlaced(ask))) {
            Condition where = ask.source().taken().and(events.days());
            if (ask.query().unit() != null) {
                where = where.and(events.place().in(places(ask.query())));
            }
            Field<BigDecimal> amount = definition.takes() == Definition.Takes.COUNT || definition.column() == null
                    ? NOTHING
                    : DSL.coalesce(RecordTable.number(definition.column().sql()), BigDecimal.ZERO)
                            .times(events.sign());
            List<SelectField<?>> fields = new ArrayList<>(List.of(
                    DSL.inline(at.group()).as(GROUP), DSL.inline(at.figure()).as(FIGURE)));
            fields.addAll(dimensions(ask, events.place()));
            fields.addAll(List.of(
                    DSL.inline(BigDecimal.valueOf(events.sign())).as(N), amount.as(TOTAL), NOTHING.as(OPENING)));
            parts.add((Select<Record>)
                    (Select<?>) DSL.select(fields).from(events.table()).where(where));
        }
        return parts;
    }

    /** The dimensions as expressions over the register's table. */
    static List<Field<?>> dimensions(Ask ask, Field<Integer> place) {
        List<Breakdown> by = ask.source().definition().by();
        List<Field<?>> fields = new ArrayList<>();
        for (Dimension dimension : Dimension.values()) {
            Field<?> field = none(dimension);
            if (ask.by().contains(dimension)) {
                field = switch (dimension) {
                    case PLACE -> place;
                    case UNIT -> RecordTable.integer("unit");
                    default ->
                        by.get(dimension.ordinal() - Dimension.B1.ordinal()).key();
                };
            }
            fields.add(field.as(dimension.column));
        }
        return fields;
    }

    private Map<Place, List<Row>> read(List<Select<Record>> parts) {
        Map<Place, List<Row>> read = new HashMap<>();
        if (parts.isEmpty()) {
            return read;
        }
        Select<Record> all = parts.getFirst();
        for (Select<Record> part : parts.subList(1, parts.size())) {
            all = all.unionAll(part);
        }
        List<Field<?>> keys = new ArrayList<>(List.of(GROUP, FIGURE));
        for (Dimension dimension : Dimension.values()) {
            keys.add(dimension.isUnit() ? RecordTable.integer(dimension.column) : text(dimension.column));
        }
        List<SelectField<?>> fields = new ArrayList<>(keys);
        fields.addAll(List.of(
                DSL.sum(N).as("n"), DSL.sum(TOTAL).as("total"), DSL.sum(OPENING).as("opening")));
        for (Record row :
                fetch(database.select(fields).from(all.asTable("parts")).groupBy(keys), parts.size())) {
            read.computeIfAbsent(
                            new Place(row.get(0, Integer.class), row.get(1, Integer.class)), none -> new ArrayList<>())
                    .add(row(row, 2));
        }
        return read;
    }

    /**
     * A page's statement takes the database longer to plan than to answer: the plan it has is kept, whatever the days and
     * numbers in it are; every part of it is found by an index all the same.
     */
    private Result<Record> fetch(ResultQuery<Record> statement, int parts) {
        if (parts < MANY_PARTS) {
            return statement.fetch();
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            plan("force_generic_plan");
            Result<Record> rows = statement.fetch();
            plan("auto");
            return rows;
        }));
    }

    /** How the database plans until the end of the transaction. */
    private void plan(String mode) {
        database.select(DSL.function(
                        DSL.name("set_config"),
                        SQLDataType.CLOB,
                        DSL.inline("plan_cache_mode"),
                        DSL.inline(mode),
                        DSL.inline(true)))
                .fetch();
    }

    private static Row row(Record row, int first) {
        return new Row(
                row.get(first, Integer.class),
                row.get(first + 1, Integer.class),
                List.of(
                        row.get(first + 2, String.class),
                        row.get(first + 3, String.class),
                        row.get(first + 4, String.class)),
                orZero(row.get(first + 5, BigDecimal.class)).longValueExact(),
                orZero(row.get(first + 6, BigDecimal.class)),
                orZero(row.get(first + 7, BigDecimal.class)),
                null,
                null,
                null);
    }

    private static BigDecimal orZero(@Nullable BigDecimal number) {
        return number == null ? BigDecimal.ZERO : number;
    }

    /** The places whose records count for the unit asked for. */
    Set<Integer> places(FigureQuery query) {
        Unit unit = Objects.requireNonNull(query.unit());
        return units.counted(unit.id(), units.map(mapDay(query)));
    }

    /** The day of the map asked for; for a unit that has ended, the last that has it. */
    static java.time.LocalDate mapDay(FigureQuery query) {
        if (query.map() != null) {
            return query.map();
        }
        Unit unit = query.unit();
        java.time.LocalDate today = Vietnamese.today();
        return unit != null && unit.until() != null && unit.until().isBefore(today) ? unit.until() : today;
    }

    private static Field<String> text(String name) {
        return DSL.field(DSL.name(name), SQLDataType.CLOB);
    }
}
