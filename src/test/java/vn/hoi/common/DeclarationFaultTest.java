package vn.hoi.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.hoi.TestDeclarations;

/** A wrong declaration stops the start and names file, line, what is wrong and the cure. */
class DeclarationFaultTest {

    private static final String TITLE = "fields/property/registers/ip-title.yaml";
    private static final String CERTIFICATE = "fields/government/registers/digital-certificate.yaml";
    private static final String INSTRUMENT = "fields/quality/registers/measuring-instrument.yaml";
    private static final String TASK = "fields/research/registers/st-task.yaml";
    private static final String DOSSIER = "fields/government/registers/dossier.yaml";
    private static final String FIGURES = "fields/property/figures.yaml";
    private static final String GOVERNMENT = "fields/government/figures.yaml";
    private static final String RELATIONS = "fields/property/relations.yaml";
    private static final String CITED = "provinces/langson/cited.yaml";

    @TempDir
    Path folder;

    private TestDeclarations declarations;

    @BeforeEach
    void copy() throws IOException {
        declarations = TestDeclarations.copy(folder);
    }

    private DeclarationFault fault() {
        Throwable at = catchThrowable(() -> declarations.read().close());
        while (at != null && !(at instanceof DeclarationFault) && at.getCause() != null) {
            at = at.getCause();
        }
        assertThat(at).as("what stops the start").isInstanceOf(DeclarationFault.class);
        return (DeclarationFault) at;
    }

    private void assertNamed(String file, int line, String... said) {
        DeclarationFault fault = fault();
        assertThat(fault.file()).as(fault.getMessage()).isEqualTo(declarations.file(file));
        assertThat(fault.line()).as(fault.getMessage()).isEqualTo(line);
        assertThat(fault.getMessage())
                .startsWith(declarations.file(file) + ":" + line + ": ")
                .contains(said);
        String cure = fault.getMessage().substring(fault.getMessage().lastIndexOf(". ") + 2);
        assertThat(cure).as("the cure in %s", fault.getMessage()).hasSizeGreaterThan(5);
    }

    @Test
    void theCopyWithoutFaultIsRead() {
        declarations.read().close();
    }

