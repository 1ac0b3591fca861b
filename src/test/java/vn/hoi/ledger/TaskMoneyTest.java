package vn.hoi.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hoi.ledger.LinesOfTests.entry;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hoi.Http;
import vn.hoi.TestApplication;

/** A task's money: the stages of its contract and its own budget line, year by year on the page of its record. */
class TaskMoneyTest {

    private final LinesOfTests money = new LinesOfTests(TestApplication.context());
    private final Http http = Http.shared();

    private String made(String register, Map<String, ?> typed) throws Exception {
        HttpResponse<String> answer = http.post("/registers/" + register, typed);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Http.read(answer).path("code").asString();
    }

    private String task(long budget) throws Exception {
        return made(
                "st-task",
                Map.of(
                        "title", "Nhiệm vụ có kinh phí " + UUID.randomUUID(),
                        "level", "provincial",
                        "kind", "topic",
                        "discipline", "agriculture",
                        "host-organisation", "Trung tâm Khoa học và Công nghệ",
                        "state-budget", budget,
                        "total-cost", budget));
    }

    private static Map<String, Object> stage(String task, int number, int year, long planned) {
        Map<String, Object> typed = new HashMap<>();
        typed.put("task", task);
        typed.put("subject", "Đợt " + number);
        typed.put("stage", number);
        typed.put("kind", number == 1 ? "advance" : "stage");
        typed.put("work", number == 1 ? "" : "Hoàn thành mô hình");
        typed.put("budget-year", year);
        typed.put("planned", planned);
        typed.put("planned-on", year + "-03-31");
        return typed;
    }

    private String page(String task) throws Exception {
        return http.get("/registers/st-task/" + task, "Accept", "text/html").body();
    }

    @Test
    void thePageOfATaskTellsItsStagesAndItsLineYearByYear() throws Exception {
        String task = task(1_000_000_000);
        assertThat(page(task)).as("nothing is planned yet").doesNotContain("Kinh phí nhiệm vụ theo năm");
        made("task-payment", stage(task, 1, 2025, 400_000_000));
        made("task-payment", stage(task, 2, 2026, 350_000_000));
        long line = money.line();
        money.database()
                .sql("update ledger.line set task = :task where id = :line")
                .param("task", task)
                .param("line", line)
                .update();
        money.post(entry(line, "allot-directly", 350_000_000));
        money.post(entry(line, "load-directly", 350_000_000));
        money.post(entry(line, "advance", 123_000_000));
        assertThat(page(task))
                .contains("Kinh phí nhiệm vụ theo năm", ">2025<", ">400<", ">2026<", ">350<", ">123<", ">750<")
                .contains("/budget/lines?year=2026&amp;task=" + task)
                .contains("còn thiếu 250");
        made("task-payment", stage(task, 3, 2026, 300_000_000));
        assertThat(page(task)).contains("vượt kinh phí ngân sách nhà nước được duyệt 50");
    }

    @ParameterizedTest
    @CsvSource({
        "payment-request, budget-line, KHONG-CO-DONG, mở dòng ở đó trước",
        "payment-request, contract, HD-KHONG-CO, ghi hợp đồng ở trang của dự án trước",
        "task-payment, budget-line, KHONG-CO-DONG, mở dòng ở đó trước"
    })
    void aRecordThatNamesWhatTheBudgetDoesNotHaveIsRefused(String register, String column, String name, String cure)
            throws Exception {
        Map<String, Object> typed = new HashMap<>();
        if (register.equals("task-payment")) {
            typed.putAll(stage(task(1_000_000), 1, 2026, 1_000_000));
        } else {
            typed.putAll(Map.of(
                    "subject", "Thanh toán",
                    "kind", "payment",
                    "budget-year", "2025",
                    "budget-line", "TX-2025-NV",
                    "amount", "1000000",
                    "payee", "Công ty Hoa Hồi",
                    "asked-on", "2025-03-02"));
        }
        typed.put(column, name);
        HttpResponse<String> answer = http.post("/registers/" + register, typed);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("VAL-025", name, cure);
    }
}
