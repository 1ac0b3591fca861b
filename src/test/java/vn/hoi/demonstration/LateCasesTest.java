package vn.hoi.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vn.hoi.TestApplication;
import vn.hoi.calendar.Span;
import vn.hoi.calendar.WorkingTime;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.Deadline;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;

/** A department that works as it should has some late cases, and few: the demonstration shows the same. */
class LateCasesTest {

    /** The day the quotas end with. */
    private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 23, 8, 0);
    /** Of the open cases of a register; one is never too many. */
    private static final double MOST = 0.05;

    private static final int ROWS = 3000;
    /** What Plan 234 asked of ministries, unanswered since: nobody in the province is late with it. */
    private static final String LATE_ELSEWHERE = "recommendation";

    private final WorkingTime time = TestApplication.get(WorkingTime.class);

    @Test
    void fewOpenCasesAreLate() throws IOException {
        Quotas quotas = Quotas.read(Province.QUOTAS);
        Map<String, String> wrong = new TreeMap<>();
        for (Register register : TestApplication.get(Registers.class).list()) {
            if (register.deadline() == null
                    || LATE_ELSEWHERE.equals(register.id())
                    || !quotas.registers().contains(register.id())) {
                continue;
            }
            double scale = Math.min(1, (double) ROWS / quotas.count(register.id(), 1));
            QuotaRows rows = Province.rows(quotas, register.id(), scale);
            Province.Row row = new Province.Row(rows);
            int open = 0;
            int late = 0;
            for (Object[] values : rows) {
                row.values = values;
                LocalDateTime due = due(register.deadline(), row.byName());
                if (due == null
                        || register.deadline().metIn().contains(row.byName().get("state"))) {
                    continue;
                }
                open++;
                late += due.isBefore(NOW) ? 1 : 0;
            }
            if (late > Math.max(1, Math.round(open * MOST))) {
                wrong.put(register.id(), late + " of " + open);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private LocalDateTime due(Deadline deadline, Map<String, Object> row) {
        if (deadline.on() != null) {
            return switch (row.get(deadline.on())) {
                case LocalDate day -> day.atTime(23, 59);
                case OffsetDateTime at -> at.atZoneSameInstant(Vietnamese.ZONE).toLocalDateTime();
                case null, default -> null;
            };
        }
        LocalDateTime begin = switch (row.get(deadline.from())) {
            case LocalDate day -> day.atStartOfDay();
            case OffsetDateTime at -> at.atZoneSameInstant(Vietnamese.ZONE).toLocalDateTime();
            case null, default -> null;
        };
        if (begin == null) {
            return null;
        }
        Object chosen = deadline.by() == null ? "" : row.get(deadline.by());
        Span within = deadline.within().get(String.valueOf(chosen));
        return time.due(
                        begin,
                        within == null
                                ? Objects.requireNonNull(deadline.within().get(""))
                                : within)
                .at();
    }
}
