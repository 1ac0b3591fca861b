package vn.hoi.estimate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;

/** Gives items the amounts of those who appraise, hear, decide, hand out and apportion, each with a reason. */
@Component
public class Appraisals {

    private static final int REASON = 1000;

    private final Rounds rounds;
    private final Items items;
    private final EstimateRights rights;
    private final Journal journal;

    Appraisals(Rounds rounds, Items items, EstimateRights rights, Journal journal) {
        this.rounds = rounds;
        this.items = items;
        this.rights = rights;
        this.journal = journal;
    }

    /**
     * An amount for an item.
     *
     * @param amount đồng
     * @param reason why it is not what came before; null for none
     * @param seen {@link Item#seen} when whoever gives it looked at the item
     */
    public record Given(long item, long amount, @Nullable String reason, long seen) {}

    /**
     * Gives these amounts, all or none; what is as it was adds no version.
     *
     * @return how many versions were added
     * @throws Problem EST-040 when the round is not at this stage, EST-422 with all faults: EST-404, EST-403, EST-409 seen
     *     before it changed, EST-036 beyond what it may be, EST-037 no reason, EST-038 not appraised by the field yet
     */
    @Transactional
    public int give(int year, Stage stage, List<Given> given) {
        Round round = rounds.lock(year);
        if (stage == Stage.PROPOSED || !stage.isOpenIn(round.state())) {
            throw new Problem(
                    409,
                    "EST-040",
                    "Đợt đang ở bước «" + round.state().label().vi() + "», không ghi số «"
                            + stage.label().vi() + "» được; chọn cột của bước đang làm.");
        }
        Map<Long, Item> known = new HashMap<>();
        items.submitted(round).forEach(item -> known.put(item.id(), item));
        List<Problem.Fault> faults = new ArrayList<>();
        List<Given> changed = new ArrayList<>();
        for (Given one : given) {
            Item item = known.get(one.item());
            if (item == null) {
                faults.add(fault(one, "EST-404", "Không có dòng dự toán số " + one.item() + "; mở lại trang"));
            } else if (isNew(item, stage, one)) {
                tryOne(item, stage, one, faults);
                changed.add(one);
            }
        }
        if (!faults.isEmpty()) {
            throw new Problem(
                    422,
                    faults.size() == 1 ? faults.getFirst().code() : "EST-422",
                    faults.size() == 1
                            ? faults.getFirst().message() + "."
                            : "Có " + faults.size() + " dòng cần sửa; chưa có gì được ghi.",
                    faults,
                    Map.of());
        }
        for (Given one : changed) {
            Item item = Objects.requireNonNull(known.get(one.item()));
            items.give(item, stage, one.amount(), Norm.NONE, one.reason());
        }
        if (!changed.isEmpty()) {
            journal.write(
                    round.subject(), "appraised", Map.of(stage.id(), new Journal.Change(null, changed.size())), null);
        }
        return changed.size();
    }

    private static boolean isNew(Item item, Stage stage, Given one) {
        Item.Version before = item.version(stage);
        return before == null || before.amount() != one.amount() || !Objects.equals(before.reason(), one.reason());
    }

    private void tryOne(Item item, Stage stage, Given one, List<Problem.Fault> faults) {
        String name = "Dòng «" + item.purpose().name() + "»: ";
        if (!rights.mayAppraise(stage, item.purpose().field())) {
            faults.add(fault(one, "EST-403", name + "không thuộc lĩnh vực bạn được thẩm định"));
            return;
        }
        if (one.seen() < item.seen(stage)) {
            faults.add(fault(one, "EST-409", name + "vừa có số mới; xem lại số mới rồi ghi"));
            return;
        }
        if (stage == Stage.FINANCE && item.version(Stage.FIELD) == null) {
            faults.add(fault(one, "EST-038", name + "lĩnh vực chưa thẩm định; chờ hoặc ghi thay ở cột lĩnh vực"));
            return;
        }
        long most = item.upTo(stage.bound());
        if (one.amount() > most) {
            faults.add(fault(
                    one,
                    "EST-036",
                    name + Vietnamese.number(one.amount()) + " đồng lớn hơn số «"
                            + stage.bound().label().vi() + "» " + Vietnamese.number(most) + " đồng; giảm số tiền"));
        }
        if (one.amount() != item.upTo(stage.before()) && one.reason() == null) {
            faults.add(fault(one, "EST-037", name + "số khác bước trước, ghi lý do"));
        }
        if (one.reason() != null && one.reason().length() > REASON) {
            faults.add(fault(one, "EST-037", name + "lý do không quá 1.000 ký tự"));
        }
    }

    private static Problem.Fault fault(Given one, String code, String message) {
        return new Problem.Fault("a" + one.item(), code, message);
    }

    /**
     * The unit's word on the appraisal of an item.
     *
     * @throws Problem EST-403, EST-405, EST-040 once consolidated, EST-039 when it says nothing or too much
     */
    @Transactional
    public void answer(int year, long number, String says) {
        Round round = rounds.lock(year);
        Item item = items.get(round, number);
        rights.requirePropose(item.unit());
        if (!round.state().isAppraising()) {
            throw new Problem(409, "EST-040", "Dự toán đã tổng hợp, đơn vị không giải trình thêm ở đây được nữa.");
        }
        String plain = vn.hoi.ledger.Typed.plain(says);
        if (plain.isEmpty() || plain.length() > REASON) {
            throw new Problem(422, "EST-039", "Ghi ý kiến của đơn vị, không quá 1.000 ký tự.");
        }
        items.answer(item, plain);
    }
}
