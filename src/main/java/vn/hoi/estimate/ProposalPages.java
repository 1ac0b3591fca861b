package vn.hoi.estimate;

import java.time.LocalDate;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.ledger.Classification;
import vn.hoi.ledger.Typed;
import vn.hoi.register.Fields;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** A unit's proposal: written, saved as a draft, submitted, sent back. */
@Controller
class ProposalPages {

    private static final int NOTE = 2000;
    private static final int BLANK_ROWS = 3;
    private static final List<String> COLUMNS =
            List.of("unit", "name", "state", "due-on", "submitted-on", "times", "items", "amount");

    private final Rounds rounds;
    private final Proposals proposals;
    private final ProposalReading reading;
    private final Items items;
    private final Ceilings ceilings;
    private final EstimateRights rights;
    private final EstimateDeclarations declarations;
    private final Classification classification;
    private final Fields fields;
    private final Units units;

    ProposalPages(
            Rounds rounds,
            Proposals proposals,
            ProposalReading reading,
            Items items,
            Ceilings ceilings,
            EstimateRights rights,
            EstimateDeclarations declarations,
            Classification classification,
            Fields fields,
            Units units) {
        this.rounds = rounds;
        this.proposals = proposals;
        this.reading = reading;
        this.items = items;
        this.ceilings = ceilings;
        this.rights = rights;
        this.declarations = declarations;
        this.classification = classification;
        this.fields = fields;
        this.units = units;
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/budget/estimates/{year}/proposals")
    Twin list(@PathVariable String year) {
        Round round = Asked.round(rounds, year);
        List<Map<String, @Nullable Object>> table = proposals.list(round).stream()
                .filter(one -> rights.maySee(one.unit()))
                .map(one -> row(round, one))
                .toList();
        return Twin.page("estimate/proposals")
                .with("round", round)
                .with("rows", table)
                .json(() -> Twin.rows(table, null))
                .csv(() -> Csv.of(COLUMNS, table));
    }

    private Map<String, @Nullable Object> row(Round round, Proposal proposal) {
        List<Item> all = items.list(proposal);
        Unit unit = units.get(proposal.unit());
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("unit", unit.code());
        row.put("name", unit.fullName());
        row.put("state", proposal.state());
        row.put("due-on", proposal.dueOn() == null ? round.dueOn() : proposal.dueOn());
        row.put("submitted-on", proposal.submittedOn());
        row.put("times", proposal.times());
        row.put("items", all.stream().filter(item -> !item.dropped()).count());
        row.put(
                "amount",
                all.stream()
                        .filter(item -> !item.dropped())
                        .mapToLong(Item::amount)
                        .sum());
        return row;
    }

    private Unit unit(Round round, String code) {
        return units.get(code, LocalDate.of(round.year(), 1, 1));
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/budget/estimates/{year}/proposals/{unit}")
    Twin one(@PathVariable String year, @PathVariable String unit, @RequestParam Map<String, String> asked) {
        Round round = Asked.round(rounds, year);
        Unit of = unit(round, unit);
        rights.requireSight(of.id());
        return page(round, of, asked, null);
    }

    private Twin page(Round round, Unit unit, Map<String, String> typed, @Nullable Problem problem) {
        Optional<Proposal> proposal = proposals.find(round, unit.id());
        List<Item> all = proposal.map(items::list).orElse(List.of());
        List<Item> shown = all.stream().filter(item -> !item.dropped()).toList();
        boolean open =
                proposal.map(Proposal::isOpen).orElse(true) && round.state().isAppraising();
        boolean writes = open && rights.proposes().includes(unit.id());
        List<Ceilings.Filled> filled = Ceilings.fill(ceilings.list(round), shown, Item::amount).stream()
                .filter(one -> one.ceiling().unit() == unit.id())
                .toList();
        return Twin.page("estimate/proposal")
                .status(problem == null ? 200 : problem.status())
                .with("round", round)
                .with("unit", unit)
                .with("proposal", proposal.orElse(null))
                .with("items", shown)
                .with("rows", writes ? rows(shown, typed) : Map.of())
                .with("ceilings", filled)
                .with("money", Asked.money(typed))
                .with("typed", typed)
                .with("problem", problem)
                .with("writes", writes)
                .with("takes", round.takes(proposal.map(Proposal::dueOn).orElse(null)))
                .with("mayRun", rights.mayRun())
                .with("lists", lists(round))
                .with("fields", fields.list())
                .with("forms", declarations.forms())
                .with("classification", classification)
                .json(() -> json(round, unit, proposal.orElse(null), shown))
                .csv(() -> Csv.of(
                        EstimateLinePages.columns(),
                        shown.stream()
                                .map(item -> EstimateLinePages.row(item, units))
                                .toList()));
    }

    private Map<String, List<Classification.Code>> lists(Round round) {
        Map<String, List<Classification.Code>> lists = new LinkedHashMap<>();
        for (String list : List.of("heading", "source", "chapter", "type", "item", "sub-item", "programme")) {
            lists.put(list, classification.list(list, round.year()));
        }
        return lists;
    }

    /** What the form shows: items as they stand, over them what was typed, and blank rows for more. */
    private static Map<String, Map<String, String>> rows(List<Item> shown, Map<String, String> typed) {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        shown.forEach(item -> rows.put("i" + item.id(), ProposalReading.typed(item)));
        ProposalReading.rows(typed).forEach((prefix, row) -> {
            if (prefix.startsWith("n") || rows.containsKey(prefix)) {
                rows.computeIfAbsent(prefix, none -> new LinkedHashMap<>()).putAll(row);
            }
        });
        int next = 1;
        int blank = shown.isEmpty() ? BLANK_ROWS : 1;
        while (blank > 0) {
            if (rows.putIfAbsent("n" + next++, new LinkedHashMap<>()) == null) {
                blank--;
            }
        }
        return rows;
    }

    private Map<String, @Nullable Object> json(Round round, Unit unit, @Nullable Proposal proposal, List<Item> shown) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("year", round.year());
        body.put("unit", unit.code());
        body.put("state", proposal == null ? "none" : proposal.state());
        body.put("version", proposal == null ? 0 : proposal.version());
        body.put("note", proposal == null ? null : proposal.note());
        body.put("returned-reason", proposal == null ? null : proposal.returnedReason());
        body.put("due-on", proposal == null || proposal.dueOn() == null ? round.dueOn() : proposal.dueOn());
        body.put("times", proposal == null ? 0 : proposal.times());
        body.put("measure", "VND");
        body.put(
                "items",
                shown.stream().map(item -> EstimateLinePages.row(item, units)).toList());
        return body;
    }

    @Access(Access.Level.SIGNED_IN)
    @PostMapping(
            path = "/budget/estimates/{year}/proposals/{unit}",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin write(@PathVariable String year, @PathVariable String unit, @RequestParam Map<String, String> sent) {
        Round round = Asked.round(rounds, year);
        Unit of = unit(round, unit);
        rights.requireSight(of.id());
        boolean[] saved = new boolean[1];
        try {
            return act(round, of, sent, ProposalReading.rows(sent), saved);
        } catch (Problem problem) {
            if (problem.status() == 403 || problem.status() == 404) {
                throw problem;
            }
            // what was saved before it could not be submitted is shown as it stands, not typed a second time
            return page(round, of, saved[0] ? Map.of() : sent, problem).json(() -> {
                throw problem;
            });
        }
    }

    /** {@code {"do":"save|submit|return","version":3,"note":"…","items":[{"id":12,"amount":1000000,…}]}}. */
    @Access(Access.Level.SIGNED_IN)
    @PostMapping(path = "/budget/estimates/{year}/proposals/{unit}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Twin writeRows(
            @PathVariable String year, @PathVariable String unit, @RequestBody Map<String, @Nullable Object> body) {
        Round round = Asked.round(rounds, year);
        Unit of = unit(round, unit);
        rights.requireSight(of.id());
        Map<String, String> sent = plain(body);
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        if (body.get("items") instanceof List<?> list) {
            int next = 1;
            for (Object one : list) {
                if (one instanceof Map<?, ?> map) {
                    Map<String, String> row = plain(map);
                    String id = row.getOrDefault("id", "");
                    rows.put(id.matches("\\d{1,18}") ? "i" + id : "n" + next++, row);
                }
            }
        }
        return act(round, of, sent, rows, new boolean[1]);
    }

    private static Map<String, String> plain(Map<?, ?> body) {
        Map<String, String> plain = new LinkedHashMap<>();
        body.forEach((name, value) -> {
            if (value instanceof Number number) {
                // as it is, not as one with groups of thousands; a fraction as this country writes it
                plain.put(
                        String.valueOf(name),
                        new java.math.BigDecimal(number.toString())
                                .toPlainString()
                                .replace('.', ','));
            } else if (value != null && !(value instanceof List<?>)) {
                plain.put(String.valueOf(name), value.equals(Boolean.TRUE) ? "yes" : value.toString());
            }
        });
        return plain;
    }

    private Twin act(
            Round round, Unit unit, Map<String, String> sent, Map<String, Map<String, String>> rows, boolean[] saved) {
        String act = sent.getOrDefault("do", "save");
        String address = round.address() + "/proposals/" + unit.code();
        if (act.equals("return")) {
            rights.requireRun();
            var typed = new Typed(sent, "EST");
            String reason = typed.need("reason", NOTE, "EST-029", "Ghi lý do trả lại, không quá 2.000 ký tự");
            LocalDate dueOn = typed.day("due-on", "EST-028", "Ghi hạn gửi lại, viết như 05/9/2025");
            typed.require();
            proposals.sendBack(round.year(), unit.id(), reason, dueOn);
        } else {
            rights.requirePropose(unit.id());
            save(round, unit, sent, rows);
            saved[0] = true;
            if (act.equals("submit")) {
                proposals.submit(round.year(), unit.id());
            }
        }
        return page(rounds.get(round.year()), unit, Map.of(), null).seeOther(address);
    }

    private void save(Round round, Unit unit, Map<String, String> sent, Map<String, Map<String, String>> rows) {
        List<Drafted> drafted = reading.read(round, unit, rows);
        var typed = new Typed(sent, "EST");
        @Nullable String note = typed.text("note", NOTE, "EST-029", "Giải trình không quá 2.000 ký tự");
        @Nullable Long version = typed.number("version", "EST-409", "Mở lại trang rồi lưu");
        typed.require();
        int from = version == null ? 0 : Math.toIntExact(Math.min(version, Integer.MAX_VALUE));
        proposals.save(round.year(), unit.id(), from, note, drafted);
    }
}
