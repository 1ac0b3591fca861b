package vn.hoi.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.Seeded;
import vn.hoi.TestApplication;
import vn.hoi.common.Label;
import vn.hoi.register.Records;
import vn.hoi.register.Registers;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Breakdowns by one and by two, at every level, over time; what somebody unknown is not told of them. */
class BreakdownTest {

    private final Http http = Http.shared();

    @BeforeAll
    static void records() {
        Units units = TestApplication.get(Units.class);
        Map<String, Integer> places =
                Map.of("trang-dinh.chi-lang", 7, "trang-dinh.that-khe", 3, "dinh-lap.binh-xa", 9, "06040", 2);
        places.forEach((code, times) -> {
            for (int time = 0; time < times; time++) {
                certificate(units.get(code, LocalDate.of(2025, 7, 1)), time % 3 == 0 ? "organisation" : "individual");
            }
        });
    }

    private static String certificateOn(Unit place, String day) {
        return TestApplication.get(Records.class)
                .create(
                        TestApplication.get(Registers.class).get("digital-certificate"),
                        Map.of(
                                "holder", "organisation",
                                "holder-name", "BreakdownTest",
                                "medium", "usb-token",
                                "serial", UUID.randomUUID().toString(),
                                "issued-on", day,
                                "state", "handed-over",
                                "place", String.valueOf(place.id())))
                .code();
    }

    private static void certificate(Unit place, String holder) {
        Map<String, String> typed = new HashMap<>(Map.of(
                "holder", holder,
                "holder-name", "BreakdownTest",
                "medium", "usb-token",
                "serial", UUID.randomUUID().toString(),
                "issued-on", "2155-02-10",
                "state", "handed-over",
                "place", String.valueOf(place.id())));
        typed.put("person-id", holder.equals("individual") ? "020155000111" : "");
        TestApplication.get(Records.class)
                .create(TestApplication.get(Registers.class).get("digital-certificate"), typed);
    }

    @AfterAll
    static void leaveNothing() {
        TestApplication.get(JdbcClient.class)
                .sql("delete from register.digital_certificate where holder_name = 'BreakdownTest'")
                .update();
    }

    /** Only what the year added: the stock as of its end less the one as of the day before it began. */
    private Map<String, Long> added(String query) throws Exception {
        Map<String, Long> added = new HashMap<>();
        for (String day : List.of("2155-12-31", "2155-01-31")) {
            for (JsonNode cell : http.json("/figures/cert.total.json?as-of=" + day + "&" + query)
                    .path("cells")) {
                String key = cell.path("unit").asString("?")
                        + (cell.has("second") ? "/" + cell.path("second").asString("?") : "");
                added.merge(
                        key,
                        (day.endsWith("12-31") ? 1 : -1) * cell.path("value").asLong(),
                        Long::sum);
            }
        }
        added.values().removeIf(value -> value == 0);
        return added;
    }

