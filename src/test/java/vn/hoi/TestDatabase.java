package vn.hoi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.stream.Stream;
import vn.hoi.database.DataFolder;
import vn.hoi.database.PostgresInside;

/** The one PostgreSQL of a program that runs tests, started when it is first asked for and stopped with the JVM. */
public final class TestDatabase {

    /** Where tests keep what they make; only the unpacked PostgreSQL programs outlive a run. */
    public static final Path TARGET = Path.of("target").toAbsolutePath();

    static {
        // unpacked once for all the data folders of all runs
        System.setProperty("hoi.programs", TARGET.resolve("programs").toString());
    }

    private static final class Started {
        static final PostgresInside SERVER = start();
    }

    private TestDatabase() {}

    private static PostgresInside start() {
        // the classes run in two programs side by side, each with a server of its own
        DataFolder folder = folder("suite-" + ProcessHandle.current().pid());
        PostgresInside server = PostgresInside.start(folder, true);
        Thread stop = new Thread(
                () -> {
                    TestApplication.close();
                    server.close();
                    try {
                        delete(folder.root());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        return server;
    }

    public static PostgresInside server() {
        return Started.SERVER;
    }

    /** An empty data folder under {@code target/}. */
    public static DataFolder folder(String name) {
        try {
            Path folder = TARGET.resolve("test-data").resolve(name);
            delete(folder);
            Files.createDirectories(folder);
            return new DataFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A database of its own on the same server, for a program with other declarations. @return its JDBC address */
    public static String fresh() {
        String name = "fresh_" + Long.toHexString(System.nanoTime());
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return server().jdbcUrl().replaceFirst("/[^/]*$", "/" + name);
    }

    /** A connection of its own, outside of the application's pool. */
    public static Connection connect() throws SQLException {
        return connect(server());
    }

    /** A connection to this server. */
    public static Connection connect(PostgresInside server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), PostgresInside.USER, server.password());
    }

    private static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
