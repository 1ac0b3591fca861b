package vn.hoi.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.Http;
import vn.hoi.Seeded;
import vn.hoi.TestApplication;
import vn.hoi.TestDatabase;
import vn.hoi.common.Problem;
import vn.hoi.register.Moves;
import vn.hoi.register.RecordTable;
import vn.hoi.register.Records;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.unit.Unit;
import vn.hoi.unit.UnitChange;
import vn.hoi.unit.UnitChange.Kind;
import vn.hoi.unit.UnitChanges;
import vn.hoi.unit.Units;

/** Units merged and split at random, records assigned at random: totals are the same on every map, and every cell is exact. */
class AssignmentsTest {

    private static final List<String> FIGURES =
            List.of("ip.applications.published", "ip.titles.total", "cert.total", "cert.organisation");
    private static final LocalDate FIRST = LocalDate.of(2026, 2, 1);

    private static ConfigurableApplicationContext program;
    private static JdbcClient database;
    private static Units units;
    private static UnitChanges changes;
    private static Assignments assignments;
    private static FigureReading reading;
    private static Figures figures;
    private static Records records;

    @BeforeAll
    static void startOnADatabaseOfItsOwn() {
        program = TestApplication.start(TestDatabase.fresh(), TestApplication.HOME, WebApplicationType.NONE);
        database = program.getBean(JdbcClient.class);
        units = program.getBean(Units.class);
        changes = program.getBean(UnitChanges.class);
        assignments = program.getBean(Assignments.class);
        reading = program.getBean(FigureReading.class);
        figures = program.getBean(Figures.class);
        records = program.getBean(Records.class);
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private static Register register(String id) {
        return program.getBean(Registers.class).get(id);
    }

    private static List<Unit> communes(LocalDate day) {
        return units.on(day).stream()
                .filter(unit -> unit.isGrassroots() && unit.until() == null)
                .toList();
    }

    private static Unit any(List<Unit> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    @Test
    void totalsAreTheSameOnEveryMapWhateverIsMergedSplitAndAssigned() {
        Seeded.check(random -> {
            List<LocalDate> maps = new ArrayList<>(List.of(
                    LocalDate.of(1990, 1, 1),
                    LocalDate.of(2025, 6, 30),
                    LocalDate.of(2025, 7, 1),
                    LocalDate.of(2050, 1, 1)));
            LocalDate day = FIRST;
            for (int round = 0; round < 6; round++) {
                write(random, 12);
                LocalDate eve = day;
                day = day.plusDays(1 + random.nextInt(10));
                change(random, day, round);
                maps.add(eve);
                maps.add(day);
                assign(random);
                write(random, 6);
                if (random.nextBoolean()) {
                    program.getBean(Fold.class).all();
                }
            }
            for (LocalDate map : maps) {
                for (String id : FIGURES) {
                    for (@Nullable Integer back : new Integer[] {null, random.nextInt(700)}) {
                        check(figures.get(id), map, back);
                    }
                }
            }
            assertThat(program.getBean(FigureProof.class).all()).isEmpty();
            assertThat(database.sql("select count(*) from figure.assignment")
                            .query(Long.class)
                            .single())
                    .as("the property was tried")
                    .isPositive();
        });
    }

    /** On one map: parts add up to the total, each unit read alone says the same, and its list is as long. */
    private static void check(Figure figure, LocalDate map, @Nullable Integer back) {
        Period period = back == null
                ? Period.ALWAYS
                : new Period(
                        LocalDate.of(2024, 1, 1).plusDays(back),
                        LocalDate.of(2024, 1, 1).plusDays(back + 200L));
        Reading whole = reading.read(figure, new FigureQuery(period, null, null, map, "unit"));
        assertThat(whole.cells().stream()
                        .map(cell -> Objects.requireNonNull(cell.value()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .as("%s on %s, %s", figure.id(), map, period)
                .isEqualByComparingTo(Objects.requireNonNull(whole.value()));
        for (Reading.Cell cell : whole.cells()) {
            Unit unit = cell.unit();
            if (unit != null && unit.isGrassroots()) {
                var query = new FigureQuery(period, null, unit, map, null);
                assertThat(reading.read(figure, query).value())
                        .as("%s at %s on %s, %s", figure.id(), unit, map, period)
                        .isEqualByComparingTo(Objects.requireNonNull(cell.value()));
                assertThat((long) program.getBean(DSLContext.class)
                                .fetchCount(RecordTable.of(reading.register(figure)), reading.counted(figure, query)))
                        .as("list of %s at %s on %s, %s", figure.id(), unit, map, period)
                        .isEqualTo(Objects.requireNonNull(cell.value()).longValueExact());
            }
        }
    }

    private static Map<String, Map<String, BigDecimal>> onMap(LocalDate map) {
        Map<String, Map<String, BigDecimal>> all = new TreeMap<>();
        for (String id : FIGURES) {
            Map<String, BigDecimal> at = new TreeMap<>();
            reading.read(figures.get(id), new FigureQuery(Period.ALWAYS, null, null, map, "unit"))
                    .cells()
                    .forEach(cell -> at.put(cell.key() + cell.name().vi(), Objects.requireNonNull(cell.value())));
            all.put(id, at);
        }
        return all;
    }

    private static void change(Random random, LocalDate day, int round) {
        List<Unit> open = communes(day);
        Unit one = any(open, random);
        UnitChange.Part fresh = new UnitChange.Part(
                null, "N" + day + "." + round, "commune", "Mới " + day + round, "Xã Mới " + day + round);
        boolean split = random.nextInt(3) > 0;
        List<Unit> ending = new ArrayList<>(List.of(one));
        List<UnitChange.Part> parts = new ArrayList<>(List.of(fresh));
        Unit other = any(open, random);
        if (split) {
            if (random.nextBoolean() && other.id() != one.id()) {
                parts.add(new UnitChange.Part(other, "", "", "", ""));
            } else {
                parts.add(new UnitChange.Part(
                        null, fresh.code() + "b", "commune", fresh.name() + "b", fresh.fullName() + "b"));
            }
        } else if (other.id() != one.id()) {
            ending.add(other);
        } else {
            return;
        }
        changes.make(new UnitChange.Order(
                split ? Kind.SPLIT : Kind.MERGE, ending, parts, null, day, "Nghị quyết " + round, day));
        assertThat(units.on(day)).filteredOn(Unit::isGrassroots).isNotEmpty();
    }

    private static void assign(Random random) {
        for (Unit split : units.list()) {
            if (split.until() != null && units.successors(split.id()).stream().anyMatch(edge -> !edge.whole())) {
                for (String id : List.of("ip-title", "digital-certificate")) {
                    List<Unit> to = assignments.successors(split);
                    LocalDate last = Objects.requireNonNull(split.until());
                    Map<String, Map<String, BigDecimal>> before = onMap(last);
                    assignments.assign(
                            register(id),
                            split,
                            any(to, random),
                            RecordTable.id().mod(3L + random.nextInt(3)).eq(0L));
                    assertThat(onMap(last))
                            .as("the map of %s, before %s was split, reads as before", last, split)
                            .isEqualTo(before);
                }
            }
        }
    }

    private static void write(Random random, int times) {
        var made = new RandomRecords(random);
        List<Unit> areas = units.list().stream()
                .filter(unit -> unit.isArea()
                        && (unit.code().startsWith("N") || unit.code().contains("dinh-lap")))
                .toList();
        for (int time = 0; time < times; time++) {
            boolean title = random.nextBoolean();
            Map<String, String> typed = new HashMap<>(title ? made.title() : made.certificate());
            if (random.nextInt(4) > 0) {
                typed.put("place", "id:" + any(areas, random).id());
            }
            records.create(register(title ? "ip-title" : "digital-certificate"), typed);
        }
        switch (random.nextInt(4)) {
            case 0 ->
                database.sql("update register.digital_certificate set revoked_on = :day where id % 7 = :rest")
                        .param("day", made.dayOrNone())
                        .param("rest", random.nextInt(7))
                        .update();
            case 1 ->
                database.sql("delete from register.ip_title where id % 17 = :rest")
                        .param("rest", random.nextInt(17))
                        .update();
            case 2 -> move(made, random);
            default ->
                database.sql("update register.ip_title set place = :place, published_on = :day where id % 11 = :rest")
                        .param("place", any(areas, random).id())
                        .param("day", made.dayOrNone())
                        .param("rest", random.nextInt(11))
                        .update();
        }
    }

    private static void move(RandomRecords made, Random random) {
        database.sql("select code, version from register.digital_certificate order by md5(id::text || :salt) limit 3")
                .param("salt", String.valueOf(random.nextInt()))
                .query((row, n) -> Map.entry(row.getString(1), row.getInt(2)))
                .list()
                .forEach(found -> {
                    try {
                        program.getBean(Moves.class)
                                .move(
                                        register("digital-certificate"),
                                        found.getKey(),
                                        found.getValue(),
                                        made.place(),
                                        made.anyDay(),
                                        "chuyển");
                    } catch (Problem refused) {
                        assertThat(refused.code()).isEqualTo("REG-422");
                    }
                });
    }

    @Test
    void assigningBesideWritersLeavesEveryCellExact() throws Exception {
        Unit split = units.get("dinh-lap.binh-xa", LocalDate.of(2025, 6, 30));
        var made = new RandomRecords(new Random(5));
        for (int number = 0; number < 40; number++) {
            Map<String, String> typed = made.certificate();
            typed.put("place", "id:" + split.id());
            records.create(register("digital-certificate"), typed);
        }
        List<Unit> to = assignments.successors(split);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<@Nullable Void>> all = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                Random random = new Random(thread);
                boolean writes = thread % 2 == 0;
                all.add(() -> {
                    for (int time = 0; time < 8; time++) {
                        if (writes) {
                            database.sql(
                                            "update register.digital_certificate set revoked_on = :day where id % 3 = :rest")
                                    .param("day", LocalDate.of(2025, 1, 1).plusDays(random.nextInt(500)))
                                    .param("rest", random.nextInt(3))
                                    .update();
                        } else {
                            assignments.assign(
                                    register("digital-certificate"),
                                    split,
                                    any(to, random),
                                    RecordTable.id().mod(4L).eq((long) random.nextInt(4)));
                        }
                    }
                    return null;
                });
            }
            for (Future<@Nullable Void> done : threads.invokeAll(all)) {
                try {
                    done.get();
                } catch (java.util.concurrent.ExecutionException deadlock) {
                    // two statements that lock records in different orders: one is rolled back whole
                    assertThat(deadlock.getCause()).hasMessageContaining("deadlock");
                }
            }
        }
        assertThat(program.getBean(FigureProof.class).all()).isEmpty();
    }

    @Test
    void onThePageRecordsAreAssignedByFilterCodesAndFile() throws Exception {
        Http http = Http.shared();
        Units shared = TestApplication.get(Units.class);
        Unit split = shared.get("dinh-lap.kien-moc", LocalDate.of(2025, 6, 30));
        List<Unit> to = TestApplication.get(Assignments.class).successors(split);
        List<String> codes = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            Map<String, String> typed = new RandomRecords(new Random(number + 70)).title();
            typed.put("place", "id:" + split.id());
            typed.put("owner", "AssignmentsTest");
            typed.put("title", number < 2 ? "Riêng biệt" : "Khác");
            codes.add(TestApplication.get(Records.class)
                    .create(TestApplication.get(Registers.class).get("ip-title"), typed)
                    .code());
        }
        try {
            String address = "/registers/ip-title/assign/" + split.id();
            assertThat(http.json(address + ".json").path("rows").size()).isEqualTo(5);
            assertThat(http.get(address, "Accept", "text/html").body()).contains(codes.getFirst());
            assertThat(http.form(address, Map.of("codes", codes.get(0))).body()).contains("UNI-032");
            assertThat(http.form(address, Map.of("to", "SKHCN", "codes", codes.get(0)))
                            .body())
                    .contains("UNI-031");
            assertThat(http.form(address, Map.of("to", "id:" + to.get(0).id())).body())
                    .contains("UNI-034");
            String first = "id:" + to.get(0).id();
            assertThat(http.form(address + "?q=rieng+biet", Map.of("to", first, "all", "1"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(http.json(address + ".json").path("rows").size()).isEqualTo(3);
            assertThat(http.form(address, Map.of("to", first, "codes", codes.get(2)))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(http.multipart(
                                    address,
                                    Map.of("to", "id:" + to.get(1).id()),
                                    List.of(new Http.Upload(
                                            "file",
                                            "ma.csv",
                                            ("code,title\r\n" + codes.get(3) + ",Khác\r\n")
                                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(http.json(address + ".json").path("rows").size()).isEqualTo(1);
            var progress = http.json("/units/" + split.id() + "/assign.json")
                    .path("rows")
                    .get(0);
            assertThat(progress.path("waiting").asInt()).isEqualTo(1);
            assertThat(progress.path("assigned").asInt()).isEqualTo(4);
            assertThat(http.get("/units/" + split.id() + "/assign", "Accept", "text/html")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(http.json("/units/06001/assign.json").path("code").asString())
                    .isEqualTo("UNI-030");
        } finally {
            TestApplication.get(JdbcClient.class)
                    .sql("delete from register.ip_title where owner = 'AssignmentsTest'")
                    .update();
        }
    }
}
