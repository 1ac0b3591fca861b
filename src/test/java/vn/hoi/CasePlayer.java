package vn.hoi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import vn.hoi.calendar.Span;
import vn.hoi.calendar.WorkingTime;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.Column;
import vn.hoi.register.ColumnType;
import vn.hoi.register.Records;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;

/** Plays a {@link CaseFile} in a browser and asks at every page for what a person would look for. */
final class CasePlayer {

    private static final int WIDE = 1280;
    private static final int PHONE = 390;
    /** What no reader may ever meet. */
    private static final List<String> NEVER = List.of("null", "{{", "}}", "undefined", "NaN", "\uFFFD");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Chromium browser;
    private final CaseFile told;
    private final Map<String, JsonNode> people;
    private final String way;
    private final Hand hand;
    private final String root = "http://127.0.0.1:" + TestApplication.port();
    private final Register register;
    private String record = "";
    private JsonNode now;
    private int pictures;

    CasePlayer(Chromium browser, CaseFile told, Map<String, JsonNode> people) {
        this.browser = browser;
        this.told = told;
        this.people = people;
        way = told.tree().path("way").asString("");
        hand = way.equals("keyboard") ? new Hand.Keyboard(browser) : new Hand.Pointer(browser);
        register = TestApplication.get(Registers.class)
                .get(told.tree().path("register").asString());
    }

    void play() throws Exception {
        told.tree().path("before").forEach(this::prepare);
        browser.width(way.equals("phone") ? PHONE : WIDE);
        browser.scripts(!way.equals("no-script"));
        browser.faults();
        try {
            open(told.tree().path("new"));
            for (JsonNode act : told.tree().path("acts")) {
                be(act.path("by").asString(""));
                if (act.has("step")) {
                    step(act);
                } else if (act.has("print")) {
                    print(act);
                } else {
                    lookUp(act);
                }
            }
        } finally {
            browser.scripts(true);
        }
    }

    private void prepare(JsonNode before) {
        Register of =
                TestApplication.get(Registers.class).get(before.path("register").asString());
        try {
            String code = TestApplication.get(Records.class)
                    .create(of, told.fields(before.path("values")))
                    .code();
            told.learn(before.path("as").asString(), code);
        } catch (Problem refused) {
            throw new AssertionError(before + ": " + refused.faults(), refused);
        }
    }

    private void be(String name) throws Exception {
        if (name.isEmpty()) {
            browser.be(List.of());
            return;
        }
        now = people.get(name);
        browser.be(now);
    }

    private void open(JsonNode form) throws Exception {
        be(form.path("by").asString());
        go("/registers/" + register.id());
        browser.leave(() -> hand.follow("Thêm bản ghi"));
        look("mới");
        if (form.has("wrong")) {
            fill(form.path("wrong").path("fill"));
            browser.leave(() -> hand.follow("Lưu"));
            browser.faults().forEach(fault -> assertThat(fault).contains("422"));
            refused(form.path("wrong").path("says"));
            // what was typed is still there
            for (Map.Entry<String, String> typed :
                    told.fields(form.path("wrong").path("fill")).entrySet()) {
                assertThat(kept(typed.getKey())).as(typed.getKey()).startsWith(shown(typed.getKey(), typed.getValue()));
            }
            look("sai");
        }
        fill(form.path("fill"));
        look("đã điền");
        browser.leave(() -> hand.follow("Lưu"));
        record = browser.run("location.pathname").asString();
        assertThat(record)
                .as(() -> page())
                .startsWith("/registers/" + register.id() + "/")
                .doesNotEndWith("/new");
        told.learn("code", record.substring(record.lastIndexOf('/') + 1));
        look("bản ghi");
        state(form.path("state"));
        due(form.path("due"));
        says(form.path("says"));
    }

    /** A choice as it is called on the page; anything else as it is typed. */
    private String shown(String field, String value) {
        String[] parts = field.split("\\.");
        Optional<Column> column = register.findColumn(parts[0]);
        if (parts.length > 1) {
            column = column.flatMap(rows -> rows.columns().stream()
                    .filter(inner -> inner.id().equals(parts[2]))
                    .findFirst());
        }
        return column.filter(one -> one.type() == ColumnType.CHOICE)
                .map(one -> register.choiceName(one, value).vi())
                .orElse(value);
    }

