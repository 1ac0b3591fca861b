package vn.hoi.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.hoi.calendar.Span;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.register.Field;

/**
 * A declared report form.
 *
 * @param by who reports, in words
 * @param since first day of its first period, or a day in it
 * @param until no period that ends later; null while it goes on
 * @param deadline after the last day of the period
 * @param remind how long before the deadline
 * @param who who reports
 * @param levels who approves, first level first
 * @param shows figures counted here that are shown beside it
 */
public record ReportForm(
        String id,
        Field field,
        Label name,
        Label by,
        @Nullable Label help,
        Rhythm every,
        boolean statutory,
        LocalDate since,
        @Nullable LocalDate until,
        Span deadline,
        Span remind,
        Who who,
        List<Level> levels,
        List<String> shows,
        List<Part> parts) {

    /** Units of these kinds, these units, or parties of a kind; one of the three. */
    public record Who(
            List<String> kinds,
            List<String> units,
            @Nullable String parties) {}

    /** Where a level stands: the reporting unit itself, the one above it, or the province. */
    public enum Place {
        UNIT,
        PARENT,
        PROVINCE
    }

    /** Who approves at one level. */
    public record Level(List<String> roles, Place at) {}

    /** A section of the form. */
    public record Part(Label name, List<ReportLine> lines) {}

    /** Every line, of all times. */
    List<ReportLine> lines() {
        return parts.stream().flatMap(part -> part.lines().stream()).toList();
    }

    /** The sections as they stand for a period. */
    List<Part> parts(ReportPeriod period) {
        return parts.stream()
                .map(part -> new Part(
                        part.name(),
                        part.lines().stream()
                                .filter(line -> line.on(period.to()))
                                .toList()))
                .filter(part -> !part.lines().isEmpty())
                .toList();
    }

    /** The lines as they stand for a period. */
    public List<ReportLine> lines(ReportPeriod period) {
        return lines().stream().filter(line -> line.on(period.to())).toList();
    }

    /** All cells of a period with the line of each. */
    Map<String, ReportLine> cells(ReportPeriod period) {
        Map<String, ReportLine> cells = new LinkedHashMap<>();
        lines(period).forEach(line -> line.cells().keySet().forEach(cell -> cells.put(cell, line)));
        return cells;
    }

    /** Which version of the form a period has: 1, and one more for each day on which its lines changed. */
    int version(ReportPeriod period) {
        Collection<LocalDate> days = new TreeSet<>();
        lines().stream()
                .flatMap(line -> Stream.of(
                        Optional.ofNullable(line.since()),
                        Optional.ofNullable(line.until()).map(day -> day.plusDays(1))))
                .flatMap(Optional::stream)
                .filter(day -> day.isAfter(since) && !day.isAfter(period.to()))
                .forEach(days::add);
        return 1 + days.size();
    }

    /** @throws Problem REP-404 when the form has no such period */
    ReportPeriod period(String key) {
        return ReportPeriod.find(every, statutory, key)
                .filter(this::has)
                .orElseThrow(() -> Problem.unknown(
                        "REP-404", "Biểu «" + name.vi() + "» không có kỳ «" + key + "»; chọn kỳ trong danh sách."));
    }

    boolean has(ReportPeriod period) {
        return !period.to().isBefore(since) && (until == null || !period.to().isAfter(until));
    }

    /** Its periods up to this day, the newest first; the one this day lies in is among them. */
    List<ReportPeriod> periods(LocalDate day) {
        List<ReportPeriod> periods = new ArrayList<>();
        ReportPeriod at = ReportPeriod.containing(every, statutory, day);
        while (!at.to().isBefore(since)) {
            if (has(at)) {
                periods.add(at);
            }
            at = at.previous();
        }
        return periods;
    }

    /** The newest of its periods that has ended by this day. */
    Optional<ReportPeriod> ended(LocalDate day) {
        return periods(day).stream().filter(period -> period.to().isBefore(day)).findFirst();
    }
}
