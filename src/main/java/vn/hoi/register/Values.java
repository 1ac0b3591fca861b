package vn.hoi.register;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Language;
import vn.hoi.common.Problem.Fault;
import vn.hoi.common.Vietnamese;

/**
 * Reads what a person typed or a machine sent into the values of a record, and tests it against the register's columns
 * and rules. Every fault is named; nothing is written here.
 */
final class Values {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,58}[A-Za-z0-9])?");

    private static final Pattern TWIN = Pattern.compile(".*\\.(json|csv|xlsx|docx|pdf)");

    /** What stands in an address where a code does. */
    private static final Set<String> ADDRESSES =
            Set.of("new", "import", "batches", "help", "views", "bulk", "drafts", "suggest", "alike");

    private final Register register;
    private final Known known;
    private final LocalDate today;
    private final ValueReading reading;
    private final List<Column> entered;
    private final Set<String> taken = new HashSet<>(Register.COMMON);
    private final Map<String, State> states = new HashMap<>();
    private @Nullable Map<String, @Nullable Object> before;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, @Nullable Object> read = new LinkedHashMap<>();

    /** For one record, or for many one after the other: each reading takes the place of the one before. */
    Values(Register register, Known known, LocalDate today) {
        this.register = register;
        this.known = known;
        this.today = today;
        this.reading = new ValueReading(register, known, today, this::fault);
        taken.add("version");
        entered = register.entered();
        entered.forEach(column -> taken.add(column.id()));
    }

    /** Reads one record. */
    static Values read(
            Register register,
            Known known,
            LocalDate today,
            Map<String, String> typed,
            @Nullable Map<String, @Nullable Object> before) {
        Known own = before == null ? known : new KnownOfRecord(known, before);
        return new Values(register, own, today).read(typed, before);
    }

    /**
     * Reads all columns.
     *
     * @param typed text by column id; a missing column is empty
     * @param before what the record held; null when choices no longer offered are taken too, as from the past
     */
    Values read(Map<String, String> typed, @Nullable Map<String, @Nullable Object> before) {
        this.before = before;
        faults.clear();
        read.clear();
        typed.keySet().forEach(this::refuseUnknown);
        testCode(typed.getOrDefault("code", "").strip());
        readArea("unit", typed, true);
        readArea("place", typed, false);
        readState(typed.getOrDefault("state", ""));
        for (Column column : entered) {
            readColumn(column, Vietnamese.clean(typed.getOrDefault(column.id(), "")));
        }
        String note = Vietnamese.clean(typed.getOrDefault("note", ""));
        if (note.indexOf('\0') >= 0) {
            fault("note", "VAL-012", "Có ký tự không nhìn thấy; gõ lại ô này");
        }
        read.put("note", note.isEmpty() ? null : note);
        testRules();
        return this;
    }

    List<Fault> faults() {
        return faults;
    }

    /** By column id: String, Long, BigDecimal, LocalDate, Boolean, Integer (units), or null when empty. */
    Map<String, @Nullable Object> values() {
        return read;
    }

    private void refuseUnknown(String column) {
        if (!taken.contains(column)) {
            fault(
                    column,
                    "VAL-011",
                    "Sổ này không có cột «" + column + "»; các cột: " + String.join(", ", register.rowColumns()));
        }
    }

    /** A code stands in an address, so it may hold only what an address can. */
    private void testCode(String code) {
        if (code.isEmpty()) {
            return;
        }
        boolean address = ADDRESSES.contains(code) || TWIN.matcher(code).matches();
        if (address || !CODE.matcher(code).matches()) {
            fault("code", "VAL-014", "Mã chỉ gồm chữ không dấu, số, dấu chấm và gạch nối; bỏ trống để hệ thống cấp mã");
        }
    }

    private void readArea(String id, Map<String, String> typed, boolean responsible) {
        String text = typed.getOrDefault(id, "").strip();
        if (text.isEmpty()) {
            // where nothing narrower is said, the province answers and the record is counted at the province
            read.put(id, known.province());
            return;
        }
        Optional<Integer> unit = known.unit(text, today);
        if (unit.isEmpty() || (!responsible && !known.isArea(unit.get()))) {
            fault(
                    id,
                    "VAL-008",
                    unit.isEmpty()
                            ? "Không rõ đơn vị «" + text + "»; " + known.unitCure(text, today)
                            : "«" + text + "» không phải là địa bàn; chọn tỉnh, huyện, xã hoặc phường");
            read.put(id, null);
            return;
        }
        read.put(id, unit.get());
    }

    private void readState(String text) {
        if (register.states().isEmpty()) {
            return;
        }
        String state = text.isBlank() ? register.states().getFirst().id() : text.strip();
        @Nullable State found = states.get(state);
        if (found == null) {
            found = register.findState(state).or(() -> named(state)).orElse(null);
        }
        if (found == null) {
            fault(
                    "state",
                    "VAL-004",
                    "«" + state + "» không phải là trạng thái của sổ; chọn một trạng thái trong danh sách");
            read.put("state", state);
            return;
        }
        states.put(state, found);
        read.put("state", found.id());
    }

    /** By the words people see. */
    private Optional<State> named(String text) {
        String folded = Vietnamese.fold(text);
        return register.states().stream()
                .filter(state -> Vietnamese.fold(state.name().vi()).equals(folded))
                .findFirst();
    }

    private void readColumn(Column column, String text) {
        if (text.isEmpty()) {
            if (column.required()) {
                fault(column.id(), "VAL-001", "Ô này bắt buộc nhập");
            }
            read.put(column.id(), null);
            return;
        }
        @Nullable Object value = reading.read(column, text);
        if (column.type() == ColumnType.CHOICE && value != null) {
            refuseEnded(column, value.toString());
        }
        read.put(column.id(), value);
    }

    private void refuseEnded(Column column, String id) {
        if (before == null || id.equals(before.get(column.id()))) {
            return;
        }
        register.choices(column).stream()
                .filter(choice -> choice.id().equals(id) && !choice.on(today))
                .findFirst()
                .ifPresent(choice -> fault(
                        column.id(),
                        "VAL-022",
                        "«" + choice.name().vi() + "» không còn dùng; chọn một giá trị đang có hiệu lực"));
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
