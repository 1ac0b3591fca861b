package vn.hoi.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoi.common.DeclarationFault;

class TemplateTest {

    @TempDir
    Path folder;

    @Test
    void aTemplateListsItsVariablesWithTheirLinesAndSections() {
        List<Template.Variable> variables = Examples.template("decision").variables();
        assertThat(variables)
                .contains(
                        new Template.Variable("number", List.of(), 3),
                        new Template.Variable("earlier", List.of(), 10),
                        new Template.Variable("earlier", List.of("earlier"), 10),
                        new Template.Variable("chair", List.of(), 17),
                        new Template.Variable("rows", List.of(), 35),
                        new Template.Variable("amount", List.of("rows"), 36))
                .noneMatch(variable -> variable.name().startsWith("-"));
        assertThat(variables).extracting(Template.Variable::line).isSorted();
    }

    @Test
    void aMissingValueOfTheBodyIsNamedWithFileAndLine() {
        Map<String, Object> values = Examples.decisionValues();
        values.remove("chair");
        assertThatThrownBy(() -> Examples.template("decision").fill(values, Examples.LETTERHEAD, null))
                .isInstanceOf(DeclarationFault.class)
                .hasMessageContaining("decision.md:17: không có giá trị cho «chair»");
        values.put("chair", "Trung tâm Mẫu");
        values.remove("total-in-words");
        assertThatThrownBy(() -> Examples.template("decision").fill(values, Examples.LETTERHEAD, null))
                .hasMessageContaining("decision.md:25: không có giá trị cho «total-in-words»")
                .hasMessageContaining("khai báo giá trị này cho bản in");
    }

    @Test
    void aMissingSectionAndAMissingValueOfARowAreNamed() {
        Template rows = Made.template(folder, "Một\n\n{{#rows}}\n- {{what}}\n{{/rows}}\n");
        assertThatThrownBy(() -> rows.fill(Map.of(), Examples.LETTERHEAD, null))
                .hasMessageContaining("trial.md:6: không có giá trị cho «rows»");
        Map<String, Object> values = Map.of("rows", List.of(Map.of("other", "x")));
        assertThatThrownBy(() -> rows.fill(values, Examples.LETTERHEAD, null))
                .hasMessageContaining("trial.md:7: không có giá trị cho «what»");
    }

    @Test
    void anUnwantedValueIsLeftOutAndItsParagraphWithIt() throws Exception {
        Map<String, Object> values = new HashMap<>();
        values.put("note", null);
        values.put("none", List.of());
        OfficialDocument document =
                Made.filled(folder, "Một\n\n{{note}}\n\n{{^none}}Không có.{{/none}}{{#none}}Có.{{/none}}\n", values);
        assertThat(Made.docxText(document)).contains("Một\nKhông có.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name.class", "name.length", "name.getBytes", "map.entrySet", "map.size"})
    void aTagReachesNothingButValues(String tag) {
        Template template = Made.template(folder, "{{" + tag + "}}");
        Map<String, Object> values = Map.of("name", "x", "map", Map.of("a", "b"));
        assertThatThrownBy(() -> template.fill(values, Examples.LETTERHEAD, null))
                .isInstanceOf(DeclarationFault.class)
                .hasMessageContaining("trial.md:4: không có giá trị cho «" + tag);
    }

    @Test
    void aListWhereAValueShouldStandIsNamed() {
        Template template = Made.template(folder, "{{rows}}");
        assertThatThrownBy(() -> template.fill(Map.of("rows", List.of("x")), Examples.LETTERHEAD, null))
                .hasMessageContaining("trial.md:4: danh sách đứng ở chỗ của một giá trị");
        assertThatThrownBy(() -> template.fill(Map.of("rows", true), Examples.LETTERHEAD, null))
                .hasMessageContaining("đúng/sai đứng ở chỗ của một giá trị");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{> other}}", "{{<parent}}{{/parent}}", "{{$block}}{{/block}}", "{{=<% %>=}}"})
    void tagsThatAreMoreThanValuesAndSectionsAreRefused(String tag) {
        assertThatThrownBy(() -> Made.template(folder, "Một\n\n" + tag))
                .isInstanceOf(DeclarationFault.class)
                .hasMessageContaining("trial.md:6: không dùng thẻ")
                .hasMessageContaining("Chỉ dùng {{tên}}");
    }

    @Test
    void aSectionThatIsNotClosedIsNamed() {
        assertThatThrownBy(() -> Made.template(folder, "Một\n\n{{#rows}}\nHai"))
                .isInstanceOf(DeclarationFault.class)
                .hasMessageContaining("trial.md:6: thẻ viết sai")
                .hasMessageContaining("{{/tên}}");
    }

    @Test
    void aWrongHeadIsNamedWithItsLine() {
        assertThatThrownBy(() -> Made.whole(folder, "Không có khai báo.\n"))
                .hasMessageContaining("trial.md:1: thiếu phần khai báo đầu tệp");
        assertThatThrownBy(() -> Made.whole(folder, "---\nname: { vi: A, en: B }\npaper: A3\n---\nx"))
                .hasMessageContaining("trial.md:3:")
                .hasMessageContaining("schema/print.schema.json");
        assertThatThrownBy(() -> Made.whole(folder, "---\nname: { vi: A, en: B }\nnumber: {{number}}\n---\nx"))
                .hasMessageContaining("trial.md:3:");
        assertThatThrownBy(() -> Made.whole(folder, "---\nname: { vi: A, en: B }\nsize: A5\npage: portrait\n---\nx"))
                .hasMessageContaining("trial.md:4: đầu văn bản không vừa khổ A5 đứng");
    }

    @Test
    void aQrCodeWantsAnAddress() {
        assertThatThrownBy(() ->
                        Examples.template("certificate").fill(Examples.certificateValues(), Examples.LETTERHEAD, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Examples.template("certificate").hasQr()).isTrue();
    }

    @Test
    void theLetterheadStandsWhereTheTemplateNamesNoIssuer() {
        OfficialDocument.Head head = Examples.decision().head();
        assertThat(head.issuer()).isEqualTo("Sở Khoa học và Công nghệ");
        Template own = Made.whole(folder, "---\nname: { vi: A, en: B }\nissuer: \"{{who}}\"\nsuperior: \"\"\n---\nx");
        head = own.fill(Map.of("who", "Hội đồng *mẫu*"), Examples.LETTERHEAD, null)
                .head();
        assertThat(head.issuer()).isEqualTo("Hội đồng *mẫu*");
        assertThat(head.superior()).isEmpty();
    }

    @Test
    void eachPartBehindALineIsAnAppendixAndAWideTableLaysItAcross() {
        OfficialDocument document = Examples.decision();
        assertThat(document.appendices())
                .extracting(OfficialDocument.Appendix::title, OfficialDocument.Appendix::orientation)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "Danh sách thành viên thực hiện", OfficialDocument.Orientation.PORTRAIT),
                        org.assertj.core.groups.Tuple.tuple(
                                "Kế hoạch theo tháng", OfficialDocument.Orientation.LANDSCAPE));
    }
}
