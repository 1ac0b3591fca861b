package vn.hoi.estimate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import vn.hoi.common.Vietnamese;
import vn.hoi.ledger.Typed;
import vn.hoi.unit.Units;

/** {@code /budget/estimates}: the rounds; one of them with its sums, its state and what leads on from there. */
@Controller
class EstimatePages {

    private static final int TEXT = 200;
    private static final int FIRST = 1990;
    private static final int LAST = 2100;

    private final Rounds rounds;
    private final Proposals proposals;
    private final Items items;
    private final Ceilings ceilings;
    private final EstimateSums sums;
    private final Advance advance;
    private final EstimateRights rights;
    private final EstimateDeclarations declarations;
    private final Units units;

    EstimatePages(
            Rounds rounds,
            Proposals proposals,
            Items items,
            Ceilings ceilings,
            EstimateSums sums,
            Advance advance,
            EstimateRights rights,
            EstimateDeclarations declarations,
            Units units) {
        this.rounds = rounds;
        this.proposals = proposals;
        this.items = items;
        this.ceilings = ceilings;
        this.sums = sums;
        this.advance = advance;
        this.rights = rights;
        this.declarations = declarations;
        this.units = units;
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/budget/estimates")
    Twin list() {
        return list(Map.of(), null);
    }

    private Twin list(Map<String, String> typed, @Nullable Problem problem) {
        List<RoundShown> all = rounds.list().stream()
                .map(round -> RoundShown.of(
                        round,
                        items.submitted(round).stream().filter(rights.sight()).toList()))
                .toList();
        List<Map<String, @Nullable Object>> table =
                all.stream().map(one -> row(one.round(), one.amounts())).toList();
        return Twin.page("estimate/rounds")
                .status(problem == null ? 200 : problem.status())
                .with("all", all)
                .with("typed", typed)
                .with("problem", problem)
                .with("mayRun", rights.mayRun())
                .json(() -> Twin.rows(table, null))
                .csv(() -> Csv.of(new ArrayList<>(row(sample(), Map.of()).keySet()), table));
    }

    private static Round sample() {
        return new Round(0, FIRST, "", LocalDate.EPOCH, LocalDate.EPOCH, LocalDate.EPOCH, State.OPEN);
    }

    private static Map<String, @Nullable Object> row(Round round, Map<Stage, Long> amounts) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("year", round.year());
        row.put("state", round.state().id());
        row.put("letter", round.letter());
        row.put("letter-day", round.letterDay());
        row.put("due-on", round.dueOn());
        row.putAll(EstimateSums.json(amounts));
        return row;
    }

