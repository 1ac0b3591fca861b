package vn.hoi.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestDeclarations;
import vn.hoi.TestTitles;
import vn.hoi.common.DeclarationFault;
import vn.hoi.common.Home;
import vn.hoi.common.Label;
import vn.hoi.unit.Units;

/** What documents ask for, held against the figures. */
class TargetsTest {

    private static final LocalDate SET = LocalDate.of(2160, 1, 1);
    private static final LocalDate BY = LocalDate.of(2160, 12, 31);

    private final Figure published = TestApplication.get(Figures.class).get("ip.applications.published");
    private final Units units = TestApplication.get(Units.class);
    private final TargetReading reading = TestApplication.get(TargetReading.class);

    @TempDir
    Path folder;

    @AfterEach
    void leaveNothing() {
        TestApplication.get(JdbcClient.class)
                .sql("delete from register.ip_title where owner = 'TargetsTest'")
                .update();
    }

    private void publish(int times, LocalDate on) {
        for (int time = 0; time < times; time++) {
            TestTitles.filed("TargetsTest", SET.toString(), on.toString(), null);
        }
    }

    private Target target(Target.Direction is, int value, Map<LocalDate, BigDecimal> trajectory, @Nullable Figure of) {
        return new Target(
                "thu",
                Label.of("Thử"),
                of,
                published.measure(),
                null,
                BigDecimal.valueOf(value),
                is,
                SET,
                BY,
                new TreeMap<>(trajectory),
                Label.of("Số 1"),
                SET,
                units.province(),
                null);
    }

    private TargetStanding.Status status(Target target, String today) {
        return reading.read(target, LocalDate.parse(today)).status();
    }

    @Test
    void aTargetIsReachedOnTrackBehindOrMissed() {
        publish(3, LocalDate.of(2160, 3, 1));
        Target ten = target(Target.Direction.AT_LEAST, 10, Map.of(), published);
        assertThat(reading.read(ten, LocalDate.of(2160, 3, 2)).expected().doubleValue())
                .as("61 days of 365 on the line from 0 on the document's day to 10")
                .isCloseTo(10.0 * 61 / 365, within(0.0001));
        assertThat(status(ten, "2160-03-02")).isEqualTo(TargetStanding.Status.ON_TRACK);
        assertThat(status(ten, "2160-10-01")).isEqualTo(TargetStanding.Status.BEHIND);
        assertThat(status(ten, "2161-01-01")).isEqualTo(TargetStanding.Status.MISSED);
        publish(7, LocalDate.of(2160, 12, 31));
        assertThat(status(ten, "2161-05-01")).isEqualTo(TargetStanding.Status.REACHED);
        publish(1, LocalDate.of(2161, 1, 1));
        assertThat(reading.read(ten, LocalDate.of(2161, 5, 1)).now())
                .as("judged on its day, not on what came later")
                .isEqualByComparingTo("10");
    }

    @Test
    void whatMustNotBeExceededIsReachedOnlyWhenItsDayIsOver() {
        publish(2, LocalDate.of(2160, 3, 1));
        Target most = target(Target.Direction.AT_MOST, 2, Map.of(), published);
        assertThat(status(most, "2160-06-01")).isEqualTo(TargetStanding.Status.ON_TRACK);
        assertThat(status(most, "2161-01-01")).isEqualTo(TargetStanding.Status.REACHED);
        publish(1, LocalDate.of(2160, 7, 1));
        assertThat(status(most, "2161-01-01")).isEqualTo(TargetStanding.Status.MISSED);
    }

    @Test
    void pointsOfTheTrajectoryAreJoinedByStraightLines() {
        Target target =
                target(Target.Direction.AT_LEAST, 20, Map.of(LocalDate.of(2160, 6, 30), new BigDecimal("4")), null);
        assertThat(target.expected(LocalDate.of(2160, 1, 1), null)).isEmpty();
        assertThat(target.expected(LocalDate.of(2160, 6, 30), null).orElseThrow())
                .isEqualByComparingTo("4");
        assertThat(target.expected(LocalDate.of(2160, 9, 30), null)
                        .orElseThrow()
                        .doubleValue())
                .isCloseTo(4 + 16.0 * 92 / 184, within(0.0001));
        assertThat(target.expected(LocalDate.of(2170, 1, 1), null).orElseThrow())
                .isEqualByComparingTo("20");
    }

