package vn.hoi.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.TestApplication;
import vn.hoi.TestDeclarations;
import vn.hoi.journal.Journal;

/** A register's table grows with its declaration and never loses anything; each start here is rolled back. */
class RegisterTablesTest {

    private static final String TITLE = "fields/property/registers/ip-title.yaml";
    private static final String AREA = "  area:           {";

    private final JdbcClient database = TestApplication.get(JdbcClient.class);
    private final TransactionTemplate transaction = TestApplication.get(TransactionTemplate.class);

    @TempDir
    Path folder;

    private TestDeclarations declarations;

    @BeforeEach
    void copy() throws IOException {
        declarations = TestDeclarations.copy(folder);
    }

    private void started(Runnable then) {
        started(TestApplication.get(Dropping.class), () -> {}, then);
    }

    private void started(Dropping dropping, Runnable then) {
        started(dropping, () -> {}, then);
    }

    private void started(Runnable before, Runnable then) {
        started(TestApplication.get(Dropping.class), before, then);
    }

    private void started(Dropping dropping, Runnable before, Runnable then) {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            before.run();
            try (AnnotationConfigApplicationContext declared = declarations.read()) {
                new RegisterTables(
                                declared.getBean(Registers.class),
                                database,
                                transaction,
                                TestApplication.get(Journal.class),
                                TestApplication.get(DeadlineFilling.class),
                                dropping)
                        .run();
            }
            then.run();
        });
    }

    private List<String> columns() {
        return database.sql("select column_name || ' ' || data_type from information_schema.columns"
                        + " where table_schema = 'register' and table_name = 'ip_title'")
                .query(String.class)
                .list();
    }

    @Test
    void theSameDeclarationChangesNothing() {
        List<String> before = columns();
        Long entries = database.sql("select count(*) from journal.entry")
                .query(Long.class)
                .single();
        started(() -> {
            assertThat(columns()).isEqualTo(before);
            assertThat(database.sql("select count(*) from journal.entry")
                            .query(Long.class)
                            .single())
                    .isEqualTo(entries);
        });
    }

    @Test
    void aNewColumnIsAddedAndJournalled() throws IOException {
        declarations.replace(TITLE, AREA, "  volume: { name: { vi: Sản lượng, en: Volume }, type: decimal }\n" + AREA);
        started(() -> {
            assertThat(columns()).contains("volume numeric");
            assertThat(TestApplication.get(Journal.class)
                            .list("registers/ip-title")
                            .getFirst()
                            .changes()
                            .toString())
                    .contains("volume");
        });
        assertThat(columns()).doesNotContain("volume numeric");
    }

    @Test
    void aNewChoiceIsAccepted() throws IOException {
        declarations.replace(
                TITLE,
                "    utility:            {",
                "    layout: { vi: Thiết kế bố trí, en: Layout design }\n    utility:            {");
        String insert =
                "insert into register.ip_title (code, unit, place, state, title, kind, application_no, filed_on, owner)"
                        + " select 'T-1', id, id, 'filed', 'Mạch', 'layout', 'T-1', '2025-01-01', 'Chủ' from unit.unit where code = '20'";
        started(() -> assertThat(database.sql(insert).update()).isEqualTo(1));
        assertThatThrownBy(() -> database.sql(insert).update()).hasMessageContaining("kind_choice");
    }

    @Test
    void aColumnOfAnotherTypeStopsTheStart() throws IOException {
        declarations.replace(
                TITLE,
                "en: Geographical area }, type: text, max-length: 1000",
                "en: Geographical area }, type: integer");
        assertThatThrownBy(() -> started(() -> {}))
                .hasMessageContaining("REG-012")
                .hasMessageContaining("area");
    }

    @Test
    void aColumnThatIsGoneStopsTheStart() throws IOException {
        declarations.replace(TITLE, AREA, "  region:         {");
        declarations.replace(TITLE, "nice-classes, area]", "nice-classes, region]");
        assertThatThrownBy(() -> started(() -> {}))
                .hasMessageContaining("REG-013")
                .hasMessageContaining("area");
    }

    @Test
    void aNewColumnThatMustBeFilledStopsTheStart() throws IOException {
        declarations.replace(
                TITLE, AREA, "  weight: { name: { vi: Nặng, en: Weight }, type: decimal, required: true }\n" + AREA);
        assertThatThrownBy(() -> started(() -> {}))
                .hasMessageContaining("REG-011")
                .hasMessageContaining("weight");
    }

    @Test
    void aChoiceThatRecordsHoldStopsTheStartWhenItIsTakenAway() throws IOException {
        database.sql(
                        "insert into register.ip_title (code, unit, place, state, title, kind, application_no, filed_on, owner)"
                                + " select 'T-14', id, id, 'filed', 'Mạch', 'utility', 'T-14', '2025-01-01', 'Chủ' from unit.unit where code = '20'")
                .update();
        try {
            declarations.replace(TITLE, "    utility:            {", "    layout:             {");
            assertThatThrownBy(() -> started(() -> {}))
                    .hasMessageContaining("REG-014")
                    .hasMessageContaining("kind_choice");
        } finally {
            database.sql("delete from register.ip_title where code = 'T-14'").update();
        }
    }

    @Test
    void aRuleAgainstDoublesStopsTheStartWhileThereAreDoubles() throws IOException {
        database.sql(
                        "insert into register.ip_title (code, unit, place, state, title, kind, application_no, filed_on, owner)"
                                + " select 'T-15' || n, id, id, 'filed', 'Trùng tên', 'utility', 'T-15' || n, '2025-01-01', 'Chủ'"
                                + " from unit.unit, generate_series(1, 2) as n where code = '20'")
                .update();
        try {
            declarations.replace(
                    TITLE,
                    "type: text, required: true, search: true, list: true, help",
                    "type: text, required: true, unique: true, search: true, list: true, help");
            assertThatThrownBy(() -> started(() -> {}))
                    .hasMessageContaining("REG-015")
                    .hasMessageContaining("title");
        } finally {
            database.sql("delete from register.ip_title where code like 'T-15%'")
                    .update();
        }
    }

    @Test
    void aColumnIsDroppedOnPurposeAndWhatItHeldIsKeptInAFile(@TempDir Path folder) throws IOException {
        database.sql(
                        "insert into register.ip_title (code, unit, place, state, title, kind, application_no, filed_on, owner, area)"
                                + " select 'T-16', id, id, 'filed', 'Hồi', 'gi', 'T-16', '2025-01-01', 'Chủ', 'Văn Quan, Bình Gia' from unit.unit where code = '20'")
                .update();
        try {
            declarations.replace(TITLE, AREA, "  region:         {");
            declarations.replace(TITLE, "nice-classes, area]", "nice-classes, region]");
            var dropping =
                    new Dropping("ip-title/area", folder.toString(), database, TestApplication.get(Journal.class));
            started(dropping, () -> {
                assertThat(columns()).contains("region text").doesNotContain("area text");
                assertThat(TestApplication.get(Journal.class)
                                .list("registers/ip-title")
                                .get(1)
                                .action())
                        .isEqualTo("dropped");
            });
            try (var files = Files.list(folder)) {
                Path kept = files.findFirst().orElseThrow();
                assertThat(Files.readString(kept)).contains("T-16", "Văn Quan, Bình Gia");
            }
        } finally {
            database.sql("delete from register.ip_title where code = 'T-16'").update();
        }
    }

    @Test
    void aColumnThatIsWantedIsNotDropped(@TempDir Path folder) {
        var dropping = new Dropping("ip-title/area", folder.toString(), database, TestApplication.get(Journal.class));
        assertThatThrownBy(() -> started(dropping, () -> {})).hasMessageContaining("REG-016");
        assertThat(columns()).contains("area text");
    }

    @Test
    void recordsOfARegisterThatGetsStepsAreOnTheVersionOfTheDayTheyBegan() {
        started(
                () -> {
                    database.sql("alter table register.st_task drop column lifecycle")
                            .update();
                    database.sql("""
                                    insert into register.st_task
                                      (code, unit, place, state, title, level, kind, discipline, host_organisation, approved_on)
                                    select 'T-' || day, id, id, 'ordered', 'Nhiệm vụ', 'provincial', 'topic', 'social', 'Viện', day::date
                                    from unit.unit, unnest(array['2025-09-30', '2025-10-01']) as day
                                    where unit.code = '20'""").update();
                },
                () -> assertThat(database.sql(
                                        "select lifecycle from register.st_task where code like 'T-20%' order by code")
                                .query(Integer.class)
                                .list())
                        .containsExactly(1, 2));
    }

    @Test
    void namesOfIndexesFitTheDatabase() {
        assertThat(database.sql("select indexname from pg_indexes where schemaname = 'register'")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name.length()).isLessThanOrEqualTo(63));
    }
}
