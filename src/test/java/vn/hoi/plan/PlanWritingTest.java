package vn.hoi.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestPeople;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** A plan from its beginning to its publication, by people with different rights, over the wire. */
class PlanWritingTest {

    private static final String PLANNER = "planner-of-plans";
    private static final String SECOND = "second-planner";
    private static final String WRITER = "writer-of-one-commune";

    private static int commune;
    private static int made;

    @BeforeAll
    static void people() {
        TestPeople.make(TestApplication.context(), PLANNER, List.of("planner"), null, Set.of());
        TestPeople.make(TestApplication.context(), SECOND, List.of("leader"), null, Set.of());
        Unit unit = TestApplication.get(Units.class).on(Vietnamese.today()).stream()
                .filter(Unit::isGrassroots)
                .findFirst()
                .orElseThrow();
        commune = unit.id();
        TestPeople.make(TestApplication.context(), WRITER, List.of("commune"), commune, Set.of());
    }

    private static String copied() throws Exception {
        String code = "thu-" + ++made;
        HttpResponse<String> begun = Http.as(PLANNER)
                .form("/plans", Map.of("copy", "234-2025", "year", String.valueOf(2026 + made), "code", code));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(303);
        return code;
    }

    private static JsonNode section(String code, String key) throws Exception {
        for (JsonNode row :
                Http.as(PLANNER).json("/plans/" + code + "/write.json").get("rows")) {
            if (row.get("key").asString().equals(key)) {
                return Http.as(PLANNER)
                        .json("/plans/" + code + "/sections/"
                                + row.get("section").asInt() + ".json");
            }
        }
        throw new AssertionError(key);
    }

    private static HttpResponse<String> act(String account, String code, JsonNode section, String act, String... more)
            throws Exception {
        Map<String, String> sent = new LinkedHashMap<>();
        sent.put("do", act);
        for (int index = 0; index < more.length; index += 2) {
            sent.put(more[index], more[index + 1]);
        }
        return Http.as(account)
                .form("/plans/" + code + "/sections/" + section.get("section").asInt(), sent);
    }

    private static JsonNode first(JsonNode section) {
        return section.get("paragraphs").get(0);
    }

