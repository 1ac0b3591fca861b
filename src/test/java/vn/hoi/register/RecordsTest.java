package vn.hoi.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.TestApplication;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.FigureQuery;
import vn.hoi.figure.FigureReading;
import vn.hoi.figure.Figures;
import vn.hoi.figure.Period;
import vn.hoi.journal.Journal;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

class RecordsTest {

    private final Registers registers = TestApplication.get(Registers.class);
    private final Records records = TestApplication.get(Records.class);
    private final RecordRows rows = TestApplication.get(RecordRows.class);
    private final Journal journal = TestApplication.get(Journal.class);
    private final Units units = TestApplication.get(Units.class);
    private final JdbcClient database = TestApplication.get(JdbcClient.class);
    private final Register titles = registers.get("ip-title");

    /** A title's columns, with these in place of the usual ones; a null takes a column away. */
    private static Map<String, String> title(@Nullable String... columnsAndValues) {
        Map<String, String> typed = new HashMap<>(Map.of(
                "title", "Hoa hồi Lạng Sơn",
                "kind", "mark",
                "application-no", "4-2025-" + UUID.randomUUID().toString().substring(0, 18),
                "filed-on", "05/9/2025",
                "owner", "Hợp tác xã Hồi"));
        for (int index = 0; index < columnsAndValues.length; index += 2) {
            if (columnsAndValues[index + 1] == null) {
                typed.remove(columnsAndValues[index]);
            } else {
                typed.put(columnsAndValues[index], columnsAndValues[index + 1]);
            }
        }
        return typed;
    }

    private Problem refused(Map<String, String> typed) {
        return refused(titles, typed);
    }

    private Problem refused(Register register, Map<String, String> typed) {
        long before = count(register);
        Problem problem = catchThrowableOfType(Problem.class, () -> records.create(register, typed));
        assertThat(problem).as("what refuses %s", typed).isNotNull();
        assertThat(count(register)).as("nothing is written").isEqualTo(before);
        return problem;
    }

    private long count(Register register) {
        return database.sql("select count(*) from register." + register.table())
                .query(Long.class)
                .single();
    }

    @Test
    void aNewRecordHasItsCodeFromTheTemplate() {
        Row row = records.create(titles, title());
        assertThat(row.code()).matches("VB-\\d{5,}");
        assertThat(row.version()).isEqualTo(1);
        assertThat(row.value("state")).isEqualTo("filed");
        assertThat(row.value("unit")).isEqualTo(units.province().id());
        assertThat(row.value("place")).isEqualTo(units.province().id());
        assertThat(records.get(titles, row.code())).isEqualTo(row);
    }

    @Test
    void codesFollowEachOtherWithoutGap() {
        int first = number(records.create(titles, title()));
        assertThat(number(records.create(titles, title()))).isEqualTo(first + 1);
        refused(title("kind", "no-such-kind"));
        refused(title(
                "application-no",
                records.create(titles, title()).value("application-no").toString()));
        assertThat(number(records.create(titles, title()))).isEqualTo(first + 3);
    }

    private static int number(Row row) {
        return Integer.parseInt(row.code().substring(3));
    }

    @Test
    void codesOfInstrumentsCountByPlace() {
        Register instruments = registers.get("measuring-instrument");
        Map<String, String> typed = Map.of(
                "kind", "table-scale", "maker", "Nhơn Hòa", "owner", "Chợ Đông Kinh", "in-use-from", "2024-01-01");
        Row here = records.create(
                instruments, with(typed, "serial", UUID.randomUUID().toString(), "place", "06040"));
        Row there = records.create(
                instruments, with(typed, "serial", UUID.randomUUID().toString(), "place", "06001"));
        assertThat(here.code()).startsWith("PTD-06040-").matches(".*-\\d{7}");
        assertThat(there.code()).startsWith("PTD-06001-");
    }

    private static Map<String, String> with(Map<String, String> typed, String... columnsAndValues) {
        Map<String, String> more = new HashMap<>(typed);
        for (int index = 0; index < columnsAndValues.length; index += 2) {
            more.put(columnsAndValues[index], columnsAndValues[index + 1]);
        }
        return more;
    }

