package vn.hoi.figure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Bucket;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.Column;
import vn.hoi.register.Moves;
import vn.hoi.register.RecordTable;
import vn.hoi.register.Register;
import vn.hoi.unit.Unit;
import vn.hoi.unit.UnitMap;
import vn.hoi.unit.Units;

/**
 * Reads figures. A stored figure is the sum of its cells (or of the province's roll-ups), of the deltas not yet folded,
 * and of the records of the odd days at the ends of the period, all in one statement and so of one moment.
 */
@Component
public class FigureReading {

    private static final Field<Integer> FIGURE = integer("figure");
    private static final Field<Integer> BUCKET = integer("bucket");
    private static final Field<Integer> SPAN = integer("span");
    private static final Field<Integer> PLACE = integer("place");
    private static final Field<Long> N = DSL.field(DSL.name("n"), SQLDataType.BIGINT);
    private static final Field<BigDecimal> TOTAL = DSL.field(DSL.name("total"), SQLDataType.NUMERIC);
    private static final int HALVES = 24;
    private static final int FIRST_YEAR = 0;
    private static final int LAST_YEAR = 9999;

    private final Figures figures;
    private final StoredFigures stored;
    private final CitedValues cited;
    private final Reports reports;
    private final DSLContext database;
    private final Units units;

    FigureReading(
            Figures figures,
            StoredFigures stored,
            CitedValues cited,
            Reports reports,
            DSLContext database,
            Units units) {
        this.figures = figures;
        this.stored = stored;
        this.cited = cited;
        this.reports = reports;
        this.database = database;
        this.units = units;
    }

    /** What stands behind a stored figure or a slice of it. */
    record Source(Figure root, Definition.Stored definition, Map<String, List<String>> where, Period period) {}

    /** The stored figure behind this one, and which part of it; empty when it is not counted from records. */
    Optional<Source> source(Figure figure) {
        return switch (figure.definition()) {
            case Definition.Stored definition -> Optional.of(new Source(figure, definition, Map.of(), Period.ALWAYS));
            case Definition.Slice slice -> {
                Figure root = figures.get(slice.root());
                yield Optional.of(
                        new Source(root, (Definition.Stored) root.definition(), slice.where(), slice.period()));
            }
            default -> Optional.empty();
        };
    }

    /** The figure's value. @throws Problem FIG-4xx when it cannot be asked so */
    public Reading read(Figure figure, FigureQuery query) {
        if (query.period().isImpossible()) {
            throw Problem.badRequest("FIG-401", "Kỳ kết thúc trước khi bắt đầu; đổi chỗ hai ngày.");
        }
        Optional<Source> source = source(figure);
        if (source.isPresent()) {
            return readStored(figure, source.get(), query);
        }
        if (query.by() != null) {
            throw Problem.badRequest("FIG-402", "Số liệu này không phân tổ được; bỏ tham số by.");
        }
        @Nullable
        BigDecimal value = switch (figure.definition()) {
            case Definition.Formula formula ->
                formula.expression()
                        .value(id -> read(figures.get(id), query).known())
                        .map(exact ->
                                formula.round() == null ? exact : exact.setScale(formula.round(), RoundingMode.HALF_UP))
                        .orElse(null);
            case Definition.Reported reported ->
                reports.value(figure, reported, query).orElse(null);
            case Definition.Cited none ->
                cited.find(figure.id(), query)
                        .map(CitedValues.CitedValue::value)
                        .orElse(null);
            default -> null;
        };
        return new Reading(figure, query, value, null, List.of());
    }

    /** Which records a stored figure or slice counts, as a condition on its register. */
    public Condition counted(Figure figure, FigureQuery query) {
        Source source = source(figure)
                .orElseThrow(() ->
                        Problem.unknown("FIG-405", "Số liệu này không đếm từ bản ghi nên không có danh sách bản ghi."));
        Definition.Stored definition = source.definition();
        Condition where = definition.where();
        for (Map.Entry<String, List<String>> part : source.where().entrySet()) {
            where = where.and(Figures.condition(definition.register(), part.getKey(), part.getValue()));
        }
        if (definition.from() != null) {
            Field<LocalDate> from = RecordTable.day(definition.from().sql());
            if (definition.stock()) {
                LocalDate day = stockDay(source, query);
                where = where.and(from.le(day));
                if (definition.until() != null) {
                    Field<LocalDate> until = RecordTable.day(definition.until().sql());
                    where = where.and(until.isNull().or(until.gt(day)));
                }
            } else {
                Period period = source.period().within(query.period());
                where = where.and(between(from, period.from(), period.to()));
            }
        }
        if (query.unit() != null) {
            where = where.and(place(source, query).in(places(query)));
        }
        return where;
    }

