package vn.hoi.register;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Language;
import vn.hoi.common.Problem.Fault;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/**
 * Reads what a person typed or a machine sent into the values of a record, and tests it against the register's columns
 * and rules. Every fault is named; nothing is written here.
 */
final class Values {

    private static final int MONEY_LIMIT_DIGITS = 16;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,58}[A-Za-z0-9])?");

    private final Register register;
    private final Units units;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, @Nullable Object> read = new LinkedHashMap<>();

    private Values(Register register, Units units) {
        this.register = register;
        this.units = units;
    }

    /**
     * Reads all columns.
     *
     * @param typed text by column id; a missing column is empty
     */
    static Values read(Register register, Units units, Map<String, String> typed) {
        var values = new Values(register, units);
        typed.keySet().forEach(values::refuseUnknown);
        values.testCode(typed.getOrDefault("code", "").strip());
        values.readArea("unit", typed, true);
        values.readArea("place", typed, false);
        values.readState(typed.getOrDefault("state", ""));
        for (Column column : register.columns()) {
            values.readColumn(column, Vietnamese.clean(typed.getOrDefault(column.id(), "")));
        }
        String note = Vietnamese.clean(typed.getOrDefault("note", ""));
        if (note.indexOf('\0') >= 0) {
            values.fault("note", "VAL-012", "Có ký tự không nhìn thấy; gõ lại ô này");
        }
        values.read.put("note", note.isEmpty() ? null : note);
        values.testRules();
        return values;
    }

    List<Fault> faults() {
        return faults;
    }

    /** By column id: String, Long, BigDecimal, LocalDate, Boolean, Integer (units), or null when empty. */
    Map<String, @Nullable Object> values() {
        return read;
    }

    private void refuseUnknown(String column) {
        boolean known = Register.COMMON.contains(column)
                || column.equals("version")
                || register.findColumn(column).isPresent();
        if (!known) {
            fault(
                    column,
                    "VAL-011",
                    "Sổ này không có cột «" + column + "»; các cột: " + String.join(", ", register.rowColumns()));
        }
    }

    /** A code stands in an address, so it may hold only what an address can. */
    private void testCode(String code) {
        boolean twin = code.endsWith(".json") || code.endsWith(".csv") || code.equals("new");
        if (!code.isEmpty() && (twin || !CODE.matcher(code).matches())) {
            fault("code", "VAL-014", "Mã chỉ gồm chữ không dấu, số, dấu chấm và gạch nối; bỏ trống để hệ thống cấp mã");
        }
    }

    private void readArea(String id, Map<String, String> typed, boolean responsible) {
        String text = typed.getOrDefault(id, "").strip();
        if (text.isEmpty()) {
            // where nothing narrower is said, the province answers and the record is counted at the province
            read.put(id, units.province().id());
            return;
        }
        Optional<Unit> unit = units.find(text, Vietnamese.today());
        if (unit.isEmpty() || (!responsible && !unit.get().isArea())) {
            fault(
                    id,
                    "VAL-008",
                    responsible
                            ? "Không có đơn vị «" + text + "»; chọn trong danh sách đơn vị"
                            : "«" + text + "» không phải là địa bàn; chọn tỉnh, huyện, xã hoặc phường");
            read.put(id, null);
            return;
        }
        read.put(id, unit.get().id());
    }

    private void readState(String text) {
        if (register.states().isEmpty()) {
            return;
        }
        String state = text.isBlank() ? register.states().getFirst().id() : text.strip();
        if (register.findState(state).isEmpty()) {
            fault(
                    "state",
                    "VAL-004",
                    "«" + state + "» không phải là trạng thái của sổ; chọn một trạng thái trong danh sách");
        }
        read.put("state", state);
    }

    private void readColumn(Column column, String text) {
        if (text.isEmpty()) {
            if (column.required()) {
                fault(column.id(), "VAL-001", "Ô này bắt buộc nhập");
            }
            read.put(column.id(), null);
            return;
        }
        read.put(
                column.id(),
                switch (column.type()) {
                    case TEXT, LONG_TEXT, PARTY -> words(column, text);
                    case INTEGER, MONEY -> whole(column, text);
                    case DECIMAL, PERCENT -> number(column, text).orElse(null);
                    case DATE -> day(column, text);
                    case YES_NO -> yesNo(column, text);
                    case CHOICE -> choice(column, text);
                    case UNIT -> unit(column, text);
                });
    }

    private @Nullable Object words(Column column, String text) {
        if (text.codePointCount(0, text.length()) > column.maxLength()) {
            fault(column.id(), "VAL-005", "Dài quá " + Vietnamese.number(column.maxLength()) + " ký tự; rút ngắn lại");
        }
        if (text.indexOf('\0') >= 0) {
            fault(column.id(), "VAL-012", "Có ký tự không nhìn thấy; gõ lại ô này");
        }
        if (column.pattern() != null && !text.matches(column.pattern())) {
            String help = column.patternHelp() == null
                    ? "xem ví dụ bên cạnh ô"
                    : column.patternHelp().vi();
            fault(column.id(), "VAL-007", "Chưa đúng cách viết: " + help);
        }
        return text;
    }

    private @Nullable Long whole(Column column, String text) {
        Optional<BigDecimal> number = number(column, text);
        if (number.isEmpty()) {
            return null;
        }
        BigDecimal value = number.get().stripTrailingZeros();
        if (value.scale() > 0) {
            fault(
                    column.id(),
                    "VAL-010",
                    column.type() == ColumnType.MONEY
                            ? "Tiền ghi bằng đồng, không có phần lẻ"
                            : "Cần số nguyên, không có phần lẻ");
            return null;
        }
        if (value.precision() - value.scale() > MONEY_LIMIT_DIGITS) {
            fault(column.id(), "VAL-006", "Số quá lớn; kiểm tra lại");
            return null;
        }
        return value.longValueExact();
    }

    private Optional<BigDecimal> number(Column column, String text) {
        Optional<BigDecimal> number = Vietnamese.readNumber(text);
        if (number.isEmpty()) {
            fault(column.id(), "VAL-002", "«" + text + "» không phải là số; viết như 1.234,56");
            return number;
        }
        if (column.min() != null && number.get().compareTo(column.min()) < 0) {
            fault(column.id(), "VAL-006", "Nhỏ hơn mức thấp nhất " + Vietnamese.number(column.min()));
        }
        if (column.max() != null && number.get().compareTo(column.max()) > 0) {
            fault(column.id(), "VAL-006", "Lớn hơn mức cao nhất " + Vietnamese.number(column.max()));
        }
        return number;
    }

    private @Nullable LocalDate day(Column column, String text) {
        Optional<LocalDate> day = Vietnamese.readDay(text);
        if (day.isEmpty()) {
            fault(column.id(), "VAL-003", "«" + text + "» không phải là ngày; viết như 05/9/2025");
            return null;
        }
        if (day.get().getYear() < 1900 || day.get().getYear() > 2199) {
            fault(column.id(), "VAL-003", "Năm " + day.get().getYear() + " ngoài khoảng 1900–2199; kiểm tra lại năm");
            return null;
        }
        return day.get();
    }

    private @Nullable Boolean yesNo(Column column, String text) {
        return switch (Vietnamese.fold(text)) {
            case "true", "co", "yes", "on", "1" -> Boolean.TRUE;
            case "false", "khong", "no", "0" -> Boolean.FALSE;
            default -> {
                fault(column.id(), "VAL-004", "Chọn có hoặc không");
                yield null;
            }
        };
    }

    private @Nullable String choice(Column column, String text) {
        String folded = Vietnamese.fold(text);
        for (Choice choice : register.choices(column)) {
            if (choice.id().equals(text) || Vietnamese.fold(choice.name().vi()).equals(folded)) {
                return choice.id();
            }
        }
        fault(column.id(), "VAL-004", "«" + text + "» không có trong danh sách; chọn một giá trị của danh sách");
        return null;
    }

    private @Nullable Integer unit(Column column, String text) {
        Optional<Unit> unit = units.find(text, Vietnamese.today());
        if (unit.isEmpty()) {
            fault(column.id(), "VAL-008", "Không có đơn vị «" + text + "»; chọn trong danh sách đơn vị");
        }
        return unit.map(Unit::id).orElse(null);
    }

    private void testRules() {
        if (!faults.isEmpty()) {
            // rules over values that could not be read would only repeat what is already said
            return;
        }
        for (Rule rule : register.rules()) {
            if (!rule.that().holds(read)) {
                fault(
                        rule.at() == null ? "" : rule.at(),
                        rule.code(),
                        rule.says().in(Language.VI));
            }
        }
    }

    private void fault(String column, String code, String message) {
        faults.add(new Fault(column, code, message));
    }
}
