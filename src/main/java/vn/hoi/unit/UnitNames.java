package vn.hoi.unit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Vietnamese;

/**
 * Units as people write them in tables: by code, by name with or without its kind, in full or abbreviated («X. Cao Lộc»,
 * «TT Thất Khê», «Sở KH&CN»), with the unit above behind it where two have one name. A snapshot, held in memory.
 */
public final class UnitNames {

    /** Abbreviations of Vietnamese administration, as whole words without diacritics. */
    private static final Map<String, String> WORDS = Map.of(
            "x", "xa",
            "p", "phuong",
            "tt", "thi tran",
            "h", "huyen",
            "tp", "thanh pho",
            "t", "tinh",
            "ubnd", "",
            "kh", "khoa hoc",
            "cn", "cong nghe",
            "khcn", "khoa hoc cong nghe");

    private static final List<String> GRASSROOTS = List.of("xa ", "phuong ", "thi tran ");
    private static final int NEAREST = 3;

    private final Map<String, List<Unit>> byKey = new HashMap<>();
    private final Map<String, List<Unit>> byCode = new HashMap<>();
    private final String province;

    public UnitNames(Units units) {
        province = normal(units.province().fullName());
        for (Unit unit : units.list()) {
            byCode.computeIfAbsent(unit.code(), none -> new ArrayList<>()).add(unit);
            for (String key : keys(unit, unit.parent() == null ? null : units.get(unit.parent()))) {
                byKey.computeIfAbsent(key, none -> new ArrayList<>()).add(unit);
            }
        }
    }

    private static Set<String> keys(Unit unit, @Nullable Unit above) {
        Set<String> keys = new LinkedHashSet<>(List.of(normal(unit.fullName()), normal(unit.name())));
        if (above != null) {
            for (String own : List.copyOf(keys)) {
                keys.add(own + " " + normal(above.fullName()));
                keys.add(own + " " + normal(above.name()));
            }
        }
        return keys;
    }

    /**
     * The units this text may mean: those so named today, else those so named on the record's day, else those ever so
     * named. One where it is clear, several where it is not, none where nothing is so named.
     *
     * @param written a code or a name
     * @param day of the record, asked only where nothing is so named today
     */
    public List<Unit> find(String written, LocalDate today, Supplier<LocalDate> day) {
        List<Unit> named = byCode.getOrDefault(written, List.of());
        if (named.isEmpty() && written.length() == 4 && written.chars().allMatch(c -> c >= '0' && c <= '9')) {
            // a spreadsheet takes 06040 for a number and drops its zero
            named = byCode.getOrDefault("0" + written, List.of());
        }
        if (named.isEmpty()) {
            String key = normal(written);
            named = byKey.getOrDefault(key, List.of());
            if (named.isEmpty() && key.endsWith(" " + province)) {
                named = byKey.getOrDefault(key.substring(0, key.length() - province.length() - 1), List.of());
            }
            if (named.isEmpty()) {
                named = inAddress(written);
            }
        }
        List<Unit> now = on(named, today);
        if (now.isEmpty() && !named.isEmpty()) {
            now = on(named, day.get());
        }
        return now.isEmpty() ? named : now;
    }

    /** The commune, ward or township that an address names as such: «Số 5, thôn Nà Lù, xã Cao Lộc, tỉnh Lạng Sơn». */
    private List<Unit> inAddress(String written) {
        for (String part : List.of(written.split("[,;]")).reversed()) {
            String key = normal(part);
            if (GRASSROOTS.stream().anyMatch(key::startsWith)) {
                return byKey.getOrDefault(key, List.of());
            }
        }
        return List.of();
    }

    private static List<Unit> on(List<Unit> units, LocalDate day) {
        return units.stream().filter(unit -> unit.on(day)).toList();
    }

    /** The units of that day whose names are nearest to this text, at most three; none where nothing is near. */
    public List<Unit> near(String written, LocalDate day) {
        String wanted = normal(written);
        Map<Unit, Integer> distances = new LinkedHashMap<>();
        byKey.forEach((key, units) -> {
            int most = Math.max(key.length(), wanted.length()) * 2 / 5;
            if (Math.abs(key.length() - wanted.length()) <= most) {
                int distance = distance(key, wanted);
                if (distance <= most) {
                    on(units, day).forEach(unit -> distances.merge(unit, distance, Math::min));
                }
            }
        });
        return distances.entrySet().stream()
                .sorted(Map.Entry.<Unit, Integer>comparingByValue()
                        .thenComparing(entry -> entry.getKey().fullName(), Comparator.naturalOrder()))
                .limit(NEAREST)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String normal(String written) {
        var normal = new StringBuilder();
        for (String word : Vietnamese.fold(written).split("[^a-z0-9]+")) {
            String whole = WORDS.getOrDefault(word, word);
            // «Khoa học và Công nghệ» is also written without its «và»
            if (!whole.isEmpty() && !whole.equals("va")) {
                normal.append(normal.isEmpty() ? "" : " ").append(whole);
            }
        }
        return normal.toString();
    }

    /** Letters to add, drop or change (Levenshtein 1966). */
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int index = 0; index < before.length; index++) {
            before[index] = index;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] now = new int[other.length() + 1];
            now[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                int changed = before[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                now[column] = Math.min(changed, Math.min(before[column], now[column - 1]) + 1);
            }
            before = now;
        }
        return before[other.length()];
    }
}
