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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Home;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.common.Yaml;
import vn.hoi.figure.Figures;
import vn.hoi.register.Field;
import vn.hoi.register.Fields;

/** The outlines of {@code fields/<field>/outlines/}, and who issues the province's plans. */
@Component
public class Outlines {

    /**
     * Who issues the province's plans.
     *
     * @param assigner of tasks a plan assigns, as the register of assigned tasks names it
     */
    public record Issuer(
            Label issuer,
            String place,
            String province,
            String signedFor,
            String office,
            List<String> recipients,
            String assigner,
            List<Book> books) {

        /** A number still to come, such as {@code /KH-UBND}. */
        String openNumber(String documentName) {
            return book(documentName)
                    .map(book -> book.number().replaceAll("^\\{[^}]*}", ""))
                    .orElse("/KH-UBND");
        }

        /** The book of a kind of document, named as its head prints it. */
        Optional<Book> book(String documentName) {
            return books.stream()
                    .filter(book -> book.document().equalsIgnoreCase(documentName))
                    .findFirst();
        }
    }

    /**
     * A book of numbers.
     *
     * @param document first words of the titles it numbers: {@code Kế hoạch}
     * @param number how it writes a number: {@code {n}/KH-UBND}
     */
    public record Book(String document, String id, String number) {}

    private final Map<String, Outline> outlines = new LinkedHashMap<>();
    private final Issuer issuer;

    Outlines(Home home, Fields fields, Figures figures) {
        for (Field field : fields.list()) {
            fields.files(field, "outlines", "outline.schema.json").forEach(yaml -> {
                Outline outline = read(yaml, home, figures);
                outlines.put(outline.id(), outline);
            });
        }
        issuer = issuer(home);
    }

    private static Outline read(Yaml yaml, Home home, Figures figures) {
        JsonNode tree = yaml.tree();
        List<Outline.Heading> headings = new ArrayList<>();
        tree.path("sections").properties().forEach(entry -> {
            JsonNode node = entry.getValue();
            String pointer = "/sections" + Yaml.pointer(entry.getKey());
            @Nullable String field = node.has("field") ? node.path("field").asString() : null;
            String text = node.path("text").asString("");
            if (node.has("wording")) {
                text = wording(yaml, pointer, home, field, node.path("wording").asString());
            }
            requireKnown(yaml, pointer, text, figures);
            headings.add(new Outline.Heading(
                    entry.getKey(),
                    node.path("level").asInt(),
                    node.path("heading").asString(),
                    field,
                    text,
                    node.path("appendix").asBoolean(false)));
        });
        JsonNode letter = tree.path("letter");
        return new Outline(
                String.valueOf(yaml.file().getFileName()).replace(".yaml", ""),
                yaml.label("name"),
                tree.path("kind").asString(),
                tree.has("every"),
                tree.path("title").asString(),
                new Outline.Letter(
                        letter.path("number").asString(),
                        LocalDate.parse(letter.path("issued-on").asString()),
                        letter.path("issuer").asString(),
                        letter.path("subject").asString("")),
                headings);
    }

    private static String wording(Yaml yaml, String pointer, Home home, @Nullable String field, String name) {
        Path file = home.fields()
                .resolve(field == null ? "direction" : field)
                .resolve("plan")
                .resolve(name + ".md");
        if (!Files.isRegularFile(file)) {
            throw yaml.fault(
                    pointer + "/wording",
                    "không có tệp lời văn " + home.root().relativize(file),
                    "Thêm tệp hoặc sửa tên");
        }
        try {
            return Normalizer.normalize(Files.readString(file), Normalizer.Form.NFC)
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireKnown(Yaml yaml, String pointer, String text, Figures figures) {
        Set<String> cited = PlanText.figures(PlanText.parse(text));
        for (String figure : cited) {
            if (!figures.has(figure)) {
                throw yaml.fault(
                        pointer,
                        "lời văn trích số liệu «" + figure + "» không có",
                        "Khai báo số liệu trong fields/ hoặc sửa mã trong lời văn");
            }
        }
    }

    private static Issuer issuer(Home home) {
        Path file = home.provinceFolder().resolve("plans/issuer.yaml");
        if (!Files.exists(file)) {
            return new Issuer(new Label("", ""), "", "", "", "", List.of(), "", List.of());
        }
        try {
            Yaml yaml = Yaml.read(file);
            yaml.check(home.schema().resolve("plan-issuer.schema.json"));
            JsonNode tree = yaml.tree();
            List<String> recipients = new ArrayList<>();
            tree.path("recipients").forEach(line -> recipients.add(line.asString()));
            List<Book> books = new ArrayList<>();
            tree.path("books")
                    .forEach(book -> books.add(new Book(
                            book.path("document").asString(),
                            book.path("id").asString(),
                            book.path("number").asString())));
            return new Issuer(
                    yaml.label("issuer"),
                    tree.path("place").asString(),
                    tree.path("province").asString(),
                    tree.path("signed-for").asString(),
                    tree.path("office").asString(""),
                    recipients,
                    tree.path("assigner").asString(""),
                    books);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the order of fields and names. */
    public List<Outline> list() {
        return List.copyOf(outlines.values());
    }

    /** @throws Problem PLA-412 when there is none */
    public Outline get(String id) {
        Outline outline = outlines.get(id);
        if (outline == null) {
            throw Problem.badRequest("PLA-412", "Không có đề cương «" + id + "»; chọn một đề cương trong danh sách.");
        }
        return outline;
    }

    public Issuer issuer() {
        return issuer;
    }
}
