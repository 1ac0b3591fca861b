package vn.hoi.ledger;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;

/**
 * What money is for.
 *
 * @param cumulative taken over from before as one sum of several years; no part of the year's own budget
 * @param unit id of the spending unit
 * @param level province or commune
 * @param nature capital or recurrent
 * @param autonomous null where it is not told
 * @param heading the line of the plan it is published in
 * @param project code; null for none
 * @param planYear the capital-plan year; null where it is the budget year
 */
public record Line(
        long id,
        String code,
        Label name,
        int budgetYear,
        boolean cumulative,
        int unit,
        String level,
        String nature,
        @Nullable Boolean autonomous,
        String heading,
        @Nullable String chapter,
        @Nullable String type,
        @Nullable String item,
        @Nullable String subItem,
        @Nullable String source,
        @Nullable String programme,
        @Nullable String field,
        @Nullable String project,
        @Nullable String task,
        @Nullable Integer planYear,
        @Nullable LocalDate beganOn,
        @Nullable LocalDate endedOn) {

    /** A line like this one for a task's own money, not yet kept. */
    Line ofTask(String itsCode, String itsTask) {
        return new Line(
                0,
                itsCode,
                name,
                budgetYear,
                cumulative,
                unit,
                level,
                nature,
                autonomous,
                heading,
                chapter,
                type,
                item,
                subItem,
                source,
                programme,
                field,
                project,
                itsTask,
                planYear,
                null,
                null);
    }

    /** Its page. */
    public String address() {
        return "/budget/lines/" + id;
    }
}
