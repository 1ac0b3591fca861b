package vn.hoi.register;

import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import vn.hoi.common.Problem;
import vn.hoi.common.Reach;
import vn.hoi.common.Rights;

/** The one predicate of which records whoever is at work may open; page, twin, list, figure, export, print and search use it. */
@Component
public class VisibleRows {

    private final Rights rights;

    VisibleRows(Rights rights) {
        this.rights = rights;
    }

    /** Nothing for whoever may open all of them. */
    public Condition of(Register register) {
        Reach reach = rights.reach(register.id());
        if (reach.all()) {
            return DSL.noCondition();
        }
        return reach.isNone()
                ? DSL.falseCondition()
                : RecordTable.integer("unit").in(reach.units());
    }

    /** Whether every record may be opened, so that numbers and lists agree. */
    public boolean all(Register register) {
        return rights.reach(register.id()).all();
    }

    /** @throws Problem ACC-010 when none of them may be opened at all */
    public void requireSome(Register register) {
        if (rights.reach(register.id()).isNone()) {
            throw new Problem(
                    403,
                    "ACC-010",
                    "Tài khoản của bạn không mở được bản ghi nào của sổ này; đề nghị quản trị giao vai trò phù hợp.");
        }
    }
}
