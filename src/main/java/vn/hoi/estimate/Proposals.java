package vn.hoi.estimate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;
import vn.hoi.ledger.Account;
import vn.hoi.unit.Units;

/** What units propose: drafted, submitted by the deadline, sent back, submitted again; every submission is booked. */
@Component
public class Proposals {

    private final JdbcClient database;
    private final CurrentPerson person;
    private final Journal journal;
    private final Rounds rounds;
    private final Items items;
    private final Ceilings ceilings;
    private final Bookings bookings;
    private final Units units;

    Proposals(
            JdbcClient database,
            CurrentPerson person,
            Journal journal,
            Rounds rounds,
            Items items,
            Ceilings ceilings,
            Bookings bookings,
            Units units) {
        this.database = database;
        this.person = person;
        this.journal = journal;
        this.rounds = rounds;
        this.items = items;
        this.ceilings = ceilings;
        this.bookings = bookings;
        this.units = units;
    }

    private static Proposal proposal(ResultSet row) throws SQLException {
        return new Proposal(
                row.getLong("id"),
                row.getInt("round"),
                row.getInt("unit"),
                row.getString("state"),
                row.getString("note"),
                row.getString("returned_reason"),
                row.getObject("due_on", LocalDate.class),
                row.getObject("submitted_on", LocalDate.class),
                row.getString("submitted_by"),
                row.getInt("times"),
                row.getInt("version"));
    }

    /** All of a round. */
    public List<Proposal> list(Round round) {
        return database.sql("select * from estimate.proposal where round = :round order by unit")
                .param("round", round.id())
                .query((row, n) -> proposal(row))
                .list();
    }

    public Optional<Proposal> find(Round round, int unit) {
        return database.sql("select * from estimate.proposal where round = :round and unit = :unit")
                .param("round", round.id())
                .param("unit", unit)
                .query((row, n) -> proposal(row))
                .optional();
    }

    /** The unit's, begun if there is none, held until the transaction ends. */
    private Proposal hold(Round round, int unit) {
        database.sql("insert into estimate.proposal (round, unit) values (:round, :unit) on conflict do nothing")
                .param("round", round.id())
                .param("unit", unit)
                .update();
        return database.sql("select * from estimate.proposal where round = :round and unit = :unit for update")
                .param("round", round.id())
                .param("unit", unit)
                .query((row, n) -> proposal(row))
                .single();
    }

    /**
     * Saves a draft: items named are changed or dropped, others are added, those not named stay.
     *
     * @param version the draft was begun from; 0 for one not begun yet
     * @throws Problem EST-409 when somebody saved it meanwhile, EST-030 when it is submitted, EST-405
     */
    @Transactional
    Proposal save(int year, int unit, int version, @Nullable String note, List<Drafted> drafted) {
        Round round = rounds.lock(year);
        Proposal proposal = hold(round, unit);
        requireOpen(round, proposal);
        if (version != proposal.version() && !(version == 0 && proposal.version() == 1)) {
            throw new Problem(
                    409,
                    "EST-409",
                    "Người khác vừa lưu đề xuất này; mở lại trang, ghi tiếp phần của bạn. Nội dung đã gõ còn ở dưới.");
        }
        Map<Long, Item> known = new HashMap<>();
        items.list(proposal).forEach(item -> known.put(item.id(), item));
        for (Drafted one : drafted) {
            if (one.id() == null) {
                items.add(proposal.id(), one);
                continue;
            }
            Item item = known.get(one.id());
            if (item == null) {
                throw Problem.unknown("EST-405", "Không có dòng số " + one.id() + " trong đề xuất này; mở lại trang.");
            }
            if (one.drop()) {
                items.drop(item);
            } else {
                items.change(item, one);
            }
        }
        database.sql("update estimate.proposal set note = :note, version = version + 1 where id = :id")
                .param("note", note)
                .param("id", proposal.id())
                .update();
        return find(round, unit).orElseThrow();
    }

    private static void requireOpen(Round round, Proposal proposal) {
        if (!round.state().isAppraising()) {
            throw new Problem(
                    409,
                    "EST-040",
                    "Đợt dự toán đang ở bước «" + round.state().label().vi() + "», không nhận đề xuất nữa.");
        }
        if (!proposal.isOpen()) {
            throw new Problem(
                    409, "EST-030", "Đề xuất đã gửi, không sửa được nữa; đề nghị Sở Tài chính trả lại để lập lại.");
        }
    }

    /** The day and document of a submission; what is entered from a file names its own. */
    @Transactional
    Proposal submit(int year, int unit) {
        Round round = rounds.lock(year);
        Proposal proposal = hold(round, unit);
        requireOpen(round, proposal);
        if (!round.takes(proposal.dueOn())) {
            LocalDate due = proposal.dueOn() == null ? round.dueOn() : proposal.dueOn();
            throw new Problem(
                    409,
                    "EST-031",
                    "Hạn gửi đề xuất là ngày " + Vietnamese.day(due)
                            + "; bản nháp vẫn còn, đề nghị cơ quan tài chính gia hạn rồi gửi.");
        }
        List<Item> all = items.list(proposal);
        requireWhole(round, proposal, all);
        LocalDate today = Vietnamese.today();
        String times = proposal.times() == 0 ? "" : ", lần " + (proposal.times() + 1);
        var by = new Bookings.By(
                "Đề xuất dự toán năm " + year + " của " + units.get(unit).fullName() + times, today, today);
        return submitted(round, proposal, all, by);
    }

