package vn.hoi.figure;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.common.Menu;
import vn.hoi.common.Ui.MenuItem;
import vn.hoi.common.Vietnamese;

/** The line of figures in the navigation. */
@Component
class FigureMenu implements Menu {

    private final Figures figures;

    FigureMenu(Figures figures) {
        this.figures = figures;
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public List<MenuItem> items() {
        return List.of(new MenuItem(
                new Label("Số liệu", "Figures"),
                "/figures",
                Vietnamese.number(figures.list().size()),
                false));
    }
}