    @Test
    void twoBreakdownsAtOnceAddUpToEachOfThem() throws Exception {
        Map<String, Long> both = added("by=holder,medium");
        assertThat(both).containsOnly(Map.entry("individual/usb-token", 13L), Map.entry("organisation/usb-token", 8L));
        Map<String, Long> units = added("by=unit&by=holder&map=2025-06-30");
        assertThat(units)
                .containsEntry("trang-dinh.chi-lang/organisation", 3L)
                .containsEntry("trang-dinh.chi-lang/individual", 4L)
                .containsEntry("?/individual", 1L);
        assertThat(units.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(21);
    }

    @Test
    void unitsStandAtEveryLevelAndTheTotalStays() throws Exception {
        assertThat(added("by=unit&level=commune&map=2025-06-30"))
                .containsOnly(
                        Map.entry("trang-dinh.chi-lang", 7L),
                        Map.entry("trang-dinh.that-khe", 3L),
                        Map.entry("dinh-lap.binh-xa", 9L),
                        Map.entry("?", 2L));
        assertThat(added("by=unit&level=district&map=2025-06-30"))
                .containsOnly(Map.entry("trang-dinh", 10L), Map.entry("dinh-lap", 9L), Map.entry("?", 2L));
        assertThat(added("by=unit&level=department").values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(21);
    }

    @Test
    void csvAndXlsxHoldTheSameCells() throws Exception {
        assertThat(http.get("/figures/cert.total.csv?by=unit,holder&as-of=2155-12-31")
                        .body())
                .contains("unit,name,second,second-name,value");
        var xlsx = http.get("/figures/cert.total.xlsx?by=unit&as-of=2155-12-31");
        assertThat(xlsx.statusCode()).isEqualTo(200);
        assertThat(xlsx.body()).startsWith("PK");
        assertThat(http.get("/figures/ip.titles.total.csv?every=year&from=2021-01-01&to=2024-12-31")
                        .body())
                .contains("from,to,value,before,change")
                .contains("2024-01-01,2024-12-31");
    }

    @Test
    void aSeriesStandsBesideTheSamePeriodBefore() throws Exception {
        JsonNode series = http.json("/figures/cert.total.json?every=month&from=2155-01-01&as-of=2156-03-31")
                .path("series");
        assertThat(series.size()).isEqualTo(15);
        JsonNode january = series.get(12);
        assertThat(january.path("from").asString()).isEqualTo("2156-01-01");
        assertThat(january.path("value").asLong() - january.path("before").asLong())
                .isEqualTo(21);
        JsonNode statutory = http.json("/figures/ip.titles.total.json?every=quarter&statutory=2025")
                .path("series");
        assertThat(statutory.get(0).path("from").asString()).isEqualTo("2024-12-15");
        assertThat(statutory.get(0).path("to").asString()).isEqualTo("2025-03-14");
        assertThat(statutory.get(3).path("to").asString()).isEqualTo("2025-12-14");
        String page = http.get("/figures/ip.titles.total?every=month&from=2024-01-01&to=2024-12-31")
                .body();
        assertThat(page)
                .contains("<svg class=\"hoi-chart\"", "01/2024", "12/2024")
                .doesNotContain("style=");
    }

    @Test
    void namedPeriodsAreThoseOfTheCalendarAndOfTheDecree() throws Exception {
        assertThat(http.json("/figures/ip.titles.total.json?period=2025-Q2")
                        .path("from")
                        .asString())
                .isEqualTo("2025-04-01");
        JsonNode month = http.json("/figures/ip.titles.total.json?statutory=2025-03");
        assertThat(month.path("from").asString()).isEqualTo("2025-02-15");
        assertThat(month.path("to").asString()).isEqualTo("2025-03-14");
        assertThat(http.json("/figures/ip.titles.total.json?statutory=2025-H1")
                        .path("from")
                        .asString())
                .isEqualTo("2024-12-15");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "period=2025-13|400|FIG-411",
                "period=2025&from=2025-01-01|400|FIG-413",
                "by=holder,holder|400|FIG-409",
                "by=unit,holder,medium|400|FIG-409",
                "by=serial|400|FIG-403",
                "by=unit&level=village|400|FIG-414",
                "level=commune|400|FIG-410",
                "by=unit&level=district&map=2025-07-01|400|FIG-408",
                "every=month&from=1990-01-01|400|FIG-412",
                "from=2025-02-01&to=2025-01-01|400|FIG-401",
                "unit=no-such|404|UNI-404"
            })
    void whatCannotBeAskedIsRefusedWithCodeAndSentence(String query, int status, String code) throws Exception {
        var response = http.get("/figures/cert.total.json?" + query);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Http.read(response).path("code").asString()).isEqualTo(code);
        assertThat(Http.read(response).path("detail").asString()).hasSizeGreaterThan(15);
    }

