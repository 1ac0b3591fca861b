package vn.hoi.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.NativeWebRequest;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Access;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.unit.Units;

/** The steps of a record: what one asks for, its answers once more where it cannot be undone, and taking it. */
@Controller
class StepPages {

    private final Registers registers;
    private final Records records;
    private final Steps steps;
    private final RegisterPages pages;
    private final Forms forms;
    private final FormReading reading;
    private final Links links;
    private final Units units;
    private final Rights rights;
    private final TransactionTemplate transaction;

    StepPages(
            Registers registers,
            Records records,
            Steps steps,
            RegisterPages pages,
            Forms forms,
            FormReading reading,
            Links links,
            Units units,
            Rights rights,
            TransactionTemplate transaction) {
        this.registers = registers;
        this.records = records;
        this.steps = steps;
        this.pages = pages;
        this.forms = forms;
        this.reading = reading;
        this.links = links;
        this.units = units;
        this.rights = rights;
        this.transaction = transaction;
    }

    @Access(Access.Level.READ)
    @GetMapping("/registers/{id}/{code}/steps/{step}")
    Twin asks(@PathVariable String id, @PathVariable String code, @PathVariable String step) {
        Register register = registers.get(id);
        Row row = records.get(register, code);
        Step open = steps.open(register, row).stream()
                .filter(one -> one.id().equals(step))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        409, "REG-430", "Bước này không làm được với bản ghi ở trạng thái hiện nay; mở lại bản ghi."));
        return page(open, forms.edit(register, row), "");
    }

    private static Twin page(Step step, Form form, String reason) {
        Problem problem = form.problem();
        return Twin.page("register/step")
                .with("form", form)
                .with("step", step)
                .with("reason", reason)
                .status(problem == null ? 200 : problem.status());
    }

    @Access(Access.Level.READ)
    @PostMapping(
            path = "/registers/{id}/{code}/steps/{step}",
            consumes = {MediaType.APPLICATION_FORM_URLENCODED_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE})
    Twin take(
            @PathVariable String id,
            @PathVariable String code,
            @PathVariable String step,
            @RequestParam MultiValueMap<String, String> parameters,
            NativeWebRequest request) {
        Register register = registers.get(id);
        Row before = records.get(register, code);
        Step open = steps.open(register, before).stream()
                .filter(one -> one.id().equals(step))
                .findFirst()
                .orElse(null);
        Sent sent = reading.read(register, parameters, FormPages.uploads(request));
        Map<String, String> asked = asked(sent.typed());
        String reason = asked.getOrDefault(Step.REASON, "");
        if (open != null && !sent.more().isEmpty()) {
            return page(open, forms.again(register, before, sent, null, List.of()), reason);
        }
        try {
            int version = RegisterPages.version(sent.typed().getOrDefault("version", ""));
            if (open != null && open.last() && !sent.confirmed()) {
                return answers(register, before, open, version, asked);
            }
            Row after = steps.take(register, code, version, step, asked);
            return pages.page(register, after).seeOther(after(register, after, open));
        } catch (Problem problem) {
            if (open == null) {
                throw problem;
            }
            return page(open, forms.again(register, before, sent, problem, List.of()), reason)
                    .json(() -> {
                        throw problem;
                    });
        }
    }

    @Access(Access.Level.READ)
    @PostMapping(path = "/registers/{id}/{code}/steps/{step}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Twin take(
            @PathVariable String id,
            @PathVariable String code,
            @PathVariable String step,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @RequestBody JsonNode sent) {
        Register register = registers.get(id);
        Map<String, String> typed = JsonReading.texts(register, sent);
        String named = match != null ? match.replace("\"", "").strip() : typed.getOrDefault("version", "");
        Row after = steps.take(register, code, RegisterPages.version(named), step, asked(typed));
        return pages.page(register, after);
    }

    /** What the step prints is opened at once; else the record. */
    private static String after(Register register, Row row, @Nullable Step step) {
        String record = "/registers/" + register.id() + "/" + row.code();
        return step == null
                ? record
                : step.prints().stream()
                        .flatMap(print -> register.findPrint(print).stream())
                        .filter(print -> print.in().isEmpty() || print.in().contains(row.state()))
                        .findFirst()
                        .map(print -> record + "/prints/" + print.id())
                        .orElse(record);
    }

    /** What belongs to the answers of a step, not to the sending of them. */
    private static Map<String, String> asked(Map<String, String> typed) {
        Map<String, String> asked = new LinkedHashMap<>(typed);
        asked.remove("version");
        return asked;
    }

    /** Taken and taken back, so that what is shown is what would stand. */
    private Twin answers(Register register, Row before, Step step, int version, Map<String, String> asked) {
        Row after = Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            return steps.take(register, before.code(), version, step.id(), asked);
        }));
        String address = "/registers/" + register.id() + "/" + before.code();
        List<String> shows = new ArrayList<>(step.asks());
        shows.addAll(step.sets().keySet());
        shows.add("state");
        return Twin.page("register/answers")
                .with("register", register)
                .with("row", after)
                .with("units", units)
                .with("linked", links.of(register, after.values()))
                .with("mayReadPersonal", rights.mayReadPersonal(register.id()))
                .with(
                        "answers",
                        new Answers(
                                step.name().vi() + ": " + before.code(),
                                "Bước này không hoàn lại được; kiểm tra lại trước khi xác nhận.",
                                step.name().vi(),
                                address + "/steps/" + step.id(),
                                shows,
                                asked,
                                Map.of("version", String.valueOf(version)),
                                address))
                .json(() -> Map.of("code", after.code(), "state", after.state()));
    }
}
