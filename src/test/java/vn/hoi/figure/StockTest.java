package vn.hoi.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.TestApplication;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** A certificate of every pair of days about the borders of half months, also pairs no rule would let pass. */
class StockTest {

    private static final List<LocalDate> DAYS = days(
            "2025-05-14",
            "2025-05-15",
            "2025-05-31",
            "2025-06-01",
            "2025-06-10",
            "2025-06-14",
            "2025-06-15",
            "2025-06-16",
            "2025-06-30",
            "2025-07-01",
            "2025-12-31",
            "2026-01-01");
    private static final List<LocalDate> ASKED = new ArrayList<>(DAYS);

    static {
        ASKED.addAll(days(
                "2025-05-01",
                "2025-05-13",
                "2025-06-02",
                "2025-06-13",
                "2025-06-29",
                "2025-07-14",
                "2025-07-15",
                "2026-01-14",
                "2026-01-15"));
    }

    private record Pair(@Nullable LocalDate from, @Nullable LocalDate until) {
        /** A record is there from its first day, and not any more on its last. */
        boolean there(LocalDate day) {
            return from != null && !from.isAfter(day) && (until == null || until.isAfter(day));
        }
    }

    private static final List<Pair> PAIRS = new ArrayList<>();
    private static Unit place;

    private static List<LocalDate> days(String... days) {
        return java.util.Arrays.stream(days).map(LocalDate::parse).toList();
    }

    @BeforeAll
    static void write() {
        place = TestApplication.get(Units.class).get("06529", Vietnamese.today());
        JdbcClient database = TestApplication.get(JdbcClient.class);
        List<@Nullable LocalDate> ends = new ArrayList<>(DAYS);
        ends.add(null);
        for (LocalDate from : ends) {
            for (LocalDate until : ends) {
                var pair = new Pair(from, until);
                PAIRS.add(pair);
                database.sql("""
                                insert into register.digital_certificate (code, unit, place, state, holder, holder_name, medium, serial, issued_on, revoked_on, note)
                                values (:code, :place, :place, 'issued', 'organisation', 'Biên', 'remote', :code, :from, :until, 'StockTest')""")
                        .param("code", "ST-" + PAIRS.size())
                        .param("place", place.id())
                        .param("from", from)
                        .param("until", until)
                        .update();
            }
        }
    }

    private static long read(LocalDate day) {
        return Objects.requireNonNull(TestApplication.get(FigureReading.class)
                .read(
                        TestApplication.get(Figures.class).get("cert.total"),
                        new FigureQuery(Period.ALWAYS, day, place, null, null))
                .records());
    }

    private static void assertExact() {
        for (LocalDate day : ASKED) {
            assertThat(read(day))
                    .as("%s", day)
                    .isEqualTo(PAIRS.stream().filter(pair -> pair.there(day)).count());
        }
    }

    @Test
    void aStockIsExactOnEveryDayBeforeAndAfterTheFold() {
        assertExact();
        TestApplication.get(Fold.class).all();
        assertExact();
    }

    @Test
    void anEndBeforeTheBeginningCountsAsNothingOnAnyDay() {
        long turned = PAIRS.stream()
                .filter(pair -> pair.from() != null
                        && pair.until() != null
                        && !pair.until().isAfter(pair.from()))
                .count();
        assertThat(turned).isPositive();
        assertThat(read(LocalDate.of(2030, 1, 1)))
                .isEqualTo(PAIRS.stream()
                        .filter(pair -> pair.from() != null && pair.until() == null)
                        .count());
        assertThat(read(LocalDate.of(2020, 1, 1))).isZero();
    }

    @Test
    void theEndOfAPeriodIsTheDayAskedFor() {
        Reading read = TestApplication.get(FigureReading.class)
                .read(
                        TestApplication.get(Figures.class).get("cert.total"),
                        new FigureQuery(
                                new Period(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 6, 14)),
                                null,
                                place,
                                null,
                                null));
        assertThat(read.records()).isEqualTo(read(LocalDate.of(2025, 6, 14)));
    }
}
