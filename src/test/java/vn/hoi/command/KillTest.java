package vn.hoi.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
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
import vn.hoi.database.DataFolder;

/** The real program under load, killed in every way: what it acknowledged is there, once, and counted. */
class KillTest {

    private static final int CLIENTS = 5;
    private static final int BETWEEN = 60;

    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger doubled = new AtomicInteger();
    private final AtomicBoolean paused = new AtomicBoolean(true);
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile @Nullable String firstRefusal;
    private @Nullable Served server;

    @AfterEach
    void leaveNothingRunning() throws InterruptedException {
        ended.set(true);
        if (server != null) {
            server.close();
        }
    }

    private void client(int number, int port) {
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
    private void load(Served served, int more) {
        int wanted = acknowledged.size() + more;
        paused.set(false);
        await().atMost(Served.PATIENCE)
                .failFast("the server ended", () -> !served.program().runs())
                .untilAsserted(() -> assertThat(acknowledged.size())
                        .as("acknowledged; last refused: %s", firstRefusal)
                        .isGreaterThanOrEqualTo(wanted));
    }

    private void pause() {
        paused.set(true);
        await().atMost(Served.PATIENCE).until(() -> busy.get() == 0);
    }

    /** Every acknowledged record once, with what was sent; figure and count equal to the records. */
    private void verify(Served served, String after) throws Exception {
        pause();
        Map<String, String> kept = new HashMap<>();
        served.beside(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select code, application_no from register.ip_title")) {
                while (rows.next()) {
                    assertThat(kept.put(rows.getString(1), rows.getString(2)))
                            .as(after)
                            .isNull();
                }
            }
        });
        long records = kept.size();
        assertThat(doubled).as("codes given twice, " + after).hasValue(0);
        assertThat(kept).as(after).containsAllEntriesOf(acknowledged);
        Http http = new Http(served.port());
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

    private static void assertCheckPasses(DataFolder folder, String after) throws Exception {
        Child check = Child.start("check", "--data", folder.root().toString());
        assertThat(check.exit()).as(after + ": " + check.out() + check.err()).isZero();
        assertThat(check.out()).contains("đều bằng bản ghi");
    }

    private static void assertStopsCleanly(Served served, String signal) throws Exception {
        DataFolder folder = served.folder();
        served.program().signal(signal);
        served.program().exit();
        assertThat(folder.cluster().resolve("postmaster.pid")).as(signal).doesNotExist();
        assertThat(Files.readString(folder.root().resolve("postgres.log")).strip())
                .as(signal)
                .endsWith("database system is shut down");
    }

    @Test
    void nothingAcknowledgedIsLostWhateverIsKilled() throws Exception {
        Served served = Served.start("kill");
        server = served;
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                clients.submit(() -> client(number, served.port()));
            }
            try {
                load(served, BETWEEN);
                served.program().kill();
                served.again();
                load(served, BETWEEN);
                verify(served, "the program was killed");
                assertSecondServerIsRefused(served.folder());
                assertCheckPasses(served.folder(), "beside the running server");
                assertStopsCleanly(served, "INT");

                served.again();
                load(served, BETWEEN);
                served.killPostgres();
                load(served, BETWEEN);
                verify(served, "PostgreSQL was killed");

                paused.set(false);
                load(served, BETWEEN);
                served.killPostgres();
                served.program().kill();
                served.again();
                load(served, BETWEEN);
                verify(served, "both were killed");
                assertStopsCleanly(served, "TERM");
                assertCheckPasses(served.folder(), "on the folder at rest");
                assertThat(served.folder().cluster().resolve("postmaster.pid")).doesNotExist();
            } finally {
                ended.set(true);
            }
        }
    }

    private static void assertSecondServerIsRefused(DataFolder folder) throws Exception {
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