    @Test
    void whatNobodyMeasuresIsSaidToBeSo() {
        assertThat(status(target(Target.Direction.AT_LEAST, 1, Map.of(), null), "2160-02-01"))
                .isEqualTo(TargetStanding.Status.NOT_MEASURED);
        Figure nothingReported = TestApplication.get(Figures.class).get("education.cashless.schools");
        assertThat(status(target(Target.Direction.AT_LEAST, 1, Map.of(), nothingReported), "2160-02-01"))
                .isEqualTo(TargetStanding.Status.NOT_MEASURED);
    }

    @Test
    void theForecastIsTheStraightLineThroughTheLastPeriods() {
        NavigableMap<LocalDate, BigDecimal> values = new TreeMap<>();
        for (int month = 1; month <= 6; month++) {
            LocalDate on = LocalDate.of(2160, month, 14);
            values.put(on, BigDecimal.valueOf(100 + 2L * on.getDayOfYear()));
        }
        Trend trend = Trend.of(values).orElseThrow();
        assertThat(trend.at(LocalDate.of(2160, 12, 31))).isEqualByComparingTo("832");
        assertThat(trend.reaches(new BigDecimal("600"), LocalDate.of(2160, 6, 14)))
                .hasValue(LocalDate.ofYearDay(2160, 250));
        assertThat(trend.reaches(new BigDecimal("1"), LocalDate.of(2160, 6, 14)))
                .as("it leads away")
                .isEmpty();
        assertThat(Trend.of(values.headMap(LocalDate.of(2160, 2, 20), true)))
                .as("too few")
                .isEmpty();
        publish(1, LocalDate.of(2160, 3, 1));
        publish(1, LocalDate.of(2160, 4, 1));
        publish(1, LocalDate.of(2160, 5, 1));
        TargetStanding standing =
                reading.read(target(Target.Direction.AT_LEAST, 9, Map.of(), published), LocalDate.of(2160, 5, 20));
        assertThat(standing.history()).hasSize(5).containsValue(new BigDecimal("3"));
        assertThat(standing.forecast()).isNotNull();
        assertThat(TargetChart.of(standing).measured().split(" ")).hasSize(5);
    }

    @Test
    void theTargetsOfTheProvinceStandOnTheirPageAndOnTheirFiguresPage() throws Exception {
        Http http = Http.shared();
        JsonNode rows = http.json("/targets.json").path("rows");
        assertThat(rows.size())
                .isEqualTo(TestApplication.get(Targets.class).list().size());
        assertThat(rows.size()).isGreaterThan(15);
        assertThat(http.json("/targets.json?status=not-measured").path("rows").size())
                .isGreaterThan(5);
        assertThat(http.get("/targets/digital-enterprises-2030", "Accept", "text/html")
                        .body())
                .contains("4.000", "184/KH-UBND");
        assertThat(http.get("/figures/enterprise.digital-tech.supported", "Accept", "text/html")
                        .body())
                .contains("/targets/digital-enterprises-2030");
        assertThat(http.json("/targets/no-such.json").path("code").asString()).isEqualTo("TAR-404");
        assertThat(http.json("/targets.json?status=x").path("code").asString()).isEqualTo("TAR-401");
    }

    @Test
    void aWrongTargetStopsTheStartAndNamesTheCure() throws Exception {
        Path file = TestDeclarations.copy(folder).file("provinces/langson/targets.yaml");
        String shipped = Files.readString(file);
        Map<String, String> faults = Map.of(
                "figure: startup.training.participants", "figure: no.such",
                "measure: person-per-household", "measure: no-such",
                "trajectory: { 2025-12-31: 20 }", "trajectory: { 2031-12-31: 20 }",
                "answers: STC", "answers: NO-SUCH",
                "by: 2025-12-31\n  trajectory: { 2022-12-31: 75 }", "by: 2025-02-31\n  trajectory: { 2022-12-31: 75 }");
        for (Map.Entry<String, String> fault : faults.entrySet()) {
            assertThat(shipped).contains(fault.getKey());
            Files.writeString(file, shipped.replace(fault.getKey(), fault.getValue()));
            var targets = new Targets(new Home(folder, "langson"), TestApplication.get(Figures.class), units);
            assertThatThrownBy(targets::run).as(fault.getValue()).isInstanceOf(DeclarationFault.class);
        }
    }
}
