package vn.hoi.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.ledger.Budget;
import vn.hoi.ledger.Entry;
import vn.hoi.ledger.Line;
import vn.hoi.ledger.Lines;
import vn.hoi.ledger.Postings;
import vn.hoi.ledger.Years;
import vn.hoi.unit.Units;

/** How fast postings are booked, balances read and a year closed: the part «sổ ngân sách». */
@Component
public class LedgerBench {

    private static final int THREADS = 16;
    private static final int SECONDS = 10;
    private static final int LINES = 100;
    private static final int ROUNDS = 3;
    private static final int READINGS = 2000;
    private static final int CHUNK = 100_000;
    private static final long CLOSED_POSTINGS = 1_000_000;
    private static final int CLOSED_LINES = 2000;
    private static final int CLOSED_YEAR = 2021;
    private static final int YEAR = 2026;
    private static final long ALLOTTED = 4_000_000_000_000_000L;
    private static final LocalDate DAY = LocalDate.of(YEAR, 3, 2);
    private static final double SECOND = 1e9;

    private final JdbcClient database;
    private final Lines lines;
    private final Postings postings;
    private final Budget budget;
    private final Years years;
    private final Units units;
    private final long many;

    LedgerBench(
            JdbcClient database,
            Lines lines,
            Postings postings,
            Budget budget,
            Years years,
            Units units,
            @Value("${hoi.bench.postings:5000000}") long many) {
        this.database = database;
        this.lines = lines;
        this.postings = postings;
        this.budget = budget;
        this.years = years;
        this.units = units;
        this.many = many;
    }

