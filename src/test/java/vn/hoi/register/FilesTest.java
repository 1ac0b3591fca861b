package vn.hoi.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.Http.Upload;
import vn.hoi.common.Problem;

/** Files sent with a form: what is taken, what is refused, who may read them. */
class FilesTest {

    private static final String ADDRESS = "/registers/every-kind";
    private static final byte[] PDF = "%PDF-1.7 thử".getBytes(StandardCharsets.UTF_8);

    private final Http http = EveryKind.http();
    private final JdbcClient database = EveryKind.get(JdbcClient.class);

    private static Upload file(String name, byte[] content) {
        return new Upload("documents._upload", name, content);
    }

    private String made(Upload... files) throws Exception {
        HttpResponse<String> answer = http.multipart(ADDRESS, RecordFormTest.typed(), List.of(files));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private long number(String address) throws Exception {
        return http.json(address + ".json").path("documents").path(0).asLong();
    }

    @Test
    void aFileIsKeptWithItsRecordAndReadBack() throws Exception {
        String address = made(
                file("Quyết định số 12.pdf", PDF), file("ghi-chu.txt", "Xin chào".getBytes(StandardCharsets.UTF_8)));
        String page = http.get(address, "Accept", "text/html").body();
        assertThat(page).contains("Quyết định số 12.pdf", "ghi-chu.txt", " B</span>");
        Matcher link = Pattern.compile("href=\"(/files/\\d+/[^\"]*pdf)\"").matcher(page);
        assertThat(link.find()).isTrue();
        HttpResponse<String> pdf = http.get(link.group(1));
        assertThat(pdf.statusCode()).isEqualTo(200);
        assertThat(pdf.body()).startsWith("%PDF-1.7");
        assertThat(pdf.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(pdf.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
        assertThat(pdf.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("sandbox");
        assertThat(pdf.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        HttpResponse<String> text = http.get("/files/"
                + http.json(address + ".json").path("documents").path(1).asLong());
        assertThat(text.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
        assertThat(text.body()).isEqualTo("Xin chào");
        assertThat(database.sql("select encode(sha256, 'hex') from register.file where id = :id")
                        .param("id", number(address))
                        .query(String.class)
                        .single())
                .hasSize(64);
    }

    @ParameterizedTest
    @CsvSource({
        "a.exe, MZ program",
        "a.pdf, MZ\u0090\u0000\u0003x",
        "a.pdf, <!DOCTYPE html><p>x",
        "a.png, <svg xmlns='http://www.w3.org/2000/svg'/>",
        "a.html, chỉ là chữ",
        "a.svg, chỉ là chữ",
        "a.txt, #!/bin/sh",
        "a.xml, <?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>",
        "a.docx, PK\u0003\u0004[Content_Types].xml word/vbaProject.bin",
        "a.zip, PK\u0003\u0004META-INF/MANIFEST.MF",
        "a.bin, x\u0000\u0001y"
    })
    void aPageOrAProgramIsRefusedWhateverItIsCalled(String name, String content) throws Exception {
        Map<String, String> typed = RecordFormTest.typed();
        HttpResponse<String> answer =
                http.multipart(ADDRESS, typed, List.of(file(name, content.getBytes(StandardCharsets.UTF_8))));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("FIL-003", "href=\"#c-documents\"", "value=\"" + typed.get("title") + "\"");
    }

    @Test
    void whatAFileIsIsReadFromItsContent() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("\u0089PNG\r\n\u001a\n", "image/png");
        kinds.put("\u00ff\u00d8\u00ff\u00e0", "image/jpeg");
        kinds.put("<?xml version='1.0'?><HDon/>", "application/xml");
        kinds.put("a,b", "text/plain");
        kinds.forEach((content, type) -> assertThat(FileType.of("x", content.getBytes(StandardCharsets.ISO_8859_1)))
                .contains(type));
    }

    /** A package of these parts: name, content, name, content. */
    private static byte[] zip(String... parts) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (int index = 0; index < parts.length; index += 2) {
                zip.putNextEntry(new ZipEntry(parts[index]));
                zip.write(parts[index + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "a.docx, word/document.xml, application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "a.pdf, xl/workbook.xml, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "a, ppt/presentation.xml, application/vnd.openxmlformats-officedocument.presentationml.presentation"
    })
    void anOfficeFileIsToldByThePartsItHas(String name, String part, String type) throws IOException {
        assertThat(FileType.of(name, zip("[Content_Types].xml", "<Types/>", part, "<x/>")))
                .contains(type);
    }

    @Test
    void aPackageIsWhatItsPartsSayAndNotItsName() throws IOException {
        String open = "application/vnd.oasis.opendocument.text";
        assertThat(FileType.of("a.odt", zip("mimetype", open, "content.xml", "<x/>")))
                .contains(open);
        assertThat(FileType.of("a.zip", zip("a.txt", "x"))).contains("application/zip");
        for (String name : List.of("a.docx", "a.xlsx", "a.odt")) {
            assertThat(FileType.of(name, zip("a.txt", "x"))).as(name).isEmpty();
        }
        // the words of a Word file in a file that is none
        assertThat(FileType.of("a.docx", zip("a.txt", "[Content_Types].xml word/document.xml")))
                .isEmpty();
        assertThat(FileType.of(
                        "a.docx",
                        "PK\u0003\u0004[Content_Types].xml word/document.xml".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(FileType.of("a.odt", zip("mimetype", "text/html", "content.xml", "<x/>")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run.exe",
                "folder/Setup.MSI",
                "page.html",
                "image.svg",
                "../../etc/cron.d/x",
                "..\\..\\x",
                "/etc/passwd",
                "C:\\x.txt",
                "META-INF/MANIFEST.MF",
                "word/vbaProject.bin"
            })
    void aPackageWithAProgramOrANameThatLeadsOutIsRefused(String part) throws IOException {
        assertThat(FileType.of("a.zip", zip("a.txt", "x", part, "x"))).isEmpty();
        assertThat(FileType.of("a.docx", zip("[Content_Types].xml", "x", "word/document.xml", "x", part, "x")))
                .isEmpty();
    }

    @Test
    void aPackageBuiltToSwellIsRefused() throws Exception {
        byte[] bomb = zip("[Content_Types].xml", "<Types/>", "xl/workbook.xml", " ".repeat(20_000_000));
        assertThat(bomb.length).isLessThan(100_000);
        HttpResponse<String> answer = http.multipart(ADDRESS, RecordFormTest.typed(), List.of(file("bom.xlsx", bomb)));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("FIL-004");
        String[] many = new String[10_020];
        for (int index = 0; index < many.length; index++) {
            many[index] = index % 2 == 0 ? "p" + index : "";
        }
        assertThatThrownBy(() -> FileType.of("a.zip", zip(many)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("FIL-004"));
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, passwd",
        "C:\\temp\\a b.pdf, a b.pdf",
        "'a\u202Efdp.exe.pdf', 'a fdp.exe.pdf'",
        "'  .. ', tep",
        "'a<b>\"c.pdf', 'a b c.pdf'",
        "Quyết định.pdf, Quyết định.pdf"
    })
    void aHostileNameIsMadeSafe(String given, String safe) {
        assertThat(Files.safeName(given)).isEqualTo(safe);
        assertThat(Files.safeName("x".repeat(5000) + ".pdf").length()).isLessThan(200);
    }

    @Test
    void aFileTooLargeOrEmptyIsRefusedAndTheFormKeepsTheOthers() throws Exception {
        Map<String, String> typed = RecordFormTest.typed();
        typed.put("number", "mười");
        HttpResponse<String> answer = http.multipart(
                ADDRESS,
                typed,
                List.of(
                        file("lon.pdf", new byte[Files.MOST_BYTES + 1]),
                        file("rong.pdf", new byte[0]),
                        file("tot.pdf", PDF)));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("FIL-002", "FIL-001", "VAL-002", "tot.pdf", "value=\"mười\"");
        Matcher kept = Pattern.compile("name=\"documents\" value=\"(\\d+)\"").matcher(answer.body());
        assertThat(kept.find()).isTrue();
        typed.put("number", "10");
        typed.put("documents", kept.group(1));
        HttpResponse<String> saved = http.multipart(ADDRESS, typed, List.of());
        assertThat(saved.statusCode()).isEqualTo(303);
        assertThat(number(saved.headers().firstValue("Location").orElseThrow()))
                .isEqualTo(Long.parseLong(kept.group(1)));
    }

    @Test
    void aFileOfAnotherRecordIsRefused() throws Exception {
        long file = number(made(file("cua-toi.pdf", PDF)));
        Map<String, String> typed = RecordFormTest.typed();
        typed.put("documents", String.valueOf(file));
        HttpResponse<String> answer = http.form(ADDRESS, typed);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("VAL-020");
    }

    @Test
    void aFileThatSomeoneElseIsSendingIsNeitherTakenNorRead() throws Exception {
        JsonNode sent = Http.read(http.multipart(
                "/files", Map.of(), List.of(new Upload("file", "a.pdf", PDF)), "Accept", "application/json"));
        long number = sent.path("file").asLong();
        assertThat(http.get("/files/" + number).statusCode()).isEqualTo(200);
        database.sql("update register.file set account = 'khac' where id = :id")
                .param("id", number)
                .update();
        assertThat(http.get("/files/" + number).statusCode()).isEqualTo(404);
        Map<String, Object> typed = new LinkedHashMap<>(RecordFormTest.typed());
        typed.put("documents", List.of(number));
        assertThat(http.post(ADDRESS, typed).statusCode()).isEqualTo(422);
        database.sql("update register.file set account = 'admin' where id = :id")
                .param("id", number)
                .update();
        assertThat(http.post(ADDRESS, typed).statusCode()).isEqualTo(201);
    }

    @Test
    void aFileTakenOffItsRecordIsNotReadAnyMore() throws Exception {
        String address = made(file("bo-di.pdf", PDF), file("giu-lai.pdf", PDF));
        long gone = number(address);
        long kept = http.json(address + ".json").path("documents").path(1).asLong();
        Map<String, String> edit =
                Map.of("version", "1", "documents", gone + "," + kept, "documents._remove", "" + gone);
        assertThat(http.form(address, edit).statusCode()).isEqualTo(303);
        assertThat(number(address)).isEqualTo(kept);
        HttpResponse<String> refused = http.get("/files/" + gone);
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(http.get("/files/" + kept).statusCode()).isEqualTo(200);
        assertThat(http.get("/files/x").statusCode()).isEqualTo(404);
    }
}
