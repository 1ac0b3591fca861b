package vn.hoi.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;

/** All plans: those published before, and those written here as far as whoever asks may see them. */
@Component
public class Plans {

    private final ShippedPlans shipped;
    private final WrittenPlans written;
    private final CurrentPerson person;

    Plans(ShippedPlans shipped, WrittenPlans written, CurrentPerson person) {
        this.shipped = shipped;
        this.written = written;
        this.person = person;
    }

    /** Those not out yet first, then the newest. */
    public List<Plan> list() {
        List<Plan> all = new ArrayList<>(shipped.all().values());
        written.list().stream().filter(this::isSeen).forEach(all::add);
        all.sort(Comparator.comparing((Plan plan) -> plan.issuedOn() == null ? 0 : 1)
                .thenComparing(
                        plan -> plan.issuedOn() == null ? plan.head().cutOff() : plan.issuedOn(),
                        Comparator.reverseOrder()));
        return all;
    }

    /** @throws Problem PLA-404 when there is none that whoever asks may see */
    public Plan get(String code) {
        return Optional.ofNullable(shipped.all().get(code))
                .or(() -> written.find(code).filter(this::isSeen))
                .orElseThrow(() ->
                        Problem.unknown("PLA-404", "Không có kế hoạch «" + code + "»; chọn trong danh sách kế hoạch."));
    }

    /** @throws Problem PLA-404 when there is none; PLA-411 when it was not written here */
    Plan getWritten(String code) {
        Plan plan = get(code);
        if (plan.id() == null) {
            throw new Problem(
                    409,
                    "PLA-411",
                    "Kế hoạch này đã ban hành trước khi có hệ thống, chỉ để đọc; sao chép nó sang kỳ sau để soạn tiếp.");
        }
        return plan;
    }

    /** What is not out yet is for those inside. */
    private boolean isSeen(Plan plan) {
        return plan.state().isOut() || person.isKnown();
    }
}
