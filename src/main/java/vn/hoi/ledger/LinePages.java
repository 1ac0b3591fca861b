package vn.hoi.ledger;

import java.time.LocalDate;
import java.util.ArrayList;
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
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Units;

/** {@code /budget/lines} and one of them: what it is for, what stands on any day, every posting. */
@Controller
class LinePages {

    private static final int POSTINGS = 100;

    private final Budget budget;
    private final Lines lines;
    private final Groups groups;
    private final PostingRows rows;
    private final Units units;
    private final Rights rights;
    private final NewLine opening;

    LinePages(
            Budget budget, Lines lines, Groups groups, PostingRows rows, Units units, Rights rights, NewLine opening) {
        this.budget = budget;
        this.lines = lines;
        this.groups = groups;
        this.rows = rows;
        this.units = units;
        this.rights = rights;
        this.opening = opening;
    }

    @Access(value = Access.Level.READ, of = PostingReading.RIGHTS)
    @GetMapping("/budget/lines")
    Twin list(@RequestParam Map<String, String> asked) {
        return list(asked, Map.of(), null);
    }

    /** Opens a line, by form or by machine. */
    @Access(value = Access.Level.WRITE, of = PostingReading.RIGHTS)
    @PostMapping("/budget/lines")
    Twin open(@RequestParam Map<String, String> typed) {
        try {
            long made = opening.line(typed);
            return list(Map.of(), Map.of(), null)
                    .status(201)
                    .seeOther("/budget/lines/" + made)
                    .json(() -> row(lines.get(made), new Sums(), units));
        } catch (Problem problem) {
            return list(Map.of("year", typed.getOrDefault("year", "")), typed, problem)
                    .json(() -> {
                        throw problem;
                    });
        }
    }

    private Twin list(Map<String, String> asked, Map<String, String> typed, @Nullable Problem problem) {
        Money money = Money.read(asked.getOrDefault("in", "million"));
        Reach reach = rights.reach(PostingReading.RIGHTS);
        List<Budget.LineSums> all =
                budget.list(BudgetPages.filter(asked, units), null, BudgetPages.day(asked, "as-of"));
        List<Budget.LineSums> open =
                all.stream().filter(line -> reach.includes(line.line().unit())).toList();
        List<Map<String, @Nullable Object>> table =
                open.stream().map(line -> row(line.line(), line.sums(), units)).toList();
        return Twin.page("ledger/lines")
                .with("lines", open)
                .with("total", Budget.total(open))
                .with("hidden", all.size() - open.size())
                .with("money", money)
                .with("units", units)
                .with("asked", asked)
                .with("mayPost", rights.mayWrite(PostingReading.RIGHTS))
                .with("headings", opening.choices("heading"))
                .with("sources", opening.choices("source"))
                .with("typed", typed)
                .with("problem", problem)
                .status(problem == null ? 200 : problem.status())
                .json(() -> Twin.rows(table, null))
                .csv(() -> Csv.of(columns(), table));
    }

    private static List<String> columns() {
        List<String> columns = new ArrayList<>(List.of(
                "id",
                "code",
                "name",
                "year",
                "cumulative",
                "unit",
                "level",
                "nature",
                "autonomous",
                "heading",
                "chapter",
                "type",
                "item",
                "sub-item",
                "source",
                "programme",
                "field",
                "project",
                "task",
                "plan-year"));
        columns.addAll(new Sums().json().keySet());
        return columns;
    }

    static Map<String, @Nullable Object> row(Line line, Sums sums, Units units) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", line.id());
        row.put("code", line.code());
        row.put("name", line.name().vi());
        row.put("year", line.budgetYear());
        row.put("cumulative", line.cumulative());
        row.put("unit", units.get(line.unit()).code());
        row.put("level", line.level());
        row.put("nature", line.nature());
        row.put("autonomous", line.autonomous());
        row.put("heading", line.heading());
        row.put("chapter", line.chapter());
        row.put("type", line.type());
        row.put("item", line.item());
        row.put("sub-item", line.subItem());
        row.put("source", line.source());
        row.put("programme", line.programme());
        row.put("field", line.field());
        row.put("project", line.project());
        row.put("task", line.task());
        row.put("plan-year", line.planYear());
        row.putAll(sums.json());
        return row;
    }

    @Access(value = Access.Level.READ, of = PostingReading.RIGHTS)
    @GetMapping("/budget/lines/{number}")
    Twin one(@PathVariable String number, @RequestParam Map<String, String> asked) {
        Line line = number.matches("\\d{1,18}")
                ? lines.get(Long.parseLong(number))
                : lines.find(Typed.plain(number))
                        .orElseThrow(() -> Problem.unknown(
                                "LED-404", "Không có dòng ngân sách «" + number + "»; chọn trong danh sách dòng."));
        if (!rights.reach(PostingReading.RIGHTS).includes(line.unit())) {
            throw Problem.unknown("LED-404", "Không có dòng ngân sách «" + number + "»; chọn trong danh sách dòng.");
        }
        LocalDate day = BudgetPages.day(asked, "as-of");
        LocalDate shown = day == null ? Vietnamese.today() : day;
        Money money = Money.read(asked.getOrDefault("in", "dong"));
        Sums sums = budget.balance(line.id(), shown);
        List<Posting> postings = rows.list(
                new PostingRows.Filter(line.id(), null, null, null, null, false, null, day, true, new Integer[0]),
                null,
                POSTINGS);
        return Twin.page("ledger/line")
                .with("line", line)
                .with("words", groups.words(line))
                .with("sums", sums)
                .with("day", shown)
                .with("money", money)
                .with("postings", postings)
                .with("months", budget.months(List.of(line.id())))
                .with("mayPost", rights.mayWrite(PostingReading.RIGHTS, line.unit()))
                .json(() -> {
                    Map<String, @Nullable Object> body = row(line, sums, units);
                    body.put("asOf", shown);
                    body.put("measure", "VND");
                    body.put("postings", postings.stream().map(Posting::row).toList());
                    return body;
                });
    }
}
