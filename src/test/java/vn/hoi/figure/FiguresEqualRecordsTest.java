package vn.hoi.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.Http;
import vn.hoi.Seeded;
import vn.hoi.TestApplication;
import vn.hoi.TestDatabase;
import vn.hoi.common.Problem;
import vn.hoi.intake.Batch;
import vn.hoi.intake.Imports;
import vn.hoi.register.Moves;
import vn.hoi.register.RecordLoading;
import vn.hoi.register.Records;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.unit.Units;

/** Whatever is written, by whomever, however it ends: a figure is what its records say, at every moment. */
class FiguresEqualRecordsTest {

    private static final int WRITERS = 4;
    private static final int STEPS = 90;

    private final Moves moves = TestApplication.get(Moves.class);
    private final Records records = TestApplication.get(Records.class);
    private final RecordLoading loading = TestApplication.get(RecordLoading.class);
    private final JdbcClient database = TestApplication.get(JdbcClient.class);
    private final TransactionTemplate transaction = TestApplication.get(TransactionTemplate.class);
    private final Register titles = TestApplication.get(Registers.class).get("ip-title");
    private final Register certificates = TestApplication.get(Registers.class).get("digital-certificate");
    private final int province = TestApplication.get(Units.class).province().id();
    private final Truth truth = new Truth();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger filesIn = new AtomicInteger();
    private final AtomicInteger filesChanged = new AtomicInteger();
    private final AtomicInteger filesOut = new AtomicInteger();
    private final AtomicInteger bulk = new AtomicInteger();
    private final AtomicInteger erased = new AtomicInteger();
    private final AtomicInteger drafts = new AtomicInteger();
    private final Imports imports = TestApplication.get(Imports.class);

