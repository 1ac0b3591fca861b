package vn.hoi.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.TestApplication;
import vn.hoi.TestDatabase;
import vn.hoi.common.Problem;
import vn.hoi.common.Problem.Fault;
import vn.hoi.figure.FigureProof;
import vn.hoi.intake.Batch.CellFault;
import vn.hoi.intake.Batch.State;
import vn.hoi.register.Records;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.register.Row;
import vn.hoi.unit.Units;

/** Files as people have them: what is good goes in once, what is wrong is named, and all of it can be taken back. */
class ImportsTest {

    private final Imports imports = TestApplication.get(Imports.class);
    private final Batches batches = TestApplication.get(Batches.class);
    private final Records records = TestApplication.get(Records.class);
    private final Units units = TestApplication.get(Units.class);
    private final JdbcClient database = TestApplication.get(JdbcClient.class);
    private final FigureProof proof = TestApplication.get(FigureProof.class);
    private final Registers registers = TestApplication.get(Registers.class);
    private final Register instruments = registers.get("measuring-instrument");

    @TempDir
    private Path folder;

    private static String mark() {
        return UUID.randomUUID().toString().substring(0, 13);
    }

    private Batch load(Register register, Path file) {
        return imports.load(register, file, file.getFileName().toString(), true, rows -> {});
    }

    private Path csv(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\r\n", lines) + "\r\n");
    }

    private long count(Register register) {
        return database.sql("select count(*) from register." + register.table())
                .query(Long.class)
                .single();
    }

    /** Every stored figure in every place, half month and breakdown, folded or not. */
    private Map<String, String> figures() {
        Map<String, String> figures = new HashMap<>();
        database.sql("""
                        select concat_ws('|', figure, bucket, place, unit, b1, b2, b3), sum(n) || '/' || sum(total) from (
                            select figure, bucket, place, unit, b1, b2, b3, n, total from figure.cell
                            union all
                            select figure, bucket, place, unit, b1, b2, b3, n, total from figure.delta) as both_sides
                        group by figure, bucket, place, unit, b1, b2, b3 having sum(n) <> 0 or sum(total) <> 0""")
                .query((row, n) -> figures.put(row.getString(1), row.getString(2)))
                .list();
        return figures;
    }

    private Row standing(FaultyWorkbook workbook) {
        return records.create(
                instruments,
                Map.of(
                        "kind", "table-scale",
                        "serial", workbook.serial(0),
                        "maker", "Nhơn Hòa",
                        "owner", "Người khác",
                        "in-use-from", "05/3/2024"));
    }

