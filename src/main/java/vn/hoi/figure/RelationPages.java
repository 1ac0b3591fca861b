package vn.hoi.figure;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Label;
import vn.hoi.common.Menu;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.common.Ui.MenuItem;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** {@code /relations}: what must hold among figures, whether it does, and the figures of both sides. */
@Controller
class RelationPages {

    private static final List<String> COLUMNS = List.of(
            "id", "says", "severity", "verdict", "left", "is", "right", "tolerance", "leftFigures", "rightFigures");

    private final RelationCheck check;
    private final Rights rights;
    private final Figures figures;
    private final Units units;

    RelationPages(RelationCheck check, Rights rights, Figures figures, Units units) {
        this.check = check;
        this.rights = rights;
        this.figures = figures;
        this.units = units;
    }

    @Access(Access.Level.PUBLIC)
    @GetMapping("/relations")
    Twin relations(
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(name = "as-of", defaultValue = "") String asOf,
            @RequestParam(defaultValue = "") String unit,
            @RequestParam(defaultValue = "") String verdict) {
        @Nullable Unit of = unit.isBlank() ? null : units.get(unit.strip(), Vietnamese.today());
        FigureQuery query = new FigureQuery(new Period(day(from), day(to)), day(asOf), of, null, null);
        List<RelationCheck.Checked> all = check.check(query).stream()
                .filter(one -> one.relation().figures().stream()
                        .allMatch(id -> rights.mayReadFigure(id, figures.get(id).isPublic())))
                .toList();
        List<RelationCheck.Checked> shown = all.stream()
                .filter(one -> verdict.isBlank() || one.verdict().equals(verdict))
                .toList();
        List<Map<String, @Nullable Object>> rows =
                shown.stream().map(RelationPages::row).toList();
        return Twin.page("figure/relations")
                .with("all", all)
                .with("shown", shown)
                .with("verdict", verdict)
                .with("query", query)
                .with("asked", asked(query))
                .json(() -> Twin.rows(rows, null))
                .csv(() ->
                        Csv.of(COLUMNS, rows.stream().map(RelationPages::flat).toList()));
    }

    private static @Nullable LocalDate day(String text) {
        return text.isBlank()
                ? null
                : Vietnamese.readDay(text)
                        .orElseThrow(() -> Problem.badRequest(
                                "FIG-407",
                                "«" + text + "» không phải là ngày; viết ngày dạng 2025-06-30 hoặc 30/6/2025."));
    }

    /** The same question at the address of a figure. */
    private static String asked(FigureQuery query) {
        return Stream.of(
                        query.period().from() == null
                                ? ""
                                : "from=" + query.period().from(),
                        query.period().to() == null
                                ? ""
                                : "to=" + query.period().to(),
                        query.asOf() == null ? "" : "as-of=" + query.asOf(),
                        query.unit() == null ? "" : "unit=" + query.unit().code())
                .filter(part -> !part.isEmpty())
                .reduce((a, b) -> a + "&" + b)
                .map(all -> "?" + all)
                .orElse("");
    }

    private static Map<String, @Nullable Object> row(RelationCheck.Checked one) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        Relation relation = one.relation();
        row.put("id", relation.id());
        row.put("says", relation.says().vi());
        row.put("severity", relation.severity().name().toLowerCase(Locale.ROOT));
        row.put("verdict", one.verdict());
        row.put("holds", one.sides().holds());
        row.put("left", one.sides().left());
        row.put("is", relation.is());
        row.put("right", one.sides().right());
        row.put("tolerance", relation.tolerance());
        row.put("leftFigures", side(one.left()));
        row.put("rightFigures", side(one.right()));
        return row;
    }

    private static List<Map<String, @Nullable Object>> side(Map<String, Reading> side) {
        return side.values().stream()
                .map(read -> {
                    Map<String, @Nullable Object> figure = new LinkedHashMap<>();
                    figure.put("figure", read.figure().id());
                    figure.put("value", FigureJson.plain(read.value()));
                    figure.put("source", read.figure().source());
                    figure.put(
                            "records",
                            read.records() == null
                                    ? null
                                    : "/figures/" + read.figure().id() + "/records");
                    return figure;
                })
                .toList();
    }

    /** As one line of a table: figures by their ids. */
    private static Map<String, @Nullable Object> flat(Map<String, @Nullable Object> row) {
        Map<String, @Nullable Object> flat = new LinkedHashMap<>(row);
        for (String side : List.of("leftFigures", "rightFigures")) {
            if (row.get(side) instanceof List<?> figures) {
                flat.put(
                        side,
                        String.join(
                                " ",
                                figures.stream()
                                        .map(figure -> figure instanceof Map<?, ?> one
                                                ? String.valueOf(one.get("figure"))
                                                : "")
                                        .toList()));
            }
        }
        return flat;
    }

    /** The line of relations in the navigation. */
    @Component
    static class RelationMenu implements Menu {
        @Override
        public int order() {
            return 31;
        }

        @Override
        public List<MenuItem> items() {
            return List.of(new MenuItem(new Label("Quan hệ số liệu", "Relations"), "/relations", "", false));
        }
    }
}
