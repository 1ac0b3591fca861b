package vn.hoi.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Problem;
import vn.hoi.ledger.Budget;
import vn.hoi.ledger.Groups;
import vn.hoi.ledger.LedgerWords;
import vn.hoi.ledger.LineFilter;
import vn.hoi.ledger.Sums;
import vn.hoi.plan.PlanTable.Head;
import vn.hoi.plan.PlanTable.Kind;

/**
 * The budget of a year put together: {@code {{budget: 2026, heading, allotted, disbursed}}}. Without an account it shows the
 * one the plan goes by; with {@code capital} or {@code recurrent} only lines of that nature.
 */
@Component
class BudgetSums {

    /** A line of a text that asks for it so, by a year alone or with more. */
    private static final Pattern ASKED = Pattern.compile("20\\d\\d(\\s*,.*)?");

    /** Such a line, or one that names lines of a year, for moving it to another year. */
    private static final Pattern YEAR = Pattern.compile("(?m)^(\\{\\{budget:\\s*(?:[^{}\\n]*\\byear=)?)(20\\d\\d)");

    private static final List<String> NATURES = List.of("capital", "recurrent");
    private static final List<String> ROMAN = List.of("I", "II");
    private static final String BY_NATURE = "nature";
    private static final String MONTH = "month";
    private static final int MILLION = 6;

    private final Budget budget;
    private final Groups groups;

    BudgetSums(Budget budget, Groups groups) {
        this.budget = budget;
        this.groups = groups;
    }

    private record Asked(int year, String by, List<String> natures, List<String> accounts) {}

    static boolean isAsked(String asked) {
        return ASKED.matcher(asked).matches();
    }

    /** The text with its budget tables so many years later. */
    static String later(String text, int years) {
        return YEAR.matcher(text)
                .replaceAll(
                        line -> Matcher.quoteReplacement(line.group(1) + (Integer.parseInt(line.group(2)) + years)));
    }

    /** Looks whether the table can be made. @throws Problem PLA-429 when it cannot */
    static void test(String asked) {
        read(asked, MoneyStage.REQUESTED);
    }

    private static Asked read(String text, MoneyStage stage) {
        String[] parts = text.split("\\s*,\\s*");
        String by = "heading";
        List<String> natures = new ArrayList<>();
        List<String> accounts = new ArrayList<>();
        for (int index = 1; index < parts.length; index++) {
            String part = parts[index];
            if (NATURES.contains(part)) {
                natures.add(part);
            } else if (Sums.isName(part)) {
                accounts.add(part);
            } else if (Groups.BY.contains(part) && !part.equals(MONTH)) {
                by = part;
            } else {
                throw Problem.badRequest(
                        "PLA-429",
                        "«" + part
                                + "» không phải cách phân tổ hay tài khoản của sổ ngân sách; viết như {{budget: 2026,"
                                + " heading, requested}}, hoặc chọn bằng nút Chèn");
            }
        }
        return new Asked(
                Integer.parseInt(parts[0]),
                by,
                natures.isEmpty() ? NATURES : natures,
                accounts.isEmpty() ? List.of(stage.id()) : accounts);
    }

    /** Each nature with its parts, the total last, in million đồng. @throws Problem PLA-429 for what cannot be read */
    PlanTable of(String text, MoneyStage stage) {
        Asked asked = read(text, stage);
        List<Head> heads = new ArrayList<>(List.of(new Head("TT", Kind.WORDS), new Head("Nội dung", Kind.WORDS)));
        asked.accounts()
                .forEach(account ->
                        heads.add(new Head(LedgerWords.account(account).vi(), Kind.AMOUNT)));
        var total = new Sums();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (String nature : asked.natures()) {
            List<Budget.LineSums> lines =
                    budget.list(LineFilter.ofYear(asked.year()).and(BY_NATURE, nature), null, null);
            if (!lines.isEmpty()) {
                total.add(Budget.total(lines));
                part(rows, ROMAN.get(asked.natures().indexOf(nature)), asked, lines);
            }
        }
        if (!rows.isEmpty()) {
            rows.add(row("", "Tổng số năm " + asked.year(), total, asked.accounts()));
        }
        return new PlanTable("*Đơn vị tính: triệu đồng*", heads, rows, !rows.isEmpty(), null);
    }

    private void part(List<List<@Nullable Object>> rows, String number, Asked asked, List<Budget.LineSums> lines) {
        groups.of(lines, BY_NATURE)
                .forEach(nature -> rows.add(row(number, nature.name().vi(), nature.sums(), asked.accounts())));
        if (asked.by().equals(BY_NATURE)) {
            return;
        }
        int row = 0;
        for (Groups.Group group : groups.of(lines, asked.by())) {
            rows.add(row(String.valueOf(++row), group.name().vi(), group.sums(), asked.accounts()));
        }
    }

    private static List<@Nullable Object> row(String number, String name, Sums sums, List<String> accounts) {
        List<@Nullable Object> row = new ArrayList<>(List.of(number, name));
        accounts.forEach(account ->
                row.add(PlanCheck.plain(BigDecimal.valueOf(sums.get(account)).movePointLeft(MILLION))));
        return row;
    }
}
