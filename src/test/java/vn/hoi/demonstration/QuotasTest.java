package vn.hoi.demonstration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuotasTest {

    private static final String START = "2021-01-01";
    private static final String PLAN_DAY = "2025-09-05";

    private final Quotas quotas = Province.ALL;

    @Test
    void theLargestRegisterIsLoadedLast() {
        assertThat(quotas.registers())
                .containsSubsequence(
                        "st-task", "ip-title", "initiative", "digital-certificate", "measuring-instrument", "dossier")
                .endsWith("dossier");
    }

    @Test
    void theSameFolderScaleAndAreasGiveTheSameRows() throws IOException {
        List<Area> shuffled = new ArrayList<>(Province.areas());
        Collections.shuffle(shuffled, new Random(7));
        for (String register : quotas.registers()) {
            QuotaRows once = Province.rows(quotas, register, 0.01);
            Quotas anew = Quotas.read(Province.QUOTAS);
            QuotaRows again = anew.rows(register, 0.01, shuffled, new EarlierRows(anew, 0.01, shuffled));
            assertThat(hash(once)).as(register).isEqualTo(hash(again)).isEqualTo(hash(once));
        }
    }

    @Test
    void tasksAtScaleOneAreThoseThePlanCounts() throws IOException {
        Predicate<Province.Row> counted = row -> row.within("approved-on", START, PLAN_DAY);
        Map<String, Long> found = countBy("st-task", row -> counted.test(row) ? (String) row.get("level") : "outside");
        assertThat(found).containsOnly(Map.entry("national", 5L), Map.entry("provincial", 126L));
        found = countBy("st-task", row -> row.is("level", "provincial") ? (String) row.get("discipline") : "-");
        assertThat(found).containsEntry("medicine", 14L).containsEntry("engineering", 12L);
    }

    @Test
    void titlesAndApplicationsAtScaleOneAreThoseThePlanCounts() throws IOException {
        Map<String, Long> granted =
                countBy("ip-title", row -> row.within("granted-on", START, "2025-06-30") ? kindOf(row) : "not granted");
        assertThat(granted)
                .containsEntry("gi new", 4L)
                .containsEntry("gi extended", 2L)
                .containsEntry("common new", 20L)
                .containsEntry("mark new", 254L)
                .containsEntry("design new", 6L);
        assertThat(count("ip-title", row -> row.has("granted-on"))).isEqualTo(286);
        assertThat(count("ip-title", row -> row.within("published-on", START, "2025-06-30")))
                .isEqualTo(427);
        assertThat(count("ip-title", row -> row.within("published-on", "2025-07-01", "2999-12-31")))
                .isZero();
    }

    private static String kindOf(Province.Row row) {
        String kind = (String) row.get("kind");
        boolean common = kind.equals("collective-mark") || kind.equals("certification-mark");
        return (common ? "common" : kind) + " " + row.get("grant-scope");
    }

    @Test
    void initiativesAtScaleOneAreThoseThePlanCounts() throws IOException {
        assertThat(count(
                        "initiative",
                        row -> row.is("level", "provincial") && row.within("filed-on", START, "2025-11-30")))
                .isEqualTo(198);
        assertThat(count("initiative", row -> row.is("level", "provincial"))).isEqualTo(198);
        assertThat(count("initiative", row -> row.within("recognised-on", START, "2025-12-31")))
                .isEqualTo(85);
        assertThat(count("initiative", row -> row.has("recognised-on"))).isEqualTo(85);
        assertThat(count("initiative", row -> row.is("level", "grassroots"))).isEqualTo(420);
    }

    @Test
    void certificatesInForceAtScaleOneAreThoseThePlanCounts() throws IOException {
        LocalDate planDay = LocalDate.parse(PLAN_DAY);
        Map<String, Long> found = countBy("digital-certificate", row -> {
            boolean gone = row.has("revoked-on");
            assertThat(gone && !row.day("revoked-on").isBefore(planDay)).isFalse();
            assertThat(row.day("issued-on")).isBeforeOrEqualTo(planDay);
            return gone ? "revoked" : row.is("medium", "sim") ? "sim" : (String) row.get("holder");
        });
        assertThat(found)
                .containsOnly(
                        Map.entry("organisation", 1529L),
                        Map.entry("individual", 28319L),
                        Map.entry("sim", 818L),
                        Map.entry("revoked", 1200L));
    }

    @Test
    void instrumentsInUseAtScaleOneAreThoseThePlanCounts() throws IOException {
        LocalDate planDay = LocalDate.parse(PLAN_DAY);
        Map<String, Long> found = countBy("measuring-instrument", row -> {
            boolean retired = row.has("retired-on");
            assertThat(row.day("in-use-from")).isBeforeOrEqualTo(planDay);
            assertThat(retired && !row.day("retired-on").isBefore(planDay)).isFalse();
            return retired ? "retired" : "in use";
        });
        assertThat(found).containsOnly(Map.entry("in use", 371_946L), Map.entry("retired", 1_180L));
    }

    @Test
    void dossiersAtScaleOneAreThoseThePlanCounts() throws IOException {
        Map<String, Long> found = new HashMap<>();
        LocalDate recent = LocalDate.of(2024, 1, 1);
        LocalDate planDay = LocalDate.parse(PLAN_DAY);
        QuotaRows rows = Province.rows(quotas, "dossier", 1);
        Province.Row row = new Province.Row(rows);
        for (Object[] values : rows) {
            row.values = values;
            LocalDate received = row.day("received-on");
            String when = received.isBefore(recent) ? "earlier " : "recent ";
            found.merge(when + (row.is("channel", "online") ? "online" : "counter"), 1L, Long::sum);
            LocalDate digitised = row.day("digitised-on");
            if (digitised != null && digitised.isAfter(received) && !digitised.isAfter(planDay)) {
                found.merge(row.is("level", "province") ? "digitised province" : "digitised below", 1L, Long::sum);
            } else if (digitised != null) {
                found.merge("digitised wrongly", 1L, Long::sum);
            }
        }
        assertThat(found)
                .containsOnly(
                        Map.entry("earlier counter", 1_380_846L),
                        Map.entry("earlier online", 681_170L),
                        Map.entry("recent counter", 79_346L),
                        Map.entry("recent online", 417_439L),
                        Map.entry("digitised province", 298_406L),
                        Map.entry("digitised below", 919_057L));
        assertThat(rows.size()).isEqualTo(2_558_801);
    }

    @Test
    void aSmallScaleKeepsItsShareAndARowOfEveryGroup() {
        assertThat(quotas.count("dossier", 0.01)).isEqualTo(25_588);
        assertThat(quotas.count("digital-certificate", 0.001)).isBetween(25L, 40L);
        assertThat(quotas.count("st-task", 0.001))
                .as("a small register is whole")
                .isEqualTo(quotas.count("st-task", 1));
        assertThat(quotas.count("dossier", 0)).isZero();
        assertThat(Shares.of(new long[] {10, 10, 11, 0}, 0.1)).containsExactly(1, 1, 1, 0);
        assertThat(Shares.of(new long[] {1, 1000}, 0.01)).containsExactly(1, 10);
    }

    @Test
    void rowsComeInTheOrderOfTheirFirstDateAndAsManyAsPromised() throws IOException {
        Map<String, String> first = Map.of("dossier", "received-on", "measuring-instrument", "in-use-from");
        for (Map.Entry<String, String> e : first.entrySet()) {
            QuotaRows rows = Province.rows(quotas, e.getKey(), 0.02);
            Province.Row row = new Province.Row(rows);
            LocalDate last = LocalDate.MIN;
            long made = 0;
            for (Object[] values : rows) {
                row.values = values;
                assertThat(row.day(e.getValue())).isAfterOrEqualTo(last);
                last = row.day(e.getValue());
                made++;
            }
            assertThat(made).isEqualTo(rows.size()).isEqualTo(quotas.count(e.getKey(), 0.02));
        }
    }

    @Test
    void everyPlaceAndUnitExistsOnTheDayOfTheEvent() throws IOException {
        Map<String, List<String>> events = Map.of(
                "st-task", List.of("approved-on"),
                "ip-title", List.of("granted-on", "published-on", "filed-on"),
                "initiative", List.of("filed-on", "recognised-on", "grassroots-recognised-on"),
                "digital-certificate", List.of("issued-on"),
                "measuring-instrument", List.of("in-use-from"),
                "dossier", List.of("received-on"));
        Map<Integer, Area> areas = new HashMap<>();
        Province.areas().forEach(area -> areas.put(area.id(), area));
        for (String register : quotas.registers()) {
            QuotaRows rows = Province.rows(quotas, register, scaleOf(register));
            Province.Row row = new Province.Row(rows);
            for (Object[] values : rows) {
                row.values = values;
                for (String event : events.getOrDefault(register, List.of())) {
                    LocalDate day = row.day(event);
                    assertThat(day == null || stands(areas.get((Integer) row.get("place")), day))
                            .as(() -> register + " " + event + ": " + row.byName())
                            .isTrue();
                    assertThat(day == null || stands(areas.get((Integer) row.get("unit")), day))
                            .isTrue();
                }
            }
        }
    }

    private static boolean stands(@Nullable Area area, LocalDate day) {
        return area != null && area.existsOn(day);
    }

    @Test
    void everyRowKeepsItsDatesInOrder() throws IOException {
        Map<String, List<List<String>>> chains = Map.of(
                "st-task",
                        List.of(
                                List.of("approved-on", "from", "until", "accepted-on"),
                                List.of("until", "extended-until")),
                "ip-title",
                        List.of(
                                List.of("filed-on", "published-on", "granted-on", "valid-until"),
                                List.of("granted-on", "synced-on")),
                "initiative",
                        List.of(
                                List.of("first-used-on", "filed-on", "recognised-on"),
                                List.of("first-used-on", "grassroots-recognised-on")),
                "digital-certificate",
                        List.of(
                                List.of("issued-on", "handed-over-on", "unlocked-on", "valid-until"),
                                List.of("handed-over-on", "revoked-on")),
                "measuring-instrument",
                        List.of(
                                List.of("in-use-from", "last-verification", "verified-until"),
                                List.of("last-verification", "retired-on")),
                "dossier",
                        List.of(
                                List.of("received-on", "finished-on", "returned-on"),
                                List.of("received-on", "appointed-on"),
                                List.of("received-on", "digitised-on")));
        for (String register : quotas.registers()) {
            QuotaRows rows = Province.rows(quotas, register, scaleOf(register));
            Province.Row row = new Province.Row(rows);
            for (Object[] values : rows) {
                row.values = values;
                for (List<String> chain : chains.getOrDefault(register, List.of())) {
                    assertThat(isInOrder(chain, row))
                            .as(() -> register + " " + chain + ": " + row.byName())
                            .isTrue();
                }
            }
        }
    }

    private static boolean isInOrder(List<String> chain, Province.Row row) {
        LocalDate last = LocalDate.MIN;
        for (String column : chain) {
            LocalDate day = row.day(column);
            if (day != null && day.isBefore(last)) {
                return false;
            }
            last = day == null ? last : day;
        }
        return true;
    }

    @Test
    void whatIsDoneAtADeskIsDoneOnAWorkingDay() throws IOException {
        List<String> byCalendar = List.of("until", "extended-until", "valid-until", "verified-until");
        for (String register : List.of(
                "st-task", "ip-title", "initiative", "digital-certificate", "measuring-instrument", "dossier")) {
            QuotaRows rows = Province.rows(quotas, register, scaleOf(register));
            Province.Row row = new Province.Row(rows);
            for (Object[] values : rows) {
                row.values = values;
                for (String column : rows.columns()) {
                    if (row.get(column) instanceof LocalDate day && !byCalendar.contains(column)) {
                        assertThat(day.getDayOfWeek())
                                .as("%s.%s %s", register, column, day)
                                .isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
                    }
                }
            }
        }
    }

    @Test
    void whatOthersReferToIsLoadedBeforeThem(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("words.yaml"), "holidays: []\n");
        Files.writeString(folder.resolve("words-more.yaml"), "colour: [red]\n");
        Files.writeString(folder.resolve("big.yaml"), """
                columns: { name: "{colour} {seq:2}", born: 2024-05-06, place: { area: "20" }, unit: { area: SKHCN } }
                groups: [ { count: 40 } ]
                """);
        Path small = folder.resolve("small.yaml");
        Files.writeString(small, """
                columns:
                  _big: { record: big, where: { name: [red 07, red 09] } }
                  big: "{_big.code}"
                  title: "of {_big.name}"
                  later: { after: _big.born, days: 1..3 }
                  place: { place-of: _big }
                  several: { records: big, many: 2..3 }
                  lines: { rows: { mark: { number: 1..9 }, of: "{_big.name}" }, many: 2..2 }
                  tax: { identifier: tax-code }
                  point: { location: [106.10..107.35, 21.40..22.45] }
                  at: { moment: later, hours: 8..8 }
                groups: [ { count: 30 } ]
                """);
        Quotas read = Quotas.read(folder);
        assertThat(read.registers()).containsExactly("big", "small");
        assertThat(read.refersTo("small")).containsExactly("big");
        QuotaRows rows = Province.rows(read, "small", 1);
        Province.Row row = new Province.Row(rows);
        Set<Object> named = new HashSet<>();
        Set<Object> taxCodes = new HashSet<>();
        for (Object[] values : rows) {
            row.values = values;
            named.add(row.get("big"));
            taxCodes.add(row.get("tax"));
            assertThat(row.get("title")).isIn("of red 07", "of red 09");
            assertThat(row.day("later")).isBetween("2024-05-07", "2024-05-09");
            assertThat((List<?>) row.get("several")).hasSizeBetween(2, 3).doesNotHaveDuplicates();
            assertThat((String) row.get("lines")).matches("\\[\\{\"mark\":\\d,\"of\":\"red 0[79]\"},\\{.*}]");
            assertThat(row.get("place")).isEqualTo(1);
            assertThat(row.get("at").toString()).matches("2024-05-0[789]T08:(00|15|30|45)\\+07:00");
        }
        assertThat(named).containsExactlyInAnyOrder("big-7", "big-9");
        assertThat(taxCodes).hasSize(30).doesNotContainNull();
        Files.writeString(folder.resolve("big.yaml"), """
                columns: { of: { record: small } }
                groups: [ { count: 40 } ]
                """);
        Quotas circle = Quotas.read(folder);
        assertThatThrownBy(circle::registers).hasMessageContaining("circle").hasMessageContaining("small");
    }

    @Test
    void aWrongQuotaFileIsRefusedWithItsPlace(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("words.yaml"), "holidays: []\n");
        Path file = folder.resolve("thing.yaml");
        Files.writeString(file, "columns: { kind: a }\ngroups: [ { count: 1, knd: b } ]\n");
        assertThatThrownBy(() -> Quotas.read(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("thing.yaml")
                .hasMessageContaining("knd");
        Files.writeString(file, "columns: { kind: '{nowhere}' }\ngroups: [ { count: 1 } ]\n");
        Quotas read = Quotas.read(folder);
        assertThatThrownBy(() -> read.rows("thing", 1, Province.areas(), Earlier.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("thing")
                .hasMessageContaining("nowhere");
    }

    static double scaleOf(String register) {
        return switch (register) {
            case "dossier" -> 0.05;
            case "measuring-instrument" -> 0.3;
            default -> 1;
        };
    }

    private long count(String register, Predicate<Province.Row> which) throws IOException {
        return countBy(register, row -> which.test(row) ? "yes" : "no").getOrDefault("yes", 0L);
    }

    private Map<String, Long> countBy(String register, Function<Province.Row, String> key) throws IOException {
        Map<String, Long> found = new HashMap<>();
        QuotaRows rows = Province.rows(quotas, register, 1);
        Province.Row row = new Province.Row(rows);
        for (Object[] values : rows) {
            row.values = values;
            found.merge(key.apply(row), 1L, Long::sum);
        }
        return found;
    }

    private static long hash(QuotaRows rows) {
        long hash = rows.columns().hashCode();
        for (Object[] row : rows) {
            hash = hash * 31 + Arrays.hashCode(row);
        }
        return hash;
    }
}
