package vn.hoi.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What attackers send, by group: one a line in {@code src/test/resources/attack/<group>.txt}, with {@code \}{@code uXXXX}
 * for what cannot be typed, {@code \\} for a backslash, and {@code @repeat N text} for length. A line that begins with
 * {@code #} says what the group is.
 */
record Inputs(Map<String, List<Input>> groups) {

    /** One input. */
    record Input(String group, String text) {
        @Override
        public String toString() {
            String shown = text.length() > 80 ? text.substring(0, 80) + "… (" + text.length() + ")" : text;
            var visible = new StringBuilder(group).append(" «");
            shown.chars().forEach(c -> visible.append(c < ' ' || c > 0x1ffff ? "\\u%04x".formatted(c) : (char) c));
            return visible.append('»').toString();
        }
    }

    private static final Path FOLDER = Path.of("src/test/resources/attack");

    static Inputs read() throws IOException {
        Map<String, List<Input>> groups = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                String group = file.getFileName().toString().replace(".txt", "");
                List<Input> inputs = new ArrayList<>();
                for (String line :
                        Files.readString(file, StandardCharsets.UTF_8).split("\n", -1)) {
                    if (!line.startsWith("#") && !line.isEmpty()) {
                        inputs.add(new Input(group, text(line)));
                    }
                }
                groups.put(group, inputs);
            }
        }
        return new Inputs(groups);
    }

    private static String text(String line) {
        if (line.startsWith("@repeat ")) {
            String[] words = line.split(" ", 3);
            return text(words[2]).repeat(Integer.parseInt(words[1]));
        }
        var text = new StringBuilder();
        for (int index = 0; index < line.length(); index++) {
            char c = line.charAt(index);
            if (c != '\\' || index + 1 == line.length()) {
                text.append(c);
            } else if (line.charAt(index + 1) == 'u') {
                text.append((char) Integer.parseInt(line.substring(index + 2, index + 6), 16));
                index += 5;
            } else {
                text.append(line.charAt(++index));
            }
        }
        return text.toString();
    }

    List<Input> of(String group) {
        return groups.getOrDefault(group, List.of());
    }

    List<Input> all() {
        return groups.values().stream().flatMap(List::stream).toList();
    }

    /** Those that stand where a person types or an address names something. */
    List<Input> texts() {
        return Stream.of(
                        "sql",
                        "xss",
                        "path",
                        "template",
                        "crlf",
                        "unicode",
                        "oversized",
                        "numbers",
                        "dates",
                        "cursors",
                        "units")
                .flatMap(group -> of(group).stream())
                .toList();
    }
}
