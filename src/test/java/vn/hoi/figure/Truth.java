package vn.hoi.figure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hoi.TestApplication;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/**
 * What figures must say: counted from the records in plain SQL written by hand, knowing nothing of cells, deltas,
 * generated conditions or the map of units in memory.
 */
final class Truth {

    /** A question with the two answers. */
    record Answer(String question, Map<String, BigDecimal> here, Map<String, BigDecimal> truth) {
        boolean agrees() {
            return here.equals(truth);
        }
    }

    /** A figure as SQL knows it. {@code until} is null for a flow. */
    private record Counted(
            String id, String table, String from, @Nullable String until, String where, List<String> by) {}

    private static final List<Counted> FIGURES = List.of(
            new Counted("ip.applications.published", "ip_title", "published_on", null, "true", List.of()),
            new Counted("ip.titles.total", "ip_title", "granted_on", null, "true", List.of("kind", "grant-scope")),
            new Counted("ip.titles.gi", "ip_title", "granted_on", null, "kind = 'gi'", List.of("kind", "grant-scope")),
            new Counted(
                    "ip.gi.extended",
                    "ip_title",
                    "granted_on",
                    null,
                    "kind = 'gi' and grant_scope = 'extended'",
                    List.of("grant-scope")),
            new Counted(
                    "ip.titles.collective-cert-marks",
                    "ip_title",
                    "granted_on",
                    null,
                    "kind in ('collective-mark', 'certification-mark')",
                    List.of("kind")),
            new Counted(
                    "cert.total",
                    "digital_certificate",
                    "issued_on",
                    "revoked_on",
                    "true",
                    List.of("holder", "medium")),
            new Counted(
                    "cert.organisation",
                    "digital_certificate",
                    "issued_on",
                    "revoked_on",
                    "holder = 'organisation' and medium in ('usb-token', 'remote')",
                    List.of("medium")),
            new Counted(
                    "cert.sim", "digital_certificate", "issued_on", "revoked_on", "medium = 'sim'", List.of("holder")));

    /** Where every unit is found on the map of a day: at itself, or at the one successor that took all of it. */
    private static final String LOCATED = """
            with recursive walk (start, at) as (
                select id, id from unit.unit
                union all
                select walk.start, s.successor from walk
                join unit.unit u on u.id = walk.at join unit.succession s on s.predecessor = u.id
                where u.valid_until < :map and s.share = 'whole'
            ), located as (
                select walk.start, walk.at from walk join unit.unit u on u.id = walk.at
                where u.valid_from <= :map and (u.valid_until is null or u.valid_until >= :map)
            ), below (id) as (
                select :unit::int
                union select u.id from unit.unit u join below on u.parent = below.id
            )
            """;

    private final Figures figures;
    private final FigureReading reading;
    private final JdbcClient database;
    private final Units units;

    Truth() {
        figures = TestApplication.get(Figures.class);
        reading = TestApplication.get(FigureReading.class);
        database = TestApplication.get(JdbcClient.class);
        units = TestApplication.get(Units.class);
    }

    /** Asks a random question; to be asked in one repeatable-read transaction, so that both answers are of one moment. */
    Answer ask(Random random) {
        Counted counted = FIGURES.get(random.nextInt(FIGURES.size()));
        List<@Nullable String> bys = new ArrayList<>(counted.by);
        bys.add(null);
        bys.add("unit");
        counted.by.forEach(one -> bys.add("unit," + one));
        if (counted.by.size() > 1) {
            bys.add(String.join(",", counted.by));
        }
        return ask(
                counted,
                day(random),
                day(random),
                unit(random),
                random.nextInt(3) == 0 ? day(random) : null,
                bys.get(random.nextInt(bys.size())));
    }

