package vn.hoi.calendar;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Home;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;

/** {@code /admin/calendars}: the years of the working calendar, as the province's files say them. */
@Controller
class CalendarPages {

    private static final List<String> COLUMNS = List.of("year", "status", "kind", "from", "until", "name", "source");

    private final WorkingTime time;
    private final Home home;

    CalendarPages(WorkingTime time, Home home) {
        this.time = time;
        this.home = home;
    }

    @Access(Access.Level.ADMINISTER)
    @GetMapping("/admin/calendars")
    Twin years(@RequestParam(defaultValue = "") String year) {
        if (!year.isBlank() && !year.strip().matches("\\d{4}")) {
            throw Problem.badRequest("DUE-004", "«" + year + "» không phải là một năm; viết như 2026.");
        }
        int asked = year.isBlank() ? 0 : Integer.parseInt(year.strip());
        WorkingCalendar calendar = time.calendar();
        List<CalendarYear> years = new TreeSet<>(calendar.years().keySet())
                .descendingSet().stream()
                        .filter(one -> asked == 0 || one == asked)
                        .map(one -> year(calendar, one))
                        .toList();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        years.forEach(one -> one.days().forEach(day -> rows.add(row(one, day))));
        return Twin.page("calendar/years")
                .with("years", years)
                .with("hours", hours(calendar))
                .with("folder", "provinces/" + home.provinceFolder().getFileName() + "/calendar/")
                .json(() -> Twin.rows(rows, null))
                .csv(() -> Csv.of(COLUMNS, rows));
    }

    private static CalendarYear year(WorkingCalendar calendar, int year) {
        List<CalendarYear.Day> days = new ArrayList<>();
        new LinkedHashSet<>(calendar.off().values())
                .stream().filter(day -> day.first().getYear() == year).forEach(day -> {
                    boolean swap = day.madeUpOn() != null;
                    days.add(new CalendarYear.Day(
                            swap ? "swapped" : "holiday", day.first(), day.last(), day.name(), day.source()));
                    if (day.madeUpOn() != null) {
                        days.add(new CalendarYear.Day(
                                "make-up", day.madeUpOn(), day.madeUpOn(), day.name(), day.source()));
                    }
                });
        days.sort(Comparator.comparing(CalendarYear.Day::from));
        return new CalendarYear(year, calendar.status(year).name().toLowerCase(Locale.ROOT), List.copyOf(days));
    }

    /** Office hours as {@code from 01/01/2000: 07:30–11:30, 13:30–17:00}, oldest first. */
    private static Map<LocalDate, String> hours(WorkingCalendar calendar) {
        Map<LocalDate, String> hours = new LinkedHashMap<>();
        for (OfficeHours period : calendar.periods()) {
            hours.put(
                    period.from(),
                    String.join(
                            ", ",
                            period.sessions().stream()
                                    .map(session -> clock(session.opens()) + "–" + clock(session.closes()))
                                    .toList()));
        }
        return hours;
    }

    private static String clock(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }

    private static Map<String, @Nullable Object> row(CalendarYear year, CalendarYear.Day day) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("year", year.year());
        row.put("status", year.status());
        row.put("kind", day.kind());
        row.put("from", day.from());
        row.put("until", day.until());
        row.put("name", day.name().vi());
        row.put("source", day.source());
        return row;
    }
}
