package vn.hoi.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.TestApplication;
import vn.hoi.TestDeclarations;
import vn.hoi.TestTitles;
import vn.hoi.register.Records;
import vn.hoi.register.Registers;

/** Figures declared, changed and taken away on a database in which people go on working. */
class NewFigureTest {

    private static final String FIGURES = "fields/property/figures.yaml";
    private static final String ADDED = """

            test.filed:
              name: { vi: Đơn đã nộp, en: Applications filed }
              counts: ip-title
              on: filed-on
              by: [kind]
              measure: application

            test.marks:
              name: { vi: Đơn nhãn hiệu, en: Mark applications }
              of: test.filed
              where: { kind: mark }

            test.cost:
              name: { vi: Kinh phí, en: Cost }
              sums: st-task.total-cost
              on: approved-on
              by: [level]
              measure: VND

            test.cost.running:
              name: { vi: Kinh phí nhiệm vụ đang thực hiện, en: Cost of running tasks }
              sums: st-task.total-cost
              stock: { from: approved-on, until: accepted-on }
              where: { level: [provincial, grassroots] }
              measure: VND
            """;

    private final JdbcClient database = TestApplication.get(JdbcClient.class);
    private final Records records = TestApplication.get(Records.class);
    private final Registers registers = TestApplication.get(Registers.class);

    @TempDir
    Path folder;

    @AfterEach
    void asDeclared() {
        TestApplication.get(StoredFigures.class).run();
        assertThat(TestApplication.get(FigureProof.class).all()).isEmpty();
    }

    private void file() {
        TestTitles.filed("Chủ", "2025-06-14", null, null);
    }

    private void task(String day, String cost) {
        records.create(
                registers.get("st-task"),
                Map.of(
                        "title",
                        "Nhiệm vụ",
                        "level",
                        "provincial",
                        "kind",
                        "topic",
                        "discipline",
                        "medicine",
                        "host-organisation",
                        "Sở",
                        "state",
                        "approved",
                        "approved-on",
                        day,
                        "total-cost",
                        cost));
    }

    private long count(String sql) {
        return database.sql(sql).query(Long.class).single();
    }

    private void assertExact(StartedFigures program) {
        assertThat(program.value("test.filed")).isEqualTo(count("select count(*) from register.ip_title"));
        assertThat(program.value("test.marks"))
                .isEqualTo(count("select count(*) from register.ip_title where kind = 'mark'"));
        assertThat(program.value("test.cost"))
                .isEqualTo(count("select sum(total_cost) from register.st_task where approved_on is not null"));
        assertThat(program.value("test.cost.running")).isEqualTo(count("""
                select sum(total_cost) from register.st_task
                where approved_on <= current_date and accepted_on is null and level in ('provincial', 'grassroots')"""));
        program.assertProven();
    }

    @Test
    void aNewFigureIsExactFromItsFirstMomentWhileOthersWrite() throws Exception {
        TestDeclarations declarations = TestDeclarations.copy(folder);
        file();
        task("2024-05-01", "9000000000000000");
        task("2025-05-01", "1500");
        declarations.append(FIGURES, ADDED);
        var writing = new AtomicBoolean(true);
        var written = new AtomicInteger();
        try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
            Future<?> writes = writer.submit(() -> {
                while (writing.get()) {
                    file();
                    written.incrementAndGet();
                }
            });
            try (StartedFigures program = new StartedFigures(declarations)) {
                int before = written.get();
                org.awaitility.Awaitility.await().until(() -> written.get() > before + 3 || writes.isDone());
                writing.set(false);
                writes.get();
                assertThat(written.get()).isGreaterThan(before);
                assertExact(program);
                task("2025-07-01", "1");
                database.sql("update register.st_task set accepted_on = '2025-08-01' where total_cost = 1500")
                        .update();
                assertExact(program);
                TestApplication.get(Fold.class).all();
                assertExact(program);
            } finally {
                writing.set(false);
            }
        }
    }

    @Test
    void aNewFigureWaitsForNoReaderAndSoMeetsNoWriterTheWrongWayRound() throws Exception {
        TestDeclarations declarations = TestDeclarations.copy(folder);
        file();
        task("2025-05-01", "700");
        declarations.append(FIGURES, ADDED);
        try (java.sql.Connection reader = vn.hoi.TestDatabase.connect();
                var statement = reader.createStatement();
                ExecutorService starter = Executors.newSingleThreadExecutor()) {
            reader.setAutoCommit(false);
            statement.execute("select count(*) from register.ip_title");
            statement.execute("select count(*) from register.st_task");
            Future<StartedFigures> starting = starter.submit(() -> new StartedFigures(declarations));
            try {
                // with the reader's transaction still open
                assertExact(starting.get(10, java.util.concurrent.TimeUnit.SECONDS));
            } finally {
                reader.rollback();
                starting.get().close();
            }
        }
    }

    @Test
    void aChangedDefinitionIsANewVersionAndCountedAgain() throws IOException {
        TestDeclarations declarations = TestDeclarations.copy(folder);
        file();
        task("2025-05-01", "700");
        declarations.append(FIGURES, ADDED);
        new StartedFigures(declarations).close();
        declarations.replace(FIGURES, "by: [level]", "by: [level, discipline]");
        declarations.replace(FIGURES, "by: [kind]", "by: [kind, grant-scope]");
        try (StartedFigures program = new StartedFigures(declarations)) {
            assertExact(program);
            assertThat(count("select version from figure.definition where figure = 'test.filed'"))
                    .isEqualTo(2);
            assertThat(count("select version from figure.definition where figure = 'test.cost.running'"))
                    .isEqualTo(1);
            var march = new Period(LocalDate.of(2025, 6, 14), LocalDate.of(2025, 6, 14));
            assertThat(program.reading
                            .read(
                                    program.figures.get("test.marks"),
                                    new FigureQuery(march, null, null, null, "grant-scope"))
                            .cells())
                    .isNotEmpty();
        }
    }

    @Test
    void aFigureNoLongerDeclaredLeavesNoNumbersAndItsRecordsStay() throws IOException {
        TestDeclarations declarations = TestDeclarations.copy(folder);
        declarations.append(FIGURES, ADDED);
        file();
        new StartedFigures(declarations).close();
        file();
        long records = count("select count(*) from register.ip_title");
        TestDeclarations.copyFile(folder, FIGURES);
        try (StartedFigures program = new StartedFigures(declarations)) {
            assertThat(count("select count(*) from figure.definition where figure like 'test.%'"))
                    .isZero();
            file();
            for (String table : java.util.List.of("cell", "delta", "rollup")) {
                assertThat(count("select count(*) from figure." + table
                                + " where figure not in (select number from figure.definition)"))
                        .as(table)
                        .isZero();
            }
            program.assertProven();
            assertThat(count("select count(*) from register.ip_title")).isEqualTo(records + 1);
        }
    }
}
