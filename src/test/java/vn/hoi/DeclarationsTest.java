package vn.hoi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Label;
import vn.hoi.common.Yaml;
import vn.hoi.figure.CitedValues;
import vn.hoi.figure.Definition;
import vn.hoi.figure.Figure;
import vn.hoi.figure.Figures;
import vn.hoi.figure.Relations;
import vn.hoi.register.Fields;
import vn.hoi.register.Registers;

/** The declarations that ship: fields, registers, figures, relations, and what Plan 234 of Lạng Sơn cites of them. */
class DeclarationsTest {

    private static final Path PLAN = TestApplication.HOME.resolve("provinces/langson/plans/234-2025/figures.yaml");
    private static final LocalDate PLAN_DAY = LocalDate.of(2025, 9, 5);

    private static AnnotationConfigApplicationContext declared;
    private static Figures figures;

    @BeforeAll
    static void read() {
        declared = TestDeclarations.read(TestApplication.HOME);
        figures = declared.getBean(Figures.class);
    }

    @AfterAll
    static void close() {
        declared.close();
    }

    @Test
    void aWholeNumberBoundedByYearsSaysThatItIsAYear() {
        assertThat(declared.getBean(Registers.class).list())
                .flatExtracting(vn.hoi.register.Register::columns)
                .filteredOn(column -> column.type() == vn.hoi.register.ColumnType.INTEGER
                        && column.min() != null
                        && column.max() != null
                        && column.min().intValue() >= 1900
                        && column.max().intValue() <= 2200)
                .hasSizeGreaterThan(15)
                .allMatch(vn.hoi.register.Column::year)
                .allSatisfy(column -> assertThat(column.words(2026L)).isEqualTo("2026"));
    }

    @Test
    void theFieldsAreTheThirteenHeadingsOfThePlan() {
        List<vn.hoi.register.Field> fields = declared.getBean(Fields.class).list();
        assertThat(fields)
                .extracting(vn.hoi.register.Field::id)
                .containsExactlyInAnyOrder(
                        "direction",
                        "research",
                        "innovation",
                        "property",
                        "quality",
                        "radiation",
                        "industry",
                        "telecom",
                        "government",
                        "society",
                        "cooperation",
                        "organisation",
                        "finance");
        assertThat(fields)
                .extracting(vn.hoi.register.Field::order)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void everythingIsNamedInBothLanguages() {
        declared.getBean(Registers.class).list().forEach(register -> {
            assertNamed(register.id(), register.name());
            assertNamed(register.id(), register.about());
            register.columns().forEach(column -> assertNamed(register.id() + "." + column.id(), column.name()));
            register.states().forEach(state -> assertNamed(register.id() + "." + state.id(), state.name()));
            register.choices()
                    .values()
                    .forEach(list -> list.forEach(choice -> assertNamed(choice.id(), choice.name())));
            register.rules().forEach(rule -> assertNamed(rule.code(), rule.says()));
        });
        figures.list().forEach(figure -> {
            assertNamed(figure.id(), figure.name());
            assertNamed(figure.measure().id(), figure.measure().name());
        });
        declared.getBean(Relations.class).list().forEach(relation -> assertNamed(relation.id(), relation.says()));
    }

    private static void assertNamed(String what, Label label) {
        assertThat(label.vi()).as(what).isNotBlank();
        assertThat(label.en()).as(what).isNotBlank();
    }

    @Test
    void codesOfRulesAreGivenOnce() {
        Set<String> codes = new HashSet<>();
        declared.getBean(Registers.class)
                .list()
                .forEach(register -> register.rules()
                        .forEach(rule -> assertThat(codes.add(rule.code()))
                                .as(rule.code())
                                .isTrue()));
    }

    @Test
    void everyCitedFigureHasItsValueWithDocumentAndDay() {
        CitedValues cited = declared.getBean(CitedValues.class);
        for (Figure figure : figures.list()) {
            if (figure.definition() instanceof Definition.Cited) {
                assertThat(cited.find(figure.id())).as(figure.id()).get().satisfies(value -> {
                    assertThat(value.document()).isNotBlank();
                    assertThat(value.day()).isBeforeOrEqualTo(PLAN_DAY);
                });
            } else {
                assertThat(cited.find(figure.id())).as(figure.id()).isEmpty();
            }
        }
    }

    @Test
    void everyRelationNamesFiguresThatExist() {
        assertThat(declared.getBean(Relations.class).list())
                .hasSizeGreaterThan(50)
                .allSatisfy(relation -> {
                    assertThat(relation.figures()).isNotEmpty();
                    relation.figures()
                            .forEach(id -> assertThat(figures.find(id))
                                    .as(relation.id() + " names " + id)
                                    .isPresent());
                });
    }

    @Test
    void allFiguresOfThePlanAreDeclared() throws IOException {
        Yaml plan = Yaml.read(PLAN);
        plan.check(TestApplication.HOME.resolve("schema/plan-figures.schema.json"));
        assertThat(plan.tree().properties()).hasSize(222);
        plan.tree()
                .properties()
                .forEach(entry -> assertThat(figures.find(entry.getKey()))
                        .as(entry.getKey())
                        .isPresent());
    }

    @Test
    void thePlanCitesStocksAsOfADayAndFlowsOverAPeriod() throws IOException {
        for (Map.Entry<String, JsonNode> entry : Yaml.read(PLAN).tree().properties()) {
            JsonNode cited = entry.getValue();
            if (figures.get(entry.getKey()).definition() instanceof Definition.Stored stored) {
                assertThat(cited.has("as-of"))
                        .as(entry.getKey() + " is a stock")
                        .isEqualTo(stored.stock());
                assertThat(cited.has("to")).as(entry.getKey() + " is a flow").isEqualTo(!stored.stock());
            }
            if (cited.has("from") && cited.has("to")) {
                assertThat(LocalDate.parse(cited.path("from").asString()))
                        .as(entry.getKey())
                        .isBeforeOrEqualTo(LocalDate.parse(cited.path("to").asString()));
            }
        }
    }

    @Test
    void theRelationsHoldOrFailOnThePublishedValuesAndNoneIsUndecided() throws IOException {
        JsonNode plan = Yaml.read(PLAN).tree();
        Map<String, Boolean> holds = new TreeMap<>();
        declared.getBean(Relations.class).list().forEach(relation -> {
            if (relation.figures().stream().allMatch(plan::has)) {
                Boolean result = relation.on(id -> java.util.Optional.of(
                                plan.path(id).path("published").decimalValue()))
                        .holds();
                assertThat(result).as(relation.id()).isNotNull();
                holds.put(relation.id(), result);
            }
        });
        assertThat(holds).hasSizeGreaterThan(50);
        assertThat(holds.values())
                .as("the plan contradicts itself, and the relations see it")
                .contains(false);
    }

    @Test
    void noFileOfTheFieldsNamesTheProvinceServed() throws IOException {
        try (Stream<Path> files = Files.walk(TestApplication.HOME.resolve("fields"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain("Lạng Sơn", "langson");
            }
        }
    }
}
