package vn.hoi.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import vn.hoi.Seeded;
import vn.hoi.TestApplication;
import vn.hoi.common.Problem;

/**
 * Many threads book at random onto few lines of one project and one contract, repeat requests, and have the database's
 * connections cut under them: what stands is what was acknowledged, once, and no limit is ever broken.
 */
class RandomPostingsTest {

    private static final int THREADS = 8;
    private static final int EACH = 90;
    private static final List<String> KINDS = List.of(
            "allot-directly",
            "load-directly",
            "unload",
            "commit",
            "release-commitment",
            "advance",
            "recover-advance",
            "pay",
            "retain",
            "pay-retained",
            "repay",
            "restore",
            "save",
            "apportion",
            "load");

    private final LinesOfTests money = new LinesOfTests(TestApplication.context());
    private final Map<String, List<Long>> acknowledged = new ConcurrentHashMap<>();
    private String project = "";
    private String contract = "";
    private List<Long> lines = List.of();

    @Test
    void whatStandsIsWhatWasAcknowledgedAndNoLimitIsBroken() {
        Seeded.check(random -> {
            acknowledged.clear();
            project = money.project(200_000);
            contract = "HDNGAU-" + UUID.randomUUID();
            money.contracts()
                    .open(
                            new Contracts.Contract(contract, project, null, null, null, null, null, 3_000L, 0),
                            "HĐ",
                            LinesOfTests.DAY);
            lines = List.of(
                    money.line(2026, project, null), money.line(2026, project, null), money.line(2026, null, null));
            try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
                List<Future<?>> all = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    long seed = random.nextLong();
                    all.add(threads.submit(() -> work(new Random(seed))));
                }
                for (int cut = 0; cut < 6; cut++) {
                    cutConnections();
                }
                for (Future<?> one : all) {
                    one.get();
                }
            }
            verify();
        });
    }

    private void work(Random random) {
        for (int times = 0; times < EACH; times++) {
            List<Entry> entries = entries(random);
            String key = UUID.randomUUID().toString();
            int sent = 1 + random.nextInt(2);
            for (int again = 0; again < sent; again++) {
                send(entries, key);
            }
        }
    }

    private List<Entry> entries(Random random) {
        long line = lines.get(random.nextInt(lines.size()));
        long amount = 1 + random.nextInt(1000);
        if (random.nextInt(10) == 0) {
            long other = lines.get((lines.indexOf(line) + 1) % lines.size());
            return List.of(
                    LinesOfTests.entry(line, "adjust-out", amount), LinesOfTests.entry(other, "adjust-in", amount));
        }
        String kind = random.nextInt(3) == 0 ? "allot-directly" : KINDS.get(random.nextInt(KINDS.size()));
        return List.of(
                kind.equals("pay") && random.nextBoolean()
                        ? LinesOfTests.paid(line, contract, amount)
                        : LinesOfTests.entry(line, kind, amount));
    }

    private void send(List<Entry> entries, String key) {
        for (int attempt = 0; attempt < 20; attempt++) {
            try {
                List<Long> made = money.postings().post(entries, key).stream()
                        .map(Posting::id)
                        .toList();
                List<Long> before = acknowledged.put(key, made);
                assertThat(before == null || before.equals(made))
                        .as("a repeat is the first")
                        .isTrue();
                return;
            } catch (Problem refused) {
                assertThat(refused.code()).startsWith("LED-0");
                assertThat(acknowledged)
                        .as("refused after it stood: " + refused.getMessage())
                        .doesNotContainKey(key);
                return;
            } catch (DataAccessException | TransactionException | IllegalStateException cut) {
                // nothing is known of it: the same request again tells
            }
        }
        throw new AssertionError("the database did not come back");
    }

    private void cutConnections() throws Exception {
        Thread.onSpinWait();
        try (var connection = vn.hoi.TestDatabase.connect();
                var statement = connection.createStatement()) {
            statement.execute(
                    "select pg_sleep(" + (0.05 + ThreadLocalRandom.current().nextInt(10) / 50.0) + ")");
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
                    + " and query like '%ledger.%' and datname = current_database()");
        }
    }

    private void verify() {
        Map<String, List<Long>> stands = new HashMap<>();
        money.database()
                .sql("select request, id from ledger.posting where line in (:lines) order by id")
                .param("lines", lines)
                .query((row, n) -> stands.computeIfAbsent(row.getString(1), none -> new ArrayList<>())
                        .add(row.getLong(2)))
                .list();
        assertThat(stands).as("acknowledged, once, and nothing else").isEqualTo(acknowledged);
        assertThat(acknowledged.size()).isGreaterThan(THREADS * EACH / 10);
        for (long line : lines) {
            Map<Account, Long> counted = new HashMap<>();
            money.database()
                    .sql("select kind, sum(moved) from ledger.posting where line = :line group by kind")
                    .param("line", line)
                    .query((row, n) -> {
                        Move move = TestApplication.get(Movements.class).get(row.getString(1));
                        long moved = row.getLong(2);
                        move.effects().forEach((account, sign) -> counted.merge(account, sign * moved, Long::sum));
                        return moved;
                    })
                    .list();
            Sums sums = money.sums(line);
            Sums standing = new Sums();
            money.database()
                    .sql("select * from ledger.standing where line = :line")
                    .param("line", line)
                    .query((row, n) -> {
                        for (Account account : Account.values()) {
                            standing.add(account, row.getLong(account.column()));
                        }
                        return 0;
                    })
                    .list();
            for (Account account : Account.values()) {
                assertThat(sums.get(account)).as(account + " by days").isEqualTo(counted.getOrDefault(account, 0L));
                assertThat(standing.get(account))
                        .as(account + " as it stands")
                        .isEqualTo(counted.getOrDefault(account, 0L));
            }
            assertThat(sums.get(Account.COMMITTED)).isLessThanOrEqualTo(sums.available());
            assertThat(sums.disbursed()).isLessThanOrEqualTo(Math.min(sums.get(Account.LOADED), sums.available()));
        }
        assertThat(lines.stream()
                        .mapToLong(line -> money.sums(line).get(Account.ADJUSTED))
                        .sum())
                .isZero();
        assertThat(money.projects().get(project).allotted()).isLessThanOrEqualTo(200_000);
        assertThat(money.contracts()
                        .list(money.projects().get(project))
                        .getFirst()
                        .paid())
                .isLessThanOrEqualTo(3_000);
    }
}