    @Test
    void aFileWithTwentyFaultsHasEachNamedAndTheRestGoesIn() throws Exception {
        var workbook = new FaultyWorkbook(mark());
        Row standing = standing(workbook);
        Path file = workbook.write(folder.resolve("danh-sach.xlsx"));
        Batch batch = load(instruments, file);
        assertThat(batch.state()).as("%s", batch.message()).isEqualTo(State.DONE);
        List<CellFault> faults = batches.faults(batch.id(), 0, 1000);
        assertThat(faults)
                .extracting(
                        CellFault::row,
                        fault -> fault.cell() == null ? "" : BatchWords.letter(fault),
                        CellFault::column,
                        CellFault::value,
                        CellFault::code)
                .containsExactly(
                        tuple(7, "G", "in-use-from", "31/02/2024", "VAL-003"),
                        tuple(8, "G", "in-use-from", "tháng 5", "VAL-003"),
                        tuple(9, "H", "last-verification", "05/09/1824", "VAL-003"),
                        tuple(10, "F", "place", "Xã Không Có", "VAL-008"),
                        tuple(11, "F", "place", "Xã Hòa Bình", "VAL-008"),
                        tuple(12, "C", "serial", workbook.serial(6), "VAL-009"),
                        tuple(13, "C", "serial", workbook.serial(0), "VAL-009"),
                        tuple(14, "B", "kind", "Cân vũ trụ", "VAL-004"),
                        tuple(15, "C", "serial", "", "VAL-001"),
                        tuple(16, "D", "maker", "", "VAL-001"),
                        tuple(17, "J", "made-in", "hai nghìn", "VAL-002"),
                        tuple(18, "J", "made-in", "1900", "VAL-006"),
                        tuple(19, "J", "made-in", "2020,5", "VAL-010"),
                        tuple(20, "L", "retired-on", "01/01/2019", "QUA-001"),
                        tuple(21, "I", "verified-until", "05/3/2024", "QUA-002"),
                        tuple(22, "H", "last-verification", "", "QUA-003"),
                        tuple(23, "L", "retired-on", "", "QUA-004"),
                        tuple(24, "K", "state", "Hỏng", "VAL-004"),
                        tuple(25, "C", "serial", "x".repeat(41), "VAL-005"),
                        tuple(26, "E", "owner", "#CHƯA_TÍNH", "IMP-020"));
        assertThat(faults).hasSize(FaultyWorkbook.FAULTS);
        assertThat(reason(faults, 10)).contains("Không rõ đơn vị", "sửa tên hoặc ghi mã");
        assertThat(reason(faults, 11)).contains("có 4 đơn vị tên như vậy", "Huyện");
        assertThat(reason(faults, 12)).contains("dòng 6 của tệp");
        assertThat(reason(faults, 13)).contains(standing.code(), "«Cơ sở sử dụng»");
        assertThat(batch.counts().fresh()).isEqualTo(FaultyWorkbook.GOOD);
        assertThat(batch.counts().wrong()).isEqualTo(FaultyWorkbook.FAULTS);
        assertThat(batch.found().left()).hasSize(2);

        List<Map<String, Object>> rows =
                database.sql("""
                        select serial, owner, place, in_use_from, made_in, state, note, kind, version, loaded_in
                        from register.measuring_instrument where loaded_in = :entry order by id""").param("entry", batch.entry()).query().listOfRows();
        assertThat(rows).hasSize(FaultyWorkbook.GOOD).allSatisfy(row -> {
            int number = Integer.parseInt(row.get("serial").toString().substring(14));
            assertThat(row.get("owner")).as("TCVN3 in Unicode").isEqualTo(FaultyWorkbook.OWNERS.get(number % 3));
            assertThat(row.get("in_use_from")).hasToString("2024-03-05");
            assertThat(row.get("made_in")).isEqualTo(2019L);
            assertThat(row.get("state")).isEqualTo("in-use");
            assertThat(row.get("kind")).isEqualTo("table-scale");
            assertThat(units.get((Integer) row.get("place")).fullName())
                    .isEqualTo(number % 4 == 0 ? "Phường Đông Kinh" : "Xã Thất Khê");
        });
    }

    private static String reason(List<CellFault> faults, int row) {
        return faults.stream()
                .filter(fault -> fault.row() == row)
                .findFirst()
                .orElseThrow()
                .message();
    }

    @Test
    void theSameFileAgainAddsNothingAndUndoingRestoresEveryFigure() throws Exception {
        var workbook = new FaultyWorkbook(mark());
        standing(workbook);
        Path file = workbook.write(folder.resolve("lần một.xlsx"));
        Map<String, String> before = figures();
        long standing = count(instruments);
        Batch first = load(instruments, file);
        assertThat(count(instruments)).isEqualTo(standing + FaultyWorkbook.GOOD);
        assertThat(figures()).isNotEqualTo(before);
        Batch again = load(instruments, file);
        assertThat(again.state()).isEqualTo(State.DONE);
        assertThat(again.entry()).isNull();
        assertThat(again.counts().present()).isEqualTo(FaultyWorkbook.GOOD);
        assertThat(again.counts().fresh()).isZero();
        assertThat(count(instruments)).isEqualTo(standing + FaultyWorkbook.GOOD);

        List<String> codes = codes(first);
        assertThat(imports.undo(instruments, first.id())).isEqualTo(FaultyWorkbook.GOOD);
        assertThat(count(instruments)).isEqualTo(standing);
        assertThat(figures()).isEqualTo(before);
        assertThat(proof.all()).isEmpty();
        assertThat(batches.get("measuring-instrument", first.id()).state()).isEqualTo(State.UNDONE);
        assertThatThrownBy(() -> imports.undo(instruments, first.id())).hasMessageContaining("hoàn tác");

        Batch once = load(instruments, file);
        assertThat(once.counts().fresh()).isEqualTo(FaultyWorkbook.GOOD);
        assertThat(codes(once)).as("numbers are not given twice").doesNotContainAnyElementsOf(codes);
    }

