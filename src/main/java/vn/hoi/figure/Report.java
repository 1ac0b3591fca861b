package vn.hoi.figure;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.hoi.unit.Unit;

/**
 * What one report says of a figure.
 *
 * @param value for a share reported as its parts the share
 * @param approved whether it counts; false for one that was sent and waits
 * @param address of the report itself; empty when it has none
 */
public record Report(
        Unit unit,
        String reporter,
        LocalDate from,
        LocalDate to,
        @Nullable BigDecimal value,
        String document,
        boolean approved,
        String address) {}