    @Test
    void somebodyUnknownIsToldNoSmallCellAndNoneByItsSum() throws Exception {
        String address = "/figures/cert.total.json?as-of=2155-12-31&map=2025-06-30&by=unit,holder";
        JsonNode known = http.json(address).path("cells");
        JsonNode unknown = Http.unknown().json(address).path("cells");
        assertThat(unknown.size()).isEqualTo(known.size());
        int hidden = 0;
        for (int index = 0; index < known.size(); index++) {
            long value = known.get(index).path("value").asLong();
            if (unknown.get(index).path("value").isNull()) {
                hidden++;
                assertThat(unknown.get(index).path("hidden").path("code").asString())
                        .isEqualTo("FIG-447");
            } else {
                assertThat(unknown.get(index).path("value").asLong()).isEqualTo(value);
                assertThat(value)
                        .as("%s", known.get(index))
                        .satisfiesAnyOf(
                                few -> assertThat(few).isZero(),
                                enough -> assertThat(enough).isGreaterThanOrEqualTo(5));
            }
        }
        assertThat(hidden).isGreaterThan(1);
        assertThat(Http.unknown()
                        .get(address.replace(".json", "").replace("map", "map"))
                        .body())
                .contains("ít hơn 5");
        JsonNode one = Http.unknown().json("/figures/cert.total.json?as-of=2155-12-31&unit=trang-dinh.that-khe");
        if (http.json("/figures/cert.total.json?as-of=2155-12-31&unit=trang-dinh.that-khe")
                        .path("value")
                        .asLong()
                < 5) {
            assertThat(one.path("value").isNull()).isTrue();
            assertThat(one.path("absent").path("code").asString()).isEqualTo("FIG-447");
        }
    }

    /** A number somebody unknown is told, and what it is of. */
    private static java.util.OptionalLong told(String query) throws Exception {
        JsonNode read = Http.unknown().json("/figures/cert.total.json?" + query);
        if (read.path("value").isNull()) {
            assertThat(read.path("absent").path("code").asString()).isIn("FIG-447", "FIG-449");
            assertThat(read.path("absent").path("says").asString()).hasSizeGreaterThan(15);
            return java.util.OptionalLong.empty();
        }
        return java.util.OptionalLong.of(read.path("value").asLong());
    }

    private static boolean isFew(long difference) {
        return difference != 0 && Math.abs(difference) < 5;
    }

    @Test
    void noTwoPeriodsToldToSomebodyUnknownDifferByAFew() throws Exception {
        Unit place = TestApplication.get(Units.class).get("trang-dinh.chi-lang", LocalDate.of(2025, 7, 1));
        List<String> made = new ArrayList<>();
        try {
            for (String day : List.of("2155-03-20", "2155-03-21", "2155-06-02")) {
                made.add(certificateOn(place, day));
            }
            for (String unit : List.of("", "&unit=trang-dinh.chi-lang&map=2025-06-30")) {
                List<Long> all = new ArrayList<>();
                for (int month = 1; month <= 12; month++) {
                    told("as-of=" + java.time.YearMonth.of(2155, month).atEndOfMonth() + unit)
                            .ifPresent(all::add);
                    assertThat(told("as-of=" + LocalDate.of(2155, month, 20) + unit))
                            .as("a day that ends no half-month")
                            .isEmpty();
                }
                assertThat(all).as("some are told").isNotEmpty();
                for (long one : all) {
                    assertThat(all).noneMatch(other -> isFew(one - other));
                }
            }
            assertThat(told("as-of=2155-12-31&by=unit")).isPresent();
            assertThat(told("as-of=2155-06-30&by=unit"))
                    .as("parts are told for whole years")
                    .isEmpty();
            assertThat(http.json("/figures/cert.total.json?as-of=2155-03-20")
                            .path("value")
                            .isNull())
                    .as("who is known is told")
                    .isFalse();
        } finally {
            made.forEach(code -> TestApplication.get(JdbcClient.class)
                    .sql("delete from register.digital_certificate where code = :code")
                    .param("code", code)
                    .update());
        }
    }

