package vn.hoi.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import vn.hoi.Seeded;

/** Somebody with all rights over the database alters what was sealed: each time the proof names what and where. */
class TamperedJournalTest {

    private final OwnJournal own = new OwnJournal();

    @AfterEach
    void close() {
        own.close();
    }

    /** Several seals, and a tail that is not sealed yet. */
    private void written(Random random) {
        Sealer sealer = own.sealer();
        for (int batch = 0; batch < 4; batch++) {
            own.writeSome(random, 20 + random.nextInt(20));
            sealer.all();
        }
        own.writeSome(random, 3);
        assertThat(own.broken()).isEmpty();
    }

    private long sealOf(long entry) {
        return own.database.sql("""
                        select min(seal.number) from journal.seal, journal.entry
                        where entry.id = :id and (last_xid, last_id) >= (entry.xid, entry.id)""").param("id", entry).query(Long.class).single();
    }

    @Test
    void anUntouchedJournalIsWholeAndItsTailIsTold() {
        Seeded.check(random -> {
            written(random);
            JournalProof.Found found = own.check();
            assertThat(found.broken()).isNull();
            assertThat(found.seals()).isEqualTo(4);
            assertThat(found.unsealed()).isEqualTo(3);
            assertThat(found.entries() + found.unsealed()).isEqualTo(own.ids().size());
            assertThat(found.notes()).singleElement().asString().contains("4 dòng, đều khớp");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "account = 'someone-else'",
                "subject = subject || '0'",
                "action = 'printed'",
                "at = at + interval '1 microsecond'",
                "changes = changes || '{\"more\": {\"after\": 1}}'",
                "changes = '{\"name\": {\"before\": null, \"after\": \"khác\"}}'",
                "reason = coalesce(reason, '') || '.'",
                "salts = salts || '{\"name\": \"!\"}', changes = changes || '{\"name\": {\"after\": 5}}'",
                "digests = '{\"name\": \"00\"}', changes = changes || '{\"name\": {\"erased\": true}}', salts = salts - 'name'",
                "reason_digest = repeat('0', 64), reason = null"
            })
    void anAlteredEntryIsNamedWithItsSeal(String change) {
        Seeded.check(random -> {
            written(random);
            long victim = own.victim(random);
            assertThat(own.tamper("update journal.entry set " + change + " where id = :id", Map.of("id", victim)))
                    .isEqualTo(1);
            assertThat(own.broken())
                    .startsWith(
                            "JOU-011: Mục nhật ký số " + victim + " (niêm phong số " + sealOf(victim) + ") đã bị sửa");
        });
    }

    @Test
    void aDeletedEntryIsNamedWithItsSeal() {
        Seeded.check(random -> {
            written(random);
            long victim = own.victim(random);
            long seal = sealOf(victim);
            own.tamper("delete from journal.entry where id = :id", Map.of("id", victim));
            assertThat(own.broken())
                    .isEqualTo("JOU-012: Mục nhật ký số " + victim + " (niêm phong số " + seal + ") đã bị xóa.");
        });
    }

    @Test
    void anInsertedEntryIsNamedWithTheSealItLiesIn() {
        Seeded.check(random -> {
            written(random);
            // the newest batch is left out: behind its last transaction an entry is not inserted, but added
            long beside = own.database
                    .sql("""
                            select id from journal.entry
                            where (xid, id) <= (select last_xid, last_id from journal.seal where number = 3)
                            order by hashint8(id + :salt) limit 1""")
                    .param("salt", random.nextInt(1000))
                    .query(Long.class)
                    .single();
            long seal = sealOf(beside);
            own.tamper("""
                    insert into journal.entry (xid, account, subject, action)
                    select xid, 'ghost', subject, 'created' from journal.entry where id = :id""", Map.of("id", beside));
            long ghost = own.database
                    .sql("select id from journal.entry where account = 'ghost'")
                    .query(Long.class)
                    .single();
            // behind the last of a transaction that ends its seal, it lies in the seal after
            assertThat(own.broken())
                    .startsWith("JOU-013: Mục nhật ký số " + ghost + " bị chèn vào")
                    .containsPattern("niêm phong số (" + seal + "|" + (seal + 1) + ")");
        });
    }

    @ParameterizedTest
    @CsvSource({"true, JOU-014", "false, JOU-011"})
    void swappedEntriesAreNoticed(boolean placesAlone, String code) {
        Seeded.check(random -> {
            written(random);
            long one = own.victim(random);
            long other = own.database
                    .sql("""
                            select id from journal.entry where xid <> (select xid from journal.entry where id = :one)
                                and (xid, id) <= (select last_xid, last_id from journal.seal order by number desc limit 1)
                            order by hashint8(id + :salt) limit 1""")
                    .param("one", one)
                    .param("salt", random.nextInt(1000))
                    .query(Long.class)
                    .single();
            String swapped = placesAlone
                    ? "xid = other.xid"
                    : "subject = other.subject || '', at = other.at, changes = other.changes, salts = other.salts,"
                            + " reason = other.reason, reason_salt = other.reason_salt";
            own.tamper(
                    "update journal.entry as entry set " + swapped
                            + " from journal.entry as other where entry.id in (:one, :other)"
                            + " and other.id in (:one, :other) and other.id <> entry.id",
                    Map.of("one", one, "other", other));
            assertThat(own.broken()).matches("(?s)JOU-01[1-4].*").satisfies(said -> {
                assertThat(said).containsAnyOf("số " + one + " ", "số " + other + " ");
                if (!placesAlone) {
                    assertThat(said).startsWith(code);
                }
            });
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "count = count + 1",
                "at = at - interval '1 day'",
                "root = sha256(root)",
                "previous = sha256(previous)",
                "head = sha256(head)",
                "last_id = last_id + 1",
                "leaves = overlay(leaves placing sha256(leaves) from 9)",
                "leaves = substring(leaves from 1 for length(leaves) - 40)"
            })
    void anAlteredSealIsNamed(String change) {
        Seeded.check(random -> {
            written(random);
            long victim = 1 + random.nextInt(4);
            own.tamper("update journal.seal set " + change + " where number = :number", Map.of("number", victim));
            assertThat(own.broken()).startsWith("JOU-015: Niêm phong số " + victim + " đã bị sửa");
        });
    }

    @Test
    void aMissingSealIsNamed() {
        Seeded.check(random -> {
            written(random);
            long victim = 1 + random.nextInt(4);
            own.tamper("delete from journal.seal where number = :number", Map.of("number", victim));
            assertThat(own.broken())
                    .startsWith(victim == 4 ? "JOU-016" : "JOU-015: Niêm phong số " + victim + " đã mất")
                    .containsIgnoringCase("niêm phong số " + victim);
        });
    }

    @Test
    void aChainMadeAnewIsContradictedByTheFileOutside() {
        Seeded.check(random -> {
            written(random);
            long victim = own.victim(random);
            long seal = sealOf(victim);
            own.tamper("update journal.entry set account = 'someone-else' where id = :id", Map.of("id", victim));
            own.tamper("delete from journal.seal where number >= :number", Map.of("number", seal));
            own.sealer().all();
            assertThat(own.broken()).startsWith("JOU-016").contains("niêm phong số " + seal + " khác với bảng");
        });
    }

    @Test
    void anAlteredHeadFileIsNamedAndNeverWrittenOver() {
        Seeded.check(random -> {
            written(random);
            List<String> lines = new ArrayList<>(Files.readAllLines(own.headFile()));
            int victim = random.nextInt(lines.size());
            String line = lines.get(victim);
            char last = line.charAt(line.length() - 1);
            lines.set(victim, line.substring(0, line.length() - 1) + (last == '0' ? '1' : '0'));
            Files.write(own.headFile(), lines);
            assertThat(own.broken()).startsWith("JOU-016").contains("niêm phong số " + (victim + 1) + " khác với bảng");
            Heads heads = own.heads();
            heads.restore();
            assertThat(heads.faults()).hasSize(1);
            own.sealer().all();
            assertThat(Files.readAllLines(own.headFile()).subList(0, lines.size()))
                    .isEqualTo(lines);
        });
    }

    @Test
    void missingAndTornLinesOfTheHeadFileAreWrittenAgain() throws IOException {
        written(new Random(1));
        List<String> lines = Files.readAllLines(own.headFile());
        Files.delete(own.headFile());
        own.heads().restore();
        assertThat(Files.readAllLines(own.headFile())).isEqualTo(lines);

        Files.write(own.headFile(), List.of(lines.get(0), lines.get(3)));
        own.heads().restore();
        assertThat(Files.readAllLines(own.headFile())).contains(lines.toArray(String[]::new));
        assertThat(own.broken()).isEmpty();

        Files.writeString(own.headFile(), lines.get(0) + "\n" + lines.get(1).substring(0, 30));
        assertThat(own.check().notes()).singleElement().asString().contains("thiếu 3 niêm phong");
        own.heads().append();
        assertThat(Files.readAllLines(own.headFile())).isEqualTo(lines);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update journal.entry set account = 'x' where id = 1",
                "update journal.entry set reason = reason where id = 1",
                "update journal.entry set reason = null where reason is not null",
                "update journal.entry set digests = digests || '{\"x\": \"00\"}'",
                "delete from journal.entry",
                "truncate journal.entry",
                "update journal.seal set head = head",
                "delete from journal.seal",
                "truncate journal.seal"
            })
    void theDatabaseItselfRefusesToTouchEntriesAndSeals(String sql) {
        written(new Random(2));
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> own.database.sql(sql).update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("JOU-001");
        assertThat(own.broken()).isEmpty();
    }
}
