package vn.hoi.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hoi.common.Access;
import vn.hoi.common.Csv;
import vn.hoi.common.Twin;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Units;

/** {@code /budget/forms}: the forms of the budget, filled from the ledger, as pages and as spreadsheets. */
@Controller
class BudgetFormPages {

    private static final Map<String, String> UNITS =
            Map.of("dong", "đồng", "thousand", "nghìn đồng", "million", "triệu đồng", "billion", "tỷ đồng");

    private final BudgetForms forms;
    private final Budget budget;
    private final Units units;

    BudgetFormPages(BudgetForms forms, Budget budget, Units units) {
        this.forms = forms;
        this.budget = budget;
        this.units = units;
    }

    @Access(value = Access.Level.READ, of = PostingReading.RIGHTS)
    @GetMapping("/budget/forms")
    Twin list(@RequestParam Map<String, String> asked) {
        List<Map<String, @Nullable Object>> table = new ArrayList<>();
        for (BudgetForm form : forms.list()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("form", form.id());
            row.put("number", form.number());
            row.put("name", form.name().vi());
            row.put("law", form.law());
            table.add(row);
        }
        return Twin.page("ledger/forms")
                .with("forms", forms.list())
                .with("year", year(asked))
                .json(() -> Twin.rows(table, null))
                .csv(() -> Csv.of(List.of("form", "number", "name", "law"), table));
    }

    private int year(Map<String, String> asked) {
        @Nullable Long named = PostingPages.number(asked, "year");
        List<Integer> years = budget.years();
        return named == null
                ? (years.isEmpty() ? Vietnamese.today().getYear() : years.getFirst())
                : Math.toIntExact(Math.min(named, 9999));
    }

    @Access(value = Access.Level.READ, of = PostingReading.RIGHTS)
    @GetMapping("/budget/forms/{form}")
    Twin one(@PathVariable("form") String id, @RequestParam Map<String, String> asked) {
        BudgetForm form = forms.get(id);
        int year = year(asked);
        Money money = Money.read(asked.getOrDefault("in", "million"));
        List<BudgetForm.Row> rows = forms.fill(form, year);
        List<Map<String, @Nullable Object>> table =
                rows.stream().map(row -> row(form, row)).toList();
        List<String> columns = new ArrayList<>(List.of("number", "name"));
        form.columns().forEach(column -> columns.add(key(column)));
        return Twin.page("ledger/filled")
                .with("form", form)
                .with("year", year)
                .with("years", budget.years())
                .with("money", money)
                .with("rows", rows)
                .json(() -> {
                    Map<String, @Nullable Object> body = Twin.rows(table, null);
                    body.put("form", form.id());
                    body.put("year", year);
                    body.put("measure", "VND");
                    return body;
                })
                .csv(() -> Csv.of(columns, table))
                .document(
                        "xlsx",
                        () -> BudgetFormSheet.write(
                                form,
                                year,
                                units.province().fullName(),
                                money,
                                String.valueOf(UNITS.get(money.in())),
                                rows));
    }

    private static String key(BudgetForm.Column column) {
        return column.isPercent()
                ? column.of() + "-share"
                : column.in().isEmpty() ? column.of() : column.of() + "-" + column.in();
    }

    private static Map<String, @Nullable Object> row(BudgetForm form, BudgetForm.Row row) {
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        cells.put("number", row.number());
        cells.put("name", row.name().vi());
        for (int column = 0; column < form.columns().size(); column++) {
            cells.put(key(form.columns().get(column)), row.values().get(column));
        }
        return cells;
    }
}
