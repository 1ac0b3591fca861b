package vn.hoi.demonstration;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Monday to Friday without the public holidays listed, numbered so that counting them is a look-up. */
final class WorkDays {

    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2045, 12, 31);

    private final LocalDate[] days;
    private final int[] onOrAfter;

    private WorkDays(Set<LocalDate> holidays) {
        List<LocalDate> found = new ArrayList<>();
        onOrAfter = new int[(int) (LAST.toEpochDay() - FIRST.toEpochDay()) + 1];
        for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
            onOrAfter[(int) (day.toEpochDay() - FIRST.toEpochDay())] = found.size();
            boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            if (!weekend && !holidays.contains(day)) {
                found.add(day);
            }
        }
        days = found.toArray(LocalDate[]::new);
    }

    /** All working days but the holidays, given as days or ranges {@code 2025-01-27..2025-01-31}. */
    static WorkDays without(@Nullable JsonNode listed, Path path) {
        if (listed == null || !listed.isArray()) {
            throw new IllegalArgumentException(path + ": 'holidays:' is a list of days and ranges of days");
        }
        Set<LocalDate> holidays = new HashSet<>();
        for (JsonNode item : listed) {
            Days range = Days.parse(item.asString());
            range.from().datesUntil(range.to().plusDays(1)).forEach(holidays::add);
        }
        return new WorkDays(holidays);
    }

    /** The working day so many working days after the first one on or after the given day; before it if negative. */
    LocalDate shift(LocalDate day, int workDays) {
        return days[Math.clamp(index(day) + workDays, 0, days.length - 1)];
    }

    /** The working day at a position from 0 to below 1 of the range. */
    LocalDate at(Days range, double position) {
        int from = index(range.from());
        int to = index(range.to().plusDays(1));
        if (to <= from) {
            throw new IllegalArgumentException("No working day in " + range.from() + ".." + range.to());
        }
        return days[from + (int) (position * (to - from))];
    }

    /** The last working day on or before the given day. */
    LocalDate onOrBefore(LocalDate day) {
        return days[Math.max(0, index(day.plusDays(1)) - 1)];
    }

    LocalDate onOrAfter(LocalDate day) {
        return days[index(day)];
    }

    private int index(LocalDate day) {
        long at = day.toEpochDay() - FIRST.toEpochDay();
        if (at < 0 || at >= onOrAfter.length) {
            throw new IllegalArgumentException("Day " + day + " is outside " + FIRST + ".." + LAST);
        }
        return onOrAfter[(int) at];
    }
}
