package vn.hoi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.figure.Figures;
import vn.hoi.register.Registers;

/** Every page a person can open, and its twins. */
class PagesTest {

    private final Http http = Http.shared();

    static Stream<String> pages() {
        Stream<String> fixed = Stream.of(
                "/",
                "/registers",
                "/figures",
                "/units",
                "/units?on=2025-06-30",
                "/units/20",
                "/plans",
                "/plans/234-2025",
                "/plans/234-2025/check",
                "/plans/234-2025/tasks",
                "/seals",
                "/seals/new",
                "/units/changes",
                "/units/changes/new?kind=merge",
                "/units/changes/new?kind=split",
                "/units/changes/new?kind=rename",
                "/units/changes/new?kind=move",
                "/targets",
                "/fields/property",
                "/fields/finance",
                "/health",
                "/admin",
                "/admin/people",
                "/admin/roles",
                "/admin/delegations",
                "/admin/tokens",
                "/admin/calendars",
                "/admin/choices",
                "/admin/jobs",
                "/account/tokens",
                "/account/delegations",
                "/api",
                "/budget?year=2026",
                "/budget?year=2025&by=unit&in=billion",
                "/budget?by=month",
                "/budget/lines",
                "/budget/lines/1",
                "/budget/postings",
                "/budget/postings/1",
                "/budget/postings/new?line=1",
                "/budget/projects",
                "/budget/projects/QTPX-2022",
                "/budget/overrides",
                "/budget/statements",
                "/budget/years/2026",
                "/budget/estimates",
                "/budget/estimates/2026?by=unit&in=billion",
                "/budget/estimates/2026/lines?unit=SKHCN",
                "/budget/estimates/2026/ceilings",
                "/budget/estimates/2026/hearing",
                "/budget/estimates/2026/research",
                "/budget/estimates/2026/appraisal?stage=finance",
                "/budget/estimates/2026/proposals",
                "/budget/estimates/2026/proposals/SKHCN",
                "/budget/estimates/2026/proposals/06187",
                "/budget/estimates/2026/forms/recurrent",
                "/budget/forms",
                "/budget/forms/settlement?year=2025",
                "/budget/openings",
                "/admin/journal",
                "/books",
                "/books/initiative-certificate",
                "/reports",
                "/reports/document-quarterly",
                "/reports/document-quarterly?period=2025-Q2",
                "/reports/telecom-quarterly/2026-Q3/vien-thong-2",
                "/reports/infrastructure-half-year/2026-H1/06187",
                "/reports/reporters",
                "/relations",
                "/desk",
                "/p",
                "/p/measuring-instrument",
                "/figures/ip.titles.total?by=kind&from=2021-01-01&to=2025-06-30",
                "/figures/cert.total?as-of=2025-09-05&by=unit&map=2025-06-30",
                "/figures/dti.rank.2023",
                "/figures/telecom.mobile.subscriptions",
                "/figures/radiation.xray.licences",
                "/figures/tthc.dossiers.online-share",
                "/figures/ip.titles.gi/records");
        Stream<String> registers = TestApplication.get(Registers.class).list().stream()
                .flatMap(register -> Stream.of(
                        "/registers/" + register.id(),
                        "/registers/" + register.id() + "/new",
                        "/registers/" + register.id() + "/help"));
        return Stream.concat(fixed, registers);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageOpensInBothLanguagesWithoutRawKeys(String address) throws Exception {
        for (String language : List.of("vi", "en")) {
            HttpResponse<String> page = http.get(address, "Accept", "text/html", "Cookie", "hoi-language=" + language);
            assertThat(page.statusCode()).as(address).isEqualTo(200);
            assertThat(page.body())
                    .contains("<html lang=\"" + language + "\">", "<main", "<h1", "</html>")
                    .doesNotContain("Exception", "null</", "{0}", " style=");
        }
    }

    static Stream<String> lists() {
        Stream<String> fixed = Stream.of(
                "/registers",
                "/figures",
                "/units",
                "/units?on=2025-06-30",
                "/plans",
                "/plans/234-2025/tasks",
                "/seals",
                "/targets",
                "/units/changes",
                "/reports",
                "/reports/document-quarterly",
                "/reports/hospital-quarterly?period=2026-Q3",
                "/reports/reporters",
                "/relations",
                "/relations?verdict=holds",
                "/budget?year=2026",
                "/budget/lines",
                "/budget/postings",
                "/budget/projects",
                "/budget/overrides",
                "/budget/statements",
                "/budget/years/2026",
                "/budget/estimates",
                "/budget/estimates/2026?by=unit&in=billion",
                "/budget/estimates/2026/lines?unit=SKHCN",
                "/budget/estimates/2026/ceilings",
                "/budget/estimates/2026/research",
                "/budget/estimates/2026/appraisal?stage=finance",
                "/budget/estimates/2026/proposals",
                "/budget/forms",
                "/budget/forms/disbursement",
                "/budget/openings",
                "/admin/journal",
                "/books",
                "/admin/people",
                "/admin/roles",
                "/admin/delegations",
                "/admin/tokens",
                "/admin/calendars",
                "/admin/choices",
                "/admin/jobs",
                "/figures/cert.total/records");
        return Stream.concat(
                fixed,
                TestApplication.get(Registers.class).list().stream().map(register -> "/registers/" + register.id()));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void theTwinsOfAListHaveTheSameRows(String address) throws Exception {
        int query = address.indexOf('?');
        String path = query < 0 ? address : address.substring(0, query);
        String asked = query < 0 ? "" : address.substring(query);
        JsonNode json = http.json(path + ".json" + asked);
        HttpResponse<String> csv = http.get(path + ".csv" + asked);
        assertThat(csv.statusCode()).isEqualTo(200);
        List<?> rows = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .get()
                .parse(new StringReader(csv.body().substring(1)))
                .getRecords();
        if (json.path("next").isNull()) {
            assertThat(rows).hasSize(json.path("rows").size());
        } else {
            assertThat(rows).hasSizeGreaterThan(json.path("rows").size());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/registers/no-such",
                "/registers/ip-title/VB-99999",
                "/figures/no.such",
                "/figures/dti.rank.2023/records",
                "/units/no-such",
                "/plans/1-1999",
                "/plans/234-2025/figures/no.such",
                "/fields/no-such",
                "/nowhere"
            })
    void whatIsNotThereIsSaidInTheFormAskedFor(String address) throws Exception {
        HttpResponse<String> page = http.get(address, "Accept", "text/html");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.body()).contains("Mã lỗi");
        HttpResponse<String> json = http.get(address + ".json");
        assertThat(json.statusCode()).isEqualTo(404);
        assertThat(json.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(Http.read(json).path("code").asString()).matches("[A-Z]{3}-\\d{3}");
        assertThat(Http.read(json).path("detail").asString()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/registers/ip-title.json?no-such=1",
                "/registers/ip-title.json?sort=goods",
                "/registers/ip-title.json?limit=x",
                "/registers/ip-title.json?after=%25%25",
                "/registers/ip-title.json?granted-on-from=31/2/2025",
                "/figures/ip.titles.total.json?from=2025-01-01&to=2024-01-01",
                "/figures/ip.titles.total.json?by=owner",
                "/figures/ip.titles.total.json?as-of=yesterday",
                "/figures/ip.titles.total.json?wrong=1",
                "/figures/dti.rank.2023.json?by=unit",
                "/units.json?on=2025-13-01"
            })
    void whatCannotBeUnderstoodIsRefusedWithACode(String address) throws Exception {
        HttpResponse<String> answer = http.get(address);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Http.read(answer).path("code").asString()).matches("[A-Z]{3}-\\d{3}");
    }

    @Test
    void everyFigureHasItsPageAndItsTwin() throws Exception {
        for (var figure : TestApplication.get(Figures.class).list()) {
            JsonNode json = http.json("/figures/" + figure.id() + ".json");
            assertThat(json.path("figure").asString()).isEqualTo(figure.id());
            assertThat(json.path("source").asString())
                    .isIn("counted", "summed", "ledger", "computed", "reported", "cited");
            if (figure.isAwaited()) {
                assertThat(json.path("value").isNull()).as(figure.id()).isTrue();
            }
        }
    }

    @Test
    void aFormSentFromAnotherSiteIsRefused() throws Exception {
        Map<String, String> record = Map.of("title", "Từ trang khác", "kind", "mark");
        HttpResponse<String> answer = http.post("/registers/ip-title", record, "Sec-Fetch-Site", "cross-site");
        assertThat(answer.statusCode()).isEqualTo(403);
        HttpResponse<String> foreign = http.post("/registers/ip-title", record, "Origin", "http://elsewhere.example");
        assertThat(foreign.statusCode()).isEqualTo(403);
    }

    @Test
    void theLanguageSwitchLeadsOnlyBackIntoThisSite() throws Exception {
        assertThat(location("/language/en?back=%2Ffigures")).isEqualTo("/figures");
        assertThat(location("/language/en?back=%2F%2Felsewhere.example")).isEqualTo("/");
        assertThat(location("/language/en?back=https%3A%2F%2Felsewhere.example"))
                .isEqualTo("/");
    }

    private String location(String address) throws Exception {
        return http.get(address).headers().firstValue("Location").orElseThrow();
    }

    @Test
    void theAnswerToWhetherTheServerIsWellIsShort() throws Exception {
        assertThat(http.get("/health.json").body())
                .isEqualTo(JsonMapper.shared().writeValueAsString(Map.of("status", "UP")));
    }
}
