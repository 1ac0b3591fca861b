package vn.hoi.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static vn.hoi.ledger.LinesOfTests.correction;
import static vn.hoi.ledger.LinesOfTests.entry;
import static vn.hoi.ledger.LinesOfTests.paid;

import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import vn.hoi.TestApplication;
import vn.hoi.TestDatabase;
import vn.hoi.common.Problem;

class PostingsTest {

    private final LinesOfTests money = new LinesOfTests(TestApplication.context());

    private Problem refused(Entry... entries) {
        return catchThrowableOfType(
                Problem.class,
                () -> money.postings().post(List.of(entries), UUID.randomUUID().toString()));
    }

    @Test
    void moneyGoesFromTheRequestToTheLastDong() {
        // a year of which no published plan speaks, as in the two other tests of such years
        LocalDate day = LocalDate.of(2018, 3, 2);
        long line = money.line(2018, null, null);
        for (String kind : List.of("request", "appraise", "decide", "allot", "apportion", "load")) {
            money.post(entry(line, kind, 1000, day));
        }
        money.post(entry(line, "commit", 900, day));
        money.post(entry(line, "advance", 300, day));
        money.post(entry(line, "recover-advance", 200, day));
        money.post(entry(line, "pay", 400, day));
        money.post(entry(line, "retain", 50, day));
        money.post(entry(line, "pay-retained", 50, day));
        money.post(entry(line, "repay", 10, day));
        Sums sums = money.sums(line);
        assertThat(sums.get(Account.REQUESTED)).isEqualTo(1000);
        assertThat(sums.get(Account.LOADED)).isEqualTo(1000);
        assertThat(sums.get(Account.COMMITTED)).isEqualTo(900);
        assertThat(sums.get(Account.ADVANCED)).isEqualTo(100);
        assertThat(sums.get(Account.PAID)).isEqualTo(640);
        assertThat(sums.disbursed()).isEqualTo(740);
        assertThat(sums.get(Account.RETAINED)).isZero();
        assertThat(sums.get(Account.REPAID)).isEqualTo(10);
        assertThat(sums.remaining()).isEqualTo(260);
    }

    @Test
    void oneDongOverIsRefusedWithBothAmountsAndTheDocument() {
        long line = money.line(1_000_000, 600_000);
        Problem loaded = refused(entry(line, "load-directly", 400_001));
        assertThat(loaded.code()).isEqualTo("LED-033");
        assertThat(loaded.details()).containsEntry("asked", 400_001L).containsEntry("limit", 400_000L);
        assertThat(loaded.getMessage()).contains("400.001", "400.000", " theo CT-", "giảm 1 đồng");
        Problem committed = refused(entry(line, "commit", 1_000_001));
        assertThat(committed.code()).isEqualTo("LED-031");
        assertThat(committed.details()).containsEntry("limit", 1_000_000L).containsKeys("document", "documentDay");
        Problem disbursed = refused(entry(line, "pay", 600_001));
        assertThat(disbursed.code()).isEqualTo("LED-032");
        assertThat(disbursed.details())
                .containsEntry("asked", 600_001L)
                .containsEntry("limit", 600_000L)
                .containsEntry("overridable", true);
        assertThat(money.sums(line).disbursed()).isZero();
        money.post(entry(line, "pay", 600_000));
    }

