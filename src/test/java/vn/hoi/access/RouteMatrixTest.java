package vn.hoi.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestPeople;
import vn.hoi.common.Access;
import vn.hoi.common.Yaml;
import vn.hoi.register.Records;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.register.Row;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/**
 * Every route × every role × a record of the own unit and one of another: each answer is the one declared. The declared one
 * is worked out here from {@code @Access}, {@code fields/roles.yaml} and the registers' {@code access:} alone.
 */
class RouteMatrixTest {

    /** What a caller meets. */
    private enum Answer {
        SIGN_IN,
        REFUSED,
        HIDDEN,
        LET_IN
    }

    private static final String NOBODY = "nobody";
    private static final List<String> REGISTERS = List.of("initiative", "dossier");
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\*?[a-z]+)(?::(?:[^{}]|\\{[^}]*})*)?}");

    private static final Map<String, Map<Boolean, String>> CODES = new HashMap<>();
    private static final Map<String, Set<String>> POWERS = new TreeMap<>();
    private static final Map<String, Set<String>> READERS = new HashMap<>();
    private static final Map<String, Set<String>> WRITERS = new HashMap<>();

    private static String party;
    private static Unit own;
    private static Unit other;

    @BeforeAll
    static void enterPeopleAndRecords() {
        List<Unit> communes = TestApplication.get(Units.class).on(LocalDate.of(2026, 1, 1)).stream()
                .filter(unit -> unit.kind().equals("commune"))
                .toList();
        own = communes.get(0);
        other = communes.get(1);
        Yaml.tree(Path.of("fields/roles.yaml")).properties().forEach(role -> {
            Set<String> may = new java.util.HashSet<>();
            role.getValue().path("may").forEach(power -> may.add(power.asString()));
            POWERS.put(role.getKey(), may);
        });
        party = TestApplication.get(Records.class)
                .create(
                        TestApplication.get(Registers.class).get("party"),
                        Map.of("name", "Hợp tác xã Ma trận", "kind", "cooperative"))
                .code();
        ApplicationContext context = TestApplication.context();
        POWERS.keySet().forEach(role -> TestPeople.make(context, "matrix-" + role, List.of(role), own.id(), Set.of()));
        Map<String, String> files = Map.of(
                "initiative",
                "property",
                "dossier",
                "government",
                "party",
                "organisation",
                "allotment-decision",
                "finance");
        for (String id : files.keySet()) {
            JsonNode declared = Yaml.tree(Path.of("fields", files.get(id), "registers", id + ".yaml"))
                    .path("access");
            READERS.put(id, texts(declared.path("read")));
            WRITERS.put(id, texts(declared.path("write")));
            if (!REGISTERS.contains(id)) {
                continue;
            }
            CODES.put(id, Map.of(true, code(id, own), false, code(id, other)));
        }
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new java.util.HashSet<>();
        list.forEach(one -> texts.add(one.asString()));
        return texts;
    }

    private static String code(String id, Unit unit) {
        Register register = TestApplication.get(Registers.class).get(id);
        Map<String, String> typed = new LinkedHashMap<>(Map.of("unit", "id:" + unit.id(), "place", "id:" + unit.id()));
        typed.putAll(
                id.equals("initiative")
                        ? Map.of(
                                "title",
                                "Sáng kiến của " + unit.name(),
                                "level",
                                register.choices(register.column("level"))
                                        .getFirst()
                                        .id(),
                                "discipline",
                                register.choices(register.column("discipline"))
                                        .getFirst()
                                        .id(),
                                "authors",
                                "Nguyễn Văn An: 100%",
                                "workplace",
                                "UBND " + unit.name(),
                                "filed-on",
                                "01/02/2026")
                        : Map.of(
                                "procedure",
                                        register.choices(register.column("procedure"))
                                                .getFirst()
                                                .id(),
                                "applicant", "Hoàng Thị Mây",
                                "channel",
                                        register.choices(register.column("channel"))
                                                .getFirst()
                                                .id(),
                                "level",
                                        register.choices(register.column("level"))
                                                .getFirst()
                                                .id(),
                                "received-on", "02/02/2026"));
        Row row = TestApplication.get(Records.class).create(register, typed);
        return row.code();
    }

    /** One route of the program. */
    private record Route(String method, String pattern, Access access, String type) {
        boolean ofRecord() {
            return pattern.startsWith("/registers/{id}/{code}") && access.of().isEmpty();
        }
    }

    private static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        TestApplication.context()
                .getBeansOfType(RequestMappingHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods().forEach((info, method) -> {
                    if (method.getBeanType().getName().startsWith("vn.hoi.")) {
                        routes.addAll(of(info, method));
                    }
                }));
        return routes;
    }

    private static List<Route> of(RequestMappingInfo info, HandlerMethod method) {
        Access access = Routes.find(method).orElseThrow();
        String type = info.getConsumesCondition().getConsumableMediaTypes().stream()
                .findFirst()
                .map(MediaType::toString)
                .orElse("application/x-www-form-urlencoded");
        // the error page of the web server answers every method
        return info.getPatternValues().stream()
                .flatMap(pattern -> info.getMethodsCondition().getMethods().stream()
                        .map(one -> new Route(one.name(), pattern, access, type)))
                .toList();
    }

    private static String address(Route route, String register, boolean ownUnit) {
        Matcher variable = VARIABLE.matcher(route.pattern);
        return variable.replaceAll(found -> Matcher.quoteReplacement(value(route, found.group(1), register, ownUnit)));
    }

    private static String value(Route route, String name, String register, boolean ownUnit) {
        return switch (name) {
            case "id" -> {
                if (route.pattern.startsWith("/registers/") || route.pattern.startsWith("/p/")) {
                    yield register;
                }
                if (route.pattern.startsWith("/figures/")) {
                    yield register.equals("dossier") ? "tthc.dossiers.total" : "initiative.dossiers";
                }
                if (route.pattern.startsWith("/plans/")) {
                    yield "cert.total";
                }
                // nothing that other tests need: not the number of a key
                yield route.pattern.startsWith("/fields/") ? "property" : "999999";
            }
            case "act" -> "remind";
            case "print" -> register.equals("dossier") ? "receipt" : "certificate";
            case "code" ->
                !route.access.of().isEmpty()
                        ? party
                        : route.pattern.startsWith("/plans/")
                                ? "234-2025"
                                : CODES.get(register).get(ownUnit);
            case "register" -> register;
            case "language" -> "vi";
            case "step", "view", "key", "*key", "name", "account" -> "khong-co";
            default -> "999999";
        };
    }

    private static Answer expected(Route route, String role, String register, boolean ownUnit) {
        if (route.access.value() == Access.Level.PUBLIC) {
            return Answer.LET_IN;
        }
        if (role.equals(NOBODY)) {
            return Answer.SIGN_IN;
        }
        Set<String> may = POWERS.get(role);
        String asked = route.access.of().isEmpty() ? register : route.access.of();
        boolean writes = WRITERS.get(asked).contains(role);
        boolean reads = writes
                || may.contains("read")
                        && (READERS.get(asked).isEmpty() || READERS.get(asked).contains(role));
        boolean in = switch (route.access.value()) {
            case PUBLIC, SIGNED_IN -> true;
            case READ -> reads;
            case WRITE -> writes;
            case CALLS -> may.contains("calls");
            case REPORT -> may.contains("report");
            case PLAN -> may.contains("plan");
            case SEAL -> may.contains("seal");
            case AUDIT -> may.contains("audit");
            case ADMINISTER -> may.contains("administer");
        };
        if (!in) {
            return Answer.REFUSED;
        }
        if (route.ofRecord() && (!reads || !ownUnit)) {
            return Answer.HIDDEN;
        }
        // the records behind a figure are the register's
        return route.pattern.equals("/figures/{id}/records") && !reads ? Answer.REFUSED : Answer.LET_IN;
    }

    private static Answer met(Route route, String role, String address) throws IOException, InterruptedException {
        Http http = role.equals(NOBODY) ? Http.unknown() : Http.as("matrix-" + role);
        HttpResponse<String> answer = route.method.equals("GET")
                ? http.get(address, "Accept", "application/json")
                : http.raw(route.method, address, route.type, body(route));
        assertThat(answer.statusCode())
                .as("%s %s as %s: %s", route.method, address, role, answer.body())
                .isLessThan(500);
        if (answer.statusCode() == 401 && answer.body().contains("ACC-012")) {
            return Answer.SIGN_IN;
        }
        if (answer.statusCode() == 403 && answer.body().contains("ACC-010")) {
            return Answer.REFUSED;
        }
        return answer.statusCode() == 404 && answer.body().contains("REG-406") ? Answer.HIDDEN : Answer.LET_IN;
    }

    private static String body(Route route) {
        if (route.type.contains("json")) {
            return "{\"version\": 1}";
        }
        return route.type.startsWith("multipart") ? "--x--\r\n" : "version=1&purpose=";
    }

    @Test
    void everyRouteAnswersEveryRoleAsDeclared() throws Exception {
        List<String> wrong = new ArrayList<>();
        List<String> roles = new ArrayList<>(POWERS.keySet());
        roles.add(NOBODY);
        int asked = 0;
        for (Route route : routes()) {
            for (String register : REGISTERS) {
                boolean dependsOnRegister = route.pattern.contains("{id}") || route.pattern.contains("{register}");
                if (!dependsOnRegister && !register.equals(REGISTERS.getFirst())) {
                    continue;
                }
                for (boolean ownUnit : route.ofRecord() ? new boolean[] {true, false} : new boolean[] {true}) {
                    String address = address(route, register, ownUnit);
                    for (String role : roles) {
                        Answer met = met(route, role, address);
                        Answer declared = expected(route, role, register, ownUnit);
                        asked++;
                        if (met != declared) {
                            wrong.add(route.method + " " + address + " as " + role + (ownUnit ? "" : " (other unit)")
                                    + ": declared " + declared + ", met " + met);
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(1000);
    }

    /** The matrix can fail: what is asked is what is met. */
    @Test
    void theMatrixTellsTheFourAnswersApart() throws Exception {
        Route list = new Route("GET", "/registers/{id}", READ, "");
        assertThat(met(list, NOBODY, "/registers/dossier")).isEqualTo(Answer.SIGN_IN);
        assertThat(met(list, "planner", "/registers/dossier")).isEqualTo(Answer.REFUSED);
        assertThat(met(list, "commune", "/registers/dossier")).isEqualTo(Answer.LET_IN);
        assertThat(met(
                        list,
                        "commune",
                        "/registers/dossier/" + CODES.get("dossier").get(false)))
                .isEqualTo(Answer.HIDDEN);
    }

    @Test
    void aRouteThatDeclaresNothingIsFound() throws Exception {
        assertThat(Routes.find(new HandlerMethod(new Undeclared(), "page"))).isEmpty();
    }

    static class Undeclared {
        @GetMapping("/undeclared")
        public Optional<String> page() {
            return Optional.empty();
        }
    }

    private static final Access READ;

    static {
        try {
            READ = Declared.class.getDeclaredMethod("page").getAnnotation(Access.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    static class Declared {
        @Access(Access.Level.READ)
        void page() {}
    }
}
