package vn.hoi.plan;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Language;
import vn.hoi.figure.Relation;

/** A plan and its check as machines read them. */
final class PlanJson {

    private PlanJson() {}

    static Map<String, @Nullable Object> plan(Plan plan, Map<String, CitedFigure> figures) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("code", plan.code());
        body.put("number", plan.number());
        body.put("kind", plan.head().kind());
        body.put("title", plan.title().vi());
        body.put("issuedOn", plan.issuedOn());
        body.put("state", plan.state().id());
        body.put("from", plan.head().period().from());
        body.put("to", plan.head().period().to());
        body.put("cutOff", plan.head().cutOff());
        body.put(
                "replaces",
                plan.head().replaces() == null ? null : plan.head().replaces().number());
        body.put("sections", plan.contents());
        body.put("figures", figures.values().stream().map(PlanJson::figure).toList());
        return body;
    }

    static Map<String, @Nullable Object> figure(CitedFigure cited) {
        Citation citation = cited.citation();
        BigDecimal here = cited.here();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("figure", citation.figure().id());
        row.put("name", citation.figure().name().vi());
        row.put("published", citation.published() == null ? null : PlanCheck.plain(citation.published()));
        row.put("here", here == null ? null : PlanCheck.plain(here));
        row.put("measure", citation.figure().measure().id());
        row.put("source", citation.figure().source());
        row.put("agrees", cited.agrees());
        row.put("qualifier", citation.qualifier().id());
        row.put("from", citation.period().from());
        row.put("to", citation.period().to());
        row.put("asOf", citation.asOf());
        row.put("note", PlanNotes.find(cited, Language.VI));
        return row;
    }

    /** A figure of a check: what it is, how fresh it is and who answers for it. */
    static Map<String, @Nullable Object> figure(CitedFigure cited, @Nullable Standing standing) {
        Map<String, @Nullable Object> row = figure(cited);
        row.put("known", standing == null ? null : standing.known());
        row.put("fresh", standing == null ? null : standing.says().vi());
        row.put("answers", standing == null ? null : standing.answers().vi());
        return row;
    }

    static Map<String, Object> relation(PlanCheck.CheckedRelation checked) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", checked.relation().id());
        body.put("says", checked.relation().says().vi());
        body.put("published", sides(checked.published()));
        body.put("here", sides(checked.here()));
        return body;
    }

    private static Map<String, @Nullable Object> sides(Relation.Sides sides) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("left", sides.left());
        body.put("right", sides.right());
        body.put("holds", sides.holds());
        return body;
    }

    static List<Map<String, Object>> contradictions(Plan plan) {
        return plan.contradictions().stream()
                .map(each -> Map.<String, Object>of(
                        "id", each.id(), "says", each.says().vi(), "figures", each.figures()))
                .toList();
    }

    static List<Map<String, Object>> points(List<OpenPoint> points) {
        return points.stream()
                .map(point -> Map.<String, Object>of(
                        "key", point.key(), "kind", point.kind(), "says", point.says(), "address", point.address()))
                .toList();
    }
}