    @Test
    void noHiddenUnitIsWhatTheOthersLeaveOfTheWhole() throws Exception {
        String when = "as-of=2155-12-31&map=2025-06-30";
        long left = http.json("/figures/cert.total.json?" + when).path("value").asLong();
        int hidden = 0;
        for (JsonNode cell : http.json("/figures/cert.total.json?by=unit&level=commune&" + when)
                .path("cells")) {
            if (!cell.path("unit").isNull() && !cell.path("unit").asString("").isEmpty()) {
                var one = told(when + "&unit=" + cell.path("unit").asString());
                hidden += one.isEmpty() ? 1 : 0;
                left -= one.orElse(0);
            }
        }
        assertThat(hidden).isPositive();
        assertThat(isFew(left)).as("left: %d", left).isFalse();
    }

    @Test
    void endsThatMayBeToldLieEnoughRecordsApart() {
        Seeded.check(random -> {
            for (int round = 0; round < 500; round++) {
                var counts = new java.util.TreeMap<Integer, Long>();
                for (int bucket = random.nextInt(4); bucket < 40; bucket += 1 + random.nextInt(3)) {
                    counts.put(
                            bucket,
                            (long) random.nextInt(random.nextBoolean() ? 4 : 12) - (random.nextInt(3) == 0 ? 3 : 0));
                }
                counts.values().removeIf(count -> count == 0);
                List<Long> ends = new ArrayList<>(List.of(0L));
                long sum = 0;
                var told = TellableBounds.told(counts, 5);
                for (var count : counts.entrySet()) {
                    sum += count.getValue();
                    if (told.get(count.getKey())) {
                        ends.add(sum);
                    }
                }
                long all = sum;
                // what all of it is, is told as it is
                assertThat(ends.subList(1, ends.size())).as("%s", counts).noneMatch(end -> isFew(all - end));
                for (long one : ends) {
                    assertThat(ends).as("%s of %s", told, counts).noneMatch(other -> isFew(one - other));
                }
            }
        });
    }

    @Test
    void noHiddenNumberIsFoundBySubtraction() {
        Disclosure disclosure = TestApplication.get(Disclosure.class);
        Seeded.check(random -> {
            for (int round = 0; round < 200; round++) {
                int rows = 1 + random.nextInt(6);
                int columns = 1 + random.nextInt(4);
                List<Reading.Cell> cells = new ArrayList<>();
                for (int row = 0; row < rows; row++) {
                    for (int column = 0; column < columns; column++) {
                        long n = random.nextInt(3) == 0 ? random.nextInt(7) : random.nextInt(60);
                        cells.add(new Reading.Cell(
                                List.of(part("r" + row), part("c" + column)),
                                java.math.BigDecimal.valueOf(n),
                                n,
                                null));
                    }
                }
                List<Reading.Cell> told = disclosure.cells(cells);
                for (int at = 0; at < 2; at++) {
                    int by = at;
                    told.stream()
                            .collect(Collectors.groupingBy(
                                    cell -> cell.parts().get(by).key()))
                            .values()
                            .forEach(line -> assertSafe(line, disclosure.least()));
                }
                assertSafe(told, disclosure.least());
            }
        });
    }

    private static Reading.Part part(String key) {
        return new Reading.Part(null, key, Label.of(key));
    }

    /** What is hidden of a told sum is nothing, or several cells of enough records, or all there is. */
    private static void assertSafe(List<Reading.Cell> line, int least) {
        List<Reading.Cell> hidden =
                line.stream().filter(cell -> cell.hidden() != null).toList();
        assertThat(line)
                .allSatisfy(cell -> assertThat(cell.hidden() != null || cell.records() == 0 || cell.records() >= least)
                        .isTrue());
        boolean all = line.stream().allMatch(cell -> cell.hidden() != null || cell.records() == 0);
        assertThat(hidden.isEmpty()
                        || all
                        || (hidden.size() > 1
                                && hidden.stream()
                                                .mapToLong(Reading.Cell::records)
                                                .sum()
                                        >= least))
                .isTrue();
    }
}
