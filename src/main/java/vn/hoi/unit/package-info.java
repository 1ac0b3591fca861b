/**
 * Owns the units: agencies and administrative areas in one tree, valid from a day to a day, and their successions.
 *
 * <p>Offers {@link vn.hoi.unit.Units}, {@link vn.hoi.unit.Unit} and {@link vn.hoi.unit.UnitMap}, which places a unit of
 * one day on the map of another. Refuses two units with one code at one time.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "unit",
        allowedDependencies = {"common", "journal"})
package vn.hoi.unit;