    @Test
    void recordNumberAndJournalEntryAreOfOneTransaction() {
        Row row = records.create(titles, title());
        List<String> transactions =
                database.sql("""
                        select xmin::text from register.ip_title where code = :code
                        union all select xmin::text from journal.entry where subject = 'ip-title/' || :code
                        union all select xmin::text from register.sequence where register = 'ip-title' and prefix = 'VB-'""").param("code", row.code()).query(String.class).list();
        assertThat(transactions).hasSize(3).containsOnly(transactions.getFirst());
    }

    @Test
    void theJournalTellsWhatANewRecordHolds() {
        Row row = records.create(titles, title("place", "06040"));
        assertThat(journal.list("ip-title/" + row.code())).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("created");
            assertThat(entry.account()).isEqualTo("system");
            assertThat(entry.changes())
                    .containsKeys("title", "kind", "filed-on", "owner")
                    .doesNotContainKey("granted-on");
            assertThat(entry.changes().get("kind")).isEqualTo(new Journal.Change(null, "mark"));
            assertThat(entry.changes().get("place")).isEqualTo(new Journal.Change(null, "06040"));
            assertThat(entry.changes().get("filed-on")).isEqualTo(new Journal.Change(null, "2025-09-05"));
        });
    }

    @Test
    void aRolledBackRecordLeavesNothing() {
        TransactionTemplate transaction = TestApplication.get(TransactionTemplate.class);
        String before = state();
        String code = transaction.execute(status -> {
            Row row = records.create(titles, title("published-on", "2025-09-10"));
            status.setRollbackOnly();
            return row.code();
        });
        assertThat(state()).isEqualTo(before);
        assertThat(records.find(titles, code)).isEmpty();
        assertThat(journal.list("ip-title/" + code)).isEmpty();
        assertThat(records.create(titles, title()).code())
                .as("the number is given again")
                .isEqualTo(code);
    }

    /** Records, entries, last number, and what cells and deltas together say. */
    private String state() {
        return database.sql("""
                        select concat_ws(' ', (select count(*) from register.ip_title), (select count(*) from journal.entry),
                            (select max(last) from register.sequence where register = 'ip-title'),
                            (select sum(n) from (select n from figure.cell union all select n from figure.delta) as parts))""").query(String.class).single();
    }

    @Test
    void thePersonAtWorkIsToldOfAllFaultsAtOnce() {
        Problem problem = refused(Map.of("kind", "patent", "filed-on", "31/6/2025"));
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.code()).isEqualTo("REG-422");
        assertThat(problem.faults())
                .extracting(Problem.Fault::column, Problem.Fault::code)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("title", "VAL-001"),
                        org.assertj.core.groups.Tuple.tuple("kind", "VAL-004"),
                        org.assertj.core.groups.Tuple.tuple("application-no", "VAL-001"),
                        org.assertj.core.groups.Tuple.tuple("filed-on", "VAL-003"),
                        org.assertj.core.groups.Tuple.tuple("owner", "VAL-001"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VAL-001 | title | ",
                "VAL-001 | title | '   '",
                "VAL-003 | filed-on | 31/6/2025",
                "VAL-003 | filed-on | 29/02/2023",
                "VAL-003 | filed-on | 05/9/0205",
                "VAL-003 | filed-on | 2200-01-01",
                "VAL-004 | kind | patent",
                "VAL-004 | state | granted",
                "VAL-005 | application-no | 0123456789012345678901234567890",
                "VAL-007 | nice-classes | ba mươi",
                "VAL-008 | unit | 99999",
                "VAL-008 | place | no-such-place",
                "VAL-008 | place | SKHCN",
                "VAL-011 | colour | red"
            })
    void aWrongValueIsRefusedWithItsCode(String code, String column, @Nullable String value) {
        assertFault(titles, title(column, value == null ? "" : value), column, code);
    }

    private void assertFault(Register register, Map<String, String> typed, String column, String code) {
        Problem problem = refused(register, typed);
        assertThat(problem.faults())
                .extracting(Problem.Fault::column, Problem.Fault::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(column, code));
        assertThat(problem.faults())
                .allSatisfy(fault -> assertThat(fault.message()).hasSizeGreaterThan(10));
    }

    @ParameterizedTest
    @CsvSource({"VAL-002, abc", "VAL-006, -1", "VAL-006, 100000000000000000", "VAL-010, '1,5'"})
    void aWrongAmountIsRefusedWithItsCode(String code, String amount) {
        assertFault(
                registers.get("st-task"),
                Map.of(
                        "title",
                        "Nhiệm vụ",
                        "level",
                        "provincial",
                        "kind",
                        "topic",
                        "discipline",
                        "medicine",
                        "host-organisation",
                        "Sở Y tế",
                        "total-cost",
                        amount),
                "total-cost",
                code);
    }

    @Test
    void anInvisibleCharacterIsRefused() {
        assertFault(titles, title("goods", "hoa\0hồi"), "goods", "VAL-012");
        assertFault(titles, title("note", "hoa\0hồi"), "note", "VAL-012");
    }

    @Test
    void whatOnlyTheTableRefusesIsStillToldInOneSentence() {
        assertFault(titles, title("note", "x".repeat(10_001)), "", "VAL-013");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PRO-002 | published-on | published-on=04/9/2025",
                "PRO-005 | valid-until | kind=gi valid-until=01/01/2040",
                "PRO-006 | title-no | state=in-force",
                "PRO-007 | granted-on | granted-on=01/10/2025 title-no=1 grant-scope=new valid-until=01/10/2035",
                "PRO-001 | granted-on | state=in-force granted-on=01/8/2025 title-no=1 grant-scope=new valid-until=01/10/2035",
                "PRO-008 | grant-scope | grant-scope=extended"
            })
    void aRuleOfTheRegisterIsKept(String code, String column, String typed) {
        Map<String, String> values = title();
        for (String pair : typed.split(" ")) {
            values.put(pair.split("=")[0], pair.split("=")[1]);
        }
        assertFault(titles, values, column, code);
    }

    @Test
    void whatMustBeUniqueIsGivenOnce() {
        Row row = records.create(titles, title());
        assertFault(
                titles, title("application-no", row.value("application-no").toString()), "application-no", "VAL-009");
        assertFault(titles, title("code", row.code()), "code", "VAL-009");
        records.create(titles, granted("mark", "N-1", "2025-10-01"));
        records.create(titles, granted("design", "N-1", "2025-10-01"));
        assertFault(titles, granted("mark", "N-1", "2025-10-01"), "title-no", "VAL-009");
    }

    private static Map<String, String> granted(String kind, String number, String on) {
        return title(
                "kind",
                kind,
                "state",
                "in-force",
                "title-no",
                number,
                "granted-on",
                on,
                "grant-scope",
                "new",
                "valid-until",
                "2035-10-01");
    }

    @Test
    void aCodeGivenByHandDoesNotBlockTheCodesToCome() {
        int last = number(records.create(titles, title()));
        records.create(titles, title("code", "VB-%05d".formatted(last + 1)));
        assertThat(number(records.create(titles, title()))).isEqualTo(last + 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "..", "VB 1", "VB.json", "VB?x", "VB#1", "%2e", "VB-\0001"})
    void aCodeThatNoAddressCanHoldIsRefused(String code) {
        assertThat(refused(title("code", code)).faults())
                .extracting(Problem.Fault::column)
                .containsExactly("code");
    }

    @Test
    void valuesAreReadAsPeopleWriteThem() {
        Row row = records.create(
                titles, title("kind", "nhãn hiệu TẬP THỂ", "filed-on", " 5-9-2025 ", "title", "  Hồi\u0301  "));
        assertThat(row.value("kind")).isEqualTo("collective-mark");
        assertThat(row.value("filed-on")).hasToString("2025-09-05");
        assertThat(row.value("title")).isEqualTo(Vietnamese.clean("Hồi\u0301"));
    }

    @Test
    void aChangeIsJournalledWithOldAndNew() {
        Row row = records.create(titles, title());
        Row changed =
                records.change(titles, row.code(), 1, Map.of("owner", "Công ty Quế", "published-on", "10/9/2025"));
        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.value("title")).isEqualTo(row.value("title"));
        Journal.Entry entry = journal.list("ip-title/" + row.code()).getFirst();
        assertThat(entry.action()).isEqualTo("changed");
        assertThat(entry.changes())
                .containsOnly(
                        Map.entry("owner", new Journal.Change("Hợp tác xã Hồi", "Công ty Quế")),
                        Map.entry("published-on", new Journal.Change(null, "2025-09-10")));
        records.change(titles, row.code(), 2, Map.of("published-on", ""));
        assertThat(journal.list("ip-title/" + row.code()).getFirst().changes())
                .containsOnly(Map.entry("published-on", new Journal.Change("2025-09-10", null)));
    }

    @Test
    void aChangeThatChangesNothingIsNoChange() {
        Row row = records.create(titles, title());
        assertThat(records.change(titles, row.code(), 1, rows.texts(titles, row)))
                .isEqualTo(row);
        assertThat(journal.list("ip-title/" + row.code())).hasSize(1);
    }

    @Test
    void aStaleEditIsRefusedWithBothVersionsShown() {
        Row row = records.create(titles, title());
        records.change(titles, row.code(), 1, Map.of("owner", "Người thứ nhất"));
        Problem problem = catchThrowableOfType(
                Problem.class, () -> records.change(titles, row.code(), 1, Map.of("owner", "Người thứ hai")));
        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.code()).isEqualTo(Records.STALE);
        assertThat(problem.details()).containsEntry("version", 2);
        assertThat(problem.details().get("current"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("owner", "Người thứ nhất");
        assertThat(records.get(titles, row.code()).value("owner")).isEqualTo("Người thứ nhất");
        assertThat(journal.list("ip-title/" + row.code())).hasSize(2);
    }

    @Test
    void ofManyEditsOfOneVersionOneIsKept() throws Exception {
        Row row = records.create(titles, title());
        try (ExecutorService people = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> edits = java.util.stream.IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(person -> () -> {
                        try {
                            records.change(titles, row.code(), 1, Map.of("owner", "Người " + person));
                            return true;
                        } catch (Problem stale) {
                            assertThat(stale.code()).isEqualTo(Records.STALE);
                            return false;
                        }
                    })
                    .toList();
            int kept = 0;
            for (Future<Boolean> edit : people.invokeAll(edits)) {
                kept += edit.get() ? 1 : 0;
            }
            assertThat(kept).isEqualTo(1);
        }
        assertThat(records.get(titles, row.code()).version()).isEqualTo(2);
        assertThat(journal.list("ip-title/" + row.code())).hasSize(2);
    }

    @Test
    void manyAtOnceGetCodesOfTheirOwn() throws Exception {
        try (ExecutorService people = Executors.newFixedThreadPool(8)) {
            List<Callable<String>> adding = java.util.stream.IntStream.range(0, 40)
                    .<Callable<String>>mapToObj(
                            n -> () -> records.create(titles, title()).code())
                    .toList();
            List<String> codes = new java.util.ArrayList<>();
            for (Future<String> added : people.invokeAll(adding)) {
                codes.add(added.get());
            }
            assertThat(codes).doesNotHaveDuplicates();
        }
    }

    @Test
    void aChangeIsTestedLikeANewRecord() {
        Row row = records.create(titles, title());
        assertThatThrownBy(() -> records.change(titles, row.code(), 1, Map.of("published-on", "2020-01-01")))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Problem.Fault::code)
                                .contains("PRO-002"));
        assertThat(records.get(titles, row.code())).isEqualTo(row);
    }

    @Test
    void aRecordThatIsNotThereCannotBeChanged() {
        assertThatThrownBy(() -> records.change(titles, "VB-none", 1, Map.of()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("REG-406"));
    }

    @Test
    void aRecordOfAnyUnitStaysThereWhenItIsSentBackAsItIs() {
        Row row = records.create(titles, title());
        for (Unit unit : units.list()) {
            database.sql("update register.ip_title set unit = :unit, place = :place where id = :id")
                    .param("unit", unit.id())
                    .param("place", unit.isArea() ? unit.id() : units.province().id())
                    .param("id", row.id())
                    .update();
            Row before = records.get(titles, row.code());
            assertThat(records.change(titles, row.code(), 1, rows.texts(titles, before)))
                    .as("%s, id %d", unit.fullName(), unit.id())
                    .isEqualTo(before);
        }
    }

    @Test
    void manyRecordsAreLoadedAtOnceAndTheirCodesRunOn() {
        Register initiatives = registers.get("initiative");
        Figures figures = TestApplication.get(Figures.class);
        FigureReading reading = TestApplication.get(FigureReading.class);
        var asked = FigureQuery.of(
                new Period(java.time.LocalDate.of(2030, 1, 1), java.time.LocalDate.of(2030, 12, 31)), null);
        int province = units.province().id();
        List<String> columns =
                List.of("unit", "place", "state", "title", "level", "discipline", "authors", "workplace", "filed-on");
        RecordLoading loading = TestApplication.get(RecordLoading.class);
        long last = number(records.create(
                initiatives,
                Map.of(
                        "title",
                        "Trước",
                        "level",
                        "grassroots",
                        "discipline",
                        "health",
                        "authors",
                        "A (100%)",
                        "workplace",
                        "B",
                        "filed-on",
                        "2030-02-01")));
        RecordLoading.Numbers numbers = loading.numbers(initiatives);
        var rows = java.util.stream.IntStream.range(0, 250)
                .mapToObj(n -> new @Nullable Object[] {
                    province,
                    province,
                    "filed",
                    "Sáng kiến \t\\ số\n" + n,
                    n % 2 == 0 ? "provincial" : "grassroots",
                    "health",
                    "Nguyễn Văn A",
                    "Trường Chu Văn An",
                    java.time.LocalDate.of(2030, 1, 1).plusDays(n)
                })
                .iterator();
        assertThat(loading.load(initiatives, columns, rows, 100, numbers, "test", n -> {}))
                .isEqualTo(100);
        assertThat(loading.load(initiatives, columns, rows, 1000, numbers, "test", n -> {}))
                .isEqualTo(150);
        Row next = records.create(
                initiatives,
                Map.of(
                        "title",
                        "Sau",
                        "level",
                        "grassroots",
                        "discipline",
                        "health",
                        "authors",
                        "A (100%)",
                        "workplace",
                        "B",
                        "filed-on",
                        "2030-02-01"));
        assertThat(number(next)).isEqualTo((int) last + 251);
        assertThat(records.get(initiatives, "SK-%05d".formatted(last + 1)).value("title"))
                .isEqualTo("Sáng kiến \t\\ số\n0");
        assertThat(reading.read(figures.get("initiative.dossiers"), asked).known())
                .get()
                .satisfies(value -> assertThat(value).isEqualByComparingTo("125"));
        assertThat(database.sql("select count(distinct loaded_in) from register.initiative where loaded_in is not null")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        assertThat(journal.list("registers/initiative"))
                .filteredOn(entry -> entry.action().equals("loaded"))
                .hasSize(2);
    }

    @Test
    void aLoadingThatFailsLeavesNothing() {
        String before = state();
        int here = units.province().id();
        var rows = List.<@Nullable Object[]>of(
                        new @Nullable Object[] {
                            here, here, "filed", "Một", "mark", "APP-FAILS-1", java.time.LocalDate.of(2025, 1, 1), "A"
                        },
                        new @Nullable Object[] {
                            here,
                            here,
                            "filed",
                            "Hai",
                            "no-such-kind",
                            "APP-FAILS-2",
                            java.time.LocalDate.of(2025, 1, 1),
                            "A"
                        })
                .iterator();
        RecordLoading loading = TestApplication.get(RecordLoading.class);
        assertThatThrownBy(() -> loading.load(
                        titles,
                        List.of("unit", "place", "state", "title", "kind", "application-no", "filed-on", "owner"),
                        rows,
                        10,
                        loading.numbers(titles),
                        "test",
                        n -> {}))
                .hasMessageContaining("ip-title");
        assertThat(state()).isEqualTo(before);
    }
}
