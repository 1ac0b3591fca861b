package vn.hoi.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.common.Problem;
import vn.hoi.figure.FigureProof;
import vn.hoi.intake.Batch.CellChange;
import vn.hoi.intake.Batch.CellFault;
import vn.hoi.intake.Batch.Mode;
import vn.hoi.intake.Batch.State;
import vn.hoi.journal.Journal;
import vn.hoi.register.Records;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.register.Row;

/** A file whose keys stand already: it adds, changes or does both, shows beforehand what changes, and is taken back whole. */
class ChangesByFilesTest {

    private final Imports imports = TestApplication.get(Imports.class);
    private final Batches batches = TestApplication.get(Batches.class);
    private final Records records = TestApplication.get(Records.class);
    private final FigureProof proof = TestApplication.get(FigureProof.class);
    private final Registers registers = TestApplication.get(Registers.class);
    private final Register instruments = registers.get("measuring-instrument");

    @TempDir
    private Path folder;

    private Row instrument(String... more) {
        Map<String, String> typed = new HashMap<>(Map.of(
                "kind", "table-scale",
                "serial", UUID.randomUUID().toString().substring(0, 18),
                "maker", "Nhơn Hòa",
                "owner", "Chợ Kỳ Lừa",
                "in-use-from", "05/3/2024"));
        for (int index = 0; index < more.length; index += 2) {
            typed.put(more[index], more[index + 1]);
        }
        return records.create(instruments, typed);
    }

    private Batch load(Register register, Mode mode, String... lines) throws IOException {
        Path file = Files.writeString(folder.resolve("sua.csv"), String.join("\r\n", lines) + "\r\n");
        return imports.load(register, file, "sua.csv", true, mode, rows -> {});
    }

    private Row now(Row row) {
        return records.get(instruments, row.code());
    }

    @Test
    void aFileChangesWhatItsCellsSayAndLeavesTheRest() throws Exception {
        Row changed =
                instrument("note", "giữ nguyên", "last-verification", "2025-05-01", "verified-until", "2026-05-01");
        Row same = instrument("last-verification", "2026-01-31", "verified-until", "2027-01-31");
        Batch batch = load(
                instruments,
                Mode.CHANGE,
                "Mã,Hạn kiểm định,Ghi chú,Năm sản xuất",
                changed.code() + ",31/01/2027,,2020",
                same.code() + ",31/01/2027,,",
                "KHONG-CO-01,31/01/2027,,",
                changed.code() + ",31/01/2028,,");
        assertThat(batch.state()).as("%s", batch.message()).isEqualTo(State.DONE);
        assertThat(batch.counts()).isEqualTo(new Batch.Counts(4, 0, 1, 1, 2, 2));
        assertThat(batches.changes(batch.id(), 10))
                .extracting(
                        CellChange::row, CellChange::code, CellChange::column, CellChange::before, CellChange::after)
                .containsExactlyInAnyOrder(
                        tuple(2, changed.code(), "verified-until", "2026-05-01", "2027-01-31"),
                        tuple(2, changed.code(), "made-in", "", "2020"));
        assertThat(batches.faults(batch.id(), 0, 10))
                .extracting(CellFault::row, CellFault::code)
                .containsExactlyInAnyOrder(tuple(4, "IMP-021"), tuple(5, "VAL-009"));
        Row after = now(changed);
        assertThat(after.value("verified-until")).hasToString("2027-01-31");
        assertThat(after.value("made-in")).isEqualTo(2020L);
        assertThat(after.value("note")).isEqualTo("giữ nguyên");
        assertThat(after.value("serial")).isEqualTo(changed.value("serial"));
        assertThat(now(same)).isEqualTo(same);
        Journal.Entry entry = TestApplication.get(Journal.class)
                .list("measuring-instrument/" + changed.code())
                .getFirst();
        assertThat(entry.changes().keySet()).containsExactlyInAnyOrder("verified-until", "made-in");
        assertThat(entry.reason()).contains("sua.csv");
        assertThat(proof.all()).isEmpty();
    }

