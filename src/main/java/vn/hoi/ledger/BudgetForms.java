package vn.hoi.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import vn.hoi.common.Home;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.common.Yaml;

/** The forms of the budget that are declared, and what the ledger fills them with. */
@Component
class BudgetForms {

    private static final int HUNDRED = 100;

    private final Budget budget;
    private final Groups groups;
    private final Map<String, BudgetForm> forms = new LinkedHashMap<>();

    BudgetForms(Budget budget, Groups groups, Home home) {
        this.budget = budget;
        this.groups = groups;
        try {
            Yaml yaml = Yaml.read(home.fields().resolve("finance/budget-forms.yaml"));
            yaml.check(home.schema().resolve("budget-forms.schema.json"));
            yaml.tree()
                    .properties()
                    .forEach(entry -> forms.put(entry.getKey(), form(yaml, entry.getKey(), entry.getValue())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BudgetForm form(Yaml yaml, String id, JsonNode declared) {
        Map<String, String> where = new LinkedHashMap<>();
        declared.path("where")
                .properties()
                .forEach(part -> where.put(part.getKey(), part.getValue().asString()));
        List<String> rows = new ArrayList<>();
        declared.path("rows").forEach(row -> rows.add(row.asString()));
        List<BudgetForm.Column> columns = new ArrayList<>();
        int index = 0;
        for (JsonNode column : declared.path("columns")) {
            String at = String.valueOf(index++);
            boolean percent = column.has("percent");
            String of = percent
                    ? column.path("percent").get(0).asString()
                    : column.path("of").asString();
            @Nullable String whole = percent ? column.path("percent").get(1).asString() : null;
            if (!Sums.isName(of) || (whole != null && !Sums.isName(whole))) {
                throw yaml.fault(
                        Yaml.pointer(id, "columns", at),
                        "sổ ngân sách không có «" + of + (whole == null ? "" : ", " + whole) + "»",
                        "Dùng tên tài khoản hoặc disbursed, available, remaining");
            }
            columns.add(new BudgetForm.Column(
                    yaml.as(column.path("name"), Yaml.pointer(id, "columns", at, "name"), Label.class),
                    of,
                    whole,
                    column.path("in").asString("")));
        }
        return new BudgetForm(
                id,
                declared.path("number").asString(),
                yaml.as(declared.path("name"), Yaml.pointer(id, "name"), Label.class),
                declared.has("law") ? declared.path("law").asString() : null,
                where,
                rows,
                columns);
    }

    List<BudgetForm> list() {
        return List.copyOf(forms.values());
    }

    /** @throws Problem LED-404 */
    BudgetForm get(String id) {
        BudgetForm form = forms.get(id);
        if (form == null) {
            throw Problem.unknown("LED-404", "Không có biểu «" + id + "»; chọn trong danh sách biểu.");
        }
        return form;
    }

    /** What a line comes to in all, up to the year's last day, and after it. */
    private record Times(Budget.LineSums all, Sums year, Sums january) {

        long amount(BudgetForm.Column column, String name) {
            return switch (column.in()) {
                case "year" -> year.get(name);
                case "january" -> january.get(name);
                default -> all.sums().get(name);
            };
        }
    }

    /** The form of a year: the sum of all first, then each group with those within it. */
    List<BudgetForm.Row> fill(BudgetForm form, int year) {
        LineFilter filter = LineFilter.ofYear(year);
        for (Map.Entry<String, String> part : form.where().entrySet()) {
            filter = filter.and(part.getKey(), part.getValue());
        }
        LocalDate last = LocalDate.of(year, 12, 31);
        Map<Long, Sums> inYear = sums(filter, null, last);
        Map<Long, Sums> after = sums(filter, last.plusDays(1), null);
        List<Times> lines = new ArrayList<>();
        for (Budget.LineSums line : budget.list(filter, null, null)) {
            long id = line.line().id();
            lines.add(new Times(line, inYear.getOrDefault(id, new Sums()), after.getOrDefault(id, new Sums())));
        }
        List<BudgetForm.Row> rows = new ArrayList<>();
        rows.add(new BudgetForm.Row(0, "", new Label("Tổng số", "Total"), values(form, lines)));
        fill(form, 0, "", lines, rows);
        return rows;
    }

    private Map<Long, Sums> sums(LineFilter filter, @Nullable LocalDate from, @Nullable LocalDate to) {
        Map<Long, Sums> sums = new LinkedHashMap<>();
        budget.list(filter, from, to).forEach(line -> sums.put(line.line().id(), line.sums()));
        return sums;
    }

    private void fill(BudgetForm form, int depth, String number, List<Times> lines, List<BudgetForm.Row> rows) {
        if (depth == form.rows().size()) {
            return;
        }
        Map<Long, Times> byLine = new LinkedHashMap<>();
        lines.forEach(line -> byLine.put(line.all().line().id(), line));
        int count = 0;
        for (Groups.Members members : groups.members(
                lines.stream().map(Times::all).toList(), form.rows().get(depth))) {
            List<Times> within = members.lines().stream()
                    .map(line -> Objects.requireNonNull(byLine.get(line.line().id())))
                    .toList();
            String counted = number.isEmpty() ? String.valueOf(++count) : number + "." + ++count;
            rows.add(new BudgetForm.Row(depth + 1, counted, members.name(), values(form, within)));
            fill(form, depth + 1, counted, within, rows);
        }
    }

    private static List<@Nullable Number> values(BudgetForm form, List<Times> lines) {
        List<@Nullable Number> values = new ArrayList<>();
        for (BudgetForm.Column column : form.columns()) {
            long part = lines.stream()
                    .mapToLong(line -> line.amount(column, column.of()))
                    .sum();
            String whole = column.whole();
            if (whole == null) {
                values.add(part);
                continue;
            }
            long all =
                    lines.stream().mapToLong(line -> line.amount(column, whole)).sum();
            values.add(
                    all == 0
                            ? null
                            : BigDecimal.valueOf(part)
                                    .multiply(BigDecimal.valueOf(HUNDRED))
                                    .divide(BigDecimal.valueOf(all), 1, RoundingMode.HALF_UP));
        }
        return values;
    }
}
