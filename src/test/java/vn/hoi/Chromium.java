package vn.hoi;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The system's Chromium without a window, driven through its DevTools protocol. */
public final class Chromium implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final long PATIENCE_SECONDS = 40;

    private final Process process;
    private final WebSocket page;
    private final AtomicInteger number = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();

    private Chromium(Process process, String address) {
        this.process = process;
        page = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address), new Listening())
                .join();
    }

    /** A missing browser fails the test: what nobody tried is not shown. */
    private static String program() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no Chromium on the PATH: install it, as .ci/run does"))
                .toString();
    }

    public static Chromium start() throws Exception {
        Path profile = TestDatabase.TARGET.resolve("chromium-" + Long.toHexString(System.nanoTime()));
        Process process = new ProcessBuilder(
                        program(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path told = profile.resolve("DevToolsActivePort");
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.exists(told) || Files.readAllLines(told).isEmpty()) {
            if (!process.isAlive() || System.nanoTime() > until) {
                process.destroyForcibly();
                throw new IllegalStateException("Chromium did not start");
            }
            Thread.onSpinWait();
        }
        String port = Files.readAllLines(told).getFirst();
        HttpResponse<String> made = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
                                .PUT(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        var browser = new Chromium(
                process, JSON.readTree(made.body()).path("webSocketDebuggerUrl").asString());
        browser.ask("Page.enable", Map.of());
        browser.ask("Network.enable", Map.of());
        return browser;
    }

    private final class Listening implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonNode message = JSON.readTree(text.toString());
                text.setLength(0);
                CompletableFuture<JsonNode> asked =
                        waiting.remove(message.path("id").asInt(-1));
                if (asked != null) {
                    asked.complete(message);
                }
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }

    /** One command of the protocol. */
    public JsonNode ask(String method, Map<String, ?> parameters) throws Exception {
        int id = number.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(id, answer);
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("id", id);
        message.put("method", method);
        message.put("params", parameters);
        page.sendText(JSON.writeValueAsString(message), true).join();
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    public void open(String address) throws Exception {
        ask("Page.navigate", Map.of("url", address));
    }

    /** The value of a script on the page; a promise is waited for. Empty while the page changes. */
    public JsonNode run(String script) throws Exception {
        return ask("Runtime.evaluate", Map.of("expression", script, "awaitPromise", true, "returnByValue", true))
                .path("result")
                .path("result")
                .path("value");
    }

    /** Waits until this holds on the page, looking again and again. */
    public void until(String condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!run("(() => { try { return !!(" + condition + "); } catch { return false; } })()")
                .asBoolean(false)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never came: " + condition + "\n"
                        + run("location.href + '\\n' + document.body.innerText.slice(0, 3000)")
                                .asString(""));
            }
        }
    }

    @Override
    public void close() throws IOException {
        page.abort();
        process.destroy();
        try {
            if (!process.waitFor(Duration.ofSeconds(5).toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
