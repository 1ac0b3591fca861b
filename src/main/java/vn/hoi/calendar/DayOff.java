package vn.hoi.calendar;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;

/**
 * Why a day is off although no weekend makes it so: a public holiday of one or more days, or a day swapped.
 *
 * @param first of its days
 * @param madeUpOn the day worked instead; null for a public holiday
 * @param source the law or document that says so
 */
record DayOff(
        Label name,
        LocalDate first,
        LocalDate last,
        @Nullable LocalDate madeUpOn,
        String source) {}
