package vn.hoi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestPeople;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Reports from draft to approval and after, as people and machines send them. */
class ReportFilingTest {

    private static final String PART = "ioffice.documents:part";
    private static final String WHOLE = "ioffice.documents:whole";

    private static List<Unit> communes;
    private static Http officer;
    private static Http neighbour;
    private static Http specialist;

    @BeforeAll
    static void enter() {
        communes = TestApplication.get(Units.class).on(LocalDate.of(2026, 1, 1)).stream()
                .filter(Unit::isGrassroots)
                .toList();
        make("bc.canbo", List.of("commune"), communes.get(0).id(), Set.of());
        make("bc.lang-gieng", List.of("commune"), communes.get(1).id(), Set.of());
        make("bc.chuyenvien", List.of("specialist"), null, Set.of("government"));
        officer = Http.as("bc.canbo");
        neighbour = Http.as("bc.lang-gieng");
        specialist = Http.as("bc.chuyenvien");
    }

    private static void make(String name, List<String> roles, Integer unit, Set<String> fields) {
        TestPeople.make(TestApplication.context(), name, roles, unit, fields);
    }

    private static String documents(String period, int commune) {
        return "/reports/document-quarterly/" + period + "/"
                + communes.get(commune).code();
    }

    private static Map<String, Object> sent(String action, long part, long whole) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("ioffice.documents", Map.of("part", part, "whole", whole));
        values.put("email.regular-use", Map.of("part", 40, "whole", 50));
        return new LinkedHashMap<>(Map.of("action", action, "values", values));
    }

    private static HttpResponse<String> act(Http who, String address, String action, int version, String why)
            throws Exception {
        return who.post(address, Map.of("action", action, "why", why), "If-Match", "\"" + version + "\"");
    }

    private static void refused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Http.read(answer).path("code").asString()).isEqualTo(code);
    }

    private static int ok(HttpResponse<String> answer, String state) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        assertThat(Http.read(answer).path("state").asString()).isEqualTo(state);
        return Http.read(answer).path("version").asInt();
    }

    private static JsonNode figure(int commune, String day) throws Exception {
        return Http.shared()
                .json("/figures/ioffice.documents.json?unit="
                        + communes.get(commune).code() + "&as-of=" + day)
                .path("value");
    }

    @Test
    void aReportCountsWhenItIsApprovedAndACorrectionWhenThatIs() throws Exception {
        String address = documents("2026-Q1", 0);
        HttpResponse<String> draft = officer.post(address, sent("save", 90, 100));
        assertThat(draft.statusCode()).isEqualTo(201);
        int version = ok(draft, "draft");
        assertThat(draft.headers().firstValue("ETag")).contains("\"1\"");
        version = ok(officer.post(address, sent("submit", 90, 100), "If-Match", "\"" + version + "\""), "submitted");
        assertThat(figure(0, "2026-03-14").isNull()).isTrue();
        assertThat(Http.shared()
                        .get("/figures/ioffice.documents", "Accept", "text/html")
                        .body())
                .contains("Đã gửi, chưa tính", address);

        refused(act(officer, address, "approve", version, ""), 403, "REP-403");
        refused(act(specialist, address, "return", version, ""), 422, "REP-433");
        version = ok(act(specialist, address, "return", version, "Thiếu văn bản đến"), "returned");
        assertThat(officer.get(address, "Accept", "text/html").body()).contains("Thiếu văn bản đến");
        version = ok(officer.post(address, sent("submit", 95, 100), "If-Match", "\"" + version + "\""), "submitted");
        version = ok(act(specialist, address, "approve", version, ""), "approved");
        assertThat(figure(0, "2026-03-14").asInt()).isEqualTo(95);
        assertThat(figure(0, "2026-03-13").isNull()).isTrue();

        // a correction is a new edition; until it is approved the old one counts
        refused(officer.post(address, sent("submit", 80, 100), "If-Match", "\"" + version + "\""), 422, "REP-433");
        Map<String, Object> correction = sent("submit", 80, 100);
        correction.put("why", "Đếm nhầm văn bản mật");
        version = ok(officer.post(address, correction, "If-Match", "\"" + version + "\""), "submitted");
        assertThat(figure(0, "2026-03-14").asInt()).isEqualTo(95);
        version = ok(act(specialist, address, "approve", version, ""), "approved");
        assertThat(figure(0, "2026-03-14").asInt()).isEqualTo(80);
        JsonNode editions = officer.json(address + ".json").path("editions");
        assertThat(editions).hasSize(2);
        assertThat(editions.path(0).path("why").asString()).isEqualTo("Đếm nhầm văn bản mật");
        assertThat(editions.path(1).path("state").asString()).isEqualTo("approved");
        assertThat(editions.path(1).path("values").path(PART).asInt()).isEqualTo(95);

        version = ok(act(specialist, address, "lock", version, ""), "locked");
        refused(officer.post(address, correction, "If-Match", "\"" + version + "\""), 409, "REP-412");
        refused(act(specialist, address, "unlock", version, ""), 422, "REP-433");
        ok(act(specialist, address, "unlock", version, "Đính chính theo kết luận kiểm tra"), "approved");
        assertThat(TestApplication.get(Journal.class).list(address.substring(1)))
                .extracting(Journal.Entry::action)
                .containsSubsequence("unlocked", "locked", "approved", "corrected", "returned", "submitted", "saved");
    }

    @Test
    void whoSendsAReportDoesNotApproveItUnlessTheUnitIsDeclaredToHaveNobodyElse(
            @org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) throws Exception {
        String address = documents("2026-Q1", 3);
        make("bc.motminh", List.of("commune", "specialist"), null, Set.of("government"));
        Http alone = Http.as("bc.motminh");
        int version = ok(alone.post(address, sent("submit", 3, 4)), "submitted");
        refused(act(alone, address, "approve", version, "Không có ai khác"), 403, "REP-416");
        JsonNode may = alone.json(address + ".json").path("may");
        assertThat(may.toString()).contains("return").doesNotContain("approve");
        assertThat(alone.get(address, "Accept", "text/html").body()).contains("người khác phải duyệt");

        java.nio.file.Path province = java.nio.file.Files.createDirectories(folder.resolve("provinces/langson"));
        java.nio.file.Files.writeString(
                province.resolve("one-officer-units.yaml"),
                "'" + communes.get(3).code() + "': { document: Quyết định thử }\n");
        java.nio.file.Files.createSymbolicLink(folder.resolve("schema"), TestApplication.HOME.resolve("schema"));
        var declared = new SecondPerson(
                new vn.hoi.common.Home(folder, "langson"), TestApplication.get(vn.hoi.common.CurrentPerson.class));
        ReportForm form = TestApplication.get(ReportForms.class).get("document-quarterly");
        Edition waiting = TestApplication.get(FiledReports.class)
                .find(form, form.period("2026-Q1"), Reporter.of(communes.get(3)))
                .orElseThrow()
                .current();
        TestApplication.get(vn.hoi.common.CurrentPerson.class).as("bc.motminh", () -> {
            assertThat(declared.isOther(Reporter.of(communes.get(3)), waiting)).isFalse();
            assertThat(declared.isOther(Reporter.of(communes.get(4)), waiting)).isTrue();
        });
        ok(act(specialist, address, "approve", version, ""), "approved");
    }

    /** How many the list of the form shows. */
    private static int listed(String state) throws Exception {
        return Http.shared()
                .json("/reports/document-quarterly.json?period=2026-Q1&state=" + state)
                .path("rows")
                .size();
    }

    private static JsonNode counted(String kind, String query) throws Exception {
        return Http.shared()
                .json("/figures/reports.document-quarterly." + kind + ".json?from=2026-03-01&to=2026-03-31" + query);
    }

    @Test
    void lateAndMissingReportsAreFigures() throws Exception {
        make("bc.canbo6", List.of("commune"), communes.get(6).id(), Set.of());
        String mine = "&unit=" + communes.get(6).code();
        int missing = listed("missing");
        int late = listed("late");
        assertThat(missing).isPositive();
        assertThat(counted("missing", "").path("value").asInt()).isEqualTo(missing);
        assertThat(counted("late", "").path("value").asInt()).isEqualTo(late);
        assertThat(counted("missing", mine).path("value").asInt()).isEqualTo(1);
        int cells = 0;
        for (JsonNode cell : counted("missing", "&by=unit").path("cells")) {
            cells += cell.path("value").asInt();
        }
        assertThat(cells).isEqualTo(missing);

        ok(Http.as("bc.canbo6").post(documents("2026-Q1", 6), sent("submit", 5, 6)), "submitted");
        assertThat(counted("missing", "").path("value").asInt()).isEqualTo(missing - 1);
        assertThat(counted("missing", mine).path("value").asInt()).isZero();
        assertThat(counted("late", mine).path("value").asInt())
                .as("handed in, and not in time")
                .isEqualTo(1);
        JsonNode future =
                Http.shared().json("/figures/reports.document-quarterly.missing.json?from=2031-01-01&to=2031-12-31");
        assertThat(future.path("value").isNull()).as("nothing is due: not 0").isTrue();
        assertThat(future.path("absent").path("code").asString()).isEqualTo("FIG-451");
        assertThat(Http.shared()
                        .get("/figures/reports.document-quarterly.missing", "Accept", "text/html")
                        .body())
                .contains("/reports/document-quarterly?state=missing");
        assertThat(Http.shared()
                        .get("/fields/government", "Accept", "text/html")
                        .body())
                .contains("/figures/reports.document-quarterly.missing");
    }

    @Test
    void aSealLocksTheReportsItWasMadeFrom() throws Exception {
        make("bc.canbo5", List.of("commune"), communes.get(5).id(), Set.of());
        Http five = Http.as("bc.canbo5");
        String sealed = documents("2026-Q1", 5);
        String later = documents("2026-Q2", 5);
        int version = ok(five.post(sealed, sent("submit", 5, 6)), "submitted");
        version = ok(act(specialist, sealed, "approve", version, ""), "approved");
        int open = ok(five.post(later, sent("submit", 5, 6)), "submitted");
        ok(act(specialist, later, "approve", open, ""), "approved");
        long seal = TestApplication.get(vn.hoi.figure.FigureSeals.class)
                .seal(new vn.hoi.figure.FigureSeals.Order(
                        "Chốt quý I",
                        List.of(new vn.hoi.figure.FigureSets.Wanted(
                                "ioffice.documents",
                                vn.hoi.figure.FigureQuery.of(vn.hoi.figure.Period.ALWAYS, LocalDate.of(2026, 3, 31)))),
                        null,
                        "Báo cáo số 5",
                        LocalDate.of(2026, 4, 1),
                        "thử",
                        null));
        JsonNode locked = specialist.json(sealed + ".json");
        assertThat(locked.path("state").asString()).isEqualTo("locked");
        assertThat(specialist.json(later + ".json").path("state").asString())
                .as("its period ends after the cut-off")
                .isEqualTo("approved");
        assertThat(TestApplication.get(Journal.class).list("reports/document-quarterly"))
                .anyMatch(entry -> String.valueOf(entry.reason()).contains("số " + seal));
        Map<String, Object> correction = sent("submit", 4, 6);
        correction.put("why", "Đếm nhầm văn bản");
        refused(
                five.post(
                        sealed,
                        correction,
                        "If-Match",
                        "\"" + locked.path("version").asInt() + "\""),
                409,
                "REP-412");
    }

    @Test
    void anOfficerReportsForTheOwnUnitAlone() throws Exception {
        String address = documents("2026-Q2", 0);
        ok(officer.post(address, sent("save", 1, 1)), "draft");
        refused(neighbour.get(address, "Accept", "application/json"), 404, "REP-406");
        refused(neighbour.post(address, sent("save", 2, 2), "If-Match", "\"1\""), 404, "REP-406");
        assertThat(neighbour
                        .json("/reports/document-quarterly.json?period=2026-Q2")
                        .path("rows"))
                .singleElement()
                .satisfies(row -> assertThat(row.path("unit").asString())
                        .isEqualTo(communes.get(1).code()));
        assertThat(officer.json(address + ".json").path("version").asInt()).isEqualTo(1);
    }

    @Test
    void aPartysReporterReportsForThePartiesItIsNamedForAlone() throws Exception {
        make("bc.nha-mang", List.of("reporter"), null, Set.of());
        Http operator = Http.as("bc.nha-mang");
        String own = "/reports/telecom-quarterly/2026-Q1/vien-thong-2";
        refused(operator.get(own, "Accept", "application/json"), 404, "REP-406");
        assertThat(Http.shared()
                        .form("/reports/reporters", Map.of("party", "vien-thong-2", "account", "bc.nha-mang"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(operator.get(own, "Accept", "application/json").statusCode()).isEqualTo(200);
        refused(
                operator.get("/reports/telecom-quarterly/2026-Q1/vien-thong-1", "Accept", "application/json"),
                404,
                "REP-406");
        Map<String, Object> values = Map.of(
                "telecom.mobile.subscriptions",
                Map.of("prepaid", 100, "postpaid", 20),
                "telecom.mobile.smartphones",
                90);
        ok(operator.post(own, Map.of("values", values)), "submitted");
        assertThat(operator.json(own + ".json")
                        .path("lines")
                        .path(0)
                        .path("value")
                        .asInt())
                .isEqualTo(120);
        // named, but no role lets it report any more
        TestApplication.get(JdbcClient.class)
                .sql(
                        "update access.assignment set ended_at = now() where account = (select id from access.account where name = 'bc.nha-mang')")
                .update();
        refused(operator.get(own, "Accept", "application/json"), 404, "REP-406");
    }

    @Test
    void everyLevelApprovesBeforeItCounts() throws Exception {
        String address = "/reports/telecom-quarterly/2026-Q2/vien-thong-3";
        Map<String, Object> values = Map.of(
                "telecom.mobile.subscriptions", Map.of("prepaid", 7, "postpaid", 0), "telecom.mobile.smartphones", 7);
        int version = ok(Http.shared().post(address, Map.of("values", values)), "submitted");
        make("bc.vienthong", List.of("specialist"), null, Set.of("telecom"));
        version = ok(act(Http.as("bc.vienthong"), address, "approve", version, ""), "submitted");
        refused(act(Http.as("bc.vienthong"), address, "approve", version, ""), 403, "REP-403");
        make("bc.lanhdao", List.of("leader"), null, Set.of());
        ok(act(Http.as("bc.lanhdao"), address, "approve", version, ""), "approved");
    }

    @Test
    void whatIsSentTwiceIsDoneOnce() throws Exception {
        String address = documents("2025-Q4", 0);
        HttpResponse<String> first = officer.post(address, sent("submit", 3, 4), "Idempotency-Key", "mot");
        HttpResponse<String> again = officer.post(address, sent("submit", 3, 4), "Idempotency-Key", "mot");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(Http.read(again)).isEqualTo(Http.read(first));
        refused(officer.post(address, sent("submit", 4, 4), "Idempotency-Key", "mot"), 422, "REP-410");
        assertThat(TestApplication.get(Journal.class).list(address.substring(1)))
                .extracting(Journal.Entry::action)
                .containsExactly("submitted", "saved");
    }

    @Test
    void whatIsSentTwiceAtOnceIsDoneOnce() throws Exception {
        String address = documents("2025-Q4", 1);
        List<Callable<HttpResponse<String>>> sendings = new ArrayList<>();
        for (int n = 0; n < 8; n++) {
            sendings.add(() -> neighbour.post(address, sent("submit", 5, 6), "Idempotency-Key", "cung-luc"));
        }
        try (ExecutorService all = Executors.newFixedThreadPool(8)) {
            for (Future<HttpResponse<String>> answer : all.invokeAll(sendings)) {
                assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(201);
                assertThat(Http.read(answer.get()).path("version").asInt()).isEqualTo(1);
            }
        }
    }

    @Test
    void aWriteFromAnOlderVersionIsRefusedAndBothSetsOfNumbersAreShown() throws Exception {
        String address = documents("2025-Q3", 0);
        ok(officer.post(address, sent("save", 10, 20)), "draft");
        refused(officer.post(address, sent("save", 11, 20)), 428, "REP-428");
        ok(specialist.post(address, sent("save", 12, 20), "If-Match", "\"1\""), "draft");
        HttpResponse<String> stale = officer.post(address, sent("save", 11, 20), "If-Match", "\"1\"");
        refused(stale, 409, "REP-409");
        assertThat(Http.read(stale).path("current").path("values").path(PART).asInt())
                .isEqualTo(12);
        assertThat(Http.read(stale).path("version").asInt()).isEqualTo(2);
        HttpResponse<String> page =
                officer.form(address, Map.of("do", "save", "version", "1", "v." + PART, "11", "v." + WHOLE, "20"));
        assertThat(page.statusCode()).isEqualTo(409);
        assertThat(page.body())
                .contains("Hai bộ số khác nhau", "bc.chuyenvien", "value=\"11\"", "name=\"version\" value=\"2\"");
    }

    @Test
    void aBrokenRelationStopsAReportAndAWarningAsksForAReason() throws Exception {
        Http http = Http.shared();
        String operator = "/reports/telecom-quarterly/2025-Q4/vien-thong-1";
        Map<String, Object> values = Map.of(
                "telecom.mobile.subscriptions", Map.of("prepaid", 1, "postpaid", 1), "telecom.mobile.smartphones", 3);
        HttpResponse<String> broken = http.post(operator, Map.of("values", values));
        refused(broken, 422, "REP-420");
        assertThat(broken.body()).contains("REP-431", "telecom.mobile.smartphone-within");
        assertThat(http.json(operator + ".json").path("state").asString()).isEqualTo("none");

        String coverage = "/reports/telecom-coverage-quarterly/2025-Q4/SKHCN";
        Map<String, Object> differing = Map.of(
                "telecom.communes.covered", Map.of("part", 65, "whole", 65),
                "telecom.communes.covered-restated", Map.of("part", 64, "whole", 65),
                "telecom.households.fibre", Map.of("part", 8, "whole", 10));
        HttpResponse<String> check = http.post(coverage + "/check", Map.of("values", differing));
        assertThat(Http.read(check).path("relations").path(0).path("holds").asBoolean())
                .isFalse();
        refused(http.post(coverage, Map.of("values", differing)), 422, "REP-420");
        String reason = "Xã mới chia tách chưa đo lại vùng phủ";
        Map<String, Object> explained =
                Map.of("values", differing, "reasons", Map.of("telecom.communes.repeat", reason));
        ok(http.post(coverage, explained), "submitted");
        assertThat(TestApplication.get(Journal.class)
                        .list(coverage.substring(1))
                        .getFirst()
                        .changes())
                .containsKey("telecom.communes.repeat");
        assertThat(http.get(coverage, "Accept", "text/html").body()).contains(reason);
    }

    @Test
    void aWrongNumberIsNamedAndNothingIsWritten() throws Exception {
        String address = documents("2025-Q3", 1);
        for (Map.Entry<String, Object> wrong : Map.<String, Object>of(
                        "REP-421", "abc", "REP-422", -1, "REP-423", 1.5, "REP-429", 1e25, "REP-424", 999)
                .entrySet()) {
            HttpResponse<String> answer = neighbour.post(
                    address, Map.of("action", "save", "values", Map.of(PART, wrong.getValue(), WHOLE, 10)));
            refused(answer, 422, "REP-420");
            assertThat(answer.body()).contains(wrong.getKey());
        }
        assertThat(neighbour.post(address, Map.of("values", Map.of(PART, 1))).body())
                .contains("REP-426");
        assertThat(neighbour
                        .post(address, Map.of("values", Map.of("no.such", 1)))
                        .body())
                .contains("REP-428");
        refused(neighbour.post(address, Map.of("values", List.of(1))), 400, "REP-401");
        refused(neighbour.post(address, Map.of("action", "fly")), 400, "REP-400");
        refused(neighbour.get("/reports/document-quarterly/2026-Q5/SYT", "Accept", "application/json"), 404, "REP-404");
        refused(neighbour.get("/reports/document-quarterly/2026/SYT", "Accept", "application/json"), 404, "REP-404");
        refused(
                neighbour.get("/reports/document-quarterly/2026-Q1/nobody", "Accept", "application/json"),
                404,
                "REP-405");
        assertThat(neighbour.json(address + ".json").path("version").asInt()).isZero();
    }

    @Test
    void aPeriodThatRunsCanBeDraftedAndNotHandedIn() throws Exception {
        ReportForm form = TestApplication.get(ReportForms.class).get("document-quarterly");
        ReportPeriod running = ReportPeriod.containing(form.every(), true, Vietnamese.today());
        if (!running.to().isAfter(Vietnamese.today())) {
            running = running.next();
        }
        String address = documents(running.key(), 2);
        Http http = Http.shared();
        if (!running.from().isAfter(Vietnamese.today())) {
            ok(http.post(address, sent("save", 1, 1)), "draft");
            refused(http.post(address, sent("submit", 1, 1), "If-Match", "\"1\""), 422, "REP-414");
        }
        refused(http.post(documents(running.next().key(), 2), sent("save", 1, 1)), 422, "REP-415");
    }

    @Test
    void aFormSentWithoutScriptIsTakenAsItIs() throws Exception {
        String address = documents("2026-Q2", 1);
        Map<String, String> typed = new LinkedHashMap<>(Map.of(
                "do",
                "submit",
                "version",
                "0",
                "key",
                "trang-1",
                "v." + PART,
                "1.200",
                "v." + WHOLE,
                "1.250",
                "v.email.regular-use:part",
                "9",
                "v.email.regular-use:whole",
                ""));
        HttpResponse<String> wrong = neighbour.form(address, typed);
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("REP-426", "value=\"1.200\"", "href=\"#f-email-regular-use-whole\"");
        typed.put("v.email.regular-use:whole", "10");
        assertThat(neighbour.form(address, typed).statusCode()).isEqualTo(303);
        assertThat(neighbour.form(address, typed).statusCode()).isEqualTo(303);
        JsonNode report = neighbour.json(address + ".json");
        assertThat(report.path("version").asInt()).isEqualTo(1);
        assertThat(report.path("lines").path(0).path("value").asInt()).isEqualTo(96);
    }
}
