package vn.hoi.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestPeople;
import vn.hoi.access.Accounts;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** One predicate serves page, twin, list, figure, export, print, search and import; personal columns open for a purpose. */
class RightsTest {

    private static final String OFFICER = "rights-commune";
    private static final String LEADER = "rights-leader";

    private static Unit own;
    private static Unit other;
    private static String ownCode;
    private static String otherCode;

    @BeforeAll
    static void enter() {
        List<Unit> communes = TestApplication.get(Units.class).on(LocalDate.of(2026, 1, 1)).stream()
                .filter(unit -> unit.kind().equals("commune"))
                .toList();
        own = communes.get(10);
        other = communes.get(11);
        TestPeople.make(TestApplication.context(), OFFICER, List.of("commune"), own.id(), Set.of());
        TestPeople.make(TestApplication.context(), LEADER, List.of("leader", "commune"), own.id(), Set.of());
        ownCode = dossier(own, "Lương Văn Riêng");
        otherCode = dossier(other, "Lương Văn Riêng");
    }

    private static Register dossiers() {
        return TestApplication.get(Registers.class).get("dossier");
    }

    private static Map<String, String> typed(Unit unit, String applicant) {
        Register register = dossiers();
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("unit", "id:" + unit.id());
        typed.put("place", "id:" + unit.id());
        typed.put(
                "procedure",
                register.choices(register.column("procedure")).getFirst().id());
        typed.put("applicant", applicant);
        typed.put(
                "channel",
                register.choices(register.column("channel")).getFirst().id());
        typed.put("level", register.choices(register.column("level")).getFirst().id());
        typed.put("received-on", "03/03/2026");
        return typed;
    }

    private static String dossier(Unit unit, String applicant) {
        return TestApplication.get(Records.class)
                .create(dossiers(), typed(unit, applicant))
                .code();
    }

    private static List<String> codes(JsonNode list) {
        List<String> codes = new ArrayList<>();
        list.path("rows").forEach(row -> codes.add(row.path("code").asString()));
        return codes;
    }

    @Test
    void listSearchExportAndFigureListHoldOnlyRecordsOfTheOwnUnit() throws Exception {
        Http officer = Http.as(OFFICER);
        for (String address : List.of(
                "/registers/dossier.json?limit=1000",
                "/registers/dossier.json?q=luong+van+rieng",
                "/figures/tthc.dossiers.total/records.json?limit=1000")) {
            assertThat(codes(officer.json(address)))
                    .as(address)
                    .contains(ownCode)
                    .doesNotContain(otherCode);
        }
        assertThat(officer.get("/registers/dossier.csv").body())
                .contains(ownCode)
                .doesNotContain(otherCode);
        assertThat(officer.get("/registers/dossier/suggest.json?q=" + otherCode).body())
                .doesNotContain(otherCode);
        assertThat(codes(Http.shared().json("/registers/dossier.json?q=" + otherCode)))
                .contains(otherCode);
    }

    /** Page by page, down and filtered, the list is what the database gives for the unit at once. */
    @Test
    void pagesOfTheOwnUnitFollowEachOtherWithoutGapOrDouble() throws Exception {
        TestPeople.make(TestApplication.context(), "rights-pages", List.of("commune"), own.id(), Set.of());
        for (int n = 0; n < 12; n++) {
            dossier(n % 3 == 0 ? other : own, "Trang " + n);
        }
        for (String filter : List.of("", "&q=trang")) {
            List<String> met = new ArrayList<>();
            String next = "/registers/dossier.json?limit=5" + filter;
            while (next != null) {
                JsonNode page = Http.as("rights-pages").json(next);
                met.addAll(codes(page));
                next = page.path("next").isNull() ? null : page.path("next").asString();
            }
            List<String> all = TestApplication.get(JdbcClient.class)
                    .sql("select code from register.dossier where unit = :unit"
                            + (filter.isEmpty() ? "" : " and applicant like 'Trang %'") + " order by id desc")
                    .param("unit", own.id())
                    .query(String.class)
                    .list();
            assertThat(met).as(filter).isEqualTo(all);
        }
    }

