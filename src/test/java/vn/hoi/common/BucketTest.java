package vn.hoi.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.TestApplication;

class BucketTest {

    private static final LocalDate FIRST = LocalDate.of(2019, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2027, 12, 31);

    @Test
    void theDatabaseNumbersEveryDayAsWeDo() {
        var seen = TestApplication.get(JdbcClient.class)
                .sql(
                        "select d::date, figure.bucket(d::date) from generate_series(:a::date, :b::date, '1 day') as days (d)")
                .param("a", FIRST)
                .param("b", LAST)
                .query((row, n) -> {
                    LocalDate day = Objects.requireNonNull(row.getObject(1, LocalDate.class));
                    assertThat(row.getInt(2))
                            .as("%s", day)
                            .isEqualTo(Bucket.of(day).number());
                    return day;
                })
                .list();
        assertThat(seen).hasSize((int) FIRST.datesUntil(LAST.plusDays(1)).count());
    }

    @Test
    void everyDayFallsBetweenTheFirstAndTheLastOfItsBucket() {
        FIRST.datesUntil(LAST).forEach(day -> {
            Bucket bucket = Bucket.of(day);
            assertThat(day).isBetween(bucket.first(), bucket.last());
            assertThat(Bucket.of(bucket.first())).isEqualTo(bucket).isEqualTo(Bucket.of(bucket.last()));
            assertThat(bucket.year()).isEqualTo(day.getYear());
        });
    }

    @Test
    void bucketsFollowEachOtherWithoutGap() {
        for (Bucket bucket = Bucket.of(FIRST); bucket.first().isBefore(LAST); bucket = bucket.next()) {
            assertThat(bucket.next().first()).isEqualTo(bucket.last().plusDays(1));
            assertThat(bucket).isLessThan(bucket.next());
        }
    }

    @Test
    void theFourteenthAndTheFifteenthAreInDifferentHalves() {
        assertThat(Bucket.of(LocalDate.of(2025, 12, 14)).next()).isEqualTo(Bucket.of(LocalDate.of(2025, 12, 15)));
        assertThat(Bucket.of(LocalDate.of(2024, 2, 29)).last()).isEqualTo(LocalDate.of(2024, 2, 29));
    }
}
