package vn.hoi.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.Chromium;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestDatabase;
import vn.hoi.TestPeople;
import vn.hoi.access.Passwords;

/** A year's money of one project, played in a browser from the proposal to the final account; 2022 has no money of others. */
class ProjectYearTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ACCOUNT = "tc.du-an";
    private static final String PASSWORD = "hoa hồi nở giữa mùa thu";
    private static final String CODE = "DAN-" + UUID.randomUUID().toString().substring(0, 8);
    private static final String LINE = CODE + "-2022";
    private static final Path SCREENS = TestDatabase.TARGET.resolve("screens");

    private static Chromium browser;
    private static String root;
    private int documents;

    @BeforeAll
    static void signIn() throws Exception {
        TestPeople.make(
                TestApplication.context(), ACCOUNT, List.of("finance", "specialist", "planner"), null, Set.of());
        TestApplication.get(Passwords.class).set(ACCOUNT, PASSWORD, null, "password-set");
        Files.createDirectories(SCREENS);
        root = "http://127.0.0.1:" + TestApplication.port();
        browser = Chromium.start();
        browser.open(root + "/sign-in");
        browser.until("document.readyState === 'complete' && document.getElementById('password')");
        browser.run("document.getElementById('account').value = '" + ACCOUNT
                + "'; document.getElementById('password').value = '" + PASSWORD
                + "'; document.getElementById('password').form.requestSubmit()");
        browser.until("document.querySelector('form[action=\"/sign-out\"]')");
    }

    @AfterAll
    static void close() throws Exception {
        browser.close();
    }

    private static void open(String address) throws Exception {
        browser.run("window.left = true");
        browser.open(root + address);
        browser.until("!window.left && document.readyState === 'complete'");
    }

    /** Fills in the form that posts to this address and sends it; the page that answers is waited for. */
    private static void send(String action, Map<String, String> typed) throws Exception {
        String found = browser.run("(() => { const form = [...document.forms].find(one => one.method === 'post' && "
                        + "new URL(one.action).pathname === '" + action
                        + "'); if (!form) return 'no form'; const typed = "
                        + JSON.writeValueAsString(typed)
                        + "; for (const name in typed) { const field = form.elements[name]; if (!field) return name;"
                        + " field.value = typed[name]; if (field.value !== typed[name]) return name; }"
                        + " window.left = true; form.submit(); return ''; })()")
                .asString("nothing");
        assertThat(found).as("what the form does not have").isEmpty();
        browser.until("!window.left && document.readyState === 'complete'");
    }

    private static String text() throws Exception {
        return browser.run("document.body.innerText").asString("");
    }

    private Map<String, String> document(String... typed) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("document", ++documents + "/" + CODE);
        all.put("document-day", "05/03/2022");
        for (int index = 0; index < typed.length; index += 2) {
            all.put(typed[index], typed[index + 1]);
        }
        return all;
    }

    private void post(String kind, String amount, String... more) throws Exception {
        open("/budget/postings/new?line=" + LINE);
        Map<String, String> typed = document(more);
        typed.put("kind", kind);
        typed.put("amount", amount);
        typed.put("day", "06/03/2022");
        send("/budget/postings", typed);
    }

    private void act(String act, String amount, String... more) throws Exception {
        open("/budget/projects/" + CODE);
        Map<String, String> typed = document(more);
        typed.put("act", act);
        typed.put("amount", amount);
        send("/budget/projects/" + CODE, typed);
    }

    private static void picture(String name, int width, int height) throws Exception {
        browser.ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        JsonNode shot = browser.ask("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        Files.write(
                SCREENS.resolve(name + ".png"),
                Base64.getDecoder().decode(shot.path("result").path("data").asString()));
        browser.ask("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    @Test
    void aProjectsMoneyGoesFromTheProposalToTheFinalAccount() throws Exception {
        open("/budget/projects");
        send(
                "/budget/projects",
                document(
                        "code",
                        CODE,
                        "name",
                        "Trạm đo lường lưu động",
                        "unit",
                        "SKHCN",
                        "field",
                        "quality",
                        "first",
                        "2022",
                        "last",
                        "2022",
                        "total",
                        "10.000.000.000"));
        assertThat(text()).contains("Trạm đo lường lưu động", CODE);
        act("medium-term", "10.000.000.000");
        open("/budget/lines?year=2022");
        send(
                "/budget/lines",
                Map.of(
                        "code",
                        LINE,
                        "name",
                        "Vốn năm 2022, trạm đo lường lưu động",
                        "year",
                        "2022",
                        "unit",
                        "SKHCN",
                        "nature",
                        "capital",
                        "heading",
                        "capital",
                        "source",
                        "local",
                        "project",
                        CODE));
        assertThat(text()).contains(LINE);
        post("request", "9.000.000.000");
        post("appraise", "8.500.000.000");
        post("decide", "8.500.000.000");
        post("allot", "8.500.000.000");
        post("apportion", "8.500.000.000");
        post("load", "8.000.000.000");
        act(
                "contract",
                "7.700.000.000",
                "contract",
                CODE + "-HD",
                "package",
                "Cung cấp, lắp đặt thiết bị",
                "contractor",
                "Công ty Thiết bị đo Kỳ Cùng",
                "ends-on",
                "30/10/2022",
                "advance",
                "30",
                "keeps",
                "5",
                "terms",
                "Bảo hành 24 tháng");
        post("commit", "7.700.000.000");
        post("advance", "2.340.000.000", "contract", CODE + "-HD");
        post("pay", "4.000.000.000", "contract", CODE + "-HD", "recovers", "1.500.000.000", "retains", "200.000.000");
        // one đồng more than the contract leaves
        post("pay", "1.360.000.001", "contract", CODE + "-HD");
        assertThat(text()).contains("LED-035", "7.700.000.000", "giảm 1 đồng");
        post("pay", "800.000.000", "contract", CODE + "-HD");
        act("annex", "7.900.000.000", "contract", CODE + "-HD", "ends-on", "30/11/2022");
        act("final-checked", "7.900.000.000");
        assertThat(text()).as("out of turn").contains("LED-063");
        act("final-asked", "7.900.000.000", "retention", "200.000.000");
        act("final-checked", "7.850.000.000", "retention", "200.000.000");
        act("final-approved", "7.840.000.000");
        post("recover-advance", "840.000.000", "contract", CODE + "-HD");
        post("pay-retained", "200.000.000");
        enterRecords();
        open("/budget/projects/" + CODE);
        assertThat(text())
                .contains(
                        "Quyết toán được phê duyệt",
                        "7.840",
                        "Bảo hành 24 tháng",
                        "phụ lục",
                        "Bảo lãnh hợp đồng",
                        "A-01");
        picture("project-wide", 1280, 2600);
        picture("project-phone", 390, 3600);
        verify();
    }

    /** The project's own record and a guarantee that refers to it, as other pages enter them. */
    private static void enterRecords() throws Exception {
        Http http = Http.as(ACCOUNT);
        var project = http.post(
                "/registers/capital-project",
                Map.of(
                        "title",
                        "Trạm đo lường lưu động " + CODE,
                        "ledger-code",
                        CODE,
                        "group",
                        "c",
                        "branch",
                        "science",
                        "first-year",
                        2022,
                        "last-year",
                        2022));
        assertThat(project.statusCode()).as(project.body()).isEqualTo(201);
        String code = Http.read(project).path("code").asString();
        var guarantee = http.post(
                "/registers/contract-guarantee",
                Map.of(
                        "project",
                        code,
                        "contract",
                        CODE + "-HD",
                        "kind",
                        "performance",
                        "number",
                        "A-01/" + CODE,
                        "bank",
                        "Ngân hàng thương mại A",
                        "amount",
                        390_000_000,
                        "valid-from",
                        "2026-03-06",
                        "valid-until",
                        "2026-12-31"));
        assertThat(guarantee.statusCode()).as(guarantee.body()).isEqualTo(201);
    }

    private static void verify() throws Exception {
        JsonNode project = Http.shared().json("/budget/projects/" + CODE + ".json");
        assertThat(project.path("total").asLong()).isEqualTo(10_000_000_000L);
        assertThat(project.path("planned").asLong()).isEqualTo(8_500_000_000L);
        assertThat(project.path("loaded").asLong()).isEqualTo(8_000_000_000L);
        // 2,340 advanced and recovered; 4,000 and 800 paid; 200 kept back and paid
        assertThat(project.path("disbursed").asLong()).isEqualTo(7_340_000_000L);
        assertThat(project.path("settled").asLong()).isEqualTo(7_840_000_000L);
        assertThat(project.path("settled-stage").asString()).isEqualTo("final-approved");
        assertThat(project.path("contracts").get(0).path("value").asLong()).isEqualTo(7_900_000_000L);
        assertThat(project.path("contracts").get(0).path("paid").asLong()).isEqualTo(7_140_000_000L);
        assertThat(project.path("records").path("contract-guarantee")).hasSize(1);
    }
}
