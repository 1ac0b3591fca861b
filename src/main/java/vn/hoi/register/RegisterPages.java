package vn.hoi.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Csv;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** {@code /registers}, a register's list, forms and records, for people and machines with the same rules. */
@Controller
class RegisterPages {

    private final Registers registers;
    private final Fields fields;
    private final Records records;
    private final RecordRows recordRows;
    private final RecordQueries queries;
    private final RecordCounts counts;
    private final RecordViews views;
    private final Journal journal;
    private final Units units;
    private final Rights rights;

    RegisterPages(
            Registers registers,
            Fields fields,
            Records records,
            RecordRows recordRows,
            RecordQueries queries,
            RecordCounts counts,
            RecordViews views,
            Journal journal,
            Units units,
            Rights rights) {
        this.registers = registers;
        this.fields = fields;
        this.records = records;
        this.recordRows = recordRows;
        this.queries = queries;
        this.counts = counts;
        this.views = views;
        this.journal = journal;
        this.units = units;
        this.rights = rights;
    }

    @GetMapping("/registers")
    Twin registers() {
        Map<String, Long> numbers = counts.all();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Register register : registers.list()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("register", register.id());
            row.put("field", register.field().id());
            row.put("name", register.name().vi());
            row.put("records", numbers.getOrDefault(register.id(), 0L));
            rows.add(row);
        }
        return Twin.page("register/registers")
                .with("registers", registers.list())
                .with("fields", fields.list())
                .with("counts", numbers)
                .json(() -> Twin.rows(rows, null))
                .csv(() -> Csv.of(List.of("register", "field", "name", "records"), rows));
    }

    @GetMapping("/registers/{id}")
    Twin list(@PathVariable String id, @RequestParam MultiValueMap<String, String> parameters) {
        Register register = registers.get(id);
        RecordQuery query = queries.read(register, parameters, List.of());
        @Nullable Long total = query.narrowed() ? null : counts.all().get(register.id());
        return views.list("register/list", "/registers/" + register.id(), register, query, total);
    }

    @GetMapping("/registers/{id}/new")
    Twin blank(@PathVariable String id, @RequestParam Map<String, String> given) {
        Register register = registers.get(id);
        return form(register, null, given, null);
    }

    @GetMapping("/registers/{id}/{code}/edit")
    Twin edit(@PathVariable String id, @PathVariable String code) {
        Register register = registers.get(id);
        Row row = records.get(register, code);
        return form(register, row, recordRows.texts(register, row), null);
    }

    private Twin form(Register register, @Nullable Row row, Map<String, String> typed, @Nullable Problem problem) {
        return Twin.page("register/form")
                .with("register", register)
                .with("row", row)
                .with("typed", typed)
                .with("problem", problem)
                .with("current", problem == null ? null : problem.details().get("current"))
                .with("version", typed.getOrDefault("version", row == null ? "" : String.valueOf(row.version())))
                .with("units", units.on(Vietnamese.today()))
                .with(
                        "areas",
                        units.on(Vietnamese.today()).stream()
                                .filter(Unit::isArea)
                                .toList())
                .status(problem == null ? 200 : problem.status());
    }

    @GetMapping("/registers/{id}/{code}")
    Twin record(@PathVariable String id, @PathVariable String code) {
        Register register = registers.get(id);
        Row row = records.get(register, code);
        return page(register, row);
    }

    private Twin page(Register register, Row row) {
        List<Journal.Entry> entries = journal.list(Records.subject(register, row.code()));
        return Twin.page("register/record")
                .with("register", register)
                .with("row", row)
                .with("units", units)
                .with("entries", entries)
                .with("mayWrite", rights.mayWrite(register.id()))
                .with("mayReadPersonal", rights.mayReadPersonal(register.id()))
                .json(() -> body(register, row, entries));
    }

    private Map<String, @Nullable Object> body(Register register, Row row, List<Journal.Entry> entries) {
        Map<String, @Nullable Object> body = recordRows.json(register, row);
        body.put("version", row.version());
        body.put("journal", entries);
        return body;
    }

    @PostMapping(path = "/registers/{id}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin add(@PathVariable String id, @RequestParam Map<String, String> typed) {
        Register register = registers.get(id);
        try {
            Row row = records.create(register, typed);
            return page(register, row).status(201).seeOther("/registers/" + register.id() + "/" + row.code());
        } catch (Problem problem) {
            return refused(register, null, typed, problem);
        }
    }

    @PostMapping(path = "/registers/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Twin add(@PathVariable String id, @RequestBody JsonNode sent) {
        Register register = registers.get(id);
        Row row = records.create(register, texts(sent));
        return page(register, row).status(201).seeOther("/registers/" + register.id() + "/" + row.code());
    }

    @PostMapping(path = "/registers/{id}/{code}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Twin change(@PathVariable String id, @PathVariable String code, @RequestParam Map<String, String> typed) {
        Register register = registers.get(id);
        try {
            Row row = records.change(register, code, version(typed.getOrDefault("version", "")), typed);
            return page(register, row).seeOther("/registers/" + register.id() + "/" + row.code());
        } catch (Problem problem) {
            return refused(register, records.get(register, code), typed, problem);
        }
    }

    @PutMapping(path = "/registers/{id}/{code}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Twin change(
            @PathVariable String id,
            @PathVariable String code,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @RequestBody JsonNode sent) {
        Register register = registers.get(id);
        Map<String, String> typed = texts(sent);
        String named = match != null ? match.replace("\"", "").strip() : typed.getOrDefault("version", "");
        return page(register, records.change(register, code, version(named), typed));
    }

    /** A form with wrong values comes back filled; a machine gets the problem. */
    private Twin refused(Register register, @Nullable Row row, Map<String, String> typed, Problem problem) {
        if (problem.status() != 422 && problem.status() != 409) {
            throw problem;
        }
        return form(register, row, typed, problem).json(() -> {
            throw problem;
        });
    }

    private static int version(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new Problem(
                    428, "REG-428", "Thiếu phiên bản đang sửa; gửi kèm version của bản ghi, hoặc tiêu đề If-Match.");
        }
        return Integer.parseInt(text);
    }

    /** A JSON object as the texts a form would send. */
    private static Map<String, String> texts(JsonNode sent) {
        if (!sent.isObject()) {
            throw Problem.badRequest("REG-400", "Cần một đối tượng JSON: mã cột và giá trị.");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        sent.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (value.isContainer()) {
                throw Problem.badRequest(
                        "REG-400", "Giá trị của «" + entry.getKey() + "» phải là chữ, số hoặc đúng/sai.");
            }
            texts.put(
                    entry.getKey(),
                    value.isNull()
                            ? ""
                            : value.isNumber()
                                    ? value.decimalValue().toPlainString().replace('.', ',')
                                    : value.asString());
        });
        return texts;
    }
}
