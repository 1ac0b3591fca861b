package vn.hoi.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.Http;
import vn.hoi.Seeded;
import vn.hoi.Socket;
import vn.hoi.attack.Inputs.Input;
import vn.hoi.attack.Route.Kind;

/**
 * Sends what attackers send to every route of the running program. No answer is a failure of the program, tells of its
 * inside, gives a browser something to run, leads to another site, takes long; no read and no refused write changes
 * anything. {@link AnswerTest} shows that the checks see what they look for.
 */
class AttackTest {

    private static final int AT_LEAST = 30;
    private static final int AT_ONCE = 4;
    private static final JsonMapper JSON = new JsonMapper();

    /** What a refused write may leave: a file kept for the form it came with, and a batch with the reason. */
    private static final Set<String> KEPT =
            Set.of("register.file", "intake.batch", "intake.part", "intake.fault", "intake.look");

    private static final Set<String> TOLD_OF_A_FAILED_SIGN_IN = Set.of("access.attempt", "journal.entry");

    private static Target target;
    private static Inputs inputs;
    private static List<Route> routes;

    @BeforeAll
    static void start() throws Exception {
        target = Target.start();
        inputs = Inputs.read();
        routes = Route.all(target.mapping());
    }

    @AfterAll
    static void stop() throws Exception {
        target.close();
    }

    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    /** A request on its way. */
    private record Shot(Route route, Input input, String address, Sending sending) {}

    private interface Sending {
        HttpResponse<String> send() throws Exception;
    }

    private Answer shoot(Shot shot) {
        long begin = System.nanoTime();
        try {
            HttpResponse<String> response = shot.sending().send();
            Answer answer = Answer.of(response, (System.nanoTime() - begin) / 1_000_000);
            answer.faults(shot.input().text()).forEach(fault -> fault(shot, answer, fault));
            return answer;
        } catch (Exception e) {
            faults.add(shot.route().method() + " " + shot.address() + " " + shot.input() + ": " + e);
            return new Answer(0, Map.of(), "", 0);
        }
    }

    private void fault(Shot shot, Answer answer, String fault) {
        String address = shot.address().length() > 160 ? shot.address().substring(0, 160) + "…" : shot.address();
        faults.add(shot.route().kind() + " " + shot.route().method() + " " + address + " " + answer.status() + " "
                + shot.input() + ": " + fault);
    }

    private void nothingIsWrong() {
        assertThat(faults.stream().limit(60).collect(Collectors.joining("\n")))
                .as(faults.size() + " faults")
                .isEmpty();
    }

    // ---- what is sent where

    private static List<Route> of(Kind kind) {
        return routes.stream().filter(route -> route.kind() == kind).toList();
    }

    /** Every input to one route at least, every route with {@link #AT_LEAST} inputs at least. */
    private static List<Shot> spread(Kind kind, List<Input> hostile, int atLeast, Random random) {
        Deque<Route> ways = new ArrayDeque<>(of(kind));
        List<Shot> shots = new ArrayList<>();
        Map<Route, Integer> met = new HashMap<>();
        int rounds = Math.max(hostile.size(), ways.size() * atLeast);
        int shift = random.nextInt(hostile.size());
        for (int n = 0; n < rounds; n++) {
            Route route = ways.removeFirst();
            shots.add(shot(route, hostile.get((n + shift) % hostile.size()), random));
            // reading a table takes its time
            if (!route.pattern().endsWith("/import") || met.merge(route, 1, Integer::sum) < atLeast) {
                ways.addLast(route);
            }
        }
        return shots;
    }

