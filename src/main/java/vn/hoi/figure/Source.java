package vn.hoi.figure;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.Moves;
import vn.hoi.register.RecordTable;
import vn.hoi.register.Register;

/**
 * What stands behind a figure that is taken from records: a stored figure, and which part of it.
 *
 * @param where keys by id of a breakdown; empty for the whole
 */
record Source(Figure root, Definition.Stored definition, Map<String, List<String>> where, Period period) {

    /** The stored figure behind this one; empty when it is not taken from records. */
    static Optional<Source> of(Figure figure, Figures figures) {
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

    /** By names alone: a definition holds a whole register, too much to compare for each reading. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Source(Figure its, Definition.Stored none, Map<String, List<String>> part, Period time)
                && root.id().equals(its.id())
                && where.equals(part)
                && period.equals(time);
    }

    @Override
    public int hashCode() {
        return Objects.hash(root.id(), where, period);
    }

    Register register() {
        return definition.register();
    }

    /** The same stored figure without narrowing to a part of it. */
    Source whole() {
        return new Source(root, definition, Map.of(), period);
    }

    /** The day a stock is asked for. */
    LocalDate stockDay(FigureQuery query) {
        LocalDate day = query.day() == null ? Vietnamese.today() : query.day();
        LocalDate last = period.to();
        return last != null && last.isBefore(day) ? last : day;
    }

    /** Which records it takes whatever the time: those of the definition and of the part. */
    Condition taken() {
        Condition taken = definition.where();
        for (Map.Entry<String, List<String>> part : where.entrySet()) {
            taken = taken.and(definition.breakdown(part.getKey()).orElseThrow().in(part.getValue()));
        }
        return taken;
    }

    /** Which records are counted, as a condition on the register. @param places null for all */
    Condition counted(FigureQuery query, @Nullable Set<Integer> places) {
        Condition counted = taken();
        if (definition.from() != null) {
            Field<LocalDate> from = RecordTable.day(definition.from().sql());
            if (definition.stock()) {
                LocalDate day = stockDay(query);
                counted = counted.and(from.le(day));
                if (definition.until() != null) {
                    Field<LocalDate> until = RecordTable.day(definition.until().sql());
                    counted = counted.and(until.isNull().or(until.gt(day)));
                }
            } else {
                Period asked = period.within(query.period());
                counted = counted.and(between(from, asked.from(), asked.to()));
            }
        }
        return places == null ? counted : counted.and(place(query).in(places));
    }

    static Condition between(Field<LocalDate> date, @Nullable LocalDate from, @Nullable LocalDate to) {
        Condition condition = date.isNotNull();
        if (from != null) {
            condition = condition.and(date.ge(from));
        }
        return to == null ? condition : condition.and(date.le(to));
    }

    /** Where a record is counted: at the place it stood at on the event's day, for a stock on the day asked for. */
    Field<Integer> place(FigureQuery query) {
        if (definition.from() == null) {
            return assigned(RecordTable.integer("place"));
        }
        return assigned(Moves.placeOn(
                definition.stock()
                        ? DSL.val(stockDay(query))
                        : RecordTable.day(definition.from().sql())));
    }

    /** Where a record that stood there is counted: after a split, at the portion it was assigned to. */
    Field<Integer> assigned(Field<Integer> place) {
        Field<Integer> split = RecordTable.integer("of");
        return DSL.when(
                        place.in(DSL.select(split).from(DSL.table(DSL.name("unit", "portion")))),
                        DSL.function(
                                DSL.name("figure", "portion"),
                                SQLDataType.INTEGER,
                                DSL.inline(register().id()),
                                RecordTable.id(),
                                place))
                .otherwise(place);
    }
}
