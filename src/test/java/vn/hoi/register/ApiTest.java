package vn.hoi.register;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.hoi.Http;
import vn.hoi.TestApplication;

/** The description for machines: that it is OpenAPI 3.1, and that the program does what it says. */
class ApiTest {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final Http http = Http.shared();

    @BeforeAll
    static void someRecords() {
        Records records = TestApplication.get(Records.class);
        Registers registers = TestApplication.get(Registers.class);
        String number = UUID.randomUUID().toString().substring(0, 18);
        records.create(
                registers.get("party"),
                Map.of("name", "Hợp tác xã " + number, "kind", "cooperative", "phone", "0205 3812 345"));
        records.create(
                registers.get("ip-title"),
                Map.of(
                        "title",
                        "Hồi",
                        "kind",
                        "mark",
                        "application-no",
                        number,
                        "filed-on",
                        "05/9/2025",
                        "owner",
                        "Hợp tác xã " + number));
        records.create(
                registers.get("measuring-instrument"),
                Map.of(
                        "kind",
                        "table-scale",
                        "maker",
                        "Nhơn Hòa",
                        "owner",
                        "Chợ",
                        "in-use-from",
                        "2024-01-01",
                        "serial",
                        number));
    }

    private JsonNode document() throws Exception {
        HttpResponse<String> answer = http.get("/api/openapi.json");
        assertThat(answer.statusCode()).isEqualTo(200);
        return Http.read(answer);
    }

    private static List<Error> faults(String document) throws IOException {
        try (var file = Objects.requireNonNull(ApiTest.class.getResourceAsStream("/openapi/openapi-3.1.schema.json"))) {
            String schema = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return SCHEMAS.getSchema(schema, InputFormat.JSON).validate(document, InputFormat.JSON);
        }
    }

    @Test
    void theDescriptionIsOpenApi() throws Exception {
        assertThat(faults(document().toString())).isEmpty();
    }

    @Test
    void aDescriptionThatIsNotOpenApiIsNoticed() throws Exception {
        ObjectNode broken = (ObjectNode) document();
        ((ObjectNode) broken.path("paths").path("/registers").path("get")).put("parameters", "none");
        assertThat(faults(broken.toString())).isNotEmpty();
        broken.remove("info");
        assertThat(faults(broken.toString())).hasSizeGreaterThan(1);
    }

