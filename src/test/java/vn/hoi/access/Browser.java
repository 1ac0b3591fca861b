package vn.hoi.access;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import vn.hoi.TestApplication;

/** A browser of the tests: it keeps cookies and follows no redirect. */
final class Browser {

    final Map<String, String> cookies = new HashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private int port;

    Browser() {
        this(TestApplication.port());
    }

    Browser(int port) {
        this.port = port;
    }

    /** Goes on at another node with the cookies it has. */
    void goTo(int other) {
        port = other;
    }

    String session() {
        return cookies.getOrDefault("hoi-session", "");
    }

    HttpResponse<String> get(String address, String... headers) throws IOException, InterruptedException {
        return send(request(address, headers).GET());
    }

    HttpResponse<String> form(String address, Map<String, String> typed, String... headers)
            throws IOException, InterruptedException {
        String body = typed.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(address, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> signIn(String account, String password) throws IOException, InterruptedException {
        return form("/sign-in", Map.of("account", account, "password", password));
    }

    /** Whether somebody is signed in here. */
    boolean isIn() throws IOException, InterruptedException {
        return get("/account").statusCode() == 200;
    }

    HttpRequest.Builder request(String address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!java.util.List.of(headers).contains("Accept")) {
            request.header("Accept", "text/html");
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        for (String set : answer.headers().allValues("Set-Cookie")) {
            String pair = set.substring(0, set.indexOf(';') < 0 ? set.length() : set.indexOf(';'));
            String value = pair.substring(pair.indexOf('=') + 1);
            String name = pair.substring(0, pair.indexOf('='));
            if (value.isEmpty() || set.contains("Max-Age=0")) {
                cookies.remove(name);
            } else {
                cookies.put(name, value);
            }
        }
        return answer;
    }
}
