package vn.hoi.journal;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.TestDatabase;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Label;
import vn.hoi.database.PostgresInside;

/** A journal in a database of its own, which a test may damage. */
final class OwnJournal implements AutoCloseable {

    private static final List<String> COLUMNS = List.of("name", "phone", "fee", "note");

    private static @Nullable String model;

    final HikariDataSource pool;
    final JdbcClient database;
    final TransactionTemplate transaction;
    final Journal journal;
    final Seals seals;
    final Path folder;

    OwnJournal() {
        this(copied());
    }

    private OwnJournal(String address) {
        pool = pool(address);
        database = JdbcClient.create(pool);
        transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
        journal = new Journal(database, JsonMapper.shared(), new Somebody());
        seals = new Seals(database);
        folder = TestDatabase.folder("journal-" + Long.toHexString(System.nanoTime()))
                .root();
    }

    /** One whose migrations stopped at this version. */
    static OwnJournal at(String version) {
        var own = new OwnJournal(TestDatabase.fresh());
        migrate(own.pool, version);
        return own;
    }

    private static HikariDataSource pool(String address) {
        var config = new HikariConfig();
        config.setJdbcUrl(address);
        config.setUsername(PostgresInside.USER);
        config.setPassword(TestDatabase.server().password());
        config.setMaximumPoolSize(12);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    /** Migrated once, copied for each test. */
    private static synchronized String copied() {
        if (model == null) {
            model = TestDatabase.fresh();
            try (HikariDataSource migrating = pool(model)) {
                migrate(migrating, "latest");
            }
        }
        String name = "own_" + Long.toHexString(System.nanoTime());
        int slash = model.lastIndexOf('/');
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + model.substring(slash + 1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return model.substring(0, slash + 1) + name;
    }

    void migrate(String version) {
        migrate(pool, version);
    }

    private static void migrate(HikariDataSource pool, String version) {
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration/journal")
                .target(version)
                .load()
                .migrate();
    }

    Heads heads() {
        return new Heads(database, transaction, seals, folder.toString(), "");
    }

    Sealer sealer() {
        awaitOtherDatabases();
        return new Sealer(database, transaction, seals, heads());
    }

    /** What runs in other databases of the server holds a sealer back as well, for a moment that is no matter of these tests. */
    private void awaitOtherDatabases() {
        await().pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(20))
                .until(() -> database.sql("""
                        select not exists (
                            select from pg_stat_activity
                            where datname <> current_database() and backend_xid::text::bigint <= (
                                select coalesce(max(xid::text::bigint), 0) from journal.entry))""").query(Boolean.class).single());
    }

    Path headFile() {
        return folder.resolve("journal-heads.txt");
    }

    JournalProof.Found check() {
        return new JournalProof(database, seals, heads()).check(none -> {});
    }

    String broken() {
        JournalProof.@Nullable Break broken = check().broken();
        return broken == null ? "" : broken.code() + ": " + broken.sentence();
    }

    long write(String subject, Map<String, Journal.Change> changes, @Nullable String reason) {
        return Objects.requireNonNull(
                transaction.execute(status -> journal.write(subject, "changed", changes, reason)));
    }

    /** Entries in transactions of one to three each. */
    void writeSome(Random random, int count) {
        int left = count;
        while (left > 0) {
            int together = Math.min(left, 1 + random.nextInt(3));
            transaction.executeWithoutResult(status -> {
                for (int n = 0; n < together; n++) {
                    one(random);
                }
            });
            left -= together;
        }
    }

    long one(Random random) {
        int changed = random.nextInt(COLUMNS.size());
        Map<String, Journal.Change> changes = new java.util.LinkedHashMap<>();
        for (String column : COLUMNS.subList(0, changed)) {
            changes.put(
                    column,
                    new Journal.Change(random.nextBoolean() ? null : "cũ «" + random.nextInt() + "»", value(random)));
        }
        return journal.write(
                "sổ/" + random.nextInt(5),
                "changed",
                changes,
                random.nextBoolean() ? null : "vì \"" + random.nextInt());
    }

    private static Object value(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new java.math.BigDecimal("12.500");
            case 1 -> List.of("a, b", Map.of("khóa: }", "x\\\"{,"));
            case 2 -> true;
            default -> "dòng\n\u0001" + random.nextLong();
        };
    }

    /** As a person with all rights over the database would, past every trigger. */
    int tamper(String sql, Map<String, ?> values) {
        return Objects.requireNonNull(transaction.execute(status -> {
            database.sql("set local session_replication_role = replica").update();
            return database.sql(sql).params(values).update();
        }));
    }

    /** Any of the sealed entries. */
    long victim(Random random) {
        List<Long> ids = database.sql("""
                        select entry.id from journal.entry
                        where (xid, id) <= (select last_xid, last_id from journal.seal order by number desc limit 1)
                        order by id""").query(Long.class).list();
        return ids.get(random.nextInt(ids.size()));
    }

    Set<Long> ids() {
        return Set.copyOf(
                database.sql("select id from journal.entry").query(Long.class).list());
    }

    @Override
    public void close() {
        pool.close();
    }

    private static final class Somebody implements CurrentPerson {
        @Override
        public String account() {
            return "tester";
        }

        @Override
        public boolean isKnown() {
            return true;
        }

        @Override
        public void as(String account, Runnable work) {
            work.run();
        }

        @Override
        public Label name() {
            return Label.of("Người thử");
        }
    }
}
