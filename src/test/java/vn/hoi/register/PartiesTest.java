package vn.hoi.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestDeclarations;
import vn.hoi.TestPeople;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.DeclarationFault;
import vn.hoi.common.Problem;
import vn.hoi.journal.Journal;

/** Names written in records and the parties they mean; two records of one party made one, and two again. */
class PartiesTest {

    private final Http http = Http.shared();
    private final Registers registers = TestApplication.get(Registers.class);
    private final Records records = TestApplication.get(Records.class);
    private final PartyLinks links = TestApplication.get(PartyLinks.class);
    private final PartyMerges merges = TestApplication.get(PartyMerges.class);
    private final Journal journal = TestApplication.get(Journal.class);
    private final JdbcClient database = TestApplication.get(JdbcClient.class);
    private final Register parties = registers.get("party");
    private final Register titles = registers.get("ip-title");

    @TempDir
    Path folder;

    private static String unique(String name) {
        return name + " " + UUID.randomUUID().toString().substring(0, 8);
    }

    private Row party(String name, String... columnsAndValues) {
        return records.create(parties, with(Map.of("name", name, "kind", "cooperative"), columnsAndValues));
    }

    private Row title(String owner, String... columnsAndValues) {
        Map<String, String> typed = Map.of(
                "title",
                "Hoa hồi",
                "kind",
                "mark",
                "application-no",
                unique("4"),
                "filed-on",
                "05/9/2025",
                "owner",
                owner);
        return records.create(titles, with(typed, columnsAndValues));
    }

    private static Map<String, String> with(Map<String, String> typed, String... columnsAndValues) {
        Map<String, String> more = new HashMap<>(typed);
        for (int index = 0; index < columnsAndValues.length; index += 2) {
            more.put(columnsAndValues[index], columnsAndValues[index + 1]);
        }
        return more;
    }

    private Map<String, String> linked(Row title) {
        return links.of(titles, title);
    }

    @Test
    void aTypedNameIsLinkedToTheOneActiveOrganisationOfThatName() {
        String name = unique("Hợp tác xã Hoà Bình");
        Row party = party(name);
        Row title = title(name.toUpperCase(java.util.Locale.ROOT).replace("HOÀ", "HÒA"));
        assertThat(linked(title)).containsExactly(Map.entry("owner", party.code()));
        assertThat(title.value("owner")).as("the name stays as written").isNotEqualTo(name);
        assertThat(linked(title(name + " Một"))).isEmpty();
    }

    @Test
    void aSuggestionThatIsPickedIsTheNameAndTheLink() throws Exception {
        String name = unique("Hợp tác xã Na Chi Lăng");
        Row party = party(name);
        party(name);
        String typed = name.substring(0, name.length() - 1);
        assertThat(http.json("/registers/party/suggest.json?q="
                                + java.net.URLEncoder.encode(typed, java.nio.charset.StandardCharsets.UTF_8))
                        .path("rows"))
                .extracting(row -> row.path("code").asString())
                .contains(party.code());
        Row title = title(party.code() + " · " + name);
        assertThat(title.value("owner")).isEqualTo(name);
        assertThat(linked(title)).containsExactly(Map.entry("owner", party.code()));
        assertThat(title("KHONG-CO · " + name).value("owner")).isEqualTo("KHONG-CO · " + name);
        assertThat(page("/registers/ip-title/new")).contains("data-suggest=\"/registers/party/suggest\"");
    }

    @Test
    void aNameThatTwoOrganisationsBearLinksNeither() {
        String name = unique("Công ty Hồi");
        party(name);
        party(name);
        assertThat(linked(title(name))).isEmpty();
    }

    @Test
    void aPersonIsNeverLinkedByNameAlone() {
        String name = unique("Nguyễn Văn Hồi");
        Row person = party(name, "kind", "person");
        assertThat(linked(title(name))).isEmpty();
        assertThat(linked(title(name, "owner.party", person.code()))).containsEntry("owner", person.code());
    }

    @Test
    void anOrganisationThatEndedIsNotLinkedByName() {
        String name = unique("Xí nghiệp Cũ");
        Row party = party(name);
        TestApplication.get(Steps.class)
                .take(parties, party.code(), 1, "dissolve", Map.of("dissolved-on", "01/7/2025", "reason", "Giải thể"));
        assertThat(linked(title(name))).isEmpty();
    }

