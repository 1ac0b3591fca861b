package vn.hoi.register;

import static vn.hoi.register.HelpPages.pairs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The program's interface for machines as an OpenAPI 3.1 document, made from the declarations each time it is asked. */
@Component
class ApiDescription {

    private final Registers registers;
    private final ApiAddresses addresses;

    ApiDescription(Registers registers, ApiAddresses addresses) {
        this.registers = registers;
        this.addresses = addresses;
    }

    /** @param origin scheme, name and port the reader came by */
    Map<String, @Nullable Object> document(String origin) {
        var paths = new ApiPaths();
        Map<String, @Nullable Object> schemas = new LinkedHashMap<>(ApiSchemas.shared());
        List<Map<String, @Nullable Object>> tags = new ArrayList<>();
        paths.add(
                "GET", "/registers", "Các sổ và số bản ghi", "registers", List.of(), null, ApiSchemas.to("registers"));
        Map<String, @Nullable Object> codes = ApiCodes.general();
        for (Register register : registers.list()) {
            schemas.put(register.id(), ApiSchemas.row(register));
            schemas.put(register.id() + ".record", ApiSchemas.record(register));
            schemas.put(register.id() + ".entry", ApiSchemas.entry(register, false));
            schemas.put(register.id() + ".change", ApiSchemas.entry(register, true));
            tags.add(pairs("name", register.id(), "description", register.name().vi()));
            describe(register, paths);
            register.rules().forEach(rule -> codes.put(rule.code(), rule.says().vi()));
        }
        return pairs(
                "openapi",
                "3.1.0",
                "info",
                pairs(
                        "title", "Hồi",
                        "version", "1",
                        "description",
                                "Đọc và ghi các sổ với cùng quy tắc như trên trang. Mọi địa chỉ đọc cũng có đuôi .json;"
                                        + " danh sách có thêm .csv."),
                "servers",
                List.of(pairs("url", origin)),
                "tags",
                tags,
                "paths",
                paths.all(),
                "components",
                pairs(
                        "schemas",
                        schemas,
                        "responses",
                        pairs(
                                "problem",
                                pairs(
                                        "description",
                                        "Không thực hiện được; chưa có gì được ghi.",
                                        "content",
                                        pairs("application/problem+json", pairs("schema", ApiSchemas.to("problem")))))),
                "x-codes",
                codes);
    }

    private void describe(Register register, ApiPaths paths) {
        String id = register.id();
        String list = "/registers/" + id;
        String one = list + "/{code}";
        Map<String, @Nullable Object> code =
                pairs("name", "code", "in", "path", "required", true, "schema", pairs("type", "string"));
        Map<String, @Nullable Object> record = ApiSchemas.to(id + ".record");
        Map<String, @Nullable Object> match = pairs(
                "name", "If-Match",
                "in", "header",
                "description", "ETag của bản đã đọc; không có thì gửi version trong nội dung.",
                "schema", pairs("type", "string"));
        paths.add(
                "GET", list, "Danh sách, từng trang", id, filters(register), null, ApiSchemas.page(ApiSchemas.to(id)));
        paths.add("POST", list, "Thêm một bản ghi", id, List.of(), ApiSchemas.to(id + ".entry"), record);
        paths.add("GET", one, "Một bản ghi", id, List.of(code), null, record);
        paths.add("PUT", one, "Sửa một bản ghi", id, List.of(code, match), ApiSchemas.to(id + ".change"), record);
        steps(register, paths, one, code, record);
        List<Map<String, @Nullable Object>> before = new ArrayList<>(List.of(code));
        before.add(query("before", "Số của mục mà trang bắt đầu dưới nó.", pairs("type", "integer")));
        further(
                paths,
                "GET",
                one + "/journal",
                "/registers/{}/{}/journal",
                "Nhật ký của một bản ghi",
                id,
                before,
                null,
                ApiSchemas.page(ApiSchemas.to("entry")));
        further(
                paths,
                "GET",
                list + "/help",
                "/registers/{}/help",
                "Khai báo của sổ",
                id,
                List.of(),
                null,
                pairs("type", "object", "required", List.of("register", "columns", "rules", "states")));
        List<Map<String, @Nullable Object>> asked =
                List.of(query("q", "Mã hoặc từ trong tên; không dấu cũng được.", pairs("type", "string")));
        further(
                paths,
                "GET",
                list + "/suggest",
                "/registers/{}/suggest",
                "Gợi ý khi gõ",
                id,
                asked,
                null,
                pairs("type", "object"));
        if (!register.alike().isEmpty()) {
            List<Map<String, @Nullable Object>> alike = register.alike().stream()
                    .map(column -> query(column, register.column(column).name().vi(), pairs("type", "string")))
                    .toList();
            further(
                    paths,
                    "GET",
                    list + "/alike",
                    "/registers/{}/alike",
                    "Bản ghi giống với điều sắp thêm",
                    id,
                    alike,
                    null,
                    pairs("type", "object"));
        }
        if (addresses.has("POST", "/registers/{}/import")) {
            paths.upload(list + "/import", "Nhập nhiều bản ghi từ tệp xlsx hoặc csv", id);
        }
        if (register.columns().stream().anyMatch(column -> column.type() == ColumnType.FILES)) {
            paths.file(addresses.has("GET", "/files/{}/{}"));
        }
        if (register.publicView() != null) {
            Map<String, @Nullable Object> key = pairs(
                    "name",
                    "key",
                    "in",
                    "path",
                    "required",
                    true,
                    "schema",
                    pairs("type", "string"),
                    "description",
                    String.join(", ", register.publicView().lookUpBy()));
            further(
                    paths,
                    "GET",
                    "/p/" + id + "/{key}",
                    "/p/{}/{}",
                    "Tra cứu công khai",
                    id,
                    List.of(key),
                    null,
                    pairs("type", "object"));
        }
    }