    /** Where a record is counted: at the place it stood at on the event's day, for a stock on the day asked for. */
    private static Field<Integer> place(Source source, FigureQuery query) {
        Column from = source.definition().from();
        if (from == null) {
            return PLACE;
        }
        return Moves.placeOn(
                source.definition().stock() ? DSL.val(stockDay(source, query)) : RecordTable.day(from.sql()));
    }

    /** The register whose records a stored figure counts. */
    public Register register(Figure figure) {
        return source(figure)
                .orElseThrow(() ->
                        Problem.unknown("FIG-405", "Số liệu này không đếm từ bản ghi nên không có danh sách bản ghi."))
                .definition()
                .register();
    }

    /** Columns a figure can be broken down by, beside the unit; empty for what is not counted from records. */
    public List<Column> breakdowns(Figure figure) {
        return source(figure)
                .map(source -> source.definition().by().stream()
                        .map(source.definition().register()::column)
                        .toList())
                .orElse(List.of());
    }

    /** The day a figure is read for: of a stock always, of a flow only when asked. */
    @Nullable
    LocalDate day(Figure figure, FigureQuery query) {
        return source(figure)
                .filter(source -> source.definition().stock())
                .map(source -> stockDay(source, query))
                .orElse(query.asOf());
    }

    private static LocalDate stockDay(Source source, FigureQuery query) {
        LocalDate day = query.day() == null ? Vietnamese.today() : query.day();
        LocalDate last = source.period().to();
        return last != null && last.isBefore(day) ? last : day;
    }

    private static Condition between(Field<LocalDate> date, @Nullable LocalDate from, @Nullable LocalDate to) {
        Condition condition = date.isNotNull();
        if (from != null) {
            condition = condition.and(date.ge(from));
        }
        return to == null ? condition : condition.and(date.le(to));
    }

    private Set<Integer> places(FigureQuery query) {
        Unit unit = Objects.requireNonNull(query.unit());
        return units.counted(unit.id(), units.map(mapDay(query)));
    }

    private LocalDate mapDay(FigureQuery query) {
        if (query.map() != null) {
            return query.map();
        }
        // a unit that has ended is read on the last map that has it
        Unit unit = query.unit();
        LocalDate today = Vietnamese.today();
        return unit != null && unit.until() != null && unit.until().isBefore(today) ? unit.until() : today;
    }

    private Reading readStored(Figure figure, Source source, FigureQuery query) {
        int number = stored.number(source.root());
        @Nullable String by = query.by();
        boolean byUnit = "unit".equals(by);
        int byIndex = by == null || byUnit ? -1 : source.definition().by().indexOf(by);
        if (by != null && !byUnit && byIndex < 0) {
            List<String> possible = new ArrayList<>(List.of("unit"));
            possible.addAll(source.definition().by());
            throw Problem.badRequest(
                    "FIG-403", "Không phân tổ được theo «" + by + "»; dùng một trong " + possible + ".");
        }
        boolean cells = byUnit || query.unit() != null;
        Field<?> key = byUnit ? PLACE : byIndex >= 0 ? text("b" + (byIndex + 1)) : DSL.inline("");
        List<Select<Record>> parts = new ArrayList<>();
        Condition common = FIGURE.eq(number).and(breakdown(source));
        if (query.unit() != null) {
            common = common.and(PLACE.in(places(query)));
        }
        Span span = span(source, query);
        if (!span.isEmpty()) {
            Table<?> table = DSL.table(DSL.name("figure", cells ? "cell" : "rollup"));
            parts.add(part(key, table, common.and(cells ? span.buckets() : span.rollups()), N, TOTAL));
            parts.add(part(key, DSL.table(DSL.name("figure", "delta")), common.and(span.buckets()), N, TOTAL));
        }
        parts.addAll(oddDays(source, query, span, byUnit, byIndex));
        Field<BigDecimal> sumTotal = DSL.sum(TOTAL).as("total");
        Field<BigDecimal> sumN = DSL.sum(N).as("n");
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        BigDecimal value = BigDecimal.ZERO;
        long records = 0;
        boolean sums = source.definition().sums() != null;
        Select<Record> all = parts.getFirst();
        for (Select<Record> part : parts.subList(1, parts.size())) {
            all = all.unionAll(part);
        }
        Table<Record> union = all.asTable("parts");
        Field<Object> outerKey = DSL.field(DSL.name("key"), Object.class);
        for (Record row : database.select(outerKey, sumN, sumTotal).from(union).groupBy(outerKey)) {
            BigDecimal n = orZero(row.get(sumN));
            BigDecimal part = sums ? orZero(row.get(sumTotal)) : n;
            value = value.add(part);
            records += n.longValueExact();
            values.put(String.valueOf(row.get(outerKey)), part);
        }
        List<Reading.Cell> named =
                by == null ? List.of() : byUnit ? byUnit(values, query) : byColumn(values, source, byIndex);
        return new Reading(figure, query, value, records, named);
    }

