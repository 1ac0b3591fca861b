package vn.hoi.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;

/** The desk stays short however much waits: the most urgent cases, and every register with a link to all of its own. */
class DeskTest {

    private static final Pattern SECTION = Pattern.compile("(?s)<section class=\"hoi-card\" id=\"mine\".*?</section>");

    private static final Pattern DUE = Pattern.compile("data-label=\"Hạn\"><span>([^<]*)</span>");

    @Test
    void aWorklistShowsTheMostUrgentCasesAndALinkToEachRegister() throws Exception {
        begin("technology-opinion", "opinion");
        begin("expert", "doctor");
        begin("transfer-need", "machine");
        Matcher section = SECTION.matcher(
                Http.shared().get("/desk", "Accept", "text/html").body());
        assertThat(section.find()).isTrue();
        int cases = 0;
        for (JsonNode pile : Http.shared().json("/desk.json").path("mine")) {
            cases += pile.path("first").size();
            String list = pile.path("list").asString().replace(".json?", "?").replace("&", "&amp;");
            assertThat(section.group()).contains("href=\"" + list + "\"");
        }
        assertThat(cases).as("more waits than is shown").isGreaterThan(20);
        assertThat(section.group().split("<tr>", -1)).as("what, head, cases").hasSize(1 + 1 + 20);
        assertThat(DUE.matcher(section.group())
                        .results()
                        .map(due -> due.group(1).isEmpty()))
                .as("what has a day comes before what has none")
                .isSorted()
                .contains(false);
    }

    private static void begin(String register, String kind) {
        for (int one = 0; one < 10; one++) {
            TestApplication.get(Records.class)
                    .create(
                            TestApplication.get(Registers.class).get(register),
                            LifecycleCases.kind(register, kind).begin());
        }
    }
}
