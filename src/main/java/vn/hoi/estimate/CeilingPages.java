package vn.hoi.estimate;

import java.time.LocalDate;
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
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.ledger.Classification;
import vn.hoi.ledger.Typed;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** The ceilings of a round: what each unit may ask for, what it asks for, how far it goes beyond. */
@Controller
class CeilingPages {

    private static final List<String> COLUMNS = List.of("unit", "name", "nature", "source", "ceiling", "asked", "over");

    private final Rounds rounds;
    private final Items items;
    private final Ceilings ceilings;
    private final EstimateRights rights;
    private final Classification classification;
    private final Units units;

    CeilingPages(
            Rounds rounds,
            Items items,
            Ceilings ceilings,
            EstimateRights rights,
            Classification classification,
            Units units) {
        this.rounds = rounds;
        this.items = items;
        this.ceilings = ceilings;
        this.rights = rights;
        this.classification = classification;
        this.units = units;
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/budget/estimates/{year}/ceilings")
    Twin list(@PathVariable String year, @RequestParam Map<String, String> asked) {
        return page(Asked.round(rounds, year), asked, null);
    }

    private Twin page(Round round, Map<String, String> typed, @Nullable Problem problem) {
        List<Ceilings.Filled> all = ceilings.fill(round, items.submitted(round), Stage.PROPOSED).stream()
                .filter(one -> rights.maySee(one.ceiling().unit()))
                .toList();
        List<Map<String, @Nullable Object>> table =
                all.stream().map(one -> row(one, units)).toList();
        LocalDate day = LocalDate.of(round.year(), 1, 1);
        return Twin.page("estimate/ceilings")
                .status(problem == null ? 200 : problem.status())
                .with("round", round)
                .with("all", all)
                .with("units", units)
                .with("money", Asked.money(typed))
                .with("typed", typed)
                .with("problem", problem)
                .with("sources", classification.list("source", round.year()))
                .with("classification", classification)
                .with(
                        "choices",
                        units.on(day).stream()
                                .filter(unit -> !unit.isArea() || unit.isGrassroots())
                                .toList())
                .with("mayRun", rights.mayRun())
                .json(() -> Twin.rows(table, null))
                .csv(() -> Csv.of(COLUMNS, table));
    }

    static Map<String, @Nullable Object> row(Ceilings.Filled filled, Units units) {
        Unit unit = units.get(filled.ceiling().unit());
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("unit", unit.code());
        row.put("name", unit.fullName());
        row.put("nature", filled.ceiling().nature());
        row.put("source", filled.ceiling().source());
        row.put("ceiling", filled.ceiling().amount());
        row.put("asked", filled.asked());
        row.put("over", Math.max(0, filled.over()));
        return row;
    }

    /** An empty amount takes the ceiling away. */
    @Access(Access.Level.SIGNED_IN)
    @PostMapping(path = "/budget/estimates/{year}/ceilings", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin set(@PathVariable String year, @RequestParam Map<String, String> sent) {
        Round round = Asked.round(rounds, year);
        rights.requireRun();
        try {
            if (!round.state().isAppraising()) {
                throw new Problem(409, "EST-040", "Dự toán đã tổng hợp, không đổi trần nữa.");
            }
            var typed = new Typed(sent, "EST");
            String code = typed.need("unit", 60, "EST-020", "Chọn đơn vị trong danh sách");
            @Nullable
            Unit unit = units.find(code, LocalDate.of(round.year(), 1, 1)).orElse(null);
            if (unit == null && !code.isEmpty()) {
                typed.fault("unit", "EST-020", "Không có đơn vị «" + code + "»; chọn đơn vị trong danh sách");
            }
            String nature = typed.need("nature", 20, "EST-017", "Chọn tính chất chi");
            if (!List.of("capital", "recurrent", "").contains(nature)) {
                typed.fault("nature", "EST-017", "Tính chất là chi đầu tư phát triển hoặc chi thường xuyên");
            }
            @Nullable String source = typed.find("source");
            if (source != null
                    && classification.find("source", source, round.year()).isEmpty()) {
                typed.fault("source", "EST-015", "«" + source + "» không có trong danh mục nguồn; chọn lại");
            }
            long amount = typed.findAmount("amount");
            typed.require();
            ceilings.set(
                    round,
                    java.util.Objects.requireNonNull(unit).id(),
                    nature,
                    source,
                    amount == 0 ? null : Long.valueOf(amount));
            return page(round, Map.of(), null).seeOther(round.address() + "/ceilings");
        } catch (Problem problem) {
            return page(round, sent, problem).json(() -> {
                throw problem;
            });
        }
    }
}
