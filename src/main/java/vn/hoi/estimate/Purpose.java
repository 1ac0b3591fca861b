package vn.hoi.estimate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What money is asked for: the classification of a budget line and its name.
 *
 * @param level province or commune
 * @param nature capital or recurrent
 * @param field id of the field whose specialist appraises it; null for none
 * @param project code; null for none
 * @param task code of a research task; null for none
 */
public record Purpose(
        String name,
        String level,
        String nature,
        @Nullable Boolean autonomous,
        String heading,
        @Nullable String chapter,
        @Nullable String type,
        @Nullable String item,
        @Nullable String subItem,
        @Nullable String source,
        @Nullable String programme,
        @Nullable String field,
        @Nullable String project,
        @Nullable String task) {

    /** Lists of the classification with the code of each that is named. */
    Map<String, String> codes() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("heading", heading);
        put(codes, "chapter", chapter);
        put(codes, "type", type);
        put(codes, "item", item);
        put(codes, "sub-item", subItem);
        put(codes, "source", source);
        put(codes, "programme", programme);
        return codes;
    }

    private static void put(Map<String, String> codes, String list, @Nullable String code) {
        if (code != null) {
            codes.put(list, code);
        }
    }

    /** The value of a property by its name; empty for none. */
    public String get(String property) {
        String value = switch (property) {
            case "name" -> name;
            case "level" -> level;
            case "nature" -> nature;
            case "autonomous" -> autonomous == null ? null : autonomous ? "yes" : "no";
            case "field" -> field;
            case "project" -> project;
            case "task" -> task;
            default -> codes().get(property);
        };
        return value == null ? "" : value;
    }
}
