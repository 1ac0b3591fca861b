package vn.hoi.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Personal data goes, the chain stays. */
class ErasureTest {

    private static final String WHY = "Quyết định 12/QĐ-STTTT";

    private final OwnJournal own = new OwnJournal();

    @AfterEach
    void close() {
        own.close();
    }

    private long written() {
        own.write(
                "party/1",
                Map.of(
                        "name", new Journal.Change(null, "Hoàng Thị Kín"),
                        "phone", new Journal.Change(null, "0912000111"),
                        "state", new Journal.Change(null, "active")),
                "bà Kín đề nghị");
        own.write("party/1", Map.of("phone", new Journal.Change("0912000111", "0912000222")), null);
        own.write("party/2", Map.of("name", new Journal.Change(null, "Hoàng Thị Kín")), null);
        own.writeSome(new Random(1), 20);
        return own.sealer().all();
    }

    private List<String> rows(String subject) {
        return own.database
                .sql("select entry::text from journal.entry where subject = :subject order by id")
                .param("subject", subject)
                .query(String.class)
                .list();
    }

    private long erase(Set<String> columns, boolean reasons) {
        return java.util.Objects.requireNonNull(own.transaction.execute(status -> reasons
                ? own.journal.eraseWithReasons("party/1", columns, WHY)
                : own.journal.erase("party/1", columns, WHY)));
    }

    @Test
    void anErasedValueIsGoneFromTheTableAndTheChainStaysWhole() {
        written();
        assertThat(erase(Set.of("name", "phone"), true)).isEqualTo(2);
        assertThat(String.join("\n", rows("party/1")))
                .doesNotContain("Kín", "0912000111", "0912000222")
                .contains("active");
        assertThat(rows("party/2")).singleElement().asString().contains("Kín");
        assertThat(own.broken()).isEmpty();
        assertThat(own.check().erased()).isEqualTo(2);
        own.sealer().all();
        assertThat(own.broken()).isEmpty();
    }

    @Test
    void itsReaderSeesThatThereWasAValueAndWhoErasedIt() {
        written();
        erase(Set.of("phone"), true);
        List<Journal.Entry> entries = own.journal.list("party/1");
        assertThat(entries.getFirst().action()).isEqualTo("erased");
        assertThat(entries.getFirst().reason()).isEqualTo(WHY);
        assertThat(entries.getFirst().changes().get("columns").after()).isEqualTo(List.of("phone"));
        assertThat(entries.getLast().changes().get("phone")).isEqualTo(new Journal.Change(null, null, true));
        assertThat(entries.getLast().changes().get("name")).isEqualTo(new Journal.Change(null, "Hoàng Thị Kín"));
        assertThat(entries.getLast().reasonErased()).isTrue();
        assertThat(entries.get(1).reasonErased()).isFalse();
    }

    @Test
    void whatIsErasedBeforeItsSealIsSealedAsWhole() {
        own.write("party/1", Map.of("phone", new Journal.Change(null, "0912000111")), null);
        erase(Set.of("phone"), false);
        own.sealer().all();
        assertThat(own.broken()).isEmpty();
        assertThat(rows("party/1")).hasSize(2).noneMatch(row -> row.contains("0912000111"));
        // once more changes nothing
        assertThat(erase(Set.of("phone"), false)).isZero();
        assertThat(own.broken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select journal.erase('party/1', '{phone}', false)",
                "update journal.entry set changes = changes || '{\"phone\": {\"erased\": true}}' where subject = 'party/1'",
                "update journal.entry as e set (changes, salts, digests) ="
                        + " (select x.changes, x.salts, x.digests from journal.erased(e, '{phone}', false) as x)"
                        + " where subject = 'party/1'"
            })
    void theDatabaseRefusesAnErasureWithoutAnEntryThatSaysSo(String sql) {
        written();
        assertThatThrownBy(() -> own.database.sql(sql).query().listOfRows()).hasMessageContaining("JOU-001");
        assertThat(String.join("\n", rows("party/1"))).contains("0912000111");
    }

    @Test
    void theDatabaseRefusesToPutAnotherDigestOrValueInPassing() {
        written();
        for (String change : List.of(
                "digests = '{\"phone\": \"00\"}', salts = salts - 'phone', changes = changes || '{\"phone\": {\"erased\": true}}'",
                "account = 'x'",
                "changes = changes || '{\"state\": {\"after\": \"closed\"}}'")) {
            assertThatThrownBy(() -> own.transaction.executeWithoutResult(status -> {
                        own.journal.erase("party/1", Set.of("name"), WHY);
                        own.database
                                .sql("update journal.entry set " + change
                                        + " where subject = 'party/1' and action = 'changed'")
                                .update();
                    }))
                    .hasMessageContaining("JOU-001");
        }
        assertThat(own.broken()).isEmpty();
    }

    @Test
    void anErasureThatNoEntryTellsOfIsNamed() {
        long all = written();
        assertThat(all).isEqualTo(23);
        own.tamper("""
                update journal.entry as e set (changes, salts, digests) =
                    (select x.changes, x.salts, x.digests from journal.erased(e, '{phone}', false) as x)
                where subject = 'party/1'""", Map.of());
        long first = own.journal.list("party/1").getLast().id();
        assertThat(own.broken()).startsWith("JOU-017: Mục nhật ký số " + first).contains("cột phone");
        // one that tells of another column does not cover it
        own.tamper("""
                insert into journal.entry (account, subject, action, changes)
                values ('x', 'party/1', 'erased', '{"columns": {"after": ["name"]}}')""", Map.of());
        assertThat(own.broken()).startsWith("JOU-017");
    }
}
