package vn.hoi.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.database.StartFailure;
import vn.hoi.register.Records;
import vn.hoi.register.Register;
import vn.hoi.register.RegisterExport;
import vn.hoi.register.Registers;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** What the files of an export say, counted by code that knows nothing of figures, is what the figures say. */
class ExportRecountTest {

    private static final String REGISTER = "digital-enterprise";
    private static final LocalDate EARLY = LocalDate.of(2150, 3, 7);
    private static final LocalDate LATE = LocalDate.of(2150, 9, 20);
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    private final Http http = Http.shared();
    private final Units units = TestApplication.get(Units.class);
    private final List<Unit> wards = units.on(LocalDate.of(2025, 7, 1)).stream()
            .filter(Unit::isGrassroots)
            .limit(2)
            .toList();
    private final List<Unit> agencies = units.on(LocalDate.of(2025, 7, 1)).stream()
            .filter(unit -> !unit.isArea())
            .limit(2)
            .toList();

    @AfterAll
    static void leaveNothing() {
        TestApplication.get(JdbcClient.class)
                .sql("delete from register.digital_enterprise where products = 'ExportRecountTest'")
                .update();
    }

    /** What is counted of a register, each number twice: as the figure says and as the exported file says. */
    private record Counted(Map<String, Long> here, Map<String, Long> recounted) {}

    @Test
    void recordsMadeRedatedMovedGivenAwayAndThrownAwayMoveTheFiguresAsTheExportSays() throws Exception {
        Counted before = count("before");
        String first = create(wards.getFirst(), agencies.getFirst(), "2150-01-10", 11);
        String second = create(wards.getFirst(), agencies.getFirst(), "2150-03-07", 20);
        String third = create(wards.getLast(), agencies.getLast(), "2150-03-08", 400);
        Counted made = count("made");
        assertThat(moved(before, made))
                .containsEntry("staff 2150-03-07", 31L)
                .containsEntry("staff 2150-09-20", 431L)
                .containsEntry("staff 2150-09-20 at " + wards.getFirst().code(), 31L)
                .containsEntry(
                        "enterprises 2150-09-20 of " + agencies.getFirst().code(), 2L);

        change(first, Map.of("founded-on", "2150-03-09"));
        write("PUT", "/" + second, Map.of("staff", 25, "version", 1));
        write(
                "POST",
                "/" + third + "/place",
                Map.of(
                        "do",
                        "move",
                        "place",
                        wards.getFirst().code(),
                        "on",
                        "2025-11-01",
                        "reason",
                        "chuyển trụ sở",
                        "version",
                        1));
        Counted changed = count("changed");
        assertThat(moved(made, changed))
                .containsEntry("staff 2150-03-07", -11L - 20 + 25)
                .containsEntry("staff 2150-09-20", 5L);

        write(
                "POST",
                "/" + second + "/place",
                Map.of("do", "correct", "unit", agencies.getLast().code(), "reason", "ghi nhầm đơn vị", "version", 2));
        assertThat(moved(changed, count("given")))
                .containsEntry(
                        "enterprises 2150-09-20 of " + agencies.getFirst().code(), -1L)
                .containsEntry("enterprises 2150-09-20 of " + agencies.getLast().code(), 1L)
                .containsEntry("staff 2150-09-20", 0L);

        Counted given = count("draft-before");
        JsonNode draft = Http.read(http.post("/registers/" + REGISTER + "/drafts", Map.of("enterprise", "Bản nháp")));
        String number = draft.path("draft").asString();
        assertThat(number).isNotBlank();
        assertThat(moved(given, count("draft")).values()).containsOnly(0L);
        assertThat(http.write("DELETE", "/registers/" + REGISTER + "/drafts/" + number, Map.of())
                        .statusCode())
                .isEqualTo(200);
        assertThat(moved(given, count("no-draft")).values()).containsOnly(0L);
    }

