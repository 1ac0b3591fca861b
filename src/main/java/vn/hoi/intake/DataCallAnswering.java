package vn.hoi.intake;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** {@code /calls/{number}/answer}: the page of a unit that is asked. Until people sign in, whoever works picks the unit. */
@Controller
class DataCallAnswering {

    private final DataCalls calls;
    private final DataCallAnswers answers;
    private final DataCallNotices notices;
    private final Registers registers;
    private final Units units;

    DataCallAnswering(
            DataCalls calls, DataCallAnswers answers, DataCallNotices notices, Registers registers, Units units) {
        this.calls = calls;
        this.answers = answers;
        this.notices = notices;
        this.registers = registers;
        this.units = units;
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/calls/{number:\\d{1,9}}/answer")
    Twin answer(@PathVariable int number, @RequestParam(defaultValue = "") String unit) {
        DataCall call = opened(number);
        if (unit.isBlank()) {
            return Twin.page("intake/callunits")
                    .with("call", call)
                    .with("asked", answers.list(number))
                    .with("units", units);
        }
        Unit answering = units.get(unit, Vietnamese.today());
        DataCallAnswer answer = answers.get(number, answering.id());
        notices.read(number, answering.id());
        return page(call, answering, answer, answers.form(registers.get(call.register()), answer), null);
    }

    /** @throws Problem CAL-030 while it is a draft */
    private DataCall opened(int number) {
        DataCall call = calls.get(number);
        if (call.isDraft()) {
            throw call.refusal(OffsetDateTime.now(Vietnamese.ZONE)).orElseThrow();
        }
        return call;
    }

    private Twin page(
            DataCall call, Unit unit, DataCallAnswer answer, DataCallAnswerForm form, @Nullable Problem problem) {
        Register register = registers.get(call.register());
        Twin page = Twin.page("intake/callanswer")
                .with("call", call)
                .with("unit", unit)
                .with("answer", answer)
                .with("form", form)
                .with("register", register)
                .with("problem", problem)
                .with(
                        "closedFor",
                        call.refusal(OffsetDateTime.now(Vietnamese.ZONE)).orElse(null))
                .with("today", units.on(Vietnamese.today()))
                .status(problem == null ? 200 : problem.status());
        return page.json(() -> {
            if (problem != null) {
                throw problem;
            }
            return Map.of(
                    "call", call.number(),
                    "unit", unit.code(),
                    "version", answer.version(),
                    "answered", answer.isAnswered(),
                    "late", answer.late(),
                    "draft", answer.draft() != null,
                    "records", answer.records(),
                    "fields", form.fields());
        });
    }

    @Access(Access.Level.SIGNED_IN)
    @PostMapping(path = "/calls/{number:\\d{1,9}}/answer", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin answer(@PathVariable int number, @RequestParam Map<String, String> sent) {
        DataCall call = opened(number);
        Register register = registers.get(call.register());
        Unit unit = units.get(sent.getOrDefault("unit", ""), Vietnamese.today());
        DataCallAnswerForm form = DataCallAnswerForm.read(sent);
        String button = sent.getOrDefault("do", "submit");
        String back = "/calls/" + number + "/answer?unit=" + unit.id();
        if (button.equals("discard")) {
            answers.discard(number, unit.id());
            return page(call, unit, answers.get(number, unit.id()), form, null).seeOther(back);
        }
        if (!button.equals("submit")) {
            DataCallAnswerForm after = after(form, button);
            answers.draft(number, unit.id(), after);
            return page(call, unit, answers.get(number, unit.id()), after, null).seeOther(back + anchor(button, after));
        }
        try {
            int version = DataCallPages.version(sent.getOrDefault("version", ""));
            DataCallAnswer answer = answers.submit(number, register, unit.id(), version, form);
            return page(call, unit, answer, form, null).seeOther(back);
        } catch (Problem problem) {
            if (!List.of(409, 422).contains(problem.status())) {
                throw problem;
            }
            answers.draft(number, unit.id(), form);
            return page(calls.get(number), unit, answers.get(number, unit.id()), form, problem);
        }
    }

    private static DataCallAnswerForm after(DataCallAnswerForm form, String button) {
        if (button.equals("add")) {
            return form.added();
        }
        return button.matches("remove-\\d{1,3}")
                ? form.without(Integer.parseInt(button.substring("remove-".length())))
                : form;
    }

    private static String anchor(String button, DataCallAnswerForm form) {
        return button.equals("add") ? "#r" + (form.lines().size() - 1) : button.equals("draft") ? "" : "#rows";
    }
}