    /** One line replaced: file, its text, the faulty text, what the fault has to say. */
    static Stream<Arguments> replacedLines() {
        return Stream.of(
                Arguments.of(
                        "a year that is no whole number",
                        TITLE,
                        "synced-on:      { name: { vi: Ngày đối chiếu, en: Mirrored on }, type: date }",
                        "synced-on:      { name: { vi: Ngày đối chiếu, en: Mirrored on }, type: date, year: true }",
                        "year: true"),
                Arguments.of(
                        "unknown key",
                        TITLE,
                        "area:           { name:",
                        "area:           { colour: red, name:",
                        "colour"),
                Arguments.of(
                        "missing label",
                        TITLE,
                        "synced-on:      { name: { vi: Ngày đối chiếu, en: Mirrored on }, type: date }",
                        "synced-on:      { type: date }",
                        "name"),
                Arguments.of(
                        "label without English",
                        TITLE,
                        "library: { vi: Thư viện số về sở hữu công nghiệp, en: Digital library of industrial property }",
                        "library: { vi: Thư viện số }",
                        "en"),
                Arguments.of(
                        "bad type",
                        TITLE,
                        "en: Geographical area }, type: text",
                        "en: Geographical area }, type: string",
                        "type"),
                Arguments.of(
                        "bad value of a flag",
                        TITLE,
                        "en: Source }, type: choice, of: ip-source }",
                        "en: Source }, type: choice, of: ip-source, required: maybe }",
                        "required"),
                Arguments.of("unknown list of choices", TITLE, "of: ip-source }", "of: ip-sources }", "source|ip-kind"),
                Arguments.of(
                        "choice without a list", TITLE, "type: choice, of: ip-source }", "type: choice }", "source"),
                Arguments.of(
                        "column with a name that is taken",
                        TITLE,
                        "  area:           {",
                        "  place:          {",
                        "place"),
                Arguments.of(
                        "column with a name that is no id",
                        TITLE,
                        "  area:           {",
                        "  Area_1:         {",
                        "Area_1"),
                Arguments.of(
                        "search in a date",
                        TITLE,
                        "en: Mirrored on }, type: date }",
                        "en: Mirrored on }, type: date, search: true }",
                        "search"),
                Arguments.of(
                        "pattern that cannot be read",
                        TITLE,
                        "pattern: \"[0-9]{1,2}(, [0-9]{1,2})*\"",
                        "pattern: \"[0-9\"",
                        "mẫu"),
                Arguments.of(
                        "unique with an unknown column",
                        TITLE,
                        "unique-with: [kind, granted-on]",
                        "unique-with: [kind, granted-at]",
                        "granted-at"),
                Arguments.of("title of an unknown column", TITLE, "title: title", "title: subject", "subject"),
                Arguments.of(
                        "rule that names an unknown column",
                        TITLE,
                        "kind != \\\"gi\\\" || valid-until == null",
                        "sort != \\\"gi\\\" || valid-until == null",
                        "PRO-005|sort"),
                Arguments.of(
                        "rule that cannot be read",
                        TITLE,
                        "valid-until == null || granted-on == null || valid-until > granted-on",
                        "valid-until == null ||",
                        "PRO-004"),
                Arguments.of(
                        "rule beside an unknown column",
                        TITLE,
                        "code: PRO-002, at: published-on",
                        "code: PRO-002, at: published",
                        "PRO-002|published"),
                Arguments.of("rule with a code of another shape", TITLE, "code: PRO-002", "code: PROPERTY-2", "code"),
                Arguments.of("rule with a code used before", TITLE, "code: PRO-002", "code: PRO-001", "PRO-001"),
                Arguments.of(
                        "code without a running number",
                        TITLE,
                        "code: \"VB-{seq:5}\"",
                        "code: \"VB-{place.code}\"",
                        "{seq:N}"),
                Arguments.of(
                        "code with an unknown part",
                        TITLE,
                        "code: \"VB-{seq:5}\"",
                        "code: \"VB-{year}-{seq:5}\"",
                        "{year}"),
                Arguments.of(
                        "YAML that does not close", TITLE, "title-no:       { name:", "title-no:       { name", "YAML"),
                Arguments.of("YAML with a tab", TITLE, "choices:", "\tchoices:", "YAML"),
                Arguments.of("YAML with a key twice", TITLE, "  area:           {", "  goods:          {", "goods"),
                Arguments.of(
                        "step that no role may take",
                        TASK,
                        "to: ordered, role: leader, sets:",
                        "to: ordered, sets:",
                        "list|role"),
                Arguments.of(
                        "step of an unknown role",
                        TASK,
                        "to: ordered, role: leader, sets:",
                        "to: ordered, role: director, sets:",
                        "director|leader"),
                Arguments.of(
                        "step to an unknown state",
                        INSTRUMENT,
                        "to: idle, role: specialist",
                        "to: asleep, role: specialist",
                        "asleep|idle"),
                Arguments.of(
                        "guard over an unknown column",
                        INSTRUMENT,
                        "verified-until >= today()\", code: QUA-012",
                        "verified-till >= today()\", code: QUA-012",
                        "QUA-012|verified-till"),
                Arguments.of("guard with a code used before", INSTRUMENT, "code: QUA-012", "code: QUA-011", "QUA-011"),
                Arguments.of(
                        "print that is not declared",
                        INSTRUMENT,
                        "idle:     { name: { vi: Tạm ngừng sử dụng, en: Put out of use for a time }, ",
                        "idle:     { name: { vi: Tạm ngừng sử dụng, en: Put out of use for a time }, prints: notice, ",
                        "notice|prints"),
                Arguments.of(
                        "step that asks an unknown column",
                        INSTRUMENT,
                        "asks: [owner, reason]",
                        "asks: [keeper, reason]",
                        "keeper"),
                Arguments.of(
                        "someone told who is not known",
                        INSTRUMENT,
                        "asks: [owner, reason], notifies: responsible",
                        "asks: [owner, reason], notifies: neighbour",
                        "neighbour"),
                Arguments.of(
                        "deadline met in an unknown state",
                        INSTRUMENT,
                        "met-in: [failed, idle, retired]",
                        "met-in: [failed, idle, gone]",
                        "gone"),
                Arguments.of(
                        "deadline by an unknown choice",
                        DOSSIER,
                        "certified-copy: 1 working-day",
                        "certified-coffee: 1 working-day",
                        "certified-coffee"),
                Arguments.of("field without its order", "fields/property/field.yaml", "order:", "# order:", "order"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("replacedLines")
    void aFaultyLineOfARegisterIsNamed(String what, String file, String line, String faulty, String said)
            throws IOException {
        int at = declarations.replace(file, line, faulty);
        // where a key is missing there is no line to point at but the whole's first
        assertNamed(file, what.startsWith("field without") ? 1 : at, said.split("\\|"));
    }

    /** Figures added to a field: what, the text, the line of the fault counted from the first, what is said. */
    static Stream<Arguments> addedFigures() {
        String name = "\n  name: { vi: Thử, en: Test }\n";
        return Stream.of(
                Arguments.of(
                        "unknown register",
                        "test.a:" + name + "  counts: ip-titel\n  on: granted-on\n  measure: title\n",
                        0,
                        "ip-titel"),
                Arguments.of(
                        "unknown column",
                        "test.a:" + name + "  counts: ip-title\n  on: granted-at\n  measure: title\n",
                        0,
                        "granted-at"),
                Arguments.of(
                        "column that is no date",
                        "test.a:" + name + "  counts: ip-title\n  on: kind\n  measure: title\n",
                        0,
                        "kind"),
                Arguments.of("no date at all", "test.a:" + name + "  counts: ip-title\n  measure: title\n", 0, "on"),
                Arguments.of(
                        "sum of words",
                        "test.a:" + name + "  sums: ip-title.owner\n  on: granted-on\n  measure: title\n",
                        0,
                        "owner"),
                Arguments.of(
                        "breakdown by words",
                        "test.a:" + name + "  counts: ip-title\n  on: granted-on\n  by: [owner]\n  measure: title\n",
                        0,
                        "owner"),
                Arguments.of(
                        "where with an unknown value",
                        "test.a:" + name
                                + "  counts: ip-title\n  on: granted-on\n  where: { kind: patent }\n  measure: title\n",
                        0,
                        "patent"),
                Arguments.of(
                        "where outside of by",
                        "test.a:" + name + "  of: ip.titles.total\n  where: { source: gazette }\n",
                        0,
                        "source|kind"),
                Arguments.of(
                        "part of an unknown figure", "test.a:" + name + "  of: ip.titles.all\n", 0, "ip.titles.all"),
                Arguments.of(
                        "part of a formula",
                        "test.a:" + name + "  formula: \"1 + 1\"\n  measure: title\ntest.b:" + name + "  of: test.a\n",
                        4,
                        "test.a"),
                Arguments.of(
                        "parts that go round",
                        "test.a:" + name + "  of: test.b\ntest.b:" + name + "  of: test.a\n",
                        -1,
                        "test."),
                Arguments.of(
                        "unknown measure",
                        "test.a:" + name + "  counts: ip-title\n  on: granted-on\n  measure: titel\n",
                        0,
                        "titel"),
                Arguments.of(
                        "unknown form",
                        "test.a:" + name + "  reported: no-such-form\n  measure: title\n",
                        0,
                        "no-such-form"),
                Arguments.of(
                        "formula that cannot be read",
                        "test.a:" + name + "  formula: \"100 * \"\n  measure: title\n",
                        0,
                        "test.a"),
                Arguments.of(
                        "formula of an unknown figure",
                        "test.a:" + name + "  formula: \"f('ip.titles.all')\"\n  measure: title\n",
                        0,
                        "ip.titles.all"),
                Arguments.of(
                        "formulas that go round",
                        "test.a:" + name + "  formula: \"f('test.b')\"\n  measure: title\ntest.b:" + name
                                + "  formula: \"f('test.a')\"\n  measure: title\n",
                        -1,
                        "test.a|test.b"),
                Arguments.of(
                        "two definitions",
                        "test.a:" + name + "  counts: ip-title\n  on: granted-on\n  cited: true\n  measure: title\n",
                        0,
                        "test.a"),
                Arguments.of("no definition", "test.a:" + name + "  measure: title\n", 0, "test.a"),
                Arguments.of(
                        "period that ends before it begins",
                        "test.a:" + name + "  of: ip.titles.total\n  period: 2025-03-31..2024-01-01\n",
                        0,
                        "2024-01-01"),
                Arguments.of(
                        "figure declared twice",
                        "ip.titles.total:" + name + "  cited: true\n  measure: title\n",
                        0,
                        "ip.titles.total"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("addedFigures")
    void aFaultyFigureIsNamed(String what, String text, int line, String said) throws IOException {
        int at = declarations.append(FIGURES, "\n" + text) + 1;
        int expected = line >= 0 ? at + line : anyOf(at, at + (text.contains("formula") ? 4 : 3));
        assertNamed(FIGURES, expected, said.split("\\|"));
    }

    /** A ring has no first line: either of the two is right. */
    private int anyOf(int one, int other) {
        int named = fault().line();
        assertThat(named).isIn(one, other);
        return named;
    }

    @Test
    void aDeadEndIsNamedAtItsState() throws IOException {
        int at = declarations.replace(
                INSTRUMENT, "en: Retired, tag: \"off\", end: true }", "en: Retired, tag: \"off\" }");
        assertNamed(INSTRUMENT, at, "retired", "không có bước nào đi tiếp", "end: true");
    }

    @Test
    void aStateThatNoStepLeadsToIsNamed() throws IOException {
        int at = declarations.replace(
                INSTRUMENT, "  idle:    { vi:", "  lost:    { vi: Thất lạc, en: Lost, end: true }\n  idle:    { vi:");
        assertNamed(INSTRUMENT, at, "lost", "không bước nào dẫn tới");
    }

    @Test
    void aRelationOfAnUnknownFigureIsNamed() throws IOException {
        int at = declarations.append(RELATIONS, """

                test-relation:
                  left: "f('ip.titles.total')"
                  is: "<="
                  right: "f('ip.titles.all')"
                  says: { vi: Thử, en: Test }
                """) + 1;
        assertNamed(RELATIONS, at, "ip.titles.all", "test-relation");
    }

    @Test
    void aCitedValueOfACountedFigureIsNamed() throws IOException {
        int at = declarations.append(CITED, """

                ip.titles.total:
                  value: 5
                  document: { vi: Văn bản }
                  day: 2025-09-05
                """) + 1;
        assertNamed(CITED, at, "ip.titles.total");
    }

    @Test
    void aStepThatStopsTheClockOfADayWrittenInAColumnIsNamedWithItsCodeAndCure() throws IOException {
        Path file = declarations.file(DOSSIER);
        String text = Files.readString(file);
        String counted = text.substring(text.indexOf("\ndue:"));
        Files.writeString(file, text.replace(counted.substring(0, counted.indexOf("\n  met-in:")), """

                        due:
                          name: { vi: Hạn trả kết quả, en: Result due }
                          on: received-on"""));
        assertNamed(DOSSIER, 58, "REG-017", "ask-papers", "pauses");
    }

    @Test
    void aFileNameThatIsNoIdIsNamed() throws IOException {
        Path file = declarations.file("fields/property/registers/Ip_Title.yaml");
        Files.move(declarations.file(TITLE), file);
        assertThat(fault().file()).isEqualTo(file);
        assertThat(fault().getMessage()).contains("Ip_Title");
    }

    @Test
    void aRegisterDeclaredInTwoFieldsIsNamed() throws IOException {
        Files.copy(declarations.file(TITLE), declarations.file("fields/research/registers/ip-title.yaml"));
        assertThat(fault().getMessage()).contains("ip-title", "hai lần");
    }

    @Test
    void aFigureOfAnotherFieldDeclaredTwiceIsNamed() throws IOException {
        int at = declarations.append(
                        GOVERNMENT,
                        "\nip.titles.total:\n  name: { vi: Thử, en: Test }\n  cited: true\n  measure: title\n")
                + 1;
        DeclarationFault fault = fault();
        assertThat(fault.getMessage()).contains("ip.titles.total", "hai lần");
        // the field that comes later in the plan is the one told
        assertThat(fault.file().toString() + fault.line())
                .isIn(
                        declarations.file(GOVERNMENT).toString() + at,
                        declarations.file(FIGURES).toString() + lineOf(FIGURES, "ip.titles.total:"));
    }

    private int lineOf(String file, String start) throws IOException {
        return Files.readAllLines(declarations.file(file)).indexOf(start) + 1;
    }
}