    @Test
    void csvAndJsonHoldTheSameRecordsAndTheFiguresOfTheSameMoment() throws Exception {
        create(wards.getFirst(), agencies.getFirst(), "2020-01-10", 7);
        Path out = export("all", null);
        assertThat(Files.readString(out.resolve("digital-certificate.csv")))
                .startsWith("code,")
                .doesNotContain("person-id");
        assertThat(Files.readString(out.resolve("digital-certificate.jsonl"))).doesNotContain("person-id");
        JsonNode about = JSON.readTree(Files.readString(out.resolve("export.json")));
        assertThat(about.path("registers").size()).isGreaterThan(40);
        assertThat(about.toString()).contains("person-id");
        for (JsonNode register : about.path("registers")) {
            String name = register.path("register").asString();
            List<CSVRecord> rows = rows(out.resolve(name + ".csv"));
            List<String> lines = Files.readAllLines(out.resolve(name + ".jsonl"));
            assertThat(rows).as(name).hasSize(register.path("records").asInt());
            assertThat(lines).as(name).hasSameSizeAs(rows);
            for (int index = 0; index < Math.min(20, lines.size()); index++) {
                JsonNode line = JSON.readTree(lines.get(index));
                assertThat(line.path("code").asString())
                        .isEqualTo(rows.get(index).get("code"));
                assertThat(line.properties().stream().map(Map.Entry::getKey).toList())
                        .isEqualTo(rows.get(index).getParser().getHeaderNames());
            }
        }
        assertThat(rows(out.resolve("units.csv"))).hasSameSizeAs(units.list());
        assertThat(Files.readAllLines(out.resolve("figures.jsonl")))
                .anyMatch(line -> line.contains("\"figure\":\"ict.enterprises\""))
                .anyMatch(line -> line.contains("\"value\":null"));
        assertThat(rows(out.resolve("figures-by-unit.csv")))
                .anyMatch(row -> row.get("figure").equals("ict.enterprises"));
    }

    @Test
    void personalColumnsLeaveOnlyForAPurposeWhichIsJournalled() throws Exception {
        String person = "020" + String.format("%09d", System.nanoTime() % 1_000_000_000);
        String code = Http.read(http.post(
                        "/registers/digital-certificate",
                        Map.of(
                                "holder",
                                "individual",
                                "holder-name",
                                "=Người xuất",
                                "medium",
                                "usb-token",
                                "serial",
                                UUID.randomUUID().toString(),
                                "issued-on",
                                "2150-01-01",
                                "state",
                                "handed-over",
                                "person-id",
                                person,
                                "place",
                                wards.getFirst().code())))
                .path("code")
                .asString();
        try {
            Path whole = export("personal.zip", "bàn giao dữ liệu cho kiểm toán");
            try (var zip = new ZipFile(whole.toFile())) {
                byte[] csv = zip.getInputStream(zip.getEntry("digital-certificate.csv"))
                        .readAllBytes();
                // a spreadsheet would run the name
                assertThat(new String(csv, StandardCharsets.UTF_8))
                        .contains(person)
                        .contains("'=Người xuất");
                assertThat(zip.getEntry("export.json")).isNotNull();
            }
            assertThat(TestApplication.get(JdbcClient.class)
                            .sql("select reason from journal.entry where subject = 'export/personal.zip'")
                            .query(String.class)
                            .single())
                    .isEqualTo("bàn giao dữ liệu cho kiểm toán");
        } finally {
            TestApplication.get(JdbcClient.class)
                    .sql("delete from register.digital_certificate where code = :code")
                    .param("code", code)
                    .update();
        }
    }

