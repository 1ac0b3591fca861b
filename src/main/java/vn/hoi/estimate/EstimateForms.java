package vn.hoi.estimate;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.ledger.Account;
import vn.hoi.ledger.Budget;
import vn.hoi.ledger.LineFilter;
import vn.hoi.sheet.FormSheet;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** The forms of the estimate as units send them to the finance department, one workbook each, as declared. */
@Component
class EstimateForms {

    private final EstimateDeclarations declarations;
    private final EstimateSums sums;
    private final Budget budget;
    private final Units units;

    EstimateForms(EstimateDeclarations declarations, EstimateSums sums, Budget budget, Units units) {
        this.declarations = declarations;
        this.sums = sums;
        this.budget = budget;
        this.units = units;
    }

    /** @throws Problem EST-407 */
    EstimateDeclarations.Form get(String id) {
        return declarations
                .findForm(id)
                .orElseThrow(() ->
                        Problem.unknown("EST-407", "Không có biểu dự toán «" + id + "»; chọn biểu trong danh sách."));
    }

    /** @param unit whose form it is; null for all units together */
    byte[] write(Round round, EstimateDeclarations.Form form, List<Item> items, @Nullable Unit unit) {
        List<Item> listed = items.stream()
                .filter(item -> !item.dropped() && fits(form, item))
                .toList();
        Map<String, Long> before = before(round, listed);
        List<FormSheet.Row> rows = new ArrayList<>();
        int number = 0;
        for (EstimateSums.Group group : sums.of(round, listed, List.of(), form.by())) {
            List<Item> part = listed.stream()
                    .filter(item -> item.purpose().get(form.by()).equals(group.key()))
                    .toList();
            rows.add(total(form, roman(++number), group.name(), part, before));
            int index = 0;
            for (Item item : part) {
                rows.add(row(form, ++index, item, before));
            }
        }
        rows.add(total(form, "", new Label("Tổng cộng", "Total"), listed, before));
        List<String> columns = new ArrayList<>(List.of("TT"));
        form.columns().forEach(column -> columns.add(column.name().vi()));
        return FormSheet.write(
                form.number(),
                List.of(unit == null ? "Tổng hợp các đơn vị" : unit.fullName(), form.number()),
                List.of(
                        form.name().vi() + " năm " + round.year(),
                        "(Theo " + round.letter() + " ngày " + Vietnamese.day(round.letterDay()) + ")"),
                "Đơn vị tính: " + (form.million() ? "triệu đồng" : "đồng"),
                columns,
                rows,
                List.of(
                        "Căn cứ: " + form.law(),
                        "Lập ngày " + Vietnamese.day(Vietnamese.today())
                                + "; người lập biểu, thủ trưởng đơn vị ký tên, đóng dấu."));
    }

    private static boolean fits(EstimateDeclarations.Form form, Item item) {
        return form.where().entrySet().stream()
                .allMatch(part -> item.purpose().get(part.getKey()).equals(part.getValue()));
    }

    /** Allotted the year before to lines of the same unit, heading and name. */
    private Map<String, Long> before(Round round, List<Item> items) {
        Map<String, Long> before = new LinkedHashMap<>();
        budget.list(LineFilter.ofYear(round.year() - 1), null, null)
                .forEach(line -> before.merge(
                        line.line().unit() + "|" + line.line().heading() + "|"
                                + line.line().name().vi(),
                        line.sums().get(Account.ALLOTTED),
                        Long::sum));
        Map<String, Long> matched = new LinkedHashMap<>();
        items.forEach(item -> matched.put(key(item), before.getOrDefault(key(item), 0L)));
        return matched;
    }

    private static String key(Item item) {
        return item.unit() + "|" + item.purpose().heading() + "|"
                + item.purpose().name();
    }

    private FormSheet.Row row(EstimateDeclarations.Form form, int number, Item item, Map<String, Long> before) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(number);
        for (EstimateDeclarations.Column column : form.columns()) {
            cells.add(cell(form, column.shows(), item, before));
        }
        return new FormSheet.Row(cells, false);
    }

    private @Nullable Object cell(EstimateDeclarations.Form form, String shows, Item item, Map<String, Long> before) {
        @Nullable Long amount = amount(shows, item, before);
        if (amount != null) {
            return money(form, amount);
        }
        return switch (shows) {
            case "quantity" -> item.norm().quantity();
            case "measure" -> item.norm().measure();
            case "rate" -> item.norm().rate();
            case "reason" -> item.reason();
            case "field" -> sums.field(item.purpose().field()).vi();
            default -> isAmount(shows) ? null : item.purpose().get(shows);
        };
    }

    private static boolean isAmount(String shows) {
        return shows.equals("before") || stage(shows) != null;
    }

    private static @Nullable Stage stage(String shows) {
        return Stage.find(
                        switch (shows) {
                            case "field-appraised" -> "field";
                            case "finance-appraised" -> "finance";
                            case "field" -> "";
                            default -> shows;
                        })
                .orElse(null);
    }

    /** Drafts show what they are drafted with. */
    private static @Nullable Long amount(String shows, Item item, Map<String, Long> before) {
        if (shows.equals("before")) {
            return Objects.requireNonNullElse(before.get(key(item)), 0L);
        }
        @Nullable Stage stage = stage(shows);
        if (stage == null) {
            return null;
        }
        @Nullable Long at = item.at(stage);
        return at == null && stage == Stage.PROPOSED ? Long.valueOf(item.amount()) : at;
    }

    private static FormSheet.Row total(
            EstimateDeclarations.Form form, String number, Label name, List<Item> items, Map<String, Long> before) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(number);
        for (EstimateDeclarations.Column column : form.columns()) {
            if (isAmount(column.shows())) {
                cells.add(money(
                        form,
                        items.stream()
                                .map(item -> amount(column.shows(), item, before))
                                .filter(Objects::nonNull)
                                .mapToLong(Long::longValue)
                                .sum()));
            } else {
                cells.add(column.shows().equals("name") ? name.vi() : null);
            }
        }
        return new FormSheet.Row(cells, true);
    }

    private static BigDecimal money(EstimateDeclarations.Form form, long dong) {
        BigDecimal shown =
                BigDecimal.valueOf(dong).movePointLeft(form.million() ? 6 : 0).stripTrailingZeros();
        return shown.scale() < 0 ? shown.setScale(0) : shown;
    }

    private static String roman(int number) {
        String[] tens = {"", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"};
        String[] ones = {"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};
        return number < 100 ? tens[number / 10] + ones[number % 10] : String.valueOf(number);
    }

    /** The unit of an address. */
    Unit unit(Round round, String code) {
        return units.get(code, LocalDate.of(round.year(), 12, 31));
    }
}
