package vn.hoi.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.DeclarationFault;
import vn.hoi.common.Home;
import vn.hoi.common.Label;
import vn.hoi.common.Yaml;
import vn.hoi.figure.Figure;
import vn.hoi.figure.Figures;
import vn.hoi.figure.Period;

/** The plans that were published before, read from {@code provinces/<province>/plans/<code>/} and checked at the start. */
@Component
class ShippedPlans {

    /** Files of appendices begin so. */
    private static final String APPENDIX = "phu-luc-";

    private final Map<String, Plan> plans = new LinkedHashMap<>();

    ShippedPlans(Home home, Figures figures) {
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
        List<PlanSection> sections = sections(folder.resolve("sections"), citations);
        JsonNode tree = head.tree();
        Node text = PlanText.parse(PlanText.markdown(sections));
        return new Plan(
                tree.path("code").asString(),
                new Plan.Head(
                        tree.path("kind").asString(),
                        tree.path("number").asString(),
                        head.label("title"),
                        head.label("issuer"),
                        tree.path("place").asString(),
                        LocalDate.parse(tree.path("issued-on").asString()),
                        PlanState.of(tree.path("state").asString()),
                        new Period(day(tree, "from"), day(tree, "to")),
                        LocalDate.parse(tree.path("cut-off").asString()),
                        replaced(tree),
                        tree.path("signed-for").path("vi").asString(),
                        tree.path("office").asString(""),
                        tree.path("signer").asString(""),
                        texts(tree.path("recipients")),
                        1,
                        MoneyStage.REQUESTED),
                sections,
                text,
                PlanText.headings(text),
                citations,
                contradictions(folder.resolve("contradictions.yaml")),
                null);
    }

    private static Plan.@Nullable Replaced replaced(JsonNode tree) {
        JsonNode replaces = tree.path("replaces");
        return replaces.isObject()
                ? new Plan.Replaced(
                        replaces.path("number").asString(),
                        LocalDate.parse(replaces.path("issued-on").asString()))
                : null;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asString()));
        return texts;
    }

    /** The sections of all files in order; a heading begins one. An appendix has a file of its own. */
    private static List<PlanSection> sections(Path folder, Map<String, Citation> citations) throws IOException {
        List<PlanSection> sections = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                requireCited(file, citations);
                String name = String.valueOf(file.getFileName()).replaceFirst("\\.md$", "");
                String text = Normalizer.normalize(Files.readString(file), Normalizer.Form.NFC);
                sections.addAll(PlanText.split(name, text, name.startsWith(APPENDIX), sections.size()));
            }
        }
        return sections;
    }

    private static void requireCited(Path file, Map<String, Citation> citations) throws IOException {
        List<String> lines = Files.readAllLines(file);
        for (int line = 0; line < lines.size(); line++) {
            for (String figure : PlanText.figures(PlanText.parse(lines.get(line)))) {
                if (!citations.containsKey(figure)) {
                    throw new DeclarationFault(
                            file,
                            line + 1,
                            "số liệu «" + figure + "» chưa có trong figures.yaml của kế hoạch",
                            "Thêm số liệu vào figures.yaml hoặc sửa mã trong câu");
                }
            }
        }
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

    /** By code. */
    Map<String, Plan> all() {
        return plans;
    }
}
