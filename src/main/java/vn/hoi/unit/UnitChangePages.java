package vn.hoi.unit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.UnitChange.Outcome;

/** {@code /units/changes}: units merged, split, renamed and moved, seen before they are done. */
@Controller
class UnitChangePages {

    private static final List<String> COLUMNS =
            List.of("change", "kind", "day", "document", "documentDay", "ended", "made", "at", "account", "undoneAt");

    private final Units units;
    private final UnitChanges changes;

    UnitChangePages(Units units, UnitChanges changes) {
        this.units = units;
        this.changes = changes;
    }

    @Access(Access.Level.ADMINISTER)
    @GetMapping("/units/changes")
    Twin list() {
        List<UnitChange> all = changes.list();
        List<Map<String, @Nullable Object>> rows = all.stream().map(this::row).toList();
        return Twin.page("unit/changes")
                .with("changes", all)
                .with("units", units)
                .json(() -> Twin.rows(rows, null))
                .csv(() -> Csv.of(COLUMNS, rows));
    }

    private Map<String, @Nullable Object> row(UnitChange change) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("change", change.number());
        row.put("kind", change.kind().id());
        row.put("day", change.day());
        row.put("document", change.document());
        row.put("documentDay", change.documentDay());
        row.put("ended", names(change.ended()));
        row.put("made", names(change.made()));
        row.put("at", change.at().toString());
        row.put("account", change.account());
        row.put("undoneAt", change.undoneAt() == null ? null : change.undoneAt().toString());
        return row;
    }

    /** Units that an undone change had made are no more. */
    private String names(List<Integer> ids) {
        return String.join(
                "; ",
                ids.stream()
                        .flatMap(id -> units.find(id).stream())
                        .map(unit -> unit.code() + " " + unit.fullName())
                        .toList());
    }

    @Access(Access.Level.ADMINISTER)
    @GetMapping("/units/changes/new")
    Twin form(@RequestParam Map<String, String> typed) {
        return page(UnitChangeForm.of(typed), null, null);
    }

    private Twin page(UnitChangeForm form, @Nullable Problem problem, @Nullable Outcome outcome) {
        List<Unit> ending = outcome == null
                ? List.of()
                : Stream.concat(outcome.ended().stream(), outcome.below().stream())
                        .toList();
        List<UnitUses.Use> uses = changes.uses(ending);
        List<UnitUses.Values> values = outcome == null ? List.of() : changes.values(touched(outcome));
        return Twin.page("unit/changeform")
                .with("form", form)
                .with("outcome", outcome)
                .with("uses", uses)
                .with("values", values)
                .with("problem", problem)
                .status(problem == null ? 200 : problem.status())
                .json(() -> {
                    if (problem != null) {
                        throw problem;
                    }
                    return json(outcome, uses, values);
                });
    }

    /** What ends, and what there is already that takes it in. */
    private static List<Unit> touched(Outcome outcome) {
        return Stream.concat(
                        outcome.ended().stream(),
                        outcome.order().parts().stream().flatMap(part -> Stream.ofNullable(part.existing())))
                .toList();
    }

    private static Map<String, @Nullable Object> json(
            @Nullable Outcome outcome, List<UnitUses.Use> uses, List<UnitUses.Values> values) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        if (outcome != null) {
            body.put("ended", outcome.ended().stream().map(Unit::code).toList());
            body.put("below", outcome.below().stream().map(Unit::code).toList());
            body.put("made", outcome.made().stream().map(UnitChange.Fresh::code).toList());
        }
        body.put(
                "uses",
                uses.stream()
                        .map(use -> Map.of("what", use.what().vi(), "count", use.count(), "follows", use.follows()))
                        .toList());
        body.put(
                "figures",
                values.stream()
                        .map(value -> Map.of("figure", value.figure(), "before", value.at(), "after", value.total()))
                        .toList());
        return body;
    }

    @Access(Access.Level.ADMINISTER)
    @PostMapping("/units/changes")
    Twin change(@RequestParam Map<String, String> typed) {
        UnitChangeForm form = UnitChangeForm.of(typed);
        try {
            UnitChange.Order order = form.read(units);
            if (!typed.getOrDefault("do", "preview").equals("make")) {
                return page(form, null, changes.test(order));
            }
            long number = changes.make(order);
            return shown(changes.get(number), null).status(201).seeOther("/units/changes/" + number);
        } catch (Problem problem) {
            if (problem.status() != 422) {
                throw problem;
            }
            return page(form, problem, null);
        }
    }

    @Access(Access.Level.ADMINISTER)
    @GetMapping("/units/changes/{number:\\d{1,9}}")
    Twin shown(@PathVariable long number) {
        return shown(changes.get(number), null);
    }

    private Twin shown(UnitChange change, @Nullable Problem problem) {
        List<String> held = changes.held(change);
        return Twin.page("unit/change")
                .with("change", change)
                .with("units", units)
                .with("held", held)
                .with("problem", problem)
                .status(problem == null ? 200 : problem.status())
                .json(() -> {
                    if (problem != null) {
                        throw problem;
                    }
                    Map<String, @Nullable Object> body = row(change);
                    body.put("held", held);
                    return body;
                });
    }

    @Access(Access.Level.ADMINISTER)
    @PostMapping("/units/changes/{number:\\d{1,9}}/undo")
    Twin undo(@PathVariable long number, @RequestParam(defaultValue = "") String reason) {
        UnitChange change = changes.get(number);
        String why = Vietnamese.clean(reason);
        try {
            if (why.isEmpty()) {
                throw new Problem(422, "UNI-025", "Ghi lý do hoàn tác; chưa có gì thay đổi.");
            }
            changes.undo(number, why);
        } catch (Problem problem) {
            return shown(change, problem);
        }
        return shown(changes.get(number), null).seeOther("/units/changes/" + number);
    }
}
