package vn.hoi.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestPeople;
import vn.hoi.journal.Journal;
import vn.hoi.journal.Subjects;
import vn.hoi.unit.Units;

/** A record whose personal values were erased from the journal: its pages still open and say so. */
class ErasedValuesTest {

    private static final String SAID = "đã xóa theo quy định";

    private final Http http = Http.shared();
    private final Registers registers = TestApplication.get(Registers.class);
    private final Records records = TestApplication.get(Records.class);
    private final Journal journal = TestApplication.get(Journal.class);
    private final TransactionTemplate transaction = TestApplication.get(TransactionTemplate.class);
    private final Register parties = registers.get("party");

    private Row person(String name) {
        Map<String, String> typed = new HashMap<>(
                Map.of("name", "Cơ sở", "kind", "cooperative", "representative", name, "unit", "20", "place", "20"));
        return records.create(parties, typed);
    }

    private void erase(Row row) {
        transaction.executeWithoutResult(status -> journal.eraseWithReasons(
                Records.subject(parties, row.code()), Set.of("representative"), "Quyết định 12/QĐ-STTTT"));
    }

    @Test
    void theTimelineSaysThatAValueWasErased() throws Exception {
        Row row = person("Hoàng Thị Kín Bưng");
        erase(row);
        for (String address : List.of(
                "/registers/party/" + row.code() + "/journal",
                "/registers/party/" + row.code(),
                "/registers/party/"
                        + row.code() + "/edit?as="
                        + journal.list(Records.subject(parties, row.code()))
                                .getLast()
                                .id())) {
            assertThat(http.get(address, "Accept", "text/html").statusCode())
                    .as(address)
                    .isEqualTo(200);
        }
        assertThat(http.get("/registers/party/" + row.code() + "/journal", "Accept", "text/html")
                        .body())
                .contains(SAID, "Xóa giá trị theo quy định", "Quyết định 12/QĐ-STTTT")
                .doesNotContain("Kín Bưng");
        assertThat(http.get("/registers/party/" + row.code() + "/journal.json").body())
                .contains("\"representative\":{\"before\":null,\"after\":null,\"erased\":true}")
                .contains("\"kind\":{\"before\":null,\"after\":\"cooperative\"}");
        long first =
                journal.list(Records.subject(parties, row.code())).getLast().id();
        assertThat(http.get("/admin/journal/" + first, "Accept", "text/html").body())
                .contains(SAID)
                .doesNotContain("Kín Bưng");
    }

    @Test
    void theAuditorsPageMasksPersonalValuesForWhoMayNotReadThem() {
        Row row = person("Hoàng Thị Kín Bưng");
        var history = new History(
                TestApplication.get(DSLContext.class),
                journal,
                TestPeople.nobody(),
                TestApplication.get(RecordRows.class),
                TestApplication.get(Units.class),
                TestApplication.get(JsonMapper.class));
        Subjects.Subject subject = new RecordSubjects(registers, TestApplication.get(Units.class), history)
                .find(Records.subject(parties, row.code()))
                .orElseThrow();
        assertThat(subject.address()).isEqualTo("/registers/party/" + row.code());
        Journal.Entry entry = journal.list(Records.subject(parties, row.code())).getFirst();
        Column personal = parties.columns().stream()
                .filter(column -> column.personal() && entry.changes().containsKey(column.id()))
                .findFirst()
                .orElseThrow();
        assertThat(subject.shown(entry).changes().get(personal.id())).isEqualTo(new Journal.Change(null, "•••"));
    }

    @Test
    void whatIsNoRecordIsNobodysSubject() {
        var subjects = TestApplication.get(RecordSubjects.class);
        assertThat(subjects.find("units")).isEmpty();
        assertThat(subjects.find("figures/cert.total")).isEmpty();
        assertThat(subjects.find("registers/party"))
                .hasValueSatisfying(subject -> assertThat(subject.address()).isEqualTo("/registers/party"));
    }
}
