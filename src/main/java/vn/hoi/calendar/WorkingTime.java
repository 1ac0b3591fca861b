package vn.hoi.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.hoi.common.Home;
import vn.hoi.common.Problem;

/**
 * Counts working time by the calendar of the province served. Moments are those of this country's clock, to the minute;
 * seconds are cut off. The calendar reaches from 2000 to 2100; outside it every method throws {@link Problem} DUE-001.
 *
 * <p>The rules, of the Civil Code 91/2015/QH13:
 *
 * <ul>
 *   <li>Art. 147 (1): a time in hours runs from the moment itself.
 *   <li>Art. 147 (2), (3): of a time in days, months or years the first day is not counted. Another law may say
 *       otherwise (Art. 145), so the calendar's {@code counting.first-day} says which.
 *   <li>Art. 148 (3), (4): a month or a year ends on the day of the same number, or on the last of a month that has none.
 *   <li>Art. 148 (5): when the last day is off, the time ends with the next working day.
 *   <li>Art. 148 (6) ends a day at midnight; an office acts in office hours only, so here it ends when they do.
 * </ul>
 *
 * <p>For times in working days and hours, what arrives outside office hours counts as arrived at the next opening.
 */
@Component
public class WorkingTime {

    private final WorkingCalendar calendar;
    private final WorkingDays days;

    WorkingTime(Home home) {
        calendar = new CalendarFiles(home).read();
        days = new WorkingDays(calendar);
    }

    public boolean isWorkingDay(LocalDate day) {
        return days.worked(day);
    }

    /** When what begins at this moment and may take this long has to be done. */
    public Due due(LocalDateTime begin, Span span) {
        LocalDateTime minute = begin.truncatedTo(ChronoUnit.MINUTES);
        LocalDateTime at = switch (span.unit()) {
            case WORKING_HOURS -> plusMinutes(days.opening(minute), 60L * span.amount());
            case WORKING_DAYS -> {
                int counted = span.amount() - (calendar.firstDayCounted() ? 1 : 0);
                yield days.closingAfter(days.opening(minute).toLocalDate(), counted);
            }
            case DAYS, MONTHS, YEARS -> days.closingFrom(lastDay(minute.toLocalDate(), span));
        };
        return new Due(this, minute, span, at, List.of());
    }

    /** The last day of a time in days, months or years, before Art. 148 (5) moves it. */
    LocalDate lastDay(LocalDate begin, Span span) {
        LocalDate uncounted = calendar.firstDayCounted() ? begin.minusDays(1) : begin;
        return switch (span.unit()) {
            case MONTHS -> uncounted.plusMonths(span.amount());
            case YEARS -> uncounted.plusYears(span.amount());
            default -> uncounted.plusDays(span.amount());
        };
    }

    /** Working minutes from one moment to the other; negative when the second is the earlier. */
    public long minutesBetween(LocalDateTime from, LocalDateTime to) {
        return days.run(to) - days.run(from);
    }

    /**
     * The first moment by which so many working minutes have run, so the end of a session rather than the next opening;
     * for a negative number the last moment from which so many are left. For 0 the moment itself.
     */
    public LocalDateTime plusMinutes(LocalDateTime moment, long minutes) {
        long run = days.run(moment) + minutes;
        if (minutes == 0) {
            return moment.truncatedTo(ChronoUnit.MINUTES);
        }
        return minutes > 0 ? days.earliest(run) : days.latest(run);
    }

    /**
     * When a reminder is to be sent. Working days and hours: the last moment with so much working time left, an opening
     * rather than the closing before it. Days, months and years: the opening of that day, or of the working day before.
     */
    public LocalDateTime before(LocalDateTime due, Span warn) {
        LocalDate day = due.toLocalDate();
        return switch (warn.unit()) {
            case WORKING_HOURS -> plusMinutes(due, -60L * warn.amount());
            case WORKING_DAYS -> plusMinutes(due, -(long) calendar.minutesPerDay() * warn.amount());
            case DAYS -> days.openingUpTo(day.minusDays(warn.amount()));
            case MONTHS -> days.openingUpTo(day.minusMonths(warn.amount()));
            case YEARS -> days.openingUpTo(day.minusYears(warn.amount()));
        };
    }

    /**
     * The deadline after a pause: the working time not yet used when it began is what remains when it ends, whatever
     * the span counts. A pause that begins when the deadline has passed moves nothing.
     *
     * @throws Problem DUE-002 when the pause ends before it begins, DUE-003 when it begins before the time did or
     *     before the end of an earlier pause
     */
    public Due resume(Due due, LocalDateTime pausedAt, LocalDateTime resumedAt) {
        return due.resume(pausedAt.truncatedTo(ChronoUnit.MINUTES), resumedAt.truncatedTo(ChronoUnit.MINUTES));
    }

    WorkingCalendar calendar() {
        return calendar;
    }

    /** The moment itself in office hours, else the next opening. */
    LocalDateTime opening(LocalDateTime moment) {
        return days.opening(moment);
    }
}
