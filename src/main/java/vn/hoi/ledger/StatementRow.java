package vn.hoi.ledger;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A row of a statement against the ledger, as pages show it.
 *
 * @param result matched, not-in-ledger or not-in-statement
 */
public record StatementRow(
        String result,
        String document,
        LocalDate day,
        long amount,
        @Nullable String line,
        @Nullable Long posting) {}
