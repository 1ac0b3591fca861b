package vn.hoi.figure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import vn.hoi.common.Bucket;
import vn.hoi.register.Moves;
import vn.hoi.register.RecordTable;

/** The days that whole half-months do not cover, counted from the records themselves. */
final class OddDays {

    /**
     * Some events of records.
     *
     * @param place where they are counted
     * @param sign 1 where a record comes in, -1 where it goes out
     */
    record Events(Table<?> table, Condition days, Field<Integer> place, int sign) {}

    private final Source source;
    private final FigureQuery query;
    private final Span span;
    private final Table<?> table;
    private final Field<LocalDate> from;

    private OddDays(Source source, FigureQuery query, Span span) {
        this.source = source;
        this.query = query;
        this.span = span;
        table = RecordTable.of(source.register());
        from = RecordTable.day(
                Objects.requireNonNull(source.definition().from()).sql());
    }

    /** @param placed whether it matters where a record stands */
    static List<Events> of(Source source, FigureQuery query, Span span, boolean placed) {
        if (source.definition().from() == null) {
            return List.of();
        }
        var odd = new OddDays(source, query, span);
        return source.definition().stock() ? odd.stock(placed) : odd.flow();
    }

    /** Days the whole half-months lack are added, days they have too many are taken off. */
    private List<Events> stock(boolean placed) {
        LocalDate day = source.stockDay(query);
        LocalDate counted = new Bucket(Objects.requireNonNull(span.high())).last();
        if (counted.equals(day)) {
            return List.of();
        }
        return counted.isBefore(day)
                ? events(counted.plusDays(1), day, 1, placed)
                : events(day.plusDays(1), counted, -1, placed);
    }

    private List<Events> events(LocalDate first, LocalDate last, int sign, boolean placed) {
        List<Events> events = new ArrayList<>();
        events.add(new Events(table, from.between(first, last), source.assigned(Moves.placeOn(from)), sign));
        if (placed) {
            events.addAll(moves(first, last, sign));
        }
        if (source.definition().until() != null) {
            Field<LocalDate> until = RecordTable.day(source.definition().until().sql());
            // the day it ends is never before the day it began, as in the deltas
            Condition ended = until.between(first, last)
                    .and(from.le(last))
                    .or(from.between(first, last).and(until.lt(first)));
            events.add(new Events(table, ended, source.assigned(Moves.placeOn(DSL.greatest(from, until))), -sign));
        }
        return events;
    }

    /** Records in stock that moved on the odd days: gone from one place, come to another; nothing to the province. */
    private List<Events> moves(LocalDate first, LocalDate last, int sign) {
        Field<LocalDate> movedOn = RecordTable.day("moved_day");
        Condition days = movedOn.between(first, last).and(movedOn.gt(from));
        if (source.definition().until() != null) {
            Field<LocalDate> until = RecordTable.day(source.definition().until().sql());
            days = days.and(until.isNull().or(movedOn.le(DSL.greatest(from, until))));
        }
        Table<?> moved = DSL.select(
                        DSL.asterisk(),
                        DSL.function(DSL.name("unnest"), SQLDataType.LOCALDATE, Moves.days())
                                .as("moved_day"),
                        DSL.function(DSL.name("unnest"), SQLDataType.INTEGER, Moves.left())
                                .as("moved_left"))
                .from(table)
                .where(Moves.days().isNotNull())
                .asTable("moved");
        return List.of(
                new Events(moved, days, source.assigned(RecordTable.integer("moved_left")), -sign),
                new Events(moved, days, source.assigned(Moves.placeOn(movedOn)), sign));
    }

    private List<Events> flow() {
        Period period = source.period().within(query.period());
        List<Condition> odd = new ArrayList<>();
        if (period.isImpossible()) {
            return List.of();
        }
        if (span.isEmpty()) {
            odd.add(Source.between(from, period.from(), period.to()));
        } else {
            if (span.low() != null && period.from() != null) {
                LocalDate begin = new Bucket(span.low()).first();
                if (period.from().isBefore(begin)) {
                    odd.add(Source.between(from, period.from(), begin.minusDays(1)));
                }
            }
            if (span.high() != null && period.to() != null) {
                LocalDate end = new Bucket(span.high()).last();
                if (period.to().isAfter(end)) {
                    odd.add(Source.between(from, end.plusDays(1), period.to()));
                }
            }
        }
        return odd.stream()
                .map(days -> new Events(table, days, source.assigned(Moves.placeOn(from)), 1))
                .toList();
    }
}
