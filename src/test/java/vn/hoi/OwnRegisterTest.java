package vn.hoi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.Vietnamese;
import vn.hoi.intake.Batch;
import vn.hoi.intake.Imports;
import vn.hoi.register.Registers;

/** What the README promises of a register written by hand, with the very texts of the README. */
class OwnRegisterTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path home;

    private static ConfigurableApplicationContext program;
    private static String root;

    @BeforeAll
    static void writeTheFilesAndStart() throws IOException {
        TestDeclarations.copy(home);
        List<String> texts = blocks(Files.readString(TestApplication.HOME.resolve("README.md")));
        Path field = home.resolve("fields/innovation");
        write(field.resolve("registers/student-startup.yaml"), texts.get(0));
        write(field.resolve("prints/student-startup-certificate.md"), texts.get(1));
        Files.writeString(field.resolve("figures.yaml"), "\n" + texts.get(2), java.nio.file.StandardOpenOption.APPEND);
        program = TestApplication.start(TestDatabase.fresh(), home, WebApplicationType.SERVLET);
        root = "http://localhost:" + program.getEnvironment().getRequiredProperty("local.server.port");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** The texts between three backticks under «Add a register» and «Add a figure»: yaml, markdown, yaml. */
    private static List<String> blocks(String readme) {
        String part = readme.substring(readme.indexOf("## Add a register"), readme.indexOf("## A day in a register"));
        Matcher block = Pattern.compile("```(?:yaml|markdown)\n(.*?)```", Pattern.DOTALL)
                .matcher(part);
        List<String> texts = new ArrayList<>();
        while (block.find()) {
            texts.add(block.group(1));
        }
        assertThat(texts).hasSize(3);
        return texts;
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String page(String address) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                send(TestPeople.request(URI.create(root + address)).header("Accept", "text/html"));
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static JsonNode json(String address) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send(TestPeople.request(URI.create(root + address)));
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static JsonNode post(String address, String body, int status) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send(TestPeople.request(URI.create(root + address))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as(text).isEqualTo(status);
        return JSON.readTree(text);
    }

    private static long started() throws IOException, InterruptedException {
        return json("/figures/student.startups.started.json").path("value").asLong();
    }

    @Test
    void aRegisterWrittenByHandHasListFormImportLifecyclePrintFigureAndPublicLookUp()
            throws IOException, InterruptedException {
        assertThat(page("/registers/student-startup")).contains("Dự án khởi nghiệp học sinh, sinh viên");
        assertThat(page("/registers/student-startup/new")).contains("Tên dự án", "Thành viên", "Mã số thuế");
        assertThat(page("/registers/student-startup/help")).contains("<svg", "Công nhận", "15 ngày làm việc");
        long before = started();

        // a rule of its own, over the rows of the small table
        post("/registers/student-startup", """
                {"title":"Hồi xanh","owner":"Hợp tác xã Hồi Văn Quan","started-on":"2026-01-05","members":[{"name":"A","share":70},{"name":"B","share":40}]}""", 422);
        JsonNode made = post("/registers/student-startup", """
                {"title":"Hồi xanh","owner":"Hợp tác xã Hồi Văn Quan","started-on":"2026-01-05","applied-on":"2026-02-12","members":[{"name":"A","share":70},{"name":"B","share":30}]}""", 201);
        String address = "/registers/student-startup/" + made.path("code").asString();
        assertThat(started()).isEqualTo(before + 1);
        assertThat(page(address)).contains("Hạn trả lời", "Công nhận");

        JsonNode recognised = post(
                address + "/steps/recognise", "{\"version\":1,\"recognised-on\":\"" + Vietnamese.today() + "\"}", 200);
        assertThat(recognised.path("state").asString()).isEqualTo("recognised");

        HttpResponse<byte[]> issued =
                send(TestPeople.request(URI.create(root + address + "/prints/student-startup-certificate"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "version=" + recognised.path("version").asInt())));
        assertThat(issued.statusCode())
                .as(new String(issued.body(), StandardCharsets.UTF_8))
                .isIn(200, 201, 303);
        JsonNode record = json(address + ".json");
        assertThat(record.path("certificate-no").asString()).startsWith("01/GCN-DAKN");
        HttpResponse<byte[]> pdf =
                send(TestPeople.request(URI.create(root + address + "/prints/student-startup-certificate.pdf")));
        assertThat(pdf.statusCode()).isEqualTo(200);
        assertThat(new String(pdf.body(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");

        String looked =
                page("/p/student-startup/" + record.path("certificate-no").asString());
        assertThat(looked).contains("Hồi xanh");

        Path file = home.resolve("du-an.csv");
        Files.writeString(file, """
                DANH SÁCH DỰ ÁN KHỞI NGHIỆP;;;
                Tên dự án;Chủ dự án;Ngày bắt đầu;Ngày nộp hồ sơ
                Trà hoa vàng;Công ty TNHH Trà Ba Chẽ;05/01/2026;12/02/2026
                Mật ong bạc hà;Hợp tác xã Mật ong;06/01/2026;13/02/2026
                """);
        Batch batch = program.getBean(Imports.class)
                .load(program.getBean(Registers.class).get("student-startup"), file, "du-an.csv", true, none -> {});
        assertThat(batch.state()).as(String.valueOf(batch)).isEqualTo(Batch.State.DONE);
        assertThat(batch.counts().fresh()).as(String.valueOf(batch)).isEqualTo(2);
        assertThat(started()).isEqualTo(before + 3);
    }
}
