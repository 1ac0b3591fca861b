package vn.hoi.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.Http;
import vn.hoi.Seeded;
import vn.hoi.TestApplication;
import vn.hoi.TestDeclarations;
import vn.hoi.TestPeople;
import vn.hoi.common.Label;
import vn.hoi.common.Language;
import vn.hoi.common.Rights;
import vn.hoi.common.Ui;
import vn.hoi.journal.Journal;
import vn.hoi.unit.Units;

/** A record's journal as people read it: differences, steps, batches, pages, and the way back to an earlier version. */
class TimelineTest {

    private static final Ui UI = new Ui(Language.VI, "/", "", List.of(), "", Label.of("Lạng Sơn"), null);

    private final Http http = Http.shared();
    private final Registers registers = TestApplication.get(Registers.class);
    private final Records records = TestApplication.get(Records.class);
    private final Journal journal = TestApplication.get(Journal.class);
    private final Units units = TestApplication.get(Units.class);
    private final JdbcClient database = TestApplication.get(JdbcClient.class);
    private final TransactionTemplate transaction = TestApplication.get(TransactionTemplate.class);
    private final Register titles = registers.get("ip-title");

    @TempDir
    Path folder;

    private Row title(String goods) {
        return records.create(
                titles,
                Map.of(
                        "title", "Hoa hồi",
                        "kind", "mark",
                        "application-no", UUID.randomUUID().toString().substring(0, 20),
                        "filed-on", "05/9/2025",
                        "owner", "Chủ đơn",
                        "place", "06541",
                        "goods", goods));
    }

    private static String text(List<Timeline.Piece> pieces, Timeline.Kind... kinds) {
        List<Timeline.Kind> wanted = List.of(kinds);
        return pieces.stream()
                .filter(piece -> wanted.contains(piece.kind()))
                .map(Timeline.Piece::text)
                .collect(Collectors.joining());
    }

    @Test
    void ofALongTextOnlyThePassagesThatChangedAreMarked() {
        String start = "một hai ba bốn năm sáu bảy tám chín mười mười một mười hai mười ba mười bốn mười lăm mười sáu ";
        List<Timeline.Piece> pieces = TextDifference.of(start + "quả hồi khô", start + "quả hồi tươi");
        assertThat(text(pieces, Timeline.Kind.GONE)).isEqualTo("khô");
        assertThat(text(pieces, Timeline.Kind.NEW)).isEqualTo("tươi");
        assertThat(pieces.getFirst().text())
                .startsWith("… ")
                .doesNotContain("bảy")
                .endsWith("quả hồi ");
    }

    @Test
    void whatStayedAndWhatIsGoneIsTheTextBefore() {
        Seeded.check(random -> {
            for (int round = 0; round < 300; round++) {
                String before = words(random);
                String after = words(random);
                List<Timeline.Piece> pieces = TextDifference.of(before, after);
                assertThat(text(pieces, Timeline.Kind.SAME, Timeline.Kind.GONE)).isEqualTo(before);
                assertThat(text(pieces, Timeline.Kind.SAME, Timeline.Kind.NEW)).isEqualTo(after);
            }
        });
    }

    private static String words(Random random) {
        var text = new StringBuilder();
        int count = random.nextInt(16);
        for (int index = 0; index < count; index++) {
            text.append((char) ('a' + random.nextInt(4))).append(random.nextInt(5) == 0 ? "\n" : " ");
        }
        return text.toString();
    }

    @Test
    void textsTooLongToCompareWordByWordAreShownWhole() {
        String before = "a ".repeat(1500) + "x";
        String after = "b ".repeat(1500) + "y";
        assertThat(TextDifference.of(before, after)).hasSize(2);
    }

    @Test
    void rowsOfASmallTableAreComparedRowByRow() throws IOException {
        TestDeclarations declarations = TestDeclarations.copy(folder);
        declarations.replace(
                "fields/property/registers/ip-title.yaml",
                "  area:           {",
                "  authors: { name: { vi: Tác giả, en: Authors }, type: rows, columns: {"
                        + " name: { name: { vi: Họ tên, en: Name }, type: text },"
                        + " share: { name: { vi: Phần, en: Share }, type: percent } } }\n  area:           {");
        try (AnnotationConfigApplicationContext declared = declarations.read()) {
            Register register = declared.getBean(Registers.class).get("ip-title");
            List<Map<String, Object>> before = List.of(author("An", 50), author("Bình", 30), author("Chi", 20));
            List<Map<String, Object>> after =
                    List.of(author("An", 50), author("Bình", 25), author("Chi", 20), author("Dung", 5));
            List<Timeline.Line> lines = Timeline.lines(UI, register, units, entry("authors", before, after));
            assertThat(lines)
                    .extracting(line -> line.label() + " = " + text(line.pieces(), Timeline.Kind.values()))
                    .containsExactly("Tác giả, dòng 2, Phần = 30 → 25", "Tác giả, thêm dòng 4 = Họ tên: Dung; Phần: 5");
            assertThat(Timeline.lines(UI, register, units, entry("authors", after, before.subList(1, 3))))
                    .extracting(Timeline.Line::label)
                    .containsExactly("Tác giả, dòng 1, Phần", "Tác giả, bỏ dòng 1", "Tác giả, bỏ dòng 4");
        }
    }

    private static Map<String, Object> author(String name, int share) {
        return Map.of("name", name, "share", BigDecimal.valueOf(share));
    }

    private static Journal.Entry entry(String column, Object before, Object after) {
        return new Journal.Entry(
                1,
                Instant.now(),
                "admin",
                "ip-title/VB-1",
                "changed",
                Map.of(column, new Journal.Change(before, after)),
                null);
    }

