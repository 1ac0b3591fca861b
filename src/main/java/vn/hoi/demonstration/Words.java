package vn.hoi.demonstration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Yaml;

/**
 * The word lists of a province. A list is {@code [a, b]} (alike) or {@code {a: 3, b: 1}} (weighted); a table is a list of
 * maps, where {@code weight} weighs an entry. Every word may itself hold placeholders. Lists stand in {@code words.yaml}, or
 * in {@code words-<part>.yaml} beside it.
 */
final class Words {

    private static final String MAIN = "words.yaml";

    private final Path folder;
    private final Map<String, JsonNode> lists = new LinkedHashMap<>();
    private final WorkDays workDays;

    private Words(Path folder, WorkDays workDays) {
        this.folder = folder;
        this.workDays = workDays;
    }

    /** @throws IllegalArgumentException when two files name one list */
    static Words read(Path folder) {
        Path main = folder.resolve(MAIN);
        Words words = new Words(folder, WorkDays.without(Yaml.tree(main).get("holidays"), main));
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Words::isOne).sorted().forEach(words::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    /** Whether a file holds words, and no quotas. */
    static boolean isOne(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.equals(MAIN) || name.startsWith("words-") && name.endsWith(".yaml");
    }

    private void add(Path file) {
        Yaml.tree(file).properties().forEach(e -> {
            if (lists.put(e.getKey(), e.getValue()) != null) {
                throw new IllegalArgumentException(
                        file + ": '" + e.getKey() + "' is the name of a list of another file; choose another");
            }
        });
    }

    boolean has(String list) {
        return lists.containsKey(list);
    }

    JsonNode get(String list) {
        JsonNode node = lists.get(list);
        if (node == null) {
            throw new IllegalArgumentException("'" + list + "' is neither a column nor a list of words in " + folder);
        }
        return node;
    }

    WorkDays workDays() {
        return workDays;
    }
}
