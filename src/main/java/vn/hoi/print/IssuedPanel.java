package vn.hoi.print;

import gg.jte.Content;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.hoi.common.Pages;
import vn.hoi.register.Print;
import vn.hoi.register.RecordPanel;
import vn.hoi.register.Register;
import vn.hoi.register.Row;

/** On the page of a record: what can be printed of it and what was issued. */
@Component
class IssuedPanel implements RecordPanel {

    private final Prints prints;
    private final Pages pages;

    IssuedPanel(Prints prints, Pages pages) {
        this.prints = prints;
        this.pages = pages;
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public Optional<Content> of(Register register, Row row) {
        List<Print> open = prints.open(register, row);
        List<IssuedDocument> issued = register.prints().isEmpty() ? List.of() : prints.listIssued(register, row.code());
        if (open.isEmpty() && issued.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                pages.part("print/panel", Map.of("register", register, "row", row, "prints", open, "issued", issued)));
    }
}
