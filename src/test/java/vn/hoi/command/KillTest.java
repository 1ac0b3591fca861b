package vn.hoi.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestDatabase;
import vn.hoi.TestPeople;
import vn.hoi.database.DataFolder;
import vn.hoi.database.PostgresInside;

/** The real program under load, killed in every way: what it acknowledged is there, once, and counted. */
class KillTest {

    private static final int CLIENTS = 5;
    private static final int BETWEEN = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final DataFolder folder = TestDatabase.folder("kill");
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger doubled = new AtomicInteger();
    private final AtomicBoolean paused = new AtomicBoolean(true);
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile @Nullable String firstRefusal;
    private int port;
    private @Nullable Child program;

    @AfterEach
    void leaveNothingRunning() throws InterruptedException {
        ended.set(true);
        if (program != null && program.runs()) {
            program.kill();
        }
    }

    private Child serve() throws IOException {
        Child child = Child.start(
                "serve", "--port", String.valueOf(port), "--data", folder.root().toString(), "--scale", "0");
        program = child;
        await().atMost(PATIENCE).until(() -> child.says("Hồi đang chạy") || !child.runs());
        assertThat(child.runs()).as(child.out() + child.err()).isTrue();
        return child;
    }

    /** The clients' account, entered beside the running program. */
    private void enterPeople() throws SQLException {
        PostgresInside guest = PostgresInside.start(folder, false);
        try (Connection connection = TestDatabase.connect(guest)) {
            TestPeople.enter(connection);
        } finally {
            guest.close();
        }
    }

    private void client(int number) {
        Http http = new Http(port);
        for (int times = 0; !ended.get(); times++) {
            if (paused.get()) {
                LockSupport.parkNanos(5_000_000);
                continue;
            }
            busy.incrementAndGet();
            try {
                post(
                        http,
                        "K-" + number + "-" + times + "-"
                                + UUID.randomUUID().toString().substring(0, 8));
            } catch (IOException down) {
                // nothing was acknowledged; the next attempt finds it up again
                LockSupport.parkNanos(20_000_000);
            } catch (InterruptedException e) {
                return;
            } finally {
                busy.decrementAndGet();
            }
        }
    }

