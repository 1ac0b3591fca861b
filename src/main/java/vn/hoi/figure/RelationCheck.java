package vn.hoi.figure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.hoi.common.Vietnamese;

/** Asks every relation of the figures as they are now: for the page of relations, and before a seal. */
@Component
public class RelationCheck {

    private final Relations relations;
    private final Figures figures;
    private final FigureReading reading;
    private final Disclosure disclosure;

    RelationCheck(Relations relations, Figures figures, FigureReading reading, Disclosure disclosure) {
        this.relations = relations;
        this.figures = figures;
        this.reading = reading;
        this.disclosure = disclosure;
    }

    /**
     * A relation with what it was asked of.
     *
     * @param left the figures of the left side as they were read, in order
     */
    public record Checked(
            Relation relation, Relation.Sides sides, Map<String, Reading> left, Map<String, Reading> right) {

        /** {@code broken}, {@code open} where a figure has no data, or {@code holds}. */
        public String verdict() {
            Boolean holds = sides.holds();
            return holds == null ? "open" : holds ? "holds" : "broken";
        }
    }

    /**
     * All that apply to what is asked, violations first, errors before warnings.
     *
     * @param query unit and period or day; without a unit the province
     */
    public List<Checked> check(FigureQuery query) {
        Map<String, Reading> read = new HashMap<>();
        List<Checked> checked = new ArrayList<>();
        for (Relation relation : relations.list()) {
            if (applies(relation, query)) {
                checked.add(new Checked(
                        relation,
                        relation.on(id -> read(id, query, read).known()),
                        side(relation.left().figures(), query, read),
                        side(relation.right().figures(), query, read)));
            }
        }
        checked.sort(Comparator.comparingInt(RelationCheck::order));
        return checked;
    }

    /** A value that stands already, and what it was asked for. */
    record Known(FigureQuery query, Optional<BigDecimal> value) {}

    /**
     * What stops a seal, or has to be explained with it: every relation that names one of these figures and does not hold.
     * The other figures it names are read as those were; a relation among figures of different periods is asked only when
     * all of them are known.
     */
    List<Checked> broken(Map<String, Known> known) {
        Map<FigureQuery, Map<String, Reading>> read = new HashMap<>();
        List<Checked> broken = new ArrayList<>();
        for (Relation relation : relations.list()) {
            List<Known> named = relation.figures().stream()
                    .filter(known::containsKey)
                    .map(id -> Objects.requireNonNull(known.get(id)))
                    .toList();
            if (named.isEmpty() || !applies(relation, named.getFirst().query())) {
                continue;
            }
            FigureQuery query = named.getFirst().query();
            boolean alike = named.stream().allMatch(one -> one.query().equals(query));
            if (alike || named.size() == relation.figures().size()) {
                Map<String, Reading> others = read.computeIfAbsent(query, none -> new HashMap<>());
                Relation.Sides sides = relation.on(id -> {
                    Known one = known.get(id);
                    return one == null ? read(id, query, others).known() : one.value();
                });
                if (Boolean.FALSE.equals(sides.holds())) {
                    broken.add(new Checked(relation, sides, Map.of(), Map.of()));
                }
            }
        }
        broken.sort(Comparator.comparingInt(RelationCheck::order));
        return broken;
    }

    private static boolean applies(Relation relation, FigureQuery query) {
        LocalDate day = query.day() == null ? Vietnamese.today() : query.day();
        String kind = query.unit() == null ? "province" : query.unit().kind();
        return relation.applies().on(day)
                && (relation.applies().units().isEmpty()
                        || relation.applies().units().contains(kind));
    }

    private static int order(Checked one) {
        return switch (one.verdict()) {
            case "broken" -> one.relation().severity() == Relation.Severity.ERROR ? 0 : 1;
            case "holds" -> 2;
            default -> 3;
        };
    }

    private Map<String, Reading> side(Iterable<String> named, FigureQuery query, Map<String, Reading> read) {
        Map<String, Reading> side = new LinkedHashMap<>();
        named.forEach(id -> side.put(id, read(id, query, read)));
        return side;
    }

    private Reading read(String id, FigureQuery query, Map<String, Reading> read) {
        Reading known = read.get(id);
        if (known == null) {
            known = disclosure.told(reading.read(figures.get(id), query));
            read.put(id, known);
        }
        return known;
    }
}
