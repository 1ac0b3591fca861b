package vn.hoi.register;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a record's life as they stood for cases begun in a time. A case stays on the version under which it began.
 *
 * @param version counted from 1, the oldest
 * @param until last day on which a case begins under it, inclusive; null for the one in force
 * @param steps in the declared order
 */
public record Lifecycle(int version, @Nullable LocalDate until, List<Step> steps) {

    public Optional<Step> findStep(String id) {
        return steps.stream().filter(step -> step.id().equals(id)).findFirst();
    }

    /** Steps that may be taken in a state, whoever takes them. */
    public List<Step> from(String state) {
        return steps.stream().filter(step -> step.from().contains(state)).toList();
    }
}
