package vn.hoi.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.TestApplication;
import vn.hoi.register.Records;
import vn.hoi.register.Registers;

/** Faults planted in a transaction that is rolled back: the proof finds and names each of them. */
class SeededFaultsTest {

    private final Records records = TestApplication.get(Records.class);
    private final Registers registers = TestApplication.get(Registers.class);
    private final FigureProof proof = TestApplication.get(FigureProof.class);
    private final FigureAudit audit = TestApplication.get(FigureAudit.class);
    private final JdbcClient database = TestApplication.get(JdbcClient.class);
    private final TransactionTemplate transaction = TestApplication.get(TransactionTemplate.class);

    @BeforeEach
    void allIsRightBefore() {
        RandomRecords made = new RandomRecords(new Random(1));
        records.create(registers.get("ip-title"), granted(made));
        records.create(registers.get("digital-certificate"), made.certificate());
        TestApplication.get(Fold.class).all();
        assertThat(proof.all()).isEmpty();
    }

    private static java.util.Map<String, String> granted(RandomRecords made) {
        java.util.Map<String, String> typed;
        do {
            typed = made.title();
        } while (typed.get("granted-on").isEmpty() || typed.get("published-on").isEmpty());
        return typed;
    }

    private List<FigureProof.Fault> planted(Runnable fault) {
        return Objects.requireNonNull(transaction.execute(status -> {
            fault.run();
            status.setRollbackOnly();
            List<FigureProof.Fault> found = proof.all();
            found.stream().map(FigureProof.Fault::figure).distinct().forEach(this::assertNoticedByTheAuditor);
            return found;
        }));
    }

    /** The auditor looks at random; at the figure with the fault it finds it soon. */
    private void assertNoticedByTheAuditor(String wrong) {
        Figure figure = proof.figures().stream()
                .filter(one -> one.id().equals(wrong))
                .findFirst()
                .orElseThrow();
        var chance = new Random(5);
        for (int look = 0; look < 2000; look++) {
            if (!audit.look(figure, chance).isEmpty()) {
                return;
            }
        }
        throw new AssertionError("the auditor did not notice what is wrong with " + wrong);
    }

    @Test
    void theAuditorFindsNothingWhereAllIsRight() {
        var chance = new Random();
        for (int look = 0; look < 200; look++) {
            assertThat(audit.look(chance)).isEmpty();
        }
    }

