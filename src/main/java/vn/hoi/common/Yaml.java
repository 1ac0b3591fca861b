package vn.hoi.common;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * One declaration file, read as a tree that knows on which line each of its parts stands, so that a fault can name it.
 */
public final class Yaml {

    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            .enable(tools.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private static final Pattern FRONT_MATTER = Pattern.compile("(---\\h*\\n.*?\\n)---\\h*(?:\\n|\\z)", Pattern.DOTALL);
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** Each text of a schema, made ready once for the hundreds of files it checks. */
    private static final Map<String, Schema> READY = new ConcurrentHashMap<>();

    private final Path file;
    private final JsonNode tree;
    private final Map<String, Integer> lines = new HashMap<>();

    private Yaml(Path file, JsonNode tree) {
        this.file = file;
        this.tree = tree;
    }

    /** Reads the file; a text that is not YAML is a fault with its line. */
    public static Yaml read(Path file) throws IOException {
        return parse(file, Normalizer.normalize(Files.readString(file), Normalizer.Form.NFC));
    }

    /**
     * A file that begins with YAML between two lines {@code ---} and goes on with a text.
     *
     * @param bodyLine the line of the file on which the text begins, counted from 1
     */
    public record FrontMatter(Yaml yaml, String body, int bodyLine) {}

    /** Reads a file with front matter; a file without it is a fault. */
    public static FrontMatter readFrontMatter(Path file) throws IOException {
        String text = Normalizer.normalize(Files.readString(file), Normalizer.Form.NFC)
                .replace("\r\n", "\n")
                .replace("\uFEFF", "");
        Matcher front = FRONT_MATTER.matcher(text);
        if (!front.lookingAt()) {
            throw new DeclarationFault(
                    file,
                    1,
                    "thiếu phần khai báo đầu tệp",
                    "Bắt đầu tệp bằng dòng ---, các khai báo, rồi một dòng ---");
        }
        // the first line stays, so that lines of the part are lines of the file
        Yaml yaml = parse(file, front.group(1));
        int bodyLine = (int) front.group().chars().filter(c -> c == '\n').count() + 1;
        return new FrontMatter(yaml, text.substring(front.end()), bodyLine);
    }

    /** Reads a text as if it stood in this file, for declarations that are kept elsewhere. */
    public static Yaml of(Path file, String written) {
        return parse(file, Normalizer.normalize(written, Normalizer.Form.NFC));
    }

    private static Yaml parse(Path file, String text) {
        try {
            // composed first: its faults name the very line, in one sentence
            Optional<Node> root = new Compose(LoadSettings.builder()
                            .setAllowDuplicateKeys(false)
                            .setAllowNonScalarKeys(true)
                            .build())
                    .composeString(text);
            var yaml = new Yaml(file, MAPPER.readTree(text));
            root.ifPresent(node -> yaml.remember("", node));
            return yaml;
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(-1) + 1;
            throw new DeclarationFault(
                    file, line, "không đọc được YAML: " + e.getProblem(), "Sửa cách viết ở dòng này");
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new DeclarationFault(
                    file, line, "không đọc được YAML: " + e.getOriginalMessage(), "Sửa cách viết ở dòng này");
        }
    }

    private void remember(String pointer, Node node) {
        node.getStartMark().ifPresent(mark -> lines.putIfAbsent(pointer, mark.getLine() + 1));
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key) {
                    String child = pointer + "/" + escape(key.getValue());
                    key.getStartMark().ifPresent(mark -> lines.put(child, mark.getLine() + 1));
                    remember(child, entry.getValueNode());
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            int index = 0;
            for (Node item : sequence.getValue()) {
                remember(pointer + "/" + index++, item);
            }
        }
    }

    private static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    /** JSON pointer made of these keys. */
    public static String pointer(String... keys) {
        var pointer = new StringBuilder();
        for (String key : keys) {
            pointer.append('/').append(escape(key));
        }
        return pointer.toString();
    }

    /** Checks the whole against a JSON Schema of {@code schema/}; the first fault in the file's order is thrown. */
    public void check(Path schemaFile) throws IOException {
        Schema schema =
                READY.computeIfAbsent(Files.readString(schemaFile), text -> SCHEMAS.getSchema(text, InputFormat.JSON));
        List<Error> errors = schema.validate(tree);
        Optional<Error> first = errors.stream()
                .min(Comparator.comparingInt((Error error) ->
                                line(error.getInstanceLocation().toString()))
                        // the deepest place says most
                        .thenComparing(error -> -error.getInstanceLocation().getNameCount()));
        if (first.isPresent()) {
            Error error = first.get();
            String place = error.getInstanceLocation().toString();
            String where = place.isEmpty() ? "tệp" : "«" + place.substring(1).replace('/', '.') + "»";
            String extra = error.getProperty() == null ? "" : Yaml.pointer(error.getProperty());
            throw fault(
                    lines.containsKey(place + extra) ? place + extra : place,
                    where + ": " + error.getMessage(),
                    "Xem khuôn mẫu ở schema/" + schemaFile.getFileName());
        }
    }

    /** A fault at the part this pointer names. */
    public DeclarationFault fault(String pointer, String wrong, String cure) {
        return new DeclarationFault(file, line(pointer), wrong, cure);
    }

    /** The line of a part, or of the nearest part around it. */
    public int line(String pointer) {
        String at = pointer;
        while (!at.isEmpty()) {
            @Nullable Integer line = lines.get(at);
            if (line != null) {
                return line;
            }
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return lines.getOrDefault("", 1);
    }

    public Path file() {
        return file;
    }

    /** The tree of a file that is read without a schema; its reader checks it. */
    public static JsonNode tree(Path file) {
        try {
            return read(file).tree;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode tree() {
        return tree;
    }

    /** Turns a part into a value of this type. */
    public <T> T as(JsonNode part, String pointer, Class<T> type) {
        try {
            return MAPPER.treeToValue(part, type);
        } catch (JacksonException e) {
            throw fault(pointer, e.getOriginalMessage(), "Sửa giá trị ở dòng này");
        }
    }

    /** A label at the top of the file. */
    public Label label(String key) {
        JsonNode part = tree.path(key);
        if (!part.isObject()) {
            throw fault("", "thiếu «" + key + "»", "Thêm «" + key + ": { vi: …, en: … }»");
        }
        return as(part, pointer(key), Label.class);
    }
}
