package vn.hoi.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.Seeded;

/**
 * Many threads book at random onto three lines, two of one project with one contract, while the database and the program
 * are killed at random moments: all that was acknowledged stands, once and balanced, and no limit is broken.
 */
class LedgerKillTest {

    private static final int CLIENTS = 8;
    private static final long PROJECT = 300_000;
    private static final long CONTRACT = 4_000;
    private static final List<String> KINDS = List.of(
            "allot-directly",
            "load-directly",
            "unload",
            "commit",
            "release-commitment",
            "advance",
            "recover-advance",
            "pay",
            "retain",
            "pay-retained",
            "repay",
            "restore",
            "save",
            "adjust");

    /** Numbers of the postings of each request that was answered 201. */
    private final Map<String, List<Long>> acknowledged = new ConcurrentHashMap<>();

    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private List<Long> lines = List.of();
    private @Nullable Served server;

    @AfterEach
    void leaveNothingRunning() throws InterruptedException {
        ended.set(true);
        if (server != null) {
            server.close();
        }
    }

    /** A project of two lines with a contract, and a line of no project, entered beside the running program. */
    private void enterMoney(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into ledger.year (year, pays_until) values (2026, '2027-01-31') on conflict do nothing");
            statement.execute(
                    "insert into ledger.project (code, name, name_en, unit, field, first_year, last_year)"
                            + " select 'KILL', 'Dự án thử', 'Project', id, 'finance', 2026, 2027 from unit.unit where parent is null");
            statement.execute("insert into ledger.project_total (project, since, total, document, document_day, author)"
                    + " select id, '2026-01-01', " + PROJECT
                    + ", 'QĐ', '2026-01-01', 'test' from ledger.project where code = 'KILL'");
            statement.execute("insert into ledger.contract (code, project, value, document, document_day)"
                    + " select 'KILL-HD', id, " + CONTRACT
                    + ", 'HĐ', '2026-01-02' from ledger.project where code = 'KILL'");
            List<Long> made = new ArrayList<>();
            for (String project : List.of("'KILL'", "'KILL'", "null")) {
                try (ResultSet row =
                        statement.executeQuery("insert into ledger.line (code, name, name_en, budget_year, unit,"
                                + " level, nature, heading, project, author) select 'KILL-" + made.size()
                                + "', 'Dòng thử', 'Line', 2026, u.id, 'province', 'capital', 'capital',"
                                + " (select id from ledger.project where code = " + project
                                + "), 'test' from unit.unit u where u.parent is null returning id")) {
                    row.next();
                    made.add(row.getLong(1));
                }
            }
            lines = made;
        }
    }

    private void client(Random random, int port) {
        Http http = new Http(port);
        while (!ended.get()) {
            Map<String, Object> request = request(random);
            String key = UUID.randomUUID().toString();
            if (send(http, request, key) && random.nextInt(3) == 0) {
                // whoever was answered may ask again: the same answer, nothing more booked
                send(http, request, key);
            }
        }
    }

    private Map<String, Object> request(Random random) {
        Map<String, Object> request = new LinkedHashMap<>();
        int line = random.nextInt(lines.size());
        String kind = random.nextInt(3) == 0 ? "allot-directly" : KINDS.get(random.nextInt(KINDS.size()));
        request.put("line", lines.get(line));
        request.put("kind", kind);
        request.put("amount", 1 + random.nextInt(1000));
        request.put("document", "CT-" + UUID.randomUUID());
        request.put("document-day", "2026-03-02");
        request.put("day", "2026-03-02");
        if (kind.equals("adjust")) {
            request.put("to-line", lines.get((line + 1) % lines.size()));
        } else if (kind.equals("pay") && random.nextBoolean()) {
            request.put("contract", "KILL-HD");
        } else if (kind.equals("pay") && random.nextBoolean()) {
            request.put("retains", 1 + random.nextInt(50));
        }
        return request;
    }

    /** Asks until there is an answer, however often the other side is killed. @return whether it stands */
    private boolean send(Http http, Map<String, Object> request, String key) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                HttpResponse<String> answer = http.post("/budget/postings", request, "Idempotency-Key", key);
                if (answer.statusCode() == 201) {
                    List<Long> numbers = new ArrayList<>();
                    for (JsonNode posting : Http.read(answer).path("postings")) {
                        numbers.add(posting.path("id").asLong());
                    }
                    List<Long> before = acknowledged.put(key, numbers);
                    assertThat(before == null || before.equals(numbers))
                            .as("a repeat is answered as the first")
                            .isTrue();
                    return true;
                }
                if (answer.statusCode() == 422) {
                    assertThat(acknowledged).as("refused after it stood").doesNotContainKey(key);
                    refused.incrementAndGet();
                    return false;
                }
                assertThat(answer.statusCode()).as(answer.body()).isGreaterThanOrEqualTo(500);
            } catch (IOException down) {
                // nothing is known of it; the same request again tells
            } catch (InterruptedException givenUp) {
                Thread.currentThread().interrupt();
            }
            unanswered.incrementAndGet();
            LockSupport.parkNanos(20_000_000);
        }
        return false;
    }

    private void acknowledge(int more) {
        int wanted = acknowledged.size() + more;
        await().atMost(Served.PATIENCE).until(() -> acknowledged.size() >= wanted);
    }

    @Test
    void whateverIsKilledTheLedgerHoldsWhatItAcknowledgedOnceAndWithinItsLimits() {
        Seeded.check(this::play);
    }

    private void play(Random random) throws Exception {
        Served served = Served.start("ledger-kill");
        server = served;
        served.beside(this::enterMoney);
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                long seed = random.nextLong();
                all.add(clients.submit(() -> client(new Random(seed), served.port())));
            }
            try {
                for (int kill = 0; kill < 2; kill++) {
                    acknowledge(40 + random.nextInt(120));
                    served.killPostgres();
                }
                acknowledge(20 + random.nextInt(100));
                if (random.nextBoolean()) {
                    served.killPostgres();
                }
                served.program().kill();
                served.again();
                acknowledge(40);
            } catch (Throwable failure) {
                clients.shutdownNow();
                throw failure;
            } finally {
                ended.set(true);
            }
            for (Future<?> client : all) {
                client.get();
            }
        }
        assertThat(unanswered).as("requests that a kill left without an answer").hasPositiveValue();
        assertThat(refused).as("requests beyond a limit").hasPositiveValue();
        served.program().signal("TERM");
        served.program().exit();
        served.beside(this::verify);
        Child check = Child.start(
                "check", "--journal", "--data", served.folder().root().toString());
        assertThat(check.exit()).as(check.out() + check.err()).isZero();
        assertThat(check.out()).contains("Sổ ngân sách khớp nhật ký");
    }

    private void verify(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Map<String, List<Long>> stands = new HashMap<>();
            try (ResultSet row = statement.executeQuery(
                    "select p.request, p.id from ledger.posting p join ledger.line l on l.id = p.line"
                            + " where l.code like 'KILL-%' order by p.id")) {
                while (row.next()) {
                    stands.computeIfAbsent(row.getString(1), none -> new ArrayList<>())
                            .add(row.getLong(2));
                }
            }
            assertThat(stands).as("acknowledged, once, and nothing else").isEqualTo(acknowledged);
            for (String broken : BROKEN) {
                try (ResultSet row = statement.executeQuery(broken)) {
                    assertThat(row.next()).as(broken).isFalse();
                }
            }
        }
    }

    /** Each finds what must not be: none of them depends on what the triggers keep alone. */
    private static final List<String> BROKEN = List.of(
            "select d.line, d.day, d.kind from ledger.day d full join (select line, day, kind, sum(moved) as moved"
                    + " from ledger.posting group by 1, 2, 3) p using (line, day, kind)"
                    + " where d.amount is distinct from p.moved",
            sums("s.committed <> p.committed or s.loaded <> p.loaded or s.advanced + s.paid <> p.disbursed"
                    + " or s.allotted + s.brought <> p.available"),
            sums("p.committed > p.available or p.disbursed > p.loaded or p.disbursed > p.available"),
            // what left an account of a line has come to another: none holds less than nothing
            "select p.line, account from (select line, from_account as account, -moved as moved from ledger.posting"
                    + " join ledger.move using (kind) union all select line, to_account, moved from ledger.posting"
                    + " join ledger.move using (kind)) p join ledger.line l on l.id = p.line and l.code like 'KILL-%'"
                    + " where account in ('allotted', 'loaded', 'advanced', 'retained') group by 1, 2 having sum(moved) < 0",
            "select sum(case kind when 'adjust-out' then -moved else moved end) from ledger.posting"
                    + " where kind in ('adjust-out', 'adjust-in') group by request"
                    + " having sum(case kind when 'adjust-out' then -moved else moved end) <> 0",
            "select sum(p.moved * m.allotted) from ledger.posting p join ledger.move m using (kind)"
                    + " join ledger.line l on l.id = p.line join ledger.project j on j.id = l.project and j.code = 'KILL'"
                    + " having sum(p.moved * m.allotted) > " + PROJECT,
            "select sum(p.moved * (m.advanced + m.paid)) from ledger.posting p join ledger.move m using (kind)"
                    + " join ledger.contract c on c.id = p.contract and c.code = 'KILL-HD'"
                    + " having sum(p.moved * (m.advanced + m.paid)) > " + CONTRACT);

    private static String sums(String wrong) {
        return "select s.line from ledger.standing s join (select line, sum(moved * m.committed) as committed,"
                + " sum(moved * m.loaded) as loaded, sum(moved * (m.advanced + m.paid)) as disbursed,"
                + " sum(moved * (m.allotted + m.brought)) as available from ledger.posting"
                + " join ledger.move m using (kind) group by line) p on p.line = s.line"
                + " join ledger.line l on l.id = s.line and l.code like 'KILL-%' where " + wrong;
    }
}
