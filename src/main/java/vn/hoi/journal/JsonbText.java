package vn.hoi.journal;

import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** A {@code jsonb} object as PostgreSQL writes it, cut into its members without reading them. */
final class JsonbText {

    private JsonbText() {}

    /**
     * The members in the order of their names, each value character for character as PostgreSQL writes it alone
     * ({@code (changes -> 'column')::text}), which is what its digest is of.
     */
    static TreeMap<String, String> members(String object) {
        TreeMap<String, String> members = new TreeMap<>();
        if (!object.startsWith("{")) {
            members.put("", object);
            return members;
        }
        int at = 1;
        while (object.charAt(at) != '}') {
            int name = end(object, at);
            int value = name + 2;
            int after = end(object, value);
            members.put(string(object.substring(at, name)), object.substring(value, after));
            at = object.charAt(after) == ',' ? after + 2 : after;
        }
        return members;
    }

    /** A JSON string without its quotes; anything else as it is. */
    static String string(String json) {
        if (!json.startsWith("\"")) {
            return json;
        }
        return json.indexOf('\\') < 0
                ? json.substring(1, json.length() - 1)
                : JsonMapper.shared().readValue(json, String.class);
    }

    /** Where the value that begins here ends. */
    private static int end(String text, int begin) {
        int depth = 0;
        boolean quoted = false;
        for (int at = begin; ; at++) {
            char c = text.charAt(at);
            if (quoted) {
                if (c == '\\') {
                    at++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (depth > 0 && (c == '}' || c == ']')) {
                depth--;
            } else if (depth == 0 && (c == ',' || c == ':' || c == '}')) {
                return at;
            }
        }
    }
}
