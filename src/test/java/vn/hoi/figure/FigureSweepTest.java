package vn.hoi.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.TestApplication;
import vn.hoi.TestTitles;
import vn.hoi.common.Bucket;

/** The way of the permanent auditor through all cells. */
class FigureSweepTest {

    private final JdbcClient database = TestApplication.get(JdbcClient.class);

    @BeforeEach
    void someCells() {
        for (String day : List.of("2170-01-05", "2170-02-20", "2170-05-05")) {
            TestTitles.filed("FigureSweepTest", "2170-01-01", day, "06040");
        }
        TestApplication.get(Fold.class).all();
    }

    @AfterEach
    void leaveNothing() {
        database.sql("delete from register.ip_title where owner = 'FigureSweepTest'")
                .update();
        database.sql("delete from figure.sweep where name = 'test'").update();
    }

    private static FigureSweep sweep() {
        return new FigureSweep(
                "test",
                TestApplication.get(FigureProof.class),
                TestApplication.get(StoredFigures.class),
                TestApplication.get(JdbcClient.class),
                TestApplication.get(TransactionTemplate.class));
    }

    private void standAt(String figure, String day) {
        sweep().next();
        database.sql("update figure.sweep set figure = :figure, bucket = :bucket, looked = 7 where name = 'test'")
                .param("figure", figure)
                .param("bucket", Bucket.of(LocalDate.parse(day)).number())
                .update();
    }

    @Test
    void itGoesOnWhereItStoppedThoughTheProgramBeganAnew() {
        standAt("ip.applications.published", "2170-01-01");
        List<Integer> buckets = new ArrayList<>();
        for (int stop = 0; stop < 3; stop++) {
            // each from a program of its own
            FigureSweep.Stop found = sweep().next().orElseThrow();
            if (found.figure().id().equals("ip.applications.published")) {
                buckets.add(found.bucket());
            }
        }
        assertThat(buckets)
                .startsWith(
                        Bucket.of(LocalDate.of(2170, 2, 20)).number(),
                        Bucket.of(LocalDate.of(2170, 5, 5)).number());
        assertThat(sweep().progress().looked()).isEqualTo(10);
    }

    @Test
    void aRoundEndsBehindTheLastFigureAndTheNextBeginsWithTheFirst() {
        standAt("zzz", "2170-01-01");
        assertThat(sweep().next()).isEmpty();
        FigureSweep.Progress ended = sweep().progress();
        assertThat(ended.inAll()).isEqualTo(7);
        assertThat(ended.tookSeconds()).isNotNull();
        Optional<FigureSweep.Stop> first = sweep().next();
        assertThat(first).isPresent();
        assertThat(sweep().progress().looked()).isEqualTo(1);
    }

    @Test
    void itRestsNineteenTimesAsLongAsItWorked() {
        assertThat(FigureAudit.rest(Duration.ofSeconds(8))).isEqualTo(Duration.ofSeconds(152));
    }
}
