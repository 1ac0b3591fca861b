package vn.hoi.figure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** What units report, one row a report. A later report of the same unit and period stands in place of the earlier one. */
@Component
class Reports {

    private final JdbcClient database;
    private final Units units;
    private final Journal journal;
    private final CurrentPerson person;

    Reports(JdbcClient database, Units units, Journal journal, CurrentPerson person) {
        this.database = database;
        this.units = units;
        this.journal = journal;
        this.person = person;
    }

    /** Writes a report with its journal entry. */
    @Transactional
    public void write(Figure figure, Unit unit, Period period, BigDecimal value, String document) {
        LocalDate from = Objects.requireNonNull(period.from());
        LocalDate to = Objects.requireNonNull(period.to());
        database.sql("""
                        insert into figure.report (figure, unit, period_from, period_to, value, document, account)
                        values (:figure, :unit, :from, :to, :value, :document, :account)""")
                .param("figure", figure.id())
                .param("unit", unit.id())
                .param("from", from)
                .param("to", to)
                .param("value", value)
                .param("document", document)
                .param("account", person.account())
                .update();
        Map<String, Journal.Change> changes = new LinkedHashMap<>();
        changes.put("unit", new Journal.Change(null, unit.code()));
        changes.put("period", new Journal.Change(null, from + ".." + to));
        changes.put("value", new Journal.Change(null, value));
        journal.write("figures/" + figure.id(), "reported", changes, document);
    }

    /** The latest report of each unit and period, newest period first, at most 100. */
    List<Report> list(Figure figure) {
        return database.sql("""
                        select * from (
                            select distinct on (unit, period_from, period_to) unit, period_from, period_to, value, document
                            from figure.report where figure = :figure
                            order by unit, period_from, period_to, id desc) as latest
                        order by period_to desc, unit limit 100""")
                .param("figure", figure.id())
                .query((row, n) -> new Report(
                        units.get(row.getInt("unit")),
                        Objects.requireNonNull(row.getObject("period_from", LocalDate.class)),
                        Objects.requireNonNull(row.getObject("period_to", LocalDate.class)),
                        row.getBigDecimal("value"),
                        row.getString("document")))
                .list();
    }

    /**
     * A stock is the latest report of each unit up to the day, a flow the sum of the reports within the period. A share
     * cannot be added up: only what the unit asked for reported itself counts.
     */
    Optional<BigDecimal> value(Figure figure, Definition.Reported definition, FigureQuery query) {
        Unit top = query.unit() == null ? units.province() : query.unit();
        List<Integer> wanted = figure.measure().adds()
                ? List.copyOf(
                        units.counted(top.id(), units.map(query.map() == null ? Vietnamese.today() : query.map())))
                : List.of(top.id());
        @Nullable LocalDate from = definition.last() ? null : query.period().from();
        @Nullable LocalDate to = definition.last() && query.day() == null ? Vietnamese.today() : query.day();
        return Optional.ofNullable(database.sql(definition.last() ? """
                        select sum(value) from (
                            select distinct on (unit) value from figure.report
                            where figure = :figure and unit = any(:units::int[]) and (:to::date is null or period_to <= :to::date)
                            order by unit, period_to desc, id desc) as latest""" : """
                        select sum(value) from (
                            select distinct on (unit, period_from, period_to) value from figure.report
                            where figure = :figure and unit = any(:units::int[])
                              and (:from::date is null or period_from >= :from::date)
                              and (:to::date is null or period_to <= :to::date)
                            order by unit, period_from, period_to, id desc) as latest""")
                .param("figure", figure.id())
                .param("units", wanted.toArray(Integer[]::new))
                .param("from", from)
                .param("to", to)
                .query((row, n) -> Optional.ofNullable(row.getBigDecimal(1)))
                .single()
                .orElse(null));
    }
}
