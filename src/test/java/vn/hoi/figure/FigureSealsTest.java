package vn.hoi.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestPeople;
import vn.hoi.TestTitles;
import vn.hoi.common.Problem;
import vn.hoi.figure.FigureSets.Wanted;
import vn.hoi.unit.Units;

/** Figures frozen for a document. */
class FigureSealsTest {

    private static final Period YEAR = new Period(LocalDate.of(2150, 1, 1), LocalDate.of(2150, 12, 31));
    private static final LocalDate DAY = LocalDate.of(2025, 9, 5);

    private final FigureSeals seals = TestApplication.get(FigureSeals.class);
    private final JdbcClient database = TestApplication.get(JdbcClient.class);
    private final Http http = Http.shared();

    @AfterEach
    void leaveNothing() {
        database.sql("delete from register.ip_title where owner = 'FigureSealsTest'")
                .update();
    }

    private static String publish(String on) {
        return TestTitles.filed("FigureSealsTest", "2150-01-01", on, "06040");
    }

    private static FigureSeals.Order order(Long supersedes, String... figures) {
        return new FigureSeals.Order(
                "Báo cáo năm 2150",
                List.of(figures).stream()
                        .map(id -> new Wanted(id, FigureQuery.of(YEAR, null)))
                        .toList(),
                LocalDate.of(2025, 7, 1),
                "Báo cáo số 1/BC-UBND",
                DAY,
                null,
                supersedes);
    }