    @Test
    void filesLeaveWithTheRecordsThatNameThem() throws Exception {
        byte[] content = "%PDF-1.7 biên bản".getBytes(StandardCharsets.UTF_8);
        Records records = TestApplication.get(Records.class);
        Register meetings = TestApplication.get(Registers.class).get("meeting-conclusion");
        long kept = TestApplication.get(vn.hoi.register.Files.class)
                .keep("Biên bản họp.pdf", content)
                .number();
        long unnamed = TestApplication.get(vn.hoi.register.Files.class)
                .keep("Chưa gửi.pdf", content)
                .number();
        String code = records.create(
                        meetings,
                        Map.of(
                                "subject", "Giao ban để xuất",
                                "kind", "weekly",
                                "held-on", "2095-01-06",
                                "venue", "in-person",
                                "chair", "Nguyễn Văn Chủ Trì",
                                "state", "held",
                                "minutes", String.valueOf(kept)))
                .code();
        try {
            Path out = export("with-files", null);
            CSVRecord row = rows(out.resolve("files.csv")).stream()
                    .filter(one -> one.get("number").equals(String.valueOf(kept)))
                    .findFirst()
                    .orElseThrow();
            assertThat(row.toMap())
                    .containsEntry("register", "meeting-conclusion")
                    .containsEntry("code", code)
                    .containsEntry("column", "minutes")
                    .containsEntry("name", "Biên bản họp.pdf");
            byte[] written = Files.readAllBytes(out.resolve(row.get("file")));
            assertThat(written).isEqualTo(content);
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(written)))
                    .isEqualTo(row.get("sha256"));
            try (Stream<Path> files = Files.list(out.resolve("files"))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .noneMatch(name -> name.startsWith(unnamed + "-"));
            }
        } finally {
            JdbcClient database = TestApplication.get(JdbcClient.class);
            database.sql("delete from register.meeting_conclusion where code = :code")
                    .param("code", code)
                    .update();
            database.sql("delete from register.file where id in (:ids)")
                    .param("ids", List.of(kept, unnamed))
                    .update();
        }
    }

    @Test
    void anExistingPlaceAndPersonalDataWithoutAPurposeAreRefused() throws Exception {
        Path there = Files.createDirectory(folder.resolve("there"));
        assertThatThrownBy(() -> export("there", null))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("đã có");
        assertThat(there).isEmptyDirectory();
        for (List<String> words : List.of(
                List.of("--personal"),
                List.of("--personal", "--purpose", "ngắn"),
                List.of("--purpose", "bàn giao dữ liệu"))) {
            List<String> all = new ArrayList<>(List.of("export", "x"));
            all.addAll(words);
            assertThatThrownBy(() -> Commands.purpose(Arguments.read(all.toArray(new String[0]))))
                    .as(words.toString())
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("--personal");
        }
    }

    @Test
    void anExportBrokenOffLeavesNothing() throws Exception {
        try (ExportTarget broken = ExportTarget.begin(folder.resolve("broken"))) {
            broken.file("a.csv").close();
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    private Path export(String name, String purpose) {
        Path target = folder.resolve(name);
        int code = TestApplication.get(Export.class)
                .run(target, purpose, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        assertThat(code).isZero();
        return target;
    }

    /** The one register as an export writes it. */
    private Path one(String name) {
        Path file = folder.resolve(name + ".csv");
        TestApplication.get(TransactionTemplate.class).executeWithoutResult(status -> {
            try (OutputStream out = Files.newOutputStream(file)) {
                TestApplication.get(RegisterExport.class)
                        .write(
                                TestApplication.get(Registers.class).get(REGISTER),
                                RegisterExport.Form.CSV,
                                false,
                                out,
                                written -> {});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return file;
    }

    private static List<CSVRecord> rows(Path file) throws IOException {
        try (CSVParser parser = CSVParser.parse(
                file,
                StandardCharsets.UTF_8,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            return parser.getRecords();
        }
    }

    /** How far each number went, which must be the same for both. */
    private static Map<String, Long> moved(Counted from, Counted to) {
        Map<String, Long> here = difference(from.here, to.here);
        assertThat(here).isEqualTo(difference(from.recounted, to.recounted));
        return here;
    }

    private static Map<String, Long> difference(Map<String, Long> from, Map<String, Long> to) {
        Map<String, Long> difference = new LinkedHashMap<>();
        to.forEach((name, value) -> difference.put(name, value - from.getOrDefault(name, 0L)));
        return difference;
    }

    private Counted count(String name) throws Exception {
        List<CSVRecord> rows = rows(one(name));
        Map<String, Long> here = new LinkedHashMap<>();
        Map<String, Long> recounted = new LinkedHashMap<>();
        for (LocalDate day : List.of(EARLY, LATE)) {
            Predicate<CSVRecord> counted = row -> !row.get("sector").equals("application") && isThere(row, day);
            here.put("staff " + day, figure("ict.enterprises.staff", "as-of=" + day));
            recounted.put("staff " + day, sum(rows, counted, ExportRecountTest::staff));
            for (Unit ward : wards) {
                here.put(
                        "staff " + day + " at " + ward.code(),
                        figure("ict.enterprises.staff", "as-of=" + day + "&unit=" + ward.code()));
                recounted.put(
                        "staff " + day + " at " + ward.code(),
                        sum(rows, counted.and(row -> row.get("place").equals(ward.code())), ExportRecountTest::staff));
            }
            Map<String, Long> of = departments(day);
            for (Unit agency : agencies) {
                String told = "enterprises " + day + " of " + agency.code();
                here.put(told, of.getOrDefault(agency.code(), 0L));
                recounted.put(told, sum(rows, counted.and(row -> row.get("unit").equals(agency.code())), row -> 1));
            }
        }
        assertThat(here.get("staff " + LATE)).isEqualTo(recounted.get("staff " + LATE));
        return new Counted(here, recounted);
    }

    private static boolean isThere(CSVRecord row, LocalDate day) {
        return !LocalDate.parse(row.get("founded-on")).isAfter(day)
                && (row.get("ended-on").isEmpty()
                        || LocalDate.parse(row.get("ended-on")).isAfter(day));
    }

    private static long staff(CSVRecord row) {
        return row.get("staff").isEmpty() ? 0 : Long.parseLong(row.get("staff"));
    }

    private static long sum(List<CSVRecord> rows, Predicate<CSVRecord> which, ToLongFunction<CSVRecord> what) {
        return rows.stream().filter(which).mapToLong(what).sum();
    }

    private long figure(String figure, String query) throws Exception {
        JsonNode body = http.json("/figures/" + figure + ".json?" + query);
        return body.path("value").asLong(0) - body.path("opening").asLong(0);
    }

    private Map<String, Long> departments(LocalDate day) throws Exception {
        Map<String, Long> cells = new LinkedHashMap<>();
        http.json("/figures/ict.enterprises.json?by=unit&level=department&as-of=" + day)
                .path("cells")
                .forEach(cell -> cells.put(
                        cell.path("unit").asString(""), cell.path("value").asLong()));
        return cells;
    }

    private String create(Unit place, Unit unit, String founded, int staff) throws Exception {
        JsonNode made = write(
                "POST",
                "",
                Map.of(
                        "enterprise",
                        "Doanh nghiệp " + UUID.randomUUID(),
                        "form",
                        "limited",
                        "sector",
                        "software",
                        "founded-on",
                        founded,
                        "staff",
                        staff,
                        "products",
                        "ExportRecountTest",
                        "place",
                        place.code(),
                        "unit",
                        unit.code()));
        return made.path("code").asString();
    }

    private void change(String code, Map<String, ?> values) throws Exception {
        Map<String, Object> sent = new LinkedHashMap<>(values);
        sent.put("version", 1);
        write("PUT", "/" + code, sent);
    }

    private JsonNode write(String method, String address, Map<String, ?> body) throws Exception {
        var answer = http.write(method, "/registers/" + REGISTER + address, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return Http.read(answer);
    }
}
