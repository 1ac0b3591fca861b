package vn.hoi.register;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Reach;
import vn.hoi.common.Rights;

/** Lists of records, page by page or whole. */
@Component
public class RecordLists {

    /**
     * A page of a list.
     *
     * @param next cursor of the page after; null on the last one
     * @param previous cursor of the page before; null on the first one
     */
    public record Page(
            List<Row> rows, @Nullable String next, @Nullable String previous) {}

    /**
     * How far is looked before the indexes of the filters are asked.
     *
     * @param next records looked through in order
     * @param first records that tell whether a word is common; one of half a percent is among them nearly always
     * @param ofUnit records of one unit looked through, for whoever may open those of some units only
     * @param firstOfUnit as {@code first} among the records of one unit
     */
    record Windows(int next, int first, int ofUnit, int firstOfUnit) {
        static final Windows USUAL = new Windows(10_000, 1_000, 2_000, 200);
    }

    /** A share of the records so small that reading them costs less than asking the index for another word. */
    private static final double FEW = 0.001;

    /** Units whose windows are read side by side; a reach over more is looked through like the whole. */
    private static final int UNITS = 20;

    /** Place of a record in the window of its unit; no column of a register can have such a name. */
    private static final Field<Integer> NTH = DSL.field(DSL.name("#nth"), Integer.class);

    private final DSLContext database;
    private final RecordRows rows;
    private final Rights rights;
    private final Windows windows;

    @Autowired
    RecordLists(DSLContext database, RecordRows rows, Rights rights) {
        this(database, rows, rights, Windows.USUAL);
    }

    RecordLists(DSLContext database, RecordRows rows, Rights rights, Windows windows) {
        this.rights = rights;
        this.database = database;
        this.rows = rows;
        this.windows = windows;
    }

    /** A page of the list, in the order asked for, found by key and never by offset. */
    public Page page(Register register, RecordQuery query) {
        boolean back = query.before() != null;
        @Nullable ListMark mark = ListMark.read(back ? query.before() : query.after());
        // the page before is the page after, read the other way round
        List<Row> found = from(register, query, mark, query.ascending() != back, query.limit() + 1);
        boolean more = found.size() > query.limit();
        if (more) {
            found.removeLast();
        }
        if (back) {
            Collections.reverse(found);
        }
        if (found.isEmpty()) {
            return new Page(found, null, null);
        }
        return new Page(
                found,
                back || more ? mark(query, found.getLast()) : null,
                (back ? more : mark != null) ? mark(query, found.getFirst()) : null);
    }

    private static String mark(RecordQuery query, Row row) {
        @Nullable Column sort = query.sort();
        return new ListMark(row.id(), sort == null ? null : text(row.value(sort.id()))).write();
    }

    private List<Row> from(Register register, RecordQuery query, @Nullable ListMark mark, boolean up, int wanted) {
        @Nullable Column sort = query.sort();
        if (sort == null) {
            Condition from = mark == null ? DSL.noCondition() : beyond(mark.id(), up);
            return new ArrayList<>(select(register, query, from, List.of(order(RecordTable.id(), up)), wanted));
        }
        return fromByColumn(register, query, sort, mark, up, wanted);
    }

    private static Condition beyond(long id, boolean up) {
        return up ? RecordTable.id().gt(id) : RecordTable.id().lt(id);
    }

    /** Empty values come last going down and first going up, so that one index serves both. */
    private List<Row> fromByColumn(
            Register register, RecordQuery query, Column sort, @Nullable ListMark mark, boolean up, int wanted) {
        Field<Object> field = untyped(register, sort);
        List<SortField<?>> order =
                List.of(up ? field.asc().nullsFirst() : field.desc().nullsLast(), order(RecordTable.id(), up));
        boolean inEmpty = mark != null && mark.value() == null;
        Condition filled = field.isNotNull();
        Condition empty = field.isNull();
        if (mark != null && mark.value() == null) {
            empty = empty.and(beyond(mark.id(), up));
        } else if (mark != null) {
            var place = DSL.row(value(register, sort, String.valueOf(mark.value())), DSL.val(mark.id()));
            var key = DSL.row(field, RecordTable.id());
            filled = filled.and(up ? key.gt(place) : key.lt(place));
        }
        List<Condition> parts = up
                ? mark == null || inEmpty ? List.of(empty, filled) : List.of(filled)
                : inEmpty ? List.of(empty) : List.of(filled, empty);
        List<Row> found = new ArrayList<>();
        for (Condition part : parts) {
            if (found.size() < wanted) {
                found.addAll(select(register, query, part, order, wanted - found.size()));
            }
        }
        return found;
    }

