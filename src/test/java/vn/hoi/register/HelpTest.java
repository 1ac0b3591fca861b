package vn.hoi.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.Seeded;
import vn.hoi.TestApplication;
import vn.hoi.TestDeclarations;
import vn.hoi.common.Label;
import vn.hoi.common.Language;
import vn.hoi.common.Ui;

/** The help page of a register and the drawing of its steps. */
class HelpTest {

    private static final Ui UI = new Ui(Language.VI, "/", "", List.of(), "", Label.of("Lạng Sơn"), null);
    private static final String TASK = "fields/research/registers/st-task.yaml";

    /** Steps of a task in two versions, for cases begun until and after 30/09/2025. */
    static final String STEPS = """
            lifecycle-from: approved-on
            lifecycle:
              proposed:
                order: { name: { vi: Phê duyệt danh mục, en: Put on the list }, to: ordered, role: [specialist, leader], asks: [reason] }
                drop: { name: { vi: Không đưa vào danh mục, en: Drop }, to: terminated, role: leader, asks: [reason], last: true }
              ordered:
                review: { name: { vi: Xét tài trợ, en: Review }, to: under-review, role: specialist }
              under-review:
                appraise: { name: { vi: Thẩm định kinh phí, en: Appraise cost }, to: cost-appraisal, role: finance, guard: { that: "total-cost != null", code: RES-090, vi: "Phải có tổng kinh phí", en: The total cost is needed } }
                again: { name: { vi: Xét lại, en: Review again }, to: ordered, role: specialist, asks: [reason] }
              cost-appraisal:
                approve: { name: { vi: Phê duyệt nhiệm vụ, en: Approve }, to: approved, role: leader, asks: [approved-on, approval-no], notifies: [responsible, finance] }
                return: { name: { vi: Trả lại dự toán, en: Return }, to: under-review, role: finance, asks: [reason] }
              approved:
                contract: { name: { vi: Ký hợp đồng, en: Sign }, to: contracted, role: specialist, asks: [contract-no] }
              contracted:
                start: { name: { vi: Bắt đầu thực hiện, en: Start }, to: in-progress, role: specialist }
              in-progress:
                report: { name: { vi: Ghi báo cáo định kỳ, en: Record a report }, role: specialist }
                adjust: { name: { vi: Điều chỉnh, en: Adjust }, to: adjusted, role: leader, asks: [reason] }
                suspend: { name: { vi: Tạm dừng, en: Suspend }, to: suspended, role: leader, asks: [reason], pauses: true }
                submit: { name: { vi: Nộp hồ sơ nghiệm thu, en: Submit }, to: awaiting-acceptance, role: specialist }
              adjusted:
                go-on: { name: { vi: Tiếp tục sau điều chỉnh, en: Go on }, to: in-progress, role: specialist }
              suspended:
                resume: { name: { vi: Cho tiếp tục, en: Resume }, to: in-progress, role: leader, resumes: true }
              "in-progress, adjusted, suspended":
                terminate: { name: { vi: Chấm dứt nhiệm vụ, en: Terminate }, to: terminated, role: leader, asks: [reason], last: true }
              awaiting-acceptance:
                accept: { name: { vi: Nghiệm thu đạt, en: Accept }, to: accepted, role: leader, asks: [accepted-on, grade] }
                reject: { name: { vi: Nghiệm thu không đạt, en: Reject }, to: rejected, role: leader, asks: [grade, reason] }
                complete: { name: { vi: Yêu cầu hoàn thiện, en: Have it completed }, to: in-progress, role: specialist, asks: [reason] }
              accepted:
                register: { name: { vi: Đăng ký kết quả, en: Register }, to: registered, role: specialist }
              registered:
                close: { name: { vi: Thanh lý hợp đồng, en: Close out }, to: closed-out, role: finance }
              rejected:
                end: { name: { vi: Thanh lý và thu hồi, en: Close and recover }, to: terminated, role: finance }
              closed-out:
                follow: { name: { vi: Theo dõi ứng dụng, en: Follow up }, to: applied, role: specialist }
            earlier-lifecycles:
              - until: "2025-09-30"
                steps:
                  proposed:
                    approve-directly: { name: { vi: Giao trực tiếp, en: Assign directly }, to: approved, role: leader }
            """;

