package vn.hoi.register;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Expression;
import vn.hoi.common.Label;
import vn.hoi.common.RegisterRoles;
import vn.hoi.common.Yaml;

/** Reads one register's declaration; whatever is wrong in it is named with its line and cure. */
final class RegisterReading {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final Yaml yaml;
    private final JsonNode tree;
    private final Set<String> ruleCodes;

    private RegisterReading(Yaml yaml, Set<String> ruleCodes) {
        this.yaml = yaml;
        this.tree = yaml.tree();
        this.ruleCodes = ruleCodes;
    }

    /** @param ruleCodes codes of rules used in the field so far; those of this register are added */
    static Register read(Yaml yaml, Field field, Set<String> ruleCodes) {
        String id = yaml.file().getFileName().toString().replace(".yaml", "");
        if (!ID.matcher(id).matches() || id.length() > 50) {
            throw yaml.fault(
                    "", "tên tệp «" + id + "» không dùng làm mã sổ được", "Chỉ dùng a-z, 0-9, gạch nối, dưới 50 ký tự");
        }
        return new RegisterReading(yaml, ruleCodes).register(id, field);
    }

    private Register register(String id, Field field) {
        Map<String, List<Choice>> choices = choices();
        Map<String, Column> columns = new ColumnReading(yaml, choices).read();
        List<State> states = states();
        PrintReading printed = new PrintReading(yaml, states, columns, choices);
        List<Print> prints = printed.prints();
        Set<String> printIds = new HashSet<>();
        prints.forEach(print -> printIds.add(print.id()));
        List<Lifecycle> lifecycles = new LifecycleReading(yaml, states, columns, printIds, ruleCodes).read();
        var deadlines = new DeadlineReading(yaml, columns, states, choices);
        return new Register(
                id,
                field,
                yaml.label("name"),
                yaml.label("about"),
                tree.has("help") ? yaml.label("help") : null,
                code(columns),
                column("title", columns, Set.of()),
                List.copyOf(columns.values()),
                sections(columns),
                states,
                lifecycles,
                column("lifecycle-from", columns, Set.of(ColumnType.DATE)),
                deadlines.own(),
                deadlines.ofStates(),
                choices,
                rules(columns),
                prints,
                printed.listPrints(),
                publicView(columns),
                alike(columns),
                roles(field),
                privacy(columns),
                tree.path("check-answers").asBoolean(false),
                tree.path("small").asBoolean(false));
    }

    /** Without {@code read:} every role that may read opens the records; without {@code write:} specialists write them. */
    private RegisterRoles.Held roles(Field field) {
        Set<String> writers = roles("write");
        return new RegisterRoles.Held(
                field.id(),
                roles("read"),
                writers.isEmpty() ? Set.of("specialist") : writers,
                tree.path("access").path("shared").asBoolean(false));
    }

    private @Nullable Privacy privacy(Map<String, Column> columns) {
        if (!tree.has("privacy")) {
            return null;
        }
        JsonNode declared = tree.path("privacy");
        @Nullable String after = null;
        if (declared.has("after")) {
            after = named(declared.path("after").asString(), "/privacy/after", columns, Set.of(ColumnType.DATE))
                    .id();
        }
        return new Privacy(
                yaml.as(declared.path("why"), "/privacy/why", Label.class),
                declared.path("years").asInt(0),
                after);
    }

    private Set<String> roles(String key) {
        Set<String> named = new LinkedHashSet<>();
        for (String role : LifecycleReading.texts(tree.path("access").path(key))) {
            if (!Step.ROLES.contains(role)) {
                throw yaml.fault(
                        Yaml.pointer("access", key),
                        "không có vai trò «" + role + "»",
                        "Các vai trò: " + Step.ROLES.stream().sorted().toList());
            }
            named.add(role);
        }
        return Set.copyOf(named);
    }

