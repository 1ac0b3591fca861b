package vn.hoi.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestTitles;
import vn.hoi.common.Problem;
import vn.hoi.unit.UnitChange.Kind;
import vn.hoi.unit.UnitChange.Order;
import vn.hoi.unit.UnitChange.Part;

/** Units merged, split, renamed and moved, with all that is refused, and taken back again. */
class UnitChangesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 10, 1);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

    private final Units units = TestApplication.get(Units.class);
    private final UnitChanges changes = TestApplication.get(UnitChanges.class);
    private final JdbcClient database = TestApplication.get(JdbcClient.class);
    private final Http http = Http.shared();

    @AfterEach
    void takeBack() {
        database.sql("delete from register.ip_title where owner = 'UnitChangesTest'")
                .update();
        for (UnitChange change : changes.list()) {
            if (change.undoneAt() == null) {
                changes.undo(change.number(), "thử xong");
            }
        }
        assertThat(units.on(TODAY)).filteredOn(Unit::isGrassroots).hasSize(65);
    }

    private Unit unit(String code) {
        return units.get(code, TODAY);
    }

    private static Part fresh(String code, String name) {
        return new Part(null, code, "commune", name, "Xã " + name);
    }

    private Order order(Kind kind, List<String> ending, List<Part> parts, @Nullable String parent, LocalDate day) {
        return new Order(
                kind,
                ending.stream().map(this::unit).toList(),
                parts,
                parent == null ? null : unit(parent),
                day,
                "Nghị quyết số 1",
                DAY.minusDays(30));
    }

    private String refusal(Order order) {
        Problem problem = catchThrowableOfType(Problem.class, () -> changes.make(order));
        assertThat(problem.code()).isEqualTo("UNI-422");
        assertThat(problem.faults())
                .allSatisfy(fault -> assertThat(fault.message()).isNotBlank());
        return problem.faults().getFirst().code();
    }

    private static void publish(String place) {
        TestTitles.filed("UnitChangesTest", "2026-01-01", "2026-01-02", place);
    }

    @Test
    void oneCommuneIsMergedAndComesBack() {
        long number =
                changes.make(order(Kind.MERGE, List.of("06001", "06040"), List.of(fresh("06999", "Mới")), null, DAY));
        Unit merged = unit("06999");
        assertThat(merged.from()).isEqualTo(DAY);
        assertThat(units.get("06001", DAY.minusDays(1)).until()).isEqualTo(DAY.minusDays(1));
        assertThat(units.map(DAY).find(units.get("06001", DAY.minusDays(1)).id()))
                .hasValue(merged);
        assertThat(units.map(DAY).find(units.get("trang-dinh.chi-lang", DAY).id()))
                .as("through both successions")
                .hasValue(merged);
        assertThat(units.on(DAY)).filteredOn(Unit::isGrassroots).hasSize(64);
        assertThat(changes.get(number).made()).containsExactly(merged.id());
        changes.undo(number, "nhầm");
        assertThat(units.find("06999", DAY)).isEmpty();
        assertThat(unit("06001").until()).isNull();
        assertThat(catchThrowableOfType(Problem.class, () -> changes.undo(number, "lần nữa"))
                        .code())
                .isEqualTo("UNI-023");
    }

    @Test
    void aUnitIsMergedIntoOneThatThereIs() {
        changes.make(order(Kind.MERGE, List.of("06001"), List.of(new Part(unit("06040"), "", "", "", "")), null, DAY));
        assertThat(units.map(DAY).find(units.get("06001", DAY.minusDays(1)).id()))
                .hasValue(unit("06040"));
    }

    @Test
    void aRenamedUnitKeepsItsCodeAndTakesAlongWhatStandsBelow() {
        List<Unit> below = units.children(unit("SKHCN").id()).stream()
                .filter(unit -> unit.on(TODAY))
                .toList();
        assertThat(below).isNotEmpty();
        changes.make(order(
                Kind.RENAME,
                List.of("SKHCN"),
                List.of(new Part(null, "SKHCN", "department", "Sở Mới", "Sở Mới")),
                null,
                DAY));
        Unit renamed = unit("SKHCN");
        assertThat(renamed.name()).isEqualTo("Sở Mới");
        assertThat(units.get("SKHCN", DAY.minusDays(1)).name()).isEqualTo("Sở Khoa học và Công nghệ");
        assertThat(units.children(renamed.id()))
                .extracting(Unit::code)
                .containsExactlyInAnyOrderElementsOf(
                        below.stream().map(Unit::code).toList());
        assertThat(below)
                .allSatisfy(child -> assertThat(
                                units.map(DAY).find(child.id()).orElseThrow().parent())
                        .isEqualTo(renamed.id()));
    }

    @Test
    void aUnitMovesUnderAnother() {
        String centre = units.on(TODAY).stream()
                .filter(unit -> unit.kind().equals("centre"))
                .findFirst()
                .orElseThrow()
                .code();
        Unit before = unit(centre);
        changes.make(order(
                Kind.MOVE,
                List.of(centre),
                List.of(new Part(null, before.code(), before.kind(), before.name(), before.fullName())),
                "STC",
                DAY));
        assertThat(unit(centre).parent()).isEqualTo(unit("STC").id());
        assertThat(units.map(DAY).find(before.id())).hasValue(unit(centre));
    }

    @Test
    void whatCannotBeIsRefusedWithItsReason() {
        List<Part> one = List.of(fresh("06999", "Mới"));
        assertThat(refusal(order(Kind.MERGE, List.of("06001"), one, null, DAY))).isEqualTo("UNI-011");
        assertThat(refusal(order(Kind.MERGE, List.of("06001", "06001"), one, null, DAY)))
                .isEqualTo("UNI-013");
        assertThat(refusal(order(
                        Kind.MERGE,
                        List.of("06001", "06040"),
                        List.of(new Part(unit("06040"), "", "", "", "")),
                        null,
                        DAY)))
                .as("into itself")
                .isEqualTo("UNI-016");
        assertThat(refusal(order(Kind.MERGE, List.of("06001", "06040"), one, null, LocalDate.of(2025, 7, 1))))
                .as("not before it began")
                .isEqualTo("UNI-012");
        assertThat(refusal(order(Kind.MERGE, List.of("trang-dinh.chi-lang", "06040"), one, null, DAY)))
                .as("ended already")
                .isEqualTo("UNI-010");
        String centre = units.on(TODAY).stream()
                .filter(unit -> unit.kind().equals("centre"))
                .findFirst()
                .orElseThrow()
                .code();
        String above = units.get(java.util.Objects.requireNonNull(unit(centre).parent()))
                .code();
        assertThat(refusal(order(Kind.MERGE, List.of(above, centre), one, null, DAY)))
                .as("overlapping")
                .isEqualTo("UNI-014");
        assertThat(refusal(order(Kind.MERGE, List.of("06001", "06040"), List.of(fresh("SKHCN", "Mới")), null, DAY)))
                .as("a code used at the time")
                .isEqualTo("UNI-018");
        assertThat(refusal(order(Kind.SPLIT, List.of("06001"), one, null, DAY))).isEqualTo("UNI-015");
        assertThat(refusal(order(
                        Kind.SPLIT,
                        List.of("06001"),
                        List.of(fresh("06998", "Một"), fresh("06998", "Hai")),
                        null,
                        DAY)))
                .isEqualTo("UNI-018");
        assertThat(refusal(
                        order(Kind.SPLIT, List.of(above), List.of(fresh("A1", "Một"), fresh("A2", "Hai")), null, DAY)))
                .as("units below")
                .isEqualTo("UNI-021");
        assertThat(refusal(order(Kind.RENAME, List.of("20"), one, null, DAY)))
                .as("the province")
                .isEqualTo("UNI-019");
        assertThat(refusal(order(Kind.MOVE, List.of(above), List.of(fresh(above, "X")), centre, DAY)))
                .as("below itself")
                .isEqualTo("UNI-020");
        Unit sibling = unit("06040");
        assertThat(refusal(order(
                        Kind.RENAME,
                        List.of("06001"),
                        List.of(new Part(null, "06001", sibling.kind(), sibling.name(), sibling.fullName())),
                        null,
                        DAY)))
                .as("a name taken")
                .isEqualTo("UNI-022");
        assertThat(changes.list().stream().filter(change -> change.undoneAt() == null))
                .isEmpty();
    }

    @Test
    void aChangeIsNotUndoneWhileSomethingStandsOnIt() {
        long first =
                changes.make(order(Kind.MERGE, List.of("06001", "06040"), List.of(fresh("06999", "Mới")), null, DAY));
        publish("06999");
        Problem held = catchThrowableOfType(Problem.class, () -> changes.undo(first, "thử"));
        assertThat(held.code()).isEqualTo("UNI-024");
        assertThat(held.getMessage()).contains("Bản ghi");
        database.sql("delete from register.ip_title where owner = 'UnitChangesTest'")
                .update();
        long second = changes.make(
                order(Kind.RENAME, List.of("06999"), List.of(fresh("06999", "Mới hơn")), null, DAY.plusDays(5)));
        assertThat(catchThrowableOfType(Problem.class, () -> changes.undo(first, "thử"))
                        .code())
                .isEqualTo("UNI-024");
        changes.undo(second, "thử");
        changes.undo(first, "thử");
    }

    @Test
    void onThePageAChangeIsSeenBeforeItIsDoneAndTakenBack() throws Exception {
        publish("06001");
        publish("06040");
        publish("06040");
        Map<String, String> typed = new HashMap<>(Map.of(
                "kind",
                "merge",
                "units",
                "06001\n06040",
                "p1-name",
                "Thất Khê Mới",
                "p1-code",
                "06999",
                "p1-kind",
                "ward",
                "day",
                "01/10/2026",
                "document",
                "NQ 1/NQ-HĐND",
                "document-day",
                "01/9/2026"));
        HttpResponse<String> preview = http.form("/units/changes", typed);
        assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
        assertThat(preview.body()).contains("Phường Thất Khê Mới", "Bản ghi sổ", "Số liệu trước và sau");
        // others have written at these places too
        Matcher values = Pattern.compile(
                        "Đơn[^<]*công bố[^<]*</td>\\s*<td class=\"num\">(\\d+)</td>\\s*<td class=\"num\">(\\d+)</td>\\s*<td class=\"num\"><b>(\\d+)</b>")
                .matcher(preview.body());
        assertThat(values.find()).isTrue();
        int one = Integer.parseInt(values.group(1));
        int other = Integer.parseInt(values.group(2));
        assertThat(one).isGreaterThanOrEqualTo(1);
        assertThat(other).isGreaterThanOrEqualTo(2);
        assertThat(Integer.parseInt(values.group(3))).isEqualTo(one + other);
        assertThat(units.find("06999", DAY)).isEmpty();
        typed.put("do", "make");
        HttpResponse<String> made = http.form("/units/changes", typed);
        assertThat(made.statusCode()).isEqualTo(303);
        String address = made.headers().firstValue("Location").orElseThrow();
        assertThat(http.json("/figures/ip.applications.published.json?unit=06999&from=2026-01-02&to=2026-01-02")
                        .path("value")
                        .asInt())
                .isEqualTo(3);
        assertThat(http.get(address, "Accept", "text/html").body()).contains("NQ 1/NQ-HĐND", "Hoàn tác");
        JsonNode journal = http.json("/admin/journal.json?subject=" + address.substring(1));
        assertThat(journal.path("rows").get(0).path("action").asString()).isEqualTo("merge");
        assertThat(http.form(address + "/undo", Map.of()).body()).contains("UNI-025");
        assertThat(http.form(address + "/undo", Map.of("reason", "thử")).statusCode())
                .isEqualTo(303);
        assertThat(http.json(address + ".json").path("undoneAt").isNull()).isFalse();
    }

    @Test
    void whatIsTypedWrongIsSaidAndKept() throws Exception {
        HttpResponse<String> answer = http.form(
                "/units/changes",
                Map.of("kind", "merge", "units", "Xã Không Có Đâu", "day", "x", "p1-name", "Tên gõ dở"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("VAL-008", "VAL-003", "UNI-003", "Tên gõ dở");
        assertThat(http.json("/units/changes/999999.json").path("code").asString())
                .isEqualTo("UNI-404");
    }
}
