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
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<Boolean> loaded = new CompletableFuture<>();

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

    /** A browser on an empty page; the caller closes it. */
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
                        "--hide-scrollbars",
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
        browser.ask("Runtime.enable", Map.of());
        browser.ask("Log.enable", Map.of());
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
                } else {
                    notice(message.path("method").asString(""), message.path("params"));
                }
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }

    private void notice(String event, JsonNode told) {
        switch (event) {
            case "Page.loadEventFired" -> loaded.complete(true);
            case "Runtime.exceptionThrown" ->
                faults.add(told.path("exceptionDetails").toString());
            case "Runtime.consoleAPICalled" -> {
                if (told.path("type").asString("").equals("error")) {
                    faults.add(told.path("args").toString());
                }
            }
            case "Log.entryAdded" -> {
                if (told.path("entry").path("level").asString("").equals("error")) {
                    faults.add(told.path("entry").path("text").asString("") + " "
                            + told.path("entry").path("url").asString(""));
                }
            }
            default -> {}
        }
    }

    /** What scripts threw, what was written down as an error and what could not be fetched, since it was last asked for. */
    public List<String> faults() {
        List<String> told = List.copyOf(faults);
        faults.removeAll(told);
        return told;
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

    /** Begins to go to an address. */
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

    /** Does what leads to another page and waits until that one is there. */
    public void leave(Act act) throws Exception {
        var there = new CompletableFuture<Boolean>();
        loaded = there;
        act.run();
        try {
            there.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(
                    "no other page came after "
                            + run("location.href + '\\n' + document.body.innerText.slice(0, 3000)")
                                    .asString(""),
                    e);
        }
    }

    /** Something done on a page. */
    @FunctionalInterface
    public interface Act {
        void run() throws Exception;
    }

    /** What is written where the caret stands. */
    public void type(String text) throws Exception {
        ask("Input.insertText", Map.of("text", text));
    }

    /**
     * A key pressed and let go.
     *
     * @param key its name: {@code Tab}, {@code Enter}, {@code ArrowDown}, a digit
     * @param code its number among the keys of Windows
     * @param text what it writes; empty for a key that writes nothing
     */
    public void press(String key, int code, String text) throws Exception {
        Map<String, Object> down = new LinkedHashMap<>(
                Map.of("type", text.isEmpty() ? "rawKeyDown" : "keyDown", "key", key, "windowsVirtualKeyCode", code));
        if (!text.isEmpty()) {
            down.put("text", text);
        }
        ask("Input.dispatchKeyEvent", down);
        ask("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", code));
    }

    /** Chooses a file of this machine in a field. */
    public void choose(String selector, Path file) throws Exception {
        JsonNode document = ask("DOM.getDocument", Map.of()).path("result").path("root");
        int field = ask(
                        "DOM.querySelector",
                        Map.of("nodeId", document.path("nodeId").asInt(), "selector", selector))
                .path("result")
                .path("nodeId")
                .asInt();
        ask("DOM.setFileInputFiles", Map.of("nodeId", field, "files", List.of(file.toString())));
    }

    /** How wide the window is; a phone where it is narrow. */
    public void width(int pixels) throws Exception {
        boolean phone = pixels < 500;
        ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", phone));
    }

    /** Whether scripts of pages run. */
    public void scripts(boolean run) throws Exception {
        ask("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
    }

    /** Who is signed in, to be taken on again by {@link #be}. */
    public JsonNode cookies() throws Exception {
        return ask("Network.getCookies", Map.of()).path("result").path("cookies");
    }

    /** Whoever signed in with these; nobody for none. */
    public void be(Iterable<JsonNode> cookies) throws Exception {
        ask("Network.clearBrowserCookies", Map.of());
        for (JsonNode cookie : cookies) {
            ask(
                    "Network.setCookie",
                    Map.of(
                            "name", cookie.path("name").asString(),
                            "value", cookie.path("value").asString(),
                            "domain", cookie.path("domain").asString(),
                            "path", cookie.path("path").asString()));
        }
    }

    /** The whole page as a picture. */
    public void picture(Path file) throws Exception {
        String picture = ask("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true))
                .path("result")
                .path("data")
                .asString();
        Files.write(file, Base64.getDecoder().decode(picture));
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