    private final Http http = Http.shared();

    @TempDir
    Path folder;

    /** Takes whole parts out of a declaration. */
    private static void drop(Path file, String... keys) throws IOException {
        List<String> kept = new java.util.ArrayList<>();
        boolean dropped = false;
        for (String line : Files.readAllLines(file)) {
            if (line.matches("[a-z].*:.*")) {
                dropped = List.of(keys).contains(line.substring(0, line.indexOf(':')));
            }
            if (!dropped) {
                kept.add(line);
            }
        }
        Files.write(file, kept);
    }

    private AnnotationConfigApplicationContext withSteps() throws IOException {
        TestDeclarations declarations = TestDeclarations.copy(folder);
        drop(declarations.file(TASK), "lifecycle", "lifecycle-from", "earlier-lifecycles");
        declarations.append(TASK, STEPS);
        return declarations.read();
    }

    @Test
    void everyStateAndEveryStepIsDrawnAndNothingLiesOnAnother() throws IOException {
        try (AnnotationConfigApplicationContext declared = withSteps()) {
            Register task = declared.getBean(Registers.class).get("st-task");
            Lifecycle now = task.lifecycles().getLast();
            StepGraph graph = StepGraph.of(UI, task, now);
            assertThat(graph.boxes())
                    .extracting(box -> box.state().id())
                    .hasSize(16)
                    .doesNotHaveDuplicates();
            String words = String.join(
                    " ", graph.labels().stream().map(StepGraph.Text::words).toList());
            String inside = String.join(
                    " ",
                    graph.boxes().stream()
                            .flatMap(box -> box.lines().stream())
                            .map(StepGraph.Text::words)
                            .toList());
            for (Step step : now.steps()) {
                assertThat(words + " " + inside).contains(step.name().vi());
            }
            assertThat(inside).contains("↻ Ghi báo cáo định kỳ");
            long ways = now.steps().stream()
                    .flatMap(step -> step.from().stream()
                            .filter(from -> !from.equals(step.to()))
                            .map(from -> from + step.to()))
                    .distinct()
                    .count();
            assertThat(graph.arrows()).hasSize((int) ways).anyMatch(StepGraph.Arrow::back);
            assertApart(graph);
            assertThat(StepGraph.of(UI, task, task.lifecycles().getFirst()).boxes())
                    .hasSize(2);
        }
    }

    /** Left, top, right, bottom of all that is drawn, letters taken as narrow as they may be. */
    private static void assertApart(StepGraph graph) {
        List<int[]> areas = new ArrayList<>();
        graph.boxes()
                .forEach(box ->
                        areas.add(new int[] {box.left(), box.y(), box.left() + box.width(), box.y() + box.height()}));
        graph.labels()
                .forEach(text -> areas.add(new int[] {
                    text.x() - text.words().length() * 3,
                    text.y() - 10,
                    text.x() + text.words().length() * 3,
                    text.y() + 2
                }));
        for (int one = 0; one < areas.size(); one++) {
            assertThat(areas.get(one)[0]).isNotNegative();
            assertThat(areas.get(one)[2]).isLessThanOrEqualTo(graph.width());
            assertThat(areas.get(one)[3]).isLessThanOrEqualTo(graph.height());
            for (int other = one + 1; other < areas.size(); other++) {
                assertThat(overlap(areas.get(one), areas.get(other)))
                        .as(Arrays.toString(areas.get(one)) + Arrays.toString(areas.get(other)))
                        .isFalse();
            }
        }
    }

    private static boolean overlap(int[] a, int[] b) {
        return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
    }

    @Test
    void anAreaOnAnotherIsNoticed() {
        assertThat(overlap(new int[] {0, 0, 10, 10}, new int[] {9, 9, 20, 20})).isTrue();
        assertThat(overlap(new int[] {0, 0, 10, 10}, new int[] {10, 0, 20, 10})).isFalse();
    }

