package vn.hoi.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.common.Problem.Fault;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.Definition;
import vn.hoi.figure.Figure;
import vn.hoi.figure.FigureQuery;
import vn.hoi.figure.FigureReading;
import vn.hoi.figure.Figures;
import vn.hoi.figure.Period;
import vn.hoi.figure.Relation;
import vn.hoi.figure.Relations;

/** Reads what was typed in a report and checks it: each number, and every relation that touches a figure of the form. */
@Component
class ReportCheck {

    private static final int DIGITS = 18;
    private static final int DECIMALS = 6;
    private static final int REASON = 10;
    private static final int REASON_MOST = 1000;
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final Figures figures;
    private final FigureReading reading;
    private final Relations relations;
    private final Reporters reporters;

    ReportCheck(Figures figures, FigureReading reading, Relations relations, Reporters reporters) {
        this.figures = figures;
        this.reading = reading;
        this.relations = relations;
        this.reporters = reporters;
    }

    /**
     * What came of it.
     *
     * @param numbers by cell, those that could be read
     * @param faults of single cells
     * @param missing faults that only matter when it is handed in
     */
    record Result(
            Map<String, BigDecimal> numbers,
            Map<String, String> reasons,
            List<Fault> faults,
            List<Fault> missing,
            List<CheckedRelation> relations) {

        /** Everything that stops it from being handed in. */
        List<Fault> all() {
            List<Fault> all = new ArrayList<>(faults);
            all.addAll(missing);
            return all;
        }
    }

    /**
     * Checks what was typed.
     *
     * @param typed texts by cell, numbers as Vietnamese writes them
     * @param reasons by relation
     */
    Result check(
            ReportForm form,
            ReportPeriod period,
            Reporter reporter,
            Map<String, String> typed,
            Map<String, String> reasons) {
        Map<String, ReportLine> cells = form.cells(period);
        Map<String, BigDecimal> numbers = new LinkedHashMap<>();
        List<Fault> faults = new ArrayList<>();
        typed.forEach((cell, text) -> {
            ReportLine line = cells.get(cell);
            if (line == null) {
                faults.add(new Fault(cell, "REP-428", "Biểu này không có ô «" + shortened(cell) + "»; bỏ ô đó"));
            } else if (!text.isBlank()) {
                read(cell, line, text, faults).ifPresent(number -> numbers.put(cell, number));
            }
        });
        List<Fault> missing = new ArrayList<>();
        for (ReportLine line : form.lines(period)) {
            whole(line, numbers, faults);
            for (String cell : line.cells().keySet()) {
                boolean wrong = faults.stream().anyMatch(fault -> fault.column().equals(cell));
                if (!wrong && !numbers.containsKey(cell) && !line.optional()) {
                    missing.add(new Fault(
                            cell,
                            "REP-426",
                            "«" + name(line, cell) + "» còn trống; ghi số, ghi 0 nếu thật sự không có"));
                }
            }
        }
        Map<String, String> given = given(reasons);
        List<CheckedRelation> checked = relations(form, period, reporter, numbers, given);
        checked.stream().filter(CheckedRelation::isBroken).forEach(one -> broken(one, missing));
        return new Result(numbers, given, faults, missing, checked);
    }

    private static void broken(CheckedRelation one, List<Fault> missing) {
        String sides =
                " (" + said(one.sides().left()) + " so với " + said(one.sides().right()) + ")";
        if (!one.isWarning()) {
            missing.add(new Fault(
                    "why." + one.relation().id(),
                    "REP-431",
                    "Không đúng quan hệ «" + one.relation().says().vi() + "»" + sides + "; sửa một trong các số"));
        } else if (one.reason().length() < REASON) {
            missing.add(new Fault(
                    "why." + one.relation().id(),
                    "REP-432",
                    "Chưa đúng quan hệ «" + one.relation().says().vi() + "»" + sides
                            + "; sửa số, hoặc giải trình lý do, từ 10 ký tự"));
        }
    }

    private static String said(@Nullable BigDecimal side) {
        return side == null ? "—" : Vietnamese.number(side);
    }

