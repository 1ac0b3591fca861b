package vn.hoi.unit;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import vn.hoi.common.Label;

/** What hangs on units. Answered by later modules, for the preview of a change of units and for its undoing. */
public interface UnitUses {

    /** What there is, of each kind; kinds of which there is nothing are left out. */
    List<Use> of(List<Unit> units);

    /**
     * Things of one kind.
     *
     * @param follows whether they go with the unit to its one successor
     */
    record Use(Label what, long count, boolean follows) {}

    /** Figures that have values at these units, as they are now. */
    default List<Values> values(List<Unit> units) {
        return List.of();
    }

    /**
     * One figure at several units.
     *
     * @param at its value by id of the unit; absent where it is zero
     */
    record Values(String figure, Label name, Map<Integer, BigDecimal> at) {

        /** All of them together. */
        public BigDecimal total() {
            return at.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }
}
