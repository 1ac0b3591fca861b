package vn.hoi.figure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.figure.FigureQuery.Level;
import vn.hoi.figure.StoredReading.Dimension;
import vn.hoi.figure.StoredReading.Row;
import vn.hoi.unit.Unit;
import vn.hoi.unit.UnitMap;
import vn.hoi.unit.Units;

/** Sorts the rows of a figure into the cells of the breakdown asked for, each with the names of its parts. */
@Component
class Cells {

    private static final Label UNPLACED = new Label("Chưa phân được trên bản đồ này", "Not placed on this map");
    private static final Set<String> DISTRICTS = Set.of("district", "city");
    private static final Set<String> DEPARTMENTS = Set.of("department");

    private final Units units;

    Cells(Units units) {
        this.units = units;
    }

    /** What rows must be kept apart by. @throws Problem FIG-403, FIG-408 or FIG-409 when it is not broken down so */
    Set<Dimension> dimensions(Definition.Stored definition, FigureQuery query) {
        List<String> asked = query.breakdowns();
        EnumSet<Dimension> dimensions = EnumSet.noneOf(Dimension.class);
        for (String by : asked) {
            int index = definition.index(by);
            if (by.equals(FigureQuery.UNIT)) {
                dimensions.add(query.level() == Level.DEPARTMENT ? Dimension.UNIT : Dimension.PLACE);
            } else if (index >= 0) {
                dimensions.add(Dimension.of(index));
            } else {
                List<String> possible = new ArrayList<>(List.of(FigureQuery.UNIT));
                definition.by().forEach(one -> possible.add(one.id()));
                throw Problem.badRequest(
                        "FIG-403", "Không phân tổ được theo «" + by + "»; dùng một hoặc hai trong " + possible + ".");
            }
        }
        if (asked.size() > 2 || dimensions.size() < asked.size()) {
            throw Problem.badRequest("FIG-409", "Chỉ phân tổ theo một hoặc hai tiêu thức khác nhau.");
        }
        if (query.level() != null && !asked.contains(FigureQuery.UNIT)) {
            throw Problem.badRequest("FIG-410", "Tham số level chỉ dùng khi phân tổ theo đơn vị; thêm by=unit.");
        }
        if (query.level() == Level.DISTRICT && noDistricts(StoredReading.mapDay(query))) {
            throw Problem.badRequest(
                    "FIG-408", "Địa giới tại ngày này không có cấp huyện; dùng map=2025-06-30 hoặc một ngày trước đó.");
        }
        return dimensions;
    }

    private boolean noDistricts(LocalDate day) {
        return units.on(day).stream().noneMatch(unit -> DISTRICTS.contains(unit.kind()));
    }

    /** The rows added up by what they stand for, in the order people read them. */
    Map<List<Reading.Part>, Amount> sort(Definition.Stored definition, FigureQuery query, List<Row> rows) {
        List<String> asked = query.breakdowns();
        UnitMap map = units.map(StoredReading.mapDay(query));
        Map<List<Reading.Part>, Amount> sorted = new HashMap<>();
        for (Row row : rows) {
            List<Reading.Part> parts = new ArrayList<>();
            for (String by : asked) {
                parts.add(
                        by.equals(FigureQuery.UNIT)
                                ? unit(row, query, map)
                                : key(
                                        definition.by().get(definition.index(by)),
                                        row.keys().get(definition.index(by))));
            }
            sorted.computeIfAbsent(List.copyOf(parts), none -> new Amount()).add(row);
        }
        return ordered(sorted, definition, asked);
    }

    private static Reading.Part key(Breakdown breakdown, String key) {
        return new Reading.Part(null, key, breakdown.label(key));
    }

    private Reading.Part unit(Row row, FigureQuery query, UnitMap map) {
        boolean answers = query.level() == Level.DEPARTMENT;
        int at = row.at(answers ? Dimension.UNIT : Dimension.PLACE);
        return map.find(at)
                .flatMap(found -> atLevel(found, query.level()))
                .map(found -> new Reading.Part(found, found.code(), Label.of(found.fullName())))
                .orElseGet(() -> new Reading.Part(
                        null, "", map.split(at).map(Cells::waiting).orElse(UNPLACED)));
    }

    private static Label waiting(Unit split) {
        return new Label(split.fullName() + ": chưa phân về đơn vị mới", split.fullName() + ": not yet assigned");
    }

    private Optional<Unit> atLevel(Unit unit, @Nullable Level level) {
        if (level == null) {
            return Optional.of(unit);
        }
        return switch (level) {
            case COMMUNE -> Optional.of(unit).filter(Unit::isGrassroots);
            case DISTRICT -> above(unit, DISTRICTS);
            case DEPARTMENT -> above(unit, DEPARTMENTS).or(() -> Optional.of(unit));
        };
    }

    private Optional<Unit> above(Unit unit, Set<String> kinds) {
        return units.path(unit).reversed().stream()
                .filter(one -> kinds.contains(one.kind()))
                .findFirst();
    }

    private static Map<List<Reading.Part>, Amount> ordered(
            Map<List<Reading.Part>, Amount> sorted, Definition.Stored definition, List<String> asked) {
        Comparator<List<Reading.Part>> order = (a, b) -> 0;
        for (int index = 0; index < asked.size(); index++) {
            int at = index;
            Comparator<Reading.Part> own = asked.get(index).equals(FigureQuery.UNIT)
                    ? byName()
                    : asDeclared(definition.breakdown(asked.get(index)).orElseThrow());
            order = order.thenComparing((List<Reading.Part> parts) -> parts.get(at), own);
        }
        Map<List<Reading.Part>, Amount> ordered = new LinkedHashMap<>();
        sorted.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(order))
                .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return ordered;
    }

    /** In Vietnamese order of names; what is not placed comes last. */
    private static Comparator<Reading.Part> byName() {
        var collator = Vietnamese.collator();
        return Comparator.comparing((Reading.Part part) -> part.unit() == null)
                .thenComparing(
                        part -> {
                            Unit unit = part.unit();
                            return unit == null ? "" : unit.name();
                        },
                        collator)
                .thenComparing(Reading.Part::key)
                .thenComparing(part -> part.name().vi());
    }

    private static Comparator<Reading.Part> asDeclared(Breakdown breakdown) {
        List<String> keys = new ArrayList<>(breakdown.keys().keySet());
        return Comparator.comparing((Reading.Part part) -> {
                    int at = keys.indexOf(part.key());
                    return at < 0 ? keys.size() : at;
                })
                .thenComparing(Reading.Part::key);
    }

    /** One cell. */
    static Reading.Cell cell(Figure figure, Definition.Takes takes, List<Reading.Part> parts, Amount amount) {
        @Nullable BigDecimal value = amount.value(figure, takes);
        return new Reading.Cell(parts, value, amount.records(), null);
    }
}
