package vn.hoi.unit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Problem;
import vn.hoi.common.Problem.Fault;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.UnitChange.Kind;
import vn.hoi.unit.UnitChange.Order;
import vn.hoi.unit.UnitChange.Part;

/** What is typed to change units, as typed, so that nothing typed is lost. */
public record UnitChangeForm(Kind kind, Map<String, String> typed) {

    /** Rows for what units become. */
    public static final int PARTS = 6;

    private static final int LONGEST = 300;

    /** @throws Problem UNI-002 when the kind is none */
    static UnitChangeForm of(Map<String, String> typed) {
        String kind = typed.getOrDefault("kind", "merge");
        for (Kind one : Kind.values()) {
            if (one.id().equals(kind)) {
                return new UnitChangeForm(one, typed);
            }
        }
        throw Problem.badRequest(
                "UNI-002", "Không có loại thay đổi «" + kind + "»; dùng merge, split, rename hoặc move.");
    }

    /** Text typed under this name; empty when none. */
    public String get(String name) {
        return Vietnamese.clean(typed.getOrDefault(name, ""));
    }

    /** How many rows the form shows for what units become. */
    public int rows() {
        return switch (kind) {
            case SPLIT -> PARTS;
            case MERGE, RENAME -> 1;
            case MOVE -> 0;
        };
    }

    /** @throws Problem UNI-422 with a fault for each value that cannot be read */
    Order read(Units units) {
        List<Fault> faults = new ArrayList<>();
        Optional<LocalDate> day = day("day", faults);
        Optional<LocalDate> documentDay = day("document-day", faults);
        String document = get("document");
        if (document.isEmpty() || document.length() > LONGEST) {
            faults.add(new Fault("document", "UNI-003", "Ghi số, ký hiệu của văn bản quyết định, không quá 300 ký tự"));
        }
        var names = new UnitNames(units);
        List<Unit> ending = new ArrayList<>();
        for (String line : typed.getOrDefault("units", "").split("[\\r\\n;]+")) {
            if (!line.isBlank()) {
                unit("units", line.strip(), units, names, faults).ifPresent(ending::add);
            }
        }
        @Nullable
        Unit parent = get("parent").isEmpty()
                ? null
                : unit("parent", get("parent"), units, names, faults).orElse(null);
        if (kind == Kind.MOVE && get("parent").isEmpty()) {
            faults.add(new Fault("parent", "UNI-020", "Chọn đơn vị cấp trên mới"));
        }
        List<Part> parts = parts(ending, units, names, faults);
        if (!faults.isEmpty()) {
            throw new Problem(
                    422, "UNI-422", "Có " + faults.size() + " chỗ cần sửa; chưa có gì thay đổi.", faults, Map.of());
        }
        return new Order(kind, ending, parts, parent, day.orElseThrow(), document, documentDay.orElseThrow());
    }

    private List<Part> parts(List<Unit> ending, Units units, UnitNames names, List<Fault> faults) {
        @Nullable Unit first = ending.isEmpty() ? null : ending.getFirst();
        if (kind == Kind.MOVE) {
            return first == null
                    ? List.of()
                    : List.of(new Part(null, first.code(), first.kind(), first.name(), first.fullName()));
        }
        List<Part> parts = new ArrayList<>();
        for (int row = 1; row <= rows(); row++) {
            String at = "p" + row + "-";
            if (!get(at + "existing").isEmpty()) {
                unit(at + "existing", get(at + "existing"), units, names, faults)
                        .ifPresent(unit ->
                                parts.add(new Part(unit, unit.code(), unit.kind(), unit.name(), unit.fullName())));
            } else if (!get(at + "name").isEmpty() || !get(at + "code").isEmpty() || kind == Kind.RENAME) {
                parts.add(fresh(at, first));
            }
        }
        return parts;
    }

    /** What is left empty is as it was. */
    private Part fresh(String at, @Nullable Unit before) {
        boolean renamed = kind == Kind.RENAME && before != null;
        String unitKind = or(get(at + "kind"), before == null ? "" : before.kind());
        String name = or(get(at + "name"), renamed && before != null ? before.name() : "");
        String code = or(get(at + "code"), renamed && before != null ? before.code() : "");
        String word = switch (unitKind) {
            case "commune" -> "Xã ";
            case "ward" -> "Phường ";
            case "township" -> "Thị trấn ";
            case "district" -> "Huyện ";
            default -> "";
        };
        return new Part(null, code, unitKind, name, or(get(at + "full-name"), word + name));
    }

    private static String or(String typed, String otherwise) {
        return typed.isEmpty() ? otherwise : typed;
    }

    private static Optional<Unit> unit(String at, String text, Units units, UnitNames names, List<Fault> faults) {
        LocalDate today = Vietnamese.today();
        List<Unit> found = text.startsWith(Units.BY_ID)
                ? units.find(text, today).stream().toList()
                : names.find(text, today, () -> today);
        if (found.size() == 1) {
            return Optional.of(found.getFirst());
        }
        String cure = found.isEmpty()
                ? names.near(text, today).stream()
                        .map(Unit::fullName)
                        .reduce((a, b) -> a + ", " + b)
                        .orElse("")
                : found.stream()
                        .map(unit -> unit.code().toUpperCase(Locale.ROOT))
                        .reduce((a, b) -> a + ", " + b)
                        .orElse("");
        faults.add(new Fault(
                at,
                "VAL-008",
                found.isEmpty()
                        ? "Không có đơn vị «" + text + "»; ghi mã hoặc tên" + (cure.isEmpty() ? "" : ", như " + cure)
                        : "«" + text + "» là tên của nhiều đơn vị; ghi mã: " + cure));
        return Optional.empty();
    }

    private Optional<LocalDate> day(String name, List<Fault> faults) {
        Optional<LocalDate> day = Vietnamese.readDay(get(name));
        if (day.isEmpty()) {
            faults.add(new Fault(
                    name,
                    "VAL-003",
                    get(name).isEmpty() ? "Ghi ngày" : "«" + get(name) + "» không phải là ngày; viết như 01/7/2025"));
        }
        return day;
    }
}