    @Test
    void aStepIsToldByItsNameWithItsReason() throws Exception {
        Register parties = registers.get("party");
        Row party = records.create(parties, Map.of("name", "Hội Hồi " + UUID.randomUUID(), "kind", "association"));
        TestApplication.get(Steps.class)
                .take(
                        parties,
                        party.code(),
                        1,
                        "dissolve",
                        Map.of("dissolved-on", "01/7/2025", "reason", "Tự giải thể"));
        String page = http.get("/registers/party/" + party.code(), "Accept", "text/html")
                .body();
        assertThat(page).contains("Ghi ngừng hoạt động ·", "Lý do: Tự giải thể", "<ins>Ngừng hoạt động</ins>");
    }

    @Test
    void anActionWithoutATextIsShownAsItIs() {
        var entry = new Journal.Entry(1, Instant.now(), "admin", "ip-title/VB-1", "weighed", Map.of(), null);
        assertThat(Timeline.title(UI, titles, entry)).isEqualTo("weighed");
    }

    @Test
    void theWholeJournalIsWalkedPageByPage() throws Exception {
        Row row = title("Hồi");
        transaction.executeWithoutResult(status -> {
            for (int index = 0; index < 450; index++) {
                journal.write("ip-title/" + row.code(), "changed", Map.of(), "lần " + index);
            }
        });
        List<Long> seen = new ArrayList<>();
        String address = "/registers/ip-title/" + row.code() + "/journal.json";
        int pages = 0;
        while (!address.isEmpty()) {
            JsonNode page = http.json(address);
            page.path("rows").forEach(entry -> seen.add(entry.path("id").asLong()));
            address = page.path("next").isNull() ? "" : page.path("next").asString();
            pages++;
        }
        assertThat(pages).isEqualTo(3);
        assertThat(seen).hasSize(451).doesNotHaveDuplicates().isSortedAccordingTo(java.util.Comparator.reverseOrder());
        String page = http.get("/registers/ip-title/" + row.code(), "Accept", "text/html")
                .body();
        assertThat(page).contains("Các mục cũ hơn", "/journal?before=" + seen.get(199));
        assertThat(http.get(
                                "/registers/ip-title/" + row.code() + "/journal?before=" + seen.get(199),
                                "Accept",
                                "text/html")
                        .body())
                .contains("lần 249")
                .doesNotContain("lần 250");
    }

    @Test
    void anEarlierVersionFillsTheFormAndIsWrittenOnlyWhenSaved() throws Exception {
        Row row = title("Quả hồi khô");
        long made = journal.list("ip-title/" + row.code()).getFirst().id();
        records.change(titles, row.code(), 1, Map.of("goods", "Quả hồi tươi", "note", "đổi", "place", "06040"));
        records.change(titles, row.code(), 2, Map.of("goods", "Tinh dầu hồi"));
        String address = "/registers/ip-title/" + row.code();
        assertThat(http.get(address, "Accept", "text/html").body()).contains("/edit?as=" + made);
        String form =
                http.get(address + "/edit?as=" + made, "Accept", "text/html").body();
        assertThat(form)
                .contains("value=\"Quả hồi khô\"", "name=\"version\" value=\"3\"", "Chưa có gì được ghi")
                .doesNotContain("Tinh dầu hồi");
        assertThat(form)
                .as("the place of then is chosen")
                .containsPattern("name=\"place\"[^>]*value=\""
                        + TestApplication.get(Units.class)
                                .get((Integer) row.value("place"))
                                .fullName());
        assertThat(records.get(titles, row.code()).value("goods")).isEqualTo("Tinh dầu hồi");
        HttpResponse<String> foreign = http.get(address + "/edit?as=1.json");
        assertThat(foreign.statusCode()).isEqualTo(400);
        assertThat(http.get(address + "/journal.json?before=x").body()).contains("REG-423");
        assertThat(http.get(address + "/edit?as=999999999", "Accept", "application/json")
                        .body())
                .contains("REG-420");
    }

    @Test
    void aRecordOfABatchNamesItAndCanGoBackToIt() throws Exception {
        Row row = title("Như đã nạp");
        Long batch =
                transaction.execute(status -> journal.write("registers/ip-title", "loaded", Map.of(), "titles.xlsx"));
        database.sql("update register.ip_title set loaded_in = :batch where code = :code")
                .param("batch", batch)
                .param("code", row.code())
                .update();
        records.change(titles, row.code(), 1, Map.of("goods", "Đã sửa"));
        String page = http.get("/registers/ip-title/" + row.code(), "Accept", "text/html")
                .body();
        assertThat(page).contains("/registers/ip-title/batches/" + batch, "titles.xlsx", "/edit?as=" + batch);
    }

    @Test
    void personalValuesAreMaskedForWhomMayNotReadThem() {
        Register parties = registers.get("party");
        Row party =
                records.create(parties, Map.of("name", "Nguyễn Thị Hồi", "kind", "person", "phone", "0912 345 678"));
        // the program itself may read all; nobody known may read nothing
        Rights none = TestPeople.nobody();
        var masked = new History(
                TestApplication.get(DSLContext.class),
                journal,
                none,
                TestApplication.get(RecordRows.class),
                units,
                JsonMapper.shared());
        assertThat(masked.page(parties, party, List.of(), null).entries().toString())
                .contains("Nguyễn Thị Hồi", "•••")
                .doesNotContain("0912");
        assertThat(TestApplication.get(History.class)
                        .page(parties, party, List.of(), null)
                        .entries()
                        .toString())
                .contains("0912 345 678");
    }
}
