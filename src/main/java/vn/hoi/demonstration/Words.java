package vn.hoi.demonstration;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Yaml;

/**
 * The word lists of a province. A list is {@code [a, b]} (alike) or {@code {a: 3, b: 1}} (weighted); a table is a list of
 * maps, where {@code weight} weighs an entry. Every word may itself hold placeholders.
 */
final class Words {

    private final Path path;
    private final Map<String, JsonNode> lists = new LinkedHashMap<>();
    private final WorkDays workDays;

    private Words(Path path, JsonNode root) {
        this.path = path;
        this.workDays = WorkDays.without(root.get("holidays"), path);
        root.properties().forEach(e -> lists.put(e.getKey(), e.getValue()));
    }

    static Words read(Path path) {
        return new Words(path, Yaml.tree(path));
    }

    boolean has(String list) {
        return lists.containsKey(list);
    }

    JsonNode get(String list) {
        JsonNode node = lists.get(list);
        if (node == null) {
            throw new IllegalArgumentException("'" + list + "' is neither a column nor a list of " + path);
        }
        return node;
    }

    WorkDays workDays() {
        return workDays;
    }
}
