package vn.hoi.register;

import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Vietnamese;

/**
 * One record as it stands.
 *
 * @param id number for life, in order of entry
 * @param version counted up by each change; an edit names the one it began from
 * @param values by column id, in the order of {@link Register#rowColumns()}; units as their ids, null when empty
 * @param course where it stands in its life
 */
public record Row(long id, int version, Map<String, @Nullable Object> values, Course course) {

    /**
     * Where a record stands in its life.
     *
     * @param lifecycle version of the steps it is on; 0 where the register has no steps
     * @param dueAt when something is due; null where nothing is
     * @param pausedAt since when the clock of the deadline stands still; null while it runs
     */
    public record Course(
            int lifecycle,
            @Nullable OffsetDateTime dueAt,
            @Nullable OffsetDateTime pausedAt) {

        /** When something is due, for people: the day alone where the whole day is left. */
        public String dueWords() {
            if (dueAt == null) {
                return "";
            }
            boolean wholeDay = dueAt.getHour() == 23 && dueAt.getMinute() == 59;
            return wholeDay ? Vietnamese.day(dueAt.toLocalDate()) : Vietnamese.moment(dueAt);
        }
    }

    public String code() {
        return String.valueOf(values.get("code"));
    }

    public @Nullable Object value(String column) {
        return values.get(column);
    }

    /** The state's id; empty where the register has no states. */
    public String state() {
        Object state = values.get("state");
        return state == null ? "" : state.toString();
    }
}
