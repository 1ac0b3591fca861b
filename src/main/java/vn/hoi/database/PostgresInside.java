package vn.hoi.database;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL inside: a real server on loopback with a SCRAM secret, {@code fsync} and {@code synchronous_commit} on.
 *
 * <p>It runs under a small shell that holds our end of a pipe and stops the server when the pipe closes, so that it never
 * outlives this process, however that ends. A live server left in the data folder is adopted; after a crash the server
 * recovers from its log. As root, which PostgreSQL refuses, it runs in a user namespace of its own.
 */
public final class PostgresInside implements AutoCloseable {

    /** The one role and the one database. */
    public static final String USER = "hoi";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresInside.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LOOPBACK = "127.0.0.1";

    /** Runs the server given as arguments and stops it (fast shutdown) as soon as standard input closes. */
    private static final String KEEPER = """
            exec 3<&0
            "$@" </dev/null & server=$!
            ( cat <&3 >/dev/null; kill -INT $server 2>/dev/null ) & watch=$!
            exec 3<&-
            wait $server; code=$?
            kill $watch 2>/dev/null
            exit $code
            """;

    private final DataFolder folder;
    private final Path home;
    private final String secret;
    private final boolean owner;
    private int port;
    private @Nullable Process keeper;
    private long adoptedPid;
    private volatile boolean closing;

    private PostgresInside(DataFolder folder, Path home, boolean owner) {
        this.folder = folder;
        this.home = home;
        this.secret = folder.secret();
        this.owner = owner;
    }

    /**
     * Starts the server of this folder, or adopts the one that lives there.
     *
     * @param owner whether this process holds the folder's lock: an owner stops the server at the end and brings it
     *     back if it dies, a guest (a command beside a running server) only uses it
     * @throws StartFailure with one clear line when the folder cannot be used; nothing in it is changed then
     */
    public static PostgresInside start(DataFolder folder, boolean owner) {
        folder.prepare();
        checkVersion(folder);
        try {
            Binaries.tidy(folder.root());
        } catch (IOException e) {
            LOG.debug("leftovers stay", e);
        }
        var server = new PostgresInside(folder, Binaries.unpack(folder.root()), owner);
        if (!folder.hasCluster()) {
            server.initialise();
        }
        if (!server.adopt()) {
            server.launch(freePort());
        }
        if (owner) {
            Thread.ofVirtual().name("postgres-watch").start(server::bringBackWhenDead);
        }
        return server;
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + LOOPBACK + ":" + port
                + "/postgres?reWriteBatchedInserts=true&ApplicationName=hoi";
    }

    public String password() {
        return secret;
    }

    /** Process id of the server itself, as {@code postmaster.pid} names it. */
    public Optional<Long> pid() {
        return readPidFile().map(PidFile::pid);
    }

    private static void checkVersion(DataFolder folder) {
        if (!folder.hasCluster()) {
            return;
        }
        Path cluster = folder.cluster();
        try {
            if (!Files.exists(cluster.resolve("PG_VERSION")) || !Files.exists(cluster.resolve("global/pg_control"))) {
                throw new StartFailure("Thư mục dữ liệu " + cluster + " bị hỏng (thiếu tệp gốc của PostgreSQL);"
                        + " không có gì bị thay đổi. Khôi phục bằng «./hoi restore TỆP --data THƯ-MỤC-MỚI».");
            }
            String version = Files.readString(cluster.resolve("PG_VERSION")).strip();
            if (!version.equals(Binaries.MAJOR)) {
                throw new StartFailure(
                        "Thư mục dữ liệu " + cluster + " thuộc PostgreSQL " + version
                                + ", bản này cần PostgreSQL " + Binaries.MAJOR
                                + "; không có gì bị thay đổi. Dùng đúng bản Hồi cũ để sao lưu, hoặc chọn thư mục khác bằng --data.");
            }
        } catch (IOException e) {
            throw new StartFailure("Không đọc được thư mục dữ liệu " + cluster + ": " + e.getMessage(), e);
        }
    }