    private static String shortened(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    private static String name(ReportLine line, String cell) {
        String own = line.cells().getOrDefault(cell, line.figure().name()).vi();
        return own.equals(line.figure().name().vi())
                ? own
                : line.figure().name().vi() + " – " + own;
    }

    private static Optional<BigDecimal> read(String cell, ReportLine line, String text, List<Fault> faults) {
        Optional<BigDecimal> number = Vietnamese.readNumber(text);
        String name = "«" + name(line, cell) + "»";
        if (number.isEmpty()) {
            faults.add(new Fault(cell, "REP-421", name + " phải là số, viết như 1.234,5"));
            return Optional.empty();
        }
        BigDecimal value = number.get().stripTrailingZeros();
        if (value.signum() < 0) {
            faults.add(new Fault(cell, "REP-422", name + " không thể âm; ghi số từ 0 trở lên"));
        } else if (value.precision() - value.scale() > DIGITS || value.scale() > DECIMALS) {
            faults.add(new Fault(
                    cell,
                    "REP-429",
                    name + " dài quá 18 chữ số hoặc quá 6 chữ số thập phân; kiểm tra lại đơn vị tính"));
        } else if (line.isWhole() && value.scale() > 0) {
            faults.add(new Fault(cell, "REP-423", name + " là số đếm; ghi số nguyên"));
        } else if (line.figure().measure().isPercent()
                && !line.isShare()
                && value.compareTo(HUNDRED) > 0
                && !line.exceeds()) {
            faults.add(new Fault(cell, "REP-425", name + " là tỷ lệ; ghi từ 0 đến 100"));
        } else {
            return Optional.of(value.scale() < 0 ? value.setScale(0) : value);
        }
        return Optional.empty();
    }

    /** A part is not more than its whole, and nothing is shared out of nothing. */
    private static void whole(ReportLine line, Map<String, BigDecimal> numbers, List<Fault> faults) {
        BigDecimal part = numbers.get(line.figure().id() + ReportLine.PART);
        BigDecimal whole = numbers.get(line.figure().id() + ReportLine.WHOLE);
        if (part == null || whole == null) {
            return;
        }
        Label partName = line.part();
        Label wholeName = line.whole();
        if (partName != null && wholeName != null && !line.exceeds() && part.compareTo(whole) > 0) {
            faults.add(new Fault(
                    line.figure().id() + ReportLine.PART,
                    "REP-424",
                    "«%s» (%s) lớn hơn «%s» (%s); sửa một trong hai"
                            .formatted(
                                    partName.vi(), Vietnamese.number(part), wholeName.vi(), Vietnamese.number(whole))));
        }
    }

    private static Map<String, String> given(Map<String, String> reasons) {
        Map<String, String> given = new LinkedHashMap<>();
        reasons.forEach((relation, text) -> {
            String clean = Vietnamese.clean(text);
            if (!clean.isEmpty()) {
                given.put(relation, clean.length() > REASON_MOST ? clean.substring(0, REASON_MOST) : clean);
            }
        });
        return given;
    }

    /** The relations that touch the form in this period, on these numbers; the others come from where they stand here. */
    List<CheckedRelation> relations(
            ReportForm form,
            ReportPeriod period,
            Reporter reporter,
            Map<String, BigDecimal> numbers,
            Map<String, String> reasons) {
        Map<String, ReportLine> lines = new HashMap<>();
        form.lines(period).forEach(line -> lines.put(line.figure().id(), line));
        var values = new Values(lines, numbers, outside(form, period, reporter));
        String kind = reporter.isParty() ? "party" : reporter.unit().kind();
        return relations.list().stream()
                .filter(relation -> relation.figures().stream().anyMatch(lines::containsKey) && isOpen(relation))
                .filter(relation -> relation.applies().to(form.every().id(), kind, period.to()))
                .map(relation ->
                        new CheckedRelation(relation, relation.on(values::of), reasons.getOrDefault(relation.id(), "")))
                .toList();
    }

    /** One with a figure nobody counts yet says nothing. */
    private boolean isOpen(Relation relation) {
        return relation.figures().stream().noneMatch(id -> figures.get(id).isAwaited());
    }

    /** How figures that are not on the form are read; null where one reporter's numbers tell nothing of the whole. */
    private @Nullable FigureQuery outside(ReportForm form, ReportPeriod period, Reporter reporter) {
        var within = new Period(period.from(), period.to());
        if (reporters.isOnly(form, period)) {
            return FigureQuery.of(within, null);
        }
        return reporter.isParty() ? null : new FigureQuery(within, null, reporter.unit(), period.to(), null);
    }

    /** Values of figures as the report would make them. */
    private final class Values {
        private final Map<String, ReportLine> lines;
        private final Map<String, BigDecimal> numbers;
        private final @Nullable FigureQuery outside;
        private final Map<String, Optional<BigDecimal>> read = new HashMap<>();

        Values(Map<String, ReportLine> lines, Map<String, BigDecimal> numbers, @Nullable FigureQuery outside) {
            this.lines = lines;
            this.numbers = numbers;
            this.outside = outside;
        }

        Optional<BigDecimal> of(String id) {
            ReportLine line = lines.get(id);
            if (line != null) {
                return Optional.ofNullable(line.said(numbers).of(line.figure().measure()));
            }
            Figure figure = figures.get(id);
            if (figure.definition() instanceof Definition.Formula formula) {
                return formula.expression()
                        .value(this::of)
                        .map(exact -> formula.round() == null
                                ? exact
                                : exact.setScale(formula.round(), RoundingMode.HALF_UP));
            }
            Optional<BigDecimal> known = read.get(id);
            if (known == null) {
                known = outside == null
                        ? Optional.empty()
                        : reading.read(figure, outside).known();
                read.put(id, known);
            }
            return known;
        }
    }
}