    private static SortField<?> order(Field<?> field, boolean ascending) {
        return ascending ? field.asc() : field.desc();
    }

    @SuppressWarnings("unchecked")
    private static Field<Object> untyped(Register register, Column column) {
        Field<?> field = RecordTable.column(register, column.id());
        return (Field<Object>)
                (column.type().isWords() ? ((Field<String>) field).collate(DSL.collation("vi-VN-x-icu")) : field);
    }

    private static Field<Object> value(Register register, Column column, String text) {
        try {
            Object value = switch (column.type()) {
                case DATE -> LocalDate.parse(text);
                case DATE_TIME -> OffsetDateTime.parse(text);
                case INTEGER, MONEY, UNIT -> Long.parseLong(text);
                case DECIMAL, PERCENT -> new java.math.BigDecimal(text);
                case YES_NO -> Boolean.parseBoolean(text);
                default -> text;
            };
            Field<?> field = RecordTable.column(register, column.id());
            @SuppressWarnings("unchecked")
            Field<Object> typed = (Field<Object>) DSL.val(value).cast(field.getDataType());
            return typed;
        } catch (DateTimeParseException | NumberFormatException e) {
            throw ListMark.unreadable();
        }
    }

    /**
     * The first records in this order that the list holds. What is common is found among the next records in order; what
     * is rare, by the indexes of the filters. Which of the two it is no estimate has to guess.
     */
    private List<Row> select(
            Register register, RecordQuery query, Condition from, List<SortField<?>> order, int limit) {
        Table<?> all = RecordTable.of(register);
        Condition ahead = from.and(query.reach());
        if (DSL.noCondition().equals(query.where())) {
            return rows(register, all, ahead, order, limit);
        }
        Reach reach = rights.reach(register.id());
        boolean few = !reach.all() && !reach.isNone() && reach.units().size() <= UNITS && query.sort() == null;
        Sample sample = sample(
                query,
                few
                        ? nextOfUnits(register, reach, ahead, order, windows.firstOfUnit)
                        : next(all, ahead, order, windows.first));
        if (sample.near && few) {
            Optional<List<Row>> near = nearOfUnits(register, query, reach, ahead, order, limit);
            if (near.isPresent()) {
                return near.get();
            }
        }
        if (sample.near) {
            List<Row> near = rows(register, next(all, ahead, order, windows.next), query.where(), order, limit);
            if (near.size() == limit) {
                return near;
            }
        }
        List<Field<?>> key = new ArrayList<>(List.of(RecordTable.id()));
        if (query.sort() != null) {
            key.add(RecordTable.column(register, query.sort().id()));
        }
        // where the page begins is no help to the indexes of the filters
        Table<?> found = DSL.with("found")
                .asMaterialized(DSL.select(key).from(all).where(sample.where.and(query.reach())))
                .select(RecordTable.id())
                .from(DSL.name("found"))
                .where(from)
                .orderBy(order)
                .limit(limit)
                .asTable("first");
        return rows(
                register, all, RecordTable.id().in(DSL.select(RecordTable.id()).from(found)), order, limit);
    }

    private static Table<?> next(Table<?> all, Condition ahead, List<SortField<?>> order, int window) {
        return DSL.select(DSL.asterisk())
                .from(all)
                .where(ahead)
                .orderBy(order)
                .limit(window)
                .asTable("next");
    }

    /**
     * What the very next records tell of the words looked for.
     *
     * @param near whether any of them holds the words; those of which none does are too rare to fill a page from the window,
     *     whatever else is asked
     * @param where what narrows the list, so that the index of words is asked for its rarest only: each further one costs
     *     it as much again and leaves out little
     */
    private record Sample(boolean near, Condition where) {}

    /** A word looked for, and the share of records that hold it. */
    private record Word(Condition held, double share) {}

    private Sample sample(RecordQuery query, Table<?> first) {
        if (query.words().isEmpty()) {
            return new Sample(true, query.where());
        }
        List<SelectField<?>> counted =
                new ArrayList<>(List.of(DSL.count(), DSL.count().filterWhere(DSL.and(query.words()))));
        query.words().forEach(word -> counted.add(DSL.count().filterWhere(word)));
        Record counts = database.select(counted).from(first).fetchSingle();
        boolean near = counts.get(1, Integer.class) > 0;
        List<Word> words = new ArrayList<>();
        for (Condition word : query.words()) {
            int held = counts.get(words.size() + 2, Integer.class);
            words.add(new Word(word, (held + 1.0) / (counts.get(0, Integer.class) + 1.0)));
        }
        words.sort(Comparator.comparing(Word::share));
        Condition where = query.besides();
        double left = 1;
        for (Word word : words) {
            // the index does not know the function and leaves the word to what it has found
            where = where.and(
                    left > FEW ? word.held : DSL.condition(DSL.coalesce(DSL.field(word.held), DSL.inline(false))));
            left *= word.share;
        }
        return new Sample(near, where);
    }

