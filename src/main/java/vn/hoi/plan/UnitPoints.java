package vn.hoi.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Units that the text of a plan still being written names and that no longer exist. */
@Component
class UnitPoints implements PointSource {

    private final Units units;

    UnitPoints(Units units) {
        this.units = units;
    }

    @Override
    public List<OpenPoint> of(Plan plan) {
        if (plan.state().isOut()) {
            return List.of();
        }
        Map<String, Unit> ended = ended();
        List<OpenPoint> points = new ArrayList<>();
        for (PlanSection section : plan.sections()) {
            String text = section.body().toLowerCase(Locale.ROOT);
            ended.forEach((name, unit) -> {
                if (Wording.names(text, name)) {
                    points.add(new OpenPoint(
                            "unit-named:" + unit.id() + ":" + section.key(),
                            "unit",
                            "Mục «" + section.called() + "» nêu " + unit.fullName() + ", đơn vị kết thúc ngày "
                                    + (unit.until() == null ? "" : Vietnamese.day(unit.until())) + ".",
                            "/units/" + unit.id()));
                }
            });
        }
        return points;
    }

    /** By full name in small letters; a name that a unit of today bears too says nothing. */
    private Map<String, Unit> ended() {
        Map<String, Unit> ended = new LinkedHashMap<>();
        for (Unit unit : units.list()) {
            if (unit.until() != null && unit.until().isBefore(Vietnamese.today())) {
                ended.put(unit.fullName().toLowerCase(Locale.ROOT), unit);
            }
        }
        units.on(Vietnamese.today())
                .forEach(unit -> ended.remove(unit.fullName().toLowerCase(Locale.ROOT)));
        return ended;
    }
}
