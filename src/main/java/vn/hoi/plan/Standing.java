package vn.hoi.plan;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;

/**
 * How fresh the value of a figure is, and who answers for it.
 *
 * @param known the last day the value speaks of; null while there is none
 * @param says the same in words, with where the value comes from
 * @param answers who answers for it
 * @param behind whether the plan asks for days the value does not speak of
 */
public record Standing(@Nullable LocalDate known, Label says, Label answers, boolean behind) {}
