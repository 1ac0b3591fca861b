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

    private static final int DEEPEST = 20;

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

    /**
     * The unit whose split keeps this one off the map: what is counted here is not yet assigned to its successors. Empty when
     * it is found, or began only after the map's day, or ended without a successor.
     */
    public Optional<Unit> split(int unit) {
        if (find(unit).isPresent()) {
            return Optional.empty();
        }
        Units.@Nullable Portion portion = units.findPortion(unit).orElse(null);
        int at = portion == null ? unit : portion.successor();
        for (int depth = 0; depth <= DEEPEST; depth++) {
            Unit here = units.get(at);
            List<Succession> after = units.successors(at);
            if (here.from().isAfter(day) || after.isEmpty()) {
                return Optional.empty();
            }
            if (!after.getFirst().whole()) {
                return Optional.of(here);
            }
            at = after.getFirst().successor();
        }
        return Optional.empty();
    }

    private Optional<Integer> trace(int id, int depth) {
        Units.@Nullable Portion portion = units.findPortion(id).orElse(null);
        if (portion != null) {
            return trace(portion, depth);
        }
        Unit unit = units.get(id);
        if (unit.on(day)) {
            return Optional.of(id);
        }
        if (unit.from().isAfter(day) || depth > DEEPEST) {
            return Optional.empty();
        }
        List<Succession> after = units.successors(id);
        return after.size() == 1 && after.getFirst().whole()
                ? trace(after.getFirst().successor(), depth + 1)
                : Optional.empty();
    }

    /** Before the split it is found where the split unit is, behind it where the successor is it was assigned to. */
    private Optional<Integer> trace(Units.Portion portion, int depth) {
        Optional<Integer> before = trace(portion.of(), depth + 1);
        return before.isPresent() || units.base(portion).from().isAfter(day)
                ? before
                : trace(portion.successor(), depth + 1);
    }
}
