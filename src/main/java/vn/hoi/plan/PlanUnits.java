package vn.hoi.plan;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Whom a planner can give something to. */
@Component
class PlanUnits {

    private final Units units;

    PlanUnits(Units units) {
        this.units = units;
    }

    /** Agencies of the province that stand today; communes write no section. */
    List<Unit> askable() {
        return units.on(Vietnamese.today()).stream()
                .filter(unit -> !unit.isGrassroots())
                .toList();
    }
}
