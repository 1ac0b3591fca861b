package vn.hoi.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;

/** What a plan assigns, from its section to the register and through the year. */
class PlanTasksTest {

    private static final String TASK = "Cấp thêm chứng thư số cho cán bộ xã";

    private static final String[] TYPED = {
        "content",
        TASK,
        "unit",
        "SKHCN",
        "due-on",
        "31/12/2031",
        "figure",
        "{{cert.total}}",
        "target",
        "1.000.000",
        "deliverable",
        "Báo cáo kết quả"
    };

    private static JsonNode tasks(Http who, String code) throws Exception {
        return who.json("/plans/" + code + "/tasks.json").get("rows");
    }

    private static long records(String content) {
        return TestApplication.get(JdbcClient.class)
                .sql("select count(*) from register.assigned_task where content = :content")
                .param("content", content)
                .query(Long.class)
                .single();
    }

    @Test
    void aTaskOfThePlanBecomesARecordOnceAndIsFollowedFromThePlan() throws Exception {
        PlanOfTests plan = PlanOfTests.begun("giao-viec", "outline", "thematic-report", "year", "2031");
        HttpResponse<String> added = plan.act("giai-phap", "task-add", TYPED);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(303);
        plan.act("giai-phap", "task-add", "content", "Việc bỏ đi", "unit", "STC", "due-on", "30/06/2031");
        String gone = tasks(Http.as(PlanOfTests.WRITES), plan.code())
                .get(0)
                .get("task")
                .asString();
        assertThat(plan.act("giai-phap", "task-remove", "task", gone).statusCode())
                .isEqualTo(303);
        assertThat(plan.page("giai-phap")).contains(TASK).doesNotContain("Việc bỏ đi");
        plan.add("giai-phap", "{{tasks: all}}");
        assertThat(plan.page()).contains("Sở Khoa học và Công nghệ").contains("Báo cáo kết quả");
        assertThat(records(TASK)).isZero();

        HttpResponse<String> out =
                plan.published("publish", "number", "31/BC-UBND", "issued-on", Vietnamese.day(Vietnamese.today()));
        assertThat(out.statusCode()).as(out.body()).isEqualTo(303);
        JsonNode task = tasks(Http.as(PlanOfTests.WRITES), plan.code()).get(0);
        Register register = TestApplication.get(Registers.class).get("assigned-task");
        JsonNode record = Http.shared()
                .json("/registers/" + register.id() + "/" + task.get("record").asString() + ".json");
        assertThat(record.get("source-document").asString()).isEqualTo("31/BC-UBND");
        assertThat(record.get("due-on").asString()).isEqualTo("2031-12-31");
        assertThat(record.get("linked-figure").asString()).isEqualTo("cert.total");
        assertThat(record.get("target-value").asInt()).isEqualTo(1_000_000);
        assertThat(task.get("state").asString()).isEqualTo("Mới nhận");
        assertThat(task.get("late").asBoolean()).isFalse();
        // the public reads what the plan says, not how the unit stands
        JsonNode seen = tasks(Http.unknown(), plan.code()).get(0);
        assertThat(seen.get("content").asString()).isEqualTo(TASK);
        assertThat(seen.get("state").isNull()).isTrue();
        assertThat(seen.get("record").isNull()).isTrue();

        assertThat(records(TASK)).isEqualTo(1);
        JdbcClient database = TestApplication.get(JdbcClient.class);
        assertThatThrownBy(() ->
                        database.sql("update plan.assigned set record = 'khác'").update())
                .hasMessageContaining("PLA-010");

        // the same plan issued again, in its second round, makes no second record
        PlanOfTests again = PlanOfTests.begun("giao-viec-lan-2", "copy", plan.code(), "year", "2031");
        assertThat(again.plan().head().stage()).isEqualTo(MoneyStage.ALLOTTED);
        out = again.published(
                "publish",
                "number",
                "32/BC-UBND",
                "issued-on",
                Vietnamese.day(Vietnamese.today()),
                "replaces",
                plan.code());
        assertThat(out.statusCode()).as(out.body()).isEqualTo(303);
        assertThat(records(TASK)).isEqualTo(1);
        assertThat(tasks(Http.as(PlanOfTests.WRITES), again.code()).get(0).get("record"))
                .isEqualTo(task.get("record"));
        assertThat(plan.plan().state()).isEqualTo(PlanState.REPLACED);
        assertThat(again.plan().head().replaces().number()).isEqualTo("31/BC-UBND");
    }