    private List<String> codes(Batch batch) {
        return database.sql("select code from register.measuring_instrument where loaded_in = :entry order by id")
                .param("entry", batch.entry())
                .query(String.class)
                .list();
    }

    @Test
    void aChangedRecordBlocksTheUndo() throws Exception {
        Path file = new FaultyWorkbook(mark()).write(folder.resolve("sửa.xlsx"));
        Batch batch = load(instruments, file);
        long standing = count(instruments);
        String code = codes(batch).get(3);
        Row row = records.get(instruments, code);
        records.change(instruments, code, row.version(), Map.of("owner", "Đã sửa"));
        Problem problem = catchThrowableOfType(Problem.class, () -> imports.undo(instruments, batch.id()));
        assertThat(problem.code()).isEqualTo("IMP-007");
        assertThat(problem.faults())
                .extracting(Fault::message)
                .singleElement()
                .asString()
                .contains(code);
        assertThat(count(instruments)).isEqualTo(standing);
        assertThat(batches.get("measuring-instrument", batch.id()).state()).isEqualTo(State.DONE);
    }

    @Test
    void aRecordThatIsBeingChangedWhileItsBatchIsUndoneBlocksItTooAndIsNamed() throws Exception {
        Path file = new FaultyWorkbook(mark()).write(folder.resolve("đang sửa.xlsx"));
        Batch batch = load(instruments, file);
        long standing = count(instruments);
        String code = codes(batch).get(2);
        try (ExecutorService threads = Executors.newSingleThreadExecutor();
                Connection other = TestDatabase.connect();
                var change = other.prepareStatement("update register.measuring_instrument"
                        + " set owner = 'Đang sửa', version = version + 1 where code = ?")) {
            other.setAutoCommit(false);
            change.setString(1, code);
            change.execute();
            Future<Long> undo = threads.submit(() -> imports.undo(instruments, batch.id()));
            org.awaitility.Awaitility.await()
                    .until(() -> database.sql("select exists (select from pg_locks where not granted)")
                            .query(Boolean.class)
                            .single());
            other.commit();
            assertThatThrownBy(undo::get).cause().isInstanceOfSatisfying(Problem.class, problem -> {
                assertThat(problem.code()).isEqualTo("IMP-007");
                assertThat(problem.faults())
                        .extracting(Fault::message)
                        .singleElement()
                        .asString()
                        .contains(code);
            });
        }
        assertThat(count(instruments)).isEqualTo(standing);
        assertThat(batches.get("measuring-instrument", batch.id()).state()).isEqualTo(State.DONE);
    }

    @Test
    void oneWrongRowRefusesTheFileWhereThatIsAsked() throws Exception {
        Path file = new FaultyWorkbook(mark()).write(folder.resolve("tất cả.xlsx"));
        long standing = count(instruments);
        Batch batch = imports.load(instruments, file, "tất cả.xlsx", false, rows -> {});
        assertThat(batch.state()).isEqualTo(State.REFUSED);
        assertThat(batch.code()).isEqualTo("IMP-006");
        assertThat(batch.counts().wrong()).isEqualTo(FaultyWorkbook.FAULTS - 1);
        assertThat(count(instruments)).isEqualTo(standing);
    }