    private void requireWhole(Round round, Proposal proposal, List<Item> all) {
        List<Problem.Fault> faults = new ArrayList<>();
        if (all.stream().noneMatch(item -> !item.dropped() && item.amount() > 0)) {
            faults.add(new Problem.Fault("", "EST-032", "Đề xuất chưa có dòng nào có số tiền; thêm ít nhất một dòng"));
        }
        for (Item item : all) {
            if (!item.dropped() && item.reason() == null) {
                faults.add(new Problem.Fault(
                        "i" + item.id() + ".reason",
                        "EST-034",
                        "Dòng «" + item.purpose().name() + "» chưa có căn cứ, lý do; ghi căn cứ tính"));
            }
        }
        if (proposal.note() == null) {
            Ceilings.fill(ceilings.list(round), all, item -> item.dropped() ? 0 : item.amount()).stream()
                    .filter(filled -> filled.ceiling().unit() == proposal.unit() && filled.over() > 0)
                    .forEach(filled -> faults.add(new Problem.Fault(
                            "note",
                            "EST-033",
                            "Đề xuất vượt trần " + Vietnamese.number(filled.over()) + " đồng ("
                                    + Vietnamese.number(filled.asked()) + " so với "
                                    + Vietnamese.number(filled.ceiling().amount())
                                    + "); giảm số đề xuất hoặc ghi giải trình")));
        }
        if (!faults.isEmpty()) {
            throw new Problem(
                    422,
                    faults.size() == 1 ? faults.getFirst().code() : "EST-422",
                    faults.size() == 1
                            ? faults.getFirst().message() + "."
                            : "Có " + faults.size() + " chỗ cần sửa trước khi gửi; bản nháp vẫn còn.",
                    faults,
                    Map.of());
        }
    }

    /** Gives every item its version, opens its line, books the difference to what was requested before. */
    Proposal submitted(Round round, Proposal proposal, List<Item> all, Bookings.By by) {
        List<Bookings.Target> targets = new ArrayList<>();
        for (Item item : all) {
            long amount = item.dropped() ? 0 : item.amount();
            Item.Version before = item.versions().get(Stage.PROPOSED);
            if (before == null
                    || before.amount() != amount
                    || !before.norm().equals(item.norm())
                    || !Objects.equals(before.reason(), item.reason())) {
                items.give(item, Stage.PROPOSED, amount, item.norm(), item.reason());
            }
            String code = item.code() == null ? "DT-" + round.year() + "-" + item.id() : item.code();
            long line = bookings.line(round, item, code);
            items.tie(item, line, code);
            targets.add(new Bookings.Target(item, line, amount, item.reason()));
        }
        int times = proposal.times() + 1;
        bookings.book(round, Account.REQUESTED, targets, by, "proposal:" + proposal.id() + ":" + times);
        database.sql("""
                        update estimate.proposal set state = 'submitted', submitted_on = :day, submitted_by = :author,
                            times = :times, version = version + 1, returned_reason = null
                        where id = :id""")
                .param("day", by.day())
                .param("author", person.account())
                .param("times", times)
                .param("id", proposal.id())
                .update();
        journal.write(
                round.subject() + "/" + units.get(proposal.unit()).code(),
                "submitted",
                Map.of(
                        "times", new Journal.Change(proposal.times(), times),
                        "amount",
                                new Journal.Change(
                                        null,
                                        targets.stream()
                                                .mapToLong(Bookings.Target::amount)
                                                .sum())),
                null);
        return find(round, proposal.unit()).orElseThrow();
    }

    /**
     * Sends a proposal back to its unit with a reason and a day of its own.
     *
     * @throws Problem EST-040, EST-030 when it was not submitted, EST-035 when the day is past
     */
    @Transactional
    Proposal sendBack(int year, int unit, String reason, LocalDate dueOn) {
        Round round = rounds.lock(year);
        Proposal proposal = hold(round, unit);
        if (!round.state().isAppraising()) {
            throw new Problem(409, "EST-040", "Dự toán đã tổng hợp, không trả lại đề xuất được nữa.");
        }
        if (proposal.isOpen()) {
            throw new Problem(409, "EST-030", "Đề xuất này đang ở đơn vị, chưa có gì để trả lại.");
        }
        if (dueOn.isBefore(Vietnamese.today())) {
            throw new Problem(422, "EST-035", "Hạn gửi lại phải từ hôm nay trở đi; chọn ngày khác.");
        }
        database.sql("""
                        update estimate.proposal set state = 'returned', returned_reason = :reason, due_on = :dueOn,
                            version = version + 1
                        where id = :id""")
                .param("reason", reason)
                .param("dueOn", dueOn)
                .param("id", proposal.id())
                .update();
        journal.write(
                round.subject() + "/" + units.get(unit).code(),
                "returned",
                Map.of("due-on", new Journal.Change(proposal.dueOn(), dueOn)),
                reason);
        return find(round, unit).orElseThrow();
    }

    /** Begins one and puts items into it as a file gives them; booked where the file says by which document. */
    Proposal enter(Round round, int unit, List<Drafted> drafted, Bookings.@Nullable By by) {
        Proposal proposal = hold(round, unit);
        drafted.forEach(one -> items.add(proposal.id(), one));
        return by == null ? proposal : submitted(round, proposal, items.list(proposal), by);
    }
}
