package vn.hoi.estimate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.ledger.Classification;
import vn.hoi.ledger.Postings;
import vn.hoi.ledger.Typed;
import vn.hoi.register.Fields;
import vn.hoi.unit.Unit;

/** Reads what a unit writes into its proposal, from a form ({@code i12.amount}, {@code n1.name}) or from JSON rows. */
@Component
class ProposalReading {

    /** The columns of an item, in the order of the form and of tables. */
    static final List<String> COLUMNS = List.of(
            "name",
            "nature",
            "heading",
            "source",
            "autonomous",
            "chapter",
            "type",
            "item",
            "sub-item",
            "programme",
            "field",
            "project",
            "task",
            "quantity",
            "measure",
            "rate",
            "amount",
            "reason");

    private static final Pattern CELL = Pattern.compile("([in]\\d{1,18})\\.([a-z-]+)");
    private static final int NAME = 500;
    private static final int CODE = 60;
    private static final int REASON = 1000;

    private final Classification classification;
    private final Fields fields;

    ProposalReading(Classification classification, Fields fields) {
        this.classification = classification;
        this.fields = fields;
    }

    /** Rows of a form by their prefix; new ones that are empty are left out. */
    static Map<String, Map<String, String>> rows(Map<String, String> form) {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        form.forEach((name, value) -> {
            Matcher cell = CELL.matcher(name);
            if (cell.matches()) {
                rows.computeIfAbsent(cell.group(1), none -> new LinkedHashMap<>())
                        .put(cell.group(2), value);
            }
        });
        rows.entrySet().removeIf(row -> row.getKey().startsWith("n") && isEmpty(row.getValue()));
        return rows;
    }

    /** What a form fills in by itself does not make a row. */
    private static boolean isEmpty(Map<String, String> row) {
        return List.of("name", "quantity", "rate", "amount", "reason").stream()
                .allMatch(name -> Typed.plain(row.getOrDefault(name, "")).isEmpty());
    }

    /**
     * Reads all rows.
     *
     * @param rows by prefix: {@code i} and the number of the item it changes, {@code n} for a new one
     * @throws Problem EST-422 with all faults, each at {@code prefix.column}
     */
    List<Drafted> read(Round round, Unit unit, Map<String, Map<String, String>> rows) {
        List<Drafted> drafted = new ArrayList<>();
        List<Problem.Fault> faults = new ArrayList<>();
        rows.forEach((prefix, row) -> {
            try {
                drafted.add(one(round, unit, prefix, row));
            } catch (Problem problem) {
                problem.faults()
                        .forEach(fault -> faults.add(
                                new Problem.Fault(prefix + "." + fault.column(), fault.code(), fault.message())));
            }
        });
        if (!faults.isEmpty()) {
            throw new Problem(
                    422,
                    faults.size() == 1 ? faults.getFirst().code() : "EST-422",
                    faults.size() == 1
                            ? faults.getFirst().message() + "."
                            : "Có " + faults.size() + " chỗ cần sửa; chưa có gì được lưu.",
                    faults,
                    Map.of());
        }
        return drafted;
    }

    private Drafted one(Round round, Unit unit, String prefix, Map<String, String> row) {
        var typed = new Typed(row, "EST");
        @Nullable Long id = prefix.startsWith("i") ? Long.valueOf(prefix.substring(1)) : null;
        boolean drop = id != null && "yes".equals(row.get("drop"));
        if (drop) {
            return new Drafted(id, null, purpose(unit, new Typed(Map.of(), "EST")), Norm.NONE, 0, null, true);
        }
        Purpose purpose = purpose(unit, typed);
        check(round, purpose, typed);
        Norm norm = norm(typed);
        long amount = amount(norm, typed);
        @Nullable String reason = typed.text("reason", REASON, "EST-034", "Căn cứ, lý do không quá 1.000 ký tự");
        typed.require();
        return new Drafted(id, null, purpose, norm, amount, reason, false);
    }

