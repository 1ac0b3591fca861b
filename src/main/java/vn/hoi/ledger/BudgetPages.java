package vn.hoi.ledger;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Units;

/** {@code /budget}: the money of a year from the request to the last đồng, put together as asked. */
@Controller
class BudgetPages {

    private final Budget budget;
    private final Groups groups;
    private final PostingRows rows;
    private final Units units;
    private final Rights rights;

    BudgetPages(Budget budget, Groups groups, PostingRows rows, Units units, Rights rights) {
        this.budget = budget;
        this.groups = groups;
        this.rows = rows;
        this.units = units;
        this.rights = rights;
    }

    @Access(value = Access.Level.READ, of = PostingReading.RIGHTS)
    @GetMapping("/budget")
    Twin budget(@RequestParam Map<String, String> asked) {
        List<Integer> years = budget.years();
        @Nullable Long named = PostingPages.number(asked, "year");
        int year = named == null ? current(years) : Math.toIntExact(Math.min(named, 9999));
        String given = asked.getOrDefault("by", "");
        String by = given.isBlank() ? "heading" : given;
        Money money = Money.read(asked.getOrDefault("in", "million"));
        @Nullable LocalDate asOf = day(asked, "as-of");
        LineFilter filter = filter(asked, units).and("year", String.valueOf(year));
        if (!filter.where().containsKey("cumulative")) {
            filter = filter.and("cumulative", "false");
        }
        List<Budget.LineSums> lines = budget.list(filter, null, asOf);
        Sums total = Budget.total(lines);
        List<BudgetRow> shown = by.equals("month") ? months(lines) : rows(lines, by, year, asked);
        Map<String, Sums> natures = new LinkedHashMap<>();
        groups.of(lines, "nature").forEach(group -> natures.put(group.key(), group.sums()));
        var overridden = new PostingRows.Filter(
                null,
                year,
                null,
                null,
                null,
                true,
                null,
                null,
                rights.reach(PostingReading.RIGHTS).all(),
                rights.reach(PostingReading.RIGHTS).units().toArray(Integer[]::new));
        LineFilter taken = LineFilter.ALL.and("year", String.valueOf(year)).and("cumulative", "true");
        return Twin.page("ledger/budget")
                .with("year", year)
                .with("years", years)
                .with("by", by)
                .with("ways", Groups.BY)
                .with("money", money)
                .with("asked", asked)
                .with("total", total)
                .with("natures", natures)
                .with("rows", shown)
                .with("chart", chart(lines))
                .with("overrides", rows.list(overridden, null, 20))
                .with("cumulative", Budget.total(budget.list(taken, null, asOf)))
                .with("mayPost", rights.mayWrite(PostingReading.RIGHTS))
                .json(() -> json(year, by, asOf, total, natures, shown))
                .csv(() -> table(shown));
    }

    /** The newest year that has begun; a year whose estimate is still being made is looked at when asked for. */
    private static int current(List<Integer> years) {
        int now = Vietnamese.today().getYear();
        return years.stream().filter(year -> year <= now).findFirst().orElse(years.isEmpty() ? now : years.getLast());
    }

    private List<BudgetRow> rows(List<Budget.LineSums> lines, String by, int year, Map<String, String> asked) {
        Map<String, String> kept = new LinkedHashMap<>(asked);
        kept.keySet().retainAll(LineFilter.NAMES);
        kept.put("year", String.valueOf(year));
        kept.putIfAbsent("cumulative", "false");
        return groups.of(lines, by).stream()
                .map(group -> {
                    Map<String, String> further = new LinkedHashMap<>(kept);
                    further.put(by, group.key());
                    return new BudgetRow(group.key(), group.name(), group.sums(), "/budget/lines" + query(further));
                })
                .toList();
    }

    /** Disbursement against what may be spent; null while nothing of it moved. */
    private @Nullable MoneyChart chart(List<Budget.LineSums> lines) {
        List<ProjectPoint> points = ProjectPoint.upTo(
                budget.months(lines.stream().map(line -> line.line().id()).toList()));
        boolean moved = points.stream().anyMatch(point -> point.disbursed() > 0);
        return moved ? MoneyChart.of(points) : null;
    }

    private List<BudgetRow> months(List<Budget.LineSums> lines) {
        return budget.months(lines.stream().map(line -> line.line().id()).toList()).stream()
                .map(month -> {
                    LocalDate last = month.first().plusMonths(1).minusDays(1);
                    String key = month.first().toString().substring(0, 7);
                    return new BudgetRow(
                            key,
                            new Label(
                                    "Tháng " + month.first().getMonthValue() + "/"
                                            + month.first().getYear(),
                                    key),
                            month.sums(),
                            "/budget/postings?from=" + month.first() + "&to=" + last);
                })
                .toList();
    }

    private static Map<String, @Nullable Object> json(
            int year,
            String by,
            @Nullable LocalDate asOf,
            Sums total,
            Map<String, Sums> natures,
            List<BudgetRow> shown) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("year", year);
        body.put("asOf", asOf);
        body.put("measure", "VND");
        body.put("total", total.json());
        Map<String, Object> parts = new LinkedHashMap<>();
        natures.forEach((nature, sums) -> parts.put(nature, sums.json()));
        body.put("natures", parts);
        body.put("by", by);
        body.put("rows", shown.stream().map(BudgetPages::row).toList());
        body.put("next", null);
        return body;
    }

    private static Map<String, @Nullable Object> row(BudgetRow row) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("key", row.key());
        body.put("name", row.name().vi());
        body.putAll(row.sums().json());
        return body;
    }

    private static Csv table(List<BudgetRow> shown) {
        List<String> columns = new ArrayList<>(List.of("key", "name"));
        columns.addAll(new Sums().json().keySet());
        return Csv.of(columns, shown.stream().map(BudgetPages::row).toList());
    }

    /** Which lines an address asks for; a unit stands for itself and all below it. */
    static LineFilter filter(Map<String, String> asked, Units units) {
        Map<String, List<String>> where = new LinkedHashMap<>();
        @Nullable Set<Integer> below = null;
        for (String name : LineFilter.NAMES) {
            String value = asked.get(name);
            if (value == null || (value.isBlank() && !asked.containsKey(name))) {
                continue;
            }
            if (name.equals("unit")) {
                if (!value.isBlank()) {
                    below = units.subtree(
                            units.get(value.strip(), Vietnamese.today()).id());
                }
            } else if (!value.isBlank()
                    || List.of("source", "field", "programme", "project", "chapter")
                            .contains(name)) {
                where.put(name, List.of(Typed.plain(value)));
            }
        }
        return new LineFilter(where, below);
    }

    static @Nullable LocalDate day(Map<String, String> asked, String name) {
        String text = asked.getOrDefault(name, "").strip();
        return text.isEmpty()
                ? null
                : Vietnamese.readDay(text)
                        .orElseThrow(() -> Problem.badRequest(
                                "LED-400", "«" + text + "» không phải là ngày; viết như 2026-01-31."));
    }

    static String query(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", values.isEmpty() ? "" : "?", ""));
    }
}
