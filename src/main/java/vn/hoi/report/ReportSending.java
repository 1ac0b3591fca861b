package vn.hoi.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Problem;

/**
 * What was sent of a report, as text by cell and by relation.
 *
 * @param act what is to be done; {@code submit} unless told
 * @param version the one it began from; null when none was named
 * @param key of the sending; empty for none
 */
record ReportSending(
        String act,
        @Nullable Integer version,
        String key,
        Map<String, String> typed,
        Map<String, String> reasons,
        String why) {

    private static final String CELL = "v.";
    private static final String REASON = "why.";
    private static final int MOST = 400;

    /** As a browser sends it: {@code v.<cell>}, {@code why.<relation>}, {@code do}, {@code why}, {@code version}, {@code key}. */
    static ReportSending form(Map<String, String> sent) {
        Map<String, String> typed = new LinkedHashMap<>();
        Map<String, String> reasons = new LinkedHashMap<>();
        sent.forEach((name, value) -> {
            if (name.startsWith(CELL)) {
                typed.put(name.substring(CELL.length()), value);
            } else if (name.startsWith(REASON)) {
                reasons.put(name.substring(REASON.length()), value);
            }
        });
        String version = sent.getOrDefault("version", "");
        return new ReportSending(
                sent.getOrDefault("do", "submit"),
                version.isBlank() ? null : version(version),
                sent.getOrDefault("key", "").strip(),
                typed,
                reasons,
                sent.getOrDefault("why", ""));
    }

    /**
     * As a machine sends it: {@code {"action","values":{cell: number | {"part","whole"}},"reasons":{relation: text},"why",
     * "version"}}.
     *
     * @param match the header {@code If-Match}
     * @throws Problem REP-401 when it has not this shape
     */
    static ReportSending json(JsonNode sent, @Nullable String match, @Nullable String key) {
        if (!sent.isObject()) {
            throw wrong();
        }
        Map<String, String> typed = new LinkedHashMap<>();
        members(sent.path("values")).forEach((name, value) -> {
            if (value.isObject()) {
                members(value).forEach((part, inner) -> typed.put(name + ":" + part, text(inner)));
            } else {
                typed.put(name, text(value));
            }
        });
        Map<String, String> reasons = new LinkedHashMap<>();
        members(sent.path("reasons")).forEach((name, value) -> reasons.put(name, text(value)));
        String version = match != null ? match : text(sent.path("version"));
        return new ReportSending(
                sent.path("action").isMissingNode() ? "submit" : text(sent.path("action")),
                version.isBlank() ? null : version(version),
                key == null ? "" : key.strip(),
                typed,
                reasons,
                text(sent.path("why")));
    }

    private static Map<String, JsonNode> members(JsonNode node) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        if (node.isMissingNode() || node.isNull()) {
            return members;
        }
        if (!node.isObject() || node.size() > MOST) {
            throw wrong();
        }
        node.properties().forEach(entry -> members.put(entry.getKey(), entry.getValue()));
        return members;
    }

    /** Numbers as Vietnamese writes them, so that 1.234 stays a little more than one. */
    private static String text(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (value.isContainer()) {
            throw wrong();
        }
        if (!value.isNumber()) {
            return value.asString();
        }
        boolean beyond = value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue());
        if (beyond || Math.abs(value.doubleValue()) >= 1e30) {
            return "quá lớn";
        }
        return value.decimalValue().toPlainString().replace('.', ',');
    }

    private static int version(String text) {
        String bare = text.replace("\"", "").strip();
        if (!bare.matches("\\d{1,9}")) {
            throw new Problem(
                    428,
                    "REP-428",
                    "Phiên bản đang sửa phải là số; gửi tiêu đề If-Match: \"3\" hoặc version của báo cáo.");
        }
        return Integer.parseInt(bare);
    }

    private static Problem wrong() {
        return Problem.badRequest(
                "REP-401",
                "Cần một đối tượng JSON: action, values (ô và số), reasons (quan hệ và lý do), why, version.");
    }

    /** All of it, to tell a repeat from something else. */
    String content(String address) {
        return address + "\n" + act + "\n" + version + "\n" + typed + "\n" + reasons + "\n" + why;
    }

    Filing.Wanted wanted(ReportForm form, ReportPeriod period, Reporter reporter) {
        return new Filing.Wanted(form, period, reporter, Filing.Act.of(act), version, typed, reasons, why);
    }
}
