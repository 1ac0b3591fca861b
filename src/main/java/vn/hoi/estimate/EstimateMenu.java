package vn.hoi.estimate;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.common.Menu;
import vn.hoi.common.Power;
import vn.hoi.common.Rights;
import vn.hoi.common.Ui.MenuItem;

/** The line of the estimate in the navigation of whoever has a part in it. */
@Component
class EstimateMenu implements Menu {

    private final Rights rights;

    EstimateMenu(Rights rights) {
        this.rights = rights;
    }

    @Override
    public int order() {
        return 36;
    }

    @Override
    public List<MenuItem> items() {
        return rights.may(Power.READ)
                ? List.of(new MenuItem(new Label("Lập dự toán", "Estimate"), "/budget/estimates", "", false))
                : List.of();
    }
}