    /** The summary of errors names columns and codes. */
    private void refused(JsonNode named) throws Exception {
        String summary = Normalizer.normalize(
                browser.run("document.querySelector('.hoi-errors').innerText").asString(""), Normalizer.Form.NFC);
        for (String name : told.texts(named)) {
            assertThat(summary)
                    .contains(register.findColumn(name)
                            .map(column -> column.name().vi())
                            .orElse(name));
        }
    }

    private String kept(String field) throws Exception {
        return browser.run("(all => { const one = all.find(one => one.type === 'radio' ? one.checked : true);"
                        + " return !one ? '' : one.type === 'radio' ? one.parentElement.innerText.trim()"
                        + " : one.tagName === 'SELECT' ? one.selectedOptions[0].text.trim() : one.value; })"
                        + "([...document.querySelectorAll('main [name=\"" + field
                        + "\"]')].filter(one => one.type !== 'hidden'))")
                .asString("");
    }

    private void fill(JsonNode fields) throws Exception {
        for (Map.Entry<String, String> field : told.fields(fields).entrySet()) {
            hand.fill(field.getKey(), shown(field.getKey(), field.getValue()));
        }
    }

    private void go(String address) throws Exception {
        browser.leave(() -> browser.open(root + address));
    }

    private String page() {
        try {
            return Normalizer.normalize(
                    browser.run("(document.querySelector('main') || document.body).innerText")
                            .asString(""),
                    Normalizer.Form.NFC);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes a picture when asked to, and asks what holds of every page. */
    private void look(String what) throws Exception {
        pictures++;
        String folder = System.getProperty("hoi.cases", "");
        if (!folder.isEmpty()) {
            Files.createDirectories(Path.of(folder));
            browser.picture(Path.of(folder, "%s-%02d-%s.png".formatted(told.field(), pictures, what)));
        }
        assertThat(browser.faults()).as(() -> what + ": " + page()).isEmpty();
        assertThat(page()).as(what).doesNotContain(NEVER);
        if (way.equals("phone")) {
            assertThat(browser.run("document.documentElement.scrollWidth").asInt())
                    .as("nothing stands beyond the edge of a phone: %s", what)
                    .isLessThanOrEqualTo(PHONE);
        }
    }

    private void says(JsonNode sentences) {
        String page = page();
        told.texts(sentences).forEach(sentence -> assertThat(page).contains(sentence));
    }

    private void state(JsonNode name) throws Exception {
        assertThat(browser.run("document.querySelector('.hoi-head .tag').innerText.trim()")
                        .asString(""))
                .isEqualTo(
                        register.findState(name.asString()).orElseThrow().name().vi());
    }

    /** The deadline's name and day, and how it was counted, opened by whoever asks. */
    private void due(JsonNode due) throws Exception {
        if (due.isMissingNode()) {
            return;
        }
        hand.follow("Cách tính hạn");
        browser.until("document.querySelector('.hoi-course details').open");
        // beside the register's own there may be one of some states
        browser.run("document.querySelectorAll('.hoi-course details').forEach(one => one.open = true)");
        String shown = Normalizer.normalize(
                browser.run("document.querySelector('.hoi-course').innerText").asString(""), Normalizer.Form.NFC);
        LocalDate from = LocalDate.parse(told.text(due.path("from")));
        LocalDate day = due.has("within")
                ? TestApplication.get(WorkingTime.class)
                        .due(from.atTime(8, 0), Span.of(due.path("within").asString()))
                        .at()
                        .toLocalDate()
                : from;
        assertThat(shown)
                .contains(
                        register.deadline().name().vi(),
                        Vietnamese.day(day),
                        register.deadline().source());
        told.texts(due.path("says")).forEach(sentence -> assertThat(shown).contains(sentence));
        look("thời hạn");
    }

    private void step(JsonNode act) throws Exception {
        String name = register.lifecycles()
                .getLast()
                .findStep(act.path("step").asString())
                .orElseThrow()
                .name()
                .vi();
        go(record);
        browser.leave(() -> hand.follow(name));
        fill(act.path("fill"));
        look("bước");
        boolean last = browser.run(Hand.called(name) + ".length === 0").asBoolean();
        browser.leave(() -> hand.follow(last ? "Xem lại trước khi lưu" : name));
        if (last) {
            look("xác nhận");
            browser.leave(() -> hand.follow(name));
        }
        assertThat(browser.run("!document.querySelector('.hoi-errors')").asBoolean())
                .as(() -> name + ": " + page())
                .isTrue();
        unmask();
        look("sau bước");
        if (!browser.run("location.pathname").asString().equals(record)) {
            go(record);
            look("bản ghi");
        }
        state(act.path("state"));
        says(act.path("says"));
        due(act.path("due"));
    }

    /** Who prints what is masked is asked for the purpose first, and comes to the print then. */
    private void unmask() throws Exception {
        if (browser.run("location.pathname").asString().endsWith("/unmask")) {
            hand.fill("purpose", "In giấy tờ của hồ sơ đang giải quyết");
            look("mở dữ liệu cá nhân");
            browser.leave(() -> hand.follow("Mở dữ liệu cá nhân"));
        }
    }

    private void print(JsonNode act) throws Exception {
        go(record);
        String name = register.findPrint(act.path("print").asString())
                .orElseThrow()
                .name()
                .vi();
        browser.leave(() -> hand.follow(name));
        unmask();
        String draft = browser.run("location.pathname").asString();
        switch (act.path("numbered").asString("plain")) {
            case "book" -> browser.leave(() -> hand.follow("Cấp số và ban hành"));
            case "plain" -> browser.leave(() -> hand.follow("Lưu và lấy bản in"));
            default -> {
                // signed elsewhere: what came back is the draft itself
                Path signed = Files.createTempFile("signed", ".pdf");
                Files.write(signed, file(draft + ".pdf"));
                hand.fill("number", told.text(act.path("numbered")));
                hand.fill("day", Vietnamese.today().toString());
                browser.choose("#print-file", signed);
                look("bản in");
                browser.leave(() -> hand.follow("Lưu văn bản đã ký"));
                Files.delete(signed);
            }
        }
        String issued = browser.run("location.pathname").asString();
        assertThat(issued).as(() -> page()).startsWith(draft + "/");
        look("ban hành");
        told.learn(
                "number", browser.run("document.querySelector('h1').innerText").asString());
        byte[] pdf = file(issued + ".pdf");
        boolean here =
                browser.run("!!document.querySelector('a[href$=\".docx\"]')").asBoolean();
        byte[] docx = file(here ? issued + ".docx" : draft + ".docx");
        keep(act.path("print").asString(), pdf, docx);
        for (String text : List.of(DocumentText.ofPdf(pdf), DocumentText.ofDocx(docx))) {
            assertThat(text).doesNotContain(NEVER);
            String whole = DocumentText.whole(text);
            told.texts(act.path("says"))
                    .forEach(sentence -> assertThat(whole).as(sentence).contains(DocumentText.whole(sentence)));
        }
    }

    private void keep(String name, byte[] pdf, byte[] docx) throws Exception {
        String folder = System.getProperty("hoi.cases", "");
        if (!folder.isEmpty()) {
            String start = "%s-%02d-%s"
                    .formatted(told.field(), pictures, Vietnamese.fold(name).replace(' ', '-'));
            Files.write(Path.of(folder, start + ".pdf"), pdf);
            Files.write(Path.of(folder, start + ".docx"), docx);
        }
    }

    private void lookUp(JsonNode act) throws Exception {
        String key = told.text(act.path("look-up"));
        go("/p/" + register.id() + "/"
                + URLEncoder.encode(key, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("%2F", "/"));
        look("tra cứu");
        assertThat(browser.run("document.querySelector('h1').innerText").asString(""))
                .isEqualTo(act.path("verdict").asString());
        says(act.path("says"));
        String page = page();
        told.texts(act.path("hides")).forEach(hidden -> assertThat(page).doesNotContain(hidden));
    }

    private byte[] file(String address) throws Exception {
        String cookies = now.valueStream()
                .map(one ->
                        one.path("name").asString() + "=" + one.path("value").asString())
                .collect(Collectors.joining("; "));
        HttpResponse<byte[]> answer = CLIENT.send(
                HttpRequest.newBuilder(URI.create(root + address))
                        .header("Cookie", cookies)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return answer.body();
    }
}
