package vn.hoi.figure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.hoi.common.DeclarationFault;
import vn.hoi.common.Expression;
import vn.hoi.common.FigureNames;
import vn.hoi.common.Home;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.common.Yaml;
import vn.hoi.register.Field;
import vn.hoi.register.Fields;
import vn.hoi.register.Registers;

/** All declared figures, read from {@code fields/<field>/figures.yaml} and checked. */
@Component
public class Figures implements FigureNames {

    private final Registers registers;
    private final Map<String, Measure> measures = new LinkedHashMap<>();
    private final Map<String, Definition.ReportForm> forms = new LinkedHashMap<>();
    private final Map<String, Figure> figures = new LinkedHashMap<>();
    private final Map<String, Yaml> files = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    /** Slices name figures that may be declared later: they are read when all the others are known. */
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    private record Waiting(Field field, Yaml yaml, JsonNode node) {}

    Figures(Home home, Fields fields, Registers registers) {
        this.registers = registers;
        readMeasures(home);
        for (Field field : fields.list()) {
            for (Yaml yaml : fields.files(field, "reports", "report.schema.json")) {
                String id = yaml.file().getFileName().toString().replace(".yaml", "");
                forms.put(
                        id,
                        new Definition.ReportForm(
                                id,
                                yaml.label("name"),
                                yaml.tree().path("every").asString(),
                                yaml.label("by")));
            }
        }
        for (Field field : fields.list()) {
            for (Yaml yaml : fields.file(field, "figures.yaml", "figures.schema.json")) {
                yaml.tree().properties().forEach(entry -> {
                    if (figures.containsKey(entry.getKey()) || waiting.containsKey(entry.getKey())) {
                        throw fault(yaml, entry.getKey(), "được khai báo hai lần", "Đổi tên một trong hai");
                    }
                    files.put(entry.getKey(), yaml);
                    readOne(field, yaml, entry.getKey(), entry.getValue());
                });
            }
        }
        List.copyOf(waiting.keySet()).forEach(id -> slice(id, new HashSet<>()));
        checkFormulas();
    }

