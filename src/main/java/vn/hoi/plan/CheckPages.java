package vn.hoi.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Twin;

/** The check of a plan: every figure and relation beside what is known here, and what is not in order yet. */
@Controller
class CheckPages {

    private final Plans plans;
    private final PlanCheck check;
    private final Standings standings;
    private final PlanPoints points;
    private final CurrentPerson person;

    CheckPages(Plans plans, PlanCheck check, Standings standings, PlanPoints points, CurrentPerson person) {
        this.plans = plans;
        this.check = check;
        this.standings = standings;
        this.points = points;
        this.person = person;
    }

    @Access(Access.Level.PUBLIC)
    @GetMapping("/plans/{code}/check")
    Twin check(@PathVariable String code) {
        Plan plan = plans.get(code);
        PlanCheck.Result result = check.check(plan);
        Map<String, Standing> standing = standings.of(plan, result.figures());
        // what is still to be put right is for those inside
        List<OpenPoint> open = person.isKnown() ? points.of(plan, result) : List.of();
        List<Map<String, @Nullable Object>> rows = result.figures().stream()
                .map(cited -> PlanJson.figure(
                        cited, standing.get(cited.citation().figure().id())))
                .toList();
        return Twin.page("plan/check")
                .with("plan", plan)
                .with("result", result)
                .with("standing", standing)
                .with("points", open)
                .with("counts", PlanPoints.counts(open))
                .json(() -> {
                    Map<String, @Nullable Object> body = new LinkedHashMap<>();
                    body.put("plan", plan.code());
                    body.put("figures", rows);
                    body.put(
                            "relations",
                            result.relations().stream().map(PlanJson::relation).toList());
                    body.put("contradictions", PlanJson.contradictions(plan));
                    body.put("points", PlanJson.points(open));
                    return body;
                })
                .csv(() -> Csv.of(
                        rows.isEmpty()
                                ? List.of("figure")
                                : List.copyOf(rows.getFirst().keySet()),
                        rows));
    }
}
