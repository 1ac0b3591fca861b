package vn.hoi.figure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        LocalDate day = query.day() == null ? Vietnamese.today() : query.day();
        String kind = query.unit() == null ? "province" : query.unit().kind();
        Map<String, Reading> read = new HashMap<>();
        List<Checked> checked = new ArrayList<>();
        for (Relation relation : relations.list()) {
            boolean applies = relation.applies().on(day)
                    && (relation.applies().units().isEmpty()
                            || relation.applies().units().contains(kind));
            if (applies) {
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

    /** The violations alone: what stops a seal, or has to be explained with it. */
    public List<Checked> broken(FigureQuery query) {
        return check(query).stream()
                .filter(one -> Boolean.FALSE.equals(one.sides().holds()))
                .toList();
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
