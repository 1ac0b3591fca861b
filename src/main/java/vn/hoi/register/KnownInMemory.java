package vn.hoi.register;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import vn.hoi.unit.Unit;
import vn.hoi.unit.UnitNames;
import vn.hoi.unit.Units;

/** What the rows of a file may refer to, answered without a question to the database for each of them. */
final class KnownInMemory implements Known {

    private static final int MOST_CODES = 200_000;

    private final Units units;
    private final Registers registers;
    private final DSLContext database;
    private final Elsewhere elsewhere;
    private final UnitNames names;
    private final int province;
    private final Map<String, List<Unit>> found = new HashMap<>();
    private final Map<String, String> cures = new HashMap<>();
    /** By register: codes asked for so far, and whether there is such a record. */
    private final Map<String, Map<String, Boolean>> codes = new HashMap<>();
    /** By kind and name: what is wrong with what other modules were asked for. */
    private final Map<String, Optional<String>> asked = new HashMap<>();
    /** Files of the record the next row changes. */
    private final Set<Long> files = new HashSet<>();

    private LocalDate day;

    KnownInMemory(Units units, Registers registers, DSLContext database, Elsewhere elsewhere, LocalDate today) {
        this.units = units;
        this.registers = registers;
        this.database = database;
        this.elsewhere = elsewhere;
        this.names = new UnitNames(units);
        this.province = units.province().id();
        this.day = today;
    }

    /** The day of the record that is read next. */
    void on(LocalDate recordDay) {
        if (!recordDay.equals(day)) {
            day = recordDay;
            // names that stand today mean the same on any day
            found.values()
                    .removeIf(units -> units.size() != 1 || units.getFirst().until() != null);
        }
    }

    /** Asks once which of these codes are of records of that register. */
    void learn(String register, Collection<String> wanted) {
        Map<String, Boolean> known = codes.computeIfAbsent(register, none -> new HashMap<>());
        if (known.size() > MOST_CODES) {
            known.clear();
        }
        List<String> open = wanted.stream()
                .filter(code -> !known.containsKey(code))
                .distinct()
                .toList();
        if (open.isEmpty()) {
            return;
        }
        open.forEach(code -> known.put(code, false));
        database.select(RecordTable.text("code"))
                .from(RecordTable.of(registers.get(register)))
                .where(RecordTable.text("code").eq(DSL.any(open.toArray(new String[0]))))
                .forEach(row -> known.put(row.value1(), true));
    }

    @Override
    public Optional<Integer> unit(String typed, LocalDate today) {
        if (typed.startsWith(Units.BY_ID)) {
            // as a record holds it that a row changes
            return units.find(typed, today).map(Unit::id);
        }
        List<Unit> meant = meant(typed, today);
        return meant.size() == 1 ? Optional.of(meant.getFirst().id()) : Optional.empty();
    }

    private List<Unit> meant(String typed, LocalDate today) {
        List<Unit> known = found.get(typed);
        if (known == null) {
            known = names.find(typed, today, () -> day);
            found.put(typed, known);
        }
        return known;
    }

    @Override
    public String unitCure(String typed, LocalDate today) {
        return cures.computeIfAbsent(typed, none -> {
            List<Unit> meant = new ArrayList<>(meant(typed, today));
            if (meant.size() > 1) {
                return "có " + meant.size() + " đơn vị tên như vậy (" + words(meant)
                        + "); ghi thêm đơn vị cấp trên hoặc ghi mã";
            }
            List<Unit> near = names.near(typed, today);
            return near.isEmpty()
                    ? "ghi đúng tên hoặc mã trong danh sách đơn vị"
                    : "gần giống: " + words(near) + "; sửa tên hoặc ghi mã";
        });
    }

    private String words(List<Unit> some) {
        return some.stream()
                .limit(5)
                .map(unit -> unit.fullName()
                        + (unit.until() == null || unit.parent() == null
                                ? ""
                                : ", " + units.get(unit.parent()).fullName())
                        + " – " + unit.code())
                .collect(Collectors.joining("; "));
    }

    @Override
    public boolean isArea(int unit) {
        return units.get(unit).isArea();
    }

    @Override
    public int province() {
        return province;
    }

    @Override
    public Optional<String> reference(String register, String typed) {
        String code = referenced(typed);
        Map<String, Boolean> known = codes.getOrDefault(register, Map.of());
        if (!known.containsKey(code)) {
            learn(register, List.of(code));
        }
        return codes.getOrDefault(register, Map.of()).getOrDefault(code, false) ? Optional.of(code) : Optional.empty();
    }

    @Override
    public Optional<String> elsewhere(String kind, String name) {
        return asked.computeIfAbsent(kind + "/" + name, none -> elsewhere.fault(kind, name));
    }

    /** A code, without the name that a picked suggestion carries behind it. */
    static String referenced(String typed) {
        int mark = typed.indexOf(" · ");
        return (mark < 0 ? typed : typed.substring(0, mark)).strip();
    }

    /** Files are attached to records one by one; those a record has stay. */
    @Override
    public boolean file(long number) {
        return files.contains(number);
    }

    /** The record the next row changes; null for a new one. */
    void of(@Nullable Map<String, @Nullable Object> before) {
        files.clear();
        if (before != null) {
            before.values().stream()
                    .filter(List.class::isInstance)
                    .flatMap(value -> ((List<?>) value).stream())
                    .filter(Long.class::isInstance)
                    .forEach(number -> files.add((Long) number));
        }
    }
}
