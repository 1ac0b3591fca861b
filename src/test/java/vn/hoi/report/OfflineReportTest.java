package vn.hoi.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import vn.hoi.Chromium;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestPeople;
import vn.hoi.access.Passwords;
import vn.hoi.journal.Journal;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** A report filled in by a browser on a line that breaks: nothing is lost, nothing is sent twice. */
class OfflineReportTest {

    private static final String ACCOUNT = "bc.vung-lom";
    private static final String PASSWORD = "đường lên Mẫu Sơn mù sương";
    private static final String FORM = "/reports/document-quarterly/";

    private static Wire wire;
    private static Chromium browser;
    private static String commune;

    @BeforeAll
    static void signIn() throws Exception {
        ApplicationContext program = TestApplication.context();
        Unit unit = program.getBean(Units.class).on(LocalDate.of(2026, 1, 1)).stream()
                .filter(Unit::isGrassroots)
                .skip(9)
                .findFirst()
                .orElseThrow();
        commune = unit.code();
        TestPeople.make(program, ACCOUNT, List.of("commune"), unit.id(), Set.of());
        program.getBean(Passwords.class).set(ACCOUNT, PASSWORD, null, "password-set");
        wire = new Wire(TestApplication.port());
        browser = Chromium.start();
        browser.open(wire.address() + "/sign-in");
        fillSignIn();
        browser.until("document.querySelector('form[action=\"/sign-out\"]')");
    }

    @AfterAll
    static void close() throws Exception {
        browser.close();
        wire.close();
    }

    private static void fillSignIn() throws Exception {
        browser.until("document.readyState === 'complete' && document.getElementById('password')");
        browser.run("document.getElementById('account').value = '" + ACCOUNT
                + "'; document.getElementById('password').value = '" + PASSWORD
                + "'; document.getElementById('password').form.requestSubmit()");
    }

    /** Opens a report and waits until its page and its files are kept for later. */
    private static String open(String period) throws Exception {
        String address = FORM + period + "/" + commune;
        browser.open(wire.address() + address);
        browser.until("location.pathname === '" + address + "' && document.querySelector('form[data-report]')");
        browser.run("navigator.serviceWorker.ready.then(() => true)");
        browser.until("navigator.serviceWorker.controller");
        for (String file : List.of(address, "/static/report.js", "/static/hoi.css")) {
            long end = System.nanoTime() + 30_000_000_000L;
            while (!browser.run("caches.match('" + wire.address() + file + "').then(found => !!found)")
                    .asBoolean(false)) {
                assertThat(System.nanoTime()).as(file + " is kept").isLessThan(end);
            }
        }
        return address;
    }

    private static void type(String cell, String value) throws Exception {
        browser.run("(() => { const field = document.querySelector('[name=\"v." + cell + "\"]'); field.value = '"
                + value + "'; field.dispatchEvent(new Event('input', { bubbles: true })); })()");
    }

    private static void typeAll(String documents) throws Exception {
        type("ioffice.documents:part", documents);
        type("ioffice.documents:whole", "1.000");
        type("email.regular-use:part", "40");
        type("email.regular-use:whole", "50");
    }

    private static void press(String act) throws Exception {
        browser.run("document.querySelector('button[name=do][value=" + act + "]').click()");
    }

    private static JsonNode report(String address) throws Exception {
        return Http.shared().json(address + ".json");
    }

    private static int value(String address) throws Exception {
        return report(address)
                .path("lines")
                .path(0)
                .path("cells")
                .path(0)
                .path("value")
                .asInt(-1);
    }

    private static List<String> actions(String address) {
        return TestApplication.get(Journal.class).list(address.substring(1)).stream()
                .map(Journal.Entry::action)
                .toList();
    }

    @Test
    void whatIsTypedWithoutSignalIsKeptAndSentOnceWhenItIsBack() throws Exception {
        String address = open("2026-Q2");
        wire.cut();
        typeAll("970");
        press("submit");
        browser.until("document.getElementById('report-kept').textContent.includes('Chưa có kết nối')");
        assertThat(report(address).path("state").asString()).isEqualTo("none");

        // the page itself comes from what the browser kept, with what was typed
        browser.run("location.reload()");
        browser.until("document.querySelector('[name=\"v.ioffice.documents:part\"]').value === '970'"
                + " && document.getElementById('report-kept').textContent.includes('Chưa có kết nối')");
        browser.until("getComputedStyle(document.querySelector('.hoi-card')).borderRadius !== '0px'");

        wire.mend();
        browser.until("!document.querySelector('form[data-report]') && document.body.innerText.includes('Chờ duyệt')");
        assertThat(report(address).path("state").asString()).isEqualTo("submitted");
        assertThat(value(address)).isEqualTo(970);
        assertThat(actions(address)).containsExactly("submitted", "saved");
        assertThat(browser.run("Object.keys(localStorage).length").asInt()).isZero();
    }