    private static BigDecimal orZero(@Nullable BigDecimal number) {
        return number == null ? BigDecimal.ZERO : number;
    }

    @SuppressWarnings("unchecked")
    private static Select<Record> part(Field<?> key, Table<?> table, Condition where, Field<?> n, Field<?> total) {
        return (Select<Record>) (Select<?>) DSL.select(
                        key.as("key"),
                        DSL.sum((Field<? extends Number>) n).as("n"),
                        DSL.sum((Field<? extends Number>) total).as("total"))
                .from(table)
                .where(where)
                .groupBy(key instanceof org.jooq.Param || key.getName().isEmpty() ? List.of() : List.of(key));
    }

    private static Condition breakdown(Source source) {
        Condition condition = DSL.noCondition();
        for (Map.Entry<String, List<String>> part : source.where().entrySet()) {
            int index = source.definition().by().indexOf(part.getKey());
            condition = condition.and(text("b" + (index + 1)).in(part.getValue()));
        }
        return condition;
    }

    /** Whole buckets, from {@code low} to {@code high} inclusive; open where null; {@code undated} for a plain count. */
    private record Span(@Nullable Integer low, @Nullable Integer high, boolean undated) {

        boolean isEmpty() {
            return low != null && high != null && low > high;
        }

        Condition buckets() {
            if (undated) {
                return BUCKET.eq(0);
            }
            Condition condition = DSL.noCondition();
            condition = low == null ? condition : condition.and(BUCKET.ge(low));
            return high == null ? condition : condition.and(BUCKET.le(high));
        }

        /** Whole years by their own roll-ups, the halves at both ends by theirs. */
        Condition rollups() {
            if (undated) {
                return SPAN.eq(0);
            }
            int firstYear = low == null ? FIRST_YEAR : Math.floorDiv(low + HALVES - 1, HALVES);
            int lastYear = high == null ? LAST_YEAR : Math.floorDiv(high + 1, HALVES) - 1;
            if (firstYear > lastYear) {
                return SPAN.between(low == null ? 0 : low, high == null ? Integer.MAX_VALUE : high);
            }
            Condition years = SPAN.between(-lastYear - 1, -firstYear - 1);
            Condition head = low == null ? DSL.falseCondition() : SPAN.between(low, firstYear * HALVES - 1);
            Condition tail = high == null ? DSL.falseCondition() : SPAN.between((lastYear + 1) * HALVES, high);
            return years.or(head).or(tail);
        }
    }

    private static Span span(Source source, FigureQuery query) {
        if (source.definition().from() == null) {
            return new Span(null, null, true);
        }
        if (source.definition().stock()) {
            return new Span(null, lastWhole(stockDay(source, query)), false);
        }
        Period period = source.period().within(query.period());
        if (period.isImpossible()) {
            return new Span(1, 0, false);
        }
        LocalDate from = period.from();
        Integer low = null;
        if (from != null) {
            Bucket bucket = Bucket.of(from);
            low = from.equals(bucket.first()) ? bucket.number() : bucket.number() + 1;
        }
        return new Span(low, period.to() == null ? null : lastWhole(period.to()), false);
    }

