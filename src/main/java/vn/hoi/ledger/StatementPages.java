package vn.hoi.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;

/** {@code /budget/statements}: statements of the Treasury read from files, and what of them does not match. */
@Controller
class StatementPages {

    private static final List<String> LIST = List.of("id", "name", "at", "account", "rows", "matched");
    private static final List<String> ROWS = List.of("result", "document", "day", "amount", "line", "posting");

    private final Statements statements;
    private final Rights rights;

    StatementPages(Statements statements, Rights rights) {
        this.statements = statements;
        this.rights = rights;
    }

    @Access(value = Access.Level.WRITE, of = PostingReading.RIGHTS)
    @GetMapping("/budget/statements")
    Twin list() {
        return list(null);
    }

    private Twin list(@Nullable Problem problem) {
        List<Map<String, @Nullable Object>> table = new ArrayList<>();
        for (Statements.Statement one : statements.list()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("id", one.id());
            row.put("name", one.name());
            row.put("at", one.at().toString());
            row.put("account", one.account());
            row.put("rows", one.rows());
            row.put("matched", one.matched());
            table.add(row);
        }
        return Twin.page("ledger/statements")
                .with("rows", table)
                .with("problem", problem)
                .status(problem == null ? 200 : problem.status())
                .json(() -> Twin.rows(table, null))
                .csv(() -> Csv.of(LIST, table));
    }

    /** A statement holds what the Treasury paid for all units: it is read by who posts for all of them. */
    @Access(value = Access.Level.WRITE, of = PostingReading.RIGHTS)
    @PostMapping(path = "/budget/statements", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Twin read(@RequestParam(required = false) @Nullable MultipartFile file) throws IOException {
        try {
            requireAll();
            if (file == null || file.isEmpty()) {
                throw new Problem(422, "LED-080", "Chọn tệp sao kê của Kho bạc (.xlsx hoặc .csv).");
            }
            Path kept = Files.createTempFile("hoi-statement-", ".tmp");
            try {
                file.transferTo(kept);
                long made = statements.read(kept, String.valueOf(file.getOriginalFilename()));
                return one(String.valueOf(made)).status(201).seeOther("/budget/statements/" + made);
            } finally {
                Files.deleteIfExists(kept);
            }
        } catch (Problem problem) {
            return list(problem).json(() -> {
                throw problem;
            });
        }
    }

    private void requireAll() {
        if (!rights.writes(PostingReading.RIGHTS).all()) {
            throw new Problem(
                    403,
                    "LED-051",
                    "Sao kê của Kho bạc do chuyên viên tài chính, kế hoạch toàn tỉnh nhập và đối chiếu.");
        }
    }

    @Access(value = Access.Level.WRITE, of = PostingReading.RIGHTS)
    @GetMapping("/budget/statements/{number}")
    Twin one(@PathVariable String number) {
        requireAll();
        if (!number.matches("\\d{1,18}")) {
            throw Problem.unknown("LED-404", "Không có sao kê «" + number + "»; mở lại danh sách sao kê.");
        }
        Statements.Statement statement = statements.get(Long.parseLong(number));
        List<StatementRow> shown = new ArrayList<>();
        statements
                .rows(statement.id())
                .forEach(row -> shown.add(new StatementRow(
                        row.posting() == null ? "not-in-ledger" : "matched",
                        row.document(),
                        row.day(),
                        row.amount(),
                        row.line(),
                        row.posting())));
        statements
                .beyond(statement.id())
                .forEach(row -> shown.add(new StatementRow(
                        "not-in-statement", row.document(), row.day(), row.amount(), row.line(), row.posting())));
        List<Map<String, @Nullable Object>> table =
                shown.stream().map(StatementPages::row).toList();
        return Twin.page("ledger/statement")
                .with("name", statement.name())
                .with("rows", shown)
                .json(() -> Twin.rows(table, null))
                .csv(() -> Csv.of(ROWS, table));
    }

    private static Map<String, @Nullable Object> row(StatementRow shown) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("result", shown.result());
        row.put("document", shown.document());
        row.put("day", shown.day());
        row.put("amount", shown.amount());
        row.put("line", shown.line());
        row.put("posting", shown.posting());
        return row;
    }
}
