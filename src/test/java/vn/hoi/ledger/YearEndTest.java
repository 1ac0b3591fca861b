package vn.hoi.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static vn.hoi.ledger.LinesOfTests.entry;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.common.Problem;

class YearEndTest {

    private static final int YEAR = 2017;

    private final LinesOfTests money = new LinesOfTests(TestApplication.context());
    private final Years years = TestApplication.get(Years.class);

    /** The line of a test, of another nature and heading than capital. */
    private long line(String nature, String heading) {
        long line = money.line(YEAR, null, null);
        money.database()
                .sql("update ledger.line set nature = :nature, heading = :heading where id = :line")
                .param("nature", nature)
                .param("heading", heading)
                .param("line", line)
                .update();
        LocalDate day = LocalDate.of(YEAR, 3, 5);
        money.post(entry(line, "allot-directly", 1000, day));
        money.post(entry(line, "load-directly", 700, day));
        money.post(entry(line, "pay", 400, day));
        return line;
    }

    @Test
    void whatIsLeftIsExtendedCarriedOverOrCancelledAndTheYearCloses() throws Exception {
        long capital = line("capital", "capital");
        long tasks = line("recurrent", "tasks");
        long other = line("recurrent", "state-management");
        assertThat(years.left(YEAR)).hasSize(3);
        assertThat(Http.shared().json("/budget/years/2017.json").path("rows")).hasSize(3);
        assertThat(Http.shared()
                        .get("/budget/years/2017", "Accept", "text/html")
                        .body())
                .contains("Kéo dài:", "Chuyển nguồn:", "Hủy:", "Khóa sổ năm ngân sách");
        int made = years.close(YEAR, "01/TB-STC", LocalDate.of(YEAR + 1, 2, 1));
        assertThat(made).isEqualTo(8);
        assertThat(money.sums(capital).get(Account.EXTENDED)).isEqualTo(600);
        assertThat(money.sums(tasks).get(Account.CARRIED_OVER)).isEqualTo(600);
        assertThat(money.sums(other).get(Account.CANCELLED)).isEqualTo(600);
        for (long line : List.of(capital, tasks, other)) {
            assertThat(money.sums(line).remaining()).isZero();
        }
        Line next = money.lines()
                .find(money.lines().get(capital).code() + "-KD-" + (YEAR + 1))
                .orElseThrow();
        assertThat(next.planYear()).isEqualTo(YEAR);
        assertThat(money.sums(next.id()).get(Account.BROUGHT)).isEqualTo(600);
        assertThat(money.sums(next.id()).get(Account.ALLOTTED))
                .as("not allotted twice")
                .isZero();
        assertThat(years.left(YEAR)).isEmpty();
        Problem again =
                catchThrowableOfType(Problem.class, () -> years.close(YEAR, "02/TB-STC", LocalDate.of(YEAR + 1, 2, 1)));
        assertThat(again.code()).isEqualTo("LED-071");
    }

    @Test
    void aYearThatStillPaysIsNotClosed() throws Exception {
        Problem early = catchThrowableOfType(Problem.class, () -> years.close(2026, "x", LocalDate.of(2026, 11, 1)));
        assertThat(early.code()).isEqualTo("LED-072");
        assertThat(Http.shared()
                        .get("/budget/years/1999", "Accept", "application/json")
                        .statusCode())
                .isEqualTo(404);
        assertThat(Http.read(Http.shared()
                                .raw(
                                        "POST",
                                        "/budget/years/2026",
                                        "application/x-www-form-urlencoded",
                                        "document=&document-day="))
                        .path("code")
                        .asString())
                .isEqualTo("LED-422");
    }
}
