package vn.hoi.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Succession;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/**
 * What units and parties report of figures, one row a figure and report. Rows are never changed: a later row of the same
 * reporter and period stands in place of the earlier. Only approved values count; the others are shown as sent.
 */
@Component
public class Reports {

    /**
     * Whose report it is.
     *
     * @param unit id of the unit that reports, or at which a party does
     * @param party key of the party; empty for a unit
     * @param reporter its name as people read it
     * @param address of the report's page
     * @param document how the report is cited
     */
    public record Source(
            int unit, String party, String reporter, LocalDate from, LocalDate to, String address, String document) {}

    /**
     * What it says of one figure.
     *
     * @param value the value, or the part of a share; null when it says nothing (any more)
     * @param whole the whole of a share reported as its parts; null otherwise
     */
    public record Said(
            String figure,
            @Nullable BigDecimal value,
            @Nullable BigDecimal whole) {

        /** The value itself: of parts their quotient, as a share in a hundred where the figure is one. */
        public @Nullable BigDecimal of(Measure measure) {
            return value == null ? null : whole == null ? value : share(value, whole, measure);
        }
    }

    private record Latest(
            int unit,
            String party,
            BigDecimal value,
            @Nullable BigDecimal whole) {}

    private static final int DECIMALS = 2;
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final JdbcClient database;
    private final Units units;
    private final CurrentPerson person;

    Reports(JdbcClient database, Units units, CurrentPerson person) {
        this.database = database;
        this.units = units;
        this.person = person;
    }

    /** In the transaction of the report that says it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(Source source, boolean approved, List<Said> said) {
        for (Said one : said) {
            database.sql("""
                            insert into figure.report (figure, unit, party, reporter, period_from, period_to, value, whole,
                                approved, document, address, account)
                            values (:figure, :unit, :party, :reporter, :from, :to, :value, :whole,
                                :approved, :document, :address, :account)""")
                    .param("figure", one.figure)
                    .param("unit", source.unit)
                    .param("party", source.party)
                    .param("reporter", source.reporter)
                    .param("from", source.from)
                    .param("to", source.to)
                    .param("value", one.value)
                    .param("whole", one.whole)
                    .param("approved", approved)
                    .param("document", source.document)
                    .param("address", source.address)
                    .param("account", person.account())
                    .update();
        }
    }

    /** What counts of each reporter and period, and what was sent after it and waits; newest period first, at most 100. */
    List<Report> list(Figure figure) {
        return database.sql("""
                        select * from (
                            select distinct on (unit, party, period_from, period_to, approved) *,
                                max(id) filter (where approved)
                                    over (partition by unit, party, period_from, period_to) as counts
                            from figure.report where figure = :figure
                            order by unit, party, period_from, period_to, approved, id desc) as latest
                        where value is not null and (approved or id > coalesce(counts, 0))
                        order by period_to desc, approved, unit, party limit 100""")
                .param("figure", figure.id())
                .query((row, n) -> {
                    Unit unit = units.get(row.getInt("unit"));
                    String reporter = row.getString("reporter");
                    return new Report(
                            unit,
                            reporter.isEmpty() ? unit.fullName() : reporter,
                            Objects.requireNonNull(row.getObject("period_from", LocalDate.class)),
                            Objects.requireNonNull(row.getObject("period_to", LocalDate.class)),
                            new Said(figure.id(), row.getBigDecimal("value"), row.getBigDecimal("whole"))
                                    .of(figure.measure()),
                            row.getString("document"),
                            row.getBoolean("approved"),
                            row.getString("address"));
                })
                .list();
    }

    /** The last day that approved reports speak of, by figure; nothing for a figure that none speaks of. */
    public Map<String, LocalDate> latest(Collection<String> figures) {
        Map<String, LocalDate> latest = new HashMap<>();
        database.sql("""
                        select figure, max(period_to) from figure.report
                        where approved and figure = any(:figures) group by figure""").param("figures", figures.toArray(String[]::new)).query(row -> {
            latest.put(row.getString(1), row.getObject(2, LocalDate.class));
        });
        return latest;
    }

