/**
 * Owns the units: agencies and administrative areas in one tree, valid from a day to a day, their successions, and the
 * changes by which they are merged, split, renamed and moved.
 *
 * <p>Offers {@link vn.hoi.unit.Units}, {@link vn.hoi.unit.Unit}, {@link vn.hoi.unit.UnitMap}, which places a unit of one day
 * on the map of another, and {@link vn.hoi.unit.UnitChanges}; asks later modules what hangs on units
 * ({@link vn.hoi.unit.UnitUses}). Refuses two units with one code at one time, units that overlap, a merger into itself, and
 * to undo a change that something stands on.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "unit",
        allowedDependencies = {"common", "journal"})
package vn.hoi.unit;
