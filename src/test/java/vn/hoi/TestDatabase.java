package vn.hoi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.stream.Stream;
import vn.hoi.database.DataFolder;
import vn.hoi.database.PostgresInside;

/** The one PostgreSQL of a test run, started when it is first asked for and stopped with the JVM. */
public final class TestDatabase {

    /** Where tests keep what they make; only the unpacked PostgreSQL programs outlive a run. */
    public static final Path TARGET = Path.of("target").toAbsolutePath();

    private static final String PROGRAMS = "postgres-18.6";
    private static final PostgresInside SERVER = start();

    private TestDatabase() {}

    private static PostgresInside start() {
        PostgresInside server = PostgresInside.start(folder("suite"), true);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            TestApplication.close();
                            server.close();
                        },
                        "stop"));
        return server;
    }

    public static PostgresInside server() {
        return SERVER;
    }

    /** An empty data folder under {@code target/} that finds the programs already unpacked. */
    public static DataFolder folder(String name) {
        try {
            Path folder = TARGET.resolve("test-data").resolve(name);
            delete(folder);
            Files.createDirectories(folder);
            Path programs = TARGET.resolve(PROGRAMS);
            if (Files.isExecutable(programs.resolve("bin/postgres"))) {
                Files.createSymbolicLink(folder.resolve(PROGRAMS), programs);
            } else {
                Files.createDirectories(programs);
                Files.delete(programs);
                vn.hoi.database.UnpackedPrograms.into(TARGET);
                Files.createSymbolicLink(folder.resolve(PROGRAMS), programs);
            }
            return new DataFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection of its own, outside of the application's pool. */
    public static Connection connect() throws SQLException {
        return DriverManager.getConnection(SERVER.jdbcUrl(), PostgresInside.USER, SERVER.password());
    }

    /** Address of another database on the same server, made empty. */
    public static String fresh(String name) {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name);
            statement.execute("create database " + name + " template template0");
            return SERVER.jdbcUrl().replace("/postgres?", "/" + name + "?");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Removes a folder with all in it; links are removed, not followed. */
    public static void delete(Path root) throws IOException {
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
