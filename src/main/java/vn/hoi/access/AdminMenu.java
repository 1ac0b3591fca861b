package vn.hoi.access;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.common.Menu;
import vn.hoi.common.Power;
import vn.hoi.common.Ui.MenuItem;

/** The line of administration in the navigation, for whoever may administer. */
@Component
class AdminMenu implements Menu {

    private static final List<MenuItem> ITEMS =
            List.of(new MenuItem(new Label("Quản trị", "Administration"), "/admin", "", false));

    private final AtWork atWork;

    AdminMenu(AtWork atWork) {
        this.atWork = atWork;
    }

    @Override
    public int order() {
        return 95;
    }

    @Override
    public List<MenuItem> items() {
        return atWork.may(Power.ADMINISTER) ? ITEMS : List.of();
    }
}
