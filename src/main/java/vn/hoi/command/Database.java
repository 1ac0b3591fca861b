package vn.hoi.command;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.AbstractDataSource;
import vn.hoi.common.Secret;
import vn.hoi.database.DataFolder;
import vn.hoi.database.PostgresInside;
import vn.hoi.database.StartFailure;

/**
 * The database a command works on: the one inside, or one of your own ({@code HOI_DATABASE_URL}, with
 * {@code HOI_DATABASE_USER} and {@code HOI_DATABASE_PASSWORD} where the address does not hold them; see {@link Secret}). The one inside starts
 * beside the application, which waits for it at its first query.
 */
final class Database implements AutoCloseable {

    /** Environment variable with the JDBC address of a PostgreSQL of your own. */
    static final String OWN_URL = "HOI_DATABASE_URL";

    private static final String OWN_USER = "HOI_DATABASE_USER";
    private static final String OWN_PASSWORD = "HOI_DATABASE_PASSWORD";

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int CONNECTIONS = 20;

    private final @Nullable CompletableFuture<PostgresInside> starting;
    private final @Nullable FileLock lock;
    private final @Nullable DataFolder folder;
    private final Pool pool = new Pool();
    private @Nullable ConfigurableApplicationContext context;
    private boolean closed;

    private Database(
            @Nullable CompletableFuture<PostgresInside> starting,
            @Nullable FileLock lock,
            @Nullable DataFolder folder) {
        this.starting = starting;
        this.lock = lock;
        this.folder = folder;
    }

    /**
     * Takes the database of this folder.
     *
     * @param alone whether no other server may be running on it; otherwise a running one is used as it is
     */
    static Database take(DataFolder folder, boolean alone) {
        if (Secret.find(OWN_URL).isPresent()) {
            return none();
        }
        return inside(folder, alone);
    }

    /** The PostgreSQL inside on this folder, whatever the surroundings name; {@code alone}: nobody else may run on it. */
    static Database inside(DataFolder folder, boolean alone) {
        Optional<FileLock> lock = folder.own();
        if (lock.isEmpty() && alone) {
            throw new StartFailure("Một máy chủ Hồi khác đang chạy trên thư mục dữ liệu " + folder.root()
                    + "; dùng máy chủ đó hoặc chọn thư mục khác bằng --data.");
        }
        CompletableFuture<PostgresInside> starting = CompletableFuture.supplyAsync(
                () -> PostgresInside.start(folder, lock.isPresent()),
                task -> Thread.ofPlatform().daemon().name("postgres-start").start(task));
        return new Database(starting, lock.orElse(null), folder);
    }

    /** Nothing inside: one of your own, or none at all. */
    static Database none() {
        return new Database(null, null, null);
    }

    /** @throws StartFailure when it could not be started, or there is none inside */
    PostgresInside inside() {
        if (starting == null) {
            throw new StartFailure("Lệnh này chỉ dùng với PostgreSQL bên trong;"
                    + " với PostgreSQL của riêng bạn hãy dùng công cụ sao lưu của nó (pg_basebackup).");
        }
        try {
            return starting.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StartFailure failure ? failure : e;
        }
    }

    String place() {
        return folder == null ? OWN_URL : folder.root().toString();
    }

    DataSource dataSource() {
        return pool;
    }

    /** The application that is stopped before the database is. */
    void closeAfter(ConfigurableApplicationContext running) {
        context = running;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (context != null) {
            context.close();
        }
        pool.close();
        if (starting != null) {
            try {
                inside().close();
            } catch (RuntimeException neverStarted) {
                LOG.debug("nothing to stop", neverStarted);
            }
        }
        if (lock != null) {
            try {
                lock.channel().close();
            } catch (IOException e) {
                LOG.debug("lock", e);
            }
        }
    }

    /** Connections, once the database stands. */
    private final class Pool extends AbstractDataSource {
        private @Nullable HikariDataSource opened;

        @Override
        public Connection getConnection() throws SQLException {
            return open().getConnection();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        private synchronized HikariDataSource open() {
            if (opened == null) {
                var config = new HikariConfig();
                Optional<String> own = Secret.find(OWN_URL);
                if (starting == null && own.isPresent()) {
                    config.setJdbcUrl(own.get());
                    Secret.find(OWN_USER).ifPresent(config::setUsername);
                    Secret.find(OWN_PASSWORD).ifPresent(config::setPassword);
                } else {
                    PostgresInside server = inside();
                    config.setJdbcUrl(server.jdbcUrl());
                    config.setUsername(PostgresInside.USER);
                    config.setPassword(server.password());
                }
                config.setMaximumPoolSize(CONNECTIONS);
                config.setMinimumIdle(2);
                config.setConnectionTimeout(20_000);
                opened = new HikariDataSource(config);
            }
            return opened;
        }

        synchronized void close() {
            if (opened != null) {
                opened.close();
            }
        }
    }
}
