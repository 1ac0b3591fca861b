package vn.hoi.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.TestApplication;
import vn.hoi.TestTitles;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Records of old and new places, seen on the maps of the day before and the day of the merger of 2025. */
class UnitMapTest {

    private static final LocalDate BEFORE = LocalDate.of(2025, 6, 30);
    private static final LocalDate AFTER = LocalDate.of(2025, 7, 1);
    private static final Period YEAR = new Period(LocalDate.of(2140, 1, 1), LocalDate.of(2140, 12, 31));

    private final Units units = TestApplication.get(Units.class);
    private final Figure published = TestApplication.get(Figures.class).get("ip.applications.published");
    private final FigureReading reading = TestApplication.get(FigureReading.class);

    @AfterEach
    void leaveNothing() {
        TestApplication.get(JdbcClient.class)
                .sql("delete from register.ip_title where owner = 'UnitMapTest'")
                .update();
    }

    private Unit unit(String code) {
        return units.get(code, AFTER);
    }

    private void publish(Unit place, int times) {
        for (int time = 0; time < times; time++) {
            TestTitles.filed("UnitMapTest", "2140-01-01", "2140-03-1" + time % 10, String.valueOf(place.id()));
        }
    }

    private long at(@Nullable Unit unit, @Nullable LocalDate map) {
        return Objects.requireNonNull(reading.read(published, new FigureQuery(YEAR, null, unit, map, null))
                .records());
    }

    private Map<String, Long> cells(@Nullable LocalDate map) {
        return reading.read(published, new FigureQuery(YEAR, null, null, map, "unit")).cells().stream()
                .filter(cell -> cell.value().signum() != 0)
                .collect(Collectors.toMap(
                        cell -> cell.unit() == null ? "?" : cell.unit().code(),
                        cell -> cell.value().longValueExact()));
    }

    @Test
    void theMapsOfTheTwoDaysHaveTheirUnits() {
        assertThat(units.on(AFTER)).filteredOn(Unit::isGrassroots).hasSize(65);
        assertThat(units.on(BEFORE)).filteredOn(Unit::isGrassroots).hasSize(194);
        assertThat(units.on(BEFORE))
                .filteredOn(unit -> List.of("district", "city").contains(unit.kind()))
                .hasSize(11);
        assertThat(units.on(AFTER))
                .noneMatch(unit -> List.of("district", "city").contains(unit.kind()));
    }

    @Test
    void everyEndedCommuneHasASuccessorOnTheNewMap() {
        for (Unit ended : units.on(BEFORE)) {
            if (ended.isGrassroots() && ended.until() != null) {
                assertThat(units.successors(ended.id()))
                        .as(ended.fullName())
                        .isNotEmpty()
                        .allSatisfy(edge -> {
                            assertThat(edge.since()).isEqualTo(AFTER);
                            assertThat(units.get(edge.successor()).on(AFTER)).isTrue();
                        });
            }
        }
    }

    @Test
    void aMergerShowsTheSumAndItsPredecessorsKeepTheirs() {
        Unit one = unit("trang-dinh.chi-lang");
        Unit other = unit("trang-dinh.that-khe");
        Unit merged = unit("06040");
        publish(one, 10);
        publish(other, 11);
        assertThat(at(merged, null)).isEqualTo(21);
        assertThat(at(merged, AFTER)).isEqualTo(21);
        assertThat(at(one, null)).isEqualTo(10);
        assertThat(at(other, null)).isEqualTo(11);
        assertThat(at(unit("trang-dinh"), null)).as("the district they were of").isEqualTo(21);
        assertThat(cells(AFTER)).containsOnly(Map.entry("06040", 21L));
        assertThat(cells(BEFORE))
                .containsOnly(Map.entry("trang-dinh.chi-lang", 10L), Map.entry("trang-dinh.that-khe", 11L));
        publish(merged, 3);
        assertThat(at(merged, null)).isEqualTo(24);
        assertThat(at(one, null)).isEqualTo(10);
        assertThat(cells(AFTER)).containsOnly(Map.entry("06040", 24L));
        assertThat(cells(BEFORE))
                .as("a record of the new ward has no place on the old map")
                .containsOnly(
                        Map.entry("trang-dinh.chi-lang", 10L),
                        Map.entry("trang-dinh.that-khe", 11L),
                        Map.entry("?", 3L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dinh-lap.binh-xa", "dinh-lap.kien-moc"})
    void aSplitCommuneStandsOnALineOfItsOwnUntilItsRecordsAreAssigned(String code) {
        publish(unit(code), 4);
        assertThat(units.successors(unit(code).id())).hasSize(2);
        assertThat(cells(BEFORE)).containsOnly(Map.entry(code, 4L));
        assertThat(cells(AFTER)).containsOnly(Map.entry("?", 4L));
        assertThat(at(unit(code), null)).isEqualTo(4);
        units.successors(unit(code).id())
                .forEach(edge ->
                        assertThat(at(units.get(edge.successor()), AFTER)).isZero());
    }

    @Test
    void totalsAreTheSameOnEveryMap() {
        publish(units.province(), 1);
        publish(unit("trang-dinh.chi-lang"), 2);
        publish(unit("dinh-lap.binh-xa"), 3);
        publish(unit("06040"), 4);
        publish(unit("trang-dinh"), 2);
        for (LocalDate map : List.of(BEFORE, AFTER, LocalDate.of(1990, 1, 1), LocalDate.of(2050, 1, 1))) {
            Reading read = reading.read(published, new FigureQuery(YEAR, null, null, map, "unit"));
            assertThat(read.records()).as("%s", map).isEqualTo(12);
            assertThat(read.cells().stream().map(Reading.Cell::value).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as("%s", map)
                    .isEqualByComparingTo("12");
            assertThat(read.cells())
                    .filteredOn(cell -> cell.unit() == null)
                    .as("one line for what waits for its assignment, one for what has no place on the map")
                    .extracting(cell -> cell.name().vi())
                    .doesNotHaveDuplicates()
                    .hasSizeLessThanOrEqualTo(2);
        }
    }
}