    @Test
    void manyWritersKilledConnectionsAndTheFoldLeaveEveryFigureEqualToItsRecords() {
        Seeded.check(random -> {
            var writing = new AtomicBoolean(true);
            AtomicInteger questions = new AtomicInteger();
            AtomicInteger killed = new AtomicInteger();
            try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 3)) {
                List<Callable<@Nullable Void>> writers = new ArrayList<>();
                for (int writer = 0; writer < WRITERS; writer++) {
                    Random own = new Random(random.nextLong());
                    writers.add(() -> {
                        write(own);
                        return null;
                    });
                }
                Random asking = new Random(random.nextLong());
                Random alsoAsking = new Random(random.nextLong());
                List<Future<?>> beside = List.of(
                        threads.submit(() -> askWhile(writing, asking, questions)),
                        threads.submit(() -> askWhile(writing, alsoAsking, questions)),
                        threads.submit(() -> killWhile(writing, killed)));
                try {
                    for (Future<@Nullable Void> writer : threads.invokeAll(writers)) {
                        writer.get();
                    }
                } finally {
                    // else the others would go on for ever beside a writer that failed
                    writing.set(false);
                }
                for (Future<?> other : beside) {
                    other.get();
                }
            }
            assertThat(done.get()).as("steps that were not broken off").isGreaterThan(WRITERS * STEPS / 2);
            assertThat(questions.get()).as("questions asked meanwhile").isGreaterThan(20);
            assertThat(killed.get()).as("connections killed").isGreaterThan(2);
            assertThat(filesIn.get()).as("files brought in").isGreaterThan(2);
            assertThat(filesChanged.get()).as("files that changed records").isPositive();
            assertThat(filesOut.get()).as("files taken back").isPositive();
            assertThat(bulk.get()).as("bulk steps").isPositive();
            assertThat(erased.get()).as("erasures").isPositive();
            assertThat(drafts.get()).as("drafts").isPositive();
            for (int question = 0; question < 300; question++) {
                ask(random);
            }
            assertThat(proof()).isEmpty();
            TestApplication.get(Fold.class).all();
            assertThat(proof()).isEmpty();
            for (int question = 0; question < 100; question++) {
                ask(random);
            }
            assertThat(TestApplication.get(vn.hoi.register.RecordCounts.class).all())
                    .containsEntry("ip-title", count("ip_title"))
                    .containsEntry("digital-certificate", count("digital_certificate"));
        });
    }

    private List<FigureProof.Fault> proof() {
        return TestApplication.get(FigureProof.class).all();
    }

    private long count(String table) {
        return database.sql("select count(*) from register." + table)
                .query(Long.class)
                .single();
    }

    private void ask(Random random) {
        var snapshot = new TransactionTemplate(TestApplication.get(PlatformTransactionManager.class));
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
        Truth.Answer answer = Objects.requireNonNull(snapshot.execute(status -> truth.ask(random)));
        assertThat(answer.here()).as(answer.question()).isEqualTo(answer.truth());
    }

    private void askWhile(AtomicBoolean writing, Random random, AtomicInteger questions) {
        while (writing.get()) {
            if (unlessBroken(() -> ask(random))) {
                questions.incrementAndGet();
            }
        }
    }

    private static void killWhile(AtomicBoolean writing, AtomicInteger killed) {
        try (Connection own = TestDatabase.connect();
                var victim = own.prepareStatement("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where backend_type = 'client backend' and pid <> pg_backend_pid() and datname = current_database() and state <> 'idle'
                        order by random() limit 1""");
                var pause = own.prepareStatement("select pg_sleep(0.15)")) {
            while (writing.get()) {
                pause.execute();
                try (var row = victim.executeQuery()) {
                    if (row.next() && row.getBoolean(1)) {
                        killed.incrementAndGet();
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** True when the work was done; false when its connection was killed, or it met another writer's lock the wrong way round. */
    private static boolean unlessBroken(Runnable work) {
        try {
            work.run();
            return true;
        } catch (DataAccessException | TransactionException | org.jooq.exception.DataAccessException broken) {
            return false;
        } catch (IllegalStateException loadingBroken) {
            if (loadingBroken.getCause() instanceof SQLException) {
                return false;
            }
            throw loadingBroken;
        }
    }

    private void write(Random random) {
        var made = new RandomRecords(random);
        for (int step = 0; step < STEPS; step++) {
            int what = random.nextInt(23);
            if (unlessBroken(() -> {
                switch (what) {
                    case 0, 1, 2 -> records.create(titles, made.title());
                    case 3, 4, 5 -> records.create(certificates, made.certificate());
                    case 6 -> change(titles, made.title(), "application-no", random);
                    case 7 -> change(certificates, made.certificate(), "serial", random);
                    case 8 -> delete(random);
                    case 9 -> changeManyBySql(made, random);
                    case 10 -> loadMany(made, random);
                    case 11 -> rollBack(made);
                    case 12 -> rollBackToSavepoint(made);
                    case 13 -> move(titles, made, random);
                    case 14 -> move(certificates, made, random);
                    case 15, 16 -> correct(random.nextBoolean() ? titles : certificates, made, random);
                    case 17, 18 -> bringInAFile(made, random);
                    case 19 -> revokeMany(made, random);
                    case 20 -> erasePersons(random);
                    case 21 -> leaveADraft(made);
                    default -> turnDays(made, random);
                }
            })) {
                done.incrementAndGet();
            }
        }
    }

    private void change(Register register, Map<String, String> typed, String kept, Random random) {
        database.sql("select code, version from register." + register.table()
                        + " where loaded_in is null order by md5(id::text || :salt) limit 1")
                .param("salt", String.valueOf(random.nextInt()))
                .query((row, n) -> Map.entry(row.getString(1), row.getInt(2)))
                .optional()
                .ifPresent(found -> {
                    typed.remove(kept);
                    try {
                        records.change(register, found.getKey(), found.getValue(), typed);
                    } catch (Problem meanwhile) {
                        // gone, or changed by another writer since it was read
                        assertThat(meanwhile.code()).isIn("REG-406", Records.STALE, "REG-422");
                    }
                });
    }

    private void move(Register register, RandomRecords made, Random random) {
        database.sql("select code, version from register." + register.table()
                        + " order by md5(id::text || :salt) limit 1")
                .param("salt", String.valueOf(random.nextInt()))
                .query((row, n) -> Map.entry(row.getString(1), row.getInt(2)))
                .optional()
                .ifPresent(found -> {
                    try {
                        moves.move(
                                register,
                                found.getKey(),
                                found.getValue(),
                                made.place(),
                                made.anyDay(),
                                "chuyển nơi đặt");
                    } catch (Problem meanwhile) {
                        // gone, changed by another writer since, already there, or moved later already
                        assertThat(meanwhile.code()).isIn("REG-406", Records.STALE, "REG-422");
                    }
                });
    }

    private void delete(Random random) {
        String table = random.nextBoolean() ? "ip_title" : "digital_certificate";
        database.sql("delete from register." + table + " where id % :part = :rest and note is null")
                .param("part", 23)
                .param("rest", random.nextInt(23))
                .update();
    }

    private void changeManyBySql(RandomRecords made, Random random) {
        if (random.nextBoolean()) {
            database.sql(
                            "update register.ip_title set kind = :kind, place = :place, published_on = :day where id % 17 = :rest")
                    .param("kind", made.kind())
                    .param("place", made.placeId())
                    .param("day", made.dayOrNone())
                    .param("rest", random.nextInt(17))
                    .update();
        } else {
            database.sql(
                            "update register.digital_certificate set place = :place, revoked_on = :day, unit = place where id % 17 = :rest")
                    .param("place", made.placeId())
                    .param("day", made.dayOrNone())
                    .param("rest", random.nextInt(17))
                    .update();
        }
    }

    private void correct(Register register, RandomRecords made, Random random) {
        database.sql("select code, version from register." + register.table()
                        + " order by md5(id::text || :salt) limit 1")
                .param("salt", String.valueOf(random.nextInt()))
                .query((row, n) -> Map.entry(row.getString(1), row.getInt(2)))
                .optional()
                .ifPresent(found -> {
                    try {
                        moves.correct(register, found.getKey(), found.getValue(), "", made.place(), "ghi nhầm nơi");
                    } catch (Problem meanwhile) {
                        assertThat(meanwhile.code()).isIn("REG-406", Records.STALE, "REG-422");
                    }
                });
    }

    /** A file as people have it; every second one is taken back, where nobody has touched its records since. */
    private void bringInAFile(RandomRecords made, Random random) {
        var file = new StringBuilder();
        List<String> columns = List.of("title", "kind", "application-no", "filed-on", "owner", "published-on");
        file.append(columns.stream()
                        .map(id -> titles.column(id).name().vi())
                        .map(name -> '"' + name + '"')
                        .collect(java.util.stream.Collectors.joining(",")))
                .append(",Địa bàn\n");
        List<String> numbers = new java.util.ArrayList<>();
        for (int row = random.nextInt(20); row >= 0; row--) {
            String number = UUID.randomUUID().toString().substring(0, 30);
            numbers.add(number);
            file.append("Nạp tệp,\"")
                    .append(titles.choiceName(titles.column("kind"), made.kind())
                            .vi())
                    .append("\",")
                    .append(number)
                    .append(",2024-01-01,Chủ,")
                    .append(java.util.Objects.requireNonNullElse(made.dayOrNone(), LocalDate.of(2024, 6, 1)))
                    .append(',')
                    .append(TestApplication.get(Units.class).get(made.placeId()).code())
                    .append('\n');
        }
        try {
            Path path = Files.writeString(Files.createTempFile("hoi-figures", ".csv"), file);
            try {
                Batch batch = imports.load(titles, path, "so.csv", true, rows -> {});
                if (batch.state() == Batch.State.DONE) {
                    assertThat(batch.counts().fresh()).as("rows of %s", batch).isPositive();
                    filesIn.incrementAndGet();
                    changeByAFile(numbers, made, random);
                    if (random.nextBoolean()) {
                        imports.undo(titles, batch.id());
                        filesOut.incrementAndGet();
                    }
                }
            } catch (Problem meanwhile) {
                // a record of it was changed by another writer
                assertThat(meanwhile.code()).isIn("IMP-007", "IMP-013");
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same numbers with another kind and other days; every second such file is taken back. */
    private void changeByAFile(List<String> numbers, RandomRecords made, Random random) throws IOException {
        var file = new StringBuilder("Số đơn,Loại,Ngày công bố đơn\n");
        for (String number : numbers) {
            file.append(number)
                    .append(",\"")
                    .append(titles.choiceName(titles.column("kind"), made.kind())
                            .vi())
                    .append("\",")
                    .append(java.util.Objects.requireNonNullElse(made.dayOrNone(), LocalDate.of(2025, 7, 1)))
                    .append('\n');
        }
        Path path = Files.writeString(Files.createTempFile("hoi-figures", ".csv"), file);
        try {
            Batch batch = imports.load(titles, path, "so.csv", true, Batch.Mode.CHANGE, seen -> {});
            if (batch.state() == Batch.State.DONE && batch.counts().changed() > 0) {
                filesChanged.incrementAndGet();
                if (random.nextBoolean()) {
                    imports.undo(titles, batch.id());
                    filesOut.incrementAndGet();
                }
            }
        } finally {
            Files.delete(path);
        }
    }

    /** One step for many, as the list of the register sends it. */
    private void revokeMany(RandomRecords made, Random random) {
        List<Map<String, Object>> chosen = database.sql("""
                        select code, version from register.digital_certificate
                        where state = 'handed-over' order by md5(id::text || :salt) limit 12""")
                .param("salt", String.valueOf(random.nextInt()))
                .query((row, n) -> Map.<String, Object>of("code", row.getString(1), "version", row.getInt(2)))
                .list();
        if (!chosen.isEmpty()) {
            sent(
                    "/registers/digital-certificate/bulk.json",
                    Map.of(
                            "step",
                            "revoke",
                            "records",
                            chosen,
                            "answers",
                            Map.of("revoked-on", made.anyDay(), "revoke-reason", "lost")),
                    bulk);
        }
    }

    private void erasePersons(Random random) {
        database.sql("update register.digital_certificate set issued_on = '2014-02-03', revoked_on = '2015-03-04'"
                        + " where id % 41 = :rest")
                .param("rest", random.nextInt(41))
                .update();
        try {
            if (Http.shared()
                            .form("/admin/privacy/digital-certificate/erase", Map.of("sure", "yes"))
                            .statusCode()
                    < 400) {
                erased.incrementAndGet();
            }
        } catch (IOException broken) {
            throw new IllegalStateException(new SQLException(broken));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void leaveADraft(RandomRecords made) {
        sent("/registers/ip-title/drafts.json", made.title(), drafts);
        database.sql("delete from register.draft where register = 'ip-title'").update();
    }

    private static void sent(String address, Map<String, ?> body, AtomicInteger counted) {
        try {
            if (Http.shared().post(address, body).statusCode() < 400) {
                counted.incrementAndGet();
            }
        } catch (IOException broken) {
            throw new IllegalStateException(new SQLException(broken));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Days in an order no rule would let pass: the end before the beginning, an end without a beginning. */
    private void turnDays(RandomRecords made, Random random) {
        database.sql(
                        "update register.digital_certificate set issued_on = :issued, revoked_on = :revoked where id % 31 = :rest")
                .param("issued", made.dayOrNone())
                .param("revoked", made.dayOrNone())
                .param("rest", random.nextInt(31))
                .update();
    }

    private void loadMany(RandomRecords made, Random random) {
        int rows = 1 + random.nextInt(80);
        String batch = UUID.randomUUID().toString().substring(0, 8);
        var iterator = java.util.stream.IntStream.range(0, rows)
                .mapToObj(n -> new @Nullable Object[] {
                    "L-" + batch + "-" + n,
                    province,
                    made.placeId(),
                    "examined",
                    "Nạp",
                    made.kind(),
                    batch + "-" + n,
                    LocalDate.of(2024, 1, 1),
                    "Chủ",
                    made.dayOrNone(),
                    made.dayOrNone(),
                    "new"
                })
                .iterator();
        loading.load(
                titles,
                List.of(
                        "code",
                        "unit",
                        "place",
                        "state",
                        "title",
                        "kind",
                        "application-no",
                        "filed-on",
                        "owner",
                        "published-on",
                        "granted-on",
                        "grant-scope"),
                iterator,
                rows,
                loading.numbers(titles),
                "test",
                n -> {});
    }

    private void rollBack(RandomRecords made) {
        transaction.executeWithoutResult(status -> {
            records.create(titles, made.title());
            database.sql("delete from register.digital_certificate where id % 5 = 0")
                    .update();
            records.create(certificates, made.certificate());
            status.setRollbackOnly();
        });
    }

    private void rollBackToSavepoint(RandomRecords made) {
        transaction.executeWithoutResult(status -> {
            records.create(certificates, made.certificate());
            Object savepoint = status.createSavepoint();
            database.sql("update register.ip_title set granted_on = null, kind = 'mark'")
                    .update();
            status.rollbackToSavepoint(savepoint);
            records.create(titles, made.title());
        });
    }

    @Test
    void whoAsksAfterACommitSeesIt() throws Exception {
        Figures figures = TestApplication.get(Figures.class);
        FigureReading reading = TestApplication.get(FigureReading.class);
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            List<Callable<@Nullable Void>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                LocalDate own = LocalDate.of(2101 + writer, 3, 14);
                writers.add(() -> {
                    for (int number = 1; number <= 25; number++) {
                        records.create(
                                titles,
                                Map.of(
                                        "title",
                                        "Của tôi",
                                        "kind",
                                        "mark",
                                        "application-no",
                                        UUID.randomUUID().toString().substring(0, 30),
                                        "filed-on",
                                        own.toString(),
                                        "published-on",
                                        own.toString(),
                                        "owner",
                                        "Tôi"));
                        for (Period period : List.of(
                                new Period(own, own),
                                new Period(own.withDayOfMonth(1), own),
                                new Period(own.withDayOfYear(1), own.withDayOfYear(365)))) {
                            assertThat(reading.read(
                                                    figures.get("ip.applications.published"),
                                                    FigureQuery.of(period, null))
                                            .records())
                                    .as("%s after %d commits", period, number)
                                    .isEqualTo(number);
                        }
                    }
                    return null;
                });
            }
            for (Future<@Nullable Void> writer : threads.invokeAll(writers)) {
                writer.get();
            }
        }
    }

    @Test
    void aFigureIsAsLongAsItsListOfRecords() {
        Seeded.check(random -> {
            Figures figures = TestApplication.get(Figures.class);
            FigureReading reading = TestApplication.get(FigureReading.class);
            var made = new RandomRecords(random);
            for (int number = 0; number < 20; number++) {
                records.create(titles, made.title());
                records.create(certificates, made.certificate());
            }
            for (String id : List.of(
                    "ip.titles.total", "ip.titles.gi", "ip.applications.published", "cert.total", "cert.individual")) {
                for (int round = 0; round < 10; round++) {
                    LocalDate day = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(800));
                    var query = FigureQuery.of(new Period(day.minusDays(random.nextInt(200)), day), null);
                    Figure figure = figures.get(id);
                    long listed = TestApplication.get(org.jooq.DSLContext.class)
                            .fetchCount(
                                    vn.hoi.register.RecordTable.of(reading.register(figure)),
                                    reading.counted(figure, query));
                    assertThat(reading.read(figure, query).records())
                            .as(id + " " + query)
                            .isEqualTo(listed);
                }
            }
        });
    }
}
