package vn.hoi.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.hoi.figure.FigureReading;
import vn.hoi.figure.Reading;
import vn.hoi.figure.Relation;
import vn.hoi.figure.Relations;

/** Compares a plan with what is known here: every figure it cites, and every relation among them. */
@Component
public class PlanCheck {

    /** A relation on the published values and on the values here, in the plan's own periods. */
    public record CheckedRelation(Relation relation, Relation.Sides published, Relation.Sides here) {}

    /** The whole check. */
    public record Result(List<CitedFigure> figures, List<CheckedRelation> relations) {

        /** How many agree. */
        public long agreeing() {
            return figures.stream()
                    .filter(cited -> Boolean.TRUE.equals(cited.agrees()))
                    .count();
        }

        /** How many have a value here that differs. */
        public long differing() {
            return figures.stream()
                    .filter(cited -> Boolean.FALSE.equals(cited.agrees()))
                    .count();
        }

        /** How many do not come from their source yet. */
        public long open() {
            return figures.stream().filter(cited -> cited.agrees() == null).count();
        }

        /** How many relations the published values break. */
        public long broken() {
            return relations.stream()
                    .filter(each -> Boolean.FALSE.equals(each.published().holds()))
                    .count();
        }
    }

    private final FigureReading reading;
    private final Relations relations;

    PlanCheck(FigureReading reading, Relations relations) {
        this.reading = reading;
        this.relations = relations;
    }

    /** Every figure by the id the text names it by, with its value here; what is counted is read at one moment. */
    public Map<String, CitedFigure> read(Plan plan) {
        List<String> ids = List.copyOf(plan.citations().keySet());
        List<Citation> citations = List.copyOf(plan.citations().values());
        List<Reading> readings = reading.readEach(citations.stream()
                .map(citation -> new FigureReading.Asked(citation.figure(), citation.query()))
                .toList());
        Map<String, CitedFigure> figures = new LinkedHashMap<>();
        for (int index = 0; index < citations.size(); index++) {
            figures.put(ids.get(index), new CitedFigure(citations.get(index), readings.get(index)));
        }
        return figures;
    }

    CitedFigure read(Citation citation) {
        return new CitedFigure(citation, reading.read(citation.figure(), citation.query()));
    }

    /** The value a citation has here; empty when nothing is known. */
    Optional<BigDecimal> value(Citation citation) {
        return reading.read(citation.figure(), citation.query()).known();
    }

    /** Figures and relations; relations that name a figure the plan does not cite are left out. */
    public Result check(Plan plan) {
        Map<String, CitedFigure> figures = read(plan);
        Set<String> cited = figures.keySet();
        List<CheckedRelation> checked = new ArrayList<>();
        for (Relation relation : relations.list()) {
            if (cited.containsAll(relation.figures())) {
                checked.add(new CheckedRelation(
                        relation,
                        relation.on(id -> value(figures, id)
                                .flatMap(figure ->
                                        Optional.ofNullable(figure.citation().published()))),
                        relation.on(id -> value(figures, id).map(CitedFigure::here))));
            }
        }
        return new Result(List.copyOf(figures.values()), checked);
    }

    private static Optional<CitedFigure> value(Map<String, CitedFigure> figures, String id) {
        return Optional.ofNullable(figures.get(id));
    }

    static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