    @Test
    void undoingPutsBackWhatStoodAndTakesOutWhatCame() throws Exception {
        Row old = instrument();
        String fresh = UUID.randomUUID().toString().substring(0, 18);
        Batch batch = load(
                instruments,
                Mode.BOTH,
                "Loại phương tiện đo,Nhà sản xuất,Số seri,Cơ sở sử dụng,Ngày đưa vào sử dụng,Lần kiểm định gần nhất",
                "Cân bàn,Nhơn Hòa," + old.value("serial") + ",Chợ Đông Kinh,05/03/2024,01/06/2025",
                "Cân bàn,Nhơn Hòa," + fresh + ",Chợ Đông Kinh,05/03/2024,");
        assertThat(batch.counts())
                .as("%s", batches.faults(batch.id(), 0, 9))
                .isEqualTo(new Batch.Counts(2, 1, 1, 0, 0, 0));
        assertThat(now(old).value("owner")).isEqualTo("Chợ Đông Kinh");
        assertThat(now(old).value("last-verification")).hasToString("2025-06-01");
        assertThat(imports.undo(instruments, batch.id())).isEqualTo(2);
        assertThat(now(old).values()).isEqualTo(old.values());
        assertThat(now(old).course()).isEqualTo(old.course());
        assertThat(now(old).version()).isEqualTo(3);
        assertThat(proof.all()).isEmpty();
        assertThatThrownBy(() -> imports.undo(instruments, batch.id())).hasMessageContaining("hoàn tác");
    }

