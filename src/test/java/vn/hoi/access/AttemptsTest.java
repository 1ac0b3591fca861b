package vn.hoi.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.TestApplication;

/** Delays after failed attempts, by a clock of the test. */
class AttemptsTest {

    private final String account = Attempts.ofAccount("a" + System.nanoTime());
    private final String address = Attempts.ofAddress("192.0.2." + System.nanoTime());
    private Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Attempts attempts = new Attempts(
            TestApplication.get(JdbcClient.class), TestApplication.get(TransactionTemplate.class), () -> now);

    private Duration waitOf(List<String> keys) {
        return attempts.begin(keys).map(until -> Duration.between(now, until)).orElse(Duration.ZERO);
    }

    @Test
    void threeAreFreeThenTheWaitDoublesUpToAQuarterOfAnHour() {
        List<String> keys = List.of(account);
        for (int time = 0; time < 3; time++) {
            assertThat(attempts.begin(keys)).isEmpty();
        }
        for (long seconds : List.of(8, 16, 32, 64, 128, 256, 512, 900, 900, 900)) {
            assertThat(waitOf(keys)).isEqualTo(Duration.ofSeconds(seconds));
            now = now.plusSeconds(seconds - 1);
            assertThat(waitOf(keys)).as("a second too early").isEqualTo(Duration.ofSeconds(1));
            now = now.plusSeconds(1);
            assertThat(attempts.begin(keys)).as("after %s seconds", seconds).isEmpty();
        }
    }

    @Test
    void anAttemptMadeTooEarlyCountsForNothing() {
        List<String> keys = List.of(account, address);
        for (int time = 0; time < 3; time++) {
            attempts.begin(keys);
        }
        for (int time = 0; time < 20; time++) {
            assertThat(waitOf(keys)).isEqualTo(Duration.ofSeconds(8));
        }
    }

    @Test
    void manyNamesFromOneAddressWaitToo() {
        for (int time = 0; time < 3; time++) {
            assertThat(attempts.begin(List.of(Attempts.ofAccount(account + time), address)))
                    .isEmpty();
        }
        assertThat(attempts.begin(List.of(account, address))).isPresent();
        assertThat(attempts.begin(List.of(account)))
                .as("what was not tried is not counted")
                .isEmpty();
    }

    @Test
    void aRightOneFreesTheAccountAndTakesItsOwnFailuresOffTheAddress() {
        List<String> keys = List.of(account, address);
        attempts.begin(List.of(Attempts.ofAccount(account + "x"), address));
        attempts.begin(keys);
        attempts.begin(keys);
        attempts.right(keys);
        assertThat(failures(account)).isZero();
        assertThat(failures(address)).as("what others failed there stays").isEqualTo(1);
    }

    @Test
    void aDayLaterAllIsForgotten() {
        List<String> keys = List.of(account);
        for (int time = 0; time < 3; time++) {
            attempts.begin(keys);
        }
        now = now.plus(Duration.ofDays(1)).plusSeconds(1);
        assertThat(attempts.begin(keys)).isEmpty();
        assertThat(failures(account)).isEqualTo(1);
    }

    @Test
    void manyAtOnceAreNoWayAround() throws Exception {
        try (ExecutorService many = Executors.newFixedThreadPool(8)) {
            Callable<Optional<Instant>> one = () -> attempts.begin(List.of(account, address));
            long tried = many.invokeAll(java.util.Collections.nCopies(24, one)).stream()
                    .filter(result -> result.resultNow().isEmpty())
                    .count();
            assertThat(tried).isEqualTo(3);
        }
    }

    @Test
    void anAddressOfVersionSixStandsForItsNetwork() {
        assertThat(Attempts.ofAddress("2001:db8:1:2:aaaa::1")).isEqualTo(Attempts.ofAddress("2001:db8:1:2:bbbb::2"));
        assertThat(Attempts.ofAddress("2001:db8:1:2::1")).isNotEqualTo(Attempts.ofAddress("2001:db8:1:3::1"));
    }

    private static int failures(String key) {
        return TestApplication.get(JdbcClient.class)
                .sql("select failures from access.attempt where key = :key")
                .param("key", key)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }
}
