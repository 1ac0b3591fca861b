package vn.hoi.figure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Home;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.common.Yaml;
import vn.hoi.register.Column;
import vn.hoi.unit.Unit;
import vn.hoi.unit.UnitMap;
import vn.hoi.unit.Units;

/**
 * Personal data never leaves through a breakdown: for somebody unknown, numbers made of fewer records than {@code
 * fields/disclosure.yaml} allows are hidden, of registers that hold personal data, and with each as many others as it takes
 * that none is found by subtraction: among the parts of one breakdown, from a unit and the whole, or from two periods.
 */
@Component
class Disclosure {

    private final int least;
    private final Figures figures;
    private final CurrentPerson person;
    private final Units units;
    private final TellableBounds bounds;
    private final FigureReading reading;

    Disclosure(
            Home home,
            Figures figures,
            CurrentPerson person,
            Units units,
            TellableBounds bounds,
            FigureReading reading) {
        try {
            Yaml yaml = Yaml.read(home.fields().resolve("disclosure.yaml"));
            yaml.check(home.schema().resolve("disclosure.schema.json"));
            least = yaml.tree().path("least").asInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.figures = figures;
        this.person = person;
        this.units = units;
        this.bounds = bounds;
        this.reading = reading;
    }

    /** The fewest records a public number may be made of. */
    int least() {
        return least;
    }

    /** What whoever asks may be told of a reading. */
    Reading told(Reading read) {
        return person.isKnown() || !isPersonal(read.figure()) ? read : hidden(read);
    }

    private boolean isPersonal(Figure figure) {
        if (figure.definition() instanceof Definition.Formula formula) {
            return formula.expression().figures().stream().map(figures::get).anyMatch(this::isPersonal);
        }
        return Source.of(figure, figures)
                .map(source -> source.register().columns().stream().anyMatch(Column::personal))
                .orElse(false);
    }

    private boolean isFew(long records) {
        return records > 0 && records < least;
    }

    /** As somebody unknown is told. */
    Reading hidden(Reading read) {
        FigureQuery query = read.query();
        Long records = read.records();
        boolean narrowed = query.unit() != null || query.period().from() != null || query.day() != null;
        if (narrowed && (isHiddenPart(read) || (records != null && isFew(records)))) {
            return Reading.absent(
                    read.figure(),
                    query,
                    "FIG-447",
                    new Label("ít hơn " + least + ", không công bố chi tiết", "fewer than " + least + ", not told"));
        }
        if (narrowed && !isTold(read.figure(), query)) {
            return Reading.absent(
                    read.figure(),
                    query,
                    "FIG-449",
                    new Label(
                            "kỳ này không công bố vì lấy hiệu với kỳ khác sẽ ra nhóm ít hơn " + least
                                    + " bản ghi; chọn kỳ dài hơn, trọn quý hoặc trọn năm",
                            "not told: taken from another period it would tell of fewer than " + least
                                    + " records; choose a longer period, a whole quarter or year"));
        }
        List<Reading.Cell> cells = cells(read.cells());
        return new Reading(
                read.figure(), query, read.value(), records, read.opening(), List.copyOf(cells), read.absent());
    }

    /**
     * Whether the ends of the period may be told, of a formula those of all it is computed from. Parts are told for whole
     * years only, since each of them would need ends of its own.
     */
    private boolean isTold(Figure figure, FigureQuery query) {
        if (query.by() != null && !isOfYears(query)) {
            return false;
        }
        if (figure.definition() instanceof Definition.Formula formula) {
            return formula.expression().figures().stream()
                    .map(figures::get)
                    .filter(this::isPersonal)
                    .allMatch(used -> isTold(used, query));
        }
        return Source.of(figure, figures)
                .map(source -> bounds.tells(source, query, least))
                .orElse(true);
    }

    private static boolean isOfYears(FigureQuery query) {
        LocalDate from = query.period().from();
        LocalDate to = query.day();
        return (from == null || from.getDayOfYear() == 1)
                && (to == null || to.plusDays(1).getDayOfYear() == 1);
    }

    /** Whether a unit's number is hidden beside those of the others, since their sum is told. */
    private boolean isHiddenPart(Reading read) {
        FigureQuery query = read.query();
        Unit unit = query.unit();
        if (unit == null || !unit.isArea() || unit.parent() == null || query.by() != null) {
            return false;
        }
        FigureQuery.Level level = unit.isGrassroots() ? FigureQuery.Level.COMMUNE : FigureQuery.Level.DISTRICT;
        if (Source.of(read.figure(), figures).isEmpty()) {
            return false;
        }
        try {
            Reading all = reading.read(
                    read.figure(),
                    new FigureQuery(query.period(), query.asOf(), null, query.map(), FigureQuery.UNIT, level));
            return cells(all.cells()).stream().anyMatch(cell -> cell.hidden() != null && unit.equals(cell.unit()));
        } catch (Problem noSuchLevel) {
            // a map without districts has no parts whose sum is told
            return false;
        }
    }

    /** The cells with those hidden that must be. */
    List<Reading.Cell> cells(List<Reading.Cell> told) {
        List<Reading.Cell> cells = new ArrayList<>(told);
        for (int index = 0; index < cells.size(); index++) {
            if (isFew(cells.get(index).records())) {
                cells.set(index, cells.get(index).hide(Reading.Hidden.FEW));
            }
        }
        List<List<Integer>> sums = sums(cells);
        boolean again = true;
        while (again) {
            again = false;
            for (List<Integer> sum : sums) {
                again |= hideAnother(cells, sum);
            }
        }
        return cells;
    }

    /**
     * The cells whose sum is told somewhere: all of them, a row, a column, the communes of a district, and what became one
     * unit on today's map.
     */
    private List<List<Integer>> sums(List<Reading.Cell> cells) {
        Map<Object, List<Integer>> sums = new LinkedHashMap<>();
        UnitMap today = units.map(Vietnamese.today());
        for (int index = 0; index < cells.size(); index++) {
            List<Reading.Part> parts = cells.get(index).parts();
            put(sums, "all", index);
            for (int at = 0; at < parts.size(); at++) {
                if (parts.size() > 1) {
                    put(sums, List.of("line", at, parts.get(at).key()), index);
                }
                Unit unit = parts.get(at).unit();
                if (unit != null) {
                    Object other = parts.size() > 1 ? parts.get(1 - at).key() : "";
                    put(sums, List.of("above", String.valueOf(unit.parent()), other), index);
                    String now = today.find(unit.id())
                            .map(found -> String.valueOf(found.id()))
                            .orElse("?" + unit.id());
                    put(sums, List.of("now", now, other), index);
                }
            }
        }
        return List.copyOf(sums.values());
    }

    private static void put(Map<Object, List<Integer>> sums, Object key, int index) {
        sums.computeIfAbsent(key, none -> new ArrayList<>()).add(index);
    }

    /** Hides the smallest number still told where what is hidden in a sum is one cell, or too few records together. */
    private boolean hideAnother(List<Reading.Cell> cells, List<Integer> sum) {
        long hidden = 0;
        long records = 0;
        for (int index : sum) {
            if (cells.get(index).hidden() != null) {
                hidden++;
                records += cells.get(index).records();
            }
        }
        if (hidden == 0 || (hidden > 1 && records >= least)) {
            return false;
        }
        @Nullable
        Integer smallest = sum.stream()
                .filter(index ->
                        cells.get(index).hidden() == null && cells.get(index).records() > 0)
                .min(Comparator.comparingLong(
                        index -> cells.get(Objects.requireNonNull(index)).records()))
                .orElse(null);
        if (smallest == null) {
            return false;
        }
        cells.set(smallest, cells.get(smallest).hide(Reading.Hidden.TELLING));
        return true;
    }
}
