package vn.hoi.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import vn.hoi.Chromium;
import vn.hoi.TestApplication;
import vn.hoi.TestPeople;
import vn.hoi.access.Passwords;

/** Two people have one paragraph open in two browsers; neither loses a word. */
class TwoBrowsersTest {

    private static final String PASSWORD = "suối chảy quanh núi Phai Vệ";
    private static final String SECTION = "ket-qua";

    private static Chromium signedIn(String account, String address) {
        try {
            ApplicationContext program = TestApplication.context();
            TestPeople.make(program, account, List.of("planner"), null, java.util.Set.of());
            program.getBean(Passwords.class).set(account, PASSWORD, null, "password-set");
            Chromium browser = Chromium.start();
            browser.open(address("/sign-in?then=" + address));
            browser.until("document.readyState === 'complete' && document.getElementById('password')");
            browser.run("document.getElementById('account').value = '" + account
                    + "'; document.getElementById('password').value = '" + PASSWORD
                    + "'; document.getElementById('password').form.requestSubmit()");
            browser.until("document.querySelector('form[action=\"/sign-out\"]')");
            return browser;
        } catch (Exception e) {
            throw new IllegalStateException(account, e);
        }
    }

    private static String address(String path) {
        return "http://127.0.0.1:" + TestApplication.port() + path;
    }

    private static void edit(Chromium browser, String page, long paragraph) throws Exception {
        browser.open(address(page + "?edit=" + paragraph));
        browser.until("document.readyState === 'complete' && document.getElementById('text" + paragraph + "')");
    }

    private static void save(Chromium browser, long paragraph, String words) throws Exception {
        browser.run("(() => { const text = document.getElementById('text" + paragraph + "'); text.value = '" + words
                + "'; text.dispatchEvent(new Event('input', { bubbles: true }));"
                + " text.form.querySelector('button[value=save]').click(); })()");
    }

    @Test
    void bothTextsStandWhenTwoPeopleSaveOneParagraph() throws Exception {
        PlanOfTests plan = PlanOfTests.begun("hai-trinh-duyet", "outline", "thematic-report", "year", "2026");
        plan.add(SECTION, "Lời ban đầu.");
        String page = plan.address() + "/sections/" + plan.section(SECTION);
        long paragraph = plan.plan()
                .findSection(plan.section(SECTION))
                .orElseThrow()
                .paragraphs()
                .getFirst()
                .id();
        CompletableFuture<Chromium> starting =
                CompletableFuture.supplyAsync(() -> signedIn("trinh-duyet-hai", plan.address()));
        try (Chromium first = signedIn("trinh-duyet-mot", plan.address());
                Chromium second = starting.join()) {
            edit(first, page, paragraph);
            edit(second, page, paragraph);
            save(first, paragraph, "Lời của người thứ nhất.");
            first.until("document.querySelector('#p" + paragraph
                    + " .hoi-prose')?.innerText.includes('Lời của người thứ nhất.')");
            save(second, paragraph, "Lời của người thứ hai.");
            second.until("document.querySelector('.hoi-errors')");
            assertThat(second.run("document.getElementById('p" + paragraph + "').innerText")
                            .asString())
                    .as("what stands and what was written beside it")
                    .contains("Lời của người thứ nhất.", "Lời của người thứ hai.");
            // one of them takes the other's words; the history keeps all three
            first.open(address(page));
            first.until("document.querySelector('button[value=take]')");
            first.run("document.querySelector('button[value=take]').click()");
            first.until("document.querySelector('#p" + paragraph
                    + " .hoi-prose')?.innerText.includes('Lời của người thứ hai.')"
                    + " && !document.querySelector('button[value=take]')");
            first.open(address(page + "/paragraphs/" + paragraph));
            first.until("document.body.innerText.includes('Lời ban đầu.')");
            assertThat(first.run("document.body.innerText").asString())
                    .contains("Lời của người thứ nhất.", "Lời của người thứ hai.");
        }
    }
}
