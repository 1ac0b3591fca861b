package vn.hoi.common;

import java.util.List;

/** A module's lines in the navigation; the lines of all modules are put together in their order. */
public interface Menu {

    /** Lower comes first. */
    int order();

    List<Ui.MenuItem> items();
}