    /**
     * The first records of some units, found among the next of each, all of them read in one order no further than the page
     * needs. Beyond the end of any unit's window the order is not known.
     *
     * @return empty when there may be more than was found
     */
    private Optional<List<Row>> nearOfUnits(
            Register register, RecordQuery query, Reach reach, Condition ahead, List<SortField<?>> order, int limit) {
        Field<Boolean> held = DSL.field(query.where()).as("#held");
        List<Row> near = new ArrayList<>();
        try (Cursor<Record> found = database.select(RecordRows.fields(register))
                .select(NTH, held)
                .from(nextOfUnits(register, reach, ahead, order, windows.ofUnit))
                .where(query.where().or(NTH.eq(windows.ofUnit)))
                .orderBy(order)
                .limit(limit + reach.units().size())
                .fetchLazy()) {
            for (Record record : found) {
                if (near.size() < limit && Boolean.TRUE.equals(record.get(held))) {
                    near.add(rows.row(register, record));
                }
                if (near.size() == limit) {
                    return Optional.of(near);
                }
                if (record.get(NTH) == windows.ofUnit) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(near);
    }

    /** So many next records of each unit, each with its place among those of its unit. */
    private static Table<?> nextOfUnits(
            Register register, Reach reach, Condition ahead, List<SortField<?>> order, int window) {
        List<Select<Record>> ofUnits = new ArrayList<>();
        for (Integer unit : reach.units()) {
            ofUnits.add(DSL.select(
                            DSL.asterisk(),
                            DSL.rowNumber().over(DSL.orderBy(order)).as(NTH))
                    .from(RecordTable.of(register))
                    .where(RecordTable.integer("unit").eq(unit))
                    .and(ahead)
                    .orderBy(order)
                    .limit(window));
        }
        return ofUnits.stream().reduce(Select::unionAll).orElseThrow().asTable("next");
    }

    private List<Row> rows(Register register, Table<?> of, Condition where, List<SortField<?>> order, int limit) {
        return database.select(RecordRows.fields(register))
                .from(of)
                .where(where)
                .orderBy(order)
                .limit(limit)
                .fetch(record -> rows.row(register, record));
    }

    /** Those of these codes whose records whoever is at work may open. */
    public Set<String> visible(Register register, Collection<String> codes) {
        Field<String> code = DSL.field(DSL.name("code"), String.class);
        return database.select(code)
                .from(RecordTable.of(register))
                .where(code.in(codes))
                .and(new VisibleRows(rights).of(register))
                .fetchSet(code);
    }

    /** How many records the list holds, counted no further than {@code most}. */
    public long countUpTo(Register register, Condition where, int most) {
        return database.fetchCount(
                DSL.selectOne().from(RecordTable.of(register)).where(where).limit(most));
    }

    private static List<SortField<?>> order(Register register, RecordQuery query) {
        @Nullable Column sort = query.sort();
        List<SortField<?>> order = new ArrayList<>();
        if (sort != null) {
            Field<Object> field = untyped(register, sort);
            order.add(
                    query.ascending() ? field.asc().nullsFirst() : field.desc().nullsLast());
        }
        order.add(order(RecordTable.id(), query.ascending()));
        return order;
    }

    /** The first records of the list with these columns alone; nothing else of them is read. */
    public List<Row> first(Register register, RecordQuery query, List<String> columns, int most) {
        List<SelectField<?>> fields = new ArrayList<>(List.of(RecordTable.id(), RecordTable.integer("version")));
        columns.forEach(column -> fields.add(RecordTable.column(register, column)));
        return database.select(fields)
                .from(RecordTable.of(register))
                .where(query.where().and(query.reach()))
                .orderBy(order(register, query))
                .limit(most)
                .fetch(record -> rows.row(register, columns, record));
    }

    /** Every record of the list, one after the other, without holding them. */
    @Transactional(readOnly = true)
    public void forEach(Register register, RecordQuery query, Consumer<Row> consumer) {
        List<SortField<?>> order = order(register, query);
        try (Cursor<Record> cursor = database.select(RecordRows.fields(register))
                .from(RecordTable.of(register))
                .where(query.where().and(query.reach()))
                .orderBy(order)
                .fetchSize(1000)
                .fetchLazy()) {
            for (Record record : cursor) {
                consumer.accept(rows.row(register, record));
            }
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
