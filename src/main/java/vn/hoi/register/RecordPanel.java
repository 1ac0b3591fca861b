package vn.hoi.register;

import gg.jte.Content;
import java.util.Optional;

/** What a later module shows on the page of a record, between its values and its journal. */
public interface RecordPanel {

    /** Lower comes first. */
    int order();

    /** The panel; empty where it has nothing to say of this record. */
    Optional<Content> of(Register register, Row row);
}
