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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;

/** {@code /budget/openings}: opening balances brought in from a file. */
@Controller
class OpeningBalancePages {

    private static final List<String> COLUMNS = List.of("id", "name", "lines", "postings", "at", "account");

    private final OpeningBalances openings;
    private final Rights rights;

    OpeningBalancePages(OpeningBalances openings, Rights rights) {
        this.openings = openings;
        this.rights = rights;
    }

    @Access(value = Access.Level.WRITE, of = PostingReading.RIGHTS)
    @GetMapping("/budget/openings")
    Twin list() {
        return list(null, null);
    }

    private Twin list(OpeningBalances.@Nullable Opening tried, @Nullable Problem problem) {
        List<Map<String, @Nullable Object>> table = new ArrayList<>();
        openings.list().forEach(one -> table.add(row(one)));
        return Twin.page("ledger/openings")
                .with("rows", table)
                .with("tried", tried == null ? null : row(tried))
                .with("problem", problem)
                .status(problem == null ? 200 : problem.status())
                .json(() -> Twin.rows(table, null))
                .csv(() -> Csv.of(COLUMNS, table));
    }

    private static Map<String, @Nullable Object> row(OpeningBalances.Opening one) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", one.id());
        row.put("name", one.name());
        row.put("lines", one.lines());
        row.put("postings", one.postings());
        row.put("at", one.at().toString());
        row.put("account", one.account());
        return row;
    }

    /** Balances of all units are brought in by who posts for all of them; with {@code dry} nothing is booked. */
    @Access(value = Access.Level.WRITE, of = PostingReading.RIGHTS)
    @PostMapping(path = "/budget/openings", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Twin read(
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "false") String dry)
            throws IOException {
        try {
            if (!rights.writes(PostingReading.RIGHTS).all()) {
                throw new Problem(403, "LED-051", "Số dư đầu kỳ do chuyên viên tài chính, kế hoạch toàn tỉnh nhập.");
            }
            if (file == null || file.isEmpty()) {
                throw new Problem(422, "LED-080", "Chọn tệp số dư đầu kỳ (.xlsx hoặc .csv).");
            }
            Path kept = Files.createTempFile("hoi-opening-", ".tmp");
            try {
                file.transferTo(kept);
                boolean tries = dry.equals("true");
                OpeningBalances.Opening made = openings.read(kept, String.valueOf(file.getOriginalFilename()), tries);
                return tries
                        ? list(made, null).json(() -> row(made))
                        : list(null, null)
                                .status(201)
                                .seeOther("/budget/openings")
                                .json(() -> row(made));
            } finally {
                Files.deleteIfExists(kept);
            }
        } catch (Problem problem) {
            return list(null, problem).json(() -> {
                throw problem;
            });
        }
    }
}
