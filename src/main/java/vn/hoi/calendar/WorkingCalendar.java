package vn.hoi.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the files of the calendar say.
 *
 * @param minutesPerDay of work, the same in all periods
 * @param firstDayCounted whether the day something begins is the first day of its time; the Civil Code 91/2015/QH13,
 *     Art. 147 (2), (3), says it is not
 * @param periods of office hours in order; the first holds from the beginning
 * @param off the days off that no weekend makes so, or that are named although they fall on one
 * @param makeUps the days worked instead of a swapped one
 * @param years those that have a file
 */
record WorkingCalendar(
        int minutesPerDay,
        boolean firstDayCounted,
        List<OfficeHours> periods,
        Map<LocalDate, DayOff> off,
        Map<LocalDate, DayOff> makeUps,
        Map<Integer, Status> years) {

    /** How sure a year's days off are. */
    enum Status {
        ANNOUNCED,
        EXPECTED,
        /** No file: weekends only. */
        UNKNOWN
    }

    Status status(int year) {
        return years.getOrDefault(year, Status.UNKNOWN);
    }

    @Nullable
    DayOff dayOff(LocalDate day) {
        return off.get(day);
    }

    OfficeHours hours(LocalDate day) {
        OfficeHours hours = periods.getFirst();
        for (OfficeHours period : periods) {
            if (!period.from().isAfter(day)) {
                hours = period;
            }
        }
        return hours;
    }

    /** Whether the week alone makes it a working day. */
    boolean weekday(LocalDate day) {
        DayOfWeek of = day.getDayOfWeek();
        return hours(day).days().contains(of);
    }

    boolean worked(LocalDate day) {
        return makeUps.containsKey(day) || (weekday(day) && !off.containsKey(day));
    }
}
