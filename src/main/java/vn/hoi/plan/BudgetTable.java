package vn.hoi.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Problem;
import vn.hoi.ledger.Budget;
import vn.hoi.ledger.LedgerWords;
import vn.hoi.ledger.LineFilter;
import vn.hoi.ledger.Sums;
import vn.hoi.plan.PlanTable.Head;
import vn.hoi.plan.PlanTable.Kind;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** The budget lines of a year with what was asked, allotted and spent, and their total. */
@Component
class BudgetTable {

    private static final int MILLION = 6;
    private static final String ALL = "all";
    /** What a plan tells of a line; the way between is told by its page. */
    private static final List<String> SHOWN = List.of("requested", "decided", "allotted", "disbursed", "remaining");

    /** What of it a plan written here tells at the stage it goes by; one published before tells all there is. */
    private static final Map<MoneyStage, List<String>> AT = Map.of(
            MoneyStage.REQUESTED, List.of("requested"),
            MoneyStage.ALLOTTED, List.of("allotted", "disbursed", "remaining"));

    private final Budget budget;
    private final Units units;

    BudgetTable(Budget budget, Units units) {
        this.budget = budget;
        this.units = units;
    }

    /**
     * Which lines are meant.
     *
     * @param asked {@code all}, or properties of lines as the address of their list names them; without a year that of
     *     the plan
     * @throws Problem PLA-429 when a property is none
     */
    static LineFilter filter(String asked, Plan plan) {
        @Nullable LineFilter filter = null;
        List<String[]> pairs = new ArrayList<>();
        for (String part : asked.split("&")) {
            String[] pair = part.split("=", 2);
            if (part.equals(ALL)) {
                continue;
            }
            if (pair.length < 2 || !LineFilter.NAMES.contains(pair[0])) {
                throw Problem.badRequest(
                        "PLA-429",
                        "dòng ngân sách không có «" + part + "»; dùng " + ALL + " hoặc tên=giá trị với các tên "
                                + String.join(", ", LineFilter.NAMES));
            }
            if (pair[0].equals("year")) {
                if (!pair[1].matches("\\d{4}")) {
                    throw Problem.badRequest("PLA-429", "năm ngân sách «" + pair[1] + "» phải có bốn chữ số");
                }
                filter = LineFilter.ofYear(Integer.parseInt(pair[1]));
            } else {
                pairs.add(pair);
            }
        }
        LineFilter lines = filter == null ? LineFilter.ofYear(year(plan)) : filter;
        for (String[] pair : pairs) {
            lines = lines.and(pair[0], pair[1]);
        }
        return lines;
    }

    /** The year a plan is for. */
    static int year(Plan plan) {
        return plan.head().period().to() == null
                ? plan.head().cutOff().getYear()
                : plan.head().period().to().getYear();
    }

    /** Amounts that no line has are left out; the last row is the total. */
    PlanTable of(String asked, Plan plan) {
        List<Budget.LineSums> lines = budget.list(filter(asked, plan), null, null);
        Sums total = Budget.total(lines);
        List<String> accounts = SHOWN.stream()
                .filter(account -> plan.id() == null
                        || AT.getOrDefault(plan.head().stage(), SHOWN).contains(account))
                .filter(account -> lines.stream().anyMatch(line -> line.sums().get(account) != 0))
                .toList();
        List<Head> heads =
                new ArrayList<>(List.of(new Head("Nội dung", Kind.WORDS), new Head("Đơn vị sử dụng", Kind.WORDS)));
        accounts.forEach(
                account -> heads.add(new Head(LedgerWords.account(account).vi(), Kind.AMOUNT)));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Budget.LineSums line : lines) {
            rows.add(row(line.line().name().vi(), unit(line.line().unit()), line.sums(), accounts));
        }
        if (rows.size() > 1) {
            rows.add(row("Cộng", "", total, accounts));
        }
        return new PlanTable("*Đơn vị tính: triệu đồng*", heads, rows, rows.size() > 1, null);
    }

    private String unit(int id) {
        return units.find(id).map(Unit::fullName).orElse("");
    }

    private static List<@Nullable Object> row(String name, String unit, Sums sums, List<String> accounts) {
        List<@Nullable Object> row = new ArrayList<>(List.of(name, unit));
        accounts.forEach(account ->
                row.add(PlanCheck.plain(BigDecimal.valueOf(sums.get(account)).movePointLeft(MILLION))));
        return row;
    }
}
