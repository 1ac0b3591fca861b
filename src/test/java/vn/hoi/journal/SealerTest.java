package vn.hoi.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hoi.Seeded;

/** Sealing behind writers that are slow, roll back, or are many at once. */
class SealerTest {

    private final OwnJournal own = new OwnJournal();

    @AfterEach
    void close() {
        own.close();
    }

    /** Entries in the order they were sealed in. */
    private List<Long> sealed() {
        List<Long> ids = new ArrayList<>();
        own.seals
                .after(0, 10_000)
                .forEach(seal -> own.seals.leaves(seal.number()).forEach(leaf -> ids.add(leaf.id())));
        return ids;
    }

    @Test
    void aTransactionThatCommitsLateIsSealedLaterAndNothingIsLost() throws SQLException {
        own.writeSome(new Random(1), 5);
        Set<Long> before = own.ids();
        try (Connection slow = own.pool.getConnection()) {
            slow.setAutoCommit(false);
            try (Statement statement = slow.createStatement()) {
                statement.execute(
                        "insert into journal.entry (account, subject, action) values ('slow', 's', 'created')");
            }
            own.writeSome(new Random(2), 7);
            own.sealer().all();
            // what began after the slow one waits for it, for it could come before them
            assertThat(sealed()).containsExactlyInAnyOrderElementsOf(before);
            own.writeSome(new Random(3), 4);
            assertThat(own.sealer().all()).isZero();
            assertThat(own.check().unsealed()).isEqualTo(11);
            slow.commit();
        }
        own.sealer().all();
        assertThat(sealed()).containsExactlyInAnyOrderElementsOf(own.ids()).hasSize(17);
        assertThat(own.broken()).isEmpty();
    }

    @Test
    void aSealerKilledBeforeItsCommitOrBeforeItsFileGoesOn() throws Exception {
        own.writeSome(new Random(1), 30);
        own.transaction.executeWithoutResult(status -> {
            own.sealer().batch();
            status.setRollbackOnly();
        });
        assertThat(own.seals.findLast()).isEmpty();
        // sealed and committed, and killed before the file was written
        assertThat(own.sealer().batch()).isEqualTo(30);
        assertThat(Files.exists(own.headFile())).isFalse();
        own.writeSome(new Random(2), 10);
        own.sealer().all();
        assertThat(Files.readAllLines(own.headFile())).hasSize(2);
        assertThat(own.broken()).isEmpty();
    }

    @Test
    void aSealerWhoseConnectionIsCutInTheMiddleGoesOn() throws Exception {
        own.writeSome(new Random(1), 30);
        var held = new CountDownLatch(1);
        var cut = new CountDownLatch(1);
        try (ExecutorService worker = Executors.newSingleThreadExecutor()) {
            Future<?> killed = worker.submit(() -> own.transaction.executeWithoutResult(status -> {
                own.sealer().batch();
                held.countDown();
                await(cut);
            }));
            await(held);
            try {
                // another finds the work taken, and waits for nobody
                assertThat(own.sealer().batch()).isZero();
                own.database.sql("""
                                select pg_terminate_backend(pid) from pg_locks
                                where locktype = 'advisory' and database = (
                                    select oid from pg_database where datname = current_database())""").query().listOfRows();
            } finally {
                cut.countDown();
            }
            org.assertj.core.api.Assertions.assertThatThrownBy(killed::get).isNotNull();
        }
        assertThat(own.seals.findLast()).isEmpty();
        assertThat(own.sealer().all()).isEqualTo(30);
        assertThat(own.broken()).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void manyWritersThatRollBackAtRandomAndTwoSealersMakeOneChain() {
        Seeded.check(random -> {
            Set<Long> committed = ConcurrentHashMap.newKeySet();
            var writing = new AtomicBoolean(true);
            try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
                List<Future<?>> sealers = new ArrayList<>();
                for (int n = 0; n < 2; n++) {
                    sealers.add(threads.submit(() -> {
                        Sealer sealer = own.sealer();
                        while (writing.get()) {
                            sealer.all();
                        }
                    }));
                }
                List<Future<?>> writers = new ArrayList<>();
                try {
                    for (int n = 0; n < 4; n++) {
                        long seed = random.nextLong();
                        writers.add(threads.submit(() -> write(new Random(seed), committed)));
                    }
                    for (Future<?> writer : writers) {
                        writer.get();
                    }
                } finally {
                    writing.set(false);
                }
                for (Future<?> sealer : sealers) {
                    sealer.get();
                }
            }
            own.sealer().all();
            assertThat(own.ids()).isEqualTo(committed);
            assertThat(sealed()).doesNotHaveDuplicates().hasSameElementsAs(committed);
            assertThat(own.seals.findLast().orElseThrow().number()).isGreaterThan(1);
            assertThat(own.broken()).isEmpty();
            assertThat(Files.readAllLines(own.headFile())).doesNotHaveDuplicates();
        });
    }

    private void write(Random random, Set<Long> committed) {
        for (int n = 0; n < 60; n++) {
            Set<Long> ids = new HashSet<>();
            boolean rollsBack = random.nextInt(4) == 0;
            own.transaction.executeWithoutResult(status -> {
                int count = 1 + random.nextInt(4);
                for (int one = 0; one < count; one++) {
                    ids.add(own.one(random));
                }
                if (rollsBack) {
                    status.setRollbackOnly();
                }
            });
            if (!rollsBack) {
                committed.addAll(ids);
            }
        }
    }

    @Test
    void moreThanABatchIsSealedInSeveral() {
        own.database.sql("""
                        insert into journal.entry (account, subject, action)
                        select 'a', 's/' || n, 'created' from generate_series(1, :n) as n""").param("n", 2 * Sealer.BATCH + 5).update();
        assertThat(own.sealer().all()).isEqualTo(2L * Sealer.BATCH + 5);
        assertThat(own.seals.after(0, 10)).extracting(Seal::count).containsExactly(Sealer.BATCH, Sealer.BATCH, 5);
        assertThat(own.broken()).isEmpty();
    }

    @Test
    void entriesFromBeforeSealingGetTheirSaltsAndAreSealed() {
        try (var old = OwnJournal.at("202611230102")) {
            old.database.sql("""
                            insert into journal.entry (account, subject, action, changes, reason) values
                            ('a', 's/1', 'changed', '{"name": {"before": null, "after": "An"}, "fee": {"after": 1.50}}', 'vì'),
                            ('a', 's/2', 'created', '{}', null)""").update();
            old.migrate("latest");
            assertThat(old.database.sql("""
                            select count(distinct salt.value) from journal.entry, jsonb_each_text(salts) as salt
                            where length(decode(salt.value, 'base64')) = 32""").query(Long.class).single()).isEqualTo(2);
            old.write("s/1", Map.of("name", new Journal.Change("An", "Ân")), null);
            old.sealer().all();
            assertThat(old.check().entries()).isEqualTo(3);
            assertThat(old.broken()).isEmpty();
            old.transaction.executeWithoutResult(
                    status -> old.journal.eraseWithReasons("s/1", Set.of("name", "fee"), "theo yêu cầu"));
            assertThat(old.broken()).isEmpty();
        }
    }

    @Test
    void aClusterWhoseTransactionsBeginAnewIsToldInsteadOfLeftUnsealed() {
        own.writeSome(new Random(1), 3);
        own.sealer().all();
        own.tamper("update journal.seal set last_xid = '9000000000000'", Map.of());
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> own.sealer().all())
                .hasMessageContaining("JOU-002");
    }
}
