package vn.hoi.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.Job;
import vn.hoi.common.Repeated;
import vn.hoi.figure.Definition;
import vn.hoi.figure.Figure;
import vn.hoi.figure.FigureQuery;
import vn.hoi.figure.FigureReading;
import vn.hoi.figure.FigureSets;
import vn.hoi.figure.Figures;
import vn.hoi.figure.Period;
import vn.hoi.figure.Reading;
import vn.hoi.register.RecordTable;

/** Reading of figures: a page of fifty, by unit, with deltas not folded, against plain SQL over the same records. */
@Component
public class FigureBench {

    static final String DOSSIERS = "tthc.dossiers.total";

    private static final int PAGE = 50;
    /** A server that has just started is still compiling what it runs, and takes twice as long. */
    private static final long WARM_NANOS = 20_000_000_000L;

    private static final int TIMES = 500;
    private static final int UNFOLDED = 100_000;
    private static final double MILLI = 1e6;
    private static final String PLAN = "plan:234-2025";

    private final Figures figures;
    private final FigureReading reading;
    private final FigureSets sets;
    private final JdbcClient database;
    private final DSLContext queries;
    private final List<Repeated> jobs;

    FigureBench(
            Figures figures,
            FigureReading reading,
            FigureSets sets,
            JdbcClient database,
            DSLContext queries,
            List<Repeated> jobs) {
        this.figures = figures;
        this.reading = reading;
        this.sets = sets;
        this.database = database;
        this.queries = queries;
        this.jobs = jobs;
    }

    /** Times of a page of fifty figures on a server that has served it for a while, in milliseconds and sorted. */
    public List<Double> page() {
        List<Figure> all = counted();
        return warmTimes(() -> reading.readAll(all, FigureQuery.PLAIN), TIMES);
    }

    private static List<Double> warmTimes(Runnable work, int times) {
        long end = System.nanoTime() + WARM_NANOS;
        while (System.nanoTime() < end) {
            work.run();
        }
        return times(work, 0, times);
    }

    /** Fifty of those a published plan takes from records, spread evenly over its sections. */
    private List<Figure> counted() {
        List<Figure> all = sets.list().stream()
                .filter(set -> set.id().equals(PLAN))
                .flatMap(set -> set.figures().stream())
                .map(wanted -> figures.get(wanted.figure()))
                .filter(figure -> figure.definition() instanceof Definition.Stored
                        || figure.definition() instanceof Definition.Slice)
                .distinct()
                .toList();
        return IntStream.range(0, PAGE)
                .mapToObj(index -> all.get(index * all.size() / PAGE))
                .toList();
    }

    static List<Double> times(Runnable work, int warm, int times) {
        List<Double> took = new ArrayList<>();
        for (int index = 0; index < warm + times; index++) {
            long begin = System.nanoTime();
            work.run();
            if (index >= warm) {
                took.add((System.nanoTime() - begin) / MILLI);
            }
        }
        Collections.sort(took);
        return took;
    }

    /**
     * Measures reading at full scale.
     *
     * @param hundredth times of the page where there are a hundredth of the records
     */
    public List<Measured> measureReading(List<Double> hundredth, Consumer<String> tell) {
        List<Measured> measured = new ArrayList<>();
        tell.accept("trang " + PAGE + " số liệu");
        List<Double> page = page();
        double median = Measured.percentile(page, 0.5);
        tell.accept("cùng các số ấy bằng SQL trơn");
        double plain = plainSql();
        measured.add(Measured.of("trang 50 số liệu (trung vị)", median, "ms"));
        measured.add(Measured.of("trang 50 số liệu (p95)", Measured.percentile(page, 0.95), "ms"));
        measured.add(Measured.atMost("trang 50 số liệu (p99)", Measured.percentile(page, 0.99), "ms", 20));
        measured.add(Measured.of("cùng các số bằng SQL trơn", plain, "ms"));
        measured.add(Measured.atLeast("SQL trơn so với trang số liệu", plain / median, "lần", 50));
        double small = Measured.percentile(hundredth, 0.5);
        measured.add(Measured.of("trang 50 số liệu, 1 % bản ghi (trung vị)", small, "ms"));
        measured.add(Measured.atMost("100 % so với 1 % bản ghi", median / small, "lần", 1.2));
        tell.accept("theo đơn vị");
        Figure dossiers = figures.get(DOSSIERS);
        var byUnit = new FigureQuery(Period.ALWAYS, null, null, null, FigureQuery.UNIT);
        List<Double> unit = warmTimes(() -> reading.read(dossiers, byUnit), TIMES / 2);
        measured.add(Measured.of(
                "theo đơn vị, số dòng", reading.read(dossiers, byUnit).cells().size(), "dòng"));
        measured.add(Measured.of("theo đơn vị (trung vị)", Measured.percentile(unit, 0.5), "ms"));
        measured.add(Measured.atMost("theo đơn vị (p99)", Measured.percentile(unit, 0.99), "ms", 20));
        measured.addAll(unfolded(median, tell));
        return measured;
    }

    /** One pass over the fifty, each an aggregate over its register with the same conditions. */
    private double plainSql() {
        List<Figure> all = counted();
        long begin = System.nanoTime();
        for (Figure figure : all) {
            long records = aggregate(reading.counted(figure, FigureQuery.PLAIN), figure);
            Reading read = reading.read(figure, FigureQuery.PLAIN);
            if (records != Objects.requireNonNull(read.records())) {
                throw new IllegalStateException(
                        figure.id() + ": " + records + " trong sổ, " + read.records() + " ở đây");
            }
        }
        return (System.nanoTime() - begin) / MILLI;
    }

    private long aggregate(Condition counted, Figure figure) {
        return Objects.requireNonNull(queries.select(DSL.count())
                        .from(RecordTable.of(reading.register(figure)))
                        .where(counted)
                        .fetchSingle()
                        .value1())
                .longValue();
    }

    /** Deltas that take each other away, spread as the cells are; the fold is held back meanwhile. */
    private List<Measured> unfolded(double folded, Consumer<String> tell) {
        tell.accept(UNFOLDED + " thay đổi chưa cộng dồn");
        Repeated fold = jobs.stream()
                .filter(job -> job instanceof Job named && named.id().equals("fold"))
                .findFirst()
                .orElseThrow();
        fold.stop();
        try {
            int cells = database.sql("select least(count(*), :most) from figure.cell")
                    .param("most", UNFOLDED / 2)
                    .query(Integer.class)
                    .single();
            database.sql("""
                            insert into figure.delta (figure, bucket, place, unit, b1, b2, b3, n, total)
                            select figure, bucket, place, unit, b1, b2, b3, sign, 0
                            from (select * from figure.cell order by hashint4(bucket), place limit :cells) as chosen,
                                generate_series(1, :times) as again, (values (1), (-1)) as signs (sign)""")
                    .param("cells", cells)
                    .param("times", Math.max(1, UNFOLDED / 2 / cells))
                    .update();
            database.sql("analyze figure.delta").update();
            long waiting = database.sql("select count(*) from figure.delta")
                    .query(Long.class)
                    .single();
            double median = Measured.percentile(page(), 0.5);
            return List.of(
                    Measured.of("thay đổi chưa cộng dồn", waiting, "dòng"),
                    Measured.of("trang 50 số liệu khi ấy (trung vị)", median, "ms"),
                    Measured.atMost("chưa cộng dồn so với đã cộng dồn", median / folded, "lần", 2));
        } finally {
            fold.start();
        }
    }
}
