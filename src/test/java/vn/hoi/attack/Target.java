package vn.hoi.attack;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import vn.hoi.Http;
import vn.hoi.TestApplication;
import vn.hoi.TestDatabase;
import vn.hoi.TestPeople;
import vn.hoi.database.PostgresInside;

/** The program on a database of its own, with something of everything in it, and what its addresses are filled with. */
final class Target implements AutoCloseable {

    /** An account that may be closed, renamed and robbed of its roles. */
    private static final String ATTACKED = "attacked";

    final ConfigurableApplicationContext program;
    final int port;
    final Http http;
    final Changes changes;
    final Map<String, String> titles = new LinkedHashMap<>();
    final Map<String, String> initiatives = new LinkedHashMap<>();
    private final Map<String, List<String>> real = new LinkedHashMap<>();

    private Target(ConfigurableApplicationContext program, String url) throws SQLException {
        this.program = program;
        port = Integer.parseInt(program.getEnvironment().getRequiredProperty("local.server.port"));
        http = new Http(port);
        changes = new Changes(url, PostgresInside.USER, TestDatabase.server().password());
    }

    static Target start() throws Exception {
        String url = TestDatabase.fresh();
        var target = new Target(TestApplication.start(url, TestApplication.HOME, WebApplicationType.SERVLET), url);
        target.fill();
        return target;
    }

    RequestMappingHandlerMapping mapping() {
        return program.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    }

    private void fill() throws Exception {
        TestPeople.make(program, ATTACKED, List.of("commune"), null, Set.of());
        titles.putAll(Map.of(
                "title", "Hồi Lạng Sơn",
                "kind", "mark",
                "application-no", "4-2024-00001",
                "filed-on", "05/01/2024",
                "owner", "Hợp tác xã Hồi"));
        initiatives.putAll(Map.of(
                "title", "Giá treo dụng cụ",
                "level", "grassroots",
                "discipline", "engineering",
                "authors", "Nông Thị Mẫu (100%)",
                "workplace", "Trung tâm mẫu",
                "filed-on", "2026-05-04"));
        String title = made(http.post("/registers/ip-title", titles));
        String initiative = made(http.post("/registers/initiative", initiatives));
        String party = made(http.post("/registers/party", Map.of("name", "Hợp tác xã Hồi", "kind", "cooperative")));
        put("/registers/ip-title", title);
        put("/registers/initiative", initiative);
        put("/registers/party", party);
        String page = http.get("/registers/initiative/" + initiative, "Accept", "text/html")
                .body();
        found("step", "/steps/([a-z-]+)", page);
        found("print", "/prints/([a-z-]+)", page);
        http.form("/registers/ip-title/views", Map.of("name", "Của tôi", "query", "q=hoi"));
        http.post("/registers/ip-title/drafts", titles);
        http.multipart(
                "/registers/ip-title/import",
                Map.of("dry", "true"),
                List.of(new Http.Upload(
                        "file", "a.csv", "Tên,Loại,Số đơn\nx,mark,\n".getBytes(StandardCharsets.UTF_8))),
                "Accept",
                "application/json");
        http.multipart(
                "/files",
                Map.of(),
                List.of(new Http.Upload("file", "a.pdf", "%PDF-1.7".getBytes(StandardCharsets.UTF_8))),
                "Accept",
                "application/json");
        Map<String, String> call = new LinkedHashMap<>(Map.of(
                "title", "Rà soát máy tính",
                "purpose", "Rà soát",
                "field", "government",
                "document", "CV 12/SKHCN",
                "deadline", "31/12/2099",
                "many", "no",
                "c0-name", "Số máy",
                "c0-kind", "integer"));
        http.form("/calls", call);
    }

    /** An attack may take away, with all right, what these requests are sent with: the account, its roles, its key. */
    void restore() throws SQLException {
        for (String gone : List.of(
                "update access.token set revoked_at = null where revoked_at is not null and name = 'test'",
                "update access.account set closed_at = null where closed_at is not null and name = 'admin'",
                "update access.assignment set ended_at = null where ended_at is not null")) {
            program.getBean(JdbcClient.class).sql(gone).update();
        }
        changes.sinceLast();
    }

    private static String made(HttpResponse<String> answer) {
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(answer.body());
        }
        return Http.read(answer).path("code").asString();
    }

    private void put(String place, String value) {
        real.computeIfAbsent(place, none -> new ArrayList<>()).add(value);
    }

    private void found(String variable, String pattern, String page) {
        Matcher matcher = Pattern.compile(pattern).matcher(page);
        while (matcher.find()) {
            put(variable, matcher.group(1));
        }
    }

    /** A value that is there, for a variable of this address; the part of the address before it is filled already. */
    String real(String pattern, String variable, String before) {
        List<String> known = real.get(variable.equals("code") ? before.replaceAll("/$", "") : variable);
        if (known != null) {
            return known.getFirst();
        }
        return switch (variable) {
            case "id" ->
                pattern.startsWith("/registers")
                        ? pattern.contains("/prints") || pattern.contains("/steps") ? "initiative" : "ip-title"
                        : pattern.startsWith("/figures")
                                ? "ip.titles.total"
                                : pattern.startsWith("/fields")
                                        ? "property"
                                        : pattern.startsWith("/units")
                                                ? "20"
                                                : pattern.startsWith("/books") ? "certificate" : "1";
            case "code" -> pattern.startsWith("/plans") ? "234-2025" : "x";
            case "form" -> "telecom-quarterly";
            case "period" -> "2026-Q3";
            case "unit" -> "vien-thong-2";
            case "register" -> "ip-title";
            case "key" -> "4-2024-00001";
            case "account" -> ATTACKED;
            case "language" -> "en";
            case "act" -> "open";
            case "name" -> "a.pdf";
            // the first key is the one these requests are sent with
            default -> pattern.contains("token") || pattern.contains("client") ? "3" : "1";
        };
    }

    @Override
    public void close() throws SQLException {
        changes.close();
        program.close();
    }
}
