package vn.hoi.print;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.common.Menu;
import vn.hoi.common.Ui.MenuItem;

/** The line of the books of numbers in the navigation. */
@Component
class PrintMenu implements Menu {

    @Override
    public int order() {
        return 45;
    }

    @Override
    public List<MenuItem> items() {
        return List.of(new MenuItem(new Label("Sổ cấp số", "Books of numbers"), "/books", "", false));
    }
}
