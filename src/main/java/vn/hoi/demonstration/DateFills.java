package vn.hoi.demonstration;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Fills of date columns. */
final class DateFills {

    private DateFills() {}

    /** A working day of a range; the first such column of a group is spread evenly and orders its rows. */
    record InRange(Days range, WorkDays workDays) implements Fill {

        @Override
        public LocalDate fill(Making row) {
            return at(row.random.nextDouble());
        }

        LocalDate at(double position) {
            return workDays.at(range, position);
        }
    }

    static Fill after(JsonNode node, Scope scope) {
        Reference base = Fills.reference(node, "after", scope);
        Bounds days = Bounds.parse(node.get("days"), scope);
        LocalDate until = day(node, "until");
        WorkDays workDays = scope.workDays;
        return row -> {
            if (!(base.of(row) instanceof LocalDate begins)) {
                return null;
            }
            LocalDate later = workDays.shift(begins, (int) days.draw(row));
            if (until != null && later.isAfter(until)) {
                later = workDays.onOrBefore(until);
            }
            return later.isBefore(begins) ? begins : later;
        };
    }

    static Fill before(JsonNode node, Scope scope) {
        Reference base = Fills.reference(node, "before", scope);
        Bounds days = Bounds.parse(node.get("days"), scope);
        LocalDate from = day(node, "from");
        LocalDate until = day(node, "until");
        WorkDays workDays = scope.workDays;
        return row -> {
            if (!(base.of(row) instanceof LocalDate ends)) {
                return null;
            }
            LocalDate earlier = workDays.shift(ends, (int) -days.draw(row));
            if (until != null && earlier.isAfter(until)) {
                earlier = workDays.onOrBefore(until);
            }
            if (from != null && earlier.isBefore(from)) {
                earlier = workDays.onOrAfter(from);
            }
            return earlier.isAfter(ends) ? ends : earlier;
        };
    }

    static Fill plus(JsonNode node, Scope scope) {
        Reference base = Fills.reference(node, "plus", scope);
        Bounds months = Bounds.parse(node.get("months"), scope);
        return row -> base.of(row) instanceof LocalDate day ? day.plusMonths(months.draw(row)) : null;
    }

    static Fill laterOf(JsonNode node, Scope scope) {
        Reference one = scope.getReference(node.get("later-of").path(0).asString());
        Reference other = scope.getReference(node.get("later-of").path(1).asString());
        return row -> one.of(row) instanceof LocalDate first && other.of(row) instanceof LocalDate second
                ? first.isAfter(second) ? first : second
                : null;
    }

    private static @Nullable LocalDate day(JsonNode node, String key) {
        JsonNode day = node.get(key);
        return day == null ? null : LocalDate.parse(day.asString());
    }
}
