package vn.hoi.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Problem;
import vn.hoi.unit.Unit;

/** All figures as tables, for whoever carries the data away. Flows are over all time, stocks as of today. */
@Component
public class FigureTables {

    private final Figures figures;
    private final FigureReading reading;

    FigureTables(Figures figures, FigureReading reading) {
        this.figures = figures;
        this.reading = reading;
    }

    /** The province's value of every figure; {@code absent} is the code of why there is none, never 0. */
    public List<Map<String, @Nullable Object>> values() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Reading read : reading.readAll(figures.list(), FigureQuery.PLAIN)) {
            Map<String, @Nullable Object> row = FigureJson.row(read);
            row.put("records", read.records());
            row.put("opening", FigureJson.plain(read.opening()));
            row.put("absent", read.absent() == null ? null : read.absent().code());
            rows.add(row);
        }
        return rows;
    }

    /** The same by the unit that records stand at, on today's map; figures without parts of units are left out. */
    public List<Map<String, @Nullable Object>> byUnit() {
        FigureQuery query = new FigureQuery(Period.ALWAYS, null, null, null, FigureQuery.UNIT);
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Figure figure : figures.list()) {
            try {
                reading.read(figure, query).cells().forEach(cell -> rows.add(row(figure, cell)));
            } catch (Problem noParts) {
                // it cannot be broken down by unit, as /figures/{id}?by=unit says of it
                continue;
            }
        }
        return rows;
    }

    private static Map<String, @Nullable Object> row(Figure figure, Reading.Cell cell) {
        Unit unit = cell.unit();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("figure", figure.id());
        row.put("unit", unit == null ? null : unit.code());
        row.put("name", cell.name().vi());
        row.put("value", FigureJson.plain(cell.value()));
        row.put("records", cell.records());
        return row;
    }
}