    @Access(Access.Level.SIGNED_IN)
    @PostMapping(path = "/budget/estimates", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin open(@RequestParam Map<String, String> sent) {
        rights.requireRun();
        try {
            var typed = new Typed(sent, "EST");
            @Nullable Long year = typed.number("year", "EST-019", "Năm viết bằng bốn chữ số");
            if (year == null || year < FIRST || year > LAST) {
                typed.fault("year", "EST-019", "Ghi năm ngân sách từ 1990 đến 2100");
            }
            String letter = typed.need("letter", TEXT, "EST-026", "Ghi số văn bản yêu cầu, không quá 200 ký tự");
            LocalDate letterDay = typed.day("letter-day", "EST-027", "Ghi ngày văn bản, viết như 05/9/2025");
            LocalDate dueOn = typed.day("due-on", "EST-028", "Ghi hạn gửi, viết như 05/9/2025");
            typed.require();
            Round made = rounds.open(
                    Math.toIntExact(Objects.requireNonNull(year)), letter, letterDay, dueOn, Vietnamese.today());
            return list().seeOther(made.address()).json(() -> row(made, Map.of()));
        } catch (Problem problem) {
            return list(sent, problem).json(() -> {
                throw problem;
            });
        }
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/budget/estimates/{year}")
    Twin one(@PathVariable String year, @RequestParam Map<String, String> asked) {
        return one(Asked.round(rounds, year), asked, Map.of(), null);
    }

    private Twin one(Round round, Map<String, String> asked, Map<String, String> typed, @Nullable Problem problem) {
        String by = asked.getOrDefault("by", "").isBlank() ? "heading" : asked.getOrDefault("by", "");
        List<Item> all = items.submitted(round);
        List<Item> seen = all.stream()
                .filter(rights.sight())
                .filter(Asked.filter(asked, units))
                .toList();
        List<Ceilings.Filled> filled = ceilings.fill(round, all, Stage.HEARING).stream()
                .filter(one -> rights.maySee(one.ceiling().unit()))
                .toList();
        List<EstimateSums.Group> groups = sums.of(round, seen, filled, by);
        Map<Stage, Long> total = EstimateSums.amounts(seen);
        List<Proposal> proposed = proposals.list(round).stream()
                .filter(one -> rights.maySee(one.unit()))
                .toList();
        return Twin.page("estimate/round")
                .status(problem == null ? 200 : problem.status())
                .with("round", round)
                .with("by", by)
                .with("ways", EstimateSums.BY)
                .with("money", Asked.money(asked))
                .with("asked", asked)
                .with("typed", typed)
                .with("problem", problem)
                .with("groups", groups)
                .with("natures", sums.of(round, seen, filled, "nature"))
                .with("total", total)
                .with(
                        "hidden",
                        all.size()
                                - all.stream().filter(rights.sight()).toList().size())
                .with("over", filled.stream().filter(one -> one.over() > 0).toList())
                .with("acts", rounds.acts(round))
                .with("proposals", proposed)
                .with("drafted", drafted(round, proposed))
                .with("units", units)
                .with("forms", declarations.forms())
                .with("mayRun", rights.mayRun())
                .with("today", Vietnamese.today())
                .json(() -> json(round, by, groups, total, filled))
                .csv(() -> Csv.of(
                        new ArrayList<>(row(new EstimateSums.Group("", vn.hoi.common.Label.of(""), Map.of(), 0, 0))
                                .keySet()),
                        groups.stream().map(EstimatePages::row).toList()));
    }

    /** What each proposal comes to, as drafted or as submitted. */
    private Map<Long, Long> drafted(Round round, List<Proposal> proposed) {
        Map<Long, Long> drafted = new LinkedHashMap<>();
        for (Proposal proposal : proposed) {
            drafted.put(
                    proposal.id(),
                    items.list(proposal).stream()
                            .filter(item -> !item.dropped())
                            .mapToLong(item -> proposal.isOpen() ? item.amount() : item.upTo(Stage.PROPOSED))
                            .sum());
        }
        return drafted;
    }

    private static Map<String, @Nullable Object> row(EstimateSums.Group group) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("key", group.key());
        row.put("name", group.name().vi());
        row.put("items", group.items());
        row.putAll(EstimateSums.json(group.amounts()));
        row.put("over-ceiling", group.over());
        return row;
    }

    private Map<String, @Nullable Object> json(
            Round round,
            String by,
            List<EstimateSums.Group> groups,
            Map<Stage, Long> total,
            List<Ceilings.Filled> filled) {
        Map<String, @Nullable Object> body = row(round, total);
        body.put("measure", "VND");
        body.put("by", by);
        body.put("rows", groups.stream().map(EstimatePages::row).toList());
        body.put("next", null);
        body.put(
                "over",
                filled.stream()
                        .filter(one -> one.over() > 0)
                        .map(one -> CeilingPages.row(one, units))
                        .toList());
        body.put(
                "acts",
                rounds.acts(round).stream()
                        .map(act -> Map.of(
                                "state", act.state().id(),
                                "document", act.document(),
                                "document-day", act.documentDay(),
                                "day", act.day(),
                                "author", act.author()))
                        .toList());
        return body;
    }

    @Access(Access.Level.SIGNED_IN)
    @PostMapping(
            path = "/budget/estimates/{year}/steps/{state}",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin step(@PathVariable String year, @PathVariable String state, @RequestParam Map<String, String> sent) {
        Round round = Asked.round(rounds, year);
        rights.requireRun();
        State to = State.find(state)
                .orElseThrow(() -> Problem.unknown(
                        "EST-406", "Không có bước «" + state + "» của đợt dự toán; mở lại trang của đợt."));
        try {
            var typed = new Typed(sent, "EST");
            String document = typed.need("document", TEXT, "EST-026", "Ghi số văn bản, không quá 200 ký tự");
            LocalDate day = typed.day("document-day", "EST-027", "Ghi ngày văn bản, viết như 05/9/2025");
            if (day.isAfter(Vietnamese.today())) {
                typed.fault("document-day", "EST-027", "Ngày văn bản ở sau hôm nay; ghi đúng ngày trên văn bản");
            }
            typed.require();
            Round now = advance.to(round.year(), to, document, day, Vietnamese.today());
            return one(now, Map.of(), Map.of(), null)
                    .seeOther(now.address())
                    .json(() -> row(now, EstimateSums.amounts(items.submitted(now))));
        } catch (Problem problem) {
            return one(round, Map.of(), sent, problem).json(() -> {
                throw problem;
            });
        }
    }

    @Access(Access.Level.SIGNED_IN)
    @PostMapping(path = "/budget/estimates/{year}/due", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin due(@PathVariable String year, @RequestParam Map<String, String> sent) {
        Round round = Asked.round(rounds, year);
        rights.requireRun();
        try {
            var typed = new Typed(sent, "EST");
            LocalDate dueOn = typed.day("due-on", "EST-028", "Ghi hạn gửi mới, viết như 05/9/2025");
            String reason = typed.need("reason", TEXT, "EST-029", "Ghi lý do đổi hạn, không quá 200 ký tự");
            typed.require();
            rounds.change(round.year(), dueOn, reason);
            return one(rounds.get(round.year()), Map.of(), Map.of(), null).seeOther(round.address());
        } catch (Problem problem) {
            return one(round, Map.of(), sent, problem).json(() -> {
                throw problem;
            });
        }
    }
}
