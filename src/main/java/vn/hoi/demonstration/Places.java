package vn.hoi.demonstration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The areas to place rows in. */
final class Places {

    private static final String PROVINCE = "province";

    private final List<Area> areas;
    private final Map<Integer, Area> byId = new HashMap<>();

    Places(List<Area> areas) {
        // the caller's order must not change the rows
        this.areas = areas.stream()
                .sorted(Comparator.comparing(Area::code)
                        .thenComparing(Area::from)
                        .thenComparing(Area::id))
                .toList();
        areas.forEach(area -> byId.put(area.id(), area));
    }

    /** The area of that code on that day (the last one without a day); the province if the tree has none. */
    Area get(String code, @Nullable LocalDate day) {
        Area found = null;
        for (Area area : areas) {
            if (area.code().equals(code) && (found == null || day == null || area.existsOn(day))) {
                found = area;
            }
        }
        return found == null ? province() : found;
    }

    /** The area of that id; null if the tree has none. */
    @Nullable
    Area get(int id) {
        return byId.get(id);
    }

    Area parent(Area area) {
        Area parent = area.parent() == null ? null : byId.get(area.parent());
        return parent == null ? province() : parent;
    }

    Area province() {
        return areas.stream()
                .filter(area -> area.kind().equals(PROVINCE))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("The areas hold no province; add the area of kind province"));
    }

    /** The areas of these kinds, to draw from on any day. */
    Dated of(Set<String> kinds) {
        List<Area> chosen =
                areas.stream().filter(area -> kinds.contains(area.kind())).toList();
        if (chosen.isEmpty()) {
            chosen = List.of(province());
        }
        return new Dated(chosen);
    }

    /** Draws an area that exists on a day; if none does, one of the nearest time that has any. */
    static final class Dated {

        private final long[] begins;
        private final List<Weighted<Area>> spans = new ArrayList<>();

        private Dated(List<Area> areas) {
            TreeSet<LocalDate> days = new TreeSet<>();
            for (Area area : areas) {
                days.add(area.from());
                if (area.until() != null) {
                    days.add(area.until().plusDays(1));
                }
            }
            List<Long> starts = new ArrayList<>();
            for (LocalDate day : days) {
                Weighted<Area> span = new Weighted<>();
                areas.stream().filter(area -> area.existsOn(day)).forEach(area -> span.add(area, weight(area)));
                if (!span.isEmpty()) {
                    starts.add(day.toEpochDay());
                    spans.add(span);
                }
            }
            begins = starts.stream().mapToLong(Long::longValue).toArray();
        }

        Area draw(LocalDate day, SplittableRandom random) {
            long epochDay = day.toEpochDay();
            int at = begins.length - 1;
            while (at > 0 && begins[at] > epochDay) {
                at--;
            }
            return spans.get(at).draw(random);
        }

        /** Stands for population, which the tree does not hold: towns weigh more, the rest differs by code. */
        private static double weight(Area area) {
            double spread = 0.6 + (Seeds.of(area.code()) >>> 40) / (double) (1L << 24);
            return switch (area.kind()) {
                case "ward", "city" -> 2.4 * spread;
                case "township" -> 1.8 * spread;
                default -> spread;
            };
        }
    }
}
