package vn.hoi.figure;

import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.Job;
import vn.hoi.common.JobWatch;
import vn.hoi.common.Label;
import vn.hoi.common.Repeated;

/**
 * Moves deltas into cells and roll-ups behind the writers. It takes only what is committed and skips what others hold,
 * so no writer waits for it; a reading that adds cells and pending deltas in one statement is the same before and after.
 */
@Component
class Fold extends Repeated implements Job {

    private static final Logger LOG = LoggerFactory.getLogger(Fold.class);
    private static final long LOCK = 0x686f690003L;
    private static final int BATCH = 50_000;
    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final Label ROUND = new Label("không còn thay đổi chờ cộng", "no changes wait");

    /** What a cell adds to: its half-month of the province, its year of the province, its year of its place and unit. */
    static final String SPANS = "lateral (values (bucket, 0, 0), (-(bucket / 24) - 1, 0, 0),"
            + " (-(bucket / 24) - 1, place, unit)) as spans (span, at_place, at_unit)";

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final JobWatch watch = new JobWatch();

    Fold(JdbcClient database, TransactionTemplate transaction) {
        super("fold", PAUSE, PAUSE);
        this.database = database;
        this.transaction = transaction;
    }

    /** Folds one batch; 0 when there was nothing, or when another node is at it. */
    int batch() {
        return Objects.requireNonNull(transaction.execute(status -> {
            boolean mine = database.sql("select pg_try_advisory_xact_lock(:lock)")
                    .param("lock", LOCK)
                    .query(Boolean.class)
                    .single();
            return mine ? move() : 0;
        }));
    }

    private int move() {
        return database.sql("""
                        with moved as (
                            delete from figure.delta where id = any (array(
                                select id from figure.delta order by id limit :batch for update skip locked))
                            returning figure, bucket, place, unit, b1, b2, b3, n, total
                        ), into_cells as (
                            insert into figure.cell as cell (figure, bucket, place, unit, b1, b2, b3, n, total)
                            select figure, bucket, place, unit, b1, b2, b3, sum(n), sum(total) from moved
                            group by 1, 2, 3, 4, 5, 6, 7
                            on conflict (figure, bucket, place, unit, b1, b2, b3)
                            do update set n = cell.n + excluded.n, total = cell.total + excluded.total
                        ), into_rollups as (
                            insert into figure.rollup as rollup (figure, span, place, unit, b1, b2, b3, n, total)
                            select figure, span, at_place, at_unit, b1, b2, b3, sum(n), sum(total)
                            from moved, %s
                            group by 1, 2, 3, 4, 5, 6, 7
                            on conflict (figure, span, place, unit, b1, b2, b3)
                            do update set n = rollup.n + excluded.n, total = rollup.total + excluded.total
                        )
                        select count(*) from moved""".formatted(SPANS))
                .param("batch", BATCH)
                .query(Integer.class)
                .single();
    }

    /** Folds all that is committed now. */
    void all() {
        while (batch() > 0) {
            // on to the next
        }
    }

    @Override
    protected void round() {
        try {
            all();
            watch.ended(ROUND);
        } catch (RuntimeException e) {
            watch.failed(e);
            // the database may be coming back; deltas stay where they are and readings stay exact
            LOG.debug("fold waits", e);
        }
    }

    @Override
    public String id() {
        return "fold";
    }

    @Override
    public Label name() {
        return new Label("Cộng dồn số liệu", "Folding of figures");
    }

    @Override
    public Label rhythm() {
        return new Label("mỗi 0,4 giây", "every 0.4 s");
    }

    @Override
    public Run last() {
        return watch.last();
    }
}
