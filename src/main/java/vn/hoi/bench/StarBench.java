package vn.hoi.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.figure.Figure;
import vn.hoi.figure.FigureQuery;
import vn.hoi.figure.FigureReading;
import vn.hoi.figure.Figures;
import vn.hoi.figure.Period;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/**
 * Figures against a star table: one wide row per record with the ancestors of its unit, indexed, rebuilt and swapped in, as
 * statistical systems of health do it.
 */
@Component
public class StarBench {

    private static final double SECOND = 1e9;
    private static final LocalDate APART = LocalDate.of(2170, 3, 1);
    private static final Period ITS_YEAR = new Period(LocalDate.of(2170, 1, 1), LocalDate.of(2170, 12, 31));

    private final Figures figures;
    private final FigureReading reading;
    private final JdbcClient database;
    private final Units units;

    StarBench(Figures figures, FigureReading reading, JdbcClient database, Units units) {
        this.figures = figures;
        this.reading = reading;
        this.database = database;
        this.units = units;
    }

    /** Time from a commit until it is seen, time of the same question, and what a merged unit shows. */
    public List<Measured> measure(Consumer<String> tell) {
        Figure dossiers = figures.get(FigureBench.DOSSIERS);
        Unit merged = units.get("06040", LocalDate.of(2025, 7, 1));
        List<Unit> earlier = units.predecessors(merged.id()).stream()
                .limit(2)
                .map(edge -> units.get(edge.predecessor()))
                .toList();
        try {
            add(earlier.get(0), 10);
            long begin = System.nanoTime();
            add(earlier.get(1), 11);
            FigureQuery asked = new FigureQuery(ITS_YEAR, null, merged, null, null);
            long ours = Objects.requireNonNull(reading.read(dossiers, asked).records());
            double seen = (System.nanoTime() - begin) / SECOND;
            tell.accept("dựng lại bảng hình sao");
            double rebuilt = rebuild();
            long star = database.sql("""
                            select count(*) from bench.star
                            where :unit in (level1, level2, level3) and received_on between :from and :to""")
                    .param("unit", merged.id())
                    .param("from", ITS_YEAR.from())
                    .param("to", ITS_YEAR.to())
                    .query(Long.class)
                    .single();
            FigureQuery byUnit = new FigureQuery(Period.ALWAYS, null, null, null, FigureQuery.UNIT);
            List<Double> own = FigureBench.times(() -> reading.read(dossiers, byUnit), 20, 100);
            List<Double> stars = FigureBench.times(this::askStar, 1, 10);
            List<Measured> measured = new ArrayList<>();
            measured.add(Measured.of("bảng hình sao: từ lúc ghi đến lúc thấy", rebuilt, "s"));
            measured.add(Measured.atMost("số liệu: từ lúc bắt đầu ghi đến lúc thấy", seen, "s", 1));
            measured.add(Measured.of("bảng hình sao: theo đơn vị (p95)", Measured.percentile(stars, 0.95), "ms"));
            measured.add(Measured.of("số liệu: theo đơn vị (p95)", Measured.percentile(own, 0.95), "ms"));
            measured.add(Measured.of("bảng hình sao: sau khi nhập hai xã có 10 và 11", star, "bản ghi"));
            measured.add(Measured.atLeast("số liệu: sau khi nhập hai xã có 10 và 11", ours, "bản ghi", 21));
            return measured;
        } finally {
            database.sql("delete from register.dossier where code like 'BENCH-STAR-%'")
                    .update();
            database.sql("drop schema if exists bench cascade").update();
        }
    }

    /** Like records that are there, at a place and in a year of their own. */
    private void add(Unit place, int times) {
        database.sql("""
                        insert into register.dossier (code, unit, place, state, procedure, applicant, channel, level, received_on)
                        select 'BENCH-STAR-' || :place || '-' || n, unit, :place, state, procedure, applicant, channel, level, :day
                        from (select * from register.dossier order by id limit 1) as like_it, generate_series(1, :times) as n""")
                .param("place", place.id())
                .param("day", APART)
                .param("times", times)
                .update();
    }

    /** @return seconds until readers see it: built, indexed, analysed and swapped in */
    private double rebuild() {
        database.sql("create schema if not exists bench").update();
        long begin = System.nanoTime();
        database.sql("""
                        create table bench.next as
                        select d.*, u1.id as level3, u2.id as level2, u3.id as level1
                        from register.dossier d join unit.unit u1 on u1.id = d.place
                        left join unit.unit u2 on u2.id = u1.parent left join unit.unit u3 on u3.id = u2.parent""").update();
        database.sql("create index on bench.next (received_on)").update();
        database.sql("create index on bench.next (level3, received_on)").update();
        database.sql("create index on bench.next (level2, received_on)").update();
        database.sql("create index on bench.next (channel, received_on)").update();
        database.sql("analyze bench.next").update();
        database.sql("alter table bench.next rename to star").update();
        return (System.nanoTime() - begin) / SECOND;
    }

    private void askStar() {
        database.sql("select level3, count(*) from bench.star group by level3")
                .query((row, n) -> row.getLong(2))
                .list();
    }
}
