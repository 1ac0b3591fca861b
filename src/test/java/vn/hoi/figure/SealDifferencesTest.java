package vn.hoi.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.Seeded;
import vn.hoi.TestApplication;
import vn.hoi.TestDatabase;
import vn.hoi.TestDeclarations;
import vn.hoi.common.Problem;
import vn.hoi.figure.FigureSets.Wanted;
import vn.hoi.register.LoadedRecords;
import vn.hoi.register.Moves;
import vn.hoi.register.RecordLoading;
import vn.hoi.register.RecordTable;
import vn.hoi.register.Records;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.unit.Units;

/** Whatever happens to the records behind a seal: the records it names explain the whole difference, none is missing. */
class SealDifferencesTest {

    private static final List<String> FIGURES = List.of(
            "ip.applications.published",
            "ip.titles.total",
            "ip.titles.gi",
            "cert.total",
            "cert.organisation",
            "test.benefit",
            "test.benefit.kept");
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

    @TempDir
    static Path folder;

    private static ConfigurableApplicationContext program;
    private static JdbcClient database;
    private static Records records;
    private static FigureSeals seals;
    private static SealDifferences differences;
    private static FigureReading reading;
    private static Figures figures;
    private static Units units;

    @BeforeAll
    static void startWithAFigureThatSums() throws Exception {
        Files.writeString(
                TestDeclarations.copy(folder).file("fields/property/figures.yaml"), """

                test.benefit:
                  name: { vi: Hiệu quả, en: Benefit }
                  sums: initiative.benefit
                  on: filed-on
                  by: [level]
                  measure: VND

                test.benefit.kept:
                  name: { vi: Hiệu quả còn, en: Benefit kept }
                  sums: initiative.benefit
                  stock: { from: filed-on }
                  measure: VND
                """, StandardOpenOption.APPEND);
        program = TestApplication.start(TestDatabase.fresh(), folder, WebApplicationType.NONE);
        database = program.getBean(JdbcClient.class);
        records = program.getBean(Records.class);
        seals = program.getBean(FigureSeals.class);
        differences = program.getBean(SealDifferences.class);
        reading = program.getBean(FigureReading.class);
        figures = program.getBean(Figures.class);
        units = program.getBean(Units.class);
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private static Register register(String id) {
        return program.getBean(Registers.class).get(id);
    }

    @Test
    void theRecordsNamedExplainTheWholeDifferenceOfEverySeal() {
        Seeded.check(random -> {
            var made = new RandomRecords(random);
            List<Long> all = new ArrayList<>();
            List<Long> batches = new ArrayList<>();
            for (int round = 0; round < 6; round++) {
                for (int act = 0; act < 25; act++) {
                    act(made, random, batches);
                }
                all.add(seals.seal(order(random, all)));
            }
            int differing = 0;
            for (long id : all) {
                FigureSeal seal = seals.get(id);
                for (SealedFigure line : seal.figures()) {
                    SealDifferences.Explanation told = differences.explain(seal, line.line(), 0, 1_000_000);
                    assertThat(told.rest())
                            .as("seal %d, %s %s", id, line.figure(), line)
                            .isEqualByComparingTo("0");
                    assertThat(told.records().stream()
                                    .map(SealDifferencesTest::difference)
                                    .reduce(BigDecimal.ZERO, BigDecimal::add))
                            .isEqualByComparingTo(told.byRecords());
                    assertThat(told.records())
                            .allSatisfy(record -> assertThat(record.then()).isNotEqualTo(record.now()));
                    assertCountedNow(seal, line, told);
                    differing += told.records().isEmpty() ? 0 : 1;
                }
            }
            assertThat(differing).as("the property was tried").isGreaterThan(10);
        });
    }

    /** Each record named stands on the side it is said to stand on. */
    private static void assertCountedNow(FigureSeal seal, SealedFigure line, SealDifferences.Explanation told) {
        Figure figure = figures.get(line.figure());
        List<Long> now = program.getBean(DSLContext.class)
                .select(RecordTable.id())
                .from(RecordTable.of(reading.register(figure)))
                .where(reading.counted(figure, seals.query(seal, line)))
                .fetch(RecordTable.id());
        assertThat(told.records())
                .allSatisfy(record -> assertThat(now.contains(record.id()))
                        .as("%s %s", line.figure(), record)
                        .isEqualTo(record.now() != null));
    }

    private static BigDecimal difference(SealDifferences.RecordChange record) {
        return zero(record.now()).subtract(zero(record.then()));
    }

    private static BigDecimal zero(@Nullable BigDecimal value) {
        return value == null ? BigDecimal.ZERO : value;
    }

    private static FigureSeals.Order order(Random random, List<Long> before) {
        List<Wanted> wanted = new ArrayList<>();
        for (String id : FIGURES) {
            LocalDate from = FIRST.plusDays(random.nextInt(300));
            wanted.add(new Wanted(id, FigureQuery.PLAIN));
            wanted.add(new Wanted(id, FigureQuery.of(new Period(from, from.plusDays(random.nextInt(400))), null)));
            wanted.add(new Wanted(
                    id,
                    new FigureQuery(
                            Period.ALWAYS,
                            from,
                            units.list().get(random.nextInt(units.list().size())),
                            null,
                            null)));
        }
        return new FigureSeals.Order("Thử " + before.size(), wanted, null, "Số 1/BC-UBND", FIRST, "thử", null);
    }

    private static void act(RandomRecords made, Random random, List<Long> batches) {
        switch (random.nextInt(12)) {
            case 0, 1 -> records.create(register("ip-title"), made.title());
            case 2 -> records.create(register("digital-certificate"), made.certificate());
            case 3, 4 -> records.create(register("initiative"), initiative(made, random));
            case 5 -> change("ip-title", made.title(), "application-no", random);
            case 6 -> change("digital-certificate", made.certificate(), "serial", random);
            case 7 -> move(random.nextBoolean() ? "ip-title" : "digital-certificate", made, random);
            case 8 -> updateBySql(made, random);
            case 9 ->
                database.sql("delete from register.ip_title where id % 19 = :rest and loaded_in is null")
                        .param("rest", random.nextInt(19))
                        .update();
            case 10 -> batches.add(load(made, random));
            default -> undo(batches, random);
        }
    }

    private static Map<String, String> initiative(RandomRecords made, Random random) {
        Register register = register("initiative");
        Map<String, String> typed = new HashMap<>(Map.of("title", "Sáng kiến", "authors", "Nguyễn Văn An: 100%"));
        typed.put("level", register.choices(register.column("level")).getFirst().id());
        typed.put(
                "discipline",
                register.choices(register.column("discipline")).getFirst().id());
        typed.put("workplace", "UBND");
        typed.put("filed-on", made.anyDay());
        typed.put("benefit", random.nextInt(4) == 0 ? "" : String.valueOf(random.nextInt(1_000_000)));
        typed.put("place", made.place());
        return typed;
    }

    private static void change(String register, Map<String, String> typed, String kept, Random random) {
        any(register, random).forEach((code, version) -> {
            typed.remove(kept);
            try {
                records.change(register(register), code, version, typed);
            } catch (Problem refused) {
                assertThat(refused.code()).isEqualTo("REG-422");
            }
        });
    }

    private static void move(String register, RandomRecords made, Random random) {
        any(register, random).forEach((code, version) -> {
            try {
                program.getBean(Moves.class)
                        .move(register(register), code, version, made.place(), made.anyDay(), "chuyển");
            } catch (Problem refused) {
                assertThat(refused.code()).isEqualTo("REG-422");
            }
        });
    }

    private static Map<String, Integer> any(String register, Random random) {
        Map<String, Integer> any = new LinkedHashMap<>();
        database.sql("select code, version from register." + register(register).table()
                        + " order by md5(id::text || :salt) limit 1")
                .param("salt", String.valueOf(random.nextInt()))
                .query((row, n) -> any.put(row.getString(1), row.getInt(2)))
                .list();
        return any;
    }

    private static void updateBySql(RandomRecords made, Random random) {
        if (random.nextBoolean()) {
            database.sql("update register.initiative set benefit = :benefit, place = :place where id % 7 = :rest")
                    .param("benefit", random.nextInt(3) == 0 ? null : random.nextInt(1000))
                    .param("place", made.placeId())
                    .param("rest", random.nextInt(7))
                    .update();
        } else {
            database.sql("update register.digital_certificate set revoked_on = :day where id % 11 = :rest")
                    .param("day", made.dayOrNone())
                    .param("rest", random.nextInt(11))
                    .update();
        }
    }

    private static long load(RandomRecords made, Random random) {
        Register titles = register("ip-title");
        int province = units.province().id();
        String batch = UUID.randomUUID().toString().substring(0, 8);
        return program.getBean(RecordLoading.class)
                .loadAll(
                        titles,
                        List.of(
                                "unit",
                                "place",
                                "state",
                                "title",
                                "kind",
                                "application-no",
                                "filed-on",
                                "owner",
                                "published-on",
                                "granted-on",
                                "grant-scope"),
                        IntStream.range(0, 1 + random.nextInt(30))
                                .mapToObj(n -> new @Nullable Object[] {
                                    province,
                                    made.placeId(),
                                    "examined",
                                    "Nạp",
                                    made.kind(),
                                    batch + "-" + n,
                                    FIRST,
                                    "Chủ",
                                    made.dayOrNone(),
                                    made.dayOrNone(),
                                    "new"
                                })
                                .iterator(),
                        "test",
                        n -> {})
                .entry();
    }

    private static void undo(List<Long> batches, Random random) {
        if (!batches.isEmpty()) {
            long batch = batches.remove(random.nextInt(batches.size()));
            try {
                program.getBean(LoadedRecords.class).remove(register("ip-title"), batch, "thử");
            } catch (Problem inTheWay) {
                assertThat(inTheWay.code()).isEqualTo("REG-458");
            }
        }
    }

    @Test
    void aChangeThatWasNotKeptIsLeftUnexplained() {
        Map<String, String> title = new RandomRecords(new Random(3)).title();
        title.put("published-on", title.get("filed-on"));
        title.put("granted-on", "");
        title.put("title-no", "");
        title.put("state", "examined");
        title.put("grant-scope", "");
        title.put("valid-until", "");
        title.put("manager", "");
        String code = records.create(register("ip-title"), title).code();
        long id = seals.seal(new FigureSeals.Order(
                "Không giữ",
                List.of(new Wanted("ip.applications.published", FigureQuery.PLAIN)),
                null,
                "Số 3",
                FIRST,
                "thử",
                null));
        database.sql("alter table register.ip_title disable trigger keep_updated_ip_title")
                .update();
        try {
            database.sql("update register.ip_title set published_on = null where code = :code")
                    .param("code", code)
                    .update();
        } finally {
            database.sql("alter table register.ip_title enable trigger keep_updated_ip_title")
                    .update();
        }
        assertThat(differences.explain(seals.get(id), 1, 0, 100).rest()).isEqualByComparingTo("-1");
    }

    @Test
    void whatWasOnItsWayWhenTheSealWasMadeIsBehindIt() throws Exception {
        records.create(register("ip-title"), new RandomRecords(new Random(1)).title());
        String before = database.sql("select code from register.ip_title where loaded_in is null limit 1")
                .query(String.class)
                .single();
        FigureSeals.Order titles = new FigureSeals.Order(
                "Trên đường",
                List.of(new Wanted("ip.titles.total", FigureQuery.PLAIN)),
                null,
                "Số 2",
                FIRST,
                "thử",
                null);
        seals.seal(titles);
        TransactionTemplate transaction = program.getBean(TransactionTemplate.class);
        long[] seal = new long[1];
        Map<String, String> typed = new RandomRecords(new Random(2)).title();
        typed.put("state", "in-force");
        typed.put("granted-on", "2024-05-05");
        typed.put("title-no", "SO-2");
        typed.put("grant-scope", "new");
        typed.put("kind", "mark");
        typed.put("filed-on", "2024-01-01");
        typed.put("published-on", "2024-02-01");
        typed.put("valid-until", "2040-01-01");
        typed.put("manager", "Hội");
        String[] code = new String[1];
        transaction.executeWithoutResult(open -> {
            code[0] = records.create(register("ip-title"), typed).code();
            database.sql("update register.ip_title set granted_on = null where code = :code")
                    .param("code", before)
                    .update();
            Thread beside = Thread.ofVirtual().start(() -> seal[0] = seals.seal(titles));
            try {
                beside.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        SealDifferences.Explanation told = differences.explain(seals.get(seal[0]), 1, 0, 100);
        assertThat(told.rest()).isEqualByComparingTo("0");
        assertThat(told.records()).anySatisfy(record -> {
            assertThat(record.code()).isEqualTo(code[0]);
            assertThat(record.how()).isEqualTo("created");
        });
    }
}
