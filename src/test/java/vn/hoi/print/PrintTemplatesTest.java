package vn.hoi.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hoi.TestDeclarations;
import vn.hoi.common.DeclarationFault;
import vn.hoi.common.Home;
import vn.hoi.register.Registers;

class PrintTemplatesTest {

    private static final String CERTIFICATE = "fields/property/prints/initiative-certificate.md";
    private static final String REGISTER = "fields/property/registers/initiative.yaml";

    @TempDir
    Path root;

    private TestDeclarations declarations;

    @BeforeEach
    void copy() throws Exception {
        declarations = TestDeclarations.copy(root);
    }

    private void read() {
        var home = new Home(root, "langson");
        try (var context = TestDeclarations.read(root)) {
            new PrintTemplates(
                    context.getBean(Registers.class), new PrintValues(new ProvinceLetterhead(home), null, null), home);
        }
    }

    @Test
    void whatShipsCanBeFilled() {
        read();
    }

    @Test
    void aNameThatNoRecordHasStopsTheStartWithFileLineAndCure() throws Exception {
        int line = declarations.replace(CERTIFICATE, "Lĩnh vực áp dụng: {{discipline}}.", "Lĩnh vực: {{disciplin}}.");
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(DeclarationFault.class, fault -> {
                    assertThat(fault.file()).isEqualTo(root.resolve(CERTIFICATE));
                    assertThat(fault.line()).isEqualTo(line);
                })
                .hasMessageContaining("disciplin")
                .hasMessageContaining("Dùng mã cột");
    }

    @Test
    void aNameInsideTheFrontMatterIsTriedToo() throws Exception {
        int line = declarations.replace(CERTIFICATE, "number: \"{{number}}\"", "number: \"{{numbr}}/GCN\"");
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        DeclarationFault.class,
                        fault -> assertThat(fault.line()).isEqualTo(line));
    }

    @Test
    void aNameInsideASectionThatIsNotTakenIsTriedToo() throws Exception {
        declarations.append(CERTIFICATE, "\n{{^title}}{{no-such}}{{/title}}\n");
        assertThatThrownBy(this::read).hasMessageContaining("no-such");
    }

    @Test
    void aChoiceOrStateThatIsNotDeclaredIsNamed() throws Exception {
        declarations.append(CERTIFICATE, "\n{{#level-is-national}}x{{/level-is-national}}\n");
        assertThatThrownBy(this::read).hasMessageContaining("level-is-national");
    }

    @Test
    void aListInThePlaceOfAValueIsNamed() throws Exception {
        declarations.append(CERTIFICATE, "\n{{level-is-provincial}}\n");
        assertThatThrownBy(this::read).isInstanceOf(DeclarationFault.class).hasMessageContaining("đúng/sai");
    }

    @Test
    void aCodeForLookingUpNeedsAPublicView() throws Exception {
        String text = Files.readString(root.resolve(REGISTER));
        Files.writeString(root.resolve(REGISTER), text.substring(0, text.indexOf("public:")));
        assertThatThrownBy(this::read).isInstanceOf(DeclarationFault.class).hasMessageContaining("mã QR");
    }

    @Test
    void aNumberThatCannotBeWrittenStopsTheStart() throws Exception {
        int line = declarations.replace(REGISTER, "{n:2}/{year}/GCN-SK", "{n:2}/{nam}/GCN-SK");
        assertThatThrownBy(this::read)
                .rootCause()
                .isInstanceOfSatisfying(
                        DeclarationFault.class,
                        fault -> assertThat(fault.line()).isEqualTo(line))
                .hasMessageContaining("{year}");
    }

    @Test
    void aLetterheadWithoutIssuerStopsTheStart() throws Exception {
        declarations.replace("provinces/langson/letterhead.yaml", "issuer: ", "isuer: ");
        assertThatThrownBy(this::read).isInstanceOf(DeclarationFault.class).hasMessageContaining("letterhead.yaml");
    }
}
