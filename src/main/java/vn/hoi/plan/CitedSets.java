package vn.hoi.plan;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.figure.FigureSets;

/** The figures that each plan cites, with the period or day it cites them for. */
@Component
class CitedSets implements FigureSets {

    private final Plans plans;

    CitedSets(Plans plans) {
        this.plans = plans;
    }

    @Override
    public List<FigureSet> list() {
        return plans.citing().stream()
                .map(plan -> new FigureSet(
                        "plan:" + plan.code(),
                        Label.of(plan.called()),
                        plan.citations().stream()
                                .map(citation -> new Wanted(citation.figure().id(), citation.query()))
                                .toList()))
                .toList();
    }
}
