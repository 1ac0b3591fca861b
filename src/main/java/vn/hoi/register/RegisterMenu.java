package vn.hoi.register;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Label;
import vn.hoi.common.Menu;
import vn.hoi.common.Ui.MenuItem;

/** The line of all registers in the navigation. */
@Component
class RegisterMenu implements Menu {
    private final CurrentPerson person;

    RegisterMenu(CurrentPerson person) {
        this.person = person;
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public List<MenuItem> items() {
        if (!person.isKnown()) {
            return List.of();
        }
        return List.of(new MenuItem(new Label("Các sổ", "Registers"), "/registers", "", false));
    }
}
