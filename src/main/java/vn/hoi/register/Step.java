package vn.hoi.register;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;

/**
 * A named step from one state to another.
 *
 * @param from states it may be taken in
 * @param to state it leads to; one of {@code from} when it only asks or sets
 * @param roles who may take it, at least one
 * @param guard what must hold before; null when nothing does
 * @param asks columns the person is asked for, required then; {@code reason} asks for a sentence the journal keeps
 * @param sets values written by the step, as typed, {@code today} or {@code now}
 * @param prints prints offered once it is taken
 * @param notifies whom it tells: {@code responsible}, {@code creator} or roles
 * @param pauses stops the deadline's clock
 * @param resumes lets it run again
 * @param secondPerson refused to whoever did the last thing with the record
 * @param last cannot be undone, so its answers are shown once more before it is taken
 */
public record Step(
        String id,
        Label name,
        Set<String> from,
        String to,
        List<String> roles,
        @Nullable Rule guard,
        List<String> asks,
        Map<String, String> sets,
        List<String> prints,
        List<String> notifies,
        boolean pauses,
        boolean resumes,
        boolean secondPerson,
        boolean last) {

    /** Name of the answer that only the journal keeps. */
    public static final String REASON = "reason";

    /** Roles that steps may name; who holds them is the module {@code access}'s. */
    public static final Set<String> ROLES = Set.of(
            "specialist", "planner", "finance", "commune", "clerk", "leader", "auditor", "administrator", "system");

    public boolean asksReason() {
        return asks.contains(REASON);
    }
}
