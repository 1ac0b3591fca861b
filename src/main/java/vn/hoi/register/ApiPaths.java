package vn.hoi.register;

import static vn.hoi.register.HelpPages.pairs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Addresses and, under each, what may be done there. */
final class ApiPaths {

    private final Map<String, @Nullable Object> paths = new LinkedHashMap<>();

    Map<String, @Nullable Object> all() {
        return paths;
    }

    void add(
            String method,
            String path,
            String summary,
            String tag,
            List<Map<String, @Nullable Object>> parameters,
            @Nullable Map<String, @Nullable Object> sent,
            Map<String, @Nullable Object> answered) {
        Map<String, @Nullable Object> operation = operation(method, path, summary, tag, parameters);
        if (sent != null) {
            operation.put(
                    "requestBody",
                    pairs("required", true, "content", pairs("application/json", pairs("schema", sent))));
        }
        Map<String, @Nullable Object> done =
                pairs("description", "Thành công", "content", pairs("application/json", pairs("schema", answered)));
        if (path.contains("/{code}") && !path.endsWith("/journal")) {
            done.put(
                    "headers",
                    pairs("ETag", pairs("description", "Phiên bản của bản ghi", "schema", pairs("type", "string"))));
        }
        boolean made = method.equals("POST") && !path.contains("{");
        Map<String, @Nullable Object> responses = pairs(made ? "201" : "200", done);
        for (String status : statuses(method, path)) {
            responses.put(status, pairs("$ref", "#/components/responses/problem"));
        }
        operation.put("responses", responses);
        put(path, method, operation);
    }

    private static List<String> statuses(String method, String path) {
        List<String> statuses = new ArrayList<>(List.of("400"));
        if (path.contains("{")) {
            statuses.add("404");
        }
        if (!method.equals("GET")) {
            statuses.addAll(List.of("403", "409", "422", "428"));
        }
        return statuses;
    }

    private static Map<String, @Nullable Object> operation(
            String method, String path, String summary, String tag, List<?> parameters) {
        String name = path.substring(1).replaceAll("[{}]", "").replace('/', '.');
        Map<String, @Nullable Object> operation = pairs(
                "operationId", method.toLowerCase(Locale.ROOT) + "." + name, "summary", summary, "tags", List.of(tag));
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        return operation;
    }

    void upload(String path, String summary, String tag) {
        Map<String, @Nullable Object> dry = ApiDescription.query(
                "dry", "true: chỉ kiểm tra, chưa ghi gì.", pairs("type", "boolean", "default", false));
        Map<String, @Nullable Object> mode = ApiDescription.query(
                "mode",
                "Khi đã có bản ghi cùng mã hoặc cùng giá trị duy nhất: add chỉ thêm mới, change chỉ sửa, both thêm và sửa.",
                pairs("type", "string", "enum", List.of("add", "change", "both"), "default", "add"));
        Map<String, @Nullable Object> operation = operation("POST", path, summary, tag, List.of(dry, mode));
        Map<String, @Nullable Object> file = pairs(
                "type", "object",
                "required", List.of("file"),
                "properties",
                        pairs(
                                "file", pairs("type", "string", "contentMediaType", "application/octet-stream"),
                                "beside", pairs("type", "string", "contentMediaType", "application/zip")));
        operation.put(
                "requestBody", pairs("required", true, "content", pairs("multipart/form-data", pairs("schema", file))));
        operation.put(
                "responses",
                pairs(
                        "200",
                        pairs(
                                "description",
                                "Số dòng thêm mới, sửa, đã có, sai; từng ô sửa và từng lỗi",
                                "content",
                                pairs("application/json", pairs("schema", pairs("type", "object")))),
                        "default",
                        pairs("$ref", "#/components/responses/problem")));
        put(path, "POST", operation);
    }

    void file(boolean answered) {
        String path = "/files/{number}/{name}";
        if (!answered || paths.containsKey(path)) {
            return;
        }
        List<Map<String, @Nullable Object>> parameters = List.of(
                pairs("name", "number", "in", "path", "required", true, "schema", pairs("type", "integer")),
                pairs("name", "name", "in", "path", "required", true, "schema", pairs("type", "string")));
        Map<String, @Nullable Object> operation = operation("GET", path, "Tệp đính kèm", "registers", parameters);
        operation.put(
                "responses",
                pairs(
                        "200",
                        pairs("description", "Tệp", "content", pairs("application/octet-stream", pairs())),
                        "404",
                        pairs("$ref", "#/components/responses/problem")));
        put(path, "GET", operation);
    }

    @SuppressWarnings("unchecked")
    private void put(String path, String method, Map<String, @Nullable Object> operation) {
        ((Map<String, @Nullable Object>) paths.computeIfAbsent(path, key -> new LinkedHashMap<>()))
                .put(method.toLowerCase(Locale.ROOT), operation);
    }
}
