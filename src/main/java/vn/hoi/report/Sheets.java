package vn.hoi.report;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.Definition;
import vn.hoi.figure.Figure;
import vn.hoi.figure.FigureQuery;
import vn.hoi.figure.FigureReading;
import vn.hoi.figure.Figures;
import vn.hoi.figure.Period;
import vn.hoi.figure.Reading;

/** Puts together the page of a report: what was written, or what is proposed from records and from the period before. */
@Component
class Sheets {

    private final FiledReports filed;
    private final DueReports due;
    private final ReportCheck check;
    private final ReportRights rights;
    private final Reporters reporters;
    private final Figures figures;
    private final FigureReading reading;
    private final Rights readers;
    private final SecondPerson second;

    Sheets(
            FiledReports filed,
            DueReports due,
            ReportCheck check,
            ReportRights rights,
            Reporters reporters,
            Figures figures,
            FigureReading reading,
            Rights readers,
            SecondPerson second) {
        this.second = second;
        this.filed = filed;
        this.due = due;
        this.check = check;
        this.rights = rights;
        this.reporters = reporters;
        this.figures = figures;
        this.reading = reading;
        this.readers = readers;
    }

    /** As it stands. */
    Sheet of(ReportForm form, ReportPeriod period, Reporter reporter) {
        return of(form, period, reporter, null, null, null);
    }

    /**
     * As it stands, with what was sent and not taken.
     *
     * @param wanted what was sent; null for nothing
     * @param problem why it was not taken
     */
    Sheet of(
            ReportForm form,
            ReportPeriod period,
            Reporter reporter,
            Filing.@Nullable Wanted wanted,
            @Nullable Problem problem,
            @Nullable String key) {
        ReportRights.Held held = rights.requireSight(form, reporter);
        @Nullable FiledReport report = filed.find(form, period, reporter).orElse(null);
        Map<String, BigDecimal> before = filed.before(form, period, reporter);
        Map<String, BigDecimal> proposed = proposed(form, period, reporter, before);
        Set<Filing.Act> may = may(held, reporter, period, report);
        if (report != null && second.isOther(reporter, report.current())) {
            may.remove(Filing.Act.APPROVE);
        }
        Map<String, BigDecimal> numbers = report == null
                ? may.contains(Filing.Act.SAVE) ? proposed : Map.of()
                : report.current().typed();
        Map<String, String> typed = new LinkedHashMap<>();
        numbers.forEach((cell, number) -> typed.put(cell, Vietnamese.number(number)));
        Map<String, String> reasons =
                report == null ? Map.of() : report.current().reasons();
        if (wanted != null && wanted.act().writes()) {
            typed.putAll(wanted.typed());
            reasons = wanted.reasons();
            numbers =
                    check.check(form, period, reporter, wanted.typed(), reasons).numbers();
        }
        return new Sheet(
                form,
                period,
                reporter,
                report,
                due.of(form, period, reporter, report),
                report == null && wanted == null ? Map.of() : numbers,
                typed,
                before,
                proposed,
                reasons,
                check.relations(form, period, reporter, numbers, reasons),
                may,
                shown(form, period, reporter),
                wanted == null ? "" : wanted.why(),
                problem,
                key == null ? UUID.randomUUID().toString() : key);
    }

    /** What a new report begins with: figures counted here, then stocks as they were reported last. */
    private Map<String, BigDecimal> proposed(
            ReportForm form, ReportPeriod period, Reporter reporter, Map<String, BigDecimal> before) {
        Map<String, BigDecimal> proposed = new LinkedHashMap<>();
        for (ReportLine line : form.lines(period)) {
            String prefill = line.prefill();
            if (prefill != null && line.cells().size() == 1) {
                reading.read(figures.get(prefill), asked(form, period, reporter))
                        .known()
                        .ifPresent(value -> proposed.put(line.figure().id(), value));
            } else if (line.figure().definition() instanceof Definition.Reported reported && reported.last()) {
                line.cells().keySet().forEach(cell -> {
                    BigDecimal last = before.get(cell);
                    if (last != null) {
                        proposed.put(cell, last);
                    }
                });
            }
        }
        return proposed;
    }

    private FigureQuery asked(ReportForm form, ReportPeriod period, Reporter reporter) {
        boolean whole = reporter.isParty() || reporters.isOnly(form, period);
        return new FigureQuery(
                new Period(period.from(), period.to()),
                null,
                whole ? null : reporter.unit(),
                whole ? null : period.to(),
                null);
    }

    private List<Reading> shown(ReportForm form, ReportPeriod period, Reporter reporter) {
        return form.shows().stream()
                .map(figures::get)
                .filter((Figure figure) -> readers.mayReadFigure(figure.id(), figure.isPublic()))
                .map(figure -> reading.read(figure, asked(form, period, reporter)))
                .toList();
    }

    private static Set<Filing.Act> may(
            ReportRights.Held held, Reporter reporter, ReportPeriod period, @Nullable FiledReport report) {
        Set<Filing.Act> may = EnumSet.noneOf(Filing.Act.class);
        Edition.@Nullable State state = report == null ? null : report.current().state();
        int level = report == null ? 0 : report.current().level();
        boolean begun = !Vietnamese.today().isBefore(period.from());
        if (held.mayReport(reporter) && begun) {
            if (state == null || state.isOpen() || state == Edition.State.APPROVED) {
                may.add(Filing.Act.SAVE);
                if (!Vietnamese.today().isBefore(period.to())) {
                    may.add(Filing.Act.SUBMIT);
                }
            } else if (state == Edition.State.SUBMITTED && level == 0) {
                may.add(Filing.Act.WITHDRAW);
            }
        }
        if (state == Edition.State.SUBMITTED && held.mayApprove(reporter, level)) {
            may.add(Filing.Act.APPROVE);
            may.add(Filing.Act.RETURN);
        }
        if (held.mayLock(reporter)) {
            if (state == Edition.State.APPROVED) {
                may.add(Filing.Act.LOCK);
            } else if (state == Edition.State.LOCKED) {
                may.add(Filing.Act.UNLOCK);
            }
        }
        return may;
    }
}
