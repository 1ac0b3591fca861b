package vn.hoi.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.hoi.estimate.EstimatesOfTests.get;
import static vn.hoi.estimate.EstimatesOfTests.open;
import static vn.hoi.estimate.EstimatesOfTests.unit;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.Http;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.ledger.Entry;
import vn.hoi.ledger.Line;
import vn.hoi.ledger.Lines;
import vn.hoi.ledger.Postings;
import vn.hoi.register.Records;
import vn.hoi.register.Registers;

/** Research money: continuing tasks and new ones at the mean of the three years before, in years no other test has. */
class ResearchEstimateTest {

    private static String task(int from, int until, long money, boolean running) {
        Map<String, String> typed = new HashMap<>(Map.of(
                "title",
                "Nhiệm vụ thử " + UUID.randomUUID(),
                "level",
                "provincial",
                "kind",
                "topic",
                "discipline",
                "agriculture",
                "host-organisation",
                "Trung tâm Khoa học và Công nghệ",
                "from",
                from + "-03-01",
                "until",
                until + "-11-30",
                "total-cost",
                String.valueOf(money),
                "state-budget",
                String.valueOf(money),
                "other-funds",
                "0"));
        String code = get(Records.class)
                .create(get(Registers.class).get("st-task"), typed)
                .code();
        if (running) {
            get(JdbcClient.class)
                    .sql("update register.st_task set state = 'in-progress' where code = :code")
                    .param("code", code)
                    .update();
        }
        return code;
    }

    private static void plan(Round round, String task, long amount) {
        long line = get(Lines.class)
                .open(
                        new Line(
                                0,
                                "TEST-" + UUID.randomUUID(),
                                Label.of("Trả theo tiến độ"),
                                round.year(),
                                false,
                                unit("SKHCN"),
                                "province",
                                "recurrent",
                                null,
                                "tasks",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                task,
                                null,
                                null,
                                null),
                        "test");
        get(Postings.class)
                .post(
                        java.util.List.of(new Entry(
                                line,
                                "allot-directly",
                                amount,
                                "QĐ thử",
                                EstimatesOfTests.TODAY,
                                EstimatesOfTests.TODAY,
                                null,
                                null,
                                null,
                                null,
                                null)),
                        UUID.randomUUID().toString());
    }

    @Test
    void continuingTasksAndTheMeanOfThreeYearsAreShownAndMayBeSetOtherwiseWithAReason() throws Exception {
        Round round = get(Rounds.class)
                .open(2090, "Công văn thử", EstimatesOfTests.TODAY, EstimatesOfTests.TODAY, EstimatesOfTests.TODAY);
        // 2087: 3 triệu in one year; 2088: nothing; 2089: 6 triệu over three years, 2 in the first
        task(2087, 2087, 3_000_000, false);
        String running = task(2089, 2091, 6_000_000, true);
        String planned = task(2086, 2090, 10_000_000, true);
        plan(round, planned, 1_234_567);
        ResearchEstimate research = get(ResearchEstimate.class);
        ResearchEstimate.Reckoning reckoning = research.reckon(round);
        assertThat(reckoning.begun())
                .extracting(
                        ResearchEstimate.Begun::year, ResearchEstimate.Begun::tasks, ResearchEstimate.Begun::firstYear)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2087, 1, 3_000_000L),
                        org.assertj.core.groups.Tuple.tuple(2088, 0, 0L),
                        org.assertj.core.groups.Tuple.tuple(2089, 1, 2_000_000L));
        assertThat(reckoning.mean())
                .as("5 triệu over three years, in thousands")
                .isEqualTo(1_667_000);
        assertThat(reckoning.continuing())
                .extracting(ResearchEstimate.Continuing::code, ResearchEstimate.Continuing::amount)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(running, 2_000_000L),
                        org.assertj.core.groups.Tuple.tuple(planned, 1_234_567L));
        research.set(round, running, 2_500_000, "Dồn khối lượng vào năm giữa");
        research.set(round, ResearchEstimate.NEW, 5_000_000, "Hai nhiệm vụ đặt hàng mới");
        ResearchEstimate.Reckoning changed = research.reckon(round);
        assertThat(changed.total()).isEqualTo(2_500_000 + 1_234_567 + 5_000_000);
        assertThat(changed.mean()).as("what was reckoned stays to be seen").isEqualTo(1_667_000);
        assertThatThrownBy(() -> research.set(round, "NV-99999", 1, "x"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("NV-99999");
        String page = Http.shared()
                .get(round.address() + "/research", "Accept", "text/html")
                .body();
        assertThat(page).contains("Dồn khối lượng vào năm giữa", running, planned);
        Http.shared().form(round.address() + "/research", Map.of("do", "take", "unit", "SKHCN"));
        assertThat(get(Items.class)
                        .list(get(Proposals.class).find(round, unit("SKHCN")).orElseThrow()))
                .extracting(Item::amount)
                .containsExactly(3_734_567L, 5_000_000L);
        assertThat(Http.shared()
                        .form(round.address() + "/research", Map.of("part", "new", "amount", "5", "reason", ""))
                        .body())
                .contains("EST-037");
    }

    @Test
    void whoSeesOnlyPartOfTheTasksGetsNoSum() throws Exception {
        Round round = open();
        vn.hoi.TestPeople.make(
                vn.hoi.TestApplication.context(),
                "est-part",
                java.util.List.of("commune"),
                unit("06040"),
                java.util.Set.of());
        assertThat(Http.as("est-part").get(round.address() + "/research.json").statusCode())
                .isEqualTo(403);
    }
}