    private void initialise() {
        Path passwordFile = folder.root().resolve("secret.initdb");
        Path fresh = folder.root().resolve("postgres.new");
        try {
            deleteTree(fresh);
            Files.deleteIfExists(passwordFile);
            Files.createFile(
                    passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(passwordFile, secret);
            // made aside and moved into place, so that an interrupted first start leaves no half cluster
            run(
                    "initdb",
                    List.of(
                            home.resolve("bin/initdb").toString(),
                            "--pgdata=" + fresh,
                            "--username=" + USER,
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--data-checksums"));
            Files.move(fresh, folder.cluster());
        } catch (IOException e) {
            throw new StartFailure("Không tạo được cơ sở dữ liệu trong " + folder.root() + ": " + e.getMessage(), e);
        } finally {
            try {
                Files.deleteIfExists(passwordFile);
            } catch (IOException e) {
                LOG.warn("{} could not be deleted", passwordFile);
            }
        }
    }

    private void run(String what, List<String> command) throws IOException {
        List<String> full = new ArrayList<>(asUnprivileged());
        full.addAll(command);
        Process process = new ProcessBuilder(full)
                .redirectErrorStream(true)
                .directory(folder.root().toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new StartFailure(what + " không chạy được: " + lastLine(output)
                        + (output.contains("No space left")
                                ? " Ổ đĩa đã đầy; giải phóng dung lượng rồi chạy lại."
                                : ""));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure(what + " bị ngắt giữa chừng.", e);
        }
    }

    /** Uses a live server of this folder; true when there is one. */
    private boolean adopt() {
        Optional<PidFile> found = readPidFile();
        if (found.isEmpty() || !isPostgres(found.get().pid())) {
            return false;
        }
        port = found.get().port();
        adoptedPid = found.get().pid();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (!isPostgres(adoptedPid)) {
                // it was on its way out: its keeper saw the pipe close
                adoptedPid = 0;
                return false;
            }
            if (answers()) {
                // a server that is shutting down may answer once more: it must still be there a moment later
                pause(200);
                if (isPostgres(adoptedPid) && answers()) {
                    LOG.info("using the PostgreSQL already running in {} (process {})", folder.cluster(), adoptedPid);
                    return true;
                }
            }
            pause(100);
        }
        throw new StartFailure("PostgreSQL trong " + folder.cluster() + " (tiến trình " + adoptedPid
                + ") đang chạy nhưng không trả lời; dừng tiến trình đó rồi chạy lại.");
    }

    private void launch(int onPort) {
        port = onPort;
        setAsideStalePidFile();
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            // its own session: Ctrl-C reaches us alone, and we stop it in good order
            command.add("/usr/bin/setsid");
        }
        command.addAll(List.of("/bin/sh", "-c", KEEPER, "postgres-keeper"));
        command.addAll(asUnprivileged());
        command.addAll(List.of(
                home.resolve("bin/postgres").toString(),
                "-D",
                folder.cluster().toString(),
                "-p",
                String.valueOf(port)));
        settings().forEach(setting -> {
            command.add("-c");
            command.add(setting);
        });
        try {
            long logBefore = Files.exists(folder.log()) ? Files.size(folder.log()) : 0;
            Process process = new ProcessBuilder(command)
                    .directory(folder.root().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
                    .start();
            keeper = process;
            waitUntilItAnswers(process, logBefore);
        } catch (IOException e) {
            throw new StartFailure("Không chạy được PostgreSQL: " + e.getMessage(), e);
        }
    }

    /**
     * A machine that was restarted may have given the dead server's number to another program, which PostgreSQL would
     * take for a living server. The file is set aside only when no process works in the cluster's folder.
     */
    private void setAsideStalePidFile() {
        Path file = folder.cluster().resolve("postmaster.pid");
        boolean reused = readPidFile()
                .flatMap(found -> ProcessHandle.of(found.pid()))
                .filter(ProcessHandle::isAlive)
                .isPresent();
        if (!reused || !Files.isDirectory(Path.of("/proc/self"))) {
            return;
        }
        boolean inUse = ProcessHandle.allProcesses().anyMatch(process -> {
            try {
                return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd"))
                        .equals(folder.cluster().toRealPath());
            } catch (IOException notOurs) {
                return false;
            }
        });
        if (!inUse) {
            try {
                Files.move(
                        file,
                        file.resolveSibling("postmaster.pid.stale"),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                LOG.debug("the old pid file stays", e);
            }
        }
    }

    private static List<String> settings() {
        return List.of(
                "listen_addresses=" + LOOPBACK,
                "unix_socket_directories=",
                "password_encryption=scram-sha-256",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "max_connections=60",
                "shared_buffers=512MB",
                "work_mem=32MB",
                "maintenance_work_mem=256MB",
                "effective_cache_size=4GB",
                "max_wal_size=4GB",
                "checkpoint_timeout=15min",
                "checkpoint_completion_target=0.9",
                "wal_compression=on",
                "random_page_cost=1.1",
                "jit=off",
                "timezone=Asia/Ho_Chi_Minh",
                "log_min_messages=warning",
                "idle_in_transaction_session_timeout=10min");
    }

    private void waitUntilItAnswers(Process process, long logBefore) throws IOException {
        // recovery after a crash may take long: as long as the process lives it is waited for
        long end = System.nanoTime() + Duration.ofMinutes(10).toNanos();
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                String log = tail(logBefore);
                if (log.contains("No space left")) {
                    throw new StartFailure("Ổ đĩa của " + folder.root()
                            + " đã đầy nên PostgreSQL không khởi động được; giải phóng dung lượng rồi chạy lại."
                            + " Dữ liệu còn nguyên.");
                }
                throw new StartFailure("PostgreSQL không khởi động được từ " + folder.cluster() + ": " + lastLine(log)
                        + " Thư mục dữ liệu có thể bị hỏng; không có gì bị xóa. Chi tiết ở " + folder.log()
                        + "; khôi phục bằng «./hoi restore TỆP --data THƯ-MỤC-MỚI».");
            }
            if (answers()) {
                return;
            }
            pause(50);
        }
        throw new StartFailure("PostgreSQL không trả lời sau 10 phút; xem " + folder.log() + ".");
    }

    private void bringBackWhenDead() {
        while (!closing) {
            pause(500);
            boolean alive = keeper != null ? keeper.isAlive() : isPostgres(adoptedPid);
            if (!alive && !closing) {
                LOG.warn("PostgreSQL đã dừng bất thường; đang khởi động lại trên cùng cổng {}", port);
                try {
                    if (!adopt()) {
                        launch(port);
                    }
                } catch (StartFailure e) {
                    LOG.error("{} Thử lại sau 5 giây.", e.getMessage());
                    pause(5000);
                }
            }
        }
    }

    private boolean answers() {
        var properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", secret);
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("loginTimeout", "5");
        try (Connection connection = DriverManager.getConnection(jdbcUrl(), properties)) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** What must stand before a command so that the server does not run as root. */
    private List<String> asUnprivileged() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        try {
            if (new ProcessBuilder("unshare", "-U", "true").start().waitFor() == 0) {
                // inside the namespace root is nobody, outside the files stay root's
                return List.of("unshare", "-U");
            }
        } catch (IOException noSuchProgram) {
            LOG.debug("no unshare", noSuchProgram);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new StartFailure("PostgreSQL không chạy dưới quyền root và máy này không cho tách vùng người dùng"
                + " (unshare -U); chạy ./hoi bằng một tài khoản thường.");
    }

    private record PidFile(long pid, int port) {}

    private Optional<PidFile> readPidFile() {
        Path file = folder.cluster().resolve("postmaster.pid");
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.size() < 4
                    ? Optional.empty()
                    : Optional.of(new PidFile(
                            Long.parseLong(lines.getFirst().strip()),
                            Integer.parseInt(lines.get(3).strip())));
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    /** Whether this process lives and is the server of our folder, and not a later process with the same number. */
    private boolean isPostgres(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(handle -> {
                    String command = handle.info().commandLine().orElse("");
                    return command.isEmpty() ? !isZombie(pid) : command.contains("postgres");
                })
                .orElse(false);
    }

    private static boolean isZombie(long pid) {
        try {
            String status = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return status.substring(status.lastIndexOf(')') + 2).startsWith("Z");
        } catch (IOException unknown) {
            return true;
        }
    }

    /** Stops the server in good order, if this process owns it. */
    @Override
    public void close() {
        closing = true;
        if (!owner) {
            return;
        }
        try {
            if (keeper != null) {
                OutputStream pipe = keeper.getOutputStream();
                pipe.close();
                if (!keeper.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    LOG.warn("PostgreSQL chưa dừng xong sau {} giây", PATIENCE.toSeconds());
                }
            } else if (isPostgres(adoptedPid)) {
                int code = new ProcessBuilder("kill", "-INT", String.valueOf(adoptedPid))
                        .start()
                        .waitFor();
                LOG.debug("kill -INT {}: {}", adoptedPid, code);
                long end = System.nanoTime() + PATIENCE.toNanos();
                while (isPostgres(adoptedPid) && System.nanoTime() < end) {
                    pause(50);
                }
            }
        } catch (IOException e) {
            LOG.warn("stopping PostgreSQL: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String tail(long from) {
        try (var channel = Files.newByteChannel(folder.log())) {
            channel.position(Math.min(from, channel.size()));
            var buffer = java.nio.ByteBuffer.allocate((int) Math.min(64 * 1024, channel.size() - channel.position()));
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // read on
            }
            return new String(buffer.array(), 0, buffer.position(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static String lastLine(String output) {
        return output.lines()
                        .filter(line -> !line.isBlank())
                        .reduce((a, b) -> b)
                        .orElse("không có thông báo") + ".";
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartFailure("Không tìm được cổng trống cho PostgreSQL: " + e.getMessage(), e);
        }
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
