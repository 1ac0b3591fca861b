package vn.hoi.unit;

/**
 * One line of the tree of units.
 *
 * @param depth how far below the province
 * @param below how many units stand directly under it on the day shown
 */
public record UnitRow(Unit unit, int depth, int below) {}
