package vn.hoi.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Access;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** {@code POST /registers/{register}/bulk}: one step for the records chosen in a list, first shown, then done. */
@Controller
class BulkPages {

    /** Before the name of an answer in a form, so that no column can be mistaken for a part of the form. */
    private static final String ANSWER = "answer-";

    private final Registers registers;
    private final Records records;
    private final BulkSteps bulk;
    private final Units units;

    BulkPages(Registers registers, Records records, BulkSteps bulk, Units units) {
        this.registers = registers;
        this.records = records;
        this.bulk = bulk;
        this.units = units;
    }

    /** What was asked for, by form or JSON. */
    private record Asked(Register register, Step step, List<BulkSteps.Chosen> chosen, Map<String, String> answers) {}

    /** A form: {@code step}, {@code record} for each as {@code version:code}, {@code answer-…}; done once {@code confirmed}. */
    @Access(Access.Level.READ)
    @PostMapping(path = "/registers/{id}/bulk", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin form(@PathVariable String id, @RequestParam MultiValueMap<String, String> typed) {
        List<BulkSteps.Chosen> chosen = new ArrayList<>();
        for (String record : typed.getOrDefault("record", List.of())) {
            int colon = record.indexOf(':');
            chosen.add(chosen(record.substring(colon + 1), record.substring(0, Math.max(0, colon))));
        }
        Map<String, String> answers = new LinkedHashMap<>();
        typed.forEach((name, values) -> {
            if (name.startsWith(ANSWER)) {
                answers.put(name.substring(ANSWER.length()), Vietnamese.clean(String.join(", ", values)));
            }
        });
        Asked asked = asked(id, String.valueOf(typed.getFirst("step")), chosen, answers);
        if (!typed.containsKey("confirmed")) {
            return shown(asked, false);
        }
        List<BulkOutcome> able = able(asked);
        boolean missing = bulk.asked(asked.register, asked.step.id(), able).stream()
                .anyMatch(column -> answers.getOrDefault(column, "").isEmpty());
        return missing ? shown(asked, true) : done(asked);
    }

    /** JSON: {@code {"step","records":[{"code","version"}],"answers":{}}}; {@code dry=true} only shows. */
    @Access(Access.Level.READ)
    @PostMapping(path = "/registers/{id}/bulk", consumes = MediaType.APPLICATION_JSON_VALUE)
    Twin json(@PathVariable String id, @RequestParam(defaultValue = "false") boolean dry, @RequestBody JsonNode sent) {
        List<BulkSteps.Chosen> chosen = new ArrayList<>();
        for (JsonNode record : sent.path("records")) {
            chosen.add(chosen(
                    record.path("code").asString(""), record.path("version").asString("")));
        }
        Map<String, String> answers =
                sent.path("answers").isObject() ? JsonReading.texts(registers.get(id), sent.path("answers")) : Map.of();
        Asked asked = asked(id, sent.path("step").asString(""), chosen, answers);
        return dry ? shown(asked, false) : done(asked);
    }

    private static BulkSteps.Chosen chosen(String code, String version) {
        if (!version.matches("\\d{1,9}") || code.isBlank()) {
            throw new Problem(
                    428, "REG-428", "Mỗi bản ghi được chọn cần mã và phiên bản đang xem; chọn lại trong danh sách.");
        }
        return new BulkSteps.Chosen(code, Integer.parseInt(version));
    }

    private Asked asked(String id, String step, List<BulkSteps.Chosen> chosen, Map<String, String> answers) {
        Register register = registers.get(id);
        // one record named twice is one record
        Map<String, BulkSteps.Chosen> once = new LinkedHashMap<>();
        chosen.forEach(one -> once.putIfAbsent(one.code(), one));
        if (once.isEmpty()) {
            throw new Problem(422, "REG-451", "Chưa chọn bản ghi nào; đánh dấu ít nhất một dòng trong danh sách.");
        }
        if (once.size() > BulkSteps.MOST) {
            throw new Problem(
                    422,
                    "REG-452",
                    "Mỗi lần làm nhiều nhất " + BulkSteps.MOST + " bản ghi; đã chọn " + once.size()
                            + ", chia thành nhiều lần.");
        }
        return new Asked(register, bulk.step(register, step), List.copyOf(once.values()), answers);
    }

    private List<BulkOutcome> able(Asked asked) {
        return bulk.test(asked.register, asked.step.id(), asked.chosen).stream()
                .filter(BulkOutcome::able)
                .toList();
    }

    /** Which can, which cannot and why, and what the step asks; nothing is written. */
    private Twin shown(Asked asked, boolean missing) {
        List<BulkOutcome> outcomes = bulk.test(asked.register, asked.step.id(), asked.chosen);
        List<BulkOutcome> able = outcomes.stream().filter(BulkOutcome::able).toList();
        List<String> asks = bulk.asked(asked.register, asked.step.id(), able);
        return page("register/bulk", asked, outcomes)
                .with("asks", asks)
                .with("missing", missing)
                .with(
                        "units",
                        units.on(Vietnamese.today()).stream()
                                .filter(Unit::isArea)
                                .toList())
                .status(missing ? 422 : 200)
                .json(() -> {
                    Map<String, @Nullable Object> body = body(asked, outcomes, "can", "cannot");
                    body.put("asks", asks);
                    return body;
                });
    }

    private Twin done(Asked asked) {
        List<BulkOutcome> outcomes = bulk.take(asked.register, asked.step.id(), asked.chosen, asked.answers);
        Map<String, Row> again = new LinkedHashMap<>();
        outcomes.stream()
                .filter(outcome -> !outcome.able())
                .forEach(outcome ->
                        records.find(asked.register, outcome.code()).ifPresent(row -> again.put(outcome.code(), row)));
        return page("register/bulk-done", asked, outcomes)
                .with("again", List.copyOf(again.values()))
                .json(() -> body(asked, outcomes, "done", "refused"));
    }

    private static Twin page(String template, Asked asked, List<BulkOutcome> outcomes) {
        return Twin.page(template)
                .with("register", asked.register)
                .with("step", asked.step)
                .with("answers", asked.answers)
                .with("able", outcomes.stream().filter(BulkOutcome::able).toList())
                .with(
                        "refused",
                        outcomes.stream().filter(outcome -> !outcome.able()).toList());
    }

    private static Map<String, @Nullable Object> body(
            Asked asked, List<BulkOutcome> outcomes, String done, String refused) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("step", asked.step.id());
        body.put(done, outcomes.stream().filter(BulkOutcome::able).count());
        body.put(refused, outcomes.stream().filter(outcome -> !outcome.able()).count());
        body.put(
                "records",
                outcomes.stream().map(outcome -> outcome.json(done, refused)).toList());
        return body;
    }
}
