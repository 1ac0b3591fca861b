package vn.hoi.demonstration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import vn.hoi.common.Yaml;

/**
 * One quota file as read: how columns are filled, and the groups with their counts. A group that fills a column in
 * {@code exactly} so many of its rows stands here as two groups, one with and one without.
 *
 * @param distinct column whose value should not repeat, if any
 * @param refersTo registers whose records its rows name
 */
record QuotaFile(
        String register,
        Map<String, JsonNode> columns,
        List<Group> groups,
        @Nullable String distinct,
        Set<String> refersTo) {

    /** Rows of a register that is not scaled. */
    private static final int SMALL = 5_000;

    /** A number of rows and the columns they fill in their own way. */
    record Group(long count, Map<String, JsonNode> own) {}

    static QuotaFile read(Path path) {
        String name = String.valueOf(path.getFileName());
        String register = name.substring(0, name.length() - ".yaml".length());
        JsonNode root = Yaml.tree(path);
        JsonNode columns = root.get("columns");
        JsonNode listed = root.get("groups");
        if (columns == null || !columns.isObject() || listed == null || !listed.isArray()) {
            throw new IllegalArgumentException(path + ": a quota file has 'columns:' (a map) and 'groups:' (a list)");
        }
        Map<String, JsonNode> fills = new LinkedHashMap<>();
        columns.properties().forEach(e -> fills.put(e.getKey(), e.getValue()));
        List<Group> groups = new ArrayList<>();
        for (JsonNode group : listed) {
            addGroup(group, fills, groups, path);
        }
        JsonNode distinct = root.get("distinct");
        return new QuotaFile(
                register, fills, groups, distinct == null ? null : distinct.asString(), EarlierFills.registers(root));
    }

    private static void addGroup(JsonNode node, Map<String, JsonNode> columns, List<Group> groups, Path path) {
        JsonNode counted = node.get("count");
        if (counted == null || !counted.isIntegralNumber()) {
            throw new IllegalArgumentException(path + ": group " + node + " has no 'count:'");
        }
        Map<String, JsonNode> own = new LinkedHashMap<>();
        @Nullable String split = null;
        for (Map.Entry<String, JsonNode> e : node.properties()) {
            if (e.getKey().equals("count")) {
                continue;
            }
            if (!columns.containsKey(e.getKey())) {
                throw new IllegalArgumentException(
                        path + ": group " + node + " fills '" + e.getKey() + "', which is not among 'columns:'");
            }
            if (e.getValue().has("exactly")) {
                split = e.getKey();
            }
            own.put(e.getKey(), e.getValue());
        }
        long count = counted.asLong();
        if (split == null) {
            groups.add(new Group(count, own));
            return;
        }
        JsonNode part = node.get(split);
        long with = part.get("exactly").asLong();
        JsonNode then = part.get("then");
        if (with > count || then == null) {
            throw new IllegalArgumentException(
                    path + ": group " + node + ": 'exactly:' is at most the count and goes with 'then:'");
        }
        Map<String, JsonNode> filled = new LinkedHashMap<>(own);
        filled.put(split, then);
        Map<String, JsonNode> empty = new LinkedHashMap<>(own);
        empty.put(split, NullNode.getInstance());
        groups.add(new Group(with, filled));
        groups.add(new Group(count - with, empty));
    }

    /** How many rows of each group at a scale; a small register is whole at any scale above 0, since others refer to it. */
    long[] counts(double scale) {
        long[] counts = groups.stream().mapToLong(Group::count).toArray();
        return Shares.of(counts, scale > 0 && total() <= SMALL ? 1 : scale);
    }

    long total() {
        return groups.stream().mapToLong(Group::count).sum();
    }
}