    private static int lastWhole(LocalDate day) {
        Bucket bucket = Bucket.of(day);
        return day.equals(bucket.last()) ? bucket.number() : bucket.number() - 1;
    }

    /** The days that whole buckets do not cover, counted from the records themselves. */
    private List<Select<Record>> oddDays(Source source, FigureQuery query, Span span, boolean byUnit, int byIndex) {
        Definition.Stored definition = source.definition();
        if (definition.from() == null) {
            return List.of();
        }
        List<Condition> odd = new ArrayList<>();
        List<Select<Record>> parts = new ArrayList<>();
        Field<LocalDate> from = RecordTable.day(definition.from().sql());
        if (definition.stock()) {
            LocalDate day = stockDay(source, query);
            LocalDate first = new Bucket(Objects.requireNonNull(span.high()) + 1).first();
            if (!first.isAfter(day)) {
                Table<Record> table = RecordTable.of(definition.register());
                parts.add(records(
                        source, query, table, from.between(first, day), Moves.placeOn(from), 1, byUnit, byIndex));
                if (byUnit || query.unit() != null) {
                    parts.addAll(moves(source, query, first, day, byUnit, byIndex));
                }
                if (definition.until() != null) {
                    Field<LocalDate> until = RecordTable.day(definition.until().sql());
                    // the day it ends is never before the day it began, as in the deltas
                    Condition ended = until.between(first, day)
                            .and(from.le(day))
                            .or(from.between(first, day).and(until.lt(first)));
                    parts.add(records(
                            source,
                            query,
                            table,
                            ended,
                            Moves.placeOn(DSL.greatest(from, until)),
                            -1,
                            byUnit,
                            byIndex));
                }
            }
            return parts;
        }
        Period period = source.period().within(query.period());
        if (period.isImpossible()) {
            return List.of(flow(source, query, DSL.falseCondition(), byUnit, byIndex));
        }
        if (span.isEmpty()) {
            odd.add(between(from, period.from(), period.to()));
        } else {
            if (span.low() != null && period.from() != null) {
                LocalDate begin = new Bucket(span.low()).first();
                if (period.from().isBefore(begin)) {
                    odd.add(between(from, period.from(), begin.minusDays(1)));
                }
            }
            if (span.high() != null && period.to() != null) {
                LocalDate end = new Bucket(span.high()).last();
                if (period.to().isAfter(end)) {
                    odd.add(between(from, end.plusDays(1), period.to()));
                }
            }
        }
        odd.forEach(condition -> parts.add(flow(source, query, condition, byUnit, byIndex)));
        return parts;
    }

    private Select<Record> flow(Source source, FigureQuery query, Condition days, boolean byUnit, int byIndex) {
        Definition.Stored definition = source.definition();
        Field<LocalDate> from =
                RecordTable.day(Objects.requireNonNull(definition.from()).sql());
        Table<Record> table = RecordTable.of(definition.register());
        return records(source, query, table, days, Moves.placeOn(from), 1, byUnit, byIndex);
    }

    private Select<Record> records(
            Source source,
            FigureQuery query,
            Table<?> table,
            Condition days,
            Field<Integer> place,
            int sign,
            boolean byUnit,
            int byIndex) {
        Definition.Stored definition = source.definition();
        Condition where = definition.where().and(days);
        for (Map.Entry<String, List<String>> part : source.where().entrySet()) {
            where = where.and(Figures.condition(definition.register(), part.getKey(), part.getValue()));
        }
        if (query.unit() != null) {
            where = where.and(place.in(places(query)));
        }
        Field<?> key = byUnit
                ? place
                : byIndex >= 0
                        ? DSL.coalesce(
                                DSL.field(
                                                DSL.name(definition
                                                        .register()
                                                        .column(definition.by().get(byIndex))
                                                        .sql()),
                                                Object.class)
                                        .cast(SQLDataType.CLOB),
                                DSL.inline(""))
                        : DSL.inline("");
        Field<BigDecimal> amount = definition.sums() == null
                ? DSL.inline(BigDecimal.ZERO)
                : DSL.coalesce(RecordTable.number(definition.sums().sql()), BigDecimal.ZERO)
                        .times(sign);
        return part(key, table, where, DSL.inline((long) sign), amount);
    }

