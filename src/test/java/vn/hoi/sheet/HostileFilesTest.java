package vn.hoi.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.hoi.sheet.TestWorkbook.row;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hoi.common.Problem;
import vn.hoi.sheet.TestWorkbook.Raw;

/** Files built to read what is not theirs, or to exhaust the machine. */
class HostileFilesTest {

    private static final String ENTITY = "<c r=\"@\" t=\"inlineStr\"><is><t>&e;</t></is></c>";

    @TempDir
    private Path folder;

    private static void refused(Path path, String code) {
        assertThatThrownBy(() -> read(path))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }

    private static int read(Path path) throws IOException {
        int read = 0;
        try (SheetFile file = SheetFile.open(path, "bảng");
                Table.Rows rows = file.table(0).rows()) {
            while (rows.hasNext()) {
                rows.next();
                read++;
            }
        }
        return read;
    }

    private Path text(String text) throws IOException {
        return Files.writeString(folder.resolve("table.csv"), text);
    }

    @Test
    void noEntityIsFetchedFromAServerOrAFile() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
        });
        server.start();
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/x";
            for (String prologue : new String[] {
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + address + "\">]>",
                "<!DOCTYPE x SYSTEM \"" + address + "\">",
                "<!DOCTYPE x PUBLIC \"-//x\" \"" + address + "\">",
                "<!DOCTYPE x [<!ENTITY % p SYSTEM \"" + address + "\"> %p;]>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>",
                "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"jar:file:///x!/y\">]>"
            }) {
                refused(
                        new TestWorkbook()
                                .prologue(prologue)
                                .sheet("S", row("Tên", "Số"), row(new Raw(ENTITY), 1))
                                .write(folder.resolve("entity.xlsx")),
                        "SHE-008");
            }
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void entitiesThatMultiplyAreRefused() throws IOException {
        var laughs = new StringBuilder("<!DOCTYPE x [<!ENTITY e0 \"ha\">");
        for (int level = 1; level < 30; level++) {
            laughs.append("<!ENTITY e%d \"&e%d;&e%d;&e%d;\">".formatted(level, level - 1, level - 1, level - 1));
        }
        laughs.append("<!ENTITY e \"&e29;\">]>");
        refused(
                new TestWorkbook()
                        .prologue(laughs.toString())
                        .sheet("S", row("Tên", "Số"), row(new Raw(ENTITY), 1))
                        .write(folder.resolve("laughs.xlsx")),
                "SHE-008");
    }

    @Test
    void entitiesInTheSharedTextsAndTheIndexAreRefused() throws IOException {
        String bad = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>";
        refused(
                new TestWorkbook()
                        .sheet("S", row("Tên", "Số"), row(new Raw("<c r=\"@\" t=\"s\"><v>0</v></c>"), 1))
                        .part("xl/sharedStrings.xml", bad + "<sst><si><t>&e;</t></si></sst>")
                        .write(folder.resolve("shared.xlsx")),
                "SHE-008");
        refused(
                new TestWorkbook()
                        .sheet("S", row("Tên", "Số"), row("a", 1))
                        .part("_rels/.rels", bad + "<Relationships>&e;</Relationships>")
                        .write(folder.resolve("rels.xlsx")),
                "SHE-008");
    }

    @Test
    void aTextBeyondAnyCellIsNotGathered() throws IOException {
        for (String cell : new String[] {
            "<c r=\"@\"><v>%s</v></c>", "<c r=\"@\" t=\"inlineStr\"><is><t>%s</t></is></c>",
        }) {
            refused(
                    new TestWorkbook()
                            .sheet("S", row("Tên", "Số"), row(new Raw(cell.formatted("17".repeat(2_000_000))), 1))
                            .write(folder.resolve("long.xlsx")),
                    "SHE-006");
        }
    }

    @Test
    void aLineThatNeverEndsIsRefusedBeforeItFillsTheMemory() throws IOException {
        Path file = folder.resolve("line.csv");
        for (String part : new String[] {"a", "a,", "\"a\n"}) {
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                out.write("Tên,Số\nx,1\n");
                out.write(part.startsWith("\"") ? "\"" : "");
                String block = part.replace("\"", "").repeat(500_000);
                for (int times = 0; times < 20; times++) {
                    out.write(block);
                }
            }
            refused(file, "SHE-017");
        }
    }

    @Test
    void manyShortLinesAreNoLongOne() throws IOException {
        assertThat(read(text("Tên,Số\n" + ("x".repeat(5_000) + ",1\n").repeat(2_000))))
                .isEqualTo(2_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep=\"\nTên,Số\na,1\n", "sep=\n,\nTên,Số\na,1\n", "sep=\r\nTên,Số\na,1\n", "sep="})
    void aSeparatorThatPartsNothingIsNotObeyed(String text) throws IOException {
        try {
            read(text(text));
        } catch (Problem told) {
            assertThat(told.code()).startsWith("SHE-");
        }
    }

    @Test
    void zerosAreToldAsABinaryFileOrReadAsTheyStand() throws IOException {
        refused(Files.write(folder.resolve("nul.csv"), "Tên,Số\na\0b,1\n".getBytes(StandardCharsets.UTF_8)), "SHE-005");
        String late = "Tên,Số\n" + "x,1\n".repeat(30_000) + "a\0b,1\n";
        assertThat(read(text(late))).isEqualTo(30_001);
    }
}
