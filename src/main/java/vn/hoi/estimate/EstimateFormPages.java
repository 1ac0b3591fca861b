package vn.hoi.estimate;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Twin;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** A declared form of the estimate: what it holds, and as the workbook that is sent. */
@Controller
class EstimateFormPages {

    private final Rounds rounds;
    private final Proposals proposals;
    private final Items items;
    private final EstimateForms forms;
    private final EstimateRights rights;
    private final Units units;

    EstimateFormPages(
            Rounds rounds, Proposals proposals, Items items, EstimateForms forms, EstimateRights rights, Units units) {
        this.rounds = rounds;
        this.proposals = proposals;
        this.items = items;
        this.forms = forms;
        this.rights = rights;
        this.units = units;
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/budget/estimates/{year}/forms/{form}")
    Twin one(
            @PathVariable String year,
            @PathVariable String form,
            @RequestParam(name = "unit", defaultValue = "") String code) {
        Round round = Asked.round(rounds, year);
        EstimateDeclarations.Form declared = forms.get(form);
        @Nullable Unit unit = code.isBlank() ? null : forms.unit(round, code);
        if (unit != null) {
            rights.requireSight(unit.id());
        }
        List<Unit> proposing = proposals.list(round).stream()
                .filter(proposal -> rights.maySee(proposal.unit()))
                .map(proposal -> units.get(proposal.unit()))
                .toList();
        return Twin.page("estimate/form")
                .with("round", round)
                .with("id", declared.id())
                .with("number", declared.number())
                .with("name", declared.name())
                .with("law", declared.law())
                .with(
                        "columns",
                        declared.columns().stream()
                                .map(EstimateDeclarations.Column::name)
                                .toList())
                .with("unit", unit)
                .with("proposing", proposing)
                .json(() -> Map.of(
                        "form", declared.id(),
                        "number", declared.number(),
                        "name", declared.name().vi(),
                        "law", declared.law(),
                        "columns",
                                declared.columns().stream()
                                        .map(column -> column.name().vi())
                                        .toList()))
                .document("xlsx", () -> forms.write(round, declared, listed(round, unit), unit));
    }

    /** A unit's own form shows its draft too; that of all units what was submitted. */
    private List<Item> listed(Round round, @Nullable Unit unit) {
        return unit == null
                ? items.submitted(round).stream().filter(rights.sight()).toList()
                : proposals.find(round, unit.id()).map(items::list).orElse(List.of());
    }
}
