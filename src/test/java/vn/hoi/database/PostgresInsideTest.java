package vn.hoi.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoi.TestDatabase;

/** One small cluster, stopped, killed and started again. */
class PostgresInsideTest {

    private static DataFolder folder;
    private static PostgresInside server;

    @BeforeAll
    static void firstStart() throws IOException {
        folder = TestDatabase.folder("inside");
        // what a first start leaves that was broken off half way
        Files.createDirectories(folder.root().resolve("postgres.new/base"));
        Files.writeString(folder.root().resolve("postgres.new/PG_VERSION"), "18");
        Files.writeString(folder.root().resolve("secret.initdb"), "half");
        server = PostgresInside.start(folder, true);
        run("create table note (id int primary key, said text)");
        run("insert into note select n, 'số ' || n from generate_series(1, 1000) as numbers (n)");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void run(String sql) {
        try (Connection connection = TestDatabase.connect(server);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ask(PostgresInside server, String sql) {
        try (Connection connection = TestDatabase.connect(server);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String rows(PostgresInside server) {
        return ask(server, "select count(*) || ' ' || md5(string_agg(id || said, ',' order by id)) from note");
    }

    private static String log() throws IOException {
        return Files.readString(folder.root().resolve("postgres.log"));
    }

    @ParameterizedTest
    @CsvSource({
        "fsync, on",
        "synchronous_commit, on",
        "full_page_writes, on",
        "data_checksums, on",
        "listen_addresses, 127.0.0.1",
        "unix_socket_directories, ''",
        "password_encryption, scram-sha-256",
        "server_encoding, UTF8"
    })
    void whatIsCommittedLastsAndNobodyElseComesIn(String setting, String value) {
        assertThat(ask(server, "show " + setting)).isEqualTo(value);
    }

    @Test
    void everyWayInAsksForTheSecret() {
        assertThat(ask(server, "select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'"))
                .isEqualTo("0");
        assertThat(ask(server, "select rolpassword from pg_authid where rolname = 'hoi'"))
                .startsWith("SCRAM-SHA-256$");
    }

    @Test
    void aWrongPasswordIsRefused() {
        for (String wrong : List.of("", "postgres", server.password() + "x")) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), PostgresInside.USER, wrong)
                            .close())
                    .isInstanceOf(SQLException.class);
        }
        assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), PostgresInside.USER, "wrong")
                        .close())
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("28P01"));
        assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), "postgres", server.password())
                        .close())
                .isInstanceOf(SQLException.class);
    }

    @Test
    void onlyLoopbackIsListenedOn() throws IOException {
        int port = URI.create(server.jdbcUrl().substring("jdbc:".length())).getPort();
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : network.inetAddresses().toList()) {
                if (!address.isLoopbackAddress()) {
                    assertThatThrownBy(() -> {
                                try (var socket = new Socket()) {
                                    socket.connect(new InetSocketAddress(address, port), 2000);
                                }
                            })
                            .as("%s", address)
                            .isInstanceOf(IOException.class);
                }
            }
        }
        try (var socket = new Socket("127.0.0.1", port)) {
            assertThat(socket.isConnected()).isTrue();
        }
    }

    @Test
    void theSecretIsItsOwnersAlone() throws IOException {
        Path secret = folder.root().resolve("secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.cluster())))
                .isEqualTo("rwx------");
        assertThat(Files.readString(secret)).matches("[0-9a-f]{48}").isEqualTo(server.password());
        assertThat(folder.root().resolve("secret.initdb")).doesNotExist();
        assertThat(folder.root().resolve("postgres.new")).doesNotExist();
        assertThat(log()).doesNotContain(server.password());
    }

    @Test
    void aSecondStartUsesTheServerThatLives() {
        PostgresInside guest = PostgresInside.start(folder, false);
        assertThat(guest.jdbcUrl()).isEqualTo(server.jdbcUrl());
        assertThat(guest.pid()).isPresent().isEqualTo(server.pid());
        guest.close();
        assertThat(rows(server)).as("a guest does not stop it").startsWith("1000 ");
    }

    @Test
    void aFolderHasOneOwner() throws IOException {
        try (var lock = folder.own().orElseThrow()) {
            assertThat(folder.own()).isEmpty();
            assertThat(lock.isValid()).isTrue();
        }
        try (var again = folder.own().orElseThrow().channel()) {
            assertThat(again.isOpen()).isTrue();
        }
    }

    @Test
    void aServerThatIsStoppedShutsDownInGoodOrder() throws IOException {
        String before = rows(server);
        long pid = server.pid().orElseThrow();
        server.close();
        assertThat(folder.cluster().resolve("postmaster.pid")).doesNotExist();
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(log().strip()).endsWith("database system is shut down");
        server = PostgresInside.start(folder, true);
        assertThat(rows(server)).isEqualTo(before);
    }

    @Test
    void aKilledServerIsBroughtBackOnItsPort() throws Exception {
        String before = rows(server);
        long pid = server.pid().orElseThrow();
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
        await().atMost(Duration.ofSeconds(40))
                .ignoreExceptions()
                .until(() -> server.pid().filter(other -> other != pid).isPresent()
                        && rows(server).equals(before));
    }

    @Test
    void aProcessIdThatNobodyHasAnyMoreIsNotWaitedFor() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        startsBesideThePidFileOf(ended.pid());
    }

    @Test
    void aProcessIdThatAnotherProgramHasNowIsNotWaitedFor() throws Exception {
        Process other = new ProcessBuilder("sleep", "300").start();
        try {
            startsBesideThePidFileOf(other.pid());
            assertThat(other.isAlive()).as("the other program is left alone").isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    /** As the power went: the file of the server that was, its number now another's or nobody's. */
    private static void startsBesideThePidFileOf(long pid) throws IOException {
        String before = rows(server);
        Path file = folder.cluster().resolve("postmaster.pid");
        List<String> lines = Files.readAllLines(file);
        server.close();
        lines.set(0, String.valueOf(pid));
        Files.write(file, lines);
        server = PostgresInside.start(folder, true);
        assertThat(rows(server)).isEqualTo(before);
    }

    private static Map<String, String> tree(Path root) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                tree.put(root.relativize(path).toString(), Files.isDirectory(path) ? "folder" : Files.readString(path));
            }
        }
        return tree;
    }

    private static void assertRefusedUnchanged(DataFolder folder, String... said) throws IOException {
        Map<String, String> before = tree(folder.root());
        assertThatThrownBy(() -> PostgresInside.start(folder, true).close())
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> assertThat(failure.getMessage())
                                .contains(said)
                                .contains(folder.root().toString())
                                .doesNotContain("\n"));
        assertThat(tree(folder.root())).isEqualTo(before);
    }

    @Test
    void aFolderOfAnotherVersionIsLeftAsItIs() throws IOException {
        DataFolder other = TestDatabase.folder("other-version");
        Files.createDirectories(other.cluster().resolve("global"));
        Files.writeString(other.cluster().resolve("PG_VERSION"), "17\n");
        Files.writeString(other.cluster().resolve("global/pg_control"), "control");
        assertRefusedUnchanged(other, "PostgreSQL 17", "PostgreSQL 18", "không có gì bị thay đổi");
    }

    @ParameterizedTest
    @CsvSource({"global/pg_control", "PG_VERSION"})
    void aDamagedFolderIsLeftAsItIs(String missing) throws IOException {
        DataFolder damaged = TestDatabase.folder("damaged");
        Files.createDirectories(damaged.cluster().resolve("global"));
        Files.createDirectories(damaged.cluster().resolve("base"));
        for (String file : List.of("PG_VERSION", "global/pg_control", "base/1")) {
            if (!file.equals(missing)) {
                Files.writeString(damaged.cluster().resolve(file), "18\n");
            }
        }
        assertRefusedUnchanged(damaged, "bị hỏng", "restore");
    }

    @Test
    void aFolderWhoseControlFileIsGarbageSaysSoInOneLine() throws Exception {
        DataFolder garbage = TestDatabase.folder("garbage");
        Files.createDirectories(garbage.cluster().resolve("global"));
        Files.setPosixFilePermissions(garbage.cluster(), PosixFilePermissions.fromString("rwx------"));
        Files.writeString(garbage.cluster().resolve("PG_VERSION"), "18\n");
        Files.writeString(garbage.cluster().resolve("global/pg_control"), "garbage");
        assertThatThrownBy(() -> PostgresInside.start(garbage, true).close())
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> assertThat(failure.getMessage())
                                .contains("không có gì bị xóa")
                                .doesNotContain("\n"));
        assertThat(garbage.cluster().resolve("global/pg_control")).hasContent("garbage");
    }

    @Test
    void aBackupMadeWhileOthersWriteIsRestoredWithAllThatWasCommitted() throws Exception {
        Path file = folder.root().resolveSibling("backup.zip");
        Files.deleteIfExists(file);
        run("create table if not exists running (id int primary key, at timestamptz default clock_timestamp())");
        run("truncate running");
        var writing = new java.util.concurrent.atomic.AtomicBoolean(true);
        Thread writer = Thread.ofVirtual().start(() -> {
            for (int id = 1; writing.get(); id++) {
                run("insert into running (id) values (" + id + ")");
            }
        });
        await().until(() -> Integer.parseInt(ask(server, "select count(*) from running")) > 20);
        int atLeast = Integer.parseInt(ask(server, "select count(*) from running"));
        assertThat(Backup.write(server, folder, file))
                .isEqualTo(Files.size(file))
                .isPositive();
        writing.set(false);
        writer.join();
        String before = rows(server);
        DataFolder restored = TestDatabase.folder("restored");
        Backup.restore(file, restored);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(restored.root().resolve("secret"))))
                .isEqualTo("rw-------");
        PostgresInside other = PostgresInside.start(restored, true);
        try {
            assertThat(rows(other)).isEqualTo(before);
            assertThat(Integer.parseInt(ask(other, "select count(*) from running")))
                    .isGreaterThanOrEqualTo(atLeast);
            assertThat(ask(other, "select max(id) - count(*) from running"))
                    .as("no row in between is missing")
                    .isEqualTo("0");
        } finally {
            other.close();
        }
        assertRefusals(file, restored);
    }

    private static void assertRefusals(Path file, DataFolder filled) throws IOException {
        assertThatThrownBy(() -> Backup.restore(file, filled))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("đã có dữ liệu");
        assertThatThrownBy(() -> Backup.write(server, folder, file))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("đã có");
        assertThat(file.resolveSibling("backup.zip.unfinished")).doesNotExist();
        Path none = file.resolveSibling("none.zip");
        assertThatThrownBy(() -> Backup.restore(none, TestDatabase.folder("refused")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("none.zip");
        Path text = Files.writeString(file.resolveSibling("text.zip"), "not a backup");
        assertThatThrownBy(() -> Backup.restore(text, TestDatabase.folder("refused")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("không phải bản sao lưu");
        byte[] all = Files.readAllBytes(file);
        Path cut = Files.write(file.resolveSibling("cut.zip"), java.util.Arrays.copyOf(all, all.length / 2));
        DataFolder half = TestDatabase.folder("refused");
        assertThatThrownBy(() -> Backup.restore(cut, half)).isInstanceOf(StartFailure.class);
        assertThat(half.hasCluster()).as("a folder half restored is no cluster").isFalse();
        for (Path made : List.of(file, text, cut)) {
            Files.delete(made);
        }
    }

    @Test
    void theServerEndsWithTheProcessThatStartedIt() throws Exception {
        // the keeper's pipe closes however its owner ends: here it is closed from outside
        long pid = server.pid().orElseThrow();
        ProcessHandle keeper = ProcessHandle.of(pid).orElseThrow().parent().orElseThrow();
        assertThat(keeper.info().commandLine().orElse("")).contains("postgres-keeper");
        assertThat(keeper.parent().map(ProcessHandle::pid))
                .contains(ProcessHandle.current().pid());
        server.close();
        await().atMost(20, TimeUnit.SECONDS).until(() -> !keeper.isAlive());
        server = PostgresInside.start(folder, true);
    }
}