    private static @Nullable LocalDate day(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> LocalDate.of(2024 + random.nextInt(3), 1 + random.nextInt(12), 1);
            case 2 -> LocalDate.of(2024 + random.nextInt(3), 1 + random.nextInt(12), 14);
            case 3 -> LocalDate.of(2024 + random.nextInt(3), 1 + random.nextInt(12), 15);
            default -> LocalDate.of(2023, 12, 20).plusDays(random.nextInt(800));
        };
    }

    private @Nullable Unit unit(Random random) {
        List<Unit> areas = units.list().stream().filter(Unit::isArea).toList();
        return random.nextInt(3) == 0 ? areas.get(random.nextInt(areas.size())) : null;
    }

    private Answer ask(
            Counted counted,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Unit unit,
            @Nullable LocalDate map,
            @Nullable String by) {
        boolean turned = from != null && to != null && to.isBefore(from);
        Period period = counted.until != null ? Period.ALWAYS : turned ? new Period(to, from) : new Period(from, to);
        LocalDate asOf = counted.until != null ? to : null;
        var query = new FigureQuery(period, asOf, unit, map, by);
        Reading read = reading.read(figures.get(counted.id), query);
        Map<String, BigDecimal> here = new TreeMap<>();
        put(here, "", Objects.requireNonNull(read.value()));
        BigDecimal sum = BigDecimal.ZERO;
        for (Reading.Cell cell : read.cells()) {
            BigDecimal value = Objects.requireNonNull(cell.value());
            put(
                    here,
                    "cell "
                            + cell.parts().stream()
                                    .map(part -> {
                                        Unit at = part.unit();
                                        boolean none = query.breakdowns()
                                                .get(cell.parts().indexOf(part))
                                                .equals("unit");
                                        return at != null ? String.valueOf(at.id()) : none ? "?" : part.key();
                                    })
                                    .collect(java.util.stream.Collectors.joining("/")),
                    value);
            sum = sum.add(value);
        }
        if (by != null && sum.compareTo(read.value()) != 0) {
            here.put("cells do not add up", sum);
        }
        return new Answer(counted.id + " " + query, here, truth(counted, query));
    }

    private static void put(Map<String, BigDecimal> values, String key, BigDecimal value) {
        if (value.signum() != 0) {
            // what waits at several split units stands on several lines without a place
            values.merge(key, value.stripTrailingZeros().setScale(0), BigDecimal::add);
        }
    }

    private Map<String, BigDecimal> truth(Counted counted, FigureQuery query) {
        LocalDate today = vn.hoi.common.Vietnamese.today();
        Unit unit = query.unit();
        LocalDate map = query.map() != null
                ? query.map()
                : unit != null && unit.until() != null && unit.until().isBefore(today) ? unit.until() : today;
        LocalDate asOf = query.asOf() == null ? today : query.asOf();
        String dated = counted.until == null
                ? counted.from + " is not null and (:from::date is null or " + counted.from
                        + " >= :from::date) and (:to::date is null or " + counted.from + " <= :to::date)"
                : counted.from + " <= :asOf and (" + counted.until + " is null or " + counted.until + " > :asOf)";
        // where it stood on the day it is counted for: left places are dated by the day it left them
        String stood =
                "coalesce((select \"left\" from unnest(moved_on, moved_from) as way (\"on\", \"left\") where \"on\" > "
                        + (counted.until == null ? counted.from : ":asOf::date") + " order by \"on\" limit 1), place)";
        String key = query.breakdowns().stream()
                .map(by -> by.equals("unit")
                        ? "coalesce((select at::text from located where start = " + stood + "), '?')"
                        : "coalesce(" + by.replace('-', '_') + ", '')")
                .collect(java.util.stream.Collectors.joining(" || '/' || "));
        if (key.isEmpty()) {
            key = "''";
        }
        Map<String, BigDecimal> values = new LinkedHashMap<>();
        database.sql(LOCATED + "select " + key + ", count(*) from register." + counted.table + " where " + counted.where
                        + " and " + dated
                        + (unit == null
                                ? ""
                                : " and (" + stood + " in (select id from below) or " + stood + " in"
                                        + " (select start from located where at in (select id from below)))")
                        + " group by 1")
                .param("map", map)
                .param("unit", unit == null ? 0 : unit.id())
                .param("from", query.period().from())
                .param("to", query.period().to())
                .param("asOf", asOf)
                .query((row, n) -> values.put(row.getString(1), row.getBigDecimal(2)))
                .list();
        Map<String, BigDecimal> truth = new TreeMap<>();
        put(truth, "", values.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        if (query.by() != null) {
            values.forEach((part, value) -> put(truth, "cell " + part, value));
        }
        return truth;
    }
}
