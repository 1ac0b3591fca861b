package vn.hoi.intake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.dataformat.yaml.YAMLMapper;
import vn.hoi.common.Label;

/** Writes a call as the declaration of its register, so that it is read and tested as a file's is. */
final class DataCallDeclaration {

    /** States of an answer's record. */
    static final String ON_TIME = "on-time";

    static final String LATE = "late";
    /** A row the unit took back; it stays on record and counts nowhere in the call. */
    static final String WITHDRAWN = "withdrawn";

    /** Columns shown in the list, and columns with an index to order by. */
    private static final int LISTED = 8;
    /** Columns with a filter; an index holds at most 32. */
    private static final int FILTERED = 10;

    private static final YAMLMapper YAML = new YAMLMapper();

    private DataCallDeclaration() {}

    static String yaml(DataCallForm form, List<DataCallColumn> columns) {
        Map<String, Object> register = new LinkedHashMap<>();
        register.put("name", Label.of(form.title()));
        register.put(
                "about",
                form.purpose().isEmpty()
                        ? new Label("Trả lời phiếu thu thập số liệu.", "Answers to a data call.")
                        : Label.of(form.purpose()));
        register.put("code", "{unit.code}-{seq:2}");
        // whoever works for a unit asked may answer for it
        register.put(
                "access", Map.of("write", List.of("specialist", "planner", "finance", "commune", "clerk", "leader")));
        Map<String, Object> declared = new LinkedHashMap<>();
        Map<String, Object> choices = new LinkedHashMap<>();
        int filters = 0;
        for (int at = 0; at < columns.size(); at++) {
            DataCallColumn column = columns.get(at);
            boolean filtered =
                    List.of("choice", "yes-no", "unit", "period").contains(column.kind()) && filters < FILTERED;
            filters += filtered ? 1 : 0;
            declared.put(column.id(), column(column, at < LISTED, filtered));
            if (column.kind().equals("choice")) {
                choices.put(column.id(), options(column));
            }
        }
        register.put("columns", declared);
        if (!choices.isEmpty()) {
            register.put("choices", choices);
        }
        register.put("states", states());
        return YAML.writeValueAsString(register);
    }

    private static Map<String, Object> column(DataCallColumn column, boolean listed, boolean filtered) {
        Map<String, Object> declared = new LinkedHashMap<>();
        declared.put("name", Label.of(column.name()));
        declared.put("type", column.kind());
        if (column.kind().equals("choice")) {
            declared.put("of", column.id());
        }
        if (column.required()) {
            declared.put("required", true);
        }
        if (listed) {
            declared.put("list", true);
            if (column.isNumber() || column.kind().equals("date")) {
                declared.put("sort", true);
            }
        }
        if (filtered) {
            declared.put("filter", true);
        }
        if (column.kind().equals("text") || column.kind().equals("long-text")) {
            declared.put("search", true);
        }
        if (column.least() != null) {
            declared.put("min", column.least());
        }
        if (column.most() != null) {
            declared.put("max", column.most());
        }
        if (!column.help().isEmpty()) {
            declared.put("help", Label.of(column.help()));
        }
        return declared;
    }

    private static Map<String, Object> options(DataCallColumn column) {
        Map<String, Object> options = new LinkedHashMap<>();
        column.options().forEach(option -> options.put("o" + (options.size() + 1), Label.of(option)));
        return options;
    }

    private static Map<String, Object> states() {
        Map<String, Object> states = new LinkedHashMap<>();
        states.put(ON_TIME, Map.of("vi", "Đúng hạn", "en", "On time", "tag", "ok"));
        states.put(LATE, Map.of("vi", "Trả lời muộn", "en", "Late", "tag", "late"));
        states.put(WITHDRAWN, Map.of("vi", "Đơn vị đã bỏ", "en", "Withdrawn", "tag", "off", "end", true));
        return states;
    }
}
