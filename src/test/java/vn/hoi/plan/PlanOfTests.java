package vn.hoi.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestPeople;

/** A plan begun over the wire by two people who may plan, for the tests that need one. */
final class PlanOfTests {

    private static boolean made;

    static final String WRITES = "plan-of-tests-writes";
    static final String APPROVES = "plan-of-tests-approves";

    private final String code;

    private PlanOfTests(String code) {
        this.code = code;
    }

    private static synchronized void people() {
        if (!made) {
            TestPeople.make(TestApplication.context(), WRITES, List.of("planner"), null, Set.of());
            TestPeople.make(TestApplication.context(), APPROVES, List.of("leader", "planner"), null, Set.of());
            made = true;
        }
    }

    /** @param typed as the form sends it, without the code */
    static PlanOfTests begun(String code, String... typed) throws Exception {
        people();
        HttpResponse<String> begun = Http.as(WRITES).form("/plans", form("code", code, typed));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(303);
        return new PlanOfTests(code);
    }

    private static Map<String, String> form(String key, String value, String... more) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put(key, value);
        for (int index = 0; index < more.length; index += 2) {
            form.put(more[index], more[index + 1]);
        }
        return form;
    }

    String code() {
        return code;
    }

    String address() {
        return "/plans/" + code;
    }

    Plan plan() {
        return TestApplication.get(Plans.class).find(code).orElseThrow();
    }

    /** Number of the section with this key. */
    int section(String key) {
        return plan().sections().stream()
                .filter(section -> section.key().equals(key))
                .findFirst()
                .orElseThrow()
                .id();
    }

    HttpResponse<String> act(String section, String act, String... typed) throws Exception {
        return Http.as(WRITES).form(address() + "/sections/" + section(section), form("do", act, typed));
    }

    /** Adds a paragraph at the head of a section. */
    void add(String section, String text) throws Exception {
        HttpResponse<String> added = act(section, "add", "paragraph", "0", "text", text);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(303);
    }

    String page() throws Exception {
        return Http.as(WRITES).get(address(), "Accept", "text/html").body();
    }

    String page(String section) throws Exception {
        return Http.as(WRITES)
                .get(address() + "/sections/" + section(section), "Accept", "text/html")
                .body();
    }

    /** Submitted, approved by another, and out with a reason for every open point. */
    HttpResponse<String> published(String act, String... typed) throws Exception {
        Http.as(WRITES).form(address() + "/publish", Map.of("do", "submit"));
        Http.as(APPROVES).form(address() + "/publish", Map.of("do", "approve"));
        Map<String, String> out = form("do", act, typed);
        for (JsonNode point :
                Http.as(APPROVES).json(address() + "/publish.json").get("rows")) {
            out.put("reason:" + point.get("point").asString(), "Bổ sung ở lần ban hành sau.");
        }
        return Http.as(APPROVES).form(address() + "/publish", out);
    }
}
