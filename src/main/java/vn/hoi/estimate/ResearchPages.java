package vn.hoi.estimate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.ledger.Typed;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** The estimate of research money: what it is reckoned from, what was set otherwise and why, and its way into a proposal. */
@Controller
class ResearchPages {

    private static final int REASON = 1000;
    private static final List<String> COLUMNS = List.of(
            "part",
            "title",
            "until",
            "state-budget",
            "before",
            "planned",
            "years-left",
            "reckoned",
            "amount",
            "reason");

    private final Rounds rounds;
    private final ResearchEstimate research;
    private final Proposals proposals;
    private final EstimateDeclarations declarations;
    private final EstimateRights rights;
    private final Rights reads;
    private final Units units;

    ResearchPages(
            Rounds rounds,
            ResearchEstimate research,
            Proposals proposals,
            EstimateDeclarations declarations,
            EstimateRights rights,
            Rights reads,
            Units units) {
        this.rounds = rounds;
        this.research = research;
        this.proposals = proposals;
        this.declarations = declarations;
        this.rights = rights;
        this.reads = reads;
        this.units = units;
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/budget/estimates/{year}/research")
    Twin one(@PathVariable String year, @RequestParam Map<String, String> asked) {
        return page(Asked.round(rounds, year), asked, null);
    }

    /** @throws Problem EST-403 for who may not open all tasks: a part of them would be a wrong sum */
    private Twin page(Round round, Map<String, String> typed, @Nullable Problem problem) {
        if (!reads.reach(declarations.research().register()).all()) {
            throw new Problem(
                    403,
                    "EST-403",
                    "Bảng tính cần xem được mọi nhiệm vụ khoa học; nhờ chuyên viên quản lý nhiệm vụ hoặc tài chính.");
        }
        ResearchEstimate.Reckoning reckoning = research.reckon(round);
        List<Map<String, @Nullable Object>> table = rows(reckoning);
        return Twin.page("estimate/research")
                .status(problem == null ? 200 : problem.status())
                .with("round", round)
                .with("reckoning", reckoning)
                .with("rule", declarations.research().years())
                .with("money", Asked.money(typed))
                .with("typed", typed)
                .with("problem", problem)
                .with("sets", maySet() && round.state().isAppraising())
                .json(() -> json(round, reckoning, table))
                .csv(() -> Csv.of(COLUMNS, table));
    }

    private boolean maySet() {
        return rights.mayAppraise(Stage.FIELD, declarations.research().field());
    }

    private static List<Map<String, @Nullable Object>> rows(ResearchEstimate.Reckoning reckoning) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (ResearchEstimate.Continuing task : reckoning.continuing()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("part", task.code());
            row.put("title", task.title());
            row.put("until", task.until());
            row.put("state-budget", task.stateBudget());
            row.put("before", task.before());
            row.put("planned", task.planned());
            row.put("years-left", task.yearsLeft());
            row.put("reckoned", task.reckoned());
            row.put("amount", task.amount());
            row.put("reason", task.set() == null ? null : task.set().reason());
            rows.add(row);
        }
        Map<String, @Nullable Object> opened = new LinkedHashMap<>();
        opened.put("part", ResearchEstimate.NEW);
        opened.put("reckoned", reckoning.mean());
        opened.put("amount", reckoning.newAmount());
        opened.put(
                "reason", reckoning.newSet() == null ? null : reckoning.newSet().reason());
        rows.add(opened);
        return rows;
    }

    private static Map<String, @Nullable Object> json(
            Round round, ResearchEstimate.Reckoning reckoning, List<Map<String, @Nullable Object>> table) {
        Map<String, @Nullable Object> body = Twin.rows(table, null);
        body.put("year", round.year());
        body.put("measure", "VND");
        body.put("continuing", reckoning.continuingAmount());
        body.put("new", reckoning.newAmount());
        body.put("mean", reckoning.mean());
        body.put("total", reckoning.total());
        body.put(
                "begun",
                reckoning.begun().stream()
                        .map(year -> Map.of("year", year.year(), "tasks", year.tasks(), "first-year", year.firstYear()))
                        .toList());
        return body;
    }

    /** {@code do=set} sets a part otherwise; {@code do=take} puts the sums into a unit's draft. */
    @Access(Access.Level.SIGNED_IN)
    @PostMapping(path = "/budget/estimates/{year}/research", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin act(@PathVariable String year, @RequestParam Map<String, String> sent) {
        Round round = Asked.round(rounds, year);
        if (!maySet()) {
            throw new Problem(
                    403, "EST-403", "Chỉ chuyên viên quản lý nhiệm vụ khoa học hoặc tài chính được làm việc này.");
        }
        try {
            if (sent.getOrDefault("do", "set").equals("take")) {
                return take(round, sent);
            }
            var typed = new Typed(sent, "EST");
            String part = typed.need("part", 60, "EST-046", "Chọn nhiệm vụ hoặc phần nhiệm vụ mở mới");
            Optional<Long> amount = Asked.amount(sent.get("amount"));
            if (amount.isEmpty()) {
                typed.fault("amount", "EST-021", "Số tiền ghi chưa đúng; ghi số đồng, ví dụ 1.250.000.000");
            }
            String reason = typed.need("reason", REASON, "EST-037", "Ghi lý do tính khác, không quá 1.000 ký tự");
            typed.require();
            research.set(round, part, amount.orElseThrow(), reason);
            return page(round, Map.of(), null).seeOther(round.address() + "/research");
        } catch (Problem problem) {
            return page(round, sent, problem).json(() -> {
                throw problem;
            });
        }
    }

    private Twin take(Round round, Map<String, String> sent) {
        var typed = new Typed(sent, "EST");
        String code = typed.need("unit", 60, "EST-020", "Ghi mã đơn vị lập đề xuất");
        typed.require();
        Unit unit = units.get(code, java.time.LocalDate.of(round.year(), 1, 1));
        rights.requirePropose(unit.id());
        int version = proposals.find(round, unit.id()).map(Proposal::version).orElse(0);
        String note = proposals.find(round, unit.id()).map(Proposal::note).orElse(null);
        proposals.save(round.year(), unit.id(), version, note, research.items(research.reckon(round)));
        return page(round, Map.of(), null).seeOther(round.address() + "/proposals/" + unit.code());
    }
}