    @Test
    void aTaskThatCannotBeReadIsRefusedWithItsCureAndKeptInTheForm() throws Exception {
        PlanOfTests plan = PlanOfTests.begun("giao-viec-sai", "outline", "thematic-report", "year", "2031");
        for (String[] wrong : List.of(
                new String[] {"content", " ", "unit", "SKHCN", "due-on", "31/12/2031"},
                new String[] {"content", TASK, "unit", "khong-co", "due-on", "31/12/2031"},
                new String[] {"content", TASK, "unit", "", "due-on", "31/12/2031"},
                new String[] {"content", TASK, "unit", "SKHCN", "due-on", "31/02/2031"},
                new String[] {"content", TASK, "unit", "SKHCN", "due-on", "31/12/2030"},
                new String[] {"content", TASK, "unit", "SKHCN", "due-on", "31/12/2031", "figure", "khong.co"},
                new String[] {"content", TASK, "unit", "SKHCN", "due-on", "31/12/2031", "target", "5"},
                new String[] {
                    "content", TASK, "unit", "SKHCN", "due-on", "31/12/2031", "figure", "cert.total", "target", "nhiều"
                })) {
            HttpResponse<String> refused = plan.act("giai-phap", "task-add", wrong);
            assertThat(refused.statusCode()).as(String.join(" ", wrong)).isEqualTo(422);
            assertThat(refused.body()).contains("PLA-451");
        }
        assertThat(tasks(Http.as(PlanOfTests.WRITES), plan.code())).isEmpty();
        assertThat(plan.act("giai-phap", "task-remove", "task", "999999").statusCode())
                .isEqualTo(404);
    }

    @Test
    void thePlanOf2026ShipsItsTasksAsRecords() throws Exception {
        JsonNode tasks = tasks(Http.shared(), "234-2025");
        assertThat(tasks).hasSize(25);
        for (JsonNode task : tasks) {
            assertThat(task.get("record").asString()).startsWith("NVG-234-2025-");
            JsonNode record = Http.shared()
                    .json("/registers/assigned-task/" + task.get("record").asString() + ".json");
            assertThat(record.get("content")).isEqualTo(task.get("content"));
            assertThat(record.get("source-document").asString()).isEqualTo("234/KH-UBND");
        }
        // a further start enters none of them again
        TestApplication.get(ShippedTasks.class).run();
        assertThat(tasks(Http.shared(), "234-2025")).hasSize(25);
        assertThat(TestApplication.get(JdbcClient.class)
                        .sql("select count(*) from register.assigned_task where code like 'NVG-234-2025-%'")
                        .query(Long.class)
                        .single())
                .isEqualTo(25);
        String page =
                Http.unknown().get("/plans/234-2025", "Accept", "text/html").body();
        assertThat(page).contains("Kế hoạch giao 25 nhiệm vụ");
    }

    @Test
    void aTaskIsLateWhenItsDayPassedAndCountsAsDoneWhenItsLifeIsOver() throws Exception {
        PlanOfTests plan = PlanOfTests.begun("giao-viec-cu", "outline", "thematic-report", "year", "2025");
        plan.act("giai-phap", "task-add", "content", "Việc đã quá hạn", "unit", "SKHCN", "due-on", "30/06/2025");
        Plan written = plan.plan();
        // as it stands for a plan that went out in time
        HttpResponse<String> made = Http.shared()
                .post(
                        "/registers/assigned-task.json",
                        Map.of(
                                "unit",
                                "SKHCN",
                                "place",
                                "20",
                                "content",
                                "Việc đã quá hạn",
                                "source-document",
                                "1/BC-UBND",
                                "assigner",
                                "provincial-committee",
                                "assigned-on",
                                "2025-01-02",
                                "lead-unit",
                                "SKHCN",
                                "due-on",
                                "2025-06-30",
                                "priority",
                                "normal"));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        TestApplication.get(AssignedTasks.class)
                .keep(
                        plan.code(),
                        TestApplication.get(PlanTasks.class)
                                .list(written)
                                .getFirst()
                                .key(),
                        Http.read(made).get("code").asString());
        JsonNode task = tasks(Http.shared(), plan.code()).get(0);
        assertThat(task.get("late").asBoolean()).isTrue();
        assertThat(task.get("done").asBoolean()).isFalse();
        assertThat(task.get("due-on").asString())
                .isEqualTo(LocalDate.of(2025, 6, 30).toString());
        assertThat(Http.shared()
                        .get("/plans/" + plan.code() + "/tasks", "Accept", "text/html")
                        .body())
                .contains("quá hạn");
    }
}
