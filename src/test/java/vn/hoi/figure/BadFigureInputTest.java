package vn.hoi.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestDeclarations;

/** What cannot be asked of figures and units is refused with a code and a sentence, and changes nothing. */
class BadFigureInputTest {

    private static final String FIGURES = "fields/research/figures.yaml";

    private final Http http = Http.shared();

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "an impossible period|/figures/ip.titles.total.json?from=2025-12-31&to=2025-01-01|400|FIG-401",
                "a day not in the calendar|/figures/ip.titles.total.json?to=2025-02-30|400|FIG-407",
                "a period with no name|/figures/ip.titles.total.json?period=2025-Q5|400|FIG-411",
                "a period asked for twice|/figures/ip.titles.total.json?period=2025&to=2025-06-30|400|FIG-413",
                "an unknown unit|/figures/ip.titles.total.json?unit=99999|404|UNI-404",
                "an unknown unit of a list|/units/99999.json|404|UNI-404",
                "an unknown figure|/figures/no.such.json|404|FIG-404",
                "an unknown breakdown|/figures/ip.titles.total.json?by=title|400|FIG-403",
                "a breakdown of what has none|/figures/enterprise.digital-tech.target-2030.json?by=unit|400|FIG-402",
                "late reports by what they are not told apart by|/figures/reports.document-quarterly.late.json?by=kind|400|FIG-403",
                "districts on a map without|/figures/ip.titles.total.json?by=unit&level=district&map=2025-07-01|400|FIG-408",
                "a parameter that means nothing|/figures/ip.titles.total.json?year=2025|400|FIG-406",
                "a seal that is none|/seals/987654321.json|404|SEA-404"
            })
    void whatCannotBeAskedIsRefused(String what, String address, int status, String code) throws Exception {
        HttpResponse<String> answer = http.get(address);
        assertThat(answer.statusCode()).as(what).isEqualTo(status);
        JsonNode problem = Http.read(answer);
        assertThat(problem.path("code").asString()).as(what).isEqualTo(code);
        assertThat(problem.path("detail").asString()).as(what).hasSizeGreaterThan(15);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "into itself|kind=merge&units=06001;06040&p1-existing=06001|UNI-016",
                "one alone|kind=merge&units=06001&p1-code=06990&p1-name=Mới|UNI-011",
                "a code that another unit has|kind=merge&units=06001;06040&p1-code=SKHCN&p1-name=Mới&p1-kind=commune|UNI-0",
                "a split into one|kind=split&units=06001&p1-code=06990&p1-name=Mới|UNI-015",
                "moved below itself|kind=move&units=06001&parent=06001|UNI-020",
                "a unit nobody knows|kind=rename&units=Không Có Xã Này&p1-name=Mới|VAL-008",
                "a kind that is none|kind=swap&units=06001|UNI-002"
            })
    void unitsAreNotMergedIntoThemselvesNorLaidOverOthers(String what, String typed, String code) throws Exception {
        String before = http.get("/units.csv").body();
        Map<String, String> form = new java.util.HashMap<>(
                Map.of("day", "01/10/2026", "document", "Nghị quyết thử", "document-day", "01/9/2026", "do", "make"));
        for (String one : typed.split("&")) {
            form.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
        }
        HttpResponse<String> answer = http.form("/units/changes", form);
        assertThat(answer.statusCode()).as(what).isIn(400, 422);
        assertThat(answer.body()).as(what).contains(code);
        assertThat(http.get("/units.csv").body()).as(what).isEqualTo(before);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "bad.round: { name: { vi: Vòng, en: Round }, formula: \"f('bad.round') + 1\", measure: task }|FIG-014",
                "bad.none: { name: { vi: Không có, en: None }, formula: \"f('no.such') + 1\", measure: task }|no.such",
                "bad.form: { name: { vi: Biểu, en: Form }, missing: no-such, measure: report }|no-such",
                "bad.other: { name: { vi: Cách lạ, en: Function }, formula: \"exec('rm')\", measure: task }|exec"
            })
    void aWrongDefinitionStopsTheStartWithFileAndLine(String line, String says, @TempDir Path folder) throws Exception {
        TestDeclarations declarations = TestDeclarations.copy(folder);
        int at = declarations.append(FIGURES, "\n" + line + "\n") + 1;
        Throwable refused = catchThrowable(() -> declarations.read().close());
        assertThat(refused)
                .rootCause()
                .hasMessageContaining("figures.yaml:" + at)
                .message()
                .satisfiesAnyOf(
                        message -> assertThat(message).contains(says),
                        message -> assertThat(message.toLowerCase(java.util.Locale.ROOT))
                                .contains(says));
    }

    @Test
    void aDivisionByZeroAndNoDataAreSaidAndNever0(@TempDir Path folder) throws Exception {
        TestDeclarations declarations = TestDeclarations.copy(folder);
        declarations.append(FIGURES, """

                bad.zero: { name: { vi: Số không, en: Zero }, formula: "f('reports.document-quarterly.late') * 0", measure: report }
                bad.share: { name: { vi: Tỷ lệ, en: Share }, formula: "f('bad.zero') / f('bad.zero')", measure: percent }
                """);
        try (StartedFigures program = new StartedFigures(declarations)) {
            Reading share = program.read("bad.share", FigureQuery.PLAIN);
            assertThat(share.value()).isNull();
            assertThat(share.absent()).isNotNull().matches(why -> why.code().equals("FIG-441"));
            assertThat(share.absent().says().vi()).isNotBlank();
        }
        JsonNode none = http.json("/figures/ip.titles.total.json?from=2195-01-01&to=2195-12-31");
        if (none.path("records").asLong(0) == 0 && none.path("value").isNull()) {
            assertThat(none.path("absent").path("code").asString()).isEqualTo("FIG-444");
        }
        JsonNode reported = http.json("/figures/telecom.mobile.subscriptions.json?to=1990-01-01");
        assertThat(reported.path("value").isNull()).isTrue();
        assertThat(reported.path("absent").path("code").asString()).isEqualTo("FIG-445");
        assertThat(http.get("/figures/telecom.mobile.subscriptions?to=1990-01-01", "Accept", "text/html")
                        .body())
                .contains("chưa có số liệu");
    }
}
