package vn.hoi.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import vn.hoi.TestApplication;
import vn.hoi.TestDeclarations;
import vn.hoi.access.Roles;
import vn.hoi.common.DeclarationFault;
import vn.hoi.common.Home;
import vn.hoi.figure.Definition;
import vn.hoi.figure.Figures;
import vn.hoi.register.Fields;

/** The report forms that ship, and what is said of a wrong one. */
class ReportFormsTest {

    @TempDir
    Path folder;

    private static ReportForms read(Path root) {
        Home home = new Home(root, "langson");
        try (AnnotationConfigApplicationContext declared = TestDeclarations.read(root)) {
            return new ReportForms(
                    declared.getBean(Fields.class),
                    declared.getBean(Figures.class),
                    new ReportingParties(home),
                    TestApplication.get(Roles.class));
        }
    }

    @Test
    void everyReportedFigureStandsInItsForm() {
        ReportForms forms = TestApplication.get(ReportForms.class);
        List<String> reported = TestApplication.get(Figures.class).list().stream()
                .filter(figure -> figure.definition() instanceof Definition.Reported)
                .map(figure -> figure.id())
                .toList();
        assertThat(reported).hasSize(22);
        assertThat(forms.list().stream()
                        .flatMap(form -> form.lines().stream())
                        .map(line -> line.figure().id()))
                .containsExactlyInAnyOrderElementsOf(reported);
    }

    @Test
    void everyFormHasAReporterInEveryPeriod() {
        Reporters reporters = TestApplication.get(Reporters.class);
        for (ReportForm form : TestApplication.get(ReportForms.class).list()) {
            form.periods(java.time.LocalDate.of(2026, 11, 23))
                    .forEach(period -> assertThat(reporters.list(form, period))
                            .as(form.id() + " " + period.key())
                            .isNotEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                fields/telecom/reports/telecom-quarterly.yaml | parties: telecom-operator | parties: no-such | no-such
                fields/telecom/reports/telecom-quarterly.yaml | figure: telecom.mobile.smartphones | figure: no.such | no.such
                fields/telecom/reports/telecom-quarterly.yaml | figure: telecom.mobile.smartphones | figure: telecom.tiers | reported: telecom-quarterly
                fields/telecom/reports/post-quarterly.yaml | parties: postal-designated | parties: postal-operator | không cộng được
                fields/society/reports/tourism-yearly.yaml | role: [specialist, planner] | role: [wizard] | wizard
                fields/society/reports/tourism-yearly.yaml | since: 2024-01-01 | since: 2024-02-31 | since
                fields/government/reports/document-quarterly.yaml | shows: [cert.total] | shows: [no.such] | no.such
                provinces/langson/reporters.yaml | y-te-bac-son: | y-te-cao-loc2: {} # | y-te-cao-loc2
                """)
    void aWrongFormStopsTheStartWithFileLineAndCure(String file, String line, String by, String told) throws Exception {
        TestDeclarations declarations = TestDeclarations.copy(folder);
        declarations.replace(file, line, by);
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(DeclarationFault.class)
                .hasStackTraceContaining(told)
                .hasStackTraceContaining(Path.of(file).getFileName().toString());
    }

    @Test
    void whatIsCountedHereIsProposedAndTheFormsVersionFollowsItsLines() throws Exception {
        TestDeclarations declarations = TestDeclarations.copy(folder);
        declarations.replace(
                "fields/research/reports/agriculture-yearly.yaml",
                "      - figure: research.models.applied",
                "      - figure: research.models.applied\n        prefill: research.provincial.tasks\n        since: 2023-01-01");
        ReportForm form = read(folder).get("agriculture-yearly");
        assertThat(form.lines().getFirst().prefill()).isEqualTo("research.provincial.tasks");
        assertThat(form.version(form.period("2022"))).isEqualTo(1);
        assertThat(form.version(form.period("2024"))).isEqualTo(2);
        assertThat(form.lines(form.period("2022"))).isEmpty();
    }
}
