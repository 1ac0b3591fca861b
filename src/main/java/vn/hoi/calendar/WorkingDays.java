package vn.hoi.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;

/**
 * The working time of a hundred years, laid out once so that each question is a few array reads: working days before
 * each day, the day of each working day, and the office hours of each.
 *
 * <p>Time is measured in working minutes run since the beginning. Every working day has as many, so a moment is its
 * working days times that number, and what has run of its own day.
 */
final class WorkingDays {

    static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    static final LocalDate LAST = LocalDate.of(2100, 12, 31);
    private static final int ORIGIN = Math.toIntExact(FIRST.toEpochDay());
    private static final int DAYS = Math.toIntExact(LAST.toEpochDay()) - ORIGIN + 1;

    private final int minutesPerDay;
    /** How many working days stand before each day; one more entry for the end. */
    private final int[] before = new int[DAYS + 1];
    /** The day of each working day. */
    private final int[] dayOf;

    private final OfficeHours[] hours = new OfficeHours[DAYS];

    WorkingDays(WorkingCalendar calendar) {
        minutesPerDay = calendar.minutesPerDay();
        int[] days = new int[DAYS];
        int count = 0;
        for (int index = 0; index < DAYS; index++) {
            LocalDate day = day(index);
            hours[index] = calendar.hours(day);
            before[index] = count;
            if (calendar.worked(day)) {
                days[count++] = index;
            }
        }
        before[DAYS] = count;
        dayOf = Arrays.copyOf(days, count);
    }

    private static LocalDate day(int index) {
        return LocalDate.ofEpochDay(ORIGIN + (long) index);
    }

    private static int index(LocalDate day) {
        long index = day.toEpochDay() - ORIGIN;
        if (index < 0 || index >= DAYS) {
            throw outside(Vietnamese.day(day));
        }
        return (int) index;
    }

    private static Problem outside(String what) {
        return new Problem(
                422,
                "DUE-001",
                "%s ngoài lịch làm việc (từ %s đến %s); kiểm tra lại ngày hoặc thời hạn"
                        .formatted(what, Vietnamese.day(FIRST), Vietnamese.day(LAST)));
    }

    /** The day of a working day by its number. */
    private int indexOf(long number) {
        if (number < 0 || number >= dayOf.length) {
            throw outside("Kết quả");
        }
        return dayOf[(int) number];
    }

    private static LocalDateTime at(int index, int minuteOfDay) {
        return day(index).atStartOfDay().plusMinutes(minuteOfDay);
    }

    private static int minute(LocalDateTime moment) {
        return moment.getHour() * 60 + moment.getMinute();
    }

    boolean worked(LocalDate day) {
        int index = index(day);
        return before[index + 1] > before[index];
    }

    /** Working minutes from the beginning to this moment. */
    long run(LocalDateTime moment) {
        int index = index(moment.toLocalDate());
        long days = (long) before[index] * minutesPerDay;
        return before[index + 1] > before[index] ? days + hours[index].run(minute(moment)) : days;
    }

    /** The first moment at which so many working minutes, at least one, have run. */
    LocalDateTime earliest(long minutes) {
        int index = indexOf(Math.floorDiv(minutes - 1, minutesPerDay));
        return at(index, hours[index].earliest(Math.floorMod(minutes - 1, minutesPerDay) + 1));
    }

    /** The last moment at which not more than so many working minutes have run. */
    LocalDateTime latest(long minutes) {
        int index = indexOf(Math.floorDiv(minutes, minutesPerDay));
        return at(index, hours[index].latest(Math.floorMod(minutes, minutesPerDay)));
    }

    /** The moment itself in office hours, else the next opening. */
    LocalDateTime opening(LocalDateTime moment) {
        int index = index(moment.toLocalDate());
        if (before[index + 1] > before[index]) {
            int minute = hours[index].opening(minute(moment));
            if (minute >= 0) {
                return at(index, minute);
            }
        }
        int next = indexOf(before[index + 1]);
        return at(next, hours[next].opens());
    }

    /** The closing of the day so many working days after this working day; of the day itself for 0. */
    LocalDateTime closingAfter(LocalDate workingDay, int workingDays) {
        int index = indexOf((long) before[index(workingDay)] + workingDays);
        return at(index, hours[index].closes());
    }

    /** The closing of the day, or of the next working day when it is off. */
    LocalDateTime closingFrom(LocalDate day) {
        return closingAfter(day, 0);
    }

    /** The opening of the day, or of the working day before when it is off. */
    LocalDateTime openingUpTo(LocalDate day) {
        int index = indexOf(before[index(day) + 1] - 1L);
        return at(index, hours[index].opens());
    }
}
