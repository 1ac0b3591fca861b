package vn.hoi.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Adding and changing a record as a person does, and what follows from it on every page. */
class FormsTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Http http = Http.shared();

    private static Map<String, String> title() {
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("title", "Mật ong Mẫu Sơn <b>&</b>");
        typed.put("kind", "mark");
        typed.put("application-no", "4-2024-F" + NUMBER.incrementAndGet() + "-" + System.nanoTime());
        typed.put("filed-on", "05/01/2024");
        typed.put("published-on", "2024-03-01");
        typed.put("granted-on", "20/6/2025");
        typed.put("title-no", "4-" + System.nanoTime());
        typed.put("owner", "Hợp tác xã Mật ong Mẫu Sơn");
        typed.put("state", "in-force");
        typed.put("place", "06541");
        // others of this name stand in the register already, and were looked at
        typed.put("alike", "seen");
        return typed;
    }

    private static final String PERIOD = "?from=2021-01-01&to=2025-06-30";

    @Test
    void oneRecordMovesTheFigureThePlanAndTheListByOneAtOnce() throws Exception {
        long figure = value("/figures/ip.titles.total.json" + PERIOD);
        long plan = http.json("/plans/234-2025/figures/ip.titles.total.json")
                .path("here")
                .asLong();
        long list = lines("/figures/ip.titles.total/records.csv" + PERIOD);
        long commune = value("/figures/ip.titles.total.json" + PERIOD + "&unit=06541");

        HttpResponse<String> saved = http.form("/registers/ip-title", title());

        assertThat(saved.statusCode()).isEqualTo(303);
        String address = saved.headers().firstValue("Location").orElseThrow();
        assertThat(value("/figures/ip.titles.total.json" + PERIOD)).isEqualTo(figure + 1);
        assertThat(http.json("/plans/234-2025/figures/ip.titles.total.json")
                        .path("here")
                        .asLong())
                .isEqualTo(plan + 1);
        assertThat(lines("/figures/ip.titles.total/records.csv" + PERIOD)).isEqualTo(list + 1);
        assertThat(value("/figures/ip.titles.total.json" + PERIOD + "&unit=06541"))
                .isEqualTo(commune + 1);
        assertThat(http.get("/plans/234-2025", "Accept", "text/html").body())
                .contains("<a class=\"fig\" href=\"/figures/ip.titles.total");
        JsonNode journal = http.json(address + ".json").path("journal");
        assertThat(journal).hasSize(1);
        assertThat(journal.path(0).path("account").asString()).isEqualTo("admin");
        assertThat(journal.path(0).path("action").asString()).isEqualTo("created");
        HttpResponse<String> page = http.get(address, "Accept", "text/html");
        assertThat(page.body())
                .contains("Mật ong Mẫu Sơn &lt;b&gt;&amp;&lt;/b&gt;")
                .doesNotContain("<b>&</b>");
    }

    @Test
    void wrongValuesComeBackWithTheFormFilledAndEachErrorBesideItsField() throws Exception {
        long before = lines("/registers/ip-title.csv");
        Map<String, String> typed = title();
        typed.put("granted-on", "31/2/2025");
        typed.put("owner", "");
        HttpResponse<String> answer = http.form("/registers/ip-title", typed);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("id=\"errors\"", "VAL-003", "VAL-001", "href=\"#c-granted-on\"", "value=\"31/2/2025\"")
                .contains("Có 2 chỗ cần sửa");
        assertThat(lines("/registers/ip-title.csv")).isEqualTo(before);
    }

    @Test
    void aStaleEditComesBackWithBothVersions() throws Exception {
        String address = http.form("/registers/ip-title", title())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String form = http.get(address + "/edit", "Accept", "text/html").body();
        assertThat(form).contains("name=\"version\" value=\"1\"");
        Map<String, String> mine = Map.of("version", "1", "owner", "Công ty Một");
        Map<String, String> theirs = Map.of("version", "1", "owner", "Công ty Hai");
        assertThat(http.form(address, theirs).statusCode()).isEqualTo(303);
        HttpResponse<String> refused = http.form(address, mine);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Công ty Một", "Công ty Hai", "name=\"version\" value=\"2\"");
        assertThat(http.json(address + ".json").path("owner").asString()).isEqualTo("Công ty Hai");
        Map<String, String> again = Map.of("version", "2", "owner", "Công ty Một");
        assertThat(http.form(address, again).statusCode()).isEqualTo(303);
        assertThat(http.json(address + ".json").path("owner").asString()).isEqualTo("Công ty Một");
    }

    @Test
    void anEditThatTouchesOneColumnLeavesThePlaceAlone() throws Exception {
        // codes and ids are both numbers: a unit is sent back unchanged by its id, marked as one
        Units units = TestApplication.get(Units.class);
        Unit unit = units.list().stream()
                .filter(each -> each.kind().equals("township"))
                .findFirst()
                .orElseThrow();
        assertThat(units.get("20", LocalDate.of(2025, 6, 30)).kind()).isEqualTo("province");
        assertThat(units.get(Units.BY_ID + unit.id(), LocalDate.of(2026, 1, 1))).isEqualTo(unit);
        Map<String, String> typed = title();
        typed.put("place", Units.BY_ID + unit.id());
        typed.remove("alike");
        HttpResponse<String> made = http.post("/registers/ip-title", typed);
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(Http.read(made).path("place").asString()).isEqualTo(unit.code());
        String address = made.headers().firstValue("Location").orElseThrow();
        HttpResponse<String> changed = http.write("PUT", address, Map.of("note", "ghi thêm"), "If-Match", "\"1\"");
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(Http.read(changed).path("place").asString()).isEqualTo(unit.code());
    }

    private long value(String address) throws Exception {
        return http.json(address).path("value").asLong();
    }

    private long lines(String address) throws Exception {
        return http.get(address).body().lines().count();
    }
}
