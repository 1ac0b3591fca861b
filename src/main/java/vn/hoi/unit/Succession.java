package vn.hoi.unit;

import java.time.LocalDate;

/**
 * What became of an ended unit.
 *
 * @param whole whether all of it went to this successor; otherwise it was split
 */
public record Succession(int predecessor, int successor, boolean whole, LocalDate since) {}