    private void post(Http http, String application) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.post(
                "/registers/ip-title",
                Map.of(
                        "title",
                        "Nhãn hiệu dưới tải",
                        "kind",
                        "mark",
                        "application-no",
                        application,
                        "filed-on",
                        "2025-06-01",
                        "published-on",
                        "2025-06-14",
                        "owner",
                        "Người gửi"));
        if (answer.statusCode() == 201) {
            if (acknowledged.put(Http.read(answer).path("code").asString(), application) != null) {
                doubled.incrementAndGet();
            }
        } else {
            refused.incrementAndGet();
            firstRefusal = answer.statusCode() + " " + answer.body();
        }
    }

    /** Lets the clients work until they have some more acknowledged. */
    private void load(int more) {
        int wanted = acknowledged.size() + more;
        paused.set(false);
        await().atMost(PATIENCE)
                .failFast("the server ended", () -> !program.runs())
                .untilAsserted(() -> assertThat(acknowledged.size())
                        .as("acknowledged; last refused: %s", firstRefusal)
                        .isGreaterThanOrEqualTo(wanted));
    }

    private void pause() {
        paused.set(true);
        await().atMost(PATIENCE).until(() -> busy.get() == 0);
    }

    private long postgresPid() throws IOException {
        return Long.parseLong(Files.readAllLines(folder.cluster().resolve("postmaster.pid"))
                .getFirst()
                .strip());
    }

    private void killPostgres() throws IOException {
        ProcessHandle.of(postgresPid()).orElseThrow().destroyForcibly();
    }

    /** Every acknowledged record once, with what was sent; figure and count equal to the records. */
    private void verify(String after) throws Exception {
        pause();
        Map<String, String> kept = new HashMap<>();
        long records = 0;
        PostgresInside guest = PostgresInside.start(folder, false);
        try (Connection connection = TestDatabase.connect(guest);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select code, application_no from register.ip_title")) {
            while (rows.next()) {
                records++;
                assertThat(kept.put(rows.getString(1), rows.getString(2)))
                        .as(after)
                        .isNull();
            }
        } finally {
            guest.close();
        }
        assertThat(doubled).as("codes given twice, " + after).hasValue(0);
        assertThat(kept).as(after).containsAllEntriesOf(acknowledged);
        Http http = new Http(port);
        String asked = "/figures/ip.applications.published.json?from=2025-06-01&to=2025-06-14";
        assertThat(http.json(asked).path("value").asLong()).as(after).isEqualTo(records);
        long counted = 0;
        for (JsonNode row : http.json("/registers.json").path("rows")) {
            counted += row.path("register").asString().equals("ip-title")
                    ? row.path("records").asLong()
                    : 0;
        }
        assertThat(counted).as(after).isEqualTo(records);
        String some = acknowledged.keySet().iterator().next();
        assertThat(http.json("/registers/ip-title/" + some + ".json")
                        .path("application-no")
                        .asString())
                .isEqualTo(acknowledged.get(some));
    }

    private void assertCheckPasses(String after) throws Exception {
        Child check = Child.start("check", "--data", folder.root().toString());
        assertThat(check.exit()).as(after + ": " + check.out() + check.err()).isZero();
        assertThat(check.out()).contains("đều bằng bản ghi");
    }

    private void assertStopsCleanly(Child child, String signal) throws Exception {
        child.signal(signal);
        child.exit();
        assertThat(folder.cluster().resolve("postmaster.pid")).as(signal).doesNotExist();
        assertThat(Files.readString(folder.root().resolve("postgres.log")).strip())
                .as(signal)
                .endsWith("database system is shut down");
    }

    @Test
    void nothingAcknowledgedIsLostWhateverIsKilled() throws Exception {
        port = Child.freePort();
        Child child = serve();
        enterPeople();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                clients.submit(() -> client(number));
            }
            try {
                load(BETWEEN);
                child.kill();
                child = serve();
                load(BETWEEN);
                verify("the program was killed");
                assertSecondServerIsRefused();
                assertCheckPasses("beside the running server");
                assertStopsCleanly(child, "INT");

                child = serve();
                load(BETWEEN);
                killPostgres();
                load(BETWEEN);
                verify("PostgreSQL was killed");

                paused.set(false);
                load(BETWEEN);
                killPostgres();
                child.kill();
                child = serve();
                load(BETWEEN);
                verify("both were killed");
                assertStopsCleanly(child, "TERM");
                assertCheckPasses("on the folder at rest");
                assertThat(folder.cluster().resolve("postmaster.pid")).doesNotExist();
            } finally {
                ended.set(true);
            }
        }
    }

    private void assertSecondServerIsRefused() throws Exception {
        Child second = Child.start(
                "serve",
                "--port",
                String.valueOf(Child.freePort()),
                "--data",
                folder.root().toString(),
                "--scale",
                "0");
        assertThat(second.exit()).isEqualTo(1);
        assertThat(second.err().strip().lines())
                .singleElement()
                .asString()
                .contains(folder.root().toString());
    }

    @Test
    void aBusyPortIsToldInOneLine() throws Exception {
        try (var busyPort = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Path data = TestDatabase.TARGET.resolve("test-data/never-made");
            Child child =
                    Child.start("serve", "--port", String.valueOf(busyPort.getLocalPort()), "--data", data.toString());
            assertThat(child.exit()).isEqualTo(1);
            assertThat(child.err().strip().lines())
                    .singleElement()
                    .asString()
                    .contains(String.valueOf(busyPort.getLocalPort()))
                    .contains("--port");
            assertThat(child.out()).isBlank();
            assertThat(data).doesNotExist();
        }
    }
}