    @Test
    void aSealKeepsWhatWasReportedAndTellsWhatIsKnownNow() {
        String first = publish("2150-03-10");
        publish("2150-03-11");
        long id = seals.seal(order(null, "ip.applications.published"));
        FigureSeal seal = seals.get(id);
        assertThat(seal.intact()).isTrue();
        SealedFigure line = seal.figures().getFirst();
        assertThat(line.value()).isEqualByComparingTo("2");
        assertThat(line.definition()).contains("sở hữu công nghiệp");
        assertThat(line.units())
                .filteredOn(part -> part.unit().equals("06040"))
                .singleElement()
                .satisfies(part -> assertThat(part.value()).isEqualByComparingTo("2"));
        publish("2150-04-01");
        database.sql("update register.ip_title set published_on = '2151-01-01' where code = :code")
                .param("code", first)
                .update();
        FigureSeals.Changed changed = seals.changes(id).getFirst();
        assertThat(changed.sealed().value()).isEqualByComparingTo("2");
        assertThat(changed.now()).isEqualByComparingTo("2");
        assertThat(changed.difference()).isEqualByComparingTo("0");
        SealDifferences.Explanation told =
                TestApplication.get(SealDifferences.class).explain(seal, 1, 0, 100);
        assertThat(told.records())
                .extracting(SealDifferences.RecordChange::how)
                .containsExactlyInAnyOrder("left", "created");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update figure.seal set name = 'khác'",
                "update figure.seal set content = content",
                "delete from figure.seal",
                "truncate figure.seal cascade"
            })
    void aSealIsNeverAltered(String sql) {
        seals.seal(order(null, "ip.applications.published"));
        assertThatThrownBy(() -> database.sql(sql).update()).hasMessageContaining("SEA-010");
    }

    @Test
    void theDatabaseRefusesATextThatIsNotItsHash() {
        long id = seals.seal(order(null, "ip.applications.published"));
        assertThatThrownBy(() -> database.sql("""
                                insert into figure.seal (account, name, snapshot, map, document, document_day, figures, violations, content, hash)
                                select account, name, snapshot, map, document, document_day, figures, violations, content || ' ', hash
                                from figure.seal where id = :id""").param("id", id).update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void theTextIsTheSameForTheSameSealAndAnotherForAnotherValue() {
        List<SealedFigure> lines =
                seals.get(seals.seal(order(null, "ip.applications.published"))).figures();
        String text = SealText.write(Map.of("name", "A", "map", "2025-07-01"), lines, List.of());
        assertThat(SealText.write(Map.of("map", "2025-07-01", "name", "A"), lines, List.of()))
                .isEqualTo(text);
        assertThat(SealText.figures(text)).isEqualTo(SealText.figures(SealText.write(Map.of(), lines, List.of())));
        publish("2150-05-05");
        List<SealedFigure> other =
                seals.get(seals.seal(order(null, "ip.applications.published"))).figures();
        assertThat(SealText.hash(SealText.write(Map.of("name", "A", "map", "2025-07-01"), other, List.of())))
                .isNotEqualTo(SealText.hash(text));
    }

    @Test
    void aSealIsSupersededOnceByOneThatNamesIt() {
        long first = seals.seal(order(null, "ip.applications.published"));
        long second = seals.seal(order(first, "ip.applications.published"));
        assertThat(seals.get(first).supersededBy()).isEqualTo(second);
        assertThat(seals.get(second).supersedes()).isEqualTo(first);
        assertThat(catchThrowableOfType(Problem.class, () -> seals.seal(order(first, "ip.applications.published")))
                        .code())
                .isEqualTo("SEA-003");
        assertThat(catchThrowableOfType(Problem.class, () -> seals.seal(order(987654L, "ip.applications.published")))
                        .code())
                .isEqualTo("SEA-404");
        assertThat(catchThrowableOfType(Problem.class, () -> seals.seal(order(null)))
                        .code())
                .isEqualTo("SEA-001");
    }

    @Test
    void relationsThatDoNotHoldNeedAReasonAndAreSealedToo() {
        // one title granted, no application published: more titles than applications
        String code = publish("2150-06-01");
        database.sql("update register.ip_title set granted_on = '2150-06-02', published_on = null where code = :code")
                .param("code", code)
                .update();
        FigureSeals.Order order = order(null, "ip.titles.total", "ip.applications.published");
        Problem refused = catchThrowableOfType(Problem.class, () -> seals.seal(order));
        assertThat(refused.code()).isEqualTo("SEA-002");
        assertThat(refused.faults()).isNotEmpty();
        long id = seals.seal(new FigureSeals.Order(
                order.name(), order.figures(), order.map(), order.document(), DAY, "đơn công bố sau", null));
        assertThat(seals.get(id).violations())
                .extracting(FigureSeal.Violation::relation)
                .contains("ip.titles.within-applications");
        assertThat(seals.get(id).reason()).isEqualTo("đơn công bố sau");
    }

    @Test
    void aRelationIsCheckedThoughOneOfItsFiguresIsNotSealed() {
        String code = publish("2150-06-01");
        database.sql("update register.ip_title set granted_on = '2150-06-02', published_on = null where code = :code")
                .param("code", code)
                .update();
        Problem refused = catchThrowableOfType(Problem.class, () -> seals.seal(order(null, "ip.titles.total")));
        assertThat(refused.code()).isEqualTo("SEA-002");
    }

    @Test
    void aBrokenWarningIsSealedWithoutAReason() {
        say("infra.officials.computers", BigDecimal.valueOf(80));
        say("infra.officials.computers-ratio", BigDecimal.valueOf(90));
        try {
            FigureSeal seal =
                    seals.get(seals.seal(order(null, "infra.officials.computers", "infra.officials.computers-ratio")));
            assertThat(seal.reason()).isNull();
            assertThat(seal.violations())
                    .filteredOn(one -> one.relation().equals("infra.computers.repeat"))
                    .singleElement()
                    .matches(one -> !one.isError());
            assertThat(seal.violations()).noneMatch(FigureSeal.Violation::isError);
        } finally {
            say("infra.officials.computers", null);
            say("infra.officials.computers-ratio", null);
        }
    }

    private static void say(String figure, BigDecimal value) {
        LocalDate end = LocalDate.of(2150, 6, 30);
        int province = TestApplication.get(Units.class).province().id();
        TestApplication.get(org.springframework.transaction.support.TransactionTemplate.class)
                .executeWithoutResult(status -> TestApplication.get(Reports.class)
                        .write(
                                new Reports.Source(province, "", "Thử", end.minusMonths(6), end, "", "Báo cáo thử"),
                                true,
                                List.of(new Reports.Said(figure, value, null))));
    }

    @Test
    void whatAFormulaIsComputedFromIsSealedBehindIt() {
        FigureSeals.Order plain = order(null, "tthc.dossiers.online-share");
        // others may have broken a relation of these figures in this database
        long id = seals.seal(new FigureSeals.Order(
                plain.name(),
                plain.figures(),
                plain.map(),
                plain.document(),
                plain.documentDay(),
                "Chốt để thử",
                null));
        assertThat(seals.get(id).figures())
                .extracting(SealedFigure::figure)
                .contains("tthc.dossiers.online-share", "tthc.dossiers.online", "tthc.dossiers.total");
        assertThat(seals.get(id).figures().getFirst().value())
                .as("nothing known is sealed as such")
                .isNull();
        assertThat(seals.get(id).figures().getFirst().behind()).isFalse();
        assertThat(seals.get(id).figures().getLast().behind()).isTrue();
    }

    @Test
    void aStockIsSealedForItsDay() {
        long id = seals.seal(new FigureSeals.Order(
                "Tồn", List.of(new Wanted("cert.total", FigureQuery.PLAIN)), null, "Số 3", DAY, null, null));
        assertThat(seals.get(id).figures().getFirst().asOf()).isNotNull();
    }

    @Test
    void theWholeOfAPlanIsSealedOnThePageWithThePeriodsItCites() throws Exception {
        Map<String, String> typed = new java.util.HashMap<>(Map.of(
                "name",
                "Kế hoạch 234",
                "set",
                "plan:234-2025",
                "document",
                "234/KH-UBND",
                "document-day",
                "05/9/2025"));
        HttpResponse<String> answer = http.form("/seals", typed);
        if (answer.statusCode() == 422) {
            assertThat(answer.body()).contains("SEA-002");
            typed.put("reason", "thử với sổ trống");
            answer = http.form("/seals", typed);
        }
        assertThat(answer.statusCode()).isEqualTo(303);
        String address = answer.headers().firstValue("Location").orElseThrow();
        JsonNode seal = http.json(address + ".json");
        assertThat(seal.path("intact").asBoolean()).isTrue();
        assertThat(seal.path("hash").asString()).hasSize(64);
        assertThat(seal.path("figures").size()).isGreaterThanOrEqualTo(222);
        assertThat(http.get(address, "Accept", "text/html").statusCode()).isEqualTo(200);
        JsonNode line = http.json(address + "/1.json");
        assertThat(line.path("figure").asString())
                .isEqualTo(seal.path("figures").get(0).path("figure").asString());
        assertThat(http.get(address + "/1", "Accept", "text/html").statusCode()).isEqualTo(200);
        assertThat(http.get(address + "/1.csv").statusCode()).isEqualTo(200);
        assertThat(http.get(address + ".csv").body()).contains("figure");
        assertThat(http.json(address + "/99999.json").path("code").asString()).isEqualTo("SEA-405");
        assertThat(http.json("/seals.json").path("rows").get(0).path("seal").asLong())
                .isEqualTo(seal.path("seal").asLong());
    }

    @Test
    void whatIsTypedWrongIsSaidAndKept() throws Exception {
        HttpResponse<String> answer = http.form(
                "/seals", Map.of("name", "Tên đã gõ", "figures", "no.such", "document-day", "31/2/2025", "map", "x"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Tên đã gõ", "FIG-404", "VAL-003", "SEA-004");
        assertThat(http.json("/seals/999999999.json").path("code").asString()).isEqualTo("SEA-404");
    }

    @Test
    void recordsOfOtherUnitsExplainWithoutBeingShown() throws Exception {
        long id = seals.seal(order(null, "ip.applications.published"));
        publish("2150-08-01");
        int commune = TestApplication.get(Units.class).get("06001", DAY).id();
        TestPeople.make(TestApplication.context(), "seal-commune", List.of("specialist"), commune, java.util.Set.of());
        JsonNode told = Http.as("seal-commune").json("/seals/" + id + "/1.json");
        assertThat(told.path("rows").size()).isZero();
        assertThat(told.path("difference").asInt()).isEqualTo(1);
        assertThat(http.json("/seals/" + id + "/1.json").path("rows").size()).isEqualTo(1);
        assertThat(new BigDecimal(
                        http.json("/seals/" + id + "/1.json").path("rest").asString()))
                .isEqualByComparingTo("0");
        assertThat(Http.as("seal-commune").form("/seals", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(Objects.requireNonNull(http.get("/seals/new", "Accept", "text/html"))
                        .statusCode())
                .isEqualTo(200);
    }
}
