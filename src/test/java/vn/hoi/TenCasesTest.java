package vn.hoi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import vn.hoi.access.Passwords;
import vn.hoi.access.Roles;
import vn.hoi.common.Vietnamese;
import vn.hoi.common.Yaml;
import vn.hoi.unit.Units;

/**
 * One case of each field played in a browser from the first form to the last step, by those whose work it is: accounts as
 * the province's {@code demonstration/people.yaml} has them. The next case is one more file: {@link CaseFile}.
 *
 * <p>{@code -Dhoi.cases=FOLDER} writes a picture of every page and every document made into that folder, to be looked at.
 */
class TenCasesTest {

    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final String PASSWORD = "hoa hồi nở trên đèo Khau Phạ";

    private static Chromium browser;
    private static final Map<String, JsonNode> SIGNED_IN = new HashMap<>();

    static List<CaseFile> cases() {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.sorted().map(CaseFile::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeAll
    static void signIn() throws Exception {
        browser = Chromium.start();
        JsonNode people = Yaml.tree(TestApplication.HOME.resolve("provinces/langson/demonstration/people.yaml"));
        Set<String> wanted = new TreeSet<>();
        for (CaseFile one : cases()) {
            wanted.add(one.tree().path("new").path("by").asString());
            one.tree().path("acts").forEach(act -> wanted.add(act.path("by").asString("")));
        }
        wanted.remove("");
        for (String name : wanted) {
            SIGNED_IN.put(name, signIn(name, people.path(name)));
        }
    }

    /** @return what the browser keeps of it */
    private static JsonNode signIn(String name, JsonNode person) throws Exception {
        assertThat(person.isMissingNode()).as("people.yaml has " + name).isFalse();
        ApplicationContext program = TestApplication.context();
        List<String> roles = person.path("roles").isString()
                ? program.getBean(Roles.class).list().stream()
                        .map(Roles.Role::id)
                        .toList()
                : texts(person.path("roles"));
        String code = person.path("unit").asString("");
        Integer unit = code.isEmpty()
                ? null
                : program.getBean(Units.class).get(code, Vietnamese.today()).id();
        String account = "ca." + name;
        TestPeople.make(program, account, roles, unit, Set.copyOf(texts(person.path("fields"))));
        program.getBean(Passwords.class).set(account, PASSWORD, null, "password-set");
        browser.be(List.of());
        browser.leave(() -> browser.open("http://127.0.0.1:" + TestApplication.port() + "/sign-in"));
        browser.leave(() -> browser.run("document.getElementById('account').value = '" + account
                + "'; document.getElementById('password').value = '" + PASSWORD
                + "'; document.getElementById('password').form.requestSubmit()"));
        assertThat(browser.run("!!document.querySelector('form[action=\"/sign-out\"]')")
                        .asBoolean())
                .as(account + " is in")
                .isTrue();
        return browser.cookies();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    @AfterAll
    static void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aCaseIsPlayedFromTheFirstStepToTheLast(CaseFile one) throws Exception {
        new CasePlayer(browser, one, SIGNED_IN).play();
    }

    @Test
    void theyAreOfTenFieldsAndOneEachByKeyboardByPhoneAndWithoutScripts() {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(10);
        assertThat(cases().stream().map(one -> one.tree().path("way").asString("")))
                .contains("keyboard", "phone", "no-script");
        assertThat(cases())
                .allSatisfy(one -> assertThat(TestApplication.HOME.resolve("fields/" + one.field() + "/registers/"
                                + one.tree().path("register").asString() + ".yaml"))
                        .exists());
    }
}
