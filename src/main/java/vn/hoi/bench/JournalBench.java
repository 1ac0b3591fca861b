package vn.hoi.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.journal.Journal;
import vn.hoi.journal.Sealer;
import vn.hoi.journal.Seals;

/** How fast entries are written and whether their sealing keeps up: the part «niêm nhật ký». */
@Component
public class JournalBench {

    private static final int WRITERS = 16;
    private static final int SECONDS = 15;
    private static final int ASKED = 5000;
    /** Changes of one transaction where many come at once: a step taken for a selection of records, rows of a file. */
    private static final int TOGETHER = 10;

    private static final int WARM = 20_000;
    private static final int FILLED = 100_000;
    private static final double SECOND = 1e9;

    private final Journal journal;
    private final Sealer sealer;
    private final Seals seals;
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    JournalBench(Journal journal, Sealer sealer, Seals seals, JdbcClient database, TransactionTemplate transaction) {
        this.journal = journal;
        this.sealer = sealer;
        this.seals = seals;
        this.database = database;
        this.transaction = transaction;
    }

    /**
     * Writers alone as fast as they can, one change a transaction and several; then the sealer alone on what they left,
     * then both with the writers paced.
     *
     * @param tell told what is being done
     */
    public List<Measured> measureSealing(Consumer<String> tell) {
        sealer.stop();
        fill(WARM);
        sealer.all();
        write(2, Integer.MAX_VALUE, 1);
        tell.accept("ghi nhật ký, chưa niêm");
        double single = write(SECONDS, Integer.MAX_VALUE, 1);
        double alone = write(SECONDS, Integer.MAX_VALUE, TOGETHER);
        fill(FILLED);
        tell.accept("niêm những mục đã ghi");
        long begin = System.nanoTime();
        long sealed = sealer.all();
        double rate = sealed / ((System.nanoTime() - begin) / SECOND);
        tell.accept("ghi nhật ký, mỗi giây nhiều nhất " + ASKED + " thay đổi, niêm cùng lúc");
        sealer.start();
        double together = write(SECONDS, ASKED, TOGETHER);
        long ended = System.nanoTime();
        long behind = count() - seals.sealed();
        while (seals.sealed() < count()) {
            LockSupport.parkNanos(20_000_000);
        }
        double lag = (System.nanoTime() - ended) / SECOND;
        double largest = Math.min(ASKED, alone);
        return List.of(
                Measured.of("niêm nhật ký: ghi, chưa niêm, mỗi giao dịch một thay đổi", single, "thay đổi/s"),
                Measured.of("niêm nhật ký: ghi, chưa niêm, mỗi giao dịch mười thay đổi", alone, "thay đổi/s"),
                Measured.atLeast("niêm nhật ký: niêm, không ai ghi", rate, "mục/s", ASKED),
                Measured.atLeast("niêm nhật ký: ghi khi đang niêm", together, "thay đổi/s", Math.floor(0.9 * largest)),
                Measured.of("niêm nhật ký: còn lại khi ngừng ghi", behind, "mục"),
                Measured.atMost("niêm nhật ký: niêm xong sau khi ngừng ghi", lag, "s", 10));
    }

    /** Entries such as those of the writers, at once: the sealer alone is measured on many. */
    private void fill(int count) {
        database.sql("""
                        insert into journal.entry (account, subject, action, changes, salts, reason, reason_salt)
                        select account, subject || n, action, changes, salts, reason, reason_salt
                        from (select * from journal.entry where id = :like) as one, generate_series(1, :count) as n""").param("like", one(0)).param("count", count).update();
    }

    private long count() {
        return database.sql("select count(*) from journal.entry")
                .query(Long.class)
                .single();
    }

    /** Several threads, so many entries a transaction. @return entries a second */
    private double write(int seconds, int perSecond, int together) {
        var written = new AtomicLong();
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * SECOND);
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                all.add(writers.submit(() -> {
                    while (System.nanoTime() < end) {
                        long due = begin + (long) (written.getAndAdd(together) * SECOND / perSecond);
                        while (due > System.nanoTime()) {
                            LockSupport.parkNanos(due - System.nanoTime());
                        }
                        transaction.executeWithoutResult(status -> {
                            for (int entry = 0; entry < together; entry++) {
                                one(due + entry);
                            }
                        });
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return written.get() / ((System.nanoTime() - begin) / SECOND);
    }

    private long one(long number) {
        return Objects.requireNonNull(transaction.execute(status -> journal.write(
                "dossier/BENCH-" + number,
                "changed",
                Map.of(
                        "state", new Journal.Change("received", "in-hand"),
                        "applicant", new Journal.Change("Nguyễn Văn An", "Nguyễn Văn Ân"),
                        "fee", new Journal.Change(null, 150_000)),
                "bổ sung hồ sơ")));
    }
}
