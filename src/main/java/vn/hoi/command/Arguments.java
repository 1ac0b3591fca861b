package vn.hoi.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.hoi.database.StartFailure;
import vn.hoi.intake.Batch;

/** The words after {@code ./hoi}: a command, its values and its options. */
record Arguments(String command, List<String> values, Map<String, String> options) {

    private static final Set<String> OPTIONS =
            Set.of("port", "data", "province", "scale", "json", "listen", "host", "mode", "purpose");
    private static final Set<String> FLAGS = Set.of("journal", "listen-with-demonstration", "personal");

    static Arguments read(String[] words) {
        List<String> values = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        for (int index = 0; index < words.length; index++) {
            String word = words[index];
            if (!word.startsWith("--")) {
                values.add(word);
                continue;
            }
            String name = word.substring(2);
            int equals = name.indexOf('=');
            if (FLAGS.contains(name)) {
                options.put(name, "true");
            } else if (equals > 0 && OPTIONS.contains(name.substring(0, equals))) {
                options.put(name.substring(0, equals), name.substring(equals + 1));
            } else if (OPTIONS.contains(name) && index + 1 < words.length) {
                options.put(name, words[++index]);
            } else {
                throw new StartFailure("Không hiểu «" + word + "»; xem «./hoi help».");
            }
        }
        String command = values.isEmpty() ? "help" : values.removeFirst();
        return new Arguments(command, values, options);
    }

    String option(String name, String otherwise) {
        return options.getOrDefault(name, otherwise);
    }

    int port() {
        String environment = System.getenv("HOI_PORT");
        String text = option("port", environment == null ? "8080" : environment);
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new StartFailure("«" + text + "» không phải là số cổng; dùng số từ 0 đến 65535, ví dụ --port 8080.");
        }
        return Integer.parseInt(text);
    }

    /** What a file does where records of its keys stand. */
    Batch.Mode mode() {
        String text = option("mode", Batch.Mode.ADD.id());
        return Arrays.stream(Batch.Mode.values())
                .filter(mode -> mode.id().equals(text))
                .findFirst()
                .orElseThrow(() -> new StartFailure(
                        "«" + text + "» không phải là cách nạp; dùng --mode add, --mode change hoặc --mode both."));
    }

    double scale() {
        String text = option("scale", "1");
        if (!text.matches("\\d(\\.\\d{1,6})?") || Double.parseDouble(text) > 1) {
            throw new StartFailure(
                    "«" + text + "» không phải là tỷ lệ dữ liệu trình diễn; dùng số từ 0 đến 1, ví dụ --scale 0.01.");
        }
        return Double.parseDouble(text);
    }
}
