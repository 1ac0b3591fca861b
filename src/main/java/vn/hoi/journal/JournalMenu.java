package vn.hoi.journal;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.common.Menu;
import vn.hoi.common.Power;
import vn.hoi.common.Rights;
import vn.hoi.common.Ui.MenuItem;

/** The line of the journal in the navigation of whoever may audit. */
@Component
class JournalMenu implements Menu {

    private final Rights rights;

    JournalMenu(Rights rights) {
        this.rights = rights;
    }

    @Override
    public int order() {
        return 95;
    }

    @Override
    public List<MenuItem> items() {
        return rights.may(Power.AUDIT)
                ? List.of(new MenuItem(new Label("Nhật ký hệ thống", "Journal"), "/admin/journal", "", false))
                : List.of();
    }
}
