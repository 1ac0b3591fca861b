package vn.hoi.figure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one unit had of a sealed figure and has of it now, on the seal's map.
 *
 * @param unit its code; empty for what has no place on the map
 */
public record SealParts(String unit, String name, BigDecimal then, BigDecimal now) {

    public BigDecimal difference() {
        return now.subtract(then);
    }

    /** Units whose part is another one now, in the order of the seal. */
    static List<SealParts> of(FigureSeals.Changed changed, List<Reading.Cell> now) {
        Map<String, SealParts> parts = new LinkedHashMap<>();
        changed.sealed()
                .units()
                .forEach(part -> parts.put(
                        part.unit() + "/" + part.name(),
                        new SealParts(part.unit(), part.name(), part.value(), BigDecimal.ZERO)));
        for (Reading.Cell cell : now) {
            BigDecimal value = cell.value();
            if (value == null) {
                continue;
            }
            String unit = cell.unit() == null ? "" : cell.key();
            parts.merge(
                    unit + "/" + cell.name().vi(),
                    new SealParts(unit, cell.name().vi(), BigDecimal.ZERO, value),
                    (frozen, fresh) -> new SealParts(unit, frozen.name(), frozen.then(), fresh.now()));
        }
        List<SealParts> different = new ArrayList<>();
        for (SealParts part : parts.values()) {
            if (part.difference().signum() != 0) {
                different.add(part);
            }
        }
        return different;
    }
}