    /** Records in stock that moved on the odd days: gone from one place, come to another; nothing to the province. */
    private List<Select<Record>> moves(
            Source source, FigureQuery query, LocalDate first, LocalDate day, boolean byUnit, int byIndex) {
        Definition.Stored definition = source.definition();
        Field<LocalDate> from =
                RecordTable.day(Objects.requireNonNull(definition.from()).sql());
        Field<LocalDate> movedOn = RecordTable.day("moved_day");
        Condition days = movedOn.between(first, day).and(movedOn.gt(from));
        if (definition.until() != null) {
            Field<LocalDate> until = RecordTable.day(definition.until().sql());
            days = days.and(until.isNull().or(movedOn.le(DSL.greatest(from, until))));
        }
        Table<?> moved = DSL.select(
                        DSL.asterisk(),
                        DSL.function(DSL.name("unnest"), SQLDataType.LOCALDATE, Moves.days())
                                .as("moved_day"),
                        DSL.function(DSL.name("unnest"), SQLDataType.INTEGER, Moves.left())
                                .as("moved_left"))
                .from(RecordTable.of(definition.register()))
                .where(Moves.days().isNotNull())
                .asTable("moved");
        Field<Integer> left = integer("moved_left");
        return List.of(
                records(source, query, moved, days, left, -1, byUnit, byIndex),
                records(source, query, moved, days, Moves.placeOn(movedOn), 1, byUnit, byIndex));
    }

    private List<Reading.Cell> byUnit(Map<String, BigDecimal> values, FigureQuery query) {
        UnitMap map = units.map(mapDay(query));
        Map<Integer, BigDecimal> placed = new LinkedHashMap<>();
        BigDecimal unplaced = BigDecimal.ZERO;
        boolean anyUnplaced = false;
        for (Map.Entry<String, BigDecimal> value : values.entrySet()) {
            Optional<Unit> unit = map.find(Integer.parseInt(value.getKey()));
            if (unit.isPresent()) {
                placed.merge(unit.get().id(), value.getValue(), BigDecimal::add);
            } else {
                unplaced = unplaced.add(value.getValue());
                anyUnplaced = true;
            }
        }
        List<Reading.Cell> cells = new ArrayList<>();
        placed.forEach((id, value) -> {
            Unit unit = units.get(id);
            cells.add(new Reading.Cell(unit, unit.code(), Label.of(unit.fullName()), value));
        });
        var collator = Vietnamese.collator();
        cells.sort(Comparator.comparing(
                        (Reading.Cell cell) ->
                                Objects.requireNonNull(cell.unit()).name(),
                        collator)
                .thenComparing(Reading.Cell::key));
        if (anyUnplaced) {
            cells.add(new Reading.Cell(
                    null, "", new Label("Chưa phân được trên bản đồ này", "Not placed on this map"), unplaced));
        }
        return cells;
    }

    private static List<Reading.Cell> byColumn(Map<String, BigDecimal> values, Source source, int byIndex) {
        Register register = source.definition().register();
        Column column = register.column(source.definition().by().get(byIndex));
        List<Reading.Cell> cells = new ArrayList<>();
        register.choices(column).forEach(choice -> {
            BigDecimal value = values.remove(choice.id());
            if (value != null) {
                cells.add(new Reading.Cell(null, choice.id(), choice.name(), value));
            }
        });
        values.forEach((key, value) -> cells.add(new Reading.Cell(
                null,
                key,
                key.isEmpty()
                        ? new Label("Chưa ghi", "Not given")
                        : key.equals("true")
                                ? new Label("Có", "Yes")
                                : key.equals("false") ? new Label("Không", "No") : Label.of(key),
                value)));
        return cells;
    }

    private static Field<Integer> integer(String name) {
        return DSL.field(DSL.name(name), SQLDataType.INTEGER);
    }

    private static Field<String> text(String name) {
        return DSL.field(DSL.name(name), SQLDataType.CLOB);
    }
}
