package vn.hoi.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.TestApplication;
import vn.hoi.TestDeclarations;
import vn.hoi.common.DeclarationFault;
import vn.hoi.register.Records;
import vn.hoi.register.Registers;

/** Every kind of definition on records of a year of its own: what it gives, what it says of itself, what it refuses. */
class DefinitionKindsTest {

    private static final String FIGURES = "fields/research/figures.yaml";
    private static final Period YEAR = new Period(LocalDate.of(2150, 1, 1), LocalDate.of(2150, 12, 31));
    private static final FigureQuery ASKED = FigureQuery.of(YEAR, null);
    private static final String ADDED = """

            test.awaited: { name: { vi: Chưa mở, en: Awaited }, awaits: counted, from: { vi: Sổ chưa mở, en: A register to come }, measure: task }
            test.mean: { name: { vi: Bình quân, en: Mean }, averages: st-task.total-cost, on: approved-on, by: [level, discipline], measure: VND }
            test.mean.medicine: { name: { vi: Bình quân y dược, en: Mean of medicine }, of: test.mean, where: { discipline: medicine } }
            test.least: { name: { vi: Nhỏ nhất, en: Least }, least: st-task.total-cost, on: approved-on, by: [level], measure: VND }
            test.greatest: { name: { vi: Lớn nhất, en: Greatest }, greatest: st-task.total-cost, on: approved-on, by: [level], measure: VND }
            test.hosts: { name: { vi: Tổ chức, en: Hosts }, distinct: st-task.host-organisation, on: approved-on, by: [level], measure: task }
            test.large: { name: { vi: Từ 1.000 đồng, en: From 1000 }, counts: st-task, on: approved-on, where: { total-cost: { from: 1000 } }, measure: task }
            test.early: { name: { vi: Nửa đầu, en: First half }, counts: st-task, on: approved-on, where: { approved-on: { from: 2150-01-01, to: 2150-06-30 }, accepted-on: null }, measure: task }
            test.no-cost: { name: { vi: Chưa ghi, en: Not given }, counts: st-task, on: approved-on, where: { total-cost: null }, measure: task }
            test.sized: { name: { vi: Theo mức, en: By size }, counts: st-task, on: approved-on, by: [{ column: total-cost, bounds: [1000, 5000] }, state], measure: task }
            test.sized.large: { name: { vi: Mức lớn, en: Large }, of: test.sized, where: { total-cost: { from: 1000 } } }
            test.all: { name: { vi: Tất cả, en: All }, counts: st-task, on: approved-on, by: [level, discipline], measure: task }
            test.share: { name: { vi: Tỷ lệ, en: Share }, formula: "100 * f('test.medicine') / f('test.all')", round: 1, measure: percent }
            test.medicine: { name: { vi: Y dược, en: Medicine }, of: test.all, where: { discipline: medicine } }
            test.growth: { name: { vi: Tăng, en: Growth }, formula: "f('test.all') - before('test.all')", measure: task }
            test.versions: { name: { vi: Hai định nghĩa, en: Two definitions }, counts: st-task, on: approved-on, earlier: [{ until: 2150-05-14, where: { level: provincial } }], where: { level: grassroots }, measure: task }
            """;

    private final JdbcClient database = TestApplication.get(JdbcClient.class);

    @TempDir
    Path folder;

    private TestDeclarations declarations;

    @BeforeEach
    void declare() throws IOException {
        declarations = TestDeclarations.copy(folder);
        declarations.append(FIGURES, ADDED);
        task("2150-02-01", "provincial", "medicine", "500", "A");
        task("2150-03-01", "provincial", "engineering", "1000", "B");
        task("2150-07-01", "grassroots", "medicine", "6001", "A");
        task("2150-07-20", "grassroots", "medicine", "", "C");
        task("2149-04-01", "provincial", "medicine", "7", "D");
    }

    @AfterEach
    void asDeclared() {
        database.sql("delete from register.st_task where title = 'DefinitionKindsTest'")
                .update();
        TestApplication.get(StoredFigures.class).run();
    }

    private void task(String day, String level, String discipline, String cost, String host) {
        Map<String, String> typed = new HashMap<>(
                Map.of("title", "DefinitionKindsTest", "level", level, "kind", "topic", "discipline", discipline));
        typed.put("host-organisation", host);
        typed.put("state", "approved");
        typed.put("approved-on", day);
        typed.put("total-cost", cost);
        TestApplication.get(Records.class)
                .create(TestApplication.get(Registers.class).get("st-task"), typed);
    }

    private static @Nullable String value(StartedFigures program, String figure, FigureQuery query) {
        java.math.BigDecimal value = program.read(figure, query).value();
        return value == null
                ? null
                : Objects.requireNonNull(FigureJson.plain(value)).toPlainString();
    }

