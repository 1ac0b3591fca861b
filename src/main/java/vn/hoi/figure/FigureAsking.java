package vn.hoi.figure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.FigureQuery.Level;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Reads from the parameters of an address what is asked of a figure, and writes it back into links. */
@Component
class FigureAsking {

    /** Parameters that say which number is meant. */
    static final List<String> ASKED =
            List.of("from", "to", "as-of", "period", "statutory", "unit", "map", "by", "level", "every");

    private final Units units;

    FigureAsking(Units units) {
        this.units = units;
    }

    /** @throws Problem FIG-406 when there is a parameter that means nothing here */
    static void refuseOthers(MultiValueMap<String, String> parameters) {
        for (String name : parameters.keySet()) {
            if (!ASKED.contains(name)) {
                throw Problem.badRequest("FIG-406", "Không có tham số «" + name + "»; dùng " + ASKED + ".");
            }
        }
    }

    /** @throws Problem FIG-407, FIG-411, FIG-413 or UNI-404 for a parameter that cannot be understood */
    FigureQuery query(MultiValueMap<String, String> parameters) {
        Period named = named(parameters);
        LocalDate from = named == null ? day(parameters, "from") : named.from();
        LocalDate to = named == null ? day(parameters, "to") : named.to();
        LocalDate map = day(parameters, "map");
        String unit = text(parameters, "unit");
        return new FigureQuery(
                new Period(from, to),
                day(parameters, "as-of"),
                unit == null ? null : unit(unit, map == null ? Vietnamese.today() : map),
                map,
                by(parameters),
                choice(Level.class, parameters, "level"));
    }

    private Unit unit(String named, LocalDate map) {
        return units.get(named, map);
    }

    Optional<Series.Every> every(MultiValueMap<String, String> parameters) {
        return Optional.ofNullable(choice(Series.Every.class, parameters, "every"));
    }

    /** {@code by=kind,state} and {@code by=unit&by=kind} ask the same way. */
    private static @Nullable String by(MultiValueMap<String, String> parameters) {
        List<String> by = new ArrayList<>();
        for (String given : parameters.getOrDefault("by", List.of())) {
            for (String one : given.split(",", -1)) {
                if (!one.isBlank()) {
                    by.add(one.strip());
                }
            }
        }
        return by.isEmpty() ? null : String.join(",", by);
    }

    private static @Nullable Period named(MultiValueMap<String, String> parameters) {
        String calendar = text(parameters, "period");
        String statutory = text(parameters, "statutory");
        String name = calendar == null ? statutory : calendar;
        if (name == null) {
            return null;
        }
        if ((calendar != null && statutory != null)
                || text(parameters, "from") != null
                || text(parameters, "to") != null) {
            throw Problem.badRequest("FIG-413", "Chỉ dùng một trong period, statutory và from, to.");
        }
        Period period = Period.named(name)
                .orElseThrow(() -> Problem.badRequest(
                        "FIG-411", "Không hiểu kỳ «" + name + "»; viết như 2025, 2025-H1, 2025-Q2 hoặc 2025-06."));
        return statutory == null ? period : period.statutory();
    }

    private static <E extends Enum<E>> @Nullable E choice(
            Class<E> type, MultiValueMap<String, String> parameters, String name) {
        String text = text(parameters, name);
        if (text == null) {
            return null;
        }
        List<String> possible = new ArrayList<>();
        for (E value : type.getEnumConstants()) {
            String id = value.name().toLowerCase(Locale.ROOT);
            if (id.equals(text)) {
                return value;
            }
            possible.add(id);
        }
        throw Problem.badRequest(
                "FIG-414", "«" + text + "» không dùng được ở «" + name + "»; dùng một trong " + possible + ".");
    }

    private static @Nullable String text(MultiValueMap<String, String> parameters, String name) {
        String text = parameters.getFirst(name);
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static @Nullable LocalDate day(MultiValueMap<String, String> parameters, String name) {
        String text = text(parameters, name);
        return text == null
                ? null
                : Vietnamese.readDay(text)
                        .orElseThrow(() -> Problem.badRequest(
                                "FIG-407",
                                "«" + text + "» không phải là ngày; viết ngày dạng 2025-06-30 hoặc 30/6/2025."));
    }

    /** The query of a link that asks for the same number, without its breakdown; empty where nothing was asked. */
    static String asked(FigureQuery query) {
        List<String> parts = new ArrayList<>();
        if (query.period().from() != null) {
            parts.add("from=" + query.period().from());
        }
        if (query.period().to() != null) {
            parts.add("to=" + query.period().to());
        }
        if (query.asOf() != null) {
            parts.add("as-of=" + query.asOf());
        }
        if (query.unit() != null) {
            parts.add("unit=" + query.unit().code());
        }
        if (query.map() != null) {
            parts.add("map=" + query.map());
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }
}