    @Test
    void theAuditorNamesAWrongCellInTheJournalAndAmongTheJobs() {
        transaction.executeWithoutResult(status -> {
            run("update figure.cell set n = n + 7 where figure ="
                    + " (select number from figure.definition where figure = 'ip.titles.total')");
            audit.tell(proof.all());
            assertThat(TestApplication.get(vn.hoi.journal.Journal.class).list("figures/ip.titles.total"))
                    .anySatisfy(entry -> assertThat(entry.action()).isEqualTo("found-wrong"));
            assertThat(audit.last().state()).isEqualTo(vn.hoi.common.Job.State.FAILED);
            assertThat(audit.last().says().vi()).contains("ip.titles.total", "ô sai");
            status.setRollbackOnly();
        });
        audit.tell(List.of());
        assertThat(audit.last().state()).isEqualTo(vn.hoi.common.Job.State.FINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollup", "cell"})
    void aFoldThatForgetsHalfOfItsWorkIsFound(String forgotten) {
        assertThat(planted(() -> {
                    records.create(registers.get("ip-title"), granted(new RandomRecords(new Random(6))));
                    String moved = "with moved as (delete from figure.delta where xmin::text ="
                            + " (pg_current_xact_id()::xid)::text returning *) ";
                    run(
                            forgotten.equals("rollup")
                                    ? moved
                                            + "insert into figure.cell as cell (figure, bucket, place, unit, b1, b2, b3, n, total)"
                                            + " select figure, bucket, place, unit, b1, b2, b3, n, total from moved"
                                            + " on conflict (figure, bucket, place, unit, b1, b2, b3)"
                                            + " do update set n = cell.n + excluded.n"
                                    : moved + "insert into figure.rollup as rollup"
                                            + " (figure, span, place, unit, b1, b2, b3, n, total)"
                                            + " select figure, span, at_place, at_unit, b1, b2, b3, n, total from moved, "
                                            + Fold.SPANS
                                            + " on conflict (figure, span, place, unit, b1, b2, b3) do update set n = rollup.n + excluded.n");
                }))
                .extracting(FigureProof.Fault::figure)
                .contains("records.ip-title", "ip.titles.total", "ip.applications.published");
    }

    private int run(String sql) {
        return database.sql(sql).update();
    }

    @Test
    void aSilentInsertIsFound() {
        assertThat(planted(() -> {
                    run("alter table register.ip_title disable trigger after_insert_ip_title");
                    records.create(registers.get("ip-title"), granted(new RandomRecords(new Random(2))));
                }))
                .extracting(FigureProof.Fault::figure)
                .contains("records.ip-title", "ip.titles.total", "ip.applications.published")
                .doesNotContain("cert.total");
    }

    @Test
    void aSilentDeleteIsFound() {
        assertThat(planted(() -> {
                    run("alter table register.digital_certificate disable trigger after_delete_digital_certificate");
                    run(
                            "delete from register.digital_certificate where id = (select max(id) from register.digital_certificate)");
                }))
                .extracting(FigureProof.Fault::figure)
                .contains("records.digital-certificate", "cert.total")
                .doesNotContain("ip.titles.total");
    }

    @Test
    void aSilentUpdateIsFound() {
        assertThat(planted(() -> {
                    run("alter table register.ip_title disable trigger after_update_ip_title");
                    run("update register.ip_title set granted_on = granted_on + 40 where id ="
                            + " (select max(id) from register.ip_title where granted_on is not null)");
                }))
                .extracting(FigureProof.Fault::figure)
                .contains("ip.titles.total")
                .doesNotContain("records.ip-title");
    }

    @ParameterizedTest
    @CsvSource({"cell, cell", "rollup, roll-up"})
    void anAlteredNumberIsFoundWithWhatItSaysAndWhatItShouldSay(String table, String what) {
        assertThat(planted(() -> assertThat(run("""
                        update figure.%1$s set n = n + 7 where ctid = (
                            select ctid from figure.%1$s where figure =
                                (select number from figure.definition where figure = 'ip.titles.total')
                            order by n desc limit 1)""".formatted(table))).isEqualTo(1)))
                .anySatisfy(fault -> {
                    assertThat(fault.figure()).isEqualTo("ip.titles.total");
                    assertThat(fault.what()).isEqualTo(what);
                    assertThat(fault.where()).isNotBlank();
                    assertThat(fault.kept().subtract(fault.counted())).isEqualByComparingTo(BigDecimal.valueOf(7));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"cell", "rollup"})
    void aLostNumberIsFound(String table) {
        assertThat(planted(() -> assertThat(run("delete from figure." + table + " where n <> 0 and figure ="
                                + " (select number from figure.definition where figure = 'cert.total')"))
                        .isPositive()))
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault.figure()).isEqualTo("cert.total"));
    }

    @Test
    void aLostDeltaIsFound() {
        assertThat(planted(() -> {
                    records.create(registers.get("ip-title"), granted(new RandomRecords(new Random(3))));
                    assertThat(
                                    run(
                                            "delete from figure.delta where xmin::text = (pg_current_xact_id()::xid)::text and figure ="
                                                    + " (select number from figure.definition where figure = 'ip.titles.total')"))
                            .isEqualTo(1);
                }))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.figure()).isEqualTo("ip.titles.total");
                    assertThat(fault.counted().subtract(fault.kept())).isEqualByComparingTo(BigDecimal.ONE);
                });
    }

    @Test
    void aDeltaTakenTwiceIsFound() {
        assertThat(planted(() -> {
                    records.create(registers.get("ip-title"), granted(new RandomRecords(new Random(4))));
                    run("insert into figure.delta (figure, bucket, place, unit, b1, b2, b3, n, total)"
                            + " select figure, bucket, place, unit, b1, b2, b3, n, total from figure.delta"
                            + " where xmin::text = (pg_current_xact_id()::xid)::text");
                }))
                .extracting(FigureProof.Fault::figure)
                .contains("records.ip-title", "ip.titles.total", "ip.applications.published");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "register.ip_title",
                "register.digital_certificate",
                "register.dossier",
                "register.measuring_instrument",
                "register.st_task",
                "register.initiative"
            })
    void aRegisterIsNotEmptiedPastItsFigures(String table) {
        assertThatThrownBy(() -> run("truncate " + table + " cascade")).hasMessageContaining("FIG-010");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update journal.entry set account = 'someone else'",
                        "update journal.entry set reason = reason where id = (select max(id) from journal.entry)",
                "delete from journal.entry where id = (select max(id) from journal.entry)",
                        "truncate journal.entry cascade"
            })
    void theJournalIsOnlyAddedTo(String sql) {
        assertThatThrownBy(() -> run(sql)).hasMessageContaining("JOU-001");
    }
}
