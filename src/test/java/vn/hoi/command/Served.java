package vn.hoi.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import vn.hoi.TestDatabase;
import vn.hoi.TestPeople;
import vn.hoi.database.DataFolder;
import vn.hoi.database.PostgresInside;

/** {@code ./hoi serve} on a data folder of its own, started as often as it is killed. */
final class Served {

    static final Duration PATIENCE = Duration.ofSeconds(90);

    private final DataFolder folder;
    private final int port;
    private Child program;

    /** What is done beside the running program on a connection of its own. */
    interface Beside {
        void run(Connection connection) throws Exception;
    }

    private Served(DataFolder folder, int port) throws IOException {
        this.folder = folder;
        this.port = port;
        program = serve();
    }

    /** A server on a new folder of this name, with the people of the tests. */
    static Served start(String name) throws IOException, SQLException {
        var served = new Served(TestDatabase.folder(name), Child.freePort());
        PostgresInside guest = PostgresInside.start(served.folder, false);
        try (Connection connection = TestDatabase.connect(guest)) {
            TestPeople.enter(connection);
        } finally {
            guest.close();
        }
        return served;
    }

    private Child serve() throws IOException {
        Child child = Child.start(
                "serve", "--port", String.valueOf(port), "--data", folder.root().toString(), "--scale", "0");
        await().atMost(PATIENCE).until(() -> child.says("Hồi đang chạy") || !child.runs());
        assertThat(child.runs()).as(child.out() + child.err()).isTrue();
        return child;
    }

    /** Serves again what was killed or stopped. */
    void again() throws IOException {
        program = serve();
    }

    int port() {
        return port;
    }

    DataFolder folder() {
        return folder;
    }

    Child program() {
        return program;
    }

    void beside(Beside work) throws Exception {
        PostgresInside guest = PostgresInside.start(folder, false);
        try (Connection connection = TestDatabase.connect(guest)) {
            work.run(connection);
        } finally {
            guest.close();
        }
    }

    /** As {@code kill -9} of PostgreSQL alone. */
    void killPostgres() throws IOException {
        long pid = Long.parseLong(Files.readAllLines(folder.cluster().resolve("postmaster.pid"))
                .getFirst()
                .strip());
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    /** Leaves nothing running, however the test ended. */
    void close() throws InterruptedException {
        if (program.runs()) {
            program.kill();
        }
    }
}
