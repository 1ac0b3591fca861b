package vn.hoi.register;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.register.RecordLoading.Aside;

/**
 * Sets the indexes that only reading needs aside while more records come in than a register holds, and makes them again
 * after: sorting all words and dates once costs a third of putting them in row by row. What guards a rule stays: unique
 * indexes, references, checks, the triggers of the figures.
 *
 * <p>Lists are right all the while, only slower. Whatever becomes of the loading, the indexes come back: by its end, by
 * the next start, or by the look that every node takes each minute.
 */
@Component
class IndexesAside implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(IndexesAside.class);
    private static final int FEW = 20_000;
    private static final String PATIENCE = "2s";
    private static final int PAUSE_SECONDS = 60;
    /** Before those who load, which stop in phase 200 or at their own end: they then leave the making to the next start. */
    private static final int PHASE = 300;

    private final RegisterIndexes indexes;
    private final Registers registers;
    private final JdbcClient database;
    private final DataSource dataSource;
    private final TransactionTemplate transaction;
    private volatile boolean stopping;
    private @Nullable ScheduledExecutorService worker;

    IndexesAside(
            Registers registers, JdbcClient database, DataSource dataSource, PlatformTransactionManager transactions) {
        this.indexes = new RegisterIndexes(registers, database);
        this.registers = registers;
        this.database = database;
        this.dataSource = dataSource;
        // others must see the table without its indexes, and with them again, whatever the caller is in the midst of
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** As {@link RecordLoading#setAside}. */
    Aside setAside(Register register, long coming) {
        if (coming <= FEW || coming <= held(register, coming)) {
            return () -> {};
        }
        Connection lock = lock(register);
        if (lock == null) {
            // another loading of this register has set them aside, or its end is making them again
            return () -> {};
        }
        try {
            transaction.executeWithoutResult(status -> {
                // those who read now are waited for, and while they are, new ones wait too: not for long
                set("lock_timeout", PATIENCE);
                indexes.setAside(register);
            });
        } catch (DataAccessException | TransactionException busy) {
            LOG.info("register {}: its indexes stay, {}", register.id(), busy.getMessage());
            unlock(lock, register);
            return () -> {};
        }
        return () -> {
            try {
                makeAgain(register);
            } catch (DataAccessException | TransactionException failure) {
                LOG.warn("register {}: its indexes are made later, {}", register.id(), failure.getMessage());
            } finally {
                unlock(lock, register);
            }
        };
    }

    /** Records held, counted no further than those that come. */
    private long held(Register register, long coming) {
        return database.sql("select count(*) from (select from register." + RegisterTables.quote(register.table())
                        + " limit :coming) as held")
                .param("coming", coming)
                .query(Long.class)
                .single();
    }

    /**
     * Each in a transaction of its own. {@code create index} takes a SHARE lock: readers pass, and writers wait for the
     * seconds of one index. That is right here. Those who add records have waited already, for the loading holds the
     * numbers of the register; those who change one wait as for any other writer. {@code concurrently} would spare them
     * that, but reads the table twice, waits for every older reader of the database, and leaves an invalid index where it
     * is broken off.
     */
    private void makeAgain(Register register) {
        boolean more = true;
        while (more && !stopping) {
            more = Boolean.TRUE.equals(transaction.execute(status -> {
                set("maintenance_work_mem", "256MB");
                set("max_parallel_maintenance_workers", "2");
                // pages written whole are compressed at more cost than the disk saves
                set("wal_compression", "off");
                return indexes.makeNext(register);
            }));
        }
    }

    /** For this transaction, where our role may. */
    private void set(String setting, String value) {
        database.sql("select set_config(:setting, :value, true) where has_parameter_privilege(:setting, 'set')")
                .param("setting", setting)
                .param("value", value)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** Makes what a node that died, or a database that went away, has left undone. @return registers it was done for */
    int makeMissing() {
        int made = 0;
        for (Register register : registers.list()) {
            if (indexes.lacks(register)) {
                Connection lock = lock(register);
                if (lock != null) {
                    try {
                        makeAgain(register);
                        made++;
                    } finally {
                        unlock(lock, register);
                    }
                }
            }
        }
        return made;
    }

    /** Held by a connection of its own, so that it goes with this node. */
    private @Nullable Connection lock(Register register) {
        try {
            Connection connection = dataSource.getConnection();
            if (ask(connection, "select pg_try_advisory_lock(?, ?)", register)) {
                return connection;
            }
            connection.close();
            return null;
        } catch (SQLException e) {
            throw new IllegalStateException("lock of " + register.id() + ": " + e.getMessage(), e);
        }
    }

    private static void unlock(Connection connection, Register register) {
        try (connection) {
            ask(connection, "select pg_advisory_unlock(?, ?)", register);
        } catch (SQLException gone) {
            LOG.debug("the lock went with its connection", gone);
        }
    }

    private static boolean ask(Connection connection, String sql, Register register) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, RegisterIndexes.ASIDE_LOCK);
            statement.setInt(2, register.id().hashCode());
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    @Override
    public void start() {
        stopping = false;
        worker = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("indexes").factory());
        worker.scheduleWithFixedDelay(this::look, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            makeMissing();
        } catch (RuntimeException e) {
            LOG.warn("indexes not looked after this time: {}", e.getMessage());
        }
    }

    @Override
    public void stop() {
        stopping = true;
        Objects.requireNonNull(worker).shutdownNow();
        worker = null;
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
