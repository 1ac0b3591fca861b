package vn.hoi.figure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Problem;
import vn.hoi.common.Reach;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.RecordLists;
import vn.hoi.register.RecordQueries;
import vn.hoi.register.RecordQuery;
import vn.hoi.register.RecordTable;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.register.Row;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** {@code /units/{id}/assign}: the records of a split unit, assigned to the units it became. */
@Controller
class AssignmentPages {

    private static final List<String> OWN = List.of("to", "record", "codes", "all", "file");
    private static final List<String> COLUMNS = List.of("register", "name", "waiting", "assigned");

    private final Assignments assignments;
    private final Units units;
    private final Registers registers;
    private final RecordQueries queries;
    private final RecordLists lists;
    private final Rights rights;

    AssignmentPages(
            Assignments assignments,
            Units units,
            Registers registers,
            RecordQueries queries,
            RecordLists lists,
            Rights rights) {
        this.assignments = assignments;
        this.units = units;
        this.registers = registers;
        this.queries = queries;
        this.lists = lists;
        this.rights = rights;
    }

    @Access(Access.Level.SIGNED_IN)
    @GetMapping("/units/{id}/assign")
    Twin overview(@PathVariable String id) {
        Unit split = units.get(id, Vietnamese.today());
        List<Unit> successors = assignments.successors(split);
        List<Assignments.Progress> all = registers.list().stream()
                .filter(register -> !rights.reach(register.id()).isNone())
                .map(register -> assignments.progress(register, split))
                .filter(one ->
                        one.waiting() > 0 || one.assigned().values().stream().anyMatch(count -> count > 0))
                .toList();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Assignments.Progress one : all) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("register", one.register().id());
            row.put("name", one.register().name().vi());
            row.put("waiting", one.waiting());
            row.put(
                    "assigned",
                    one.assigned().values().stream().mapToLong(Long::longValue).sum());
            rows.add(row);
        }
        return Twin.page("figure/assign")
                .with("split", split)
                .with("successors", successors)
                .with("all", all)
                .json(() -> Twin.rows(rows, null))
                .csv(() -> Csv.of(COLUMNS, rows));
    }

    @Access(Access.Level.WRITE)
    @GetMapping("/registers/{id}/assign/{unit}")
    Twin records(
            @PathVariable String id,
            @PathVariable String unit,
            @RequestParam MultiValueMap<String, String> parameters) {
        return page(registers.get(id), split(unit), parameters, null, null);
    }

    private Unit split(String unit) {
        return units.get(unit, Vietnamese.today());
    }

    private Condition writable(Register register) {
        Reach reach = rights.writes(register.id());
        return reach.all() ? DSL.noCondition() : RecordTable.integer("unit").in(reach.units());
    }

    private Twin page(
            Register register,
            Unit split,
            MultiValueMap<String, String> parameters,
            @Nullable Problem problem,
            @Nullable Integer done) {
        List<Unit> successors = assignments.successors(split);
        RecordQuery query = queries.read(register, parameters, OWN);
        Condition waiting = assignments.waiting(register, split).and(writable(register));
        List<Row> rows =
                lists.page(register, query.within(waiting, query.asked())).rows();
        List<Map<String, @Nullable Object>> json = new ArrayList<>();
        for (Row row : rows) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("code", row.code());
            one.put("title", title(register, row));
            json.add(one);
        }
        return Twin.page("figure/assignrecords")
                .with("register", register)
                .with("split", split)
                .with("successors", successors)
                .with("progress", assignments.progress(register, split))
                .with("rows", json)
                .with("q", query.asked("q"))
                .with("asked", address(query))
                .with("typed", parameters.toSingleValueMap())
                .with("problem", problem)
                .with("done", done)
                .status(problem == null ? 200 : problem.status())
                .json(() -> {
                    if (problem != null) {
                        throw problem;
                    }
                    Map<String, @Nullable Object> body = Twin.rows(json, null);
                    body.put("assigned", done);
                    return body;
                })
                .csv(() -> Csv.of(List.of("code", "title"), json));
    }

    private String title(Register register, Row row) {
        return vn.hoi.register.RecordWords.title(register, row, rights.mayReadPersonal(register.id()));
    }

    private static String address(RecordQuery query) {
        List<String> parts = new ArrayList<>();
        query.asked()
                .forEach((name, values) -> values.forEach(
                        value -> parts.add(name + "=" + java.net.URLEncoder.encode(value, StandardCharsets.UTF_8))));
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    /**
     * Assigns those chosen: {@code record} for each, {@code codes} as text, {@code file} with a code in the first cell of each
     * line, or with {@code all} whatever the list's filters leave.
     */
    @Access(Access.Level.WRITE)
    @PostMapping("/registers/{id}/assign/{unit}")
    Twin assign(
            @PathVariable String id,
            @PathVariable String unit,
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        Register register = registers.get(id);
        Unit split = split(unit);
        try {
            Unit to = units.find(String.valueOf(parameters.getFirst("to")), Vietnamese.today())
                    .orElseThrow(() -> new Problem(422, "UNI-032", "Chọn đơn vị mới để phân bản ghi về."));
            Condition chosen = chosen(register, split, parameters, file);
            int done = assignments.assign(register, split, to, chosen.and(writable(register)));
            if (done == 0) {
                throw new Problem(
                        422,
                        "UNI-033",
                        "Không có bản ghi nào được phân: các bản ghi đã chọn không đặt tại " + split.fullName()
                                + " hoặc bạn không có quyền ghi.");
            }
            return page(register, split, parameters, null, done).status(200);
        } catch (Problem problem) {
            if (problem.status() != 422 || problem.code().equals("UNI-030")) {
                throw problem;
            }
            return page(register, split, parameters, problem, null);
        }
    }

    private Condition chosen(
            Register register, Unit split, MultiValueMap<String, String> parameters, @Nullable MultipartFile file)
            throws IOException {
        if (parameters.containsKey("all")) {
            RecordQuery query = queries.read(register, parameters, OWN);
            return query.where().and(query.reach()).and(assignments.waiting(register, split));
        }
        Set<String> codes = new LinkedHashSet<>();
        parameters.getOrDefault("record", List.of()).forEach(codes::add);
        lines(String.valueOf(parameters.getOrDefault("codes", List.of("")).getFirst()), codes);
        if (file != null && !file.isEmpty()) {
            lines(new String(file.getBytes(), StandardCharsets.UTF_8), codes);
        }
        codes.removeIf(String::isBlank);
        if (codes.isEmpty() || codes.size() > Assignments.MOST) {
            throw new Problem(
                    422,
                    "UNI-034",
                    "Chọn bản ghi, ghi mã hoặc gửi tệp mã; mỗi lần không quá " + Vietnamese.number(Assignments.MOST)
                            + " bản ghi.");
        }
        return RecordTable.text("code").in(codes);
    }

    /** The first cell of each line, with or without quotes. */
    private static void lines(String text, Set<String> codes) {
        for (String line : text.replace("\ufeff", "").split("[\\r\\n]+")) {
            String first = line.split("[,;\\t]", 2)[0].strip();
            codes.add(first.replaceAll("^\"|\"$", "").strip());
        }
    }
}