    @Test
    void aRecordTouchedSinceStandsInTheWayAndNothingIsPutBack() throws Exception {
        Row one = instrument();
        Row other = instrument();
        Batch batch = load(instruments, Mode.CHANGE, "Mã,Năm sản xuất", one.code() + ",2019", other.code() + ",2019");
        assertThat(batch.counts().changed()).isEqualTo(2);
        records.change(instruments, other.code(), 2, Map.of("note", "đã xem"));
        assertThatThrownBy(() -> imports.undo(instruments, batch.id()))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("IMP-007");
                    assertThat(problem.faults().getFirst().message()).contains(other.code());
                });
        assertThat(now(one).value("made-in")).isEqualTo(2019L);
        assertThat(batches.get("measuring-instrument", batch.id()).state()).isEqualTo(State.DONE);
    }

    @Test
    void rulesOfTheWholeRecordHoldAndAPlaceIsNotChangedByAFile() throws Exception {
        Row row = instrument();
        Batch batch = load(
                instruments,
                Mode.CHANGE,
                "Mã,Ngày loại bỏ,Địa bàn",
                row.code() + ",01/01/2020,",
                row.code() + ",,Phường Tam Thanh");
        assertThat(batches.faults(batch.id(), 0, 10))
                .extracting(CellFault::row, CellFault::code)
                .contains(tuple(2, "QUA-001"));
        Batch moved = load(instruments, Mode.CHANGE, "Mã,Địa bàn", row.code() + ",Phường Tam Thanh");
        assertThat(batches.faults(moved.id(), 0, 10))
                .extracting(CellFault::column, CellFault::code)
                .containsExactly(tuple("place", "IMP-026"));
        assertThat(now(row)).isEqualTo(row);
        assertThat(load(instruments, Mode.CHANGE, "Cơ sở sử dụng,Năm sản xuất", "Ai đó,2020")
                        .code())
                .isEqualTo("IMP-024");
        Batch adding = load(instruments, Mode.ADD, "Mã,Năm sản xuất", row.code() + ",2020");
        assertThat(adding.code()).as("the way it was").isEqualTo("IMP-005");
    }

    @Test
    void thePreviewShowsEachCellThatChangesAndWritesNothing() throws Exception {
        Row row = instrument("made-in", "2018");
        String file = "Mã,Năm sản xuất\r\n" + row.code() + ",2021\r\n";
        JsonNode preview = Http.read(Http.shared()
                .multipart(
                        "/registers/measuring-instrument/import",
                        Map.of("dry", "true", "mode", "change"),
                        List.of(new Http.Upload("file", "sua.csv", file.getBytes(StandardCharsets.UTF_8))),
                        "Accept",
                        "application/json"));
        assertThat(preview.path("changed").asInt()).isEqualTo(1);
        JsonNode change = preview.path("changes").get(0);
        assertThat(change.path("record").asString()).isEqualTo(row.code());
        assertThat(change.path("before").asString()).isEqualTo("2018");
        assertThat(change.path("after").asString()).isEqualTo("2021");
        assertThat(now(row)).isEqualTo(row);
        String address = "/registers/measuring-instrument/batches/"
                + preview.path("batch").asLong();
        assertThat(Http.shared().get(address, "Accept", "text/html").body())
                .contains("<del>2018</del>", "<ins>2021</ins>", "Sửa 1 bản ghi");
        assertThat(Http.shared().get(address + "/changes.csv").body()).contains(row.code() + ",made-in");
        assertThat(Http.shared().form(address + "/load", Map.of()).statusCode()).isIn(200, 201, 303);
        assertThat(now(row).value("made-in")).isEqualTo(2021L);
    }

    @Test
    void severalLinesOfOneKeyAreTheLinesOfASmallTable() throws Exception {
        Register sessions = registers.get("council-session");
        String subject = "Phiên họp " + UUID.randomUUID();
        Batch batch = load(
                sessions,
                Mode.ADD,
                "Loại hội đồng,Nội dung xét,Số quyết định thành lập,Ngày thành lập,Ngày họp,"
                        + "Thành viên: Họ và tên,Thành viên: Chức danh,Điểm",
                "Hội đồng xét chọn," + subject + ",12/QĐ,01/02/2026,10/02/2026,Trần Văn A,Chủ tịch,\"80,5\"",
                ",,,,,Lê Thị B,Ủy viên phản biện,75",
                "Hội đồng xét chọn," + subject + ",12/QĐ,01/02/2026,10/02/2026,Hoàng Văn C,Ủy viên,",
                "Hội đồng xét chọn," + subject + " hai,13/QĐ,01/02/2026,11/02/2026,Nông Văn D,Chủ tịch,",
                ",,,,,Lý Văn E,Chủ tịch,");
        assertThat(batch.state()).as("%s", batch.message()).isEqualTo(State.DONE);
        assertThat(batches.faults(batch.id(), 0, 10))
                .as("%s", batch.found().columns())
                .extracting(CellFault::row, CellFault::code)
                .containsExactly(tuple(5, "RES-199"), tuple(6, "IMP-025"));
        assertThat(batch.counts().fresh()).isEqualTo(1);
        String code = TestApplication.get(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("select code from register.council_session where subject = :subject")
                .param("subject", subject)
                .query(String.class)
                .single();
        Row row = records.get(sessions, code);
        assertThat(String.valueOf(row.value("members")))
                .contains("chair", "80.5", "reviewer", "75")
                .containsSubsequence("Trần Văn A", "Lê Thị B", "Hoàng Văn C");
        assertThat(load(
                                sessions,
                                Mode.ADD,
                                "Loại hội đồng,Nội dung xét,Số quyết định thành lập,Ngày thành lập,Ngày họp,"
                                        + "Thành viên: Họ và tên,Thành viên: Chức danh,Điểm",
                                "Hội đồng xét chọn," + subject
                                        + ",12/QĐ,01/02/2026,10/02/2026,Trần Văn A,Chủ tịch,\"80,5\"",
                                ",,,,,Lê Thị B,Ủy viên phản biện,75",
                                ",,,,,Hoàng Văn C,Ủy viên,")
                        .counts()
                        .present())
                .as("the same again")
                .isEqualTo(1);
        Batch changed = load(
                sessions,
                Mode.CHANGE,
                "Mã,Thành viên: Họ và tên,Thành viên: Chức danh",
                code + ",Lê Thị B,Chủ tịch",
                ",Hoàng Văn C,Ủy viên");
        assertThat(changed.counts().changed())
                .as("%s", batches.faults(changed.id(), 0, 9))
                .isEqualTo(1);
        assertThat((List<?>) records.get(sessions, code).value("members")).hasSize(2);
        assertThat(batches.changes(changed.id(), 9))
                .extracting(CellChange::before, CellChange::after)
                .containsExactly(tuple(
                        "Trần Văn A · Chủ tịch · 80,5; Lê Thị B · Ủy viên phản biện · 75; Hoàng Văn C · Ủy viên",
                        "Lê Thị B · Chủ tịch; Hoàng Văn C · Ủy viên"));
        imports.undo(sessions, changed.id());
        assertThat(records.get(sessions, code).values()).isEqualTo(row.values());
    }

    private static final String MEETING = "Nội dung cuộc họp,Loại cuộc họp,Ngày họp,Hình thức,Người chủ trì";

    private static byte[] zip(String... names) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void filesComeByTheirNamesFromAnArchiveBesideTheTable() throws Exception {
        Register meetings = registers.get("meeting-conclusion");
        String subject = "Họp " + UUID.randomUUID();
        Path file = Files.writeString(
                folder.resolve("hop.csv"),
                MEETING + ",\"Biên bản, tài liệu\"\r\n"
                        + row(meetings, subject) + ",Biên bản.pdf; phụ lục.pdf\r\n"
                        + row(meetings, subject + " hai") + ",thiếu.pdf\r\n");
        Path archive = Files.write(folder.resolve("tep.zip"), zip("thư mục/BIÊN BẢN.pdf", "phụ lục.pdf"));
        Batch batch = imports.load(meetings, file, archive, "hop.csv", true, Mode.ADD, rows -> {});
        assertThat(batch.state()).as("%s", batch.message()).isEqualTo(State.DONE);
        assertThat(batches.faults(batch.id(), 0, 10))
                .extracting(CellFault::row, CellFault::column, CellFault::code)
                .containsExactly(tuple(3, "minutes", "IMP-027"));
        Row row = only(meetings, subject);
        List<?> numbers = (List<?>) java.util.Objects.requireNonNull(row.value("minutes"));
        assertThat(numbers).hasSize(2);
        vn.hoi.register.Files kept = TestApplication.get(vn.hoi.register.Files.class);
        long first = (Long) numbers.getFirst();
        assertThat(kept.get(first).name()).isEqualTo("Biên bản.pdf");
        assertThat(kept.get(first).subject()).isEqualTo("meeting-conclusion/" + row.code());
        imports.undo(meetings, batch.id());
        assertThat(kept.list(List.of(first))).as("its files go with it").isEmpty();
        Path broken = Files.writeString(folder.resolve("hong.zip"), "không phải tệp nén");
        assertThat(imports.load(meetings, file, broken, "hop.csv", true, Mode.ADD, rows -> {})
                        .code())
                .isEqualTo("IMP-029");
        assertThat(imports.load(meetings, file, "hop.csv", true, rows -> {})
                        .counts()
                        .fresh())
                .as("without an archive the column is left out")
                .isEqualTo(2);
    }

    private static String row(Register meetings, String subject) {
        return subject + ","
                + meetings.choices(meetings.column("kind")).getFirst().name().vi() + ",10/02/2026,"
                + meetings.choices(meetings.column("venue")).getFirst().name().vi() + ",Trần Văn A";
    }

    private Row only(Register register, String subject) {
        return records.get(
                register,
                TestApplication.get(org.springframework.jdbc.core.simple.JdbcClient.class)
                        .sql("select code from register.meeting_conclusion where subject = :subject")
                        .param("subject", subject)
                        .query(String.class)
                        .single());
    }

    @Test
    void anotherSheetNamedAsASmallTableHoldsItsLines() throws Exception {
        Register meetings = registers.get("meeting-conclusion");
        String subject = "Họp hai trang " + UUID.randomUUID();
        Path file = folder.resolve("hai-trang.xlsx");
        String table = meetings.columns().stream()
                .filter(column -> column.type() == vn.hoi.register.ColumnType.ROWS)
                .findFirst()
                .orElseThrow()
                .name()
                .vi();
        try (var out = Files.newOutputStream(file);
                var workbook = new Workbook(out, "Hoi", null)) {
            fill(workbook.newWorksheet("Cuộc họp"), MEETING, row(meetings, subject));
            fill(
                    workbook.newWorksheet(table),
                    "Nội dung cuộc họp,Việc giao,Đơn vị chủ trì",
                    subject + ",Rà soát,Sở Khoa học và Công nghệ",
                    subject + ",Báo cáo,Văn phòng UBND tỉnh",
                    "Không có,Việc lạc,Sở Tài chính");
        }
        Batch batch = imports.load(meetings, file, "hai-trang.xlsx", true, rows -> {});
        assertThat(batch.state()).as("%s", batch.message()).isEqualTo(State.DONE);
        assertThat(batches.faults(batch.id(), 0, 10))
                .extracting(CellFault::row, CellFault::value, CellFault::code)
                .containsExactly(tuple(4, "Không có", "IMP-028"));
        assertThat(only(meetings, subject).values().toString())
                .containsSubsequence("Rà soát", "Sở Khoa học và Công nghệ", "Báo cáo", "Văn phòng UBND tỉnh");
    }

    private static void fill(Worksheet sheet, String... lines) {
        for (int row = 0; row < lines.length; row++) {
            String[] cells = lines[row].split(",");
            for (int column = 0; column < cells.length; column++) {
                sheet.value(row, column, cells[column]);
            }
        }
    }
}