    @Test
    void anAnswerLostOnItsWayIsNoSecondReport() throws Exception {
        String address = open("2026-Q1");
        typeAll("960");
        wire.loseAnswers();
        press("submit");
        browser.until("document.getElementById('report-kept').textContent.includes('Chưa có kết nối')");
        assertThat(report(address).path("state").asString()).isEqualTo("submitted");
        wire.mend();
        browser.until("!document.querySelector('form[data-report]') && document.body.innerText.includes('Chờ duyệt')");
        assertThat(actions(address)).containsExactly("submitted", "saved");
        assertThat(report(address).path("version").asInt()).isEqualTo(1);
    }

    @Test
    void aSessionThatEndedLosesNothing() throws Exception {
        String address = open("2025-Q4");
        typeAll("950");
        browser.ask("Network.clearBrowserCookies", Map.of());
        press("submit");
        browser.until("document.querySelector('#report-kept a[href^=\"/sign-in\"]')");
        assertThat(report(address).path("state").asString()).isEqualTo("none");
        browser.run("document.querySelector('#report-kept a').click()");
        fillSignIn();
        browser.until("!document.querySelector('form[data-report]') && document.body.innerText.includes('Chờ duyệt')");
        assertThat(value(address)).isEqualTo(950);
        assertThat(actions(address)).containsExactly("submitted", "saved");
    }

    @Test
    void twoSetsOfNumbersAreShownSideBySideAndNeitherIsLost() throws Exception {
        String address = open("2025-Q3");
        wire.cut();
        typeAll("940");
        press("save");
        browser.until("document.getElementById('report-kept').textContent.includes('Chưa có kết nối')");
        Map<String, Object> theirs =
                Map.of("action", "save", "values", Map.of("ioffice.documents", Map.of("part", 800, "whole", 1000)));
        assertThat(Http.shared().post(address, theirs).statusCode()).isEqualTo(201);
        wire.mend();
        browser.until("document.querySelector('#report-conflict button[data-keep=mine]')");
        assertThat(browser.run("document.getElementById('report-conflict').innerText")
                        .asString())
                .contains("940", "800");
        assertThat(value(address)).isEqualTo(800);
        browser.run("document.querySelector('#report-conflict button[data-keep=mine]').click()");
        press("submit");
        browser.until("!document.querySelector('form[data-report]') && document.body.innerText.includes('Chờ duyệt')");
        assertThat(value(address)).isEqualTo(940);
        // what stood there is in the journal
        assertThat(TestApplication.get(Journal.class).list(address.substring(1)))
                .anySatisfy(entry -> assertThat(String.valueOf(entry.changes().get("ioffice.documents:part")))
                        .contains("before=800", "after=940"));
    }

    @Test
    void relationsAreCheckedWhileOneTypes() throws Exception {
        String address = "/reports/infrastructure-half-year/2026-H1/" + commune;
        browser.open(wire.address() + address);
        browser.until("location.pathname === '" + address + "' && document.querySelector('form[data-report]')");
        type("infra.officials.computers:part", "9");
        type("infra.officials.computers:whole", "10");
        type("infra.officials.computers-ratio:part", "12");
        type("infra.officials.computers-ratio:whole", "10");
        browser.until(
                "document.querySelector('[data-relation=\"infra.computers.repeat\"] .tag').textContent === 'Không đúng'");
        browser.until("!document.querySelector('[data-relation=\"infra.computers.repeat\"] [data-why]').hidden");
        type("infra.officials.computers:part", "11");
        browser.until("document.querySelector('[aria-invalid=true]').name === 'v.infra.officials.computers:part'");
        browser.run("localStorage.clear()");
        assertThat(report(address).path("state").asString()).isEqualTo("none");
    }
}
