package vn.hoi.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import vn.hoi.register.Register;

/** The text of the triggers that append grouped deltas to every write of a register, and of the events they count. */
final class FigureTriggers {

    /** Only renders conditions to text; never runs anything. */
    private static final DSLContext RENDERER = DSL.using(SQLDialect.POSTGRES);

    static final String INTO = "insert into figure.delta (figure, bucket, place, unit, b1, b2, b3, n, total)\n";

    private FigureTriggers() {}

    /** The three trigger functions of a register and the triggers that call them, as one script. */
    static String functions(Register register, List<Figure> stored, Map<String, Integer> known) {
        List<String> added = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        List<String> addedAssigned = new ArrayList<>();
        List<String> goneAssigned = new ArrayList<>();
        for (Figure figure : stored) {
            Definition.Stored definition = (Definition.Stored) figure.definition();
            int number = Objects.requireNonNull(known.get(figure.id()));
            added.add(events(definition, number, "new_rows", 1));
            gone.add(events(definition, number, "old_rows", -1));
            addedAssigned.addAll(assigned(definition, number, "new_rows", 1));
            goneAssigned.addAll(assigned(definition, number, "old_rows", -1));
        }
        String table = register.table();
        return function(register, "insert", added, List.of(), "referencing new table as new_rows")
                + function(register, "delete", gone, goneAssigned, "referencing old table as old_rows")
                + function(
                        register,
                        "update",
                        both(added, gone),
                        both(addedAssigned, goneAssigned),
                        "referencing old table as old_rows new table as new_rows")
                + "create or replace trigger never_truncated before truncate on register." + quote(table)
                + " for each statement execute function figure.refuse_truncate();\n";
    }

    private static List<String> both(List<String> added, List<String> gone) {
        List<String> both = new ArrayList<>(added);
        both.addAll(gone);
        return both;
    }

    /** @param assigned events of records assigned after a split, run only where there are any; a new record never is */
    private static String function(
            Register register, String event, List<String> events, List<String> assigned, String referencing) {
        String name = quote("after_" + event + "_" + register.table());
        String moved = assigned.isEmpty()
                ? ""
                : "if exists (select from figure.assignment where register = '" + register.id() + "') then\n" + INTO
                        + grouped(assigned, true) + ";\nend if;\n";
        return """
                create or replace function figure.%1$s() returns trigger language plpgsql as $$
                begin
                %6$s%2$s;
                %7$sreturn null;
                end $$;
                create or replace trigger %1$s after %4$s on register.%3$s %5$s for each statement execute function figure.%1$s();
                """.formatted(
                        name,
                        grouped(events, event.equals("update")),
                        quote(register.table()),
                        event,
                        referencing,
                        INTO,
                        moved);
    }

    /** What moves the events of records assigned after a split from the unit they stood at to its portion. */
    private static List<String> assigned(Definition.Stored definition, int number, String rows, int sign) {
        String held = "(select * from " + rows + " where id in (select record from figure.assignment where register = '"
                + definition.register().id() + "')) as held";
        return List.of(events(definition, number, held, -sign, false), events(definition, number, held, sign, true));
    }

    /** The events of a figure in a set of rows, those of assigned records at the portions they were assigned to. */
    static String placed(Definition.Stored definition, int number, String rows) {
        List<String> events = new ArrayList<>(List.of(events(definition, number, rows, 1)));
        events.addAll(assigned(definition, number, rows, 1));
        return String.join("\nunion all\n", events);
    }

    static String grouped(List<String> events, boolean cancel) {
        return "select figure, bucket, place, unit, b1, b2, b3, sum(n), sum(total) from (\n"
                + String.join("\nunion all\n", events)
                + "\n) as events group by 1, 2, 3, 4, 5, 6, 7"
                + (cancel ? " having sum(n) <> 0 or sum(total) <> 0" : "");
    }

    /**
     * The events of a figure in a set of rows: one where it begins, and for a stock one of the other sign where it ends
     * (never before it began, so that a wrong pair of dates counts as nothing).
     */
    static String events(Definition.Stored definition, int number, String rows, int sign) {
        return events(definition, number, rows, sign, false);
    }

    /** @param assigned whether records are counted at the portions of split units that they were assigned to */
    static String events(Definition.Stored definition, int number, String rows, int sign, boolean assigned) {
        UnaryOperator<String> at =
                place -> assigned ? "figure.portion('" + definition.register().id() + "', id, " + place + ")" : place;
        List<String> parts = new ArrayList<>();
        for (int index = 0; index < 3; index++) {
            parts.add(
                    index < definition.by().size()
                            ? key(definition.by().get(index)) + " as b" + (index + 1)
                            : "'' as b" + (index + 1));
        }
        String amount = definition.takes() == Definition.Takes.COUNT
                ? "0::numeric"
                : sign + " * coalesce("
                        + quote(Objects.requireNonNull(definition.column()).sql()) + ", 0)::numeric";
        String where = sql(definition.where());
        if (definition.from() == null) {
            return select(number, "0", at.apply("place"), parts, sign, amount, rows, where);
        }
        String from = quote(definition.from().sql());
        String began = from + " is not null and " + where;
        String begin = select(
                number, "figure.bucket(" + from + ")", at.apply(placeOn(from)), parts, sign, amount, rows, began);
        if (!definition.stock()) {
            return begin;
        }
        String ended = definition.takes() == Definition.Takes.COUNT ? amount : "-1 * " + amount;
        List<String> events = new ArrayList<>(List.of(begin));
        String moved = began + " and moved_day > " + from;
        if (definition.until() != null) {
            String until = quote(definition.until().sql());
            String end = "greatest(" + from + ", " + until + ")";
            events.add(select(
                    number,
                    "figure.bucket(" + end + ")",
                    at.apply(placeOn(end)),
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
        events.add(
                select(number, "figure.bucket(moved_day)", at.apply("left_place"), parts, -sign, ended, moves, moved));
        events.add(
                select(number, "figure.bucket(moved_day)", at.apply("next_place"), parts, sign, amount, moves, moved));
        return String.join("\nunion all\n", events);
    }

    private static String key(Breakdown breakdown) {
        return breakdown.isClassed()
                ? RENDERER.renderInlined(breakdown.key())
                : "coalesce(" + quote(breakdown.sql()) + "::text, '')";
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

    private static String sql(Condition condition) {
        String text = RENDERER.renderInlined(condition);
        return text.isBlank() ? "true" : "(" + text + ")";
    }

    static String describe(Definition.Stored definition) {
        String kept = definition.takes() == Definition.Takes.MEAN ? " averages " : " sums ";
        return "of " + definition.register().id()
                + kept
                + (definition.column() == null ? "-" : definition.column().id())
                + " from "
                + (definition.from() == null ? "-" : definition.from().id())
                + " until "
                + (definition.until() == null ? "-" : definition.until().id())
                + " by "
                + definition.by().stream()
                        .map(by -> by.id() + (by.isClassed() ? by.bounds().toString() : ""))
                        .collect(Collectors.joining(","))
                + " where " + sql(definition.where());
    }

    static String quote(String identifier) {
        return '"' + identifier + '"';
    }
}