    @Test
    void aRecordOfAnotherUnitAnswersAsIfThereWereNone() throws Exception {
        Http officer = Http.as(OFFICER);
        for (String part : List.of("", "/journal", "/prints/receipt", "/place", "/edit")) {
            var answer = officer.get("/registers/dossier/" + otherCode + part, "Accept", "application/json");
            assertThat(answer.statusCode()).as(part).isEqualTo(404);
            assertThat(answer.body()).contains("REG-406").doesNotContain("Riêng");
        }
        assertThat(officer.write(
                                "PUT",
                                "/registers/dossier/" + otherCode,
                                Map.of("note", "không được"),
                                "If-Match",
                                "\"1\"",
                                "Accept",
                                "application/json")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aRecordIsNotMadeForAnotherUnit() throws Exception {
        var answer =
                Http.as(OFFICER).post("/registers/dossier", typed(other, "Người khác"), "Accept", "application/json");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("ACC-013");
    }

    @Test
    void theNumberIsWholeAndSaysHowManyOfItMayBeOpened() throws Exception {
        JsonNode all = Http.shared().json("/figures/tthc.dossiers.total.json");
        JsonNode mine = Http.as(OFFICER).json("/figures/tthc.dossiers.total.json");
        assertThat(mine.path("value")).isEqualTo(all.path("value"));
        assertThat(all.has("opened")).isFalse();
        assertThat(mine.path("opened").asLong())
                .isEqualTo(codes(Http.as(OFFICER).json("/figures/tthc.dossiers.total/records.json?limit=1000"))
                        .size())
                .isLessThan(mine.path("records").asLong());
    }

    @Test
    void personalColumnsAreMaskedUntilAPurposeIsGivenAndTheJournalHasIt() throws Exception {
        // a token shows them when it was made for that; a person's session does not: the same account without the
        // token's word
        TestApplication.get(JdbcClient.class)
                .sql("update access.token set personal = false where hash = sha256(cast(:token as bytea))")
                .param("token", TestPeople.token(OFFICER))
                .update();
        CurrentPerson person = TestApplication.get(CurrentPerson.class);
        assertThat(Http.as(OFFICER)
                        .get("/registers/dossier/" + ownCode + ".json")
                        .body())
                .doesNotContain("Lương Văn Riêng");
        vn.hoi.common.Unmasking unmasking = TestApplication.get(vn.hoi.common.Unmasking.class);
        vn.hoi.common.Rights rights = TestApplication.get(vn.hoi.common.Rights.class);
        person.as(OFFICER, () -> {
            assertThat(rights.mayReadPersonal("dossier")).isFalse();
            assertThat(rights.mayUnmask("dossier")).isTrue();
            Problem vague = org.assertj.core.api.Assertions.catchThrowableOfType(
                    Problem.class, () -> unmasking.open("dossier", "xem"));
            assertThat(vague.code()).isEqualTo("ACC-017");
            unmasking.open("dossier", "liên hệ người nộp để bổ sung giấy tờ");
        });
        person.as(OFFICER, () -> assertThat(rights.mayReadPersonal("dossier")).isTrue());
        assertThat(TestApplication.get(JdbcClient.class)
                        .sql("""
                                select reason from journal.entry
                                where subject = 'register/dossier' and action = 'unmasked' and account = :account""")
                        .param("account", OFFICER)
                        .query(String.class)
                        .list())
                .containsExactly("liên hệ người nộp để bổ sung giấy tờ");
        person.as(OFFICER, () -> unmasking.close("dossier"));
        person.as(OFFICER, () -> assertThat(rights.mayReadPersonal("dossier")).isFalse());
    }

    @Test
    void whatIsImportedForAnotherUnitIsNamedAndStaysOut() throws Exception {
        RecordLoading loading = TestApplication.get(RecordLoading.class);
        TestApplication.get(CurrentPerson.class).as(OFFICER, () -> {
            RecordReading reading = loading.reading(dossiers());
            Map<String, String> foreign = typed(other, "Ai đó");
            foreign.putAll(Map.of("received-on", "2026-03-03", "unit", other.code(), "place", other.code()));
            assertThat(reading.read(foreign)).extracting(Problem.Fault::code).contains("ACC-013");
            Map<String, String> mine = typed(own, "Ai đó");
            mine.putAll(Map.of("received-on", "2026-03-03", "unit", own.code(), "place", own.code()));
            assertThat(reading.read(mine)).extracting(Problem.Fault::code).doesNotContain("ACC-013");
        });
    }

    @Test
    void aRoleOverAnEndedUnitReachesWhatItBecame() throws Exception {
        Units units = TestApplication.get(Units.class);
        Unit ended = units.predecessors(own.id()).stream()
                .filter(edge -> edge.whole())
                .map(edge -> units.get(edge.predecessor()))
                .findFirst()
                .orElseThrow();
        TestPeople.make(TestApplication.context(), "rights-ended", List.of("commune"), ended.id(), Set.of());
        assertThat(codes(Http.as("rights-ended").json("/registers/dossier.json?limit=1000")))
                .contains(ownCode)
                .doesNotContain(otherCode);
    }

    @Test
    void aRoleHoldsInItsFieldsAndWithinItsDaysOnly() throws Exception {
        TestPeople.make(TestApplication.context(), "rights-property", List.of("specialist"), null, Set.of("property"));
        assertThat(Http.as("rights-property").get("/registers/ip-title.json").statusCode())
                .isEqualTo(200);
        assertThat(Http.as("rights-property").get("/registers/dossier.json").statusCode())
                .isEqualTo(403);
        TestPeople.make(TestApplication.context(), "rights-later", List.of(), null, Set.of());
        Accounts accounts = TestApplication.get(Accounts.class);
        int province = TestApplication.get(Units.class).province().id();
        LocalDate today = LocalDate.now();
        accounts.assign("rights-later", "specialist", province, Set.of(), today.plusDays(2), null, null);
        accounts.assign("rights-later", "specialist", province, Set.of(), today.minusDays(9), today.minusDays(2), null);
        assertThat(Http.as("rights-later").get("/registers/dossier.json").statusCode())
                .isEqualTo(403);
    }

    @Test
    void aStepForASecondPersonIsRefusedToWhoDidTheLastThing() throws Exception {
        Register register = TestApplication.get(Registers.class).get("initiative");
        Step step =
                register.lifecycles().getLast().findStep("recognise-provincial").orElseThrow();
        assertThat(step.secondPerson()).isTrue();
        Map<String, String> typed = Map.of(
                "title", "Sáng kiến hai người",
                "level", "provincial",
                "discipline",
                        register.choices(register.column("discipline"))
                                .getFirst()
                                .id(),
                "authors", "Nông Thị Hai: 100%",
                "workplace", "UBND xã",
                "filed-on", "01/02/2026",
                "unit", "id:" + own.id(),
                "place", "id:" + own.id());
        var made = Http.as(LEADER).post("/registers/initiative", typed, "Accept", "application/json");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String code = Http.read(made).path("code").asString();
        TestApplication.get(JdbcClient.class)
                .sql("update register.initiative set state = 'judged' where code = :code")
                .param("code", code)
                .update();
        String address = "/registers/initiative/" + code + "/steps/recognise-provincial";
        var refused = Http.as(LEADER).post(address, Map.of(), "If-Match", "\"1\"", "Accept", "application/json");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
        assertThat(refused.body()).contains("ACC-014");
        // somebody else is asked what the step asks for
        var second = Http.shared().post(address, Map.of(), "If-Match", "\"1\"", "Accept", "application/json");
        assertThat(second.statusCode()).as(second.body()).isEqualTo(422);
    }
}
