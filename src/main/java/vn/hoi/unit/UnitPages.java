package vn.hoi.unit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Label;
import vn.hoi.common.Menu;
import vn.hoi.common.Power;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.common.Ui.MenuItem;
import vn.hoi.common.Vietnamese;

/** {@code /units} and {@code /units/{id}}. */
@Controller
class UnitPages {

    private static final List<String> COLUMNS =
            List.of("id", "code", "kind", "name", "full-name", "from", "until", "parent");

    private final Units units;
    private final Rights rights;

    UnitPages(Units units, Rights rights) {
        this.units = units;
        this.rights = rights;
    }

    @Access(Access.Level.PUBLIC)
    @GetMapping("/units")
    Twin list(@RequestParam(required = false) @Nullable String on, @RequestParam(defaultValue = "") String q) {
        LocalDate day = on == null || on.isBlank() ? Vietnamese.today() : readDay(on);
        List<UnitRow> tree = new ArrayList<>();
        addBelow(units.province(), 0, day, tree);
        String wanted = Vietnamese.fold(q.strip());
        List<UnitRow> rows = tree.stream()
                .filter(row -> wanted.isEmpty()
                        || Vietnamese.fold(row.unit().fullName()).contains(wanted)
                        || row.unit().code().equalsIgnoreCase(wanted))
                .toList();
        List<Map<String, @Nullable Object>> cells =
                rows.stream().map(row -> json(row.unit())).toList();
        return Twin.page("unit/list")
                .with("rows", rows)
                .with("day", day)
                .with("q", q)
                .with("mayChange", rights.may(Power.ADMINISTER))
                .with(
                        "communes",
                        rows.stream().filter(row -> row.unit().isGrassroots()).count())
                .json(() -> {
                    Map<String, @Nullable Object> body = new LinkedHashMap<>();
                    body.put("on", day);
                    body.put("rows", cells);
                    body.put("next", null);
                    return body;
                })
                .csv(() -> Csv.of(COLUMNS, cells));
    }

    private void addBelow(Unit unit, int depth, LocalDate day, List<UnitRow> rows) {
        if (!unit.on(day)) {
            return;
        }
        List<Unit> children = units.children(unit.id()).stream()
                .filter(child -> child.on(day))
                .sorted(java.util.Comparator.comparing(Unit::isArea))
                .toList();
        rows.add(new UnitRow(unit, depth, children.size()));
        children.forEach(child -> addBelow(child, depth + 1, day, rows));
    }

    @Access(Access.Level.PUBLIC)
    @GetMapping("/units/{id}")
    Twin unit(@PathVariable String id) {
        Unit unit = units.get(id, Vietnamese.today());
        List<Succession> after = units.successors(unit.id());
        List<Succession> before = units.predecessors(unit.id());
        return Twin.page("unit/unit")
                .with("unit", unit)
                .with("path", units.path(unit))
                .with("units", units)
                .with("after", after)
                .with("before", before)
                .with("children", units.children(unit.id()))
                .json(() -> {
                    Map<String, @Nullable Object> body = json(unit);
                    body.put(
                            "predecessors",
                            before.stream()
                                    .map(edge -> edge(edge.predecessor(), edge))
                                    .toList());
                    body.put(
                            "successors",
                            after.stream()
                                    .map(edge -> edge(edge.successor(), edge))
                                    .toList());
                    body.put(
                            "children",
                            units.children(unit.id()).stream()
                                    .map(UnitPages::json)
                                    .toList());
                    return body;
                });
    }

    private Map<String, @Nullable Object> edge(int other, Succession edge) {
        Map<String, @Nullable Object> body = json(units.get(other));
        body.put("share", edge.whole() ? "whole" : "part");
        body.put("since", edge.since());
        return body;
    }

    private static Map<String, @Nullable Object> json(Unit unit) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("id", unit.id());
        body.put("code", unit.code());
        body.put("kind", unit.kind());
        body.put("name", unit.name());
        body.put("full-name", unit.fullName());
        body.put("from", unit.from());
        body.put("until", unit.until());
        body.put("parent", unit.parent());
        return body;
    }

    private static LocalDate readDay(String text) {
        return Vietnamese.readDay(text)
                .orElseThrow(() -> Problem.badRequest(
                        "UNI-001", "«" + text + "» không phải là ngày; viết ngày dạng 2025-06-30 hoặc 30/6/2025."));
    }

    /** The line of units in the navigation. */
    @Component
    static class UnitMenu implements Menu {
        @Override
        public int order() {
            return 90;
        }

        @Override
        public List<MenuItem> items() {
            return List.of(new MenuItem(new Label("Đơn vị", "Units"), "/units", "", false));
        }
    }
}
