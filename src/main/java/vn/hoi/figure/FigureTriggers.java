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

    /** Whether a row of an update is what was or what is. */
    private static final String CHANGED_SIGN = "hoi_sign";

    private static final String CHANGED = "with changed as materialized (select 1 as " + CHANGED_SIGN
            + ", new_rows.* from new_rows union all select -1, old_rows.* from old_rows)\n";

    private FigureTriggers() {}

    /** The three trigger functions of a register and the triggers that call them, as one script. */
    static String functions(Register register, List<Figure> stored, Map<String, Integer> known) {
        Written inserted = new Written("new_rows", "1", "new_rows");
        Written deleted = new Written("old_rows", "-1", "old_rows");
        // what was and what is in one pass, so that a step of one record runs half as many parts
        Written updated = new Written("changed", CHANGED_SIGN, "new_rows", "old_rows");
        for (Figure figure : stored) {
            Definition.Stored definition = (Definition.Stored) figure.definition();
            int number = Objects.requireNonNull(known.get(figure.id()));
            List.of(inserted, deleted, updated).forEach(written -> written.add(definition, number));
            deleted.assigned.addAll(assigned(definition, number, "old_rows", -1));
            updated.assigned.addAll(assigned(definition, number, "new_rows", 1));
            updated.assigned.addAll(assigned(definition, number, "old_rows", -1));
        }
        String table = register.table();
        return function(register, "insert", inserted, "referencing new table as new_rows")
                + function(register, "delete", deleted, "referencing old table as old_rows")
                + function(register, "update", updated, "referencing old table as old_rows new table as new_rows")
                + "create or replace trigger never_truncated before truncate on register." + quote(table)
                + " for each statement execute function figure.refuse_truncate();\n";
    }

    /** What one kind of writing does to figures: events of every row, those of moved rows, those of assigned ones. */
    private static final class Written {
        private final String rows;
        private final String sign;
        private final List<String> tables;
        private final List<String> dated = new ArrayList<>();
        private final List<String> moved = new ArrayList<>();
        private final List<String> assigned = new ArrayList<>();

        Written(String rows, String sign, String... tables) {
            this.rows = rows;
            this.sign = sign;
            this.tables = List.of(tables);
        }

        void add(Definition.Stored definition, int number) {
            dated.addAll(dated(definition, number, rows, sign, UnaryOperator.identity()));
            moved.addAll(moved(definition, number, rows, sign, UnaryOperator.identity()));
        }

        boolean isUpdate() {
            return tables.size() > 1;
        }

        private String insert(List<String> events) {
            return INTO + (isUpdate() ? CHANGED : "") + grouped(events, isUpdate()) + ";\n";
        }

        /** Few records ever move, and few are of a unit that was split: what they take is run where there are any. */
        String body(Register register) {
            String body = insert(dated);
            if (!moved.isEmpty()) {
                String any = tables.stream()
                        .map(table -> "exists (select from " + table + " where moved_on is not null)")
                        .collect(Collectors.joining(" or "));
                body += "if " + any + " then\n" + insert(moved) + "end if;\n";
            }
            if (!assigned.isEmpty()) {
                body += "if exists (select from figure.assignment where register = '" + register.id() + "') then\n"
                        + INTO + grouped(assigned, true) + ";\nend if;\n";
            }
            return body;
        }
    }

    private static String function(Register register, String event, Written written, String referencing) {
        return """
                create or replace function figure.%1$s() returns trigger language plpgsql as $$
                begin
                %2$sreturn null;
                end $$;
                create or replace trigger %1$s after %4$s on register.%3$s %5$s for each statement execute function figure.%1$s();
                """.formatted(
                        quote("after_" + event + "_" + register.table()),
                        written.body(register),
                        quote(register.table()),
                        event,
                        referencing);
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
     * (never before it began, so that a wrong pair of dates counts as nothing); of a record in stock that moves, one at
     * the place it leaves and one where it comes to.
     */
    static String events(Definition.Stored definition, int number, String rows, int sign) {
        return events(definition, number, rows, sign, false);
    }

    /** @param assigned whether records are counted at the portions of split units that they were assigned to */
    static String events(Definition.Stored definition, int number, String rows, int sign, boolean assigned) {
        UnaryOperator<String> at = assigned
                ? place -> "figure.portion('" + definition.register().id() + "', id, " + place + ")"
                : UnaryOperator.identity();
        List<String> events = new ArrayList<>(dated(definition, number, rows, String.valueOf(sign), at));
        events.addAll(moved(definition, number, rows, String.valueOf(sign), at));
        return String.join("\nunion all\n", events);
    }

    private static List<String> dated(
            Definition.Stored definition, int number, String rows, String sign, UnaryOperator<String> at) {
        List<String> parts = parts(definition);
        String where = sql(definition.where());
        if (definition.from() == null) {
            return List.of(select(number, "0", at.apply("place"), parts, sign, definition, rows, where));
        }
        String from = quote(definition.from().sql());
        String began = from + " is not null and " + where;
        List<String> events = new ArrayList<>(List.of(select(
                number, "figure.bucket(" + from + ")", at.apply(placeOn(from)), parts, sign, definition, rows, began)));
        if (definition.stock() && definition.until() != null) {
            String until = quote(definition.until().sql());
            String end = "greatest(" + from + ", " + until + ")";
            events.add(select(
                    number,
                    "figure.bucket(" + end + ")",
                    at.apply(placeOn(end)),
                    parts,
                    against(sign),
                    definition,
                    rows,
                    began + " and " + until + " is not null"));
        }
        return events;
    }

    /** A record in stock that moves leaves one place and comes to another on the day. */
    private static List<String> moved(
            Definition.Stored definition, int number, String rows, String sign, UnaryOperator<String> at) {
        if (!definition.stock() || definition.from() == null) {
            return List.of();
        }
        List<String> parts = parts(definition);
        String from = quote(definition.from().sql());
        String where = from + " is not null and " + sql(definition.where()) + " and moved_day > " + from;
        if (definition.until() != null) {
            String until = quote(definition.until().sql());
            where += " and (" + until + " is null or moved_day <= greatest(" + from + ", " + until + "))";
        }
        String moves = "(select * from " + rows + " where moved_on is not null) as stood, lateral (select moved_day,"
                + " left_place, coalesce(lead(left_place) over (order by nth), place) as next_place"
                + " from unnest(moved_on, moved_from) with ordinality as way (moved_day, left_place, nth)) as move";
        String day = "figure.bucket(moved_day)";
        return List.of(
                select(number, day, at.apply("left_place"), parts, against(sign), definition, moves, where),
                select(number, day, at.apply("next_place"), parts, sign, definition, moves, where));
    }

    private static String against(String sign) {
        return "-1 * " + sign;
    }

    private static List<String> parts(Definition.Stored definition) {
        List<String> parts = new ArrayList<>();
        for (int index = 0; index < 3; index++) {
            parts.add(
                    index < definition.by().size()
                            ? key(definition.by().get(index)) + " as b" + (index + 1)
                            : "'' as b" + (index + 1));
        }
        return parts;
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
            String sign,
            Definition.Stored definition,
            String rows,
            String where) {
        String total = definition.takes() == Definition.Takes.COUNT
                ? "0::numeric"
                : sign + " * coalesce("
                        + quote(Objects.requireNonNull(definition.column()).sql()) + ", 0)::numeric";
        return "select " + number + " as figure, " + bucket + " as bucket, " + place + " as place, unit, "
                + String.join(", ", parts) + ", (" + sign + ")::bigint as n, " + total + " as total from " + rows
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
