package vn.hoi.estimate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.hoi.common.DeskPart;
import vn.hoi.common.Label;
import vn.hoi.common.Reach;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** What of the estimate waits for the person at work: a proposal to write, lines to appraise, a round to carry on. */
@Component
class EstimateDesk implements DeskPart {

    private static final int ORDER = 20;
    private static final int MOST = 50;

    private final Rounds rounds;
    private final Proposals proposals;
    private final Items items;
    private final EstimateRights rights;
    private final Units units;

    EstimateDesk(Rounds rounds, Proposals proposals, Items items, EstimateRights rights, Units units) {
        this.rounds = rounds;
        this.proposals = proposals;
        this.items = items;
        this.rights = rights;
        this.units = units;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public String id() {
        return "estimates";
    }

    @Override
    public Label name() {
        return new Label("Lập dự toán", "Estimate");
    }

    @Override
    public Label none() {
        return new Label("Không có việc lập dự toán nào chờ bạn.", "Nothing of the estimate waits for you.");
    }

    @Override
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        Reach proposes = rights.proposes();
        boolean runs = rights.mayRun();
        for (Round round : rounds.list()) {
            if (round.state() == State.APPORTIONED) {
                continue;
            }
            if (round.state().isAppraising()) {
                proposes.units().stream()
                        .map(units::get)
                        .filter(unit -> writes(unit, proposes))
                        .forEach(unit -> own(round, unit).ifPresent(lines::add));
                appraisal(round, runs).ifPresent(lines::add);
            }
            if (runs) {
                lines.add(next(round));
            }
        }
        return lines.stream().limit(MOST).toList();
    }

    /** Who holds a role over a unit writes for it, not for each unit below. */
    private static boolean writes(Unit unit, Reach proposes) {
        return unit.on(Vietnamese.today())
                && (unit.parent() == null || !proposes.units().contains(unit.parent()));
    }

    private Optional<Line> own(Round round, Unit unit) {
        Optional<Proposal> proposal = proposals.find(round, unit.id());
        if (proposal.isPresent() && !proposal.get().isOpen()) {
            return Optional.empty();
        }
        LocalDate due = proposal.map(Proposal::dueOn).orElse(round.dueOn());
        boolean late = Vietnamese.today().isAfter(due);
        boolean returned = proposal.isPresent() && proposal.get().state().equals(Proposal.RETURNED);
        return Optional.of(new Line(
                round.address() + "/proposals/" + unit.code(),
                new Label("Đề xuất dự toán năm " + round.year(), "Estimate proposal " + round.year()),
                unit.fullName(),
                returned
                        ? new Label("Bị trả lại", "Sent back")
                        : late ? new Label("Quá hạn gửi", "Past its deadline") : new Label("Chưa gửi", "Not sent"),
                returned ? "wrong" : late ? "late" : "due",
                Vietnamese.day(due)));
    }

    private Optional<Line> appraisal(Round round, boolean runs) {
        Stage stage = !runs || round.state() == State.OPEN ? Stage.FIELD : Stage.FINANCE;
        long waiting = items.submitted(round).stream()
                .filter(item -> item.isMissing(stage)
                        && rights.mayAppraise(stage, item.purpose().field()))
                .count();
        if (waiting == 0) {
            return Optional.empty();
        }
        return Optional.of(new Line(
                round.address() + "/appraisal?stage=" + stage.id() + "&open",
                new Label(
                        "Thẩm định dự toán năm " + round.year() + ": " + waiting + " dòng",
                        "Appraise the estimate of " + round.year() + ": " + waiting + " lines"),
                stage.label().vi(),
                new Label("Chờ thẩm định", "To be appraised"),
                "info",
                ""));
    }

    private static Line next(Round round) {
        return new Line(
                round.address(),
                new Label("Dự toán năm " + round.year(), "Estimate of " + round.year()),
                round.letter(),
                round.state().label(),
                round.state().tag(),
                round.state() == State.OPEN ? Vietnamese.day(round.dueOn()) : "");
    }
}
