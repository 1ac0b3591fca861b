package vn.hoi.plan;

import org.springframework.stereotype.Component;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Power;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;

/** Who may work on a plan: planners on all of it, the unit and the person a section is given to on that section. */
@Component
class PlanRights {

    private final Rights rights;
    private final CurrentPerson person;

    PlanRights(Rights rights, CurrentPerson person) {
        this.rights = rights;
        this.person = person;
    }

    boolean mayPlan() {
        return rights.may(Power.PLAN);
    }

    boolean mayWrite(PlanSection section) {
        return mayPlan()
                || person.account().equals(section.account())
                || (section.account() == null && section.unit() != null && mayAnswerFor(section.unit()));
    }

    /** Whether somebody answers for a unit, as for its reports. */
    boolean mayAnswerFor(int unit) {
        return rights.reach(Power.REPORT).includes(unit);
    }

    /** @throws Problem PLA-403 for whoever was not given the section */
    void requireWrite(PlanSection section) {
        if (!mayWrite(section)) {
            throw new Problem(
                    403,
                    "PLA-403",
                    "Mục này giao đơn vị hoặc người khác soạn; ghi góp ý vào đoạn, hoặc nhờ chuyên viên kế hoạch giao lại.");
        }
    }

    String account() {
        return person.account();
    }
}
