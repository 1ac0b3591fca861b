package vn.hoi.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.TestApplication;

/** The dates that figures go by are indexed, and each only once. */
class EventIndexTest {

    private static final String NAME = "measuring_instrument_in_use_from_event";

    private final JdbcClient database = TestApplication.get(JdbcClient.class);

    private boolean stands() {
        return database.sql("select to_regclass('register." + NAME + "') is not null")
                .query(Boolean.class)
                .single();
    }

    @Test
    void aDateThatListsAreOrderedByHasNoSecondIndex() {
        assertThat(stands()).isFalse();
        TestApplication.get(TransactionTemplate.class).executeWithoutResult(status -> {
            status.setRollbackOnly();
            database.sql("create index " + NAME + " on register.measuring_instrument (in_use_from, id)")
                    .update();
            TestApplication.get(StoredFigures.class).run();
            assertThat(stands()).as("left from an earlier time").isFalse();
        });
    }

    @Test
    void everyDateOfAFigureHasAnIndexThatBeginsWithIt() {
        for (Figure figure : TestApplication.get(Figures.class).list()) {
            if (figure.definition() instanceof Definition.Stored stored && stored.from() != null) {
                String table = stored.register().table();
                assertThat(database.sql(
                                        "select indexdef from pg_indexes where schemaname = 'register' and tablename = :t")
                                .param("t", table)
                                .query(String.class)
                                .list())
                        .as(figure.id())
                        .anyMatch(index ->
                                index.matches(".*\\(\"?" + stored.from().sql() + "\"?[ ,].*"));
            }
        }
    }
}
