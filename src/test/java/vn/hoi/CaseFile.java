package vn.hoi;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Vietnamese;
import vn.hoi.common.Yaml;

/**
 * A case of {@code src/test/resources/cases/}, as a person would tell it:
 *
 * <pre>{@code
 * register: postal-operator
 * way: phone                      # or keyboard, no-script; a mouse on a wide screen when left out
 * before:                         # records that stand already
 *   - { as: facility, register: radiation-facility, values: { … ids of columns … } }
 * new:                            # the form of a new record
 *   by: motcua                    # an account of the province's people.yaml
 *   wrong: { fill: { … }, says: [ … ] }   # sent first: columns and codes that the summary of errors names
 *   fill: { … }
 *   state: received
 *   due: { from: "{today}", within: 20 days, says: [ … ] }
 * acts:                           # in order, each one of
 *   - { by: lanhdao, step: …, fill: { … }, state: …, says: [ … ] }
 *   - { by: lanhdao, print: …, numbered: book, says: [ … ] }          # or plain, or a number of the document system
 *   - { look-up: "{number}", verdict: …, says: [ … ], hides: [ … ] }
 * }</pre>
 *
 * <p>Steps, states, prints and choices are named by their ids and looked for on the page under their Vietnamese names.
 * In every text {@code {today}}, {@code {today-3}}, {@code {today+30}} are days as fields take them, {@code {day}},
 * {@code {day+30}} as pages write them, {@code {long}} as documents do; {@code {code}} is the record's code, {@code
 * {number}} the number given last, {@code {facility}} the code of the record called so.
 */
final class CaseFile {

    private static final Pattern WORD = Pattern.compile("\\{(today|day|long)([+-]\\d+)?}|\\{([a-z-]+)}");

    private final Path file;
    private final JsonNode tree;
    private final Map<String, String> words = new LinkedHashMap<>();

    private CaseFile(Path file) {
        this.file = file;
        this.tree = Yaml.tree(file);
        words.put("year", String.valueOf(Vietnamese.today().getYear()));
    }

    static CaseFile read(Path file) {
        return new CaseFile(file);
    }

    /** The field it is of. */
    String field() {
        return file.getFileName().toString().replace(".yaml", "");
    }

    JsonNode tree() {
        return tree;
    }

    /** Gives a word of the texts that follow. */
    void learn(String word, String value) {
        words.put(word, value);
    }

    String text(JsonNode node) {
        return WORD.matcher(node.asString(""))
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) == null ? word(found.group(3)) : day(found.group(1), found.group(2))));
    }

    private String word(String name) {
        if (!words.containsKey(name)) {
            throw new AssertionError(file + ": nothing is called {" + name + "} yet");
        }
        return words.get(name);
    }

    private static String day(String kind, String days) {
        LocalDate day = Vietnamese.today().plusDays(days == null ? 0 : Long.parseLong(days));
        return switch (kind) {
            case "today" -> day.toString();
            case "day" -> Vietnamese.day(day);
            default -> Vietnamese.longDay(day);
        };
    }

    List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(text(item)));
        return texts;
    }

    Map<String, String> fields(JsonNode fields) {
        Map<String, String> typed = new LinkedHashMap<>();
        fields.properties().forEach(field -> typed.put(field.getKey(), text(field.getValue())));
        return typed;
    }

    @Override
    public String toString() {
        return field() + ": " + tree.path("register").asString();
    }
}
