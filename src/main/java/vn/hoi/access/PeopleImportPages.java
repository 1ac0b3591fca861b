package vn.hoi.access;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.access.PeopleFile.Column;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Problem;
import vn.hoi.common.Twin;

/** {@code /admin/people/import}: accounts of a file, looked at before they are made. */
@Controller
@RequestMapping("/admin/people/import")
@Access(Access.Level.ADMINISTER)
class PeopleImportPages {

    private static final List<String> MADE = List.of("Tài khoản", "Họ và tên", "Thư điện tử", "Liên kết dùng một lần");

    private final PeopleImport imports;
    private final Roles roles;
    private final JsonMapper json;

    PeopleImportPages(PeopleImport imports, Roles roles, JsonMapper json) {
        this.imports = imports;
        this.roles = roles;
        this.json = json;
    }

    @GetMapping
    Twin page() {
        return page(null);
    }

    private Twin page(@Nullable Problem problem) {
        return Twin.page("access/people-import")
                .with("roles", roles.list())
                .with("problem", problem)
                .status(problem == null ? 200 : problem.status());
    }

    /** {@code example.csv} and {@code example.xlsx}. */
    @GetMapping("/example")
    Twin example() {
        List<String> columns = Stream.of(Column.values()).map(Column::heading).toList();
        List<String> values = List.of(
                "nguyenvana",
                "Nguyễn Văn A",
                "nguyenvana@example.vn",
                "SKHCN",
                "specialist",
                "property",
                "01/01/2026",
                "");
        Map<String, String> row = new LinkedHashMap<>();
        for (int place = 0; place < columns.size(); place++) {
            row.put(columns.get(place), values.get(place));
        }
        return page(null).csv(() -> Csv.of(columns, List.of(row)));
    }

    /** Reads the file and shows what would be made; nothing is. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Twin preview(@RequestParam(required = false) @Nullable MultipartFile file) throws IOException {
        try {
            return preview(read(file));
        } catch (Problem problem) {
            return page(problem).json(() -> {
                throw problem;
            });
        }
    }

    private static List<PeopleFile.Line> read(@Nullable MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            throw new Problem(422, "ACC-064", "Chưa chọn tệp; chọn một tệp .xlsx hoặc .csv.");
        }
        Path copy = Files.createTempFile("hoi-people-", ".tmp");
        try {
            file.transferTo(copy);
            @Nullable String name = file.getOriginalFilename();
            return PeopleFile.read(copy, name == null ? "" : name);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private Twin preview(List<PeopleFile.Line> lines) {
        List<PeopleImport.Checked> checked = imports.check(lines);
        return Twin.page("access/people-preview")
                .with("lines", checked.stream().map(PeopleImport.Checked::shown).toList())
                .with(
                        "good",
                        checked.stream().filter(PeopleImport.Checked::isGood).count())
                .with("sent", written(lines))
                .json(() ->
                        Twin.rows(checked.stream().map(PeopleImportPages::row).toList(), null));
    }

    private static Map<String, Object> row(PeopleImport.Checked checked) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("line", checked.line().number());
        row.put("account", checked.account());
        row.put("faults", checked.faults());
        return row;
    }

    /** The lines as the form of the preview carries them: nothing is kept here in between. */
    private String written(List<PeopleFile.Line> lines) {
        return json.writeValueAsString(lines.stream()
                .map(line -> {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("line", line.number());
                    line.values().forEach((column, value) -> row.put(column.name(), value));
                    return row;
                })
                .toList());
    }

    private List<PeopleFile.Line> sent(String lines) {
        try {
            List<PeopleFile.Line> all = new ArrayList<>();
            for (JsonNode row : json.readTree(lines)) {
                Map<Column, String> values = new EnumMap<>(Column.class);
                for (Column column : Column.values()) {
                    values.put(column, row.path(column.name()).asString(""));
                }
                all.add(new PeopleFile.Line(row.path("line").asInt(0), values));
            }
            return all;
        } catch (JacksonException e) {
            throw Problem.badRequest("ACC-064", "Nội dung xem trước không đọc lại được; tải tệp lên lần nữa.");
        }
    }

    /** Makes the right lines, tested anew; the answer, {@code /make.csv}, holds the links and comes once. */
    @PostMapping("/make")
    Twin make(@RequestParam String lines, HttpServletRequest request) {
        List<PeopleFile.Line> all = sent(lines);
        String root =
                ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
        List<Map<String, String>> rows = imports.make(all).stream()
                .map(made -> Map.of(
                        MADE.get(0), made.account(),
                        MADE.get(1), made.fullName(),
                        MADE.get(2), made.email(),
                        MADE.get(3), root + made.link()))
                .toList();
        return page(null).csv(() -> Csv.of(MADE, rows)).json(() -> Twin.rows(rows, null));
    }
}
