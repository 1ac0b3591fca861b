package vn.hoi.ledger;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Problem;
import vn.hoi.common.Reach;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;

/** {@code /budget/years/{year}}: what is left of a year and what becomes of it; its closing. */
@Controller
class YearPages {

    private static final int TEXT = 200;
    private static final List<String> COLUMNS = List.of(
            "line", "code", "name", "class", "does", "loaded", "apportioned", "allotted", "open-advance", "law");

    private final Years years;
    private final Rights rights;

    YearPages(Years years, Rights rights) {
        this.years = years;
        this.rights = rights;
    }

    @Access(value = Access.Level.READ, of = PostingReading.RIGHTS)
    @GetMapping("/budget/years/{number}")
    Twin one(@PathVariable String number, @RequestParam(defaultValue = "million") String in) {
        Years.Year year = years.get(year(number));
        Reach reach = rights.reach(PostingReading.RIGHTS);
        List<Years.Left> left = years.left(year.year()).stream()
                .filter(one -> reach.includes(one.line().unit()))
                .toList();
        List<Map<String, @Nullable Object>> table =
                left.stream().map(YearPages::row).toList();
        return Twin.page("ledger/year")
                .with("year", year)
                .with("left", left)
                .with("money", Money.read(in))
                .with("mayClose", !year.isClosed() && mayClose())
                .json(() -> {
                    Map<String, @Nullable Object> body = Twin.rows(table, null);
                    body.put("year", year.year());
                    body.put("paysUntil", year.paysUntil());
                    body.put("closed", year.isClosed());
                    return body;
                })
                .csv(() -> Csv.of(COLUMNS, table));
    }

    private static int year(String number) {
        if (!number.matches("\\d{4}")) {
            throw Problem.unknown("LED-404", "Không có năm ngân sách «" + number + "»; chọn năm trong danh sách.");
        }
        return Integer.parseInt(number);
    }

    private static Map<String, @Nullable Object> row(Years.Left left) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("line", left.line().id());
        row.put("code", left.line().code());
        row.put("name", left.line().name().vi());
        row.put("class", left.end().id());
        row.put("does", left.end().does());
        row.put("loaded", left.loaded());
        row.put("apportioned", left.apportioned());
        row.put("allotted", left.allotted());
        row.put("open-advance", left.openAdvance());
        row.put("law", left.end().law());
        return row;
    }

    /** A year is closed for all units at once. */
    private boolean mayClose() {
        return rights.writes(PostingReading.RIGHTS).all();
    }

    @Access(value = Access.Level.WRITE, of = PostingReading.RIGHTS)
    @PostMapping("/budget/years/{number}")
    Twin close(@PathVariable String number, @RequestParam Map<String, String> sent) {
        if (!mayClose()) {
            throw new Problem(
                    403, "LED-051", "Chỉ chuyên viên tài chính, kế hoạch toàn tỉnh được khóa sổ một năm ngân sách.");
        }
        var typed = new Typed(sent);
        String document = typed.need("document", TEXT, "LED-025", "Ghi số văn bản khóa sổ, không quá 200 ký tự");
        LocalDate day = typed.day("document-day", "LED-026", "Ghi ngày của văn bản, viết như 05/9/2025");
        typed.require();
        int made = years.close(year(number), document, day);
        return one(number, "million")
                .seeOther("/budget/years/" + number)
                .json(() -> Map.of("year", year(number), "postings", made));
    }
}
