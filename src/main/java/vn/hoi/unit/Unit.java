package vn.hoi.unit;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An agency or an administrative area.
 *
 * @param id number for life
 * @param code unique at any one time
 * @param kind province, district, city, commune, ward, township, department, centre
 * @param name without the kind: Kỳ Lừa
 * @param fullName with it: Phường Kỳ Lừa
 * @param from first day
 * @param until last day, inclusive; null while it lasts
 * @param parent id of the unit above; null for the province
 */
public record Unit(
        int id,
        String code,
        String kind,
        String name,
        String fullName,
        LocalDate from,
        @Nullable LocalDate until,
        @Nullable Integer parent) {

    private static final Set<String> GRASSROOTS = Set.of("commune", "ward", "township");
    private static final Set<String> AREAS = Set.of("province", "district", "city", "commune", "ward", "township");

    /** Whether the unit exists on that day. */
    public boolean on(LocalDate day) {
        return !day.isBefore(from) && (until == null || !day.isAfter(until));
    }

    /** Whether records can be counted at it: an area, not an agency. */
    public boolean isArea() {
        return AREAS.contains(kind);
    }

    /** Whether it is of the lowest level: a commune, ward or township. */
    public boolean isGrassroots() {
        return GRASSROOTS.contains(kind);
    }
}
