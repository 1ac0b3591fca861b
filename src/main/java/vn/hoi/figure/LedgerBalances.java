package vn.hoi.figure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;

/** The balances that figures of the kind {@code ledger:} read. Answered by the module {@code ledger}. */
public interface LedgerBalances {

    /**
     * What is asked.
     *
     * @param account an account, or what is derived from several
     * @param where values by property of a line; empty for all lines
     * @param from the first day of what moved in a period; null is open, and means nothing to what stands on a day
     * @param to the last day; null is open
     * @param units ids of spending units; null for all
     */
    record Query(
            String account,
            Map<String, List<String>> where,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Set<Integer> units) {}

    /** What is wrong with a definition, with its cure; empty when it can be read. */
    Optional<String> fault(String account, Map<String, List<String>> where);

    /** In đồng; empty when the ledger has nothing of it: no line, no total, no act. */
    Optional<BigDecimal> value(Query query);

    /** By id of the spending unit. */
    Map<Integer, BigDecimal> byUnit(Query query);

    /** The account as people read it. */
    Label name(String account);

    /** Root-relative address of the lines behind it. */
    String address(String account, Map<String, List<String>> where);
}
