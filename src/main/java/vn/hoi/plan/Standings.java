package vn.hoi.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.CitedValues;
import vn.hoi.figure.Definition;
import vn.hoi.figure.Figure;
import vn.hoi.figure.Figures;
import vn.hoi.figure.Reports;
import vn.hoi.ledger.Budget;
import vn.hoi.register.Register;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Says of each cited figure how fresh it is and who answers for it. */
@Component
class Standings {

    private static final Label LEDGER = new Label("Kế toán ghi sổ ngân sách", "Whoever books in the budget ledger");

    private final Figures figures;
    private final CitedValues cited;
    private final Reports reports;
    private final Budget budget;
    private final Units units;

    Standings(Figures figures, CitedValues cited, Reports reports, Budget budget, Units units) {
        this.figures = figures;
        this.cited = cited;
        this.reports = reports;
        this.budget = budget;
        this.units = units;
    }

    /** What was read once for all figures of a plan. */
    private record Read(
            Map<String, LocalDate> reports, @Nullable LocalDate booked) {}

    /** By figure. */
    Map<String, Standing> of(Plan plan, Iterable<CitedFigure> all) {
        List<String> reported = figures.list().stream()
                .filter(figure -> figure.definition() instanceof Definition.Reported)
                .map(Figure::id)
                .toList();
        var read = new Read(reports.latest(reported), budget.lastDay().orElse(null));
        Map<String, String> writers = writers(plan);
        Map<String, Standing> standings = new HashMap<>();
        for (CitedFigure one : all) {
            Figure figure = one.citation().figure();
            LocalDate wanted = wanted(one.citation());
            @Nullable LocalDate known = one.isKnown() ? known(figure, wanted, read) : null;
            @Nullable String writer = writers.get(figure.id());
            Label answers = answers(figure);
            standings.put(
                    figure.id(),
                    new Standing(
                            known,
                            says(figure, one, known),
                            writer == null
                                    ? answers
                                    : new Label(writer + "; " + answers.vi(), writer + "; " + answers.en()),
                            known != null && known.isBefore(wanted)));
        }
        return standings;
    }

    /** The last day the plan asks of, but no later than today. */
    private static LocalDate wanted(Citation citation) {
        LocalDate today = Vietnamese.today();
        LocalDate asked = citation.query().day();
        return asked == null || asked.isAfter(today) ? today : asked;
    }

    private @Nullable LocalDate known(Figure figure, LocalDate wanted, Read read) {
        return switch (figure.definition()) {
            // exact at every commit
            case Definition.Stored stored -> wanted;
            case Definition.Slice slice -> wanted;
            case Definition.Punctuality punctuality -> wanted;
            case Definition.Reported reported -> earlier(read.reports().get(figure.id()), wanted);
            case Definition.Cited none ->
                cited.find(figure.id()).map(CitedValues.CitedValue::day).orElse(null);
            case Definition.Ledger ledger -> earlier(read.booked(), wanted);
            case Definition.Formula formula ->
                formula.expression().figures().stream()
                        .map(id -> known(figures.get(id), wanted, read))
                        .filter(Objects::nonNull)
                        .min(LocalDate::compareTo)
                        .orElse(null);
            case Definition.Awaits awaits -> null;
        };
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate one, LocalDate other) {
        return one == null || one.isBefore(other) ? one : other;
    }

    private Label says(Figure figure, CitedFigure one, @Nullable LocalDate known) {
        if (known == null) {
            return new Label("chưa có", "none yet");
        }
        String day = Vietnamese.day(known);
        return switch (figure.definition()) {
            case Definition.Reported reported ->
                new Label("báo cáo đã duyệt đến " + day, "approved reports up to " + day);
            case Definition.Cited none -> new Label("văn bản ngày " + day, "document of " + day);
            case Definition.Ledger ledger -> new Label("bút toán đến " + day, "postings up to " + day);
            case Definition.Formula formula -> new Label("tính từ số đến " + day, "from values up to " + day);
            default -> {
                Long records = one.reading().records();
                yield records == null
                        ? new Label("đúng lúc mở trang", "as of now")
                        : new Label(
                                "đúng lúc mở trang, từ " + Vietnamese.count(records) + " bản ghi",
                                "as of now, from " + records + " records");
            }
        };
    }

    private Label answers(Figure figure) {
        return switch (figure.definition()) {
            case Definition.Stored stored -> keeps(stored.register());
            case Definition.Slice slice -> answers(figures.get(slice.root()));
            case Definition.Reported reported -> reported.form().by();
            case Definition.Punctuality punctuality -> punctuality.form().by();
            case Definition.Cited none ->
                cited.find(figure.id()).map(value -> Label.of(value.document())).orElse(Label.of(""));
            case Definition.Ledger ledger -> LEDGER;
            case Definition.Formula formula -> together(formula);
            case Definition.Awaits awaits -> awaits.from();
        };
    }

    private static Label keeps(Register register) {
        return new Label(
                "Đơn vị phụ trách sổ «" + register.name().vi() + "»",
                "Units answering for «" + register.name().en() + "»");
    }

    private Label together(Definition.Formula formula) {
        Set<Label> all = formula.expression().figures().stream()
                .map(id -> answers(figures.get(id)))
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        return new Label(
                all.stream().map(Label::vi).collect(Collectors.joining("; ")),
                all.stream().map(Label::en).collect(Collectors.joining("; ")));
    }

    /** Who writes the first section that cites a figure, where somebody was named. */
    private Map<String, String> writers(Plan plan) {
        Map<String, String> writers = new HashMap<>();
        for (PlanSection section : plan.sections()) {
            List<String> names = new ArrayList<>();
            if (section.unit() != null) {
                units.find(section.unit()).map(Unit::fullName).ifPresent(names::add);
            }
            if (section.account() != null) {
                names.add(section.account());
            }
            if (!names.isEmpty()) {
                FigureNode.places(section.body())
                        .results()
                        .forEach(place -> writers.putIfAbsent(place.group(2), String.join(", ", names)));
            }
        }
        return writers;
    }
}
