package vn.hoi.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;

/** Lists and columns a person keeps. */
class KeptListsTest {

    private static final String TITLES = "/registers/ip-title";

    private final Http http = Http.shared();
    private final JdbcClient database = TestApplication.get(JdbcClient.class);

    @BeforeEach
    @AfterEach
    void clear() {
        database.sql("delete from register.view").update();
        database.sql("delete from register.chosen_columns").update();
    }

    private String save(String name, String query) throws Exception {
        HttpResponse<String> saved =
                http.form(TITLES + "/views", Map.of("name", name, "query", query, "shared", "false"));
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(303);
        return saved.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void aKeptListOpensAtAnAddressThatSaysAllItAsksFor() throws Exception {
        String address = save("Nhãn hiệu mới", "kind=mark&kind=design&sort=filed-on&after=MQ&limit=7");
        String id = address.substring(address.lastIndexOf('=') + 1);
        assertThat(address).isEqualTo(TITLES + "?kind=mark&kind=design&sort=filed-on&view=" + id);
        HttpResponse<String> opened = http.get(TITLES + "?view=" + id, "Accept", "text/html");
        assertThat(opened.statusCode()).isEqualTo(303);
        assertThat(opened.headers().firstValue("Location")).contains(address);
        assertThat(http.get(address, "Accept", "text/html").body())
                .contains("Nhãn hiệu mới", "aria-current=\"true\"", "Bộ lọc đã lưu");
        assertThat(http.json(TITLES + ".json?view=" + id).path("rows").isArray())
                .isTrue();
        assertThat(http.get(TITLES + ".json?view=999999").body()).contains("REG-445");
    }

    @Test
    void aNameIsKeptOnceAndWhatWasTypedComesBack() throws Exception {
        save("Của tôi", "kind=mark");
        HttpResponse<String> again = http.form(TITLES + "/views", Map.of("name", "Của tôi", "query", "kind=design"));
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("REG-443", "value=\"kind=design\"", "value=\"Của tôi\"");
        assertThat(http.form(TITLES + "/views", Map.of("name", " ", "query", "kind=mark"))
                        .body())
                .contains("REG-442");
        assertThat(http.form(TITLES + "/views", Map.of("name", "x", "query", ""))
                        .body())
                .contains("REG-442");
        assertThat(http.form(TITLES + "/views", Map.of("name", "x", "query", "colour=red"))
                        .body())
                .contains("REG-402");
    }

    @Test
    void aKeptListIsRenamedSharedAndGivenUp() throws Exception {
        String address = save("Cũ", "kind=mark");
        String id = address.substring(address.lastIndexOf('=') + 1);
        http.form(TITLES + "/views/" + id, Map.of("name", "Mới", "shared", "true"));
        JsonNode row = http.json(TITLES + "/views.json").path("rows").get(0);
        assertThat(row.path("name").asString()).isEqualTo("Mới");
        assertThat(row.path("shared").asBoolean()).isTrue();
        assertThat(http.get(TITLES + "/views", "Accept", "text/html").body()).contains("value=\"Mới\"");
        http.form(TITLES + "/views/" + id, Map.of("delete", "true"));
        assertThat(http.json(TITLES + "/views.json").path("rows").size()).isZero();
    }

    @Test
    void onlySharedListsAreSeenByOthersAndOnlyTheirKeeperChangesThem() {
        Register titles = TestApplication.get(Registers.class).get("ip-title");
        SavedViews mine = new SavedViews(database, person("an"));
        SavedViews theirs = new SavedViews(database, person("binh"));
        SavedView secret = mine.save(titles, "Riêng", "kind=mark", false);
        SavedView shared = mine.save(titles, "Chung", "kind=mark", true);
        assertThat(theirs.list(titles)).containsExactly(shared);
        assertThat(mine.list(titles)).containsExactlyInAnyOrder(secret, shared);
        assertThat(code(() -> theirs.get(titles, String.valueOf(secret.id())))).isEqualTo("REG-445");
        assertThat(code(() -> theirs.delete(titles, String.valueOf(shared.id()))))
                .isEqualTo("REG-446");
        assertThat(code(() -> theirs.change(titles, String.valueOf(shared.id()), "x", false)))
                .isEqualTo("REG-446");
        for (int n = 2; n < SavedViews.MOST; n++) {
            mine.save(titles, "Số " + n, "kind=mark", false);
        }
        assertThat(code(() -> mine.save(titles, "Quá", "kind=mark", false))).isEqualTo("REG-444");
    }

    private static String code(Runnable refused) {
        try {
            refused.run();
        } catch (Problem problem) {
            return problem.code();
        }
        return "not refused";
    }

    private static CurrentPerson person(String account) {
        return new CurrentPerson() {
            @Override
            public String account() {
                return account;
            }

            @Override
            public Label name() {
                return Label.of(account);
            }

            @Override
            public boolean isKnown() {
                return true;
            }

            @Override
            public void as(String account, Runnable work) {
                work.run();
            }
        };
    }

    @Test
    void columnsAreShownAsAskedAndKeptForThePerson() throws Exception {
        TestApplication.get(Records.class)
                .create(
                        TestApplication.get(Registers.class).get("ip-title"),
                        Map.of(
                                "title",
                                "Cột",
                                "kind",
                                "mark",
                                "application-no",
                                "COT-1",
                                "filed-on",
                                "2025-01-02",
                                "owner",
                                "Chủ cột"));
        String csv =
                http.get(TITLES + ".csv?q=chu%20cot&columns=owner,filed-on").body();
        assertThat(csv.lines().toList())
                .containsExactly(
                        "\ufeffcode,owner,filed-on", csv.lines().toList().get(1));
        assertThat(csv).contains(",Chủ cột,2025-01-02");
        assertThat(http.get(TITLES + ".csv?q=chu%20cot&columns=owner&columns=unit&headings=words")
                        .body())
                .startsWith("\ufeffMã,");
        JsonNode row = http.json(TITLES + ".json?q=chu%20cot&columns=owner")
                .path("rows")
                .get(0);
        assertThat(row.propertyNames()).containsExactly("code", "owner");
        assertThat(http.get(TITLES + ".json?columns=colour").body()).contains("REG-440");
        HttpResponse<String> kept = http.form(TITLES + "/columns", Map.of("columns", "application-no", "q", "chu cot"));
        assertThat(kept.headers().firstValue("Location")).contains(TITLES + "?q=chu+cot");
        assertThat(headings(TITLES + "?q=chu%20cot")).hasSize(2);
        assertThat(http.json(TITLES + ".json?q=chu%20cot").path("rows").get(0).size())
                .isGreaterThan(5);
        http.form(TITLES + "/columns", Map.of("forget", "true"));
        assertThat(headings(TITLES + "?q=chu%20cot")).hasSizeGreaterThan(3);
        assertThat(http.form(TITLES + "/columns", Map.of()).body()).contains("REG-448");
        database.sql("delete from register.ip_title where owner = 'Chủ cột'").update();
    }

    private List<String> headings(String address) throws Exception {
        String page = http.get(address, "Accept", "text/html").body();
        String head = page.substring(page.indexOf("<table class=\"hoi cards\">"), page.indexOf("</thead>"));
        return List.of(head.split("<th[ >]")).subList(1, head.split("<th[ >]").length);
    }
}
