package vn.hoi.figure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Csv;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Figures for machines and spreadsheets; shapes as ARCHITECTURE.md gives them. */
@Component
class FigureJson {

    private final FigureReading reading;
    private final Units units;
    private final Disclosure disclosure;

    FigureJson(FigureReading reading, Units units, Disclosure disclosure) {
        this.reading = reading;
        this.units = units;
        this.disclosure = disclosure;
    }

    /** One line of the list of figures. */
    static Map<String, @Nullable Object> row(Reading read) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("figure", read.figure().id());
        row.put("field", read.figure().field().id());
        row.put("name", read.figure().name().vi());
        row.put("value", plain(read.value()));
        row.put("measure", read.figure().measure().id());
        row.put("source", read.figure().source());
        row.put("awaited", read.figure().isAwaited());
        return row;
    }

    Map<String, @Nullable Object> figure(Reading read, List<Series.Point> series) {
        FigureQuery query = read.query();
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("figure", read.figure().id());
        body.put(
                "unit",
                query.unit() == null ? units.province().code() : query.unit().code());
        body.put("from", query.period().from());
        body.put("to", query.period().to());
        body.put("asOf", reading.day(read.figure(), query));
        body.put("map", query.map() == null ? Vietnamese.today() : query.map());
        body.put("value", plain(read.value()));
        body.put("measure", read.figure().measure().id());
        body.put("source", read.figure().source());
        body.put("opening", plain(read.opening()));
        body.put("records", read.records());
        Optional.ofNullable(read.absent())
                .ifPresent(why -> body.put(
                        "absent", Map.of("code", why.code(), "says", why.says().vi())));
        if (query.by() != null) {
            body.put("cells", read.cells().stream().map(this::cell).toList());
        }
        if (!series.isEmpty()) {
            body.put("series", series.stream().map(FigureJson::point).toList());
        }
        return body;
    }

    private Map<String, @Nullable Object> cell(Reading.Cell cell) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("unit", key(cell.parts().getFirst()));
        body.put("name", cell.name().vi());
        if (cell.parts().size() > 1) {
            Reading.Part second = cell.parts().get(1);
            body.put("second", key(second));
            body.put("second-name", second.name().vi());
        }
        body.put("value", plain(cell.value()));
        if (cell.hidden() != null) {
            Map<String, Object> hidden = new LinkedHashMap<>();
            hidden.put("code", "FIG-447");
            if (cell.hidden() == Reading.Hidden.FEW) {
                hidden.put("below", disclosure.least());
            }
            body.put("hidden", hidden);
        }
        return body;
    }

    private static @Nullable String key(Reading.Part part) {
        Unit unit = part.unit();
        return unit == null ? part.key().isEmpty() ? null : part.key() : unit.code();
    }

    private static Map<String, @Nullable Object> point(Series.Point point) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("from", point.period().from());
        body.put("to", point.period().to());
        body.put("value", plain(point.read().value()));
        body.put("before", plain(point.before().value()));
        body.put("change", point.change());
        return body;
    }

    /** The steps of a series, else the cells, else the one value. */
    Csv csv(Reading read, List<Series.Point> series) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        series.forEach(point -> rows.add(point(point)));
        if (rows.isEmpty()) {
            read.cells().forEach(cell -> rows.add(cellRow(cell)));
        }
        if (rows.isEmpty()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put(
                    "unit",
                    read.query().unit() == null ? null : read.query().unit().code());
            row.put("name", read.figure().name().vi());
            row.put("value", plain(read.value()));
            rows.add(row);
        }
        return Csv.of(List.copyOf(rows.getFirst().keySet()), rows);
    }

    /** A hidden number says so in its place. */
    private Map<String, @Nullable Object> cellRow(Reading.Cell cell) {
        Map<String, @Nullable Object> row = cell(cell);
        row.remove("hidden");
        if (cell.hidden() != null) {
            row.put("value", cell.hidden() == Reading.Hidden.FEW ? "<" + disclosure.least() : "x");
        }
        return row;
    }

    static @Nullable BigDecimal plain(@Nullable BigDecimal value) {
        if (value == null) {
            return null;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
