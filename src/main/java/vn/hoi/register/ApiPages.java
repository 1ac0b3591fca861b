package vn.hoi.register;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import vn.hoi.common.Access;
import vn.hoi.common.Twin;

/** {@code /api}: the interface for machines, to be read; {@code /api/openapi.json}: the same as OpenAPI 3.1. */
@Controller
public class ApiPages {

    /**
     * One thing that may be done at one address.
     *
     * @param tag the register it is of
     * @param command that tries it from a terminal
     */
    public record Operation(
            String method,
            String path,
            String summary,
            String tag,
            List<String> parameters,
            List<String> statuses,
            String command) {}

    private final ApiDescription description;
    private final Registers registers;

    ApiPages(ApiDescription description, Registers registers) {
        this.description = description;
        this.registers = registers;
    }

    @Access(Access.Level.PUBLIC)
    @GetMapping({"/api", "/api/openapi"})
    Twin api(HttpServletRequest request) {
        String origin = HelpPages.origin(request);
        Map<String, @Nullable Object> document = description.document(origin);
        return Twin.page("register/api")
                .with("registers", registers.list())
                .with("operations", operations(origin, document))
                .with("codes", ApiCodes.labels())
                .json(() -> document);
    }

    private List<Operation> operations(String origin, Map<String, @Nullable Object> document) {
        List<Operation> operations = new ArrayList<>();
        map(document.get("paths"))
                .forEach((path, methods) -> map(methods).forEach((method, said) -> {
                    Map<?, ?> operation = map(said);
                    String verb = method.toString().toUpperCase(Locale.ROOT);
                    List<String> parameters = new ArrayList<>();
                    if (operation.get("parameters") instanceof List<?> all) {
                        all.forEach(parameter ->
                                parameters.add(String.valueOf(map(parameter).get("name"))));
                    }
                    String tag = String.valueOf(
                            ((List<?>) java.util.Objects.requireNonNull(operation.get("tags"))).getFirst());
                    operations.add(new Operation(
                            verb,
                            path.toString(),
                            String.valueOf(operation.get("summary")),
                            tag,
                            parameters,
                            map(operation.get("responses")).keySet().stream()
                                    .map(String::valueOf)
                                    .toList(),
                            command(origin, verb, path.toString(), tag)));
                }));
        return operations;
    }

    private String command(String origin, String method, String path, String tag) {
        String address = path.replace("{code}", "CODE").replace("{key}", "KEY");
        @Nullable Register register = registers.find(tag).orElse(null);
        if (method.equals("GET") || register == null) {
            return Examples.curl(origin, "GET", address + ".json", null, List.of());
        }
        if (path.endsWith("/import")) {
            return "curl -s -F file=@records.xlsx '" + origin + address + "?dry=true'";
        }
        if (method.equals("PUT")) {
            return Examples.curl(origin, method, address, Map.of("note", "…"), List.of("If-Match: \"1\""));
        }
        int step = path.indexOf("/steps/");
        return step < 0
                ? Examples.curl(origin, method, address, Examples.entry(register), List.of())
                : Examples.curl(
                        origin,
                        method,
                        address,
                        register.lifecycles()
                                .getLast()
                                .findStep(path.substring(step + "/steps/".length()))
                                .map(one -> Examples.answers(register, one))
                                .orElse(Map.of()),
                        List.of());
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