    private static Purpose purpose(Unit unit, Typed typed) {
        String nature = Optional.ofNullable(typed.find("nature")).orElse("recurrent");
        if (!List.of("capital", "recurrent").contains(nature)) {
            typed.fault("nature", "EST-017", "Tính chất là chi đầu tư phát triển hoặc chi thường xuyên");
        }
        @Nullable String autonomous = typed.find("autonomous");
        return new Purpose(
                typed.need("name", NAME, "EST-013", "Ghi tên dòng, việc cụ thể, không quá 500 ký tự"),
                unit.isGrassroots() ? "commune" : "province",
                nature,
                autonomous == null ? null : autonomous.equals("yes"),
                typed.need("heading", CODE, "EST-014", "Chọn nội dung chi theo danh mục"),
                code(typed, "chapter"),
                code(typed, "type"),
                code(typed, "item"),
                code(typed, "sub-item"),
                code(typed, "source"),
                code(typed, "programme"),
                code(typed, "field"),
                typed.text("project", CODE, "EST-015", "Mã dự án quá dài"),
                typed.text("task", CODE, "EST-015", "Mã nhiệm vụ quá dài"));
    }

    private static @Nullable String code(Typed typed, String column) {
        return typed.text(column, CODE, "EST-015", "Mã quá dài; chọn trong danh mục");
    }

    /** Codes must be those of their lists in the year of the budget. */
    private void check(Round round, Purpose purpose, Typed typed) {
        purpose.codes().forEach((list, code) -> {
            if (!code.isEmpty() && classification.find(list, code, round.year()).isEmpty()) {
                typed.fault(
                        list,
                        list.equals("heading") ? "EST-014" : "EST-015",
                        "«" + code + "» không có trong danh mục của năm " + round.year() + "; chọn mã đang áp dụng");
            }
        });
        if (purpose.field() != null
                && fields.list().stream().noneMatch(field -> field.id().equals(purpose.field()))) {
            typed.fault("field", "EST-016", "Không có lĩnh vực «" + purpose.field() + "»; chọn trong danh sách");
        }
    }

    private static Norm norm(Typed typed) {
        @Nullable BigDecimal quantity = null;
        @Nullable String said = typed.find("quantity");
        if (said != null) {
            quantity = Vietnamese.readNumber(said).orElse(null);
            if (quantity == null || quantity.signum() <= 0 || quantity.precision() > 15) {
                typed.fault("quantity", "EST-018", "Số lượng là số lớn hơn 0, viết như 12,5");
            }
        }
        long rate = typed.findAmount("rate");
        return new Norm(
                quantity,
                typed.text("measure", 100, "EST-018", "Đơn vị tính không quá 100 ký tự"),
                rate == 0 ? null : rate);
    }

    /** As the norm gives it; what is typed beside a norm must be the same. */
    private static long amount(Norm norm, Typed typed) {
        if (!norm.isWhole()) {
            return typed.find("amount") == null ? 0 : typed.amount("amount");
        }
        BigDecimal reckoned = norm.amount();
        if (reckoned.compareTo(BigDecimal.valueOf(Postings.MOST)) > 0) {
            typed.fault("amount", "EST-024", "Số lượng nhân mức chi quá 9 triệu tỷ đồng; kiểm tra lại đơn vị tính");
            return 0;
        }
        long asked = typed.findAmount("amount");
        if (asked != 0 && BigDecimal.valueOf(asked).compareTo(reckoned) != 0) {
            typed.fault(
                    "amount",
                    "EST-025",
                    "Số tiền khác số lượng nhân mức chi là " + Vietnamese.number(reckoned)
                            + " đồng; để trống ô số tiền hoặc sửa định mức");
        }
        return reckoned.longValueExact();
    }

    /** What a form shows of an item as it stands. */
    static Map<String, String> typed(Item item) {
        Map<String, String> typed = new HashMap<>();
        COLUMNS.forEach(column -> typed.put(column, item.purpose().get(column)));
        Norm norm = item.norm();
        typed.put("quantity", norm.quantity() == null ? "" : Vietnamese.number(norm.quantity()));
        typed.put("measure", norm.measure() == null ? "" : norm.measure());
        typed.put("rate", norm.rate() == null ? "" : Vietnamese.number(norm.rate()));
        typed.put("amount", item.amount() == 0 ? "" : Vietnamese.number(item.amount()));
        typed.put("reason", item.reason() == null ? "" : item.reason());
        return typed;
    }
}
