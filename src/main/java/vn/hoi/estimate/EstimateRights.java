package vn.hoi.estimate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Power;
import vn.hoi.common.Problem;
import vn.hoi.common.Reach;
import vn.hoi.common.Rights;
import vn.hoi.unit.Units;

/**
 * What whoever is at work may do with the estimate: a unit's officer writes that of the own unit, a field's specialist
 * appraises the lines of the field, finance and planning officers of the province do all.
 */
@Component
class EstimateRights {

    private static final String FIELD = "finance";
    private static final List<String> RUNNING = List.of("finance", "planner");

    private final Rights rights;
    private final Units units;

    EstimateRights(Rights rights, Units units) {
        this.rights = rights;
        this.units = units;
    }

    /** Whether rounds may be opened, appraised for finance and carried on. */
    boolean mayRun() {
        return rights.reach(RUNNING, FIELD).includes(units.province().id());
    }

    /** Units whose proposals may be written; who holds a role over the whole province is no unit's officer. */
    Reach proposes() {
        if (mayRun()) {
            return Reach.ALL;
        }
        Reach reports = rights.reach(Power.REPORT);
        return reports.all() ? Reach.NONE : reports;
    }

    /** Whether a line of this field may be given an amount at this stage. */
    boolean mayAppraise(Stage stage, @Nullable String field) {
        if (mayRun()) {
            return true;
        }
        return stage == Stage.FIELD && field != null && appraises(field);
    }

    private boolean appraises(String field) {
        return rights.reach(List.of("specialist"), field)
                .includes(units.province().id());
    }

    /** Which items may be seen, worked out once for a list. */
    Predicate<Item> sight() {
        Reach all = rights.reach(Power.READ, FIELD);
        Reach own = proposes();
        Map<String, Reach> fields = new HashMap<>();
        return item -> {
            String field = item.purpose().field();
            return all.includes(item.unit())
                    || own.includes(item.unit())
                    || (field != null
                            && fields.computeIfAbsent(field, named -> rights.reach(Power.READ, named))
                                    .includes(item.unit()));
        };
    }

    /** Whether the proposal of a unit may be opened as a whole. */
    boolean maySee(int unit) {
        return rights.reach(Power.READ, FIELD).includes(unit) || proposes().includes(unit);
    }

    /** @throws Problem EST-403 */
    void requireRun() {
        if (!mayRun()) {
            throw new Problem(
                    403,
                    "EST-403",
                    "Chỉ chuyên viên tài chính, kế hoạch toàn tỉnh được làm việc này; nhờ người có vai trò đó.");
        }
    }

    /** @throws Problem EST-403 */
    void requirePropose(int unit) {
        if (!proposes().includes(unit)) {
            throw new Problem(
                    403,
                    "EST-403",
                    "Chỉ cán bộ của đơn vị hoặc chuyên viên tài chính được lập đề xuất của đơn vị này.");
        }
    }

    /** @throws Problem EST-404 as if it were not there */
    void requireSight(int unit) {
        if (!maySee(unit)) {
            throw Problem.unknown(
                    "EST-404", "Không có đề xuất dự toán này trong phạm vi của bạn; mở danh sách đề xuất của bạn.");
        }
    }
}