    private static Map<String, String> cells(StartedFigures program, String figure, String by) {
        return program.read(figure, new FigureQuery(YEAR, null, null, null, by)).cells().stream()
                .filter(cell -> cell.value() != null)
                .collect(Collectors.toMap(
                        cell -> cell.parts().stream().map(Reading.Part::key).collect(Collectors.joining("/")),
                        cell -> Objects.requireNonNull(FigureJson.plain(cell.value()))
                                .toPlainString()));
    }

    @Test
    void everyKindGivesWhatItsRecordsSayBeforeAndAfterTheFold() {
        try (StartedFigures program = new StartedFigures(declarations)) {
            // written after the triggers stand, so that deltas are read too
            task("2150-08-01", "provincial", "agriculture", "3000", "B");
            for (int round = 0; round < 2; round++) {
                assertThat(value(program, "test.mean", ASKED)).isEqualTo("2625");
                assertThat(value(program, "test.mean.medicine", ASKED)).isEqualTo("3251");
                assertThat(value(program, "test.least", ASKED)).isEqualTo("500");
                assertThat(value(program, "test.greatest", ASKED)).isEqualTo("6001");
                assertThat(value(program, "test.hosts", ASKED)).isEqualTo("3");
                assertThat(value(program, "test.large", ASKED)).isEqualTo("3");
                assertThat(value(program, "test.early", ASKED)).isEqualTo("2");
                assertThat(value(program, "test.no-cost", ASKED)).isEqualTo("1");
                assertThat(value(program, "test.sized.large", ASKED)).isEqualTo("3");
                assertThat(value(program, "test.share", ASKED)).isEqualTo("60");
                assertThat(value(program, "test.growth", ASKED)).isEqualTo("4");
                assertThat(value(program, "test.versions", ASKED))
                        .as("provincial until 14 May, grassroots from the 15th")
                        .isEqualTo("4");
                assertThat(cells(program, "test.mean", "level"))
                        .containsOnly(Map.entry("provincial", "1500"), Map.entry("grassroots", "6001"));
                assertThat(cells(program, "test.least", "level"))
                        .containsOnly(Map.entry("provincial", "500"), Map.entry("grassroots", "6001"));
                assertThat(cells(program, "test.hosts", "level"))
                        .containsOnly(Map.entry("provincial", "2"), Map.entry("grassroots", "2"));
                assertThat(cells(program, "test.sized", "total-cost,state"))
                        .containsOnly(
                                Map.entry("0/approved", "1"),
                                Map.entry("1/approved", "2"),
                                Map.entry("2/approved", "1"),
                                Map.entry("/approved", "1"));
                assertThat(cells(program, "test.share", "level"))
                        .containsOnly(Map.entry("provincial", "33.3"), Map.entry("grassroots", "100"));
                program.assertProven();
                assertThat(manyAtOnce(program)).isEqualTo(oneByOne(program));
                TestApplication.get(Fold.class).all();
            }
        }
    }

    private static List<@Nullable String> manyAtOnce(StartedFigures program) {
        return program.reading.readAll(program.figures.list(), ASKED).stream()
                .map(DefinitionKindsTest::told)
                .toList();
    }

    private static List<@Nullable String> oneByOne(StartedFigures program) {
        return program.figures.list().stream()
                .map(figure -> told(program.reading.read(figure, ASKED)))
                .toList();
    }

    private static String told(Reading read) {
        return read.figure().id() + "=" + FigureJson.plain(read.value()) + "/" + read.records();
    }

    @Test
    void whatIsNotKnownSaysWhyAndIsNever0() {
        try (StartedFigures program = new StartedFigures(declarations)) {
            var empty = FigureQuery.of(new Period(LocalDate.of(2160, 1, 1), LocalDate.of(2160, 12, 31)), null);
            for (Map.Entry<String, String> expected : Map.of(
                            "test.mean", "FIG-444",
                            "test.least", "FIG-444",
                            "test.share", "FIG-441",
                            "telecom.mobile.subscriptions", "FIG-445",
                            "test.awaited", "FIG-443")
                    .entrySet()) {
                Reading read = program.read(expected.getKey(), empty);
                assertThat(read.value()).as(expected.getKey()).isNull();
                assertThat(Objects.requireNonNull(read.absent()).code())
                        .as(expected.getKey())
                        .isEqualTo(expected.getValue());
                assertThat(read.absent().says().vi()).isNotBlank();
            }
            Reading open = program.read("test.growth", FigureQuery.PLAIN);
            assertThat(open.value()).as("there is no year before all time").isNull();
        }
    }