    private void readMeasures(Home home) {
        try {
            Yaml yaml = Yaml.read(home.fields().resolve("measures.yaml"));
            yaml.check(home.schema().resolve("measures.schema.json"));
            yaml.tree()
                    .properties()
                    .forEach(entry -> measures.put(
                            entry.getKey(),
                            new Measure(
                                    entry.getKey(),
                                    yaml.as(entry.getValue(), Yaml.pointer(entry.getKey()), Label.class))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readOne(Field field, Yaml yaml, String id, JsonNode node) {
        if (node.has("of")) {
            waiting.put(id, new Waiting(field, yaml, node));
            texts.put(id, text(node));
            return;
        }
        Definition definition;
        if (StoredDeclaration.is(node)) {
            definition = new StoredDeclaration(registers, yaml, id, node).read();
        } else if (node.has("formula")) {
            try {
                definition = new Definition.Formula(
                        Expression.overFigures(node.path("formula").asString()),
                        node.has("round") ? node.path("round").asInt() : null);
            } catch (IllegalArgumentException e) {
                throw fault(yaml, id, String.valueOf(e.getMessage()), "Sửa «formula:»");
            }
        } else if (node.has("reported")) {
            definition = new Definition.Reported(
                    form(yaml, id, node.path("reported").asString()),
                    node.path("stock").asString("").equals("last"));
        } else if (node.has("missing") || node.has("late")) {
            boolean missing = node.has("missing");
            definition = new Definition.Punctuality(
                    form(yaml, id, node.path(missing ? "missing" : "late").asString()), missing);
        } else if (node.has("ledger")) {
            // the ledger itself tries accounts and properties, when all modules stand
            definition = new Definition.Ledger(node.path("ledger").asString(), values(node));
        } else if (node.has("cited")) {
            definition = new Definition.Cited();
        } else {
            Label from = node.has("from")
                    ? yaml.as(node.path("from"), Yaml.pointer(id, "from"), Label.class)
                    : new Label("nguồn chưa mở", "a source not open yet");
            definition = new Definition.Awaits(node.path("awaits").asString(), from);
        }
        figures.put(
                id,
                new Figure(id, field, name(yaml, id, node), measure(yaml, id, node, null), definition, isPublic(node)));
        texts.put(id, text(node));
    }

    private Definition.ReportForm form(Yaml yaml, String id, String named) {
        Definition.ReportForm form = forms.get(named);
        if (form == null) {
            throw fault(
                    yaml,
                    id,
                    "không có biểu mẫu «" + named + "»",
                    "Khai báo biểu mẫu trong reports/ của lĩnh vực; đang có " + forms.keySet());
        }
        return form;
    }

    /** What it is defined by, its name and who may read it apart. */
    private static String text(JsonNode node) {
        return ((ObjectNode) node.deepCopy()).without(List.of("name", "public")).toString();
    }

    private static Map<String, List<String>> values(JsonNode node) {
        Map<String, List<String>> where = new LinkedHashMap<>();
        node.path("where").properties().forEach(entry -> {
            List<String> values = new ArrayList<>();
            if (entry.getValue().isArray()) {
                entry.getValue().forEach(value -> values.add(value.asString()));
            } else {
                values.add(entry.getValue().isNull() ? "" : entry.getValue().asString());
            }
            where.put(entry.getKey(), values);
        });
        return where;
    }

    private static boolean isPublic(JsonNode node) {
        return node.path("public").asBoolean(false);
    }

    private static Label name(Yaml yaml, String id, JsonNode node) {
        return yaml.as(node.path("name"), Yaml.pointer(id, "name"), Label.class);
    }

    private Measure measure(Yaml yaml, String id, JsonNode node, @Nullable Measure inherited) {
        if (!node.has("measure") && inherited != null) {
            return inherited;
        }
        Measure measure = measures.get(node.path("measure").asString(""));
        if (measure == null) {
            throw fault(
                    yaml,
                    id,
                    "đơn vị tính «" + node.path("measure").asString("") + "» chưa khai báo",
                    "Thêm vào fields/measures.yaml hoặc dùng một đơn vị tính đã có");
        }
        return measure;
    }

    /** Reads a slice, and before it the slice it is a part of. */
    private Figure slice(String id, Set<String> open) {
        Figure known = figures.get(id);
        if (known != null) {
            return known;
        }
        Waiting slice = waiting.get(id);
        if (slice == null || !open.add(id)) {
            throw new IllegalStateException("slice " + id + " of nothing");
        }
        String of = slice.node.path("of").asString();
        if (!figures.containsKey(of) && (!waiting.containsKey(of) || open.contains(of))) {
            throw fault(slice.yaml, id, "«of: " + of + "» không phải là số liệu đã khai báo", "Sửa «of:»");
        }
        Figure parent = slice(of, open);
        String root;
        Map<String, List<String>> where = new LinkedHashMap<>();
        Period period = Period.ALWAYS;
        switch (parent.definition()) {
            case Definition.Stored stored -> root = parent.id();
            case Definition.Slice above -> {
                root = above.root();
                where.putAll(above.where());
                period = above.period();
            }
            default ->
                throw fault(
                        slice.yaml,
                        id,
                        "«" + of + "» không phải là số đếm hay số cộng",
                        "Chỉ lấy phần của số đếm, số cộng");
        }
        Definition.Stored stored = (Definition.Stored) get(root).definition();
        new StoredDeclaration(registers, slice.yaml, id, slice.node)
                .slice(stored)
                .forEach((column, keys) -> {
                    List<String> both = new ArrayList<>(keys);
                    if (where.containsKey(column)) {
                        both.retainAll(where.get(column));
                    }
                    where.put(column, both);
                });
        if (slice.node.has("period")) {
            try {
                period = period.within(Period.read(slice.node.path("period").asString()));
            } catch (IllegalArgumentException e) {
                throw fault(slice.yaml, id, String.valueOf(e.getMessage()), "Sửa «period:»");
            }
        }
        var figure = new Figure(
                id,
                slice.field,
                name(slice.yaml, id, slice.node),
                measure(slice.yaml, id, slice.node, parent.measure()),
                new Definition.Slice(of, root, where, period, stored.source()),
                isPublic(slice.node));
        figures.put(id, figure);
        return figure;
    }

    private void checkFormulas() {
        for (Figure figure : figures.values()) {
            visit(figure, new ArrayList<>());
        }
    }

    private void visit(Figure figure, List<String> path) {
        if (path.contains(figure.id())) {
            throw fault(
                    Objects.requireNonNull(files.get(figure.id())),
                    figure.id(),
                    "FIG-014: công thức đi vòng: " + String.join(" → ", path) + " → " + figure.id(),
                    "Bỏ một bước trong vòng");
        }
        if (figure.definition() instanceof Definition.Formula formula) {
            path.add(figure.id());
            for (String used : formula.expression().figures()) {
                Figure other = figures.get(used);
                if (other == null) {
                    throw fault(
                            Objects.requireNonNull(files.get(figure.id())),
                            figure.id(),
                            "công thức dùng «" + used + "» chưa khai báo",
                            "Sửa tên trong «formula:»");
                }
                visit(other, path);
            }
            path.removeLast();
        }
    }

    static DeclarationFault fault(Yaml yaml, String id, String wrong, String cure) {
        return yaml.fault(Yaml.pointer(id), "số liệu «" + id + "»: " + wrong, cure);
    }

    /** A fault of a declared figure that another module finds, with its file and line. */
    public DeclarationFault fault(Figure figure, String wrong, String cure) {
        return fault(Objects.requireNonNull(files.get(figure.id())), figure.id(), wrong, cure);
    }

    /** In the plan's order of fields, then as declared. */
    public List<Figure> list() {
        return figures.values().stream()
                .sorted(java.util.Comparator.comparingInt(
                        figure -> figure.field().order()))
                .toList();
    }

    public List<Figure> list(Field field) {
        return figures.values().stream()
                .filter(figure -> figure.field().equals(field))
                .toList();
    }

    /** The declared definition of a figure, as its versions keep it. */
    String text(Figure figure) {
        return texts.getOrDefault(figure.id(), "{}");
    }

    /** A declared measure. */
    Optional<Measure> findMeasure(String id) {
        return Optional.ofNullable(measures.get(id));
    }

    @Override
    public boolean has(String figure) {
        return find(figure).isPresent();
    }

    public Optional<Figure> find(String id) {
        return Optional.ofNullable(figures.get(id));
    }

    /** @throws Problem FIG-404 when there is none */
    public Figure get(String id) {
        return find(id).orElseThrow(() ->
                Problem.unknown("FIG-404", "Không có số liệu «" + id + "»; chọn trong danh sách số liệu."));
    }
}
