package vn.hoi.register;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Label;
import vn.hoi.common.Yaml;

/** Reads what a register prints: of a record ({@code prints:}) and of its list ({@code list-prints:}). */
final class PrintReading {

    private static final Pattern NUMBER_PLACE = Pattern.compile("\\{(n(:[1-9])?|year)}");
    private static final Pattern NOT_IN_NUMBERS = Pattern.compile("[{}]");

    private final Yaml yaml;
    private final JsonNode tree;
    private final List<State> states;
    private final Map<String, Column> columns;
    private final Map<String, List<Choice>> choices;
    private final Path folder;

    PrintReading(Yaml yaml, List<State> states, Map<String, Column> columns, Map<String, List<Choice>> choices) {
        this.yaml = yaml;
        this.tree = yaml.tree();
        this.states = states;
        this.columns = columns;
        this.choices = choices;
        Path registers = Objects.requireNonNull(yaml.file().getParent());
        this.folder = Objects.requireNonNull(registers.getParent()).resolve("prints");
    }

    List<Print> prints() {
        List<Print> prints = new ArrayList<>();
        tree.path("prints").properties().forEach(entry -> prints.add(print(entry.getKey(), entry.getValue())));
        return prints;
    }

    private Print print(String id, JsonNode node) {
        String pointer = Yaml.pointer("prints", id);
        Set<String> in = new LinkedHashSet<>(LifecycleReading.texts(node.path("in")));
        in.forEach(state -> requireState(pointer, state));
        return new Print(
                id,
                yaml.as(node.path("name"), pointer + "/name", Label.class),
                template(id, node, pointer),
                in,
                book(node.path("book"), pointer + "/book/number"),
                column(node, "number-in", pointer, ColumnType.TEXT),
                column(node, "day-in", pointer, ColumnType.DATE));
    }

    private void requireState(String pointer, String state) {
        if (states.stream().noneMatch(one -> one.id().equals(state))) {
            throw yaml.fault(pointer, "không có trạng thái «" + state + "»", "Ghi mã một trạng thái");
        }
    }

    private Path template(String id, JsonNode node, String pointer) {
        Path template = folder.resolve(node.path("template").asString(id + ".md"));
        if (!Files.isRegularFile(template)) {
            throw yaml.fault(
                    pointer,
                    "không có mẫu in " + template.getFileName() + " trong thư mục prints/ của lĩnh vực",
                    "Thêm tệp mẫu hoặc sửa «template:»");
        }
        return template;
    }

    private Print.@Nullable Book book(JsonNode node, String pointer) {
        if (node.isMissingNode()) {
            return null;
        }
        String number = node.path("number").asString();
        if (NOT_IN_NUMBERS.matcher(NUMBER_PLACE.matcher(number).replaceAll("")).find()) {
            throw yaml.fault(
                    pointer,
                    "số «" + number + "» viết sai",
                    "Chỉ dùng {n}, {n:2} (hai chữ số) và {year}, ví dụ \"{n:2}/GP-SKHCN\"");
        }
        return new Print.Book(node.path("id").asString(), number);
    }

    private @Nullable String column(JsonNode node, String key, String pointer, ColumnType type) {
        if (!node.has(key)) {
            return null;
        }
        String id = node.path(key).asString();
        @Nullable Column column = columns.get(id);
        if (column == null) {
            throw yaml.fault(pointer, "không có cột «" + id + "»", "Ghi mã của một cột đã khai báo");
        }
        if (column.type() != type) {
            throw yaml.fault(pointer, "cột «" + id + "» không đúng kiểu ở chỗ này", "Dùng cột kiểu " + Set.of(type));
        }
        return id;
    }

    List<ListPrint> listPrints() {
        List<ListPrint> prints = new ArrayList<>();
        tree.path("list-prints").properties().forEach(entry -> {
            String pointer = Yaml.pointer("list-prints", entry.getKey());
            JsonNode node = entry.getValue();
            Map<String, List<String>> of = new LinkedHashMap<>();
            node.path("of").properties().forEach(parameter -> {
                List<String> values = LifecycleReading.texts(parameter.getValue());
                requireParameter(pointer + "/of/" + parameter.getKey(), parameter.getKey(), values);
                of.put(parameter.getKey(), values);
            });
            prints.add(new ListPrint(
                    entry.getKey(),
                    yaml.as(node.path("name"), pointer + "/name", Label.class),
                    template(entry.getKey(), node, pointer),
                    of));
        });
        return prints;
    }

    /** What a list is asked for is tried when the list is; here only what is written down for good. */
    private void requireParameter(String pointer, String name, List<String> values) {
        switch (name) {
            case "state" -> values.forEach(state -> requireState(pointer, state));
            case "due" -> requireOneOf(pointer, values, RecordFilters.DUE);
            case "dir" -> requireOneOf(pointer, values, List.of("asc", "desc"));
            case "sort" ->
                requireOneOf(
                        pointer,
                        values,
                        columns.values().stream()
                                .filter(Column::sort)
                                .map(Column::id)
                                .toList());
            default -> requireFilter(pointer, name, values);
        }
    }

    private void requireOneOf(String pointer, List<String> values, List<String> known) {
        for (String value : values) {
            if (!known.contains(value)) {
                throw yaml.fault(pointer, "không có «" + value + "» ở đây", "Dùng một trong: " + known);
            }
        }
    }

    private void requireFilter(String pointer, String name, List<String> values) {
        @Nullable Column column = columns.get(name);
        boolean ranged = column == null;
        if (ranged) {
            column = columns.get(name.replaceFirst("-(from|to)$", ""));
        }
        if (column == null || !column.filter() || ranged && !column.type().isRanged()) {
            throw yaml.fault(
                    pointer,
                    "danh sách không lọc được theo «" + name + "»",
                    "Dùng state, due hoặc một cột «filter: true»");
        }
        if (column.type() == ColumnType.CHOICE) {
            requireOneOf(
                    pointer,
                    values,
                    choices.getOrDefault(String.valueOf(column.of()), List.of()).stream()
                            .map(Choice::id)
                            .toList());
        }
    }
}
