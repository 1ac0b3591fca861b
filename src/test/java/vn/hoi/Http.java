package vn.hoi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plain client of one server on this machine. It follows no redirect: where an answer leads is part of the answer. */
public final class Http {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final String root;
    private final @Nullable String token;

    /** Sends the token of the account that may all. */
    public Http(int port) {
        this(port, TestPeople.token(TestPeople.ADMIN));
    }

    private Http(int port, @Nullable String token) {
        root = "http://127.0.0.1:" + port;
        this.token = token;
    }

    /** The shared application, as this account of the tests. */
    public static Http as(String account) {
        return new Http(TestApplication.port(), TestPeople.token(account));
    }

    /** The shared application, as nobody known. */
    public static Http unknown() {
        return new Http(TestApplication.port(), null);
    }

    /** As nobody known. */
    public static Http unknown(int port) {
        return new Http(port, null);
    }

    /** The shared application. */
    public static Http shared() {
        return new Http(TestApplication.port());
    }

    public HttpResponse<String> get(String address, String... headers) throws IOException, InterruptedException {
        return send(request(address, headers).GET());
    }

    public JsonNode json(String address) throws IOException, InterruptedException {
        return JSON.readTree(get(address).body());
    }

    public HttpResponse<String> post(String address, Map<String, ?> body, String... headers)
            throws IOException, InterruptedException {
        return write("POST", address, body, headers);
    }

    public HttpResponse<String> write(String method, String address, Map<String, ?> body, String... headers)
            throws IOException, InterruptedException {
        return send(request(address, headers)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** A body of any type, sent by a machine. */
    public HttpResponse<String> raw(String method, String address, String type, String body)
            throws IOException, InterruptedException {
        String sent = type.startsWith("multipart") ? "multipart/form-data; boundary=x" : type;
        return send(request(address, "Accept", "application/json")
                .header("Content-Type", sent)
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** As a browser sends a form. */
    public HttpResponse<String> form(String address, Map<String, String> typed)
            throws IOException, InterruptedException {
        String body = typed.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(address, "Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A file sent with a form. */
    public record Upload(String field, String name, byte[] content) {}

    /** As a browser sends a form with files. */
    public HttpResponse<String> multipart(
            String address, Map<String, String> typed, List<Upload> uploads, String... headers)
            throws IOException, InterruptedException {
        String boundary = "----hoi" + System.nanoTime();
        var body = new ByteArrayOutputStream();
        for (Map.Entry<String, String> field : typed.entrySet()) {
            body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field.getKey()
                            + "\"\r\n\r\n" + field.getValue() + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        for (Upload upload : uploads) {
            body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + upload.field()
                            + "\"; filename=\"" + upload.name()
                            + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(upload.content());
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        String[] sent = headers.length == 0 ? new String[] {"Accept", "text/html"} : headers;
        return send(request(address, sent)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    public static JsonNode read(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    /** Any method with any body. */
    public HttpResponse<String> send(String method, String address, HttpRequest.BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        return send(request(address, headers).method(method, body));
    }

    private HttpRequest.Builder request(String address, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(root + address)).timeout(PATIENCE);
        if (token != null && !List.of(headers).contains("Authorization")) {
            request.header("Authorization", "Bearer " + token);
        }
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
