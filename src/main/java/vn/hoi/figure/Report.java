package vn.hoi.figure;

import java.math.BigDecimal;
import java.time.LocalDate;
import vn.hoi.unit.Unit;

/** One report of a unit for a period, as it stands. */
public record Report(Unit unit, LocalDate from, LocalDate to, BigDecimal value, String document) {}
