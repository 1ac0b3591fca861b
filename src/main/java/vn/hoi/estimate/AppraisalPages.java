package vn.hoi.estimate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.ledger.Typed;
import vn.hoi.unit.Units;

/** The table in which amounts of one stage are given line by line; arrows and Enter go from cell to cell. */
@Controller
class AppraisalPages {

    private static final Pattern CELL = Pattern.compile("a(\\d{1,18})");

    private final Rounds rounds;
    private final Items items;
    private final Appraisals appraisals;
    private final EstimateRights rights;
    private final Units units;

    AppraisalPages(Rounds rounds, Items items, Appraisals appraisals, EstimateRights rights, Units units) {
        this.rounds = rounds;
        this.items = items;
        this.appraisals = appraisals;
        this.rights = rights;
        this.units = units;
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/budget/estimates/{year}/appraisal")
    Twin table(@PathVariable String year, @RequestParam Map<String, String> asked) {
        Round round = Asked.round(rounds, year);
        return page(round, stage(round, asked), asked, Map.of(), null);
    }

    /** The stage asked for; without one that which the round stands at. */
    private Stage stage(Round round, Map<String, String> asked) {
        String named = asked.getOrDefault("stage", "");
        if (named.isBlank()) {
            return switch (round.state()) {
                case OPEN -> Stage.FIELD;
                case FIELD_APPRAISED, FINANCE_APPRAISED -> rights.mayRun() ? Stage.FINANCE : Stage.FIELD;
                case CONSOLIDATED -> Stage.HEARING;
                case HEARD -> Stage.DECIDED;
                case DECIDED -> Stage.ALLOTTED;
                case HANDED_OUT, APPORTIONED -> Stage.APPORTIONED;
            };
        }
        return Stage.find(named)
                .filter(stage -> stage != Stage.PROPOSED)
                .orElseThrow(() -> Problem.badRequest(
                        "EST-400", "Không có bước thẩm định «" + named + "»; dùng field, finance, hearing, decided."));
    }

    private Twin page(
            Round round, Stage stage, Map<String, String> asked, Map<String, String> typed, @Nullable Problem problem) {
        List<Item> seen = items.submitted(round).stream()
                .filter(item -> item.upTo(Stage.PROPOSED) > 0)
                .filter(rights.sight())
                .filter(Asked.filter(asked, units))
                .toList();
        boolean open = asked.containsKey("open");
        List<Item> shown = seen.stream()
                .filter(item -> !open || item.version(stage) == null || typed.containsKey("a" + item.id()))
                .toList();
        boolean writable = stage.isOpenIn(round.state());
        List<Long> mine = shown.stream()
                .filter(item ->
                        writable && rights.mayAppraise(stage, item.purpose().field()))
                .map(Item::id)
                .toList();
        List<Map<String, @Nullable Object>> table =
                shown.stream().map(item -> row(item, stage)).toList();
        return Twin.page("estimate/appraisal")
                .status(problem == null ? 200 : problem.status())
                .with("round", round)
                .with("stage", stage)
                .with(
                        "stages",
                        List.of(
                                Stage.FIELD,
                                Stage.FINANCE,
                                Stage.HEARING,
                                Stage.DECIDED,
                                Stage.ALLOTTED,
                                Stage.APPORTIONED))
                .with("items", shown)
                .with("mine", mine)
                .with(
                        "missing",
                        seen.stream().filter(item -> item.isMissing(stage)).count())
                .with("writable", writable)
                .with("asked", asked)
                .with("typed", typed)
                .with("problem", problem)
                .with("money", Asked.money(asked))
                .with("units", units)
                .json(() -> Twin.rows(table, null))
                .csv(() -> Csv.of(
                        List.of("id", "unit", "name", "field", "proposed", "stage", "amount", "reason", "seen"),
                        table));
    }

    private Map<String, @Nullable Object> row(Item item, Stage stage) {
        Item.Version version = item.version(stage);
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", item.id());
        row.put("unit", units.get(item.unit()).code());
        row.put("name", item.purpose().name());
        row.put("field", item.purpose().field());
        row.put("proposed", item.at(Stage.PROPOSED));
        row.put("stage", stage.id());
        row.put("amount", version == null ? null : version.amount());
        row.put("reason", version == null ? null : version.reason());
        row.put("seen", item.seen(stage));
        return row;
    }

    /** Cells {@code a12} with {@code r12} the reason and {@code s12} what was seen; empty amounts are left out. */
    @Access(Access.Level.SIGNED_IN)
    @PostMapping(path = "/budget/estimates/{year}/appraisal", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin give(@PathVariable String year, @RequestParam Map<String, String> sent) {
        Round round = Asked.round(rounds, year);
        Stage stage = stage(round, sent);
        try {
            appraisals.give(round.year(), stage, read(sent));
            String open = sent.containsKey("open") ? "&open" : "";
            return page(round, stage, sent, Map.of(), null)
                    .seeOther(round.address() + "/appraisal?stage=" + stage.id() + open);
        } catch (Problem problem) {
            return page(round, stage, sent, sent, problem).json(() -> {
                throw problem;
            });
        }
    }

    private static List<Appraisals.Given> read(Map<String, String> sent) {
        List<Appraisals.Given> given = new ArrayList<>();
        List<Problem.Fault> faults = new ArrayList<>();
        sent.forEach((name, value) -> {
            Matcher cell = CELL.matcher(name);
            if (!cell.matches() || Typed.plain(value).isEmpty()) {
                return;
            }
            Optional<Long> amount = Asked.amount(value);
            if (amount.isEmpty()) {
                faults.add(new Problem.Fault(
                        name, "EST-021", "«" + Typed.plain(value) + "» không phải là số đồng; viết như 1.250.000.000"));
                return;
            }
            String number = cell.group(1);
            String reason = Typed.plain(sent.getOrDefault("r" + number, ""));
            String seen = sent.getOrDefault("s" + number, "0");
            given.add(new Appraisals.Given(
                    Long.parseLong(number),
                    amount.get(),
                    reason.isEmpty() ? null : reason,
                    seen.matches("\\d{1,18}") ? Long.parseLong(seen) : 0));
        });
        if (!faults.isEmpty()) {
            throw new Problem(
                    422,
                    faults.size() == 1 ? faults.getFirst().code() : "EST-422",
                    "Có " + faults.size() + " ô cần sửa; chưa có gì được ghi.",
                    faults,
                    Map.of());
        }
        return given;
    }

    /** {@code {"stage":"field","items":[{"id":12,"amount":1000000,"reason":"…","seen":34}]}}. */
    @Access(Access.Level.SIGNED_IN)
    @PostMapping(path = "/budget/estimates/{year}/appraisal", consumes = MediaType.APPLICATION_JSON_VALUE)
    Twin giveRows(@PathVariable String year, @RequestBody Map<String, @Nullable Object> body) {
        Map<String, String> sent = new LinkedHashMap<>();
        sent.put("stage", body.get("stage") instanceof String named ? named : "");
        if (body.get("items") instanceof List<?> list) {
            for (Object one : list) {
                if (one instanceof Map<?, ?> row) {
                    sent.put("a" + row.get("id"), String.valueOf(row.get("amount")));
                    sent.put("r" + row.get("id"), row.get("reason") instanceof String reason ? reason : "");
                    sent.put("s" + row.get("id"), String.valueOf(row.get("seen")));
                }
            }
        }
        Round round = Asked.round(rounds, year);
        Stage stage = stage(round, sent);
        int given = appraisals.give(round.year(), stage, read(sent));
        return page(round, stage, Map.of(), Map.of(), null).json(() -> Map.of("given", given));
    }
}