    @Test
    void theSentenceSaysExactlyWhatIsCounted() {
        try (StartedFigures program = new StartedFigures(declarations)) {
            Map<String, String> said = program.figures.list().stream()
                    .filter(figure -> figure.id().startsWith("test."))
                    .collect(Collectors.toMap(
                            Figure::id,
                            figure -> FigureSentence.of(figure, program.figures).vi()));
            assertThat(said.get("test.mean"))
                    .startsWith("Trung bình cột «Tổng kinh phí» của các bản ghi có ghi cột này");
            assertThat(said.get("test.least")).startsWith("Giá trị nhỏ nhất của cột «Tổng kinh phí»");
            assertThat(said.get("test.hosts")).startsWith("Đếm số giá trị khác nhau của cột «Tổ chức chủ trì»");
            assertThat(said.get("test.large")).contains("có «Tổng kinh phí» từ 1.000, vào kỳ theo «Ngày phê duyệt»");
            assertThat(said.get("test.early"))
                    .contains("có «Ngày phê duyệt» từ 01/01/2150 đến 30/6/2150")
                    .contains("có «Ngày nghiệm thu chính thức» là chưa ghi");
            assertThat(said.get("test.sized.large"))
                    .contains("có «Tổng kinh phí» là từ 1.000 đến dưới 5.000 hoặc từ 5.000");
            assertThat(said.get("test.share"))
                    .isEqualTo("Bằng 100 × «Y dược» / «Tất cả», làm tròn 1 chữ số thập phân.");
            assertThat(said.get("test.growth")).contains("«Tất cả» của cùng kỳ năm trước");
            assertThat(said.get("test.versions")).contains("Trước ngày 15/5/2150 lấy bản ghi có «Cấp quản lý» là");
            assertThat(said.values())
                    .allSatisfy(sentence -> assertThat(sentence).endsWith("."));
        }
    }

    @Test
    void aChangedDefinitionKeepsItsOldTextWithTheFirstDayOfEach() throws IOException {
        try (StartedFigures program = new StartedFigures(declarations)) {
            assertThat(program.versions.list(program.figures.get("test.large"))).hasSize(1);
        }
        declarations.replace(
                FIGURES,
                "where: { total-cost: { from: 1000 } }, measure: task",
                "where: { total-cost: { from: 3000 } }, measure: task");
        try (StartedFigures program = new StartedFigures(declarations)) {
            List<FigureVersions.Version> versions = program.versions.list(program.figures.get("test.large"));
            assertThat(versions).hasSize(2);
            assertThat(versions.getFirst().definition()).contains("3000");
            assertThat(versions.getLast().definition()).contains("1000");
            assertThat(versions)
                    .allSatisfy(version ->
                            assertThat(version.firstDay().getDayOfMonth()).isIn(1, 15));
            assertThat(program.versions
                            .list(program.figures.get("test.versions"))
                            .getFirst()
                            .firstDay())
                    .as("as declared")
                    .isEqualTo(LocalDate.of(2150, 5, 15));
            assertThat(TestApplication.get(vn.hoi.journal.Journal.class).list("figures/test.large"))
                    .anySatisfy(entry -> assertThat(entry.action()).isEqualTo("redefined"));
        } finally {
            database.sql("delete from figure.version where figure like 'test.%'")
                    .update();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "distinct: ip-title.owner, on: filed-on, measure: title|small: true",
                "averages: st-task.title, on: approved-on, measure: VND|không phải là số",
                "counts: st-task, on: approved-on, where: { title: a }, measure: task|chỉ so sánh được",
                "counts: st-task, on: approved-on, where: { total-cost: { from: 9, to: 1 } }, measure: task|kết thúc trước khi bắt đầu",
                "counts: st-task, on: approved-on, where: { approved-on: { from: 2025-02-30 } }, measure: task|không phải là giá trị",
                "counts: st-task, on: approved-on, by: [{ column: total-cost, bounds: [5, 1] }], measure: task|tăng dần",
                "counts: st-task, on: approved-on, by: [total-cost], measure: task|bounds",
                "of: test.sized, where: { total-cost: { from: 7 } }|không trùng mốc",
                "counts: st-task, on: approved-on, earlier: [{ until: 2150-05-13 }], measure: task|FIG-017",
                "\"formula\": \"f('test.round') + 1\", measure: task|FIG-014"
            })
    void whatCannotBeCountedExactlyIsRefusedWithTheCure(String declared, String says) throws IOException {
        int line = declarations.append(FIGURES, "test.round: { name: { vi: Thử, en: Test }, " + declared + " }\n");
        assertThatThrownBy(() -> declarations.read().close())
                .rootCause()
                .isInstanceOf(DeclarationFault.class)
                .hasMessageContaining("figures.yaml:" + line)
                .hasMessageContaining(says);
    }
}
