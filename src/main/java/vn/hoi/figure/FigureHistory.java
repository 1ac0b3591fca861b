package vn.hoi.figure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Label;
import vn.hoi.common.Power;
import vn.hoi.common.Rights;
import vn.hoi.common.Vietnamese;

/** What stands behind a figure beside its records: what was taken over from before, and how it was defined. */
@Component
public class FigureHistory {

    /**
     * An opening as its page shows it.
     *
     * @param parts what of the figure it is, by its breakdowns
     * @param mayTake whether whoever reads may take records off it
     */
    public record Line(
            String id,
            String unit,
            LocalDate until,
            List<Label> parts,
            BigDecimal declared,
            BigDecimal remaining,
            String document,
            LocalDate day,
            List<Taken> taken,
            boolean mayTake) {}

    /** What a loading took off an opening; negative where it was given back. */
    public record Taken(@Nullable Long entry, BigDecimal amount, String reason, String at) {}

    /** A loading of many records that may be named. */
    public record Loading(long entry, String says) {}

    /** A definition the figure had, from a day on. */
    public record Version(int version, LocalDate firstDay, String definition) {}

    /** All of it; versions newest first, and none where there was never but one. */
    public record Told(List<Line> openings, List<Loading> loadings, List<Version> versions) {}

    private final Figures figures;
    private final Openings openings;
    private final FigureVersions versions;
    private final Rights rights;
    private final CurrentPerson person;

    FigureHistory(Figures figures, Openings openings, FigureVersions versions, Rights rights, CurrentPerson person) {
        this.figures = figures;
        this.openings = openings;
        this.versions = versions;
        this.rights = rights;
        this.person = person;
    }

    Told of(Figure figure) {
        List<Version> defined = versions.list(figure).stream()
                .map(one -> new Version(one.version(), one.firstDay(), one.definition()))
                .toList();
        List<Version> told = defined.size() > 1 ? defined : List.of();
        Source source = Source.of(figure, figures).orElse(null);
        if (source == null) {
            return new Told(List.of(), List.of(), told);
        }
        boolean mayTake = person.isKnown()
                && rights.may(Power.REPORT)
                && rights.mayWrite(source.register().id());
        List<Line> lines = openings.list(source.root()).stream()
                .map(opening -> line(source, opening, mayTake))
                .toList();
        List<Loading> loadings = mayTake && !lines.isEmpty()
                ? openings.loadings(source).stream()
                        .map(entry -> new Loading(
                                entry.id(),
                                Vietnamese.moment(entry.at()) + (entry.reason() == null ? "" : ": " + entry.reason())))
                        .toList()
                : List.of();
        return new Told(lines, loadings, told);
    }

    private Line line(Source source, Openings.Opening opening, boolean mayTake) {
        List<Taken> taken = person.isKnown()
                ? openings.uses(opening).stream()
                        .map(use -> new Taken(use.entry(), use.amount(), use.reason(), Vietnamese.moment(use.at())))
                        .toList()
                : List.of();
        return new Line(
                opening.id(),
                opening.unit().fullName(),
                opening.until(),
                Openings.parts(source, opening),
                opening.declared(),
                opening.remaining(),
                opening.document(),
                opening.day(),
                taken,
                mayTake);
    }
}