    /** @param tell told what is being done */
    public List<Measured> measure(Consumer<String> tell) {
        database.sql(
                        "create table ledger.bench (id bigint generated always as identity primary key, line bigint, kind text,"
                                + " amount bigint, document text, day date)")
                .update();
        List<Long> hundred = new ArrayList<>();
        for (int number = 0; number < LINES; number++) {
            hundred.add(line("BENCH-" + number, YEAR, DAY, ALLOTTED));
        }
        write(2, none -> pay(hundred.getFirst()));
        double[] bare = new double[ROUNDS];
        double[] spread = new double[ROUNDS];
        double[] hot = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            tell.accept("lượt " + (round + 1) + ": INSERT trơn, rồi bút toán vào 100 dòng, rồi vào 1 dòng");
            bare[round] = write(SECONDS, this::insert);
            spread[round] = write(SECONDS, number -> pay(hundred.get((int) (number % LINES))));
            hot[round] = write(SECONDS, number -> pay(hundred.getFirst()));
            tell.accept("  " + Math.round(bare[round]) + "/s, " + Math.round(spread[round]) + "/s, "
                    + Math.round(hot[round]) + "/s");
        }
        double rate = Measured.median(spread);
        double[] ratios = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            ratios[round] = spread[round] / bare[round];
        }
        List<Measured> measured = new ArrayList<>(List.of(
                Measured.of("sổ ngân sách: INSERT trơn một dòng, 16 luồng", Measured.median(bare), "/s"),
                Measured.atLeast("sổ ngân sách: bút toán vào 100 dòng, 16 luồng", rate, "/s", 1000),
                Measured.atLeast("sổ ngân sách: so với INSERT trơn", Measured.median(ratios), "lần", 0.3),
                Measured.atLeast("sổ ngân sách: bút toán vào một dòng, 16 luồng", Measured.median(hot), "/s", 300)));
        tell.accept("ghi " + many + " bút toán");
        fill(hundred, many, YEAR);
        tell.accept("số dư của một dòng tại một ngày");
        List<Double> took = balances(hundred);
        measured.add(Measured.atMost(
                "sổ ngân sách: số dư một dòng tại một ngày, trung vị", Measured.percentile(took, 0.5), "ms", 2));
        measured.add(Measured.of("sổ ngân sách: như trên, 99%", Measured.percentile(took, 0.99), "ms"));
        tell.accept("khóa một năm có " + CLOSED_POSTINGS + " bút toán");
        measured.add(Measured.atMost("sổ ngân sách: khóa sổ năm 1 triệu bút toán", closing(), "s", 30));
        return measured;
    }

    private long line(String code, int year, LocalDate day, long allotted) {
        long line = lines.open(
                new Line(
                        0,
                        code,
                        Label.of(code),
                        year,
                        false,
                        units.province().id(),
                        "province",
                        "recurrent",
                        null,
                        "tasks",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                "bench");
        post(line, "allot-directly", allotted, day);
        post(line, "load-directly", allotted, day);
        return line;
    }

    private void post(long line, String kind, long amount, LocalDate day) {
        String unique = UUID.randomUUID().toString();
        postings.post(List.of(new Entry(line, kind, amount, unique, day, day, null, null, null, null, null)), unique);
    }

    private void pay(long line) {
        post(line, "pay", 1000, DAY);
    }

    private void insert(long number) {
        database.sql(
                        "insert into ledger.bench (line, kind, amount, document, day) values (:line, 'pay', 1000, :document, :day)")
                .param("line", number % LINES)
                .param("document", UUID.randomUUID().toString())
                .param("day", DAY)
                .update();
    }

    /** Several threads as fast as they can, a transaction each. @return a second */
    private static double write(int seconds, LongConsumer one) {
        var number = new AtomicLong();
        var done = new AtomicLong();
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * SECOND);
        try (ExecutorService writers = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int writer = 0; writer < THREADS; writer++) {
                all.add(writers.submit(() -> {
                    while (System.nanoTime() < end) {
                        one.accept(number.getAndIncrement());
                        done.incrementAndGet();
                    }
                }));
            }
            for (Future<?> writer : all) {
                writer.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return done.get() / ((System.nanoTime() - begin) / SECOND);
    }

    /** Payments on all days of the year, through the same triggers. */
    private void fill(List<Long> filled, long count, int year) {
        Long[] ids = filled.toArray(Long[]::new);
        for (long from = 0; from < count; from += CHUNK) {
            database.sql("""
                            insert into ledger.posting (line, kind, amount, document, document_day, day, budget_year, author,
                                request, digest)
                            select (:lines::bigint[])[1 + n % :number], 'pay', 1000, 'B' || n, day, day, :year, 'bench', :year || ':B' || n, ''
                            from generate_series(:from::bigint, :to::bigint) as n,
                                lateral (select make_date(:year, 1, 1) + ((n / :number) * 37 % 300)::int as day) as d""")
                    .param("lines", ids)
                    .param("number", ids.length)
                    .param("year", year)
                    .param("from", from)
                    .param("to", Math.min(count, from + CHUNK) - 1)
                    .update();
        }
        database.sql("vacuum analyze ledger.day").update();
    }

    private List<Double> balances(List<Long> read) {
        var random = new Random(7);
        List<Double> took = new ArrayList<>();
        for (int reading = 0; reading < READINGS; reading++) {
            long line = read.get(random.nextInt(read.size()));
            LocalDate day = LocalDate.of(YEAR, 1, 1).plusDays(random.nextInt(365));
            long begin = System.nanoTime();
            Objects.requireNonNull(budget.balance(line, day));
            took.add((System.nanoTime() - begin) / 1e6);
        }
        Collections.sort(took);
        return took;
    }

    private double closing() {
        List<Long> closed = new ArrayList<>();
        for (int number = 0; number < CLOSED_LINES; number++) {
            closed.add(line("BENCH-END-" + number, CLOSED_YEAR, LocalDate.of(CLOSED_YEAR, 1, 4), 10_000_000_000L));
        }
        fill(closed, CLOSED_POSTINGS, CLOSED_YEAR);
        long begin = System.nanoTime();
        years.close(CLOSED_YEAR, "Phép đo", LocalDate.of(CLOSED_YEAR + 1, 2, 1));
        return (System.nanoTime() - begin) / SECOND;
    }
}