    private void steps(
            Register register,
            ApiPaths paths,
            String one,
            Map<String, @Nullable Object> code,
            Map<String, @Nullable Object> record) {
        if (register.hasSteps() && addresses.has("POST", "/registers/{}/{}/steps/{}")) {
            for (Step step : register.lifecycles().getLast().steps()) {
                paths.add(
                        "POST",
                        one + "/steps/" + step.id(),
                        "Bước: " + step.name().vi(),
                        register.id(),
                        List.of(code),
                        ApiSchemas.answers(register, step),
                        record);
            }
        }
    }

    /** An operation that a later module or another part answers; left out while none does. */
    private void further(
            ApiPaths paths,
            String method,
            String path,
            String pattern,
            String summary,
            String tag,
            List<Map<String, @Nullable Object>> parameters,
            @Nullable Map<String, @Nullable Object> sent,
            Map<String, @Nullable Object> answered) {
        if (addresses.has(method, pattern)) {
            paths.add(method, path, summary, tag, parameters, sent, answered);
        }
    }

    /** A parameter of an address. */
    static Map<String, @Nullable Object> query(String name, String says, Map<String, @Nullable Object> schema) {
        return pairs("name", name, "in", "query", "description", says, "schema", schema);
    }

    /** All by which a list is narrowed, ordered and paged. */
    private static List<Map<String, @Nullable Object>> filters(Register register) {
        List<Map<String, @Nullable Object>> filters = new ArrayList<>();
        Map<String, @Nullable Object> text = pairs("type", "string");
        filters.add(query("q", "Từ cần tìm, không dấu cũng được; hoặc cả mã.", text));
        if (!register.states().isEmpty()) {
            filters.add(query(
                    "state",
                    "Trạng thái, một hoặc nhiều.",
                    many(register.states().stream().map(State::id).toList())));
        }
        filters.add(query("unit", "Mã đơn vị phụ trách, gồm cả đơn vị cấp dưới.", text));
        filters.add(query("place", "Mã địa bàn.", text));
        for (Column column : register.columns()) {
            if (column.filter()) {
                filter(register, column, filters);
            }
        }
        List<String> sorted =
                register.columns().stream().filter(Column::sort).map(Column::id).toList();
        if (!sorted.isEmpty()) {
            filters.add(query("sort", "Cột sắp xếp; không có thì theo thứ tự ghi.", pairs("enum", sorted)));
        }
        filters.add(query("dir", "Chiều sắp xếp.", pairs("enum", List.of("asc", "desc"), "default", "desc")));
        filters.add(query("after", "Dấu trang, lấy từ next.", text));
        filters.add(query(
                "limit",
                "Số bản ghi một trang.",
                pairs("type", "integer", "minimum", 1, "maximum", 1000, "default", 50)));
        return filters;
    }

    private static void filter(Register register, Column column, List<Map<String, @Nullable Object>> filters) {
        String name = column.name().vi();
        Map<String, @Nullable Object> one = switch (column.type()) {
            case DATE, DATE_TIME -> pairs("type", "string", "format", "date");
            case INTEGER, MONEY -> pairs("type", "integer");
            case DECIMAL, PERCENT -> pairs("type", "number");
            case YES_NO -> pairs("type", "boolean");
            case CHOICE ->
                many(register.choices(column).stream().map(Choice::id).toList());
            case REFERENCES, REFERENCE -> pairs("type", "array", "items", pairs("type", "string"));
            default -> pairs("type", "string");
        };
        if (column.type() == ColumnType.LOCATION) {
            return;
        }
        filters.add(query(column.id(), name + ".", one));
        if (column.type().isRanged()) {
            filters.add(query(column.id() + "-from", name + ", từ.", one));
            filters.add(query(column.id() + "-to", name + ", đến.", one));
        }
    }

    private static Map<String, @Nullable Object> many(List<String> values) {
        return pairs("type", "array", "items", pairs("enum", values));
    }
}