    @Test
    void everyOperationHasItsOwnNameAndEveryReferenceLeadsSomewhere() throws Exception {
        JsonNode document = document();
        Set<String> names = new HashSet<>();
        for (JsonNode methods : document.path("paths")) {
            for (JsonNode operation : methods) {
                assertThat(names.add(operation.path("operationId").asString()))
                        .as(operation.path("operationId").asString())
                        .isTrue();
            }
        }
        assertThat(names).hasSizeGreaterThan(20);
        List<JsonNode> references = document.findValues("$ref");
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.asString().substring(1)).isMissingNode())
                        .as(reference.asString())
                        .isFalse());
    }

    @Test
    void everyRegisterIsDescribedWithItsStepsAndCodes() throws Exception {
        JsonNode document = document();
        for (Register register : TestApplication.get(Registers.class).list()) {
            JsonNode list = document.path("paths").path("/registers/" + register.id());
            assertThat(list.has("get")).as(register.id()).isTrue();
            assertThat(list.has("post")).as(register.id()).isTrue();
            assertThat(document.path("paths")
                            .path("/registers/" + register.id() + "/{code}")
                            .has("put"))
                    .isTrue();
            register.rules()
                    .forEach(rule -> assertThat(document.path("x-codes").has(rule.code()))
                            .as(rule.code())
                            .isTrue());
        }
        boolean steps = TestApplication.get(ApiAddresses.class).has("POST", "/registers/{id}/{code}/steps/{step}");
        assertThat(document.path("paths").has("/registers/party/{code}/steps/dissolve"))
                .isEqualTo(steps);
    }

    @Test
    void onlyWhatIsAnsweredIsDescribed() {
        ApiAddresses addresses = TestApplication.get(ApiAddresses.class);
        assertThat(addresses.has("GET", "/registers/{any}/{name}")).isTrue();
        assertThat(addresses.has("GET", "/registers/{id}/nowhere")).isFalse();
        assertThat(addresses.has("DELETE", "/registers/{id}/{code}")).isFalse();
    }

    @Test
    void everyAnswerToAGetIsAsItsSchemaSays() throws Exception {
        JsonNode document = document();
        List<String> visited = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            JsonNode get = path.getValue().path("get");
            JsonNode schema = get.path("responses")
                    .path("200")
                    .path("content")
                    .path("application/json")
                    .path("schema");
            if (schema.isMissingNode() || path.getKey().contains("{key}")) {
                continue;
            }
            for (String address : addresses(path.getKey())) {
                HttpResponse<String> answer = http.get(address + needed(get), "Accept", "application/json");
                assertThat(answer.statusCode()).as(address).isEqualTo(200);
                assertThat(against(document, schema, answer.body())).as(address).isEmpty();
                visited.add(path.getKey());
            }
        }
        assertThat(visited)
                .contains(
                        "/registers",
                        "/registers/ip-title",
                        "/registers/party/{code}",
                        "/registers/measuring-instrument/{code}/journal",
                        "/registers/st-task/help");
    }

    /** The address itself, or of the newest records where it needs one. */
    private List<String> addresses(String path) throws Exception {
        if (!path.contains("{code}")) {
            return List.of(path);
        }
        List<String> addresses = new ArrayList<>();
        String list = path.substring(0, path.indexOf("/{code}"));
        http.json(list + ".json?limit=3")
                .path("rows")
                .forEach(row ->
                        addresses.add(path.replace("{code}", row.path("code").asString())));
        return addresses;
    }

    private static String needed(JsonNode operation) {
        return operation.path("operationId").asString().endsWith(".suggest") ? "?q=a" : "";
    }

    private static List<Error> against(JsonNode document, JsonNode schema, String body) {
        ObjectNode whole = JsonMapper.shared().createObjectNode();
        whole.set("components", document.path("components"));
        whole.set("allOf", JsonMapper.shared().createArrayNode().add(schema));
        return SCHEMAS.getSchema(whole.toString(), InputFormat.JSON).validate(body, InputFormat.JSON);
    }

    @Test
    void anAnswerAgainstItsSchemaIsNoticed() throws Exception {
        JsonNode document = document();
        JsonNode schema = JsonMapper.shared().readTree("{\"$ref\":\"#/components/schemas/ip-title\"}");
        ObjectNode row = (ObjectNode)
                http.json("/registers/ip-title.json?limit=1").path("rows").path(0);
        assertThat(against(document, schema, row.toString())).isEmpty();
        row.put("kind", "no-such-kind");
        assertThat(against(document, schema, row.toString())).isNotEmpty();
        row.remove("code");
        assertThat(against(document, schema, row.toString())).hasSizeGreaterThan(1);
    }

    @Test
    void everyFilterDescribedIsAnswered() throws Exception {
        for (Map.Entry<String, JsonNode> path : document().path("paths").properties()) {
            if (!path.getKey().matches("/registers/[a-z-]+")) {
                continue;
            }
            for (JsonNode parameter : path.getValue().path("get").path("parameters")) {
                String name = parameter.path("name").asString();
                String value = value(path.getKey(), name, parameter.path("schema"));
                if (!value.isEmpty()) {
                    String address =
                            path.getKey() + ".json?" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
                    assertThat(http.get(address).statusCode()).as(address).isEqualTo(200);
                }
            }
        }
    }

    private static String value(String address, String name, JsonNode schema) {
        boolean unit = TestApplication.get(Registers.class)
                .find(address.substring("/registers/".length()))
                .flatMap(register -> register.findColumn(name))
                .filter(column -> column.type() == ColumnType.UNIT)
                .isPresent();
        if (unit) {
            return "20";
        }
        JsonNode one = schema.has("items") ? schema.path("items") : schema;
        if (one.has("enum")) {
            return one.path("enum").path(0).asString();
        }
        return switch (name) {
            case "unit", "place" -> "20";
            case "after" -> "";
            default ->
                switch (one.path("type").asString()) {
                    case "integer", "number" -> "10";
                    case "boolean" -> "true";
                    default -> one.path("format").asString().equals("date") ? "2025-06-30" : "2025";
                };
        };
    }

    @Test
    void theTagOfARecordIsWhatAChangeNames() throws Exception {
        String code = http.json("/registers/ip-title.json?limit=1")
                .path("rows")
                .path(0)
                .path("code")
                .asString();
        String address = "/registers/ip-title/" + code;
        HttpResponse<String> read = http.get(address + ".json");
        String tag = read.headers().firstValue("ETag").orElseThrow();
        assertThat(tag).isEqualTo("\"" + Http.read(read).path("version").asInt() + "\"");
        HttpResponse<String> changed =
                http.write("PUT", address, Map.of("note", UUID.randomUUID().toString()), "If-Match", tag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
        assertThat(http.write("PUT", address, Map.of("note", "x"), "If-Match", tag)
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void thePageShowsEveryOperationWithACommandThatWorks() throws Exception {
        String page = http.get("/api", "Accept", "text/html").body();
        assertThat(page)
                .contains("/registers/party/{code}", "curl -s", "REG-409", "openapi.json")
                .doesNotContain("<script>", "http://unpkg", " style=");
        assertThat(http.get("/api.json").body())
                .isEqualTo(http.get("/api/openapi.json").body());
    }

    @Test
    void anExampleOfAnEntryNamesEveryRequiredColumn() {
        for (Register register : TestApplication.get(Registers.class).list()) {
            assertThat(Examples.entry(register).keySet())
                    .containsExactlyElementsOf(register.entered().stream()
                            .filter(Column::required)
                            .map(Column::id)
                            .toList());
        }
    }
}