    private static Shot shot(Route route, Input input, Random random) {
        List<String> places = new ArrayList<>(route.variables());
        int variables = places.size();
        places.addAll(route.names());
        int at = places.isEmpty() ? -1 : random.nextInt(places.size());
        String path = address(route, at >= 0 && at < variables ? at : -1, input);
        String name = at >= variables ? places.get(at) : "x";
        String encoded = encoded(input);
        return switch (route.kind()) {
            case PAGE ->
                get(route, input, at < variables && at >= 0 ? path : path + "?" + name + "=" + encoded, "text/html");
            case TWIN -> {
                String ending = List.of(".json", ".json", ".csv", ".xlsx", "").get(random.nextInt(5));
                yield get(
                        route,
                        input,
                        path + ending + (at < variables && at >= 0 ? "" : "?" + name + "=" + encoded),
                        "application/json");
            }
            case FORM -> {
                Map<String, String> fields = new LinkedHashMap<>();
                route.valid(target).forEach((field, value) -> fields.put(field, url(value)));
                if (at < 0 || at >= variables) {
                    fields.put(name, encoded);
                }
                String body = fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining("&"));
                yield new Shot(
                        route,
                        input,
                        path + " " + name,
                        () -> target.http.send(
                                route.method(),
                                path,
                                BodyPublishers.ofString(body),
                                "Content-Type",
                                "application/x-www-form-urlencoded",
                                "Accept",
                                "text/html"));
            }
            case JSON -> {
                Map<String, Object> fields = new LinkedHashMap<>(route.valid(target));
                if (at < 0 || at >= variables) {
                    fields.put(name, input.text());
                }
                String body = json(fields);
                yield new Shot(
                        route,
                        input,
                        path + " " + name,
                        () -> target.http.send(
                                route.method(),
                                path,
                                BodyPublishers.ofString(body),
                                "Content-Type",
                                "application/json",
                                "If-Match",
                                "\"1\""));
            }
            case MULTIPART -> {
                Map<String, String> fields = new LinkedHashMap<>(route.valid(target));
                boolean file = random.nextInt(3) == 0;
                String body = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                        + (file ? input.text().replaceAll("[\"\r\n]", "_") : "a.csv") + "\"\r\n\r\n"
                        + (file ? "Tên,Số\na,1\n" : input.text()) + "\r\n";
                if (!file && (at < 0 || at >= variables)) {
                    fields.put(name, input.text());
                }
                String whole = body
                        + fields.entrySet().stream()
                                .map(field -> "--x\r\nContent-Disposition: form-data; name=\"" + field.getKey()
                                        + "\"\r\n\r\n" + field.getValue() + "\r\n")
                                .collect(Collectors.joining())
                        + "--x--\r\n";
                yield multipart(route, input, path, whole);
            }
        };
    }

    private static Shot get(Route route, Input input, String address, String accept) {
        return new Shot(route, input, address, () -> target.http.get(address, "Accept", accept));
    }

    private static Shot multipart(Route route, Input input, String path, String body) {
        // a page takes longer to draw than a problem; markup needs pages, and a machine's import would load
        boolean page = input.group().equals("xss") || route.pattern().endsWith("/import");
        return new Shot(
                route,
                input,
                path,
                () -> target.http.send(
                        "POST",
                        path,
                        BodyPublishers.ofString(body),
                        "Content-Type",
                        "multipart/form-data; boundary=x",
                        "Accept",
                        page ? "text/html" : "application/json"));
    }

    /** The address with what is there, and the input in the place of one variable where that is asked for. */
    private static String address(Route route, int hostile, Input input) {
        var address = new StringBuilder();
        Matcher variable = Route.VARIABLE.matcher(route.pattern());
        int last = 0;
        for (int n = 0; variable.find(); n++) {
            address.append(route.pattern(), last, variable.start());
            address.append(
                    n == hostile
                            ? inPath(input)
                            : url(target.real(route.pattern(), variable.group(1), address.toString())));
            last = variable.end();
        }
        return address.append(route.pattern().substring(last)).toString();
    }

    private static String inPath(Input input) {
        String text = encoded(input).replace("+", "%20");
        return text.isEmpty() ? "x" : text;
    }

    private static String encoded(Input input) {
        // not even a broken percent sign can be sent by this client; sockets send those
        return input.group().equals("encoding")
                ? input.text().replaceAll("%(?![0-9a-fA-F]{2})", "%25")
                : url(input.text());
    }

    private static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** As ASCII, so that halves of letters reach the other side. */
    private static String json(Map<String, Object> fields) {
        String text = JSON.writeValueAsString(fields.keySet().stream()
                .collect(Collectors.toMap(name -> name, name -> "@" + name + "@", (a, b) -> a, LinkedHashMap::new)));
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            var escaped = new StringBuilder();
            field.getValue()
                    .toString()
                    .chars()
                    .forEach(c -> escaped.append(
                            c > ' ' && c < 127 && c != '"' && c != '\\'
                                    ? String.valueOf((char) c)
                                    : "\\u%04x".formatted(c)));
            text = text.replace("@" + field.getKey() + "@", escaped);
        }
        return text;
    }

    private List<Input> typed() {
        return inputs.texts();
    }

    // ---- the attacks

    @Test
    void readsAnswerEveryInputAndChangeNothing() {
        Seeded.check(random -> {
            List<Input> hostile = new ArrayList<>(typed());
            hostile.addAll(inputs.of("encoding"));
            List<Shot> shots = new ArrayList<>(spread(Kind.PAGE, hostile, AT_LEAST / 2, random));
            shots.addAll(spread(Kind.TWIN, typed(), AT_LEAST / 2, random));
            Map<String, String> before = target.changes.checksums();
            target.changes.sinceLast();
            try (ExecutorService some = Executors.newFixedThreadPool(AT_ONCE)) {
                List<Future<?>> running = new ArrayList<>();
                shots.forEach(shot -> running.add(some.submit(() -> shoot(shot))));
                for (Future<?> one : running) {
                    one.get();
                }
            }
            nothingIsWrong();
            assertThat(target.changes.sinceLast()).isEmpty();
            assertThat(target.changes.checksums()).isEqualTo(before);
            everyRouteMet(shots);
        });
    }

    @Test
    void writesAnswerEveryInputAndChangeNothingWhenRefused() {
        Seeded.check(random -> {
            List<Shot> shots = new ArrayList<>();
            List<Input> forms = new ArrayList<>(typed());
            forms.addAll(inputs.of("encoding"));
            shots.addAll(spread(Kind.FORM, forms, AT_LEAST, random));
            shots.addAll(spread(Kind.JSON, typed(), AT_LEAST, random));
            shots.addAll(spread(Kind.MULTIPART, typed(), AT_LEAST, random));
            shots.addAll(bodies(random));
            write(shots);
            everyRouteMet(shots);
        });
    }

    private void write(List<Shot> shots) throws Exception {
        target.changes.sinceLast();
        for (Shot shot : shots) {
            Answer answer = shoot(shot);
            Set<String> changed = target.changes.sinceLast();
            changed.removeAll(KEPT);
            if (shot.route().pattern().startsWith("/sign-in")) {
                changed.removeAll(TOLD_OF_A_FAILED_SIGN_IN);
            }
            if (!changed.isEmpty() && (answer.status() >= 400 || answer.status() == 0)) {
                fault(shot, answer, "refused, and yet changed " + changed);
            }
            if (answer.status() == 401 || answer.status() == 403) {
                target.restore();
            }
        }
        nothingIsWrong();
    }

    /** Bodies, types of content and versions as a whole. */
    private List<Shot> bodies(Random random) {
        List<Shot> shots = new ArrayList<>();
        List<Route> json = of(Kind.JSON);
        int n = 0;
        for (Input input : inputs.of("json")) {
            shots.add(body(json.get(n++ % json.size()), input, "application/json", input.text()));
        }
        List<Route> writes = routes.stream()
                .filter(route -> route.kind() != Kind.PAGE && route.kind() != Kind.TWIN)
                .toList();
        for (Input input : inputs.of("content-type")) {
            shots.add(body(writes.get(n++ % writes.size()), input, input.text(), "{\"title\":\"x\"}"));
        }
        for (Input input : inputs.of("if-match")) {
            Route change = json.stream()
                    .filter(route -> route.method().equals("PUT"))
                    .findFirst()
                    .orElseThrow();
            String address = address(change, -1, input);
            shots.add(new Shot(
                    change,
                    input,
                    address,
                    () -> target.http.send(
                            "PUT",
                            address,
                            BodyPublishers.ofString("{\"title\":\"\"}"),
                            "Content-Type",
                            "application/json",
                            "If-Match",
                            input.text())));
        }
        List<Route> parts = of(Kind.MULTIPART);
        for (Input input : inputs.of("multipart")) {
            Route route = parts.get(n++ % parts.size());
            shots.add(multipart(
                    route, input, address(route, -1, input), input.text().replace("|", "\r\n")));
        }
        return shots;
    }

    private static Shot body(Route route, Input input, String type, String body) {
        String address = address(route, -1, input);
        return new Shot(
                route,
                input,
                address,
                () -> target.http.send(
                        route.method(),
                        address,
                        BodyPublishers.ofString(body),
                        "Content-Type",
                        type,
                        "If-Match",
                        "\"1\""));
    }

    private static void everyRouteMet(List<Shot> shots) {
        Map<String, Integer> met = new TreeMap<>();
        Map<Kind, Set<Input>> sent = new EnumMap<>(Kind.class);
        shots.forEach(shot -> {
            Route route = shot.route();
            met.merge(way(route), 1, Integer::sum);
            sent.computeIfAbsent(route.kind(), none -> new HashSet<>()).add(shot.input());
        });
        Set<Kind> kinds = sent.keySet();
        assertThat(met.keySet())
                .containsAll(routes.stream()
                        .filter(route -> kinds.contains(route.kind()))
                        .map(AttackTest::way)
                        .toList());
        assertThat(met.values()).allMatch(times -> times >= AT_LEAST);
        sent.forEach((kind, all) -> assertThat(all).as(kind.name()).containsAll(inputs.texts()));
    }

    /** A page and its twins are one. */
    private static String way(Route route) {
        return (route.kind() == Kind.TWIN ? Kind.PAGE : route.kind()) + " " + route.method() + " " + route.pattern();
    }

    /** Other methods than those an address has, at every address. */
    @Test
    void otherMethodsAreRefusedAndChangeNothing() {
        Seeded.check(random -> {
            List<Shot> shots = new ArrayList<>();
            List<String> patterns =
                    routes.stream().map(Route::pattern).distinct().toList();
            Map<String, Set<String>> taken = routes.stream()
                    .collect(Collectors.groupingBy(
                            Route::pattern, Collectors.mapping(Route::method, Collectors.toSet())));
            int n = random.nextInt(patterns.size());
            for (Input verb : inputs.of("verbs")) {
                for (int times = 0; times < 8; times++) {
                    String pattern = patterns.get(n++ % patterns.size());
                    if (!taken.get(pattern).contains(verb.text())) {
                        Route route = new Route(Kind.FORM, verb.text(), pattern, Set.of());
                        shots.add(body(route, verb, "application/x-www-form-urlencoded", "title=x&version=1"));
                    }
                }
            }
            write(shots);
        });
    }

    /** What no client would send: headers one after the other, and requests that are none. */
    @Test
    void requestsThatAreNoneAndOtherHeadersAreAnswered() {
        Seeded.check(random -> {
            Map<String, String> before = target.changes.checksums();
            List<Route> pages = of(Kind.PAGE);
            for (Input input : inputs.of("headers")) {
                Route route = pages.get(random.nextInt(pages.size()));
                String address = address(route, -1, input);
                raw(
                        input,
                        "GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + input.text()
                                + "\r\n\r\n",
                        true);
            }
            for (Input input : inputs.of("encoding")) {
                String host = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
                raw(input, "GET /registers/" + input.text() + host, false);
                raw(input, "GET /registers/ip-title?q=" + input.text() + host, false);
                raw(input, "GET /static/" + input.text() + host, false);
            }
            for (Input input : inputs.of("raw")) {
                raw(input, input.text().replace("|", "\r\n"), false);
            }
            nothingIsWrong();
            assertThat(target.changes.checksums()).isEqualTo(before);
        });
    }

    private void raw(Input input, String request, boolean answered) throws Exception {
        long begin = System.nanoTime();
        Answer answer = Answer.ofBytes(Socket.send(target.port, request), (System.nanoTime() - begin) / 1_000_000);
        for (String fault : answer.faults(input.text())) {
            // a line that is none is refused before there is a request, with no content; 501 and 505 are what HTTP asks
            // for
            boolean beforeAnyPage =
                    fault.startsWith("without ") && answer.body().isEmpty();
            boolean ofProtocol = fault.equals("status 501") || fault.equals("status 505");
            if (answered || (!beforeAnyPage && !ofProtocol)) {
                faults.add("RAW " + input + " " + answer.status() + ": " + fault);
            }
        }
    }

    /** A form sent twice, as by a second click or from the browser's history, does its work once. */
    @Test
    void aFormSentTwiceDoesItsWorkOnce() throws Exception {
        target.restore();
        // a record of its own: what the attacks left of the others is not known
        Map<String, String> typed = new LinkedHashMap<>(target.titles);
        typed.put("application-no", "4-2024-77777");
        String code = Http.read(target.http.post("/registers/ip-title", typed))
                .path("code")
                .asString();
        String address = "/registers/ip-title/" + code;
        int version = target.http.json(address + ".json").path("version").asInt();
        typed.put("version", String.valueOf(version));
        typed.put("note", "một lần");
        assertThat(target.http.form(address, typed).statusCode()).isEqualTo(303);
        target.changes.sinceLast();
        assertThat(target.http.form(address, typed).statusCode()).isEqualTo(409);
        assertThat(target.changes.sinceLast()).isEmpty();
        assertThat(target.http.json(address + ".json").path("version").asInt()).isEqualTo(version + 1);
    }
}
