package vn.hoi.ledger;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.common.Menu;
import vn.hoi.common.Rights;
import vn.hoi.common.Ui.MenuItem;

/** The line of the budget in the navigation of whoever may open it. */
@Component
class LedgerMenu implements Menu {

    private final Rights rights;

    LedgerMenu(Rights rights) {
        this.rights = rights;
    }

    @Override
    public int order() {
        return 35;
    }

    @Override
    public List<MenuItem> items() {
        return rights.reach(PostingReading.RIGHTS).isNone()
                ? List.of()
                : List.of(new MenuItem(new Label("Ngân sách", "Budget"), "/budget", "", false));
    }
}
