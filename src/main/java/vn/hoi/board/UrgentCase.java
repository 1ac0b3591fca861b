package vn.hoi.board;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import vn.hoi.register.Register;
import vn.hoi.register.Row;

/**
 * A case of a worklist, with the register it stands in.
 *
 * @param title what it is called beside its code; empty where its register names no column for it
 */
public record UrgentCase(Register register, Row row, String title) {

    /** For ordering: what is due first comes first, what never is comes last. */
    long due() {
        @Nullable OffsetDateTime due = row.course().dueAt();
        return due == null ? Long.MAX_VALUE : due.toEpochSecond();
    }
}