    @Test
    void twoImportsOfTheSameFileAtOnceAddItOnce() throws Exception {
        Path file = new FaultyWorkbook(mark()).write(folder.resolve("hai người.xlsx"));
        long standing = count(instruments);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Callable<Batch> one = () -> load(instruments, file);
            List<Future<Batch>> both = threads.invokeAll(List.of(one, one));
            long fresh = 0;
            for (Future<Batch> batch : both) {
                assertThat(batch.get().state()).as("%s", batch.get().message()).isEqualTo(State.DONE);
                fresh += batch.get().counts().fresh();
            }
            assertThat(fresh).isEqualTo(FaultyWorkbook.GOOD + 1);
        }
        assertThat(count(instruments)).isEqualTo(standing + FaultyWorkbook.GOOD + 1);
    }

    @Test
    void anImportThatBreaksOffLeavesNothing() throws Exception {
        String mark = mark();
        StringBuilder lines =
                new StringBuilder("Loại phương tiện đo;Số seri;Nhà sản xuất;Cơ sở sử dụng;Ngày đưa vào sử dụng\n");
        for (int row = 0; row < 40_000; row++) {
            lines.append("Cân bàn;").append(mark).append('-').append(row).append(";Nhơn Hòa;Chợ;05/3/2024\n");
        }
        Path file = Files.writeString(folder.resolve("dài.csv"), lines);
        Map<String, String> before = figures();
        long standing = count(instruments);
        long entries = database.sql("select count(*) from journal.entry where action = 'loaded'")
                .query(Long.class)
                .single();
        var loading = new AtomicBoolean(true);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Integer> killed = threads.submit(() -> kill(loading));
            Batch batch;
            try {
                batch = load(instruments, file);
            } finally {
                loading.set(false);
            }
            assertThat(killed.get()).as("connections killed in COPY").isPositive();
            assertThat(batch.state()).isEqualTo(State.REFUSED);
            assertThat(batch.code()).isEqualTo("IMP-009");
        }
        assertThat(count(instruments)).isEqualTo(standing);
        assertThat(figures()).isEqualTo(before);
        assertThat(database.sql("select count(*) from journal.entry where action = 'loaded'")
                        .query(Long.class)
                        .single())
                .isEqualTo(entries);
        assertThat(load(instruments, file).counts().fresh()).isEqualTo(40_000);
    }

    private static int kill(AtomicBoolean loading) throws Exception {
        int killed = 0;
        try (Connection connection = TestDatabase.connect();
                Statement statement = connection.createStatement()) {
            while (loading.get() && killed == 0) {
                try (var rows = statement.executeQuery(
                        "select pg_terminate_backend(pid) from pg_stat_activity where query like 'copy register.\"measuring_instrument\"%' and state = 'active'")) {
                    while (rows.next()) {
                        killed++;
                    }
                }
            }
        }
        return killed;
    }

    @Test
    void aStartMarksWhatADeadServerLeftAndNotWhatALivingOneIsAt() throws Exception {
        Path file = csv("dở.csv", "Số seri", "1");
        Batch dead = imports.receive(instruments, file, "dở.csv", true, Batch.Mode.ADD);
        Batch living = imports.receive(instruments, file, "đang.csv", true, Batch.Mode.ADD);
        try (Connection other = TestDatabase.connect();
                Statement lock = other.createStatement()) {
            lock.execute("select pg_advisory_lock(" + 0x696d70 + ", " + living.id() + ")");
            TestApplication.get(BrokenBatches.class).run();
        }
        assertThat(batches.get("measuring-instrument", dead.id()).state()).isEqualTo(State.REFUSED);
        assertThat(batches.get("measuring-instrument", dead.id()).code()).isEqualTo("IMP-009");
        assertThat(batches.get("measuring-instrument", living.id()).state()).isEqualTo(State.READING);
        batches.refused(living.id(), "IMP-009", "test");
    }

    @Test
    void rowsWithoutAKeyAreKnownAgainByAllTheirValues() throws Exception {
        Register initiatives = registers.get("initiative");
        String mark = mark();
        Path file = csv(
                "sáng kiến.csv",
                "Tên sáng kiến;Cấp đề nghị công nhận;Lĩnh vực áp dụng;Tác giả, tỷ lệ đóng góp;Nơi công tác;Ngày nộp hồ sơ;Hiệu quả, làm lợi ước tính mỗi năm (triệu đồng)",
                mark + " một;Cấp cơ sở;Y tế;Người A 100%;Trạm y tế;05/01/2026;1.234,5",
                mark + " hai;Cấp cơ sở;Y tế;Người B 100%;Trạm y tế;06/01/2026;");
        Batch first = load(initiatives, file);
        assertThat(first.counts().fresh())
                .as("%s %s", first.message(), batches.faults(first.id(), 0, 9))
                .isEqualTo(2);
        assertThat(database.sql(
                                "select benefit from register.initiative where loaded_in = :entry and benefit is not null")
                        .param("entry", first.entry())
                        .query(Long.class)
                        .single())
                .as("millions of đồng")
                .isEqualTo(1_234_500_000L);
        Batch again = load(initiatives, file);
        assertThat(again.counts().fresh()).isZero();
        assertThat(again.counts().present()).isEqualTo(2);
        assertThat(imports.undo(initiatives, first.id())).isEqualTo(2);
        assertThat(load(initiatives, file).counts().fresh())
                .as("after an undo they are new again")
                .isEqualTo(2);
    }

    @Test
    void codesGivenInTheFileAreKeptAndNeverGivenAgain() throws Exception {
        String mark = mark();
        String head = "Mã;Tên đối tượng bảo hộ;Loại;Số đơn;Ngày nộp đơn;Chủ đơn, chủ văn bằng";
        Register titles = registers.get("ip-title");
        Row last = records.create(
                titles,
                Map.of(
                        "title",
                        "Hồi",
                        "kind",
                        "mark",
                        "application-no",
                        mark,
                        "filed-on",
                        "05/9/2025",
                        "owner",
                        "HTX"));
        int number = Integer.parseInt(last.code().substring(3));
        Path file = csv(
                "mã.csv",
                head,
                "VB-%05d;Hồi khô;Nhãn hiệu;%s-1;05/9/2025;HTX".formatted(number + 3, mark),
                ";Hồi tươi;Nhãn hiệu;%s-2;05/9/2025;HTX".formatted(mark));
        Batch batch = load(titles, file);
        assertThat(batch.state()).as("%s", batch.message()).isEqualTo(State.DONE);
        List<String> codes = database.sql("select code from register.ip_title where loaded_in = :entry order by id")
                .param("entry", batch.entry())
                .query(String.class)
                .list();
        assertThat(codes).containsExactly("VB-%05d".formatted(number + 3), "VB-%05d".formatted(number + 4));
        assertThat(load(
                                titles,
                                csv(
                                        "mã lần hai.csv",
                                        head,
                                        "VB-%05d;Hồi khô;Nhãn hiệu;%s-1;05/9/2025;HTX".formatted(number + 3, mark)))
                        .counts()
                        .present())
                .isEqualTo(1);
    }

    @Test
    void whatIsNoTableIsRefusedWithItsCure() throws Exception {
        assertThat(load(
                                instruments,
                                csv(
                                        "ghi chú.csv",
                                        "Số seri;Nhà sản xuất;Loại phương tiện đo;Cơ sở sử dụng;Ngày sử dụng"))
                        .code())
                .isEqualTo("IMP-004");
        assertThat(load(instruments, csv("thiếu.csv", "Số seri;Nhà sản xuất", "1;2"))
                        .code())
                .isEqualTo("IMP-005");
        assertThat(load(instruments, Files.write(folder.resolve("a.xlsx"), new byte[] {
                            (byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1
                        }))
                        .code())
                .startsWith("SHE-");
        assertThatThrownBy(() -> load(instruments, Files.createFile(folder.resolve("trống.csv"))))
                .hasMessageContaining("không có nội dung");
    }
}
