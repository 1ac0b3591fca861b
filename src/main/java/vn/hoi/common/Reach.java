package vn.hoi.common;

import java.util.Set;

/**
 * The records of a register that somebody may open, by the unit that answers for them.
 *
 * @param all whether every one of them
 * @param units ids of responsible units; empty when {@code all}
 */
public record Reach(boolean all, Set<Integer> units) {

    public static final Reach ALL = new Reach(true, Set.of());
    public static final Reach NONE = new Reach(false, Set.of());

    public boolean isNone() {
        return !all && units.isEmpty();
    }

    public boolean includes(int unit) {
        return all || units.contains(unit);
    }
}