    @Test
    void aRepeatIsAnsweredAsTheFirstAndBooksNothing() {
        long line = money.line(1000, 1000);
        Entry entry = entry(line, "pay", 700);
        String key = UUID.randomUUID().toString();
        Posting first = money.postings().post(List.of(entry), key).getFirst();
        // 700 more would be over the limit: the repeat is known before it is tried
        assertThat(money.postings().post(List.of(entry), key)).containsExactly(first);
        assertThat(money.sums(line).disbursed()).isEqualTo(700);
        assertThatThrownBy(() -> money.postings().post(List.of(entry(line, "pay", 1)), key))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("LED-002"));
    }

    @Test
    void aDocumentUsedTwiceIsRefused() {
        long line = money.line(1000, 1000);
        Entry once = entry(line, "pay", 10);
        money.post(once);
        assertThat(refused(once).code()).isEqualTo("LED-043");
        assertThat(money.sums(line).disbursed()).isEqualTo(10);
    }

    @Test
    void aCorrectionNamesWhatItCorrectsAndTakesBackNoMoreThanIsLeft() {
        long line = money.line(1000, 1000);
        Posting paid = money.post(entry(line, "pay", 300));
        Posting correction = money.post(correction(paid, 100));
        assertThat(correction.corrects()).isEqualTo(paid.id());
        assertThat(money.sums(line).disbursed()).isEqualTo(200);
        assertThat(refused(correction(paid, 201)).code()).isEqualTo("LED-044");
        assertThat(refused(correction(correction, 1)).code()).isEqualTo("LED-045");
        money.post(correction(paid, 200));
        assertThat(money.sums(line).disbursed()).isZero();
    }

    @Test
    void whatHasMovedOnCannotBeTakenBackBehindIt() {
        long line = money.line();
        Posting allotted = money.post(entry(line, "allot-directly", 1000));
        Posting loaded = money.post(entry(line, "load-directly", 800));
        money.post(entry(line, "pay", 500));
        money.post(entry(line, "commit", 900));
        assertThat(refused(correction(allotted, 201)).code()).isEqualTo("LED-037");
        assertThat(refused(correction(loaded, 301)).code()).isEqualTo("LED-036");
        // 150 could move, but 900 are committed
        assertThat(refused(correction(allotted, 150)).code()).isEqualTo("LED-031");
        assertThat(refused(entry(line, "save", 101)).code()).isEqualTo("LED-031");
        money.post(entry(line, "save", 100));
    }

    @Test
    void anAdvanceIsRecoveredNoFurtherThanItIsOpen() {
        long line = money.line(1000, 1000);
        money.post(entry(line, "advance", 100));
        assertThat(refused(entry(line, "recover-advance", 101)).code()).isEqualTo("LED-038");
    }

    @Test
    void anAdjustmentBetweenLinesStandsOrFallsWhole() {
        long from = money.line(1000, 700);
        long to = money.line();
        assertThat(refused(entry(from, "adjust-out", 301), entry(to, "adjust-in", 301))
                        .code())
                .isEqualTo("LED-033");
        assertThat(money.sums(to).get(Account.ALLOTTED)).isZero();
        money.postings()
                .post(
                        List.of(entry(from, "adjust-out", 300), entry(to, "adjust-in", 300)),
                        UUID.randomUUID().toString());
        assertThat(money.sums(from).get(Account.ALLOTTED)).isEqualTo(700);
        assertThat(money.sums(to).get(Account.ALLOTTED)).isEqualTo(300);
        assertThat(money.sums(from).get(Account.ADJUSTED) + money.sums(to).get(Account.ADJUSTED))
                .isZero();
    }

    @Test
    void projectsKeepTheirTotalOverTheYearsAndContractsTheirValue() {
        String project = money.project(1000);
        long first = money.line(2018, project, null);
        long second = money.line(2026, project, null);
        money.post(entry(first, "allot-directly", 600, LocalDate.of(2018, 2, 3)));
        Problem total = refused(entry(second, "allot-directly", 401));
        assertThat(total.code()).isEqualTo("LED-034");
        assertThat(total.getMessage()).contains("1.001", "1.000", "01/QĐ-THU");
        money.post(entry(second, "allot-directly", 400));
        money.post(entry(second, "load-directly", 400));
        String contract = "HDTHU-" + UUID.randomUUID();
        money.contracts()
                .open(
                        new Contracts.Contract(contract, project, null, "1", null, null, null, 150L, 0),
                        "HĐ 7/2026",
                        LinesOfTests.DAY);
        money.post(paid(second, contract, 100));
        Problem over = refused(paid(second, contract, 51));
        assertThat(over.code()).isEqualTo("LED-035");
        assertThat(over.details())
                .containsEntry("asked", 151L)
                .containsEntry("limit", 150L)
                .containsEntry("document", "HĐ 7/2026");
        money.post(paid(second, contract, 50));
    }

    @Test
    void daysOutsideTheYearAndEndedLinesAreRefused() {
        long old = money.line(2018, null, null);
        LocalDate in2018 = LocalDate.of(2018, 6, 2);
        money.post(entry(old, "allot-directly", 1000, in2018));
        money.post(entry(old, "load-directly", 1000, in2018));
        // January pays for the old year
        money.post(entry(old, "pay", 10, LocalDate.of(2019, 1, 31)));
        assertThat(refused(entry(old, "pay", 10, LocalDate.of(2019, 2, 1))).code())
                .isEqualTo("LED-040");
        assertThat(refused(entry(old, "pay", 10, LocalDate.of(2017, 12, 31))).code())
                .isEqualTo("LED-041");
        assertThat(refused(entry(old, "pay", 10, LocalDate.now().plusDays(2))).code())
                .isEqualTo("LED-027");
        long ended = money.line(2026, null, LocalDate.of(2026, 2, 1));
        assertThat(refused(entry(ended, "allot-directly", 10)).code()).isEqualTo("LED-042");
        assertThat(refused(entry(987_654_321L, "pay", 1)).code()).isEqualTo("LED-404");
    }

    @Test
    void aClosedYearTakesCorrectionsOnly() {
        long line = money.line(2019, null, null);
        LocalDate day = LocalDate.of(2019, 5, 6);
        money.post(entry(line, "allot-directly", 1000, day));
        Posting loaded = money.post(entry(line, "load-directly", 1000, day));
        money.database()
                .sql("update ledger.year set closed_at = now(), closed_by = 'test' where year = 2019")
                .update();
        assertThat(refused(entry(line, "pay", 10, day)).code()).isEqualTo("LED-040");
        money.post(correction(loaded, 10));
        assertThat(money.sums(line).get(Account.LOADED)).isEqualTo(990);
    }

    @Test
    void balancesAreThoseOfAnyDay() {
        long line = money.line(1000, 1000);
        money.post(entry(line, "pay", 100, LocalDate.of(2026, 4, 1)));
        money.post(entry(line, "pay", 50, LocalDate.of(2026, 3, 15)));
        assertThat(money.budget().balance(line, LocalDate.of(2026, 3, 14)).disbursed())
                .isZero();
        assertThat(money.budget().balance(line, LocalDate.of(2026, 3, 31)).disbursed())
                .isEqualTo(50);
        assertThat(money.budget().balance(line, LocalDate.of(2026, 4, 1)).disbursed())
                .isEqualTo(150);
    }

    /** Whoever goes past the program meets the database. */
    @Test
    void theDatabaseRefusesWhatTheProgramWould() throws Exception {
        long line = money.line(1000, 500);
        Posting posting = money.post(entry(line, "pay", 1));
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            for (String change : List.of(
                    "update ledger.posting set amount = 2 where id = " + posting.id(),
                    "delete from ledger.posting where id = " + posting.id(),
                    "truncate ledger.posting cascade")) {
                assertThatThrownBy(() -> statement.execute(change)).as(change).hasMessageContaining("LED-010");
            }
            String insert = "insert into ledger.posting (line, kind, amount, document, document_day, day, budget_year,"
                    + " author, request, digest) values (" + line + ", '%s', %s, 'X', '2026-03-02', '%s', 2026, 'x', '"
                    + UUID.randomUUID() + "', '')";
            assertThatThrownBy(() -> statement.execute(insert.formatted("pay", "500", "2026-03-02")))
                    .hasMessageContaining("disbursed_within");
            assertThatThrownBy(() -> statement.execute(insert.formatted("commit", "1001", "2026-03-02")))
                    .hasMessageContaining("committed_within_allotted");
            assertThatThrownBy(() -> statement.execute(insert.formatted("load-directly", "501", "2026-03-02")))
                    .hasMessageContaining("at_allotted");
            assertThatThrownBy(() -> statement.execute(insert.formatted("pay", "0", "2026-03-02")))
                    .hasMessageContaining("amount");
            assertThatThrownBy(() -> statement.execute(insert.formatted("invented", "1", "2026-03-02")))
                    .hasMessageContaining("kind");
        }
        assertThat(money.sums(line).disbursed()).isEqualTo(1);
    }

    @Test
    void aLineTakesOnlyCodesOfItsYear() {
        assertThatThrownBy(() -> money.database()
                        .sql("update ledger.line set chapter = '427', budget_year = 2026 where id = :id")
                        .param("id", money.line())
                        .update())
                .hasMessageContaining("LED-012");
    }

    @Test
    void aPostingAlteredDeletedOrSlippedInShows() throws Exception {
        var proof = TestApplication.get(SealedPostings.class);
        long line = money.line(1000, 1000);
        Posting paid = money.post(entry(line, "pay", 10));
        assertThat(proof.check().broken()).isNull();
        assertThat(proof.check().postings()).isGreaterThanOrEqualTo(3);
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            // without the triggers that refuse it, as one with the keys of the database might
            statement.execute("set session_replication_role = replica");
            statement.execute("create temporary table kept as select * from ledger.posting where id = " + paid.id());
            statement.execute("update ledger.posting set amount = 9 where id = " + paid.id());
            assertThat(proof.check().broken()).startsWith("JOU-018").contains(String.valueOf(paid.id()), "khác");
            statement.execute("update ledger.posting set amount = 10 where id = " + paid.id());
            assertThat(proof.check().broken()).isNull();
            statement.execute("delete from ledger.posting where id = " + paid.id());
            assertThat(proof.check().broken()).startsWith("JOU-018").contains("không còn");
            String columns =
                    "id, at, line, kind, amount, document, document_day, day, budget_year, author, request, part, digest";
            statement.execute("insert into ledger.posting (" + columns + ") overriding system value select " + columns
                    + " from kept");
            assertThat(proof.check().broken()).isNull();
            statement.execute(
                    "insert into ledger.posting (line, kind, amount, document, document_day, day, budget_year, author,"
                            + " request, digest) values (" + line
                            + ", 'pay', 5, 'X', '2026-03-02', '2026-03-02', 2026, 'x', '"
                            + UUID.randomUUID() + "', '')");
            assertThat(proof.check().broken()).startsWith("JOU-018").contains("không có trong nhật ký");
            statement.execute("delete from ledger.posting where line = " + line + " and document = 'X'");
        }
        assertThat(proof.check().broken()).isNull();
    }

    @Test
    void aRefusalInOneCommitLeavesTheOthersStanding() throws Exception {
        long line = money.line(1000, 1000);
        String key = UUID.randomUUID().toString();
        Entry repeated = entry(line, "pay", 100);
        Entry used = entry(line, "pay", 1);
        money.post(used);
        List<Callable<String>> asked = new ArrayList<>();
        for (int one = 0; one < 6; one++) {
            asked.add(() -> money.post(entry(line, "pay", 50)).kind());
            asked.add(() ->
                    money.postings().post(List.of(repeated), key).getFirst().document());
            asked.add(() -> refused(entry(line, "pay", 1001)).code());
            asked.add(() -> refused(used).code());
        }
        List<String> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(asked.size())) {
            for (var answer : threads.invokeAll(asked)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).hasSize(24);
        assertThat(answers.stream().filter("pay"::equals)).hasSize(6);
        assertThat(answers.stream().filter(repeated.document()::equals)).hasSize(6);
        assertThat(answers.stream().filter("LED-032"::equals)).hasSize(6);
        assertThat(answers.stream().filter("LED-043"::equals)).hasSize(6);
        assertThat(money.sums(line).disbursed()).isEqualTo(1 + 6 * 50 + 100);
    }
}