    @Test
    void aPlanCopiedForwardAsksEveryFigureForTheNewTime() throws Exception {
        Plan old = TestApplication.get(Plans.class).get("234-2025");
        String code = copied();
        Plan plan = TestApplication.get(Plans.class).get(code);
        int years = plan.head().cutOff().getYear() - old.head().cutOff().getYear();
        Map<String, String> earlier = new LinkedHashMap<>();
        for (Citation before : old.citations().values()) {
            String id = before.figure().id();
            earlier.put(
                    TestApplication.get(MoneyFigures.class)
                            .later(before.figure(), years)
                            .map(vn.hoi.figure.Figure::id)
                            .orElse(id),
                    id);
        }
        assertThat(plan.citations().keySet()).isEqualTo(earlier.keySet());
        plan.citations().forEach((id, citation) -> {
            Citation before = Objects.requireNonNull(old.citations().get(earlier.get(id)));
            assertThat(citation.figure().id()).isEqualTo(id);
            assertThat(citation.query()).as(id).isEqualTo(before.later(years).query());
            assertThat(citation.published()).isNull();
        });
        assertThat(plan.sections())
                .as("words are looked at again; headings and lists read from registers need no new ones")
                .allMatch(section -> (section.state() == PlanSection.State.CARRIED)
                        == section.paragraphs().stream()
                                .anyMatch(paragraph -> !paragraph.text().matches("(?s)\\{\\{[^{}]*}}")));
        assertThat(plan.title().vi())
                .contains("năm " + plan.head().period().from().getYear());
        assertThat(plan.sections())
                .extracting(PlanSection::heading)
                .anyMatch(heading -> heading.contains("2021 - 2025"));
        assertThat(Http.as(PLANNER).get("/plans/" + code + ".json").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aDraftIsNotForThoseOutside() throws Exception {
        String code = copied();
        assertThat(Http.unknown().get("/plans/" + code).statusCode()).isEqualTo(404);
        assertThat(Http.unknown().get("/plans.json").body()).doesNotContain(code);
        assertThat(Http.as(WRITER).get("/plans/" + code + ".json").statusCode()).isEqualTo(200);
    }

    @Test
    void twoWhoWriteOneParagraphLoseNoWord() throws Exception {
        String code = copied();
        JsonNode section = section(code, "00-mo-dau");
        String paragraph = first(section).get("id").asString();
        String version = first(section).get("version").asString();
        assertThat(act(
                                PLANNER,
                                code,
                                section,
                                "save",
                                "paragraph",
                                paragraph,
                                "version",
                                version,
                                "text",
                                "Lời của người thứ nhất.")
                        .statusCode())
                .isEqualTo(303);
        HttpResponse<String> late = act(
                SECOND,
                code,
                section,
                "save",
                "paragraph",
                paragraph,
                "version",
                version,
                "text",
                "Lời của người thứ hai.");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("Lời của người thứ nhất.").contains("Lời của người thứ hai.");
        JsonNode now = section(code, "00-mo-dau");
        assertThat(first(now).get("text").asString()).isEqualTo("Lời của người thứ nhất.");
        // the second takes the own words instead; the first's stay in the history
        long remark = TestApplication.get(JdbcClient.class)
                .sql("select id from plan.remark where paragraph = :id and state = 'open'")
                .param("id", Long.valueOf(paragraph))
                .query(Long.class)
                .single();
        act(SECOND, code, section, "take", "paragraph", paragraph, "remark", String.valueOf(remark));
        now = section(code, "00-mo-dau");
        assertThat(first(now).get("text").asString()).isEqualTo("Lời của người thứ hai.");
        String history = Http.as(SECOND)
                .get("/plans/" + code + "/sections/" + now.get("section").asInt() + "/paragraphs/" + paragraph
                        + ".json")
                .body();
        assertThat(history).contains("Lời của người thứ nhất.").contains("Công văn số 11112");
    }

    @Test
    void onlyWhoWasGivenASectionWritesIt() throws Exception {
        String code = copied();
        JsonNode section = section(code, "a3-kho-khan-kien-nghi");
        assertThat(act(WRITER, code, section, "add", "paragraph", "0", "text", "Xã viết.")
                        .statusCode())
                .isEqualTo(403);
        Http.as(PLANNER)
                .form(
                        "/plans/" + code + "/assign",
                        Map.of("s" + section.get("section").asInt(), "on", "account", WRITER, "due-on", "30/06/2027"));
        assertThat(act(WRITER, code, section, "add", "paragraph", "0", "text", "Xã viết.\n\n- một\n- hai")
                        .statusCode())
                .isEqualTo(303);
        JsonNode now = section(code, "a3-kho-khan-kien-nghi");
        assertThat(now.get("paragraphs"))
                .extracting(each -> each.get("text").asString())
                .contains("Xã viết.", "- một\n- hai");
        assertThat(now.get("state").asString()).isEqualTo("writing");
        assertThat(act(WRITER, code, now, "done").statusCode()).isEqualTo(303);
        // anybody inside may say something of any paragraph
        JsonNode other = section(code, "00-mo-dau");
        assertThat(act(
                                WRITER,
                                code,
                                other,
                                "comment",
                                "paragraph",
                                first(other).get("id").asString(),
                                "text",
                                "Nên gọn hơn.")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void aTextCitingWhatIsNotThereIsRefusedWithItsPlaceAndKept() throws Exception {
        String code = copied();
        JsonNode section = section(code, "00-mo-dau");
        HttpResponse<String> refused = act(
                PLANNER,
                code,
                section,
                "add",
                "paragraph",
                "0",
                "text",
                "Có {{khong.co.that}} hồ sơ và {{table: cung.khong}}.");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("PLA-423").contains("khong.co.that").contains("Có {{khong.co.that}} hồ sơ");
        HttpResponse<String> table =
                act(PLANNER, code, section, "add", "paragraph", "0", "text", "{{records: khong-co}}");
        assertThat(table.statusCode()).isEqualTo(422);
        HttpResponse<String> see =
                act(PLANNER, code, section, "add", "paragraph", "0", "text", "Xem {{see: khong-co}}.");
        assertThat(see.statusCode()).isEqualTo(422);
    }

    @Test
    void aHostilePasteIsShownAsTextAndFetchesNothing() throws Exception {
        String code = copied();
        JsonNode section = section(code, "00-mo-dau");
        String paste =
                "<script>alert(1)</script> ![hình](https://xau.example/a.png) [chữ](javascript:alert(2)) <img src=x onerror=alert(3)>";
        assertThat(act(PLANNER, code, section, "add", "paragraph", "0", "text", paste)
                        .statusCode())
                .isEqualTo(303);
        for (String page : List.of(
                "/plans/" + code,
                "/plans/" + code + "/sections/" + section.get("section").asInt())) {
            String body = Http.as(PLANNER).get(page, "Accept", "text/html").body();
            assertThat(body)
                    .doesNotContain("<script>alert")
                    .doesNotContain("<img")
                    .doesNotContain("href=\"javascript:");
        }
        assertThat(act(PLANNER, code, section, "add", "paragraph", "0", "text", "x".repeat(20_001))
                        .statusCode())
                .isEqualTo(422);
        assertThat(act(PLANNER, code, section, "add", "paragraph", "0", "text", "y".repeat(10_500_000))
                        .statusCode())
                .isBetween(400, 422);
    }

    @Test
    void opinionsComeBackIntoTheTableOfWhatWasTakenUp() throws Exception {
        String code = copied();
        String address = "/plans/" + code + "/opinions";
        assertThat(Http.as(PLANNER)
                        .form(address, Map.of("u" + commune, "on", "due-on", "01/01/2020"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(Http.as(PLANNER)
                        .form(address, Map.of("u" + commune, "on", "due-on", "31/12/2099"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(Http.as(PLANNER)
                        .json("/plans/" + code + ".json")
                        .get("state")
                        .asString())
                .isEqualTo("in-opinion");
        JdbcClient database = TestApplication.get(JdbcClient.class);
        long opinion = database.sql(
                        "select o.id from plan.opinion o join plan.plan p on p.id = o.plan where p.code = :code")
                .param("code", code)
                .query(Long.class)
                .single();
        assertThat(Http.as(PLANNER)
                        .form(address + "/" + opinion, Map.of("agrees", "1"))
                        .statusCode())
                .as("a planner of the province does not answer for a commune unless reporting is theirs too")
                .isIn(303, 403);
        HttpResponse<String> silent = Http.as(WRITER).form(address + "/" + opinion, Map.of("s0", " "));
        assertThat(silent.statusCode()).isEqualTo(422);
        assertThat(Http.as(WRITER)
                        .form(address + "/" + opinion, Map.of("s0", "Bổ sung kinh phí cho xã biên giới."))
                        .statusCode())
                .isEqualTo(303);
        long point = database.sql("select id from plan.opinion_point where opinion = :id")
                .param("id", opinion)
                .query(Long.class)
                .single();
        assertThat(Http.as(PLANNER)
                        .form(address + "/points/" + point, Map.of("taken", "not", "reason", ""))
                        .statusCode())
                .isEqualTo(422);
        assertThat(Http.as(PLANNER)
                        .form(
                                address + "/points/" + point,
                                Map.of("taken", "not", "reason", "Đã có trong dự toán ngân sách xã."))
                        .statusCode())
                .isEqualTo(303);
        JsonNode row = Http.as(PLANNER).json(address + ".json").get("rows").get(0);
        assertThat(row.get("text").asString()).isEqualTo("Bổ sung kinh phí cho xã biên giới.");
        assertThat(row.get("reason").asString()).isEqualTo("Đã có trong dự toán ngân sách xã.");
        assertThat(Http.as(PLANNER).get(address + ".docx").statusCode()).isEqualTo(200);
    }

    @Test
    void aPlanGoesOutOnlyWithAReasonForEveryOpenPointAndThenStandsStill() throws Exception {
        String code = begun();
        String address = "/plans/" + code + "/publish";
        assertThat(Http.as(PLANNER)
                        .form(address, Map.of("do", "publish", "number", "12/KH-UBND", "issued-on", "02/11/2026"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(Http.as(PLANNER).form(address, Map.of("do", "submit")).statusCode())
                .isEqualTo(303);
        assertThat(Http.as(PLANNER).form(address, Map.of("do", "approve")).statusCode())
                .as("who submitted")
                .isEqualTo(403);
        assertThat(Http.as(SECOND).form(address, Map.of("do", "approve")).statusCode())
                .isEqualTo(303);
        Map<String, String> out =
                new LinkedHashMap<>(Map.of("do", "publish", "number", "12/KH-UBND", "issued-on", "02/11/2026"));
        HttpResponse<String> open = Http.as(SECOND).form(address, out);
        assertThat(open.statusCode()).isEqualTo(422);
        assertThat(open.body()).contains("PLA-445");
        for (JsonNode point : Http.as(SECOND).json(address + ".json").get("rows")) {
            out.put("reason:" + point.get("point").asString(), "Số liệu sẽ bổ sung ở lần ban hành sau.");
        }
        HttpResponse<String> published = Http.as(SECOND).form(address, out);
        assertThat(published.statusCode()).as(published.body()).isEqualTo(303);
        assertThat(Http.unknown().get("/plans/" + code + ".json").statusCode()).isEqualTo(200);
        String kept = Http.unknown().get("/plans/" + code + "/published.json").body();
        assertThat(kept).contains("html").contains("docx").contains("pdf");
        Plan plan = TestApplication.get(Plans.class).get(code);
        assertThat(plan.state()).isEqualTo(PlanState.PUBLISHED);
        JdbcClient database = TestApplication.get(JdbcClient.class);
        assertThatThrownBy(() ->
                        database.sql("update plan.publication set content = ''").update())
                .hasMessageContaining("PLA-010");
        assertThatThrownBy(
                        () -> database.sql("delete from plan.paragraph_version").update())
                .hasMessageContaining("PLA-010");
        // its words no longer change
        JsonNode section = Http.as(SECOND)
                .json("/plans/" + code + "/write.json")
                .get("rows")
                .get(0);
        assertThat(act(SECOND, code, section, "add", "paragraph", "0", "text", "Thêm.")
                        .statusCode())
                .isEqualTo(409);
    }

    private static String begun() throws Exception {
        String code = "de-cuong-" + ++made;
        HttpResponse<String> begun =
                Http.as(PLANNER).form("/plans", Map.of("outline", "plan-2026", "year", "2027", "code", code));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(303);
        return code;
    }

    @Test
    void aPlanBegunFromAnOutlineHasItsHeadingsAndTitle() throws Exception {
        String code = begun();
        Plan plan = TestApplication.get(Plans.class).get(code);
        Outline outline = TestApplication.get(Outlines.class).get("plan-2026");
        assertThat(plan.sections()).hasSameSizeAs(outline.headings());
        assertThat(plan.title().vi()).endsWith("tỉnh Lạng Sơn năm 2027");
        assertThat(plan.appendices()).isNotEmpty();
        assertThat(Http.as(PLANNER)
                        .form("/plans", Map.of("outline", "plan-2026", "year", "2027", "code", code))
                        .statusCode())
                .isEqualTo(409);
        assertThat(Http.as(PLANNER)
                        .form("/plans", Map.of("outline", "khong-co", "year", "2027", "code", "khac"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(Http.as(PLANNER)
                        .form("/plans", Map.of("outline", "plan-2026", "year", "hai", "code", "khac"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void theDocumentHasHeadingsFootnotesTablesAndContents() throws Exception {
        byte[] content = TestApplication.get(vn.hoi.document.Documents.class)
                .docx(TestApplication.get(PlanDocument.class)
                        .of(TestApplication.get(Plans.class).get("234-2025")));
        try (var docx = new XWPFDocument(new ByteArrayInputStream(content))) {
            assertThat(docx.getParagraphs())
                    .extracting(XWPFParagraph::getStyle)
                    .contains("Heading1", "Heading2", "Heading3", "Heading4", "Contents", "Contents1");
            assertThat(docx.getFootnotes()).hasSizeGreaterThan(8);
            assertThat(docx.getDocument().xmlText()).contains("TOC \\o");
            String text =
                    docx.getParagraphs().stream().map(XWPFParagraph::getText).reduce("", String::concat);
            assertThat(text).doesNotContain("{{");
        }
        byte[] pdf = TestApplication.get(vn.hoi.document.Documents.class)
                .pdf(TestApplication.get(PlanDocument.class)
                        .of(TestApplication.get(Plans.class).get("234-2025")));
        assertThat(new String(pdf, StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-")
                .contains("/Outlines");
    }

    @Test
    void typedNumbersThatFiguresKnowArePointedOut() {
        Plan plan = TestApplication.get(Plans.class).get("234-2025");
        Citation citation = Objects.requireNonNull(plan.citations().get("ip.titles.designs"));
        List<CitedFigure> figures = List.of(new CitedFigure(
                citation,
                new vn.hoi.figure.Reading(citation.figure(), citation.query(), new BigDecimal(6), 6L, List.of())));
        List<TypedNumber> equal =
                TypedNumbers.in("Toàn tỉnh có 6 kiểu dáng công nghiệp được bảo hộ theo Điều 6.", figures);
        assertThat(equal).hasSize(1);
        assertThat(equal.getFirst().equal()).isTrue();
        List<TypedNumber> other = TypedNumbers.in("Toàn tỉnh có 9 kiểu dáng công nghiệp được bảo hộ.", figures);
        assertThat(other).hasSize(1);
        assertThat(other.getFirst().equal()).isFalse();
        assertThat(TypedNumbers.in(
                        "Đã cấp {{ip.titles.designs}} kiểu dáng; ngày 6 tháng 6 năm 2026, số 6/QĐ.", figures))
                .isEmpty();
    }

    @Test
    void wordsFollowRiseFallAndTheValueItself() {
        assertThat(words(
                        "{{ip.titles.designs; rise: tăng; fall: giảm; same: giữ nguyên; none: chưa so sánh được}}",
                        "8",
                        "6"))
                .isEqualTo("tăng");
        assertThat(words("{{ip.titles.designs; rise: tăng; fall: giảm}}", "3", "6"))
                .isEqualTo("giảm");
        assertThat(words("{{ip.titles.designs; none: chưa so sánh được}}", null, null))
                .isEqualTo("chưa so sánh được");
        assertThat(words("{{~ip.titles.designs}}", "1583", null)).isEqualTo("gần 1.600");
        assertThat(words("{{~ip.titles.designs}}", "1612", null)).isEqualTo("trên 1.600");
        assertThat(words("{{~ip.titles.designs}}", "1600", null)).isEqualTo("1.600");
        assertThat(words("{{ip.titles.designs; change%}}", "9", "6")).isEqualTo("50%");
    }

    private static String words(String place, String now, String before) {
        Plan plan = TestApplication.get(Plans.class).get("234-2025");
        Citation citation = Objects.requireNonNull(plan.citations().get("ip.titles.designs"));
        var here = new vn.hoi.figure.Reading(
                citation.figure(), citation.query(), now == null ? null : new BigDecimal(now), null, List.of());
        Citation unpublished = citation.later(0);
        var words = new FigureWords(
                Map.of("ip.titles.designs", new CitedFigure(unpublished, here)),
                earlier -> before == null ? java.util.Optional.empty() : java.util.Optional.of(new BigDecimal(before)),
                vn.hoi.common.Language.VI);
        return FigureNode.fill(place, words::of);
    }

    @Test
    void aVersionIsComparedSentenceBySentence() {
        OffsetDateTime at = OffsetDateTime.parse("2026-07-01T08:00+07:00");
        List<Changed> changed = Changed.of(List.of(
                new EarlierText(2, "Một. Bốn. Ba.", false, "hai", at),
                new EarlierText(1, "Một. Hai. Ba.", false, "một", at)));
        assertThat(changed.getFirst().parts())
                .extracting(part -> part.kind() + " " + part.text().strip())
                .containsExactly("SAME Một.", "GONE Hai.", "NEW Bốn.", "SAME Ba.");
        assertThat(changed.getLast().parts())
                .extracting(part -> part.kind() + " " + part.text())
                .containsExactly("NEW Một. Hai. Ba. ");
    }
}
