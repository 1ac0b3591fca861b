package vn.hoi.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.DeclarationFault;
import vn.hoi.common.Home;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.common.Yaml;
import vn.hoi.figure.Figure;
import vn.hoi.figure.Figures;
import vn.hoi.figure.Period;

/** The province's plans, read from {@code provinces/<province>/plans/<code>/} and checked. */
@Component
public class Plans {

    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([a-z0-9.-]+)\\s*}}");

    private final Map<String, Plan> plans = new LinkedHashMap<>();

    Plans(Home home, Figures figures) {
        Path folder = home.provinceFolder().resolve("plans");
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.filter(Files::isDirectory).sorted().toList()) {
                Plan plan = read(child, home, figures);
                plans.put(plan.code(), plan);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Plan read(Path folder, Home home, Figures figures) throws IOException {
        Yaml head = Yaml.read(folder.resolve("plan.yaml"));
        head.check(home.schema().resolve("plan.schema.json"));
        Map<String, Citation> citations = citations(folder.resolve("figures.yaml"), home, figures);
        Node text = PlanText.parse(sections(folder.resolve("sections"), citations));
        JsonNode tree = head.tree();
        return new Plan(
                tree.path("code").asString(),
                tree.path("number").asString(),
                head.label("title"),
                head.label("issuer"),
                tree.path("place").asString(),
                LocalDate.parse(tree.path("issued-on").asString()),
                tree.path("state").asString(),
                tree.has("replaces")
                        ? new Plan.Replaced(
                                tree.path("replaces").path("number").asString(),
                                LocalDate.parse(
                                        tree.path("replaces").path("issued-on").asString()))
                        : null,
                tree.path("signed-for").path("vi").asString(),
                LocalDate.parse(tree.path("cut-off").asString()),
                text,
                PlanText.headings(text),
                citations,
                contradictions(folder.resolve("contradictions.yaml")));
    }

    private static String sections(Path folder, Map<String, Citation> citations) throws IOException {
        var text = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                List<String> lines = Files.readAllLines(file);
                for (int line = 0; line < lines.size(); line++) {
                    Matcher place = PLACE.matcher(lines.get(line));
                    while (place.find()) {
                        if (!citations.containsKey(place.group(1))) {
                            throw new DeclarationFault(
                                    file,
                                    line + 1,
                                    "số liệu «" + place.group(1) + "» chưa có trong figures.yaml của kế hoạch",
                                    "Thêm số liệu vào figures.yaml hoặc sửa mã trong câu");
                        }
                    }
                }
                text.append(String.join("\n", lines)).append("\n\n");
            }
        }
        return java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFC);
    }

    private static Map<String, Citation> citations(Path file, Home home, Figures figures) throws IOException {
        Yaml yaml = Yaml.read(file);
        yaml.check(home.schema().resolve("plan-figures.schema.json"));
        Map<String, Citation> citations = new LinkedHashMap<>();
        yaml.tree().properties().forEach(entry -> {
            JsonNode node = entry.getValue();
            Figure figure = figures.find(entry.getKey())
                    .orElseThrow(() -> yaml.fault(
                            Yaml.pointer(entry.getKey()),
                            "không có số liệu «" + entry.getKey() + "»",
                            "Khai báo số liệu trong fields/ hoặc sửa mã"));
            citations.put(
                    entry.getKey(),
                    new Citation(
                            figure,
                            node.path("published").decimalValue(),
                            new Period(day(node, "from"), day(node, "to")),
                            day(node, "as-of"),
                            Qualifier.of(node.path("qualifier").asString("exact")),
                            node.has("show") ? node.path("show").asString() : null,
                            node.has("note") ? node.path("note").path("vi").asString() : null));
        });
        return citations;
    }

    private static List<Plan.Contradiction> contradictions(Path file) throws IOException {
        List<Plan.Contradiction> list = new ArrayList<>();
        if (Files.exists(file)) {
            Yaml yaml = Yaml.read(file);
            int index = 0;
            for (JsonNode node : yaml.tree()) {
                List<String> named = new ArrayList<>();
                node.path("figures").forEach(figure -> named.add(figure.asString()));
                list.add(new Plan.Contradiction(
                        node.path("id").asString(),
                        yaml.as(node.path("says"), "/" + index++ + "/says", Label.class),
                        named));
            }
        }
        return list;
    }

    private static @Nullable LocalDate day(JsonNode node, String key) {
        return node.has(key) ? LocalDate.parse(node.path(key).asString()) : null;
    }

    /** Newest first. */
    public List<Plan> list() {
        return plans.values().stream()
                .sorted(java.util.Comparator.comparing(Plan::issuedOn).reversed())
                .toList();
    }

    /** @throws Problem PLA-404 when there is none */
    public Plan get(String code) {
        Plan plan = plans.get(code);
        if (plan == null) {
            throw Problem.unknown("PLA-404", "Không có kế hoạch «" + code + "»; chọn trong danh sách kế hoạch.");
        }
        return plan;
    }
}