    /**
     * A stock is the latest approved report of each reporter up to the day, a flow the sum of the reports within the
     * period. A share reported as its parts is the quotient of their sums; one reported as a number cannot be added up:
     * only what one reporter alone, or the unit asked for itself, reported counts.
     */
    Optional<BigDecimal> value(Figure figure, Definition.Reported definition, FigureQuery query) {
        Unit top = query.unit() == null ? units.province() : query.unit();
        Set<Integer> wanted =
                units.counted(top.id(), units.map(query.map() == null ? Vietnamese.today() : query.map()));
        LocalDate day = query.day() == null ? Vietnamese.today() : query.day();
        List<Latest> latest = definition.last()
                ? standing(last(figure, wanted, day), day)
                : within(figure, wanted, query.period().from(), query.day());
        List<Latest> parts = latest.stream().filter(one -> one.whole != null).toList();
        if (!parts.isEmpty()) {
            return Optional.ofNullable(share(
                    sum(parts.stream().map(Latest::value).toList()),
                    sum(parts.stream()
                            .map(one -> Objects.requireNonNull(one.whole))
                            .toList()),
                    figure.measure()));
        }
        List<Latest> adding = figure.measure().adds() ? latest : own(top, latest);
        return adding.isEmpty()
                ? Optional.empty()
                : Optional.of(sum(adding.stream().map(Latest::value).toList()));
    }

    private List<Latest> last(Figure figure, Set<Integer> wanted, LocalDate day) {
        return database.sql("""
                        select * from (
                            select distinct on (unit, party) unit, party, value, whole from (
                                select distinct on (unit, party, period_from, period_to) * from figure.report
                                where figure = :figure and unit = any(:units::int[]) and approved and period_to <= :day
                                order by unit, party, period_from, period_to, id desc) as counting
                            where value is not null
                            order by unit, party, period_to desc, id desc) as latest""")
                .param("figure", figure.id())
                .param("units", wanted.toArray(Integer[]::new))
                .param("day", day)
                .query((row, n) -> new Latest(
                        row.getInt("unit"),
                        row.getString("party"),
                        row.getBigDecimal("value"),
                        row.getBigDecimal("whole")))
                .list();
    }

    private List<Latest> within(Figure figure, Set<Integer> wanted, @Nullable LocalDate from, @Nullable LocalDate to) {
        return database.sql("""
                        select unit, party, value, whole from (
                            select distinct on (unit, party, period_from, period_to) * from figure.report
                            where figure = :figure and unit = any(:units::int[]) and approved
                              and (:from::date is null or period_from >= :from::date)
                              and (:to::date is null or period_to <= :to::date)
                            order by unit, party, period_from, period_to, id desc) as latest
                        where value is not null""")
                .param("figure", figure.id())
                .param("units", wanted.toArray(Integer[]::new))
                .param("from", from)
                .param("to", to)
                .query((row, n) -> new Latest(
                        row.getInt("unit"),
                        row.getString("party"),
                        row.getBigDecimal("value"),
                        row.getBigDecimal("whole")))
                .list();
    }

    /** What a unit that has ended said last counts until what it became has said something itself. */
    private List<Latest> standing(List<Latest> latest, LocalDate day) {
        Set<Integer> said = new HashSet<>(latest.stream().map(Latest::unit).toList());
        return latest.stream()
                .filter(one -> units.get(one.unit).on(day) || !followed(one.unit, said))
                .toList();
    }

    private boolean followed(int unit, Set<Integer> said) {
        return units.successors(unit).stream()
                .map(Succession::successor)
                .anyMatch(successor -> said.contains(successor) || followed(successor, said));
    }

    /** What one reporter alone said of the unit; of several, what the unit said itself. */
    private static List<Latest> own(Unit top, List<Latest> latest) {
        List<Latest> own = latest.size() == 1
                ? latest
                : latest.stream().filter(one -> one.unit == top.id()).toList();
        return own.size() == 1 ? own : List.of();
    }

    private static BigDecimal sum(List<BigDecimal> values) {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static @Nullable BigDecimal share(BigDecimal part, BigDecimal whole, Measure measure) {
        if (whole.signum() == 0) {
            return null;
        }
        BigDecimal times = measure.isPercent() ? part.multiply(HUNDRED) : part;
        return times.divide(whole, MathContext.DECIMAL128).setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}