    @Test
    void placesKeepTheirDistanceAndLieAsNearAsTheyCan() {
        assertThat(Ordered.places(new double[] {0, 0}, new double[] {0, 10})).containsExactly(-5, 5);
        assertThat(Ordered.places(new double[] {0, 50, 90}, new double[] {0, 10, 20}))
                .containsExactly(0, 50, 90);
        Seeded.check(random -> {
            for (int round = 0; round < 200; round++) {
                int count = 1 + random.nextInt(9);
                double[] wanted = random.doubles(count, 0, 100).toArray();
                double[] after = new double[count];
                for (int index = 1; index < count; index++) {
                    after[index] = after[index - 1] + 5 + random.nextInt(20);
                }
                double[] places = Ordered.places(wanted, after);
                double best = cost(places, wanted);
                for (int index = 1; index < count; index++) {
                    assertThat(places[index] - places[index - 1] - (after[index] - after[index - 1]))
                            .isGreaterThan(-1e-9);
                }
                assertThat(cost(moved(places, after, random), wanted)).isGreaterThan(best - 1e-6);
            }
        });
    }

    private static double cost(double[] places, double[] wanted) {
        double sum = 0;
        for (int index = 0; index < places.length; index++) {
            sum += (places[index] - wanted[index]) * (places[index] - wanted[index]);
        }
        return sum;
    }

    /** Other places that keep the distances too. */
    private static double[] moved(double[] places, double[] after, Random random) {
        double[] free = new double[places.length];
        for (int index = 0; index < places.length; index++) {
            free[index] = places[index] - after[index] + random.nextDouble() - 0.5;
        }
        Arrays.sort(free);
        for (int index = 0; index < places.length; index++) {
            free[index] += after[index];
        }
        return free;
    }

    @Test
    void theHelpPageSaysAllThatIsDeclared() throws Exception {
        HttpResponse<String> page = http.get("/registers/party/help", "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<svg class=\"hoi-graph\"", "role=\"img\"", "Ghi ngừng hoạt động", "ORG-001", "chuyên viên")
                .contains("Dữ liệu cá nhân", "Mã số thuế", "0100109106", "/registers/party/import/example.xlsx")
                .contains("curl -s", "If-Match", "/steps/dissolve")
                .doesNotContain(" style=", "<script>");
        assertThat(http.get("/registers/ip-title/help", "Accept", "text/html").body())
                .contains("PRO-001", "Nhãn hiệu", "không trùng".substring(1), "chọn trực tiếp trong biểu mẫu")
                .doesNotContain("<svg class=\"hoi-graph\"");
        assertThat(http.get("/registers/party", "Accept", "text/html").body()).contains("/registers/party/help");
        assertThat(http.get("/registers/party/new", "Accept", "text/html").body())
                .contains("/registers/party/help");
    }

    @Test
    void machinesReadTheSameHelp() throws Exception {
        JsonNode help = http.json("/registers/party/help.json");
        Register party = TestApplication.get(Registers.class).get("party");
        assertThat(help.path("columns")).hasSize(party.columns().size());
        assertThat(help.path("columns")
                        .path(2)
                        .path("choices")
                        .path(0)
                        .path("choice")
                        .asString())
                .isEqualTo("enterprise");
        assertThat(help.path("rules").path(0).path("says").path("vi").asString())
                .isNotBlank();
        assertThat(help.path("lifecycles").path(0).path("steps").toString()).contains("dissolve", "specialist");
    }

    @Test
    void aVersionThatIsNotThereIsRefused() throws Exception {
        HttpResponse<String> answer = http.get("/registers/party/help?version=9", "Accept", "text/html");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("REG-421");
    }

    @Test
    void aDeadlineIsToldInWordsWithItsSource() throws IOException {
        TestDeclarations declarations = TestDeclarations.copy(folder);
        drop(declarations.file("fields/government/registers/dossier.yaml"), "due");
        declarations.append("fields/government/registers/dossier.yaml", """
                due:
                  name: { vi: Hạn trả kết quả, en: Due }
                  from: received-on
                  within: 7 working-days
                  source: Nghị định 118/2025/NĐ-CP
                """);
        try (AnnotationConfigApplicationContext declared = declarations.read()) {
            Registers registers = declared.getBean(Registers.class);
            Register dossier = registers.get("dossier");
            List<String> says = new RegisterWords(UI, dossier, registers)
                    .deadline(java.util.Objects.requireNonNull(dossier.deadline()));
            assertThat(says.getFirst()).startsWith("Trong 7 ngày làm việc kể từ «");
            assertThat(says).contains("Nhắc trước 3 ngày làm việc.");
        }
    }
}