    @Test
    void aCodeThatNamesNoPartyIsRefusedAndNothingIsWritten() {
        long before = count("ip_title");
        Problem problem = catchThrowableOfType(Problem.class, () -> title("Ai đó", "owner.party", "DT-99999999"));
        assertThat(problem.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("PTY-001");
            assertThat(fault.column()).isEqualTo("owner");
        });
        assertThat(count("ip_title")).isEqualTo(before);
        assertThatThrownBy(() -> database.sql("update register.ip_title set owner_party = 'DT-99999999'")
                        .update())
                .as("the database refuses it too")
                .hasMessageContaining("owner_party_reference");
    }

    private long count(String table) {
        return database.sql("select count(*) from register." + table)
                .query(Long.class)
                .single();
    }

    @Test
    void aLinkFollowsItsNameAndCanBeTakenAway() {
        Row one = party(unique("Doanh nghiệp Một"));
        Row two = party(unique("Doanh nghiệp Hai"));
        Row title = title("Chủ cũ", "owner.party", one.code() + " · Doanh nghiệp Một");
        assertThat(linked(title)).containsEntry("owner", one.code());
        title = records.change(titles, title.code(), 1, Map.of("note", "không đụng đến tên"));
        assertThat(linked(title)).containsEntry("owner", one.code());
        title = records.change(titles, title.code(), 2, Map.of("owner", String.valueOf(two.value("name"))));
        assertThat(linked(title)).containsEntry("owner", two.code());
        assertThat(journal.list("ip-title/" + title.code()).getFirst().changes())
                .containsEntry("owner.party", new Journal.Change(one.code(), two.code()));
        title = records.change(titles, title.code(), 3, Map.of("owner.party", ""));
        assertThat(linked(title)).isEmpty();
        assertThat(title.version()).isEqualTo(4);
        assertThat(title.value("owner")).isEqualTo(two.value("name"));
    }

    @Test
    void theRecordAndThePartyLeadToEachOther() throws Exception {
        Row party = party(unique("Hợp tác xã Na Chi Lăng"));
        Row title = title(String.valueOf(party.value("name")));
        JsonNode json = http.json("/registers/ip-title/" + title.code() + ".json");
        assertThat(json.path("owner").asString()).isEqualTo(party.value("name"));
        assertThat(json.path("parties").path("owner").asString()).isEqualTo(party.code());
        assertThat(page("/registers/ip-title/" + title.code()))
                .contains("<a href=\"/registers/party/" + party.code() + "\">");
        assertThat(page("/registers/party/" + party.code()))
                .contains("/registers/ip-title/" + title.code(), "Bản ghi liên kết");
        JsonNode referring =
                http.json("/registers/party/" + party.code() + ".json").path("referring");
        assertThat(referring.path(0).path("register").asString()).isEqualTo("ip-title");
        assertThat(referring.path(0).path("records").path(0).asString()).isEqualTo(title.code());
    }

    private String page(String address) throws Exception {
        HttpResponse<String> page = http.get(address, "Accept", "text/html");
        assertThat(page.statusCode()).as(address).isEqualTo(200);
        return page.body();
    }

    @Test
    void aMergeMovesLinksAndLeavesNamesAndCanBeUndone() throws Exception {
        Row kept = party(unique("Công ty Cổ phần Hồi"), "phone", "0205 111 111");
        Row other = party(unique("CTCP Hồi"), "tax-code", "0100109106", "phone", "0205 222 222");
        String name = String.valueOf(other.value("name"));
        Row title = title(name);
        String address = "/registers/party/" + kept.code() + "/merge";
        JsonNode preview = http.json(address + ".json?with=" + other.code());
        assertThat(preview.path("records").path("ip-title").asInt()).isEqualTo(1);
        assertThat(preview.path("differences").toString()).contains("tax-code", "phone", "name");
        assertThat(page(address)).contains("Bản ghi có thể trùng");
        assertThat(page(address + "?with=" + other.code())).contains("0205 111 111", "0205 222 222", "0100109106");

        long figure = http.json("/figures/ip.titles.total.json").path("value").asLong();
        HttpResponse<String> done = http.form(
                address,
                Map.of(
                        "with",
                        other.code(),
                        "version",
                        "1",
                        "with-version",
                        "1",
                        "keep.tax-code",
                        "merged",
                        "keep.phone",
                        "survivor"));

        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(http.json("/figures/ip.titles.total.json").path("value").asLong())
                .isEqualTo(figure);
        Row after = records.get(parties, kept.code());
        assertThat(after.value("tax-code")).isEqualTo("0100109106");
        assertThat(after.value("phone")).isEqualTo("0205 111 111");
        assertThat(linked(title)).containsEntry("owner", kept.code());
        assertThat(records.get(titles, title.code())).isEqualTo(title);
        HttpResponse<String> old = http.get("/registers/party/" + other.code(), "Accept", "text/html");
        assertThat(old.statusCode()).isEqualTo(303);
        String arrived = old.headers().firstValue("Location").orElseThrow();
        assertThat(page(arrived)).contains(other.code() + " đã được hợp nhất vào bản ghi này");
        assertThat(page("/registers/party/" + other.code() + "?own=1")).contains(name, "Đã hợp nhất");
        assertThat(journal.list("party/" + kept.code()).getFirst().changes())
                .containsEntry("merged-from", new Journal.Change(null, other.code()))
                .containsEntry("links", new Journal.Change(null, 1));
        assertThat(journal.list("party/" + other.code()).getFirst().changes())
                .containsEntry("merged-into", new Journal.Change(null, kept.code()));
        assertThat(journal.list("ip-title/" + title.code()))
                .as("nothing of the record changed")
                .hasSize(1);

        Row since = title("Ghi sau", "owner.party", other.code());
        assertThat(linked(since)).as("a merged party leads to its survivor").containsEntry("owner", kept.code());
        assertThat(http.form("/registers/party/" + other.code() + "/unmerge", Map.of())
                        .statusCode())
                .isEqualTo(303);
        assertThat(records.get(parties, kept.code()).value("tax-code")).isNull();
        assertThat(records.get(parties, other.code()).value("tax-code")).isEqualTo("0100109106");
        assertThat(records.get(parties, other.code()).state()).isEqualTo("active");
        assertThat(linked(title)).containsEntry("owner", other.code());
        assertThat(linked(since)).as("what came later stays").containsEntry("owner", kept.code());
        assertThat(http.form("/registers/party/" + other.code() + "/unmerge", Map.of())
                        .statusCode())
                .isEqualTo(409);
        // another test may give the number again
        records.change(parties, other.code(), records.get(parties, other.code()).version(), Map.of("tax-code", ""));
    }

    @Test
    void aMergeIsNotUndoneOnceOneOfTheTwoWasChanged() {
        Row kept = party(unique("Giữ lại"));
        Row other = party(unique("Bỏ đi"));
        merges.merge(kept.code(), 1, other.code(), 1, Set.of());
        records.change(parties, kept.code(), 2, Map.of("website", "hoi.example"));
        assertThat(refused(() -> merges.undo(other.code()))).isEqualTo("PTY-004");
        assertThat(records.get(parties, other.code()).state()).isEqualTo("merged");
    }

    @Test
    void aMachineMergesByTheSameRules() throws Exception {
        Row kept = party(unique("Máy giữ"));
        Row other = party(unique("Máy bỏ"));
        String address = "/registers/party/" + kept.code() + "/merge";
        Map<String, Object> sent = Map.of("with", other.code(), "version", 1, "with-version", 1);
        HttpResponse<String> done = http.post(address, sent);
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(Http.read(done).path("version").asInt()).isEqualTo(2);
        assertThat(done.headers().firstValue("ETag")).contains("\"2\"");
        assertThat(Http.read(http.post(address, sent)).path("code").asString()).isEqualTo("REG-409");
        assertThat(Http.read(http.post(address, Map.of("with", other.code())))
                        .path("code")
                        .asString())
                .isEqualTo("REG-428");
        HttpResponse<String> old = http.get("/registers/party/" + other.code() + ".json");
        assertThat(Http.read(old).path("merged-into").asString()).isEqualTo(kept.code());
        assertThat(old.headers().firstValue("Location").orElseThrow()).contains(kept.code());
    }

    @Test
    void whatCannotBeMergedIsRefused() {
        Row one = party(unique("Một"));
        Row two = party(unique("Hai"));
        Row three = party(unique("Ba"));
        assertThat(refused(() -> merges.merge(one.code(), 1, one.code(), 1, Set.of())))
                .isEqualTo("PTY-002");
        assertThat(refused(() -> merges.merge(one.code(), 7, two.code(), 1, Set.of())))
                .isEqualTo("REG-409");
        merges.merge(one.code(), 1, two.code(), 1, Set.of());
        assertThat(refused(() -> merges.merge(three.code(), 1, two.code(), 2, Set.of())))
                .isEqualTo("PTY-003");
        assertThat(refused(() -> merges.merge(two.code(), 2, three.code(), 1, Set.of())))
                .isEqualTo("PTY-003");
        assertThat(refused(() -> merges.undo(three.code()))).isEqualTo("PTY-005");
        assertThat(records.get(parties, three.code())).isEqualTo(three);
    }

    private static String refused(Callable<?> call) {
        Problem problem = catchThrowableOfType(Problem.class, call::call);
        assertThat(problem).isNotNull();
        return problem.code();
    }

    @Test
    void onlyTheMergePageMakesAPartyMerged() {
        Row party = party(unique("Không qua trang"));
        Problem byStep = catchThrowableOfType(
                Problem.class,
                () -> TestApplication.get(CurrentPerson.class)
                        .as(
                                TestPeople.ADMIN,
                                () -> TestApplication.get(Steps.class)
                                        .take(parties, party.code(), 1, "merge", Map.of())));
        assertThat(byStep.code()).isEqualTo("REG-431");
        Problem byForm = catchThrowableOfType(
                Problem.class, () -> records.change(parties, party.code(), 1, Map.of("merged-into", party.code())));
        assertThat(byForm.faults()).extracting(Problem.Fault::code).containsExactly("ORG-002");
    }

    @Test
    void ofTwoMergesOfOnePairInOppositeDirectionsOneIsDone() throws Exception {
        for (int round = 0; round < 5; round++) {
            Row one = party(unique("Trái"));
            Row two = party(unique("Phải"));
            try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
                List<Future<String>> both = threads.invokeAll(
                        List.of(() -> outcome(one.code(), two.code()), () -> outcome(two.code(), one.code())));
                assertThat(List.of(both.get(0).get(), both.get(1).get())).containsExactlyInAnyOrder("done", "REG-409");
            }
        }
    }

    private String outcome(String code, String with) {
        try {
            merges.merge(code, 1, with, 1, Set.of());
            return "done";
        } catch (Problem problem) {
            return problem.code();
        }
    }

    @Test
    void aColumnNamedAsALinkStopsTheStart() throws IOException {
        TestDeclarations declarations = TestDeclarations.copy(folder);
        declarations.replace(
                "fields/property/registers/ip-title.yaml",
                "  area:           {",
                "  owner-party: { name: { vi: Khác, en: Other }, type: text }\n  area:           {");
        assertThatThrownBy(declarations::read)
                .hasStackTraceContaining(DeclarationFault.class.getSimpleName())
                .hasStackTraceContaining("owner-party");
    }

    @Test
    void whereNoPartiesAreDeclaredNamesStandAlone() throws IOException {
        TestDeclarations declarations = TestDeclarations.copy(folder);
        java.nio.file.Files.delete(declarations.file("fields/organisation/registers/party.yaml"));
        TransactionTemplate transaction = TestApplication.get(TransactionTemplate.class);
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            try (AnnotationConfigApplicationContext declared = declarations.read()) {
                database.sql("drop table register.control_scale cascade").update();
                new RegisterTables(
                                declared.getBean(Registers.class),
                                database,
                                transaction,
                                journal,
                                TestApplication.get(DeadlineFilling.class),
                                TestApplication.get(Dropping.class))
                        .run();
                assertThat(database.sql("""
                                select column_name from information_schema.columns
                                where table_schema = 'register' and table_name = 'control_scale'""").query(String.class).list())
                        .contains("keeper")
                        .doesNotContain("keeper_party");
            }
        });
    }
}
