package vn.hoi.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.register.Steps;

/** Small transactions: one step of a record, with its figures and its journal, against bare inserts of one row. */
@Component
public class StepBench {

    private static final int CONNECTIONS = 8;
    private static final int SECONDS = 8;
    private static final int WARM_SECONDS = 30;
    private static final int ROUNDS = 3;
    private static final double SECOND = 1e9;

    private final Registers registers;
    private final Steps steps;
    private final JdbcClient database;

    StepBench(Registers registers, Steps steps, JdbcClient database) {
        this.registers = registers;
        this.steps = steps;
        this.database = database;
    }

    /** One of a record to be revoked. */
    private record Open(long id, String code, int version) {}

    /**
     * In turns of one run, after the program has taken such steps for a while; what was revoked is as it was afterwards.
     */
    public List<Measured> measure(Consumer<String> tell) {
        Register register = registers.get("digital-certificate");
        var left = new ConcurrentLinkedQueue<Open>();
        var done = new ConcurrentLinkedQueue<Long>();
        BooleanSupplier step = () -> revokeOne(register, left, done);
        tell.accept("các bước đầu, máy chủ chưa nóng");
        left.addAll(open());
        rate(step, WARM_SECONDS);
        giveBack(done);
        left.clear();
        left.addAll(open());
        database.sql("create schema if not exists bench").update();
        database.sql("create table bench.bare (id bigint generated always as identity primary key, said text,"
                        + " at timestamptz default now())")
                .update();
        double[] bare = new double[ROUNDS];
        double[] taken = new double[ROUNDS];
        double[] ratios = new double[ROUNDS];
        try {
            for (int round = 0; round < ROUNDS; round++) {
                tell.accept("lượt " + (round + 1) + ": chèn trơn một dòng");
                bare[round] = rate(
                        () -> database.sql("insert into bench.bare (said) values ('một dòng')")
                                        .update()
                                > 0,
                        SECONDS);
                tell.accept("lượt " + (round + 1) + ": một bước của bản ghi");
                taken[round] = rate(step, SECONDS);
                ratios[round] = taken[round] / bare[round];
            }
        } finally {
            database.sql("drop schema bench cascade").update();
            giveBack(done);
        }
        return List.of(
                Measured.of("chèn trơn một dòng, 8 kết nối", Measured.median(bare), "giao dịch/s"),
                Measured.of("một bước: số liệu và nhật ký", Measured.median(taken), "giao dịch/s"),
                Measured.atLeast("một bước so với chèn trơn", Measured.median(ratios), "lần", 0.3));
    }

    private List<Open> open() {
        return database.sql("""
                        select id, code, version from register.digital_certificate
                        where state = 'handed-over' and revoked_on is null order by id""")
                .query((row, n) -> new Open(row.getLong(1), row.getString(2), row.getInt(3)))
                .list();
    }

    private boolean revokeOne(Register register, Queue<Open> left, Queue<Long> done) {
        Open one = left.poll();
        if (one == null) {
            return false;
        }
        steps.take(
                register,
                one.code(),
                one.version(),
                "revoke",
                Map.of("revoked-on", "2026-01-05", "revoke-reason", "lost"));
        done.add(one.id());
        return true;
    }

    private void giveBack(Queue<Long> done) {
        database.sql("""
                        update register.digital_certificate
                        set state = 'handed-over', revoked_on = null, revoke_reason = null
                        where id = any (:ids::bigint[])""").param("ids", done.toArray(Long[]::new)).update();
        done.clear();
    }

    /** Transactions a second of all connections together, until the time or the work is over. */
    private static double rate(BooleanSupplier work, int seconds) {
        var count = new AtomicLong();
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * SECOND);
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (int worker = 0; worker < CONNECTIONS; worker++) {
                all.add(workers.submit(() -> {
                    while (System.nanoTime() < end && work.getAsBoolean()) {
                        count.incrementAndGet();
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
        return count.get() / ((System.nanoTime() - begin) / SECOND);
    }
}
