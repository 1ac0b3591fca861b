package vn.hoi.plan;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.hoi.figure.TargetReading;
import vn.hoi.figure.Targets;

/** Targets that stand on figures the plan cites and are not measured. */
@Component
class TargetPoints implements PointSource {

    private final Targets targets;
    private final TargetReading reading;

    TargetPoints(Targets targets, TargetReading reading) {
        this.targets = targets;
        this.reading = reading;
    }

    @Override
    public List<OpenPoint> of(Plan plan) {
        return targets.list().stream()
                .filter(target -> target.figure() != null
                        && plan.citations().containsKey(target.figure().id()))
                .filter(target -> !reading.isMeasured(target))
                .map(target -> new OpenPoint(
                        "target:" + target.id(),
                        "target",
                        "Mục tiêu «" + target.name().vi() + "» chưa có số liệu để đánh giá.",
                        "/targets/" + target.id()))
                .toList();
    }
}
