package vn.hoi.calendar;

import java.time.LocalDate;
import java.util.List;
import vn.hoi.common.Label;

/**
 * A year of the calendar as it is shown.
 *
 * @param status {@code announced} or {@code expected}
 * @param days holidays, swapped days and the days worked instead, in order
 */
public record CalendarYear(int year, String status, List<Day> days) {

    /**
     * One entry of the year's file.
     *
     * @param kind {@code holiday}, {@code swapped} or {@code make-up}
     * @param source the law or document that says so
     */
    public record Day(String kind, LocalDate from, LocalDate until, Label name, String source) {}
}
