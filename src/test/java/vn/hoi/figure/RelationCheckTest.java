package vn.hoi.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestDeclarations;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Relations: severity, applicability, the page; and how what is reported is read. */
class RelationCheckTest {

    private final RelationCheck check = TestApplication.get(RelationCheck.class);
    private final Reports reports = TestApplication.get(Reports.class);
    private final Units units = TestApplication.get(Units.class);

    private void report(Unit unit, String to, String figure, long value, Long whole, boolean approved) {
        LocalDate end = LocalDate.parse(to);
        TestApplication.get(TransactionTemplate.class)
                .executeWithoutResult(status -> reports.write(
                        new Reports.Source(
                                unit.id(), "", unit.fullName(), end.minusMonths(3), end, "", "Báo cáo " + to),
                        approved,
                        List.of(new Reports.Said(
                                figure, BigDecimal.valueOf(value), whole == null ? null : BigDecimal.valueOf(whole)))));
    }

    private Optional<BigDecimal> read(String figure, Unit unit, String day) {
        return TestApplication.get(FigureReading.class)
                .read(
                        TestApplication.get(Figures.class).get(figure),
                        new FigureQuery(Period.ALWAYS, LocalDate.parse(day), unit, LocalDate.parse(day), null))
                .known();
    }

    @Test
    void aViolationComesFirstWithBothSidesAndTheirFigures() throws Exception {
        // on days before any form, so that no other test meets it
        report(units.province(), "1999-06-30", "post.routes.frequency-min", 3, null, true);
        report(units.province(), "1999-06-30", "post.routes.frequency-max", 2, null, true);
        Http http = Http.shared();
        List<JsonNode> rows = new ArrayList<>();
        http.json("/relations.json?as-of=1999-12-31").path("rows").forEach(rows::add);
        // others may have broken another in this database
        List<JsonNode> broken = rows.stream()
                .takeWhile(row -> row.path("verdict").asString().equals("broken"))
                .toList();
        assertThat(rows.subList(broken.size(), rows.size()))
                .noneMatch(row -> row.path("verdict").asString().equals("broken"));
        JsonNode first = broken.stream()
                .filter(row -> row.path("id").asString().equals("post.routes.frequency-range"))
                .findFirst()
                .orElseThrow();
        assertThat(first.path("left").asInt()).isEqualTo(3);
        assertThat(first.path("leftFigures").path(0).path("figure").asString()).isEqualTo("post.routes.frequency-min");
        assertThat(http.get("/relations?as-of=1999-12-31", "Accept", "text/html")
                        .body())
                .contains("Không đúng", "/figures/post.routes.frequency-min?as-of=1999-12-31");
        assertThat(check.check(new FigureQuery(Period.ALWAYS, LocalDate.of(1999, 12, 31), null, null, null)).stream()
                        .filter(one -> one.verdict().equals("broken"))
                        .toList())
                .extracting(one -> one.relation().id())
                .contains("post.routes.frequency-range");
        report(units.province(), "1999-09-30", "post.routes.frequency-min", 1, null, true);
        assertThat(check.check(new FigureQuery(Period.ALWAYS, LocalDate.of(1999, 12, 31), null, null, null)).stream()
                        .filter(one -> one.verdict().equals("broken"))
                        .toList())
                .extracting(one -> one.relation().id())
                .doesNotContain("post.routes.frequency-range");
    }

    @Test
    void everyRelationIsListedWithWhatItCountsFrom() throws Exception {
        JsonNode rows = Http.shared().json("/relations.json").path("rows");
        assertThat(rows).hasSize(TestApplication.get(Relations.class).list().size());
        assertThat(Http.unknown().get("/relations").statusCode()).isEqualTo(200);
        assertThat(Http.shared().get("/relations.json?as-of=30/2/2026").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aRelationIsAskedWhereItApplies(@TempDir Path folder) throws Exception {
        TestDeclarations declarations = TestDeclarations.copy(folder);
        declarations.replace(
                "fields/telecom/relations.yaml",
                "left: \"f('post.routes.frequency-min')\"",
                "applies: { every: [quarter], units: [party], from: 2025-01-01 }\n  left: \"f('post.routes.frequency-min')\"");
        try (var declared = declarations.read()) {
            Relation relation = declared.getBean(Relations.class).list().stream()
                    .filter(one -> one.id().equals("post.routes.frequency-range"))
                    .findFirst()
                    .orElseThrow();
            assertThat(relation.severity()).isEqualTo(Relation.Severity.ERROR);
            assertThat(relation.applies().to("quarter", "party", LocalDate.of(2025, 3, 31)))
                    .isTrue();
            assertThat(relation.applies().to("year", "party", LocalDate.of(2025, 3, 31)))
                    .isFalse();
            assertThat(relation.applies().to("quarter", "commune", LocalDate.of(2025, 3, 31)))
                    .isFalse();
            assertThat(relation.applies().to("quarter", "party", LocalDate.of(2024, 12, 31)))
                    .isFalse();
        }
        declarations.replace("fields/telecom/relations.yaml", "units: [party], from: 2025-01-01", "from: 2025-02-30");
        assertThatThrownBy(declarations::read).hasStackTraceContaining("applies.from");
    }

    @Test
    void whatAnEndedUnitSaidLastCountsUntilItsSuccessorSpeaks() {
        Unit successor = units.on(LocalDate.of(2025, 12, 31)).stream()
                .filter(unit ->
                        unit.isGrassroots() && units.predecessors(unit.id()).size() > 1)
                .findFirst()
                .orElseThrow();
        List<Unit> before = units.predecessors(successor.id()).stream()
                .map(edge -> units.get(edge.predecessor()))
                .toList();
        String figure = "infra.officials.computers";
        report(before.get(0), "2025-06-30", figure, 30, 40L, true);
        report(before.get(1), "2025-06-30", figure, 20, 60L, true);
        assertThat(read(figure, successor, "2025-08-31").orElseThrow()).isEqualByComparingTo("50");
        report(successor, "2025-12-31", figure, 90, 100L, false);
        assertThat(read(figure, successor, "2025-12-31").orElseThrow()).isEqualByComparingTo("50");
        report(successor, "2025-12-31", figure, 90, 100L, true);
        assertThat(read(figure, successor, "2025-12-31").orElseThrow()).isEqualByComparingTo("90");
        assertThat(read(figure, successor, "2025-08-31").orElseThrow()).isEqualByComparingTo("50");
    }
}
