package vn.hoi.estimate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Problem;
import vn.hoi.ledger.Account;

/** Carries a round on by one act: tries that all is there, books it in the ledger as a whole, or does nothing. */
@Component
class Advance {

    private static final Map<State, Account> BOOKS = new EnumMap<>(Map.of(
            State.CONSOLIDATED, Account.APPRAISED,
            State.HEARD, Account.APPRAISED,
            State.DECIDED, Account.DECIDED,
            State.HANDED_OUT, Account.ALLOTTED,
            State.APPORTIONED, Account.APPORTIONED));

    private final Rounds rounds;
    private final Items items;
    private final Bookings bookings;

    Advance(Rounds rounds, Items items, Bookings bookings) {
        this.rounds = rounds;
        this.items = items;
        this.bookings = bookings;
    }

    /**
     * Brings a round into a state; the same act with the same document again changes nothing and is answered the same.
     *
     * @throws Problem EST-041 when it was done by another document, EST-042 out of turn, EST-043 when items lack the
     *     amount, EST-044 without minutes of the hearing, EST-045 when the ledger refuses
     */
    @Transactional
    Round to(int year, State state, String document, LocalDate documentDay, LocalDate day) {
        Round round = rounds.lock(year);
        Optional<Round.Act> done =
                rounds.acts(round).stream().filter(act -> act.state() == state).findFirst();
        if (done.isPresent()) {
            return again(round, done.get(), document, documentDay);
        }
        if (!round.state().next().equals(Optional.of(state))) {
            throw new Problem(
                    409,
                    "EST-042",
                    "Đợt đang ở bước «" + round.state().label().vi() + "», bước kế tiếp là «"
                            + round.state().next().map(State::act).orElse("không còn bước nào") + "».");
        }
        if (state == State.HEARD && rounds.findHearing(round).isEmpty()) {
            throw new Problem(409, "EST-044", "Chưa có biên bản thảo luận dự toán; lập biên bản rồi ghi kết quả.");
        }
        complete(round, state);
        book(round, state, new Bookings.By(document, documentDay, day));
        rounds.reach(round, state, document, documentDay, day);
        return rounds.get(year);
    }

    private static Round again(Round round, Round.Act act, String document, LocalDate documentDay) {
        if (act.document().equals(document) && act.documentDay().equals(documentDay)) {
            return round;
        }
        throw new Problem(
                409,
                "EST-041",
                "Bước «" + act.state().act() + "» đã làm theo " + act.document()
                        + "; thay đổi sau đó ghi bằng bút toán điều chỉnh trong sổ ngân sách.");
    }

    /** Appraisals must all be there; later amounts are those of the stage before unless they were given. */
    private void complete(Round round, State state) {
        @Nullable Stage stage = state.stage();
        if (stage == null) {
            return;
        }
        List<Item> all = items.submitted(round);
        if (stage == Stage.FIELD || stage == Stage.FINANCE) {
            long lacking = all.stream().filter(item -> item.isMissing(stage)).count();
            if (all.isEmpty() || lacking > 0) {
                throw new Problem(
                        409,
                        "EST-043",
                        all.isEmpty()
                                ? "Chưa có đề xuất nào được gửi; chờ các đơn vị gửi đề xuất."
                                : "Còn " + lacking + " dòng chưa có số «"
                                        + stage.label().vi() + "»; thẩm định xong rồi kết thúc bước này.");
            }
            return;
        }
        for (Item item : all) {
            if (item.version(stage) == null) {
                items.give(item, stage, item.upTo(stage.before()), Norm.NONE, null);
            }
        }
    }

    private void book(Round round, State state, Bookings.By by) {
        @Nullable Account account = BOOKS.get(state);
        if (account == null) {
            return;
        }
        Stage stage = Objects.requireNonNullElse(state.stage(), Stage.FINANCE);
        List<Bookings.Target> targets = new ArrayList<>();
        for (Item item : items.submitted(round)) {
            Item.Version version = item.version(stage);
            targets.add(new Bookings.Target(
                    item,
                    Objects.requireNonNull(item.line()),
                    item.upTo(stage),
                    version == null ? null : version.reason()));
        }
        bookings.book(round, account, targets, by, state.id());
    }
}