    private CodeTemplate code(Map<String, Column> columns) {
        try {
            return CodeTemplate.of(tree.path("code").asString(), columns);
        } catch (IllegalArgumentException e) {
            throw yaml.fault("/code", String.valueOf(e.getMessage()), "Ví dụ: \"VB-{seq:5}\"");
        }
    }

    /** The column named at the top of the file under a key; null when the key is not there. */
    private @Nullable String column(String key, Map<String, Column> columns, Set<ColumnType> types) {
        if (!tree.has(key)) {
            return null;
        }
        return named(tree.path(key).asString(), Yaml.pointer(key), columns, types)
                .id();
    }

    private Column named(String id, String pointer, Map<String, Column> columns, Set<ColumnType> types) {
        @Nullable Column column = columns.get(id);
        if (column == null) {
            throw yaml.fault(pointer, "không có cột «" + id + "»", "Ghi mã của một cột đã khai báo");
        }
        if (!types.isEmpty() && !types.contains(column.type())) {
            throw yaml.fault(pointer, "cột «" + id + "» không đúng kiểu ở chỗ này", "Dùng cột kiểu " + types);
        }
        return column;
    }

    private List<State> states() {
        List<State> states = new ArrayList<>();
        tree.path("states").properties().forEach(entry -> {
            JsonNode state = entry.getValue();
            var label = ((tools.jackson.databind.node.ObjectNode) state.deepCopy()).without(List.of("tag", "end"));
            states.add(new State(
                    entry.getKey(),
                    yaml.as(label, Yaml.pointer("states", entry.getKey()), Label.class),
                    state.path("tag").asString("info"),
                    state.path("end").asBoolean(false)));
        });
        return states;
    }

    private Map<String, List<Choice>> choices() {
        Map<String, List<Choice>> choices = new LinkedHashMap<>();
        tree.path("choices").properties().forEach(list -> {
            List<Choice> values = new ArrayList<>();
            list.getValue().properties().forEach(value -> {
                String pointer = Yaml.pointer("choices", list.getKey(), value.getKey());
                JsonNode node = value.getValue();
                values.add(new Choice(
                        value.getKey(),
                        new Label(node.path("vi").asString(), node.path("en").asString()),
                        day(node.path("from"), pointer),
                        day(node.path("until"), pointer)));
            });
            choices.put(list.getKey(), values);
        });
        return choices;
    }

    private @Nullable LocalDate day(JsonNode node, String pointer) {
        if (node.isMissingNode()) {
            return null;
        }
        try {
            return LocalDate.parse(node.asString());
        } catch (java.time.DateTimeException e) {
            throw yaml.fault(pointer, "«" + node.asString() + "» không phải là ngày", "Viết như 2025-12-31");
        }
    }

    /** Columns no section names stand first, under the register's own name. */
    private List<Section> sections(Map<String, Column> columns) {
        Map<String, Column> left = new LinkedHashMap<>(columns);
        List<Section> sections = new ArrayList<>();
        tree.path("sections").properties().forEach(entry -> {
            String pointer = Yaml.pointer("sections", entry.getKey());
            List<Column> inside = new ArrayList<>();
            for (JsonNode id : entry.getValue().path("columns")) {
                @Nullable Column column = left.remove(id.asString());
                if (column == null) {
                    throw yaml.fault(
                            pointer,
                            "cột «" + id.asString() + "» không có hoặc đã ở phần khác",
                            "Mỗi cột chỉ đứng ở một phần của biểu mẫu");
                }
                inside.add(column);
            }
            sections.add(new Section(
                    entry.getKey(),
                    new Label(
                            entry.getValue().path("vi").asString(),
                            entry.getValue().path("en").asString()),
                    inside));
        });
        if (!left.isEmpty()) {
            sections.addFirst(new Section("", yaml.label("name"), List.copyOf(left.values())));
        }
        return sections;
    }

