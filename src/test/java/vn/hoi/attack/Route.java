package vn.hoi.attack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * One way into the program.
 *
 * @param names of the parameters or fields the page knows
 */
record Route(Kind kind, String method, String pattern, Set<String> names) {

    /** What a request of it looks like. */
    enum Kind {
        PAGE,
        TWIN,
        FORM,
        JSON,
        MULTIPART
    }

    static final Pattern VARIABLE = Pattern.compile("\\{\\*?(\\w+)(?::((?:[^{}]|\\{[^}]*})*))?}");

    private static final List<String> LIST = List.of(
            "q",
            "state",
            "unit",
            "place",
            "sort",
            "dir",
            "after",
            "limit",
            "kind",
            "owner",
            "filed-on-from",
            "filed-on-to",
            "view",
            "due",
            "columns",
            "headings");
    private static final List<String> FIGURE = List.of("from", "to", "as-of", "unit", "map", "by");
    private static final List<String> RECORD = List.of(
            "title",
            "kind",
            "owner",
            "application-no",
            "filed-on",
            "granted-on",
            "note",
            "unit",
            "place",
            "code",
            "version",
            "state",
            "reason",
            "draft",
            "confirmed",
            "alike",
            "more",
            "authors",
            "level",
            "name",
            "goods");
    private static final List<String> STEP =
            List.of("version", "reason", "on", "score", "council-session", "recognised-on", "decision-no");
    private static final List<String> REPORT = List.of(
            "do",
            "version",
            "key",
            "why",
            "v.telecom.mobile.smartphones",
            "v.telecom.mobile.subscriptions:prepaid",
            "why.telecom.mobile.smartphone-within",
            "action",
            "values",
            "reasons");
    private static final List<String> CALL = List.of(
            "title",
            "purpose",
            "field",
            "document",
            "deadline",
            "many",
            "c0-name",
            "c0-kind",
            "c0-options",
            "c0-min",
            "c0-id",
            "version",
            "unit",
            "button",
            "u-1",
            "reason",
            "r0-c1-so-may",
            "copy");

    /** Every route of the running program, once for each kind of request it takes. */
    static List<Route> all(RequestMappingHandlerMapping mapping) {
        List<Route> routes = new ArrayList<>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            for (String pattern : info.getPatternValues()) {
                for (Kind kind : kinds(info)) {
                    String method = info.getMethodsCondition().getMethods().stream()
                            .map(RequestMethod::name)
                            .findFirst()
                            .orElse("GET");
                    routes.add(new Route(kind, method, pattern, names(pattern, kind, handler)));
                }
            }
        });
        routes.sort((a, b) -> (a.pattern + a.method + a.kind).compareTo(b.pattern + b.method + b.kind));
        return routes;
    }

    private static List<Kind> kinds(RequestMappingInfo info) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        if (methods.isEmpty() || methods.contains(RequestMethod.GET)) {
            return List.of(Kind.PAGE, Kind.TWIN);
        }
        Set<MediaType> taken = info.getConsumesCondition().getConsumableMediaTypes();
        List<Kind> kinds = new ArrayList<>();
        if (taken.isEmpty() || taken.contains(MediaType.APPLICATION_FORM_URLENCODED)) {
            kinds.add(Kind.FORM);
        }
        if (taken.contains(MediaType.APPLICATION_JSON)) {
            kinds.add(Kind.JSON);
        }
        if (taken.contains(MediaType.MULTIPART_FORM_DATA)) {
            kinds.add(Kind.MULTIPART);
        }
        return kinds;
    }

    private static Set<String> names(String pattern, Kind kind, HandlerMethod handler) {
        Set<String> names = new LinkedHashSet<>();
        for (MethodParameter parameter : handler.getMethodParameters()) {
            RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
            if (asked == null) {
                continue;
            }
            if (Map.class.isAssignableFrom(parameter.getParameterType())) {
                names.addAll(further(pattern, kind));
            } else {
                parameter.initParameterNameDiscovery(new org.springframework.core.DefaultParameterNameDiscoverer());
                names.add(asked.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : asked.name());
            }
        }
        if (kind == Kind.JSON) {
            names.addAll(further(pattern, kind));
            names.addAll(List.of("version", "code", "with", "place", "do", "on", "step", "codes"));
        }
        names.remove(ValueConstants.DEFAULT_NONE);
        return names;
    }

    private static List<String> further(String pattern, Kind kind) {
        boolean reading = kind == Kind.PAGE || kind == Kind.TWIN;
        if (pattern.startsWith("/calls")) {
            return CALL;
        }
        if (pattern.endsWith("/columns")) {
            return List.of("columns", "forget", "chosen", "q", "sheet", "heading", "c-0", "c-1", "c-99999");
        }
        if (pattern.endsWith("/bulk")) {
            return List.of("step", "codes", "chosen", "confirmed", "reason", "version", "q", "after");
        }
        if (pattern.endsWith("/place")) {
            return List.of("do", "place", "unit", "on", "reason", "version", "document");
        }
        if (pattern.startsWith("/reports")) {
            return REPORT;
        }
        if (pattern.contains("/merge")) {
            return List.of("with", "reason", "name", "kind", "version", "confirmed", "keep");
        }
        if (pattern.contains("/steps/")) {
            return STEP;
        }
        if (pattern.contains("/prints/")) {
            return List.of("version", "number", "day", "reason");
        }
        if (pattern.startsWith("/figures")) {
            return pattern.endsWith("/records") ? concat(FIGURE, LIST) : FIGURE;
        }
        return reading && !pattern.endsWith("/new") && !pattern.endsWith("/alike") ? LIST : RECORD;
    }

    private static List<String> concat(List<String> a, List<String> b) {
        List<String> both = new ArrayList<>(a);
        both.addAll(b);
        return both;
    }

    /** Variables of the address, in order. */
    List<String> variables() {
        List<String> variables = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(pattern);
        while (matcher.find()) {
            variables.add(matcher.group(1));
        }
        return variables;
    }

    /** Valid values for what the page needs to come to its work. */
    Map<String, String> valid(Target target) {
        Map<String, String> valid = new LinkedHashMap<>();
        boolean record = pattern.matches("/registers/\\{id}(/\\{code}|/drafts|/drafts/\\{number}|/alike)?");
        if (record && kind != Kind.PAGE && kind != Kind.TWIN) {
            valid.putAll(target.titles);
        }
        if (names.contains("version")) {
            valid.put("version", "1");
        }
        return valid;
    }
}
