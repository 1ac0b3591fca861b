package vn.hoi.register;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;

/** {@code /registers/{id}/help}: all that a register declares, for whoever keeps it. */
@Controller
class HelpPages {

    private final Registers registers;

    HelpPages(Registers registers) {
        this.registers = registers;
    }

    /** @param version of the steps that is drawn; the one in force when none is named */
    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/registers/{id}/help")
    Twin help(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String version,
            HttpServletRequest request) {
        Register register = registers.get(id);
        return Twin.page("register/help")
                .with("register", register)
                .with("registers", registers)
                .with("lifecycle", register.hasSteps() ? lifecycle(register, version) : null)
                .with("commands", Examples.commands(origin(request), register))
                .json(() -> body(register));
    }

    private static Lifecycle lifecycle(Register register, @Nullable String version) {
        if (version == null || version.isBlank()) {
            return register.lifecycles().getLast();
        }
        return register.lifecycles().stream()
                .filter(one -> String.valueOf(one.version()).equals(version))
                .findFirst()
                .orElseThrow(() -> Problem.badRequest(
                        "REG-421",
                        "Sổ này không có phiên bản các bước «" + version + "»; chọn từ 1 đến "
                                + register.lifecycles().size() + "."));
    }

    static String origin(HttpServletRequest request) {
        @Nullable String host = request.getHeader("Host");
        return request.getScheme() + "://" + Objects.requireNonNullElse(host, request.getServerName());
    }

    private static Map<String, @Nullable Object> body(Register register) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("register", register.id());
        body.put("field", register.field().id());
        body.put("name", register.name());
        body.put("about", register.about());
        body.put("help", register.help());
        body.put(
                "columns",
                register.columns().stream()
                        .map(column -> column(register, column))
                        .toList());
        body.put(
                "rules",
                register.rules().stream()
                        .map(rule -> pairs("code", rule.code(), "column", rule.at(), "says", rule.says()))
                        .toList());
        body.put(
                "states",
                register.states().stream()
                        .map(state -> pairs("state", state.id(), "name", state.name(), "end", state.end()))
                        .toList());
        body.put(
                "lifecycles",
                register.lifecycles().stream().map(HelpPages::lifecycle).toList());
        @Nullable Deadline deadline = register.deadline();
        body.put("deadline", deadline == null ? null : deadline(deadline));
        body.put(
                "stateDeadlines",
                register.stateDeadlines().stream().map(HelpPages::deadline).toList());
        body.put(
                "prints",
                register.prints().stream()
                        .map(print -> pairs("print", print.id(), "name", print.name(), "states", print.in()))
                        .toList());
        body.put(
                "listPrints",
                register.listPrints().stream()
                        .map(print -> pairs("print", print.id(), "name", print.name(), "of", print.of()))
                        .toList());
        @Nullable PublicView shown = register.publicView();
        body.put("public", shown == null ? null : pairs("lookUpBy", shown.lookUpBy(), "shows", shown.shows()));
        return body;
    }

    private static Map<String, @Nullable Object> deadline(Deadline deadline) {
        return pairs(
                "name", deadline.name(),
                "on", deadline.on(),
                "from", deadline.from(),
                "within", deadline.within(),
                "by", deadline.by(),
                "metIn", deadline.metIn(),
                "warnBefore", deadline.warnBefore(),
                "source", deadline.source());
    }

    private static Map<String, @Nullable Object> column(Register register, Column column) {
        Map<String, @Nullable Object> body = pairs(
                "column", column.id(),
                "name", column.name(),
                "type", ApiSchemas.typeName(column),
                "of", column.of(),
                "required", column.required(),
                "unique", column.unique(),
                "personal", column.personal(),
                "computed", column.computed(),
                "help", column.help(),
                "example", Examples.value(register, column));
        if (column.type() == ColumnType.CHOICE) {
            List<Map<String, @Nullable Object>> choices = new ArrayList<>();
            for (Choice choice : register.choices(column)) {
                choices.add(pairs(
                        "choice", choice.id(), "name", choice.name(), "from", choice.from(), "until", choice.until()));
            }
            body.put("choices", choices);
        }
        if (!column.columns().isEmpty()) {
            body.put(
                    "columns",
                    column.columns().stream()
                            .map(inner -> column(register, inner))
                            .toList());
        }
        return body;
    }

    private static Map<String, @Nullable Object> lifecycle(Lifecycle version) {
        return pairs(
                "version",
                version.version(),
                "until",
                version.until(),
                "steps",
                version.steps().stream().map(HelpPages::step).toList());
    }

    private static Map<String, @Nullable Object> step(Step step) {
        @Nullable Rule guard = step.guard();
        return pairs(
                "step", step.id(),
                "name", step.name(),
                "from", step.from(),
                "to", step.to(),
                "roles", step.roles(),
                "asks", step.asks(),
                "sets", step.sets(),
                "guard", guard == null ? null : pairs("code", guard.code(), "says", guard.says()),
                "prints", step.prints(),
                "notifies", step.notifies(),
                "last", step.last());
    }

    /** A JSON object of names and values in turn. */
    static Map<String, @Nullable Object> pairs(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> pairs = new LinkedHashMap<>();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            pairs.put(String.valueOf(namesAndValues[index]), namesAndValues[index + 1]);
        }
        return pairs;
    }
}
