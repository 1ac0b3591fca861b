package vn.hoi.register;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoi.calendar.Span;
import vn.hoi.common.Label;

/**
 * By when something is to be done about a record.
 *
 * @param id of a deadline of some states; empty for the register's own
 * @param name what is due, such as «Hạn trả kết quả»
 * @param on column that holds the day itself; null when it is counted from another
 * @param from column the time runs from; null when {@code on} is given
 * @param within time allowed, by the id of a choice of {@code by}; under {@code ""} for all others
 * @param by column of choices the time allowed depends on; null when it is one for all
 * @param metIn states in which it does not run: nothing is due any more, or not yet
 * @param warnBefore how long ahead it is called due
 * @param source law or document that sets it; null where none is named
 */
public record Deadline(
        String id,
        Label name,
        @Nullable String on,
        @Nullable String from,
        Map<String, Span> within,
        @Nullable String by,
        Set<String> metIn,
        Span warnBefore,
        @Nullable String source) {

    /**
     * The states in which this deadline's warning counts: where one of some states runs, the register's own does not.
     *
     * @return empty for all states
     */
    static List<String> warned(Register register, Deadline deadline) {
        if (register.stateDeadlines().isEmpty()) {
            return List.of();
        }
        return register.states().stream()
                .map(State::id)
                .filter(deadline::runsIn)
                .filter(state -> !deadline.id().isEmpty()
                        || register.stateDeadlines().stream().noneMatch(other -> other.runsIn(state)))
                .toList();
    }

    /** Whether it runs while a record stands in this state. */
    public boolean runsIn(@Nullable String state) {
        return !metIn.contains(state == null ? "" : state);
    }
}
