package vn.hoi.figure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.register.Registers;
import vn.hoi.unit.Unit;
import vn.hoi.unit.UnitUses;

/** Records and reports that hang on units, from the live counts of the registers, and what figures say there. */
@Component
class FiguresAtUnits implements UnitUses {

    private final Figures figures;
    private final FigureReading reading;
    private final Registers registers;
    private final JdbcClient database;

    FiguresAtUnits(Figures figures, FigureReading reading, Registers registers, JdbcClient database) {
        this.figures = figures;
        this.reading = reading;
        this.registers = registers;
        this.database = database;
    }

    @Override
    public List<Use> of(List<Unit> units) {
        Integer[] ids = units.stream().map(Unit::id).toArray(Integer[]::new);
        List<Use> uses = new ArrayList<>();
        database.sql("""
                        select definition.register, sum(n) from (
                            select figure, place, unit, n from figure.cell where bucket = 0
                            union all select figure, place, unit, n from figure.delta where bucket = 0) as counted
                        join figure.definition on definition.number = counted.figure
                            and definition.figure = 'records.' || definition.register
                        where place = any (:ids) or unit = any (:ids) group by 1 having sum(n) <> 0 order by 2 desc""")
                .param("ids", ids)
                .query((row, n) -> Map.entry(row.getString(1), row.getLong(2)))
                .list()
                .forEach(held -> registers
                        .find(held.getKey())
                        .ifPresent(register -> uses.add(new Use(
                                new Label(
                                        "Bản ghi sổ " + register.name().vi(),
                                        "Records of " + register.name().en()),
                                held.getValue(),
                                true))));
        long reports = database.sql("select count(*) from figure.report where unit = any (:ids)")
                .param("ids", ids)
                .query(Long.class)
                .single();
        if (reports > 0) {
            uses.add(new Use(new Label("Báo cáo số liệu", "Reports of figures"), reports, true));
        }
        return uses;
    }

    @Override
    public List<Values> values(List<Unit> units) {
        List<Values> values = new ArrayList<>();
        for (Figure figure : figures.list()) {
            if (figure.definition() instanceof Definition.Stored) {
                Map<Integer, BigDecimal> at = new LinkedHashMap<>();
                for (Unit unit : units) {
                    reading.read(figure, new FigureQuery(Period.ALWAYS, null, unit, null, null))
                            .known()
                            .filter(value -> value.signum() != 0)
                            .ifPresent(value -> at.put(unit.id(), value));
                }
                if (!at.isEmpty()) {
                    values.add(new Values(figure.id(), figure.name(), at));
                }
            }
        }
        return values;
    }
}
