package vn.hoi.register;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Made-up values of columns, and commands that send them. */
public final class Examples {

    private static final JsonMapper JSON = new JsonMapper();

    private Examples() {}

    /** A value of the column as it may be sent; empty where none says anything. */
    public static String value(Register register, Column column) {
        return switch (column.type()) {
            case TEXT, LONG_TEXT -> column.pattern() == null ? "" : firstDigits(column);
            case INTEGER ->
                column.min() == null
                        ? "12"
                        : column.min().max(java.math.BigDecimal.TEN).toPlainString();
            case DECIMAL -> "12,5";
            case PERCENT -> "87,5";
            case MONEY -> "150000000";
            case DATE -> "2026-09-05";
            case DATE_TIME -> "2026-09-05T14:30";
            case PERIOD -> "2026-Q3";
            case YES_NO -> "true";
            case CHOICE ->
                register.choices(column).stream()
                        .filter(choice -> choice.until() == null)
                        .map(Choice::id)
                        .findFirst()
                        .orElse("");
            case UNIT -> "20";
            case PARTY -> "Hợp tác xã Hồi Xứ Lạng";
            case REFERENCE, REFERENCES, ROWS, FILES -> "";
            case LOCATION -> "21.8537, 106.7615";
            case IDENTIFIER ->
                switch (java.util.Objects.requireNonNull(column.check())) {
                    case TAX_CODE -> "0100109106";
                    case GTIN -> "8934563138165";
                    case ORGANISATION_CODE -> "H37.02.02";
                    case CITIZEN_ID -> "020200000001";
                };
        };
    }

    /** Of a text with a pattern, what its help gives behind «ví dụ». */
    private static String firstDigits(Column column) {
        String help = column.patternHelp() == null ? "" : column.patternHelp().vi();
        int at = help.indexOf("ví dụ ");
        return at < 0 ? "" : help.substring(at + "ví dụ ".length()).strip();
    }

    /** What is sent to make a record: its required columns. */
    static Map<String, String> entry(Register register) {
        Map<String, String> entry = new LinkedHashMap<>();
        for (Column column : register.entered()) {
            if (column.required()) {
                String value = value(register, column);
                entry.put(column.id(), value.isEmpty() ? "…" : value);
            }
        }
        return entry;
    }

    /** What is sent to take a step. */
    static Map<String, String> answers(Register register, Step step) {
        Map<String, String> answers = new LinkedHashMap<>(Map.of("version", "1"));
        for (String asked : step.asks()) {
            String value = register.findColumn(asked)
                    .map(column -> value(register, column))
                    .orElse("");
            answers.put(asked, value.isEmpty() ? "…" : value);
        }
        return answers;
    }

    /** A command for a terminal. @param body null when nothing is sent */
    public static String curl(
            String origin, String method, String address, @Nullable Map<String, String> body, List<String> headers) {
        var line = new StringBuilder("curl -s");
        if (!method.equals("GET")) {
            line.append(" -X ").append(method);
        }
        headers.forEach(header -> line.append(" -H '").append(header).append('\''));
        if (body != null) {
            line.append(" -H 'Content-Type: application/json' -d '")
                    .append(JSON.writeValueAsString(body).replace("'", "'\\''"))
                    .append('\'');
        }
        return line.append(" '").append(origin).append(address).append('\'').toString();
    }

    /** How a machine lists, makes, changes and moves on records of a register, by what it does. */
    public static Map<String, String> commands(String origin, Register register) {
        Map<String, String> commands = new LinkedHashMap<>();
        String address = "/registers/" + register.id();
        String code = address + "/CODE";
        commands.put("list", curl(origin, "GET", address + ".json?limit=50", null, List.of()));
        commands.put("create", curl(origin, "POST", address, entry(register), List.of()));
        commands.put("change", curl(origin, "PUT", code, Map.of("note", "…"), List.of("If-Match: \"1\"")));
        if (register.hasSteps()) {
            Step step = register.lifecycles().getLast().steps().getFirst();
            commands.put(
                    "step", curl(origin, "POST", code + "/steps/" + step.id(), answers(register, step), List.of()));
        }
        return commands;
    }
}
