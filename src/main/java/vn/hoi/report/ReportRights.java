package vn.hoi.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Power;
import vn.hoi.common.Problem;
import vn.hoi.common.Reach;
import vn.hoi.common.Rights;
import vn.hoi.unit.Units;

/**
 * What whoever is at work may do with the reports of a form: see those of the units a role with {@code read} is held over,
 * write those of the units a role with {@code report} is held over and of the parties the account is named for, approve at
 * the levels whose role is held there.
 */
@Component
class ReportRights {

    private final Rights rights;
    private final Units units;
    private final PartyAccounts accounts;
    private final CurrentPerson person;

    ReportRights(Rights rights, Units units, PartyAccounts accounts, CurrentPerson person) {
        this.rights = rights;
        this.units = units;
        this.accounts = accounts;
        this.person = person;
    }

    /**
     * The rights to one form.
     *
     * @param open whether its figures are for whoever asks at all
     * @param sees units whose reports may be read
     * @param writes units whose reports may be written
     * @param parties keys of the parties that may be reported for
     * @param levels units over which each level's roles are held
     */
    record Held(
            ReportForm form, boolean open, Reach sees, Reach writes, Set<String> parties, List<Reach> levels, int top) {

        boolean mayReport(Reporter reporter) {
            return open
                    && (reporter.isParty()
                            ? parties.contains(reporter.party()) || writes.includes(top)
                            : writes.includes(reporter.unit().id()));
        }

        boolean maySee(Reporter reporter) {
            return open && (sees.includes(reporter.unit().id()) || mayReport(reporter) || mayApproveAny(reporter));
        }

        private boolean mayApproveAny(Reporter reporter) {
            for (int level = 0; level < levels.size(); level++) {
                if (mayApprove(reporter, level)) {
                    return true;
                }
            }
            return false;
        }

        /** Whether the level after so many may be approved, or sent back from. */
        boolean mayApprove(Reporter reporter, int level) {
            if (!open || level >= levels.size()) {
                return false;
            }
            Reach reach = levels.get(level);
            Integer parent = reporter.unit().parent();
            return switch (form.levels().get(level).at()) {
                case UNIT -> reach.includes(reporter.unit().id());
                case PARENT -> reach.includes(parent == null ? top : parent);
                case PROVINCE -> reach.includes(top);
            };
        }

        /** Who approves last may lock and open again. */
        boolean mayLock(Reporter reporter) {
            return mayApprove(reporter, levels.size() - 1);
        }
    }

    Held to(ReportForm form) {
        String field = form.field().id();
        List<Reach> levels = new ArrayList<>();
        form.levels().forEach(level -> levels.add(rights.reach(level.roles(), field)));
        return new Held(
                form,
                form.lines().stream()
                        .allMatch(line -> rights.mayReadFigure(line.figure().id(), false)),
                rights.reach(Power.READ, field),
                rights.reach(Power.REPORT, field),
                rights.may(Power.PARTY) ? accounts.of(person.account()) : Set.of(),
                List.copyOf(levels),
                units.province().id());
    }

    /** @throws Problem REP-406 when the report is not for whoever asks: it might as well not be there */
    Held requireSight(ReportForm form, Reporter reporter) {
        Held held = to(form);
        if (!held.maySee(reporter)) {
            throw Problem.unknown(
                    "REP-406",
                    "Không có báo cáo này trong phạm vi của bạn; mở danh sách báo cáo để xem các báo cáo của bạn.");
        }
        return held;
    }
}
