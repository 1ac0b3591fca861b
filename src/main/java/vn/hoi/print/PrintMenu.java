package vn.hoi.print;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Label;
import vn.hoi.common.Menu;
import vn.hoi.common.Ui.MenuItem;

/** The line of the books of numbers in the navigation. */
@Component
class PrintMenu implements Menu {
    private final CurrentPerson person;

    PrintMenu(CurrentPerson person) {
        this.person = person;
    }

    @Override
    public int order() {
        return 45;
    }

    @Override
    public List<MenuItem> items() {
        if (!person.isKnown()) {
            return List.of();
        }
        return List.of(new MenuItem(new Label("Sổ cấp số", "Books of numbers"), "/books", "", false));
    }
}
