package vn.hoi.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.Seeded;
import vn.hoi.TestApplication;

class BooksTest {

    private static final AtomicInteger TRIALS = new AtomicInteger();

    private final Books books = TestApplication.get(Books.class);
    private final IssuedDocuments issued = TestApplication.get(IssuedDocuments.class);
    private final JdbcClient database = TestApplication.get(JdbcClient.class);
    private final TransactionTemplate transaction = TestApplication.get(TransactionTemplate.class);

    @Test
    void manyAtOnceFailuresAndKilledConnectionsLeaveNoGapAndNoDouble() {
        Seeded.check(random -> {
            String book = "trial-" + TRIALS.incrementAndGet();
            long seed = random.nextLong();
            List<Callable<Boolean>> takers = new ArrayList<>();
            for (int taker = 0; taker < 240; taker++) {
                var own = new Random(seed + taker);
                takers.add(() -> take(book, own));
            }
            int taken = 0;
            try (var threads = Executors.newFixedThreadPool(12)) {
                for (Future<Boolean> result : threads.invokeAll(takers)) {
                    taken += result.get() ? 1 : 0;
                }
            }
            List<Integer> numbers = database.sql("select n from print.number where book = :book order by n")
                    .param("book", book)
                    .query(Integer.class)
                    .list();
            assertThat(taken).isBetween(100, 239);
            assertThat(numbers).hasSize(taken);
            assertThat(faults(numbers)).isEmpty();
            assertThat(books.last(book, 2026)).isEqualTo(taken);
        });
    }

    /** Takes a number and keeps a document under it, unless chance makes it fail or cuts its connection. */
    private boolean take(String book, Random random) {
        int fate = random.nextInt(10);
        try {
            transaction.executeWithoutResult(status -> {
                int n = books.take(book, 2026);
                byte[] content = ("document " + n).getBytes(StandardCharsets.UTF_8);
                long document = issued.add(new IssuedDocuments.Issue(
                        "initiative", "none", "certificate", n + "/T", LocalDate.of(2026, 9, 5), content, content));
                books.keep(book, 2026, n, document);
                if (fate == 0) {
                    throw new IllegalStateException("the document could not be drawn");
                }
                if (fate == 1) {
                    database.sql("select pg_terminate_backend(pg_backend_pid())")
                            .query(Boolean.class)
                            .single();
                }
                if (fate == 2) {
                    status.setRollbackOnly();
                }
            });
            return fate > 2;
        } catch (RuntimeException failed) {
            return false;
        }
    }

    private static List<String> faults(List<Integer> numbers) {
        List<String> faults = new ArrayList<>();
        for (int index = 0; index < numbers.size(); index++) {
            if (numbers.get(index) != index + 1) {
                faults.add((index + 1) + " is missing or " + numbers.get(index) + " is double");
                break;
            }
        }
        return faults;
    }

    @Test
    void aGapOrADoubleWouldBeFound() {
        assertThat(faults(List.of(1, 2, 4))).isNotEmpty();
        assertThat(faults(List.of(1, 2, 2, 3))).isNotEmpty();
    }

    @Test
    void aNumberIsTakenOnlyInATransaction() {
        assertThatThrownBy(() -> books.take("alone", 2026)).isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void theDatabaseItselfRefusesToSkipOrTurnBackABook() {
        transaction.executeWithoutResult(status -> books.take("steady", 2025));
        for (String change : List.of("last = 5", "last = 1", "year = 2024", "id = 'other'")) {
            assertThatThrownBy(() -> database.sql("update print.book set " + change + " where id = 'steady'")
                            .update())
                    .hasMessageContaining("PRI-001");
        }
        assertThatThrownBy(() -> database.sql("delete from print.book where id = 'steady'")
                        .update())
                .hasMessageContaining("PRI-001");
    }

    @Test
    void aNumberIsWrittenAsDeclared() {
        assertThat(BookNumber.write("{n}/GP-SKHCN", 7, 2026)).isEqualTo("7/GP-SKHCN");
        assertThat(BookNumber.write("{n:2}/{year}/GCN", 7, 2026)).isEqualTo("07/2026/GCN");
        assertThat(BookNumber.write("{n:2}/X", 123, 2026)).isEqualTo("123/X");
        assertThat(BookNumber.open("{n:2}/{year}/GCN", 2026)).isEqualTo("/2026/GCN");
    }
}