    private @Nullable PublicView publicView(Map<String, Column> columns) {
        JsonNode node = tree.path("public");
        if (node.isMissingNode()) {
            return null;
        }
        List<String> lookUpBy = LifecycleReading.texts(node.path("look-up-by"));
        List<String> shows = LifecycleReading.texts(node.path("shows"));
        for (String id : lookUpBy) {
            if (!id.equals("code")) {
                Column column = named(id, "/public/look-up-by", columns, Set.of());
                if (!column.type().isWords()) {
                    throw yaml.fault(
                            "/public/look-up-by", "cột «" + id + "» không phải là chữ", "Tra cứu theo cột chữ");
                }
            }
        }
        for (String id : shows) {
            if (!List.of("state", "place", "unit", "code").contains(id)
                    && named(id, "/public/shows", columns, Set.of()).personal()) {
                throw yaml.fault("/public/shows", "cột «" + id + "» là dữ liệu cá nhân", "Bỏ khỏi phần công khai");
            }
        }
        return new PublicView(
                lookUpBy,
                shows,
                expression(node.path("valid"), "/public/valid", columns),
                expression(node.path("expired"), "/public/expired", columns),
                PublicView.Kind.valueOf(node.path("as").asString("paper").toUpperCase(Locale.ROOT)));
    }

    private @Nullable Expression expression(JsonNode node, String pointer, Map<String, Column> columns) {
        if (node.isMissingNode()) {
            return null;
        }
        try {
            return Expression.overColumns(node.asString(), known(columns), inner(columns.values()));
        } catch (IllegalArgumentException e) {
            throw yaml.fault(pointer, String.valueOf(e.getMessage()), "Sửa biểu thức này");
        }
    }

    /** Ids of the columns of each small table. */
    static Map<String, Set<String>> inner(Collection<Column> columns) {
        Map<String, Set<String>> inner = new LinkedHashMap<>();
        for (Column column : columns) {
            if (column.type() == ColumnType.ROWS) {
                inner.put(
                        column.id(), column.columns().stream().map(Column::id).collect(Collectors.toUnmodifiableSet()));
            }
        }
        return inner;
    }

    private static Set<String> known(Map<String, Column> columns) {
        Set<String> known = new HashSet<>(columns.keySet());
        known.addAll(List.of("state", "note"));
        return known;
    }

    private List<String> alike(Map<String, Column> columns) {
        List<String> alike = LifecycleReading.texts(tree.path("alike"));
        for (String id : alike) {
            if (!named(id, "/alike", columns, Set.of()).search()) {
                throw yaml.fault("/alike", "cột «" + id + "» cần «search: true» để tìm bản ghi giống", "Thêm «search»");
            }
        }
        return alike;
    }

    private List<Rule> rules(Map<String, Column> columns) {
        List<Rule> rules = new ArrayList<>();
        Set<String> known = known(columns);
        int index = 0;
        for (JsonNode rule : tree.path("rules")) {
            String pointer = "/rules/" + index++;
            String code = rule.path("code").asString();
            if (!ruleCodes.add(code)) {
                throw yaml.fault(pointer, "mã quy tắc «" + code + "» đã dùng ở lĩnh vực này", "Đặt mã khác");
            }
            @Nullable String at = rule.has("at") ? rule.path("at").asString() : null;
            if (at != null && !known.contains(at)) {
                throw yaml.fault(pointer, "quy tắc " + code + ": không có cột «" + at + "»", "Sửa «at:»");
            }
            try {
                Expression that = Expression.overColumns(rule.path("that").asString(), known, inner(columns.values()));
                that.columns().stream()
                        .filter(id -> columns.containsKey(id) && columns.get(id).computed() != null)
                        .findFirst()
                        .ifPresent(id -> {
                            throw new IllegalArgumentException("quy tắc không dùng cột tính «" + id + "»");
                        });
                rules.add(new Rule(
                        that,
                        code,
                        at,
                        new Label(rule.path("vi").asString(), rule.path("en").asString())));
            } catch (IllegalArgumentException e) {
                throw yaml.fault(pointer, "quy tắc " + code + ": " + e.getMessage(), "Sửa «that:» ở quy tắc này");
            }
        }
        return rules;
    }
}
