package vn.hoi.figure;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How many reports of a form are late or missing now: figures of the kinds {@code late:} and {@code missing:}. Answered by the module {@code report}. */
public interface ReportPunctuality {

    /**
     * By id of the unit that owes the report; of a party the one it reports at. Units that owed and were in time are there
     * with 0.
     *
     * @param missing those not handed in alone; otherwise also those handed in too late
     * @param from earliest last day of a report's period; null is open
     * @param to latest last day of a report's period; null is open
     * @return empty when no report of these periods is due yet
     */
    Optional<Map<Integer, Long>> count(String form, boolean missing, @Nullable LocalDate from, @Nullable LocalDate to);

    /** Root-relative address of the list of these reports, of the newest period. */
    String address(String form, boolean missing);
}
