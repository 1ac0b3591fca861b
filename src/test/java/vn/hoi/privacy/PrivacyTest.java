package vn.hoi.privacy;

import static org.assertj.core.api.Assertions.assertThat;

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
import vn.hoi.register.Column;
import vn.hoi.register.Records;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.register.Row;
import vn.hoi.unit.Units;

/** What is kept of people is declared, goes when its time is over, and is given to whom it is about. */
class PrivacyTest {

    private static final String KEEPER = "privacy-keeper";
    private static final JdbcClient DATABASE = TestApplication.get(JdbcClient.class);

    @BeforeAll
    static void enter() {
        TestPeople.make(TestApplication.context(), KEEPER, List.of("administrator"), null, Set.of());
    }

    private static Row dossier(String applicant, String finished) {
        Register register = TestApplication.get(Registers.class).get("dossier");
        String province = "id:" + TestApplication.get(Units.class).province().id();
        Map<String, String> typed = new LinkedHashMap<>(Map.of("unit", province, "place", province));
        typed.put(
                "procedure",
                register.choices(register.column("procedure")).getFirst().id());
        typed.put(
                "channel",
                register.choices(register.column("channel")).getFirst().id());
        typed.put("level", register.choices(register.column("level")).getFirst().id());
        typed.put("applicant", applicant);
        typed.put("received-on", "02/02/2010");
        typed.put("note", "Gọi " + applicant + " trước khi trả");
        Row row = TestApplication.get(Records.class).create(register, typed);
        DATABASE.sql("update register.dossier set finished_on = cast(:day as date) where code = :code")
                .param("day", finished)
                .param("code", row.code())
                .update();
        return row;
    }

    private static String whole(String code) {
        return DATABASE.sql("select d::text from register.dossier as d where code = :code")
                        .param("code", code)
                        .query(String.class)
                        .single()
                + DATABASE.sql(
                                "select coalesce(string_agg(e::text, ''), '') from journal.entry as e where subject = :subject")
                        .param("subject", "dossier/" + code)
                        .query(String.class)
                        .single();
    }

    @Test
    void everyShippedRegisterWithPersonalColumnsSaysWhyItKeepsThem() {
        assertThat(TestApplication.get(Registers.class).declared().stream()
                        .filter(register -> register.columns().stream().anyMatch(Column::personal))
                        .filter(register -> register.privacy() == null)
                        .map(Register::id))
                .isEmpty();
    }

    @Test
    void personalDataWhoseTimeIsOverGoesFromRecordAndJournalAndTheRestStays() throws Exception {
        Row old = dossier("Vi Thị Hết Hạn", "2012-05-05");
        Row young = dossier("Vi Thị Còn Hạn", "2024-05-05");
        Http keeper = Http.as(KEEPER);
        JsonNode before = line(keeper.json("/admin/privacy.json"));
        assertThat(before.path("due").asInt()).isPositive();
        assertThat(before.path("years").asInt()).isEqualTo(10);
        assertThat(whole(old.code())).contains("Vi Thị Hết Hạn");

        var unsure = keeper.form("/admin/privacy/dossier/erase", Map.of());
        assertThat(unsure.statusCode()).isEqualTo(422);
        assertThat(unsure.body()).contains("PVC-004");
        var done = keeper.form("/admin/privacy/dossier/erase", Map.of("sure", "yes"));
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);

        assertThat(whole(old.code()))
                .doesNotContain("Hết Hạn", "het han")
                .contains(Erasures.GONE, old.code(), "2012-05-05");
        assertThat(whole(young.code())).contains("Vi Thị Còn Hạn");
        assertThat(line(keeper.json("/admin/privacy.json")).path("due").asInt()).isZero();
        assertThat(keeper.form("/admin/privacy/dossier/erase", Map.of("sure", "yes"))
                        .body())
                .contains("PVC-001");
    }

    private static JsonNode line(JsonNode lines) {
        for (JsonNode line : lines.path("rows")) {
            if (line.path("register").asString().equals("dossier")) {
                return line;
            }
        }
        throw new AssertionError("no line of dossiers");
    }

    @Test
    void allThatIsKeptAboutOnePersonIsGatheredForAPurposeThatTheJournalKeeps() throws Exception {
        Row one = dossier("Bế Văn Độc Nhất", "2025-05-05");
        Http keeper = Http.as(KEEPER);
        assertThat(keeper.form("/admin/privacy/person", Map.of("asked", "be van doc nhat", "purpose", "xem"))
                        .body())
                .contains("PVC-002");
        String purpose = "trả lời đơn của chính ông Bế ngày 01/11/2026";
        var answer = keeper.form("/admin/privacy/person.json", Map.of("asked", "BẾ VĂN ĐỘC NHẤT", "purpose", purpose));
        JsonNode dossiers = Http.read(answer).path("registers").path("dossier");
        assertThat(dossiers).hasSize(1);
        assertThat(dossiers.path(0).path("code").asString()).isEqualTo(one.code());
        assertThat(dossiers.path(0).path("applicant").asString()).isEqualTo("Bế Văn Độc Nhất");
        assertThat(DATABASE.sql(
                                "select e::text from journal.entry as e where action = 'person-gathered' and reason = :why")
                        .param("why", purpose)
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .contains(KEEPER)
                .doesNotContain("Độc");
    }

    @Test
    void nobodyElseGathersOrErases() throws Exception {
        TestPeople.make(TestApplication.context(), "privacy-leader", List.of("leader"), null, Set.of());
        assertThat(Http.as("privacy-leader").get("/admin/privacy.json").statusCode())
                .isEqualTo(403);
        assertThat(Http.unknown().get("/admin/privacy.json").statusCode()).isEqualTo(401);
    }
}
