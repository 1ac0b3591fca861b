package vn.hoi.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.figure.FigureProof;
import vn.hoi.intake.Batch.State;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;

/** A file of more records than the register holds: lists stay right while it comes in, indexes are there after. */
class LargeImportTest {

    /** Long notes make the file as large as one of tens of thousands of rows, for the time of some hundred. */
    private static final int ROWS = 260;

    private static final String NOTE = "ghi chú dài ".repeat(700);

    private final Imports imports = TestApplication.get(Imports.class);
    private final JdbcClient database = TestApplication.get(JdbcClient.class);
    private final Register titles = TestApplication.get(Registers.class).get("ip-title");
    private final String mark = "q" + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    private Path folder;

    private Path file(String lastDay) throws IOException {
        var lines = new StringBuilder("Tên đối tượng bảo hộ;Loại;Số đơn;Ngày nộp đơn;Chủ đơn, chủ văn bằng;Ghi chú\n");
        for (int row = 0; row < ROWS; row++) {
            lines.append("Hồi ")
                    .append(mark)
                    .append(";Nhãn hiệu;")
                    .append(mark)
                    .append('-')
                    .append(row)
                    .append(';');
            lines.append(row == ROWS - 1 ? lastDay : "05/9/2025")
                    .append(";HTX;")
                    .append(NOTE)
                    .append('\n');
        }
        return Files.writeString(folder.resolve("lớn.csv"), lines);
    }

    private Set<String> indexes() {
        return new TreeSet<>(
                database.sql("select indexdef from pg_indexes where schemaname = 'register' and tablename = 'ip_title'")
                        .query(String.class)
                        .list());
    }

    private int listed() {
        try {
            return Http.shared()
                    .json("/registers/ip-title.json?limit=50&q=" + mark)
                    .path("rows")
                    .size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void listsAreRightWhileItComesInAndItsIndexesAreThereAfter() throws Exception {
        Set<String> before = indexes();
        Set<String> meanwhile = ConcurrentHashMap.newKeySet();
        Batch batch = imports.load(titles, file("05/9/2025"), "lớn.csv", true, seen -> {
            meanwhile.addAll(indexes());
            assertThat(listed()).as("not yet committed").isZero();
        });
        assertThat(batch.state()).as("%s", batch.message()).isEqualTo(State.DONE);
        assertThat(batch.counts().fresh()).isEqualTo(ROWS);
        assertThat(meanwhile).isNotEmpty().isSubsetOf(before).hasSizeLessThan(before.size());
        assertThat(indexes()).isEqualTo(before);
        assertThat(listed()).isEqualTo(50);
        assertThat(TestApplication.get(FigureProof.class).all()).isEmpty();
        assertThat(imports.undo(titles, batch.id())).isEqualTo(ROWS);
    }

    @Test
    void oneThatFailsLeavesItsIndexesToo() throws Exception {
        Set<String> before = indexes();
        Set<String> meanwhile = ConcurrentHashMap.newKeySet();
        Batch batch = imports.load(titles, file("31/02/2025"), "lớn.csv", false, seen -> meanwhile.addAll(indexes()));
        assertThat(batch.state()).isEqualTo(State.REFUSED);
        assertThat(batch.code()).isEqualTo("IMP-006");
        assertThat(meanwhile).isNotEmpty().hasSizeLessThan(before.size());
        assertThat(indexes()).isEqualTo(before);
        assertThat(listed()).isZero();
    }
}
