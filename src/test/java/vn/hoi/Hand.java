package vn.hoi;

import tools.jackson.databind.json.JsonMapper;

/** How a person works on a page: with a mouse or a finger, or with the keys alone. */
interface Hand {

    /** Fills a field of the page's form; of several choices the one called so. */
    void fill(String field, String value) throws Exception;

    /** Goes where a link or a button of the page's content leads, found by what is written on it. */
    void follow(String words) throws Exception;

    /** Words as a script writes them. */
    static String quoted(String words) {
        return JsonMapper.builder().build().writeValueAsString(words);
    }

    /** The links and buttons of the page's content that a person sees called so. */
    static String called(String words) {
        return "[...document.querySelectorAll('main a, main button, main summary')].filter(one => one.tabIndex >= 0 && !one.closest('.crumbs')"
                + " && one.innerText.trim() === " + quoted(words) + ")";
    }

    /** Points and types. */
    record Pointer(Chromium browser) implements Hand {

        private static final String FILL = """
                ((name, value) => {
                  const all = [...document.querySelectorAll('main [name="' + name + '"]')].filter(one => one.type !== 'hidden');
                  const field = all.find(one => one.type === 'radio' ? one.parentElement.innerText.trim() === value : true);
                  if (!field) return all.length ? 'nothing is called so' : 'there is no such field';
                  if (field.type === 'radio') { field.click(); return 'done'; }
                  field.focus();
                  if (field.tagName === 'SELECT') {
                    const option = [...field.options].find(one => one.text.trim() === value);
                    if (!option) return 'nothing is called so';
                    field.value = option.value;
                  } else if (field.type === 'date') {
                    field.value = value;
                  } else {
                    field.select();
                    return 'type';
                  }
                  field.dispatchEvent(new Event('input', { bubbles: true }));
                  field.dispatchEvent(new Event('change', { bubbles: true }));
                  return 'done';
                })(%s, %s)""";

        @Override
        public void fill(String field, String value) throws Exception {
            String answer =
                    browser.run(FILL.formatted(quoted(field), quoted(value))).asString("");
            if (answer.equals("type")) {
                if (value.isEmpty()) {
                    browser.press("Delete", 46, "");
                } else {
                    browser.type(value);
                }
            } else if (!answer.equals("done")) {
                throw new AssertionError("«" + field + "» «" + value + "»: " + answer + " on "
                        + browser.run("location.pathname").asString(""));
            }
        }

        @Override
        public void follow(String words) throws Exception {
            browser.until(called(words) + ".length > 0");
            browser.run(called(words) + "[0].click()");
        }
    }

    /** Presses keys only. */
    record Keyboard(Chromium browser) implements Hand {

        private static final int MOST_TABS = 250;
        private static final int MOST_CHOICES = 40;

        private void reach(String wanted) throws Exception {
            for (int pressed = 0; pressed < MOST_TABS; pressed++) {
                if (browser.run("(one => !!(" + wanted + "))(document.activeElement)")
                        .asBoolean(false)) {
                    // who works by keys has to see where they are
                    browser.until("(one => getComputedStyle(one).outlineStyle !== 'none'"
                            + " || getComputedStyle(one).boxShadow !== 'none')(document.activeElement)");
                    return;
                }
                browser.press("Tab", 9, "");
            }
            throw new AssertionError("no Tab leads to " + wanted + " on "
                    + browser.run("location.pathname").asString(""));
        }

        @Override
        public void fill(String field, String value) throws Exception {
            reach("one.name === " + quoted(field));
            String kind = browser.run("document.activeElement.type").asString("");
            switch (kind) {
                case "radio" -> choose("document.activeElement.parentElement.innerText.trim()", value, true);
                case "select-one" -> choose("document.activeElement.selectedOptions[0].text.trim()", value, false);
                case "date" -> {
                    String[] day = value.split("-");
                    digits(day[2] + day[1] + day[0]);
                    if (!browser.run("document.activeElement.value")
                            .asString("")
                            .equals(value)) {
                        // a browser whose own language writes the month first
                        browser.press("ArrowLeft", 37, "");
                        browser.press("ArrowLeft", 37, "");
                        digits(day[1] + day[2] + day[0]);
                    }
                }
                default -> {
                    browser.run("document.activeElement.select()");
                    browser.type(value);
                }
            }
        }

        private void digits(String digits) throws Exception {
            for (char digit : digits.toCharArray()) {
                browser.press(String.valueOf(digit), digit, String.valueOf(digit));
            }
        }

        private void choose(String shown, String value, boolean radio) throws Exception {
            if (radio) {
                browser.press(" ", 32, " ");
            }
            for (int pressed = 0; pressed < MOST_CHOICES; pressed++) {
                if (browser.run(shown).asString("").equals(value)) {
                    return;
                }
                browser.press("ArrowDown", 40, "");
            }
            throw new AssertionError("no arrow leads to «" + value + "»");
        }

        @Override
        public void follow(String words) throws Exception {
            browser.until(called(words) + ".length > 0");
            reach(called(words) + ".includes(one)");
            browser.press("Enter", 13, "\r");
        }
    }
}
