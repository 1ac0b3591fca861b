package vn.hoi.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestDatabase;
import vn.hoi.register.RecordLoading.Aside;

/** Indexes set aside for a loading come back whatever becomes of it, and what guards a rule never goes. */
class IndexesAsideTest {

    private static final long VERY_MANY = 10_000_000;

    private final JdbcClient database = TestApplication.get(JdbcClient.class);
    private final IndexesAside indexes = TestApplication.get(IndexesAside.class);
    private final RegisterTables tables = TestApplication.get(RegisterTables.class);
    private final Register register = TestApplication.get(Registers.class).get("measuring-instrument");
    private final Set<String> all = present();

    private Set<String> present() {
        return new TreeSet<>(database.sql("""
                        select indexdef || coalesce(obj_description(to_regclass('register.' || quote_ident(indexname)), 'pg_class'), '')
                        from pg_indexes where schemaname = 'register' and tablename = 'measuring_instrument'""").query(String.class).list());
    }

    @AfterEach
    void nothingIsLeftAside() {
        indexes.makeMissing();
        assertThat(present()).isEqualTo(all);
    }

    private void assertAside() {
        assertThat(present()).hasSizeLessThan(all.size());
        assertThat(present().toString())
                .doesNotContain("USING gin", "_order", "_due", "_key")
                .contains("UNIQUE INDEX measuring_instrument_code", "UNIQUE INDEX measuring_instrument_serial_unique");
    }

    @Test
    void theEndOfTheLoadingMakesThemAgain() {
        try (Aside aside = indexes.setAside(register, VERY_MANY)) {
            assertThat(aside).isNotNull();
            assertAside();
        }
        assertThat(present()).isEqualTo(all);
    }

    @Test
    void aFewRecordsSetNothingAside() {
        try (Aside aside = indexes.setAside(register, 20_000)) {
            assertThat(aside).isNotNull();
            assertThat(present()).isEqualTo(all);
        }
    }

    @Test
    void aSecondLoadingNeitherMakesNorLosesThem() {
        try (Aside first = indexes.setAside(register, VERY_MANY)) {
            assertThat(first).isNotNull();
            try (Aside second = indexes.setAside(register, VERY_MANY)) {
                assertThat(second).isNotNull();
            }
            assertAside();
        }
        assertThat(present()).isEqualTo(all);
    }

    @Test
    void aReaderWhoStaysKeepsThemInPlace() throws Exception {
        try (Connection reader = TestDatabase.connect();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.executeQuery("select from register.measuring_instrument limit 1");
            try (Aside aside = indexes.setAside(register, VERY_MANY)) {
                assertThat(aside).isNotNull();
                assertThat(present()).isEqualTo(all);
            }
            reader.rollback();
        }
    }

    /** What a killed node leaves: its connections are gone and nobody closes anything. */
    private void leaveAside() {
        Aside never = indexes.setAside(register, VERY_MANY);
        assertThat(never).isNotNull();
        assertAside();
        assertThat(holders("select pg_terminate_backend(pid) from pg_locks")).isPositive();
        await().atMost(Duration.ofSeconds(10)).until(() -> holders("select from pg_locks") == 0);
    }

    private int holders(String what) {
        return database.sql(what + " where locktype = 'advisory' and classid = :lock")
                .param("lock", RegisterIndexes.ASIDE_LOCK)
                .query((row, n) -> 1)
                .list()
                .size();
    }

    @Test
    void aStartMakesWhatAKilledLoadingLeft() {
        leaveAside();
        tables.run();
        assertThat(present()).isEqualTo(all);
    }

    @Test
    void anotherNodeMakesWhatAKilledLoadingLeft() {
        leaveAside();
        assertThat(indexes.makeMissing()).isEqualTo(1);
        assertThat(present()).isEqualTo(all);
        assertThat(indexes.makeMissing()).isZero();
    }

    @Test
    void aStartLeavesThemToTheNodeThatIsLoading() {
        try (Aside aside = indexes.setAside(register, VERY_MANY)) {
            assertThat(aside).isNotNull();
            tables.run();
            assertThat(indexes.makeMissing()).isZero();
            assertAside();
        }
        assertThat(present()).isEqualTo(all);
    }

    @Test
    void listsAreTheSameMeanwhile() throws Exception {
        String asked = "/registers/measuring-instrument.json?q=a&sort=verified-until&dir=desc&limit=50";
        String before = Http.shared().get(asked).body();
        try (Aside aside = indexes.setAside(register, VERY_MANY)) {
            assertThat(aside).isNotNull();
            assertAside();
            assertThat(Http.shared().get(asked).body()).isEqualTo(before);
            assertThat(Http.shared().get("/desk").statusCode()).isEqualTo(200);
        }
    }
}
