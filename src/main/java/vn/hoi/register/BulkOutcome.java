package vn.hoi.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Problem;

/**
 * What became of one record of many.
 *
 * @param row as it stands; null when it was refused
 * @param problem why it was refused; null when it was not
 */
public record BulkOutcome(
        String code, @Nullable Row row, @Nullable Problem problem) {

    public boolean able() {
        return problem == null;
    }

    /** Why it was refused, with a sentence for each wrong value; empty when it was not. */
    public List<String> sentences() {
        if (problem == null) {
            return List.of();
        }
        List<String> sentences = new ArrayList<>();
        problem.faults().forEach(fault -> sentences.add(fault.message() + " (" + fault.code() + ")"));
        return sentences.isEmpty() ? List.of(problem.getMessage() + " (" + problem.code() + ")") : sentences;
    }

    Map<String, @Nullable Object> json(String done, String refused) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("code", code);
        json.put("outcome", able() ? done : refused);
        if (row != null) {
            json.put("version", row.version());
            json.put("state", row.state());
        }
        if (problem != null) {
            json.put(
                    "error",
                    Map.of("code", problem.code(), "message", problem.getMessage(), "errors", problem.faults()));
        }
        return json;
    }
}
