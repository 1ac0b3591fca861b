package vn.hoi.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.register.Fields;
import vn.hoi.unit.Units;

/** Lines put together by one of their properties. */
@Component
public class Groups {

    /** By what a budget is shown; {@code month} is shown too, by what moved in it. */
    public static final List<String> BY = List.of(
            "heading", "unit", "field", "source", "nature", "level", "programme", "project", "chapter", "month");

    private final Classification classification;
    private final Units units;
    private final Fields fields;
    private final Projects projects;

    Groups(Classification classification, Units units, Fields fields, Projects projects) {
        this.classification = classification;
        this.units = units;
        this.fields = fields;
        this.projects = projects;
    }

    /**
     * Lines that have one value of a property.
     *
     * @param key as lines are filtered by it; empty for none
     * @param lines how many
     */
    public record Group(String key, Label name, Sums sums, int lines) {}

    /** The lines of one group. */
    record Members(String key, Label name, List<Budget.LineSums> lines) {}

    /**
     * In the order of the lists where there is one, else as the lines come.
     *
     * @throws Problem LED-400 for what lines are not put together by
     */
    public List<Group> of(List<Budget.LineSums> all, String by) {
        return members(all, by).stream()
                .map(one -> new Group(
                        one.key(),
                        one.name(),
                        Budget.total(one.lines()),
                        one.lines().size()))
                .toList();
    }

    /** The same with their lines. */
    List<Members> members(List<Budget.LineSums> all, String by) {
        if (!BY.contains(by)) {
            throw Problem.badRequest("LED-400", "Không phân tổ được theo «" + by + "»; dùng một trong " + BY + ".");
        }
        Map<String, List<Budget.LineSums>> parts = new LinkedHashMap<>();
        if (by.equals("heading")) {
            classification.list("heading").forEach(code -> parts.put(code.code(), new ArrayList<>()));
        }
        all.forEach(line -> parts.computeIfAbsent(key(line.line(), by), none -> new ArrayList<>())
                .add(line));
        List<Members> groups = new ArrayList<>();
        parts.forEach((key, lines) -> {
            if (!lines.isEmpty()) {
                groups.add(new Members(key, name(by, key, lines.getFirst().line()), lines));
            }
        });
        return groups;
    }

    private String key(Line line, String by) {
        String key = switch (by) {
            case "heading" -> line.heading();
            case "unit" -> units.get(line.unit()).code();
            case "field" -> line.field();
            case "source" -> line.source();
            case "nature" -> line.nature();
            case "level" -> line.level();
            case "programme" -> line.programme();
            case "project" -> line.project();
            case "chapter" -> line.chapter();
            default -> throw new IllegalArgumentException(by);
        };
        return key == null ? "" : key;
    }

    private Label name(String by, String key, Line line) {
        if (key.isEmpty()) {
            return new Label("Không ghi", "Not given");
        }
        return switch (by) {
            case "unit" -> Label.of(units.get(line.unit()).fullName());
            case "field" ->
                fields.list().stream()
                        .filter(field -> field.id().equals(key))
                        .map(field -> field.name())
                        .findFirst()
                        .orElse(Label.of(key));
            case "nature" -> nature(key);
            case "level" -> level(key);
            case "project" -> projects.find(key).map(Projects.Project::name).orElse(Label.of(key));
            default -> classification.name(by, key, line.budgetYear());
        };
    }

    static Label nature(String nature) {
        return nature.equals("capital")
                ? new Label("Chi đầu tư phát triển", "Development investment")
                : new Label("Chi thường xuyên", "Recurrent spending");
    }

    static Label level(String level) {
        return level.equals("province") ? new Label("Cấp tỉnh", "Province") : new Label("Cấp xã", "Commune");
    }

    /** What a line is, in words, in order; what is not given is left out. */
    Map<String, Label> words(Line line) {
        Map<String, Label> words = new LinkedHashMap<>();
        words.put("year", Label.of(String.valueOf(line.budgetYear())));
        put(words, "plan-year", line.planYear() == null ? null : String.valueOf(line.planYear()));
        words.put("unit", Label.of(units.get(line.unit()).fullName()));
        words.put("level", level(line.level()));
        words.put("nature", nature(line.nature()));
        if (line.autonomous() != null) {
            words.put(
                    "autonomous",
                    line.autonomous()
                            ? new Label("Tự chủ", "Autonomous")
                            : new Label("Không tự chủ", "Not autonomous"));
        }
        words.put("heading", classification.name("heading", line.heading(), line.budgetYear()));
        code(words, line, "chapter", line.chapter());
        code(words, line, "type", line.type());
        code(words, line, "item", line.item());
        code(words, line, "sub-item", line.subItem());
        code(words, line, "source", line.source());
        code(words, line, "programme", line.programme());
        if (line.field() != null) {
            words.put("field", name("field", line.field(), line));
        }
        if (line.project() != null) {
            words.put("project", name("project", line.project(), line));
        }
        put(words, "task", line.task());
        return words;
    }

    private void code(Map<String, Label> words, Line line, String list, @Nullable String code) {
        if (code != null) {
            Label name = classification.name(list, code, line.budgetYear());
            boolean numbered = code.matches("\\d+");
            words.put(list, numbered ? new Label(code + " – " + name.vi(), code + " – " + name.en()) : name);
        }
    }

    private static void put(Map<String, Label> words, String key, @Nullable String value) {
        if (value != null) {
            words.put(key, Label.of(value));
        }
    }
}
