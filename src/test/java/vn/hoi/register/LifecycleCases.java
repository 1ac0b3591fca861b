package vn.hoi.register;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Vietnamese;
import vn.hoi.common.Yaml;

/**
 * What {@link LifecyclesTest} knows of the registers that ship, from {@code lifecycles/<field>.yaml}: kinds of cases to
 * begin with, days and numbers that agree with each other, and how each guard is made to refuse.
 *
 * <pre>
 * answers:                 # to what steps ask, by register and column; others are answered by their type
 *   st-task: { until: day+100, grade: passed }
 * kinds:                   # by register and name
 *   st-task:
 *     new: { version: 2, begin: { title: …, level: provincial } }
 *     old: { version: 1, begin: { … }, held: { mode: direct-assignment }, never: [announce] }
 * refusals:                # by the code of the guard
 *   RES-026: { register: st-task, kind: new, state: awaiting-acceptance, step: accept, begin: { … }, wrong: { accepted-on: day+1 } }
 * </pre>
 *
 * {@code version} is 1 unless said, 0 for a register without steps that others refer to. {@code held} stands in the table without having been entered (a choice
 * of the past). A refusal begins with the kind's values and its own {@code begin} beyond them, and answers the step well but for {@code wrong}. In any text
 * {@code day+5} is the day in five days; {@code unique} as a whole value differs every time, as the rule of an identifier asks, each {@code #} is a digit that does; {@code record} is a new record of the register that the column
 * refers to; a list or map is a small table.
 */
final class LifecycleCases {

    /**
     * A kind of case of a register.
     *
     * @param version of its steps
     * @param begin texts as typed
     * @param held values the table is given besides
     * @param never steps such a case cannot take, as they belong to another kind
     */
    record Kind(
            String name,
            String register,
            int version,
            Map<String, String> begin,
            Map<String, String> held,
            Set<String> never) {
        @Override
        public String toString() {
            return register + ", " + name;
        }
    }

    /**
     * How a guard is made to refuse.
     *
     * @param kind name of the kind of case
     * @param state the case stands in
     * @param begin values it holds there beyond those it begins with
     * @param wrong answers that break the guard, beyond the good ones
     */
    record Refusal(
            String guard,
            String register,
            String kind,
            String state,
            String step,
            Map<String, String> begin,
            Map<String, String> wrong) {
        @Override
        public String toString() {
            return guard;
        }
    }

    private static final Path FOLDER = Path.of("src/test/resources/lifecycles");
    private static final Pattern DAY = Pattern.compile("\\bday([+-]\\d+)\\b");
    private static final Pattern DIGIT = Pattern.compile("#");
    private static final Random DIGITS = new Random();
    private static final LocalDate TODAY = Vietnamese.today();

    private static final Map<String, Map<String, String>> ANSWERS = new LinkedHashMap<>();
    private static final List<Kind> KINDS = new ArrayList<>();
    private static final List<Refusal> REFUSALS = new ArrayList<>();

    static {
        try (Stream<Path> files = Files.list(FOLDER)) {
            files.sorted().forEach(LifecycleCases::read);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private LifecycleCases() {}

    private static void read(Path file) {
        JsonNode root = Yaml.tree(file);
        root.path("answers")
                .properties()
                .forEach(register -> ANSWERS.put(register.getKey(), texts(register.getValue())));
        root.path("kinds")
                .properties()
                .forEach(register -> register.getValue()
                        .properties()
                        .forEach(kind -> KINDS.add(kind(register.getKey(), kind.getKey(), kind.getValue()))));
        root.path("refusals").properties().forEach(refusal -> {
            JsonNode node = refusal.getValue();
            REFUSALS.add(new Refusal(
                    refusal.getKey(),
                    node.get("register").asString(),
                    node.get("kind").asString(),
                    node.get("state").asString(),
                    node.get("step").asString(),
                    texts(node.path("begin")),
                    texts(node.path("wrong"))));
        });
    }

    private static Kind kind(String register, String name, JsonNode node) {
        Set<String> never = new TreeSet<>();
        node.path("never").forEach(step -> never.add(step.asString()));
        return new Kind(
                name,
                register,
                node.path("version").asInt(1),
                texts(node.path("begin")),
                texts(node.path("held")),
                never);
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties().forEach(e -> {
            JsonNode value = e.getValue();
            String text = value.isContainer() ? value.toString() : value.isNull() ? "" : value.asString();
            texts.put(e.getKey(), DAY.matcher(text).replaceAll(found -> in(Integer.parseInt(found.group(1)))));
        });
        return texts;
    }

    static String in(int days) {
        return TODAY.plusDays(days).toString();
    }

    /** Kinds of cases of registers with steps. */
    static List<Kind> kinds() {
        return KINDS.stream().filter(kind -> kind.version() > 0).toList();
    }

    static Kind kind(String register, String name) {
        return KINDS.stream()
                .filter(kind -> kind.register().equals(register) && kind.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no kind " + name + " of " + register + " in " + FOLDER));
    }

    /** The kind a record that others refer to is of. */
    static Kind first(String register) {
        return KINDS.stream()
                .filter(kind -> kind.register().equals(register))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of " + register + " in " + FOLDER));
    }

    /** One for each guard of the registers that ship. */
    static List<Refusal> refusals() {
        return REFUSALS;
    }

    /** A valid answer. */
    static String answer(Register register, String asked) {
        if (asked.equals(Step.REASON)) {
            return "Theo biên bản làm việc";
        }
        String known = ANSWERS.getOrDefault(register.id(), Map.of()).get(asked);
        if (known != null) {
            return known;
        }
        Column column = register.column(asked);
        return switch (column.type()) {
            case INTEGER, DECIMAL, PERCENT, MONEY -> "80";
            case DATE -> in(-1);
            case DATE_TIME -> in(-1) + "T09:00";
            case PERIOD -> "2026-Q1";
            case YES_NO -> "true";
            case UNIT -> "SKHCN";
            case PARTY -> "Công ty được hỏi đến";
            case LOCATION -> "21.8537, 106.7615";
            case REFERENCE, REFERENCES -> "record";
            case CHOICE ->
                register.choices(column).stream()
                        .filter(choice -> choice.on(TODAY))
                        .findFirst()
                        .orElseThrow()
                        .id();
            default -> "unique";
        };
    }

    /** Each {@code #} of a text is a digit that differs every time. */
    static String numbered(String text) {
        return DIGIT.matcher(text).replaceAll(found -> String.valueOf(DIGITS.nextInt(10)));
    }

    /** A text that differs every time and that the column takes. */
    static String unique(Column column) {
        return column.check() != null
                ? unique(column.check())
                : UUID.randomUUID().toString().substring(0, Math.min(18, column.maxLength()));
    }

    /** A well-formed number that differs every time. */
    static String unique(Identifier rule) {
        String begin = switch (rule) {
            case TAX_CODE -> "010######";
            case GTIN -> "893#########";
            case ORGANISATION_CODE -> "H37.##.##.##.##";
            case CITIZEN_ID -> "020#########";
        };
        Optional<String> made = Optional.empty();
        while (made.isEmpty()) {
            // not every beginning of a tax code has a check digit
            made = rule.complete(numbered(begin));
        }
        return made.get();
    }
}
