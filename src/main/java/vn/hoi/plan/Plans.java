package vn.hoi.plan;

import java.util.ArrayList;
import java.util.Collection;
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

    /**
     * What a plan cites.
     *
     * @param called its number, or its code before it has one
     */
    record Citing(String code, String called, Collection<Citation> citations) {}

    /** What each plan cites, as {@link #list} shows them, without reading their texts whole. */
    List<Citing> citing() {
        List<Citing> all = new ArrayList<>();
        shipped.all()
                .values()
                .forEach(plan -> all.add(
                        new Citing(plan.code(), plan.called(), plan.citations().values())));
        all.addAll(written.citing(state -> state.isOut() || person.isKnown()));
        return all;
    }

    /** @throws Problem PLA-404 when there is none that whoever asks may see */
    public Plan get(String code) {
        return find(code)
                .orElseThrow(() ->
                        Problem.unknown("PLA-404", "Không có kế hoạch «" + code + "»; chọn trong danh sách kế hoạch."));
    }

    /** One that whoever asks may see. */
    public Optional<Plan> find(String code) {
        return Optional.ofNullable(shipped.all().get(code))
                .or(() -> written.find(code).filter(this::isSeen));
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

    /** @throws Problem PLA-409 when its words no longer change; as {@link #getWritten} */
    Plan requireWritten(String code) {
        Plan plan = getWritten(code);
        if (!plan.isWritten()) {
            throw new Problem(
                    409, "PLA-409", "Kế hoạch đã trình, không sửa được nữa; lấy lại về dự thảo trước khi sửa.");
        }
        return plan;
    }

    /** What is not out yet is for those inside. */
    private boolean isSeen(Plan plan) {
        return plan.state().isOut() || person.isKnown();
    }
}
