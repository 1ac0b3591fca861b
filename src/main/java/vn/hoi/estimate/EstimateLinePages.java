package vn.hoi.estimate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** The lines of a round with their versions side by side; one of them with all its versions and the unit's answers. */
@Controller
class EstimateLinePages {

    private final Rounds rounds;
    private final Items items;
    private final Appraisals appraisals;
    private final EstimateRights rights;
    private final EstimateSums sums;
    private final Units units;

    EstimateLinePages(
            Rounds rounds, Items items, Appraisals appraisals, EstimateRights rights, EstimateSums sums, Units units) {
        this.rounds = rounds;
        this.items = items;
        this.appraisals = appraisals;
        this.rights = rights;
        this.sums = sums;
        this.units = units;
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/budget/estimates/{year}/lines")
    Twin list(@PathVariable String year, @RequestParam Map<String, String> asked) {
        Round round = Asked.round(rounds, year);
        List<Item> all = items.submitted(round);
        List<Item> seen = all.stream().filter(rights.sight()).toList();
        List<Item> shown = seen.stream().filter(Asked.filter(asked, units)).toList();
        List<Map<String, @Nullable Object>> table =
                shown.stream().map(item -> row(item, units)).toList();
        return Twin.page("estimate/lines")
                .with("round", round)
                .with("items", shown)
                .with("stages", reached(shown))
                .with("total", EstimateSums.amounts(shown))
                .with("hidden", all.size() - seen.size())
                .with("money", Asked.money(asked))
                .with("asked", asked)
                .with("units", units)
                .with("choices", choices(seen))
                .with("fields", fields(seen))
                .json(() -> Twin.rows(table, null))
                .csv(() -> Csv.of(columns(), table));
    }

    /** Stages that any of them has an amount at. */
    static List<Stage> reached(List<Item> shown) {
        return List.copyOf(new EnumMap<>(EstimateSums.amounts(shown)).keySet());
    }

    private List<Unit> choices(List<Item> seen) {
        return seen.stream()
                .map(Item::unit)
                .distinct()
                .map(units::get)
                .sorted((one, other) -> Vietnamese.collator().compare(one.fullName(), other.fullName()))
                .toList();
    }

    private Map<String, Label> fields(List<Item> seen) {
        Map<String, Label> fields = new LinkedHashMap<>();
        seen.stream()
                .map(item -> item.purpose().get("field"))
                .filter(field -> !field.isEmpty())
                .distinct()
                .sorted()
                .forEach(field -> fields.put(field, sums.field(field)));
        return fields;
    }

    /** What machines and spreadsheets get of an item. */
    static Map<String, @Nullable Object> row(Item item, Units units) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", item.id());
        row.put("line", item.line());
        row.put("code", item.code());
        row.put("unit", units.get(item.unit()).code());
        for (String property : List.of("name", "level", "nature", "heading", "chapter", "type", "item", "sub-item")) {
            row.put(property, text(item, property));
        }
        for (String property : List.of("source", "programme", "field", "project", "task")) {
            row.put(property, text(item, property));
        }
        row.put("autonomous", item.purpose().autonomous());
        row.put("quantity", item.norm().quantity());
        row.put("measure", item.norm().measure());
        row.put("rate", item.norm().rate());
        row.put("amount", item.amount());
        row.put("reason", item.reason());
        for (Stage stage : Stage.values()) {
            row.put(stage.id().equals("field") ? "field-appraised" : stage.id(), item.at(stage));
        }
        return row;
    }

    private static @Nullable String text(Item item, String property) {
        String text = item.purpose().get(property);
        return text.isEmpty() ? null : text;
    }

    static List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("id", "line", "code", "unit", "name", "level", "nature"));
        columns.addAll(List.of("heading", "chapter", "type", "item", "sub-item", "source", "programme", "field"));
        columns.addAll(List.of("project", "task", "autonomous", "quantity", "measure", "rate", "amount", "reason"));
        for (Stage stage : Stage.values()) {
            columns.add(stage.id().equals("field") ? "field-appraised" : stage.id());
        }
        return columns;
    }

    private Item seen(Round round, String number) {
        long item = Asked.number(number);
        return items.find(round, item)
                .filter(rights.sight())
                .orElseThrow(() -> Problem.unknown(
                        "EST-405", "Không có dòng dự toán «" + number + "» trong phạm vi của bạn; mở lại danh sách."));
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/budget/estimates/{year}/lines/{item}")
    Twin one(@PathVariable String year, @PathVariable String item) {
        Round round = Asked.round(rounds, year);
        return page(round, seen(round, item), "", null);
    }

    private Twin page(Round round, Item item, String typed, @Nullable Problem problem) {
        List<Item.Version> versions = items.versions(item);
        List<Items.Answer> answers = items.answers(item);
        return Twin.page("estimate/line")
                .status(problem == null ? 200 : problem.status())
                .with("round", round)
                .with("item", item)
                .with("unit", units.get(item.unit()))
                .with("field", sums.field(item.purpose().field()))
                .with("versions", versions)
                .with("answers", answers)
                .with("typed", typed)
                .with("problem", problem)
                .with(
                        "mayAnswer",
                        round.state().isAppraising() && rights.proposes().includes(item.unit()))
                .json(() -> {
                    Map<String, @Nullable Object> body = row(item, units);
                    body.put("measure-of-money", "VND");
                    body.put(
                            "versions",
                            versions.stream().map(EstimateLinePages::row).toList());
                    body.put(
                            "answers",
                            answers.stream()
                                    .map(answer -> said(answer.says(), answer.author(), answer.at()))
                                    .toList());
                    return body;
                });
    }

    private static Map<String, @Nullable Object> row(Item.Version version) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", version.id());
        row.put("stage", version.stage().id());
        row.put("amount", version.amount());
        row.put("quantity", version.norm().quantity());
        row.put("measure", version.norm().measure());
        row.put("rate", version.norm().rate());
        row.put("reason", version.reason());
        row.put("author", version.author());
        row.put("at", version.at().toString());
        return row;
    }

    private static Map<String, String> said(String says, String author, Instant at) {
        return Map.of("says", says, "author", author, "at", at.toString());
    }

    @Access(Access.Level.SIGNED_IN)
    @PostMapping(path = "/budget/estimates/{year}/lines/{item}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin answer(@PathVariable String year, @PathVariable String item, @RequestParam(defaultValue = "") String says) {
        Round round = Asked.round(rounds, year);
        Item of = seen(round, item);
        try {
            appraisals.answer(round.year(), of.id(), says);
            return page(round, of, "", null).seeOther(round.address() + "/lines/" + of.id());
        } catch (Problem problem) {
            if (problem.status() == 403) {
                throw problem;
            }
            return page(round, of, says, problem).json(() -> {
                throw problem;
            });
        }
    }
}
