package vn.hoi.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.hoi.unit.Unit;

/**
 * What a plan asks of a unit by a day.
 *
 * @param key of it within its plan, for life
 * @param section key of the section it stands in; empty for none
 * @param figure id of the figure that measures it; null when none does
 * @param target the value the figure is to reach; null when only its course is looked at
 * @param deliverable what has to be there; empty where nothing is named
 * @param record code in the register of assigned tasks; null while the plan is not out
 */
public record PlanTask(
        String key,
        String section,
        String content,
        Unit unit,
        LocalDate dueOn,
        @Nullable String figure,
        @Nullable BigDecimal target,
        String deliverable,
        @Nullable String record) {}
