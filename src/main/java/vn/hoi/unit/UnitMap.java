package vn.hoi.unit;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The map of one day: where a unit of any time is found on it.
 *
 * <p>A unit that ended before is found at its successor if all of it went there. A unit that was split, or one that
 * began only after the map's day, has no place on it; what is counted there is shown on a line of its own, so that
 * totals are the same on every map.
 */
public final class UnitMap {

    private final LocalDate day;
    private final Units units;
    private final Map<Integer, Optional<Integer>> found = new HashMap<>();

    UnitMap(LocalDate day, Units units) {
        this.day = day;
        this.units = units;
    }

    public LocalDate day() {
        return day;
    }

    /** The unit that stands for this one on the map's day; empty when none does. */
    public synchronized Optional<Unit> find(int unit) {
        @Nullable Optional<Integer> known = found.get(unit);
        if (known == null) {
            known = trace(unit, 0);
            found.put(unit, known);
        }
        return known.map(units::get);
    }

    private Optional<Integer> trace(int id, int depth) {
        Unit unit = units.get(id);
        if (unit.on(day)) {
            return Optional.of(id);
        }
        if (unit.from().isAfter(day) || depth > 20) {
            return Optional.empty();
        }
        List<Succession> after = units.successors(id);
        return after.size() == 1 && after.getFirst().whole()
                ? trace(after.getFirst().successor(), depth + 1)
                : Optional.empty();
    }
}
