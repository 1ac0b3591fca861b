package vn.hoi.register;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Expression;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.common.Yaml;

/** All declared registers, read from {@code fields/<field>/registers/*.yaml} and checked. */
@Component
public class Registers {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    /** Names that the table or the language of queries has already. */
    private static final Set<String> TAKEN = Set.of(
            "id",
            "code",
            "unit",
            "place",
            "state",
            "note",
            "version",
            "loaded-in",
            "search-text",
            "q",
            "after",
            "limit",
            "dir");

    private final Map<String, Register> registers = new LinkedHashMap<>();

    Registers(Fields fields) {
        for (Field field : fields.list()) {
            Set<String> codes = new HashSet<>();
            for (Yaml yaml : fields.files(field, "registers", "register.schema.json")) {
                Register register = read(yaml, field, codes);
                if (registers.put(register.id(), register) != null) {
                    throw yaml.fault(
                            "", "sổ «" + register.id() + "» được khai báo hai lần", "Đổi tên một trong hai tệp");
                }
            }
        }
    }

    public List<Register> list() {
        return List.copyOf(registers.values());
    }

    public List<Register> list(Field field) {
        return registers.values().stream()
                .filter(register -> register.field().equals(field))
                .toList();
    }

    public Optional<Register> find(String id) {
        return Optional.ofNullable(registers.get(id));
    }

    /** @throws Problem REG-404 when there is none */
    public Register get(String id) {
        return find(id).orElseThrow(
                        () -> Problem.unknown("REG-404", "Không có sổ «" + id + "»; chọn sổ trong danh sách các sổ."));
    }

    private static Register read(Yaml yaml, Field field, Set<String> ruleCodes) {
        JsonNode tree = yaml.tree();
        String id = yaml.file().getFileName().toString().replace(".yaml", "");
        if (!ID.matcher(id).matches()) {
            throw yaml.fault("", "tên tệp «" + id + "» không dùng làm mã sổ được", "Chỉ dùng a-z, 0-9 và dấu gạch nối");
        }
        Map<String, List<Choice>> choices = readChoices(yaml);
        Map<String, Column> columns = readColumns(yaml, choices);
        List<State> states = new ArrayList<>();
        tree.path("states")
                .properties()
                .forEach(entry -> states.add(new State(
                        entry.getKey(),
                        yaml.as(withoutTag(entry.getValue()), Yaml.pointer("states", entry.getKey()), Label.class),
                        entry.getValue().path("tag").asString("info"))));
        @Nullable String title = tree.has("title") ? tree.path("title").asString() : null;
        if (title != null && !columns.containsKey(title)) {
            throw yaml.fault("/title", "không có cột «" + title + "»", "Ghi mã của một cột đã khai báo");
        }
        CodeTemplate code;
        try {
            code = CodeTemplate.of(tree.path("code").asString(), columns);
        } catch (IllegalArgumentException e) {
            throw yaml.fault("/code", String.valueOf(e.getMessage()), "Ví dụ: \"VB-{seq:5}\"");
        }
        return new Register(
                id,
                field,
                yaml.label("name"),
                yaml.label("about"),
                code,
                title,
                List.copyOf(columns.values()),
                states,
                choices,
                readRules(yaml, columns, ruleCodes));
    }

    private static JsonNode withoutTag(JsonNode state) {
        return ((tools.jackson.databind.node.ObjectNode) state.deepCopy()).without("tag");
    }

    private static Map<String, List<Choice>> readChoices(Yaml yaml) {
        Map<String, List<Choice>> choices = new LinkedHashMap<>();
        yaml.tree().path("choices").properties().forEach(list -> {
            List<Choice> values = new ArrayList<>();
            list.getValue()
                    .properties()
                    .forEach(value -> values.add(new Choice(
                            value.getKey(),
                            yaml.as(
                                    value.getValue(),
                                    Yaml.pointer("choices", list.getKey(), value.getKey()),
                                    Label.class))));
            choices.put(list.getKey(), values);
        });
        return choices;
    }

    private static Map<String, Column> readColumns(Yaml yaml, Map<String, List<Choice>> choices) {
        Map<String, Column> columns = new LinkedHashMap<>();
        yaml.tree().path("columns").properties().forEach(entry -> {
            String pointer = Yaml.pointer("columns", entry.getKey());
            if (!ID.matcher(entry.getKey()).matches() || TAKEN.contains(entry.getKey())) {
                throw yaml.fault(
                        pointer,
                        "mã cột «" + entry.getKey() + "» không dùng được",
                        "Dùng a-z, 0-9, gạch nối, và không trùng các cột sẵn có "
                                + TAKEN.stream().sorted().toList());
            }
            Column column =
                    yaml.as(entry.getValue(), pointer, Column.Declared.class).column(entry.getKey());
            if (column.type() == ColumnType.CHOICE && !choices.containsKey(column.of() == null ? "" : column.of())) {
                throw yaml.fault(
                        pointer,
                        "cột chọn «" + column.id() + "» cần «of:» là một danh sách dưới «choices:»",
                        "Các danh sách đang có: " + choices.keySet());
            }
            if (column.search() && !column.type().isWords()) {
                throw yaml.fault(pointer, "chỉ cột chữ mới tìm được bằng «search»", "Bỏ «search» hoặc dùng «filter»");
            }
            if (column.pattern() != null) {
                try {
                    Pattern.compile(column.pattern());
                } catch (PatternSyntaxException e) {
                    throw yaml.fault(pointer + "/pattern", "mẫu không đọc được: " + e.getDescription(), "Sửa mẫu");
                }
            }
            columns.put(entry.getKey(), column);
        });
        for (Column column : columns.values()) {
            for (String other : column.uniqueWith()) {
                if (!columns.containsKey(other)) {
                    throw yaml.fault(
                            Yaml.pointer("columns", column.id(), "unique-with"),
                            "không có cột «" + other + "»",
                            "Ghi mã của cột đã khai báo");
                }
            }
        }
        return columns;
    }

    private static List<Rule> readRules(Yaml yaml, Map<String, Column> columns, Set<String> codes) {
        List<Rule> rules = new ArrayList<>();
        Set<String> known = new HashSet<>(columns.keySet());
        known.addAll(List.of("state", "note"));
        int index = 0;
        for (JsonNode rule : yaml.tree().path("rules")) {
            String pointer = "/rules/" + index++;
            String code = rule.path("code").asString();
            if (!codes.add(code)) {
                throw yaml.fault(pointer, "mã quy tắc «" + code + "» đã dùng ở lĩnh vực này", "Đặt mã khác");
            }
            @Nullable String at = rule.has("at") ? rule.path("at").asString() : null;
            if (at != null && !known.contains(at)) {
                throw yaml.fault(pointer, "quy tắc " + code + ": không có cột «" + at + "»", "Sửa «at:»");
            }
            try {
                Expression that = Expression.overColumns(rule.path("that").asString(), known);
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
