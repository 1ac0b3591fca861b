package vn.hoi.document;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.DeclarationFault;
import vn.hoi.common.Label;
import vn.hoi.common.Yaml;
import vn.hoi.document.OfficialDocument.Appendix;
import vn.hoi.document.OfficialDocument.Head;
import vn.hoi.document.OfficialDocument.Signature;

/**
 * One kind of document that people edit: a file of YAML front matter and CommonMark, both with logic-less tags. A line
 * {@code ---} between empty lines in the text begins an appendix, whose first heading is its title.
 */
public final class Template {

    /**
     * A tag that names a value.
     *
     * @param name as in the tag
     * @param within the sections around it, outermost first; there the name may be a value of the section's rows or of
     *     what stands outside it
     * @param line of the file
     */
    public record Variable(String name, List<String> within, int line) {

        public Variable {
            within = List.copyOf(within);
        }
    }

    private static final Pattern APPENDIX = Pattern.compile("(?<=\\n\\n)-{3,}\\h*(?:\\n|\\z)");

    private final Path file;
    private final FrontMatter front;
    /** By JSON pointer, in the order of the file. */
    private final Map<String, Tags> texts = new TreeMap<>();

    private final Tags body;

    private Template(Yaml.FrontMatter read, FrontMatter front) {
        this.file = read.yaml().file();
        this.front = front;
        text(read.yaml(), "superior", front.superior());
        text(read.yaml(), "issuer", front.issuer());
        text(read.yaml(), "place", front.place());
        text(read.yaml(), "number", front.number());
        text(read.yaml(), "date", front.date());
        text(read.yaml(), "title", front.title());
        text(read.yaml(), "subject", front.subject());
        text(read.yaml(), "issued-by", front.issuedBy());
        texts(read.yaml(), "basis", front.basis());
        text(read.yaml(), "authority", front.authority());
        text(read.yaml(), "office", front.office());
        text(read.yaml(), "signer", front.signer());
        text(read.yaml(), "counterpart", front.counterpart());
        texts(read.yaml(), "recipients", front.recipients());
        this.body = new Tags(file, read.bodyLine(), Plain.text(read.body()));
    }

    private void text(Yaml yaml, String key, @Nullable String text) {
        if (text != null) {
            texts.put(key, new Tags(file, yaml.line(Yaml.pointer(key)), Plain.text(text)));
        }
    }

    private void texts(Yaml yaml, String key, @Nullable List<String> lines) {
        for (int index = 0; lines != null && index < lines.size(); index++) {
            int line = yaml.line(Yaml.pointer(key, Integer.toString(index)));
            texts.put(item(key, index), new Tags(file, line, Plain.text(lines.get(index))));
        }
    }

    private static String item(String key, int index) {
        return key + "/" + index;
    }

    /**
     * Reads a template.
     *
     * @param schema the folder {@code schema/}
     * @throws DeclarationFault naming file, line and cure, when front matter or tags are wrong
     */
    public static Template read(Path file, Path schema) throws IOException {
        Yaml.FrontMatter read = Yaml.readFrontMatter(file);
        Yaml yaml = read.yaml();
        yaml.check(schema.resolve("print.schema.json"));
        FrontMatter front = yaml.as(yaml.tree(), "", FrontMatter.class);
        if (front.isUprightA5()) {
            throw yaml.fault(
                    Yaml.pointer("page"),
                    "đầu văn bản không vừa khổ A5 đứng",
                    "Dùng «page: landscape», hoặc bỏ dòng này");
        }
        return new Template(read, front);
    }

    /** What the print is called. */
    public Label name() {
        return front.name();
    }

    public Path file() {
        return file;
    }

    /** Whether {@link #fill} needs an address for a QR code. */
    public boolean hasQr() {
        return front.qr();
    }

    /** Every tag that names a value, once for each place it stands at, in the order of the lines. */
    public List<Variable> variables() {
        var all = new ArrayList<Variable>();
        texts.values().forEach(text -> all.addAll(text.variables()));
        all.addAll(body.variables());
        all.sort(java.util.Comparator.comparingInt(Variable::line));
        return List.copyOf(all);
    }

    /** A fault at the tag, for whoever knows which values there will be. */
    public DeclarationFault fault(Variable variable, String wrong, String cure) {
        return new DeclarationFault(file, variable.line(), wrong, cure);
    }

    /**
     * Fills the tags in.
     *
     * @param values by name: ready strings (null prints nothing), booleans for sections, lists of such maps or of
     *     strings, maps. A line break in a value of the body stays one.
     * @param letterhead who issues, where the template does not say
     * @param lookUp the address for the QR code; used only where the template asks for one
     * @throws DeclarationFault naming file, line and cure, when a tag names a value that is not there
     * @throws IllegalArgumentException when the template asks for a QR code and there is no address
     */
    public OfficialDocument fill(
            Map<String, ? extends @Nullable Object> values, Letterhead letterhead, @Nullable String lookUp) {
        if (front.qr() && lookUp == null) {
            throw new IllegalArgumentException(file + " asks for a QR code, which needs an address");
        }
        var head = new Head(
                orElse(filled("superior", values), letterhead.superior()),
                orElse(filled("issuer", values), letterhead.issuer()),
                orElse(filled("number", values), ""),
                orElse(filled("place", values), letterhead.place()),
                orElse(filled("date", values), ""),
                orElse(filled("title", values), ""),
                orElse(filled("subject", values), ""),
                orElse(filled("issued-by", values), ""),
                lines("basis", front.basis(), values));
        var signature = new Signature(
                orElse(filled("authority", values), ""),
                orElse(filled("office", values), ""),
                orElse(filled("signer", values), ""),
                orElse(filled("counterpart", values), ""));
        List<String> recipients = lines("recipients", front.recipients(), values);
        var placeholders = new Placeholders();
        String[] parts = APPENDIX.split(body.fill(values, placeholders::put));
        var appendices = new ArrayList<Appendix>();
        for (int part = 1; part < parts.length; part++) {
            appendices.add(appendix(Body.parse(parts[part], placeholders)));
        }
        return new OfficialDocument(
                head,
                Body.parse(parts[0], placeholders),
                signature,
                recipients,
                Optional.ofNullable(front.qr() ? lookUp : null),
                front.sheet(),
                appendices);
    }

    private @Nullable String filled(String key, Map<String, ? extends @Nullable Object> values) {
        Tags text = texts.get(key);
        return text == null ? null : Plain.line(text.fill(values, UnaryOperator.identity()));
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    private List<String> lines(
            String key, @Nullable List<String> items, Map<String, ? extends @Nullable Object> values) {
        var lines = new ArrayList<String>();
        for (int index = 0; items != null && index < items.size(); index++) {
            String line = orElse(filled(item(key, index), values), "");
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static Appendix appendix(Node part) {
        String title = "";
        if (part.getFirstChild() instanceof Heading heading) {
            title = Body.words(heading);
            heading.unlink();
        }
        return Appendix.of(title, part);
    }
}
