package vn.hoi.figure;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.Bucket;
import vn.hoi.common.Job;
import vn.hoi.common.JobWatch;
import vn.hoi.common.Label;
import vn.hoi.common.Repeated;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;
import vn.hoi.register.Column;

/**
 * The permanent auditor: takes figures and half-months, one at random and then one after the other from where it stopped,
 * recomputes their cells and roll-ups from the records and names each wrong one, in the log, among the jobs and in the
 * journal. It changes nothing, and takes a twentieth of the time at most, however large the registers are.
 */
@Component
class FigureAudit extends Repeated implements Job {

    private static final Logger LOG = LoggerFactory.getLogger(FigureAudit.class);
    private static final Duration PAUSE = Duration.ofSeconds(20);
    /** How long it goes on looking in one round; one look may take longer over a large register. */
    private static final Duration WORK = Duration.ofSeconds(1);
    /** How much longer it rests than it worked. */
    private static final int REST = 19;
    /** New records are looked at more often than old ones. */
    private static final int NEWEST = 200;
    /** Faults remembered as told, so that none is told again each round. */
    private static final int MOST = 1000;

    private final FigureProof proof;
    private final StoredFigures stored;
    private final JdbcClient database;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final FigureSweep sweep;
    private final JobWatch watch = new JobWatch();
    private final Random random = new Random();
    private final Set<FigureProof.Fault> told = new LinkedHashSet<>();
    private long restsUntil = System.nanoTime();

    FigureAudit(
            FigureProof proof,
            StoredFigures stored,
            JdbcClient database,
            Journal journal,
            TransactionTemplate transaction) {
        super("figure-audit", PAUSE, PAUSE);
        this.proof = proof;
        this.stored = stored;
        this.database = database;
        this.journal = journal;
        this.transaction = transaction;
        sweep = new FigureSweep("audit", proof, stored, database, transaction);
    }

    @Override
    protected void round() {
        long begins = System.nanoTime();
        if (begins - restsUntil < 0) {
            return;
        }
        try {
            watch.begins();
            List<FigureProof.Fault> wrong = new ArrayList<>(look(random));
            Optional<FigureSweep.Stop> stop = sweep.next();
            while (stop.isPresent()) {
                wrong.addAll(proof.of(stop.get().figure(), stop.get().bucket()));
                stop = System.nanoTime() - begins < WORK.toNanos() ? sweep.next() : Optional.empty();
            }
            tell(wrong);
        } catch (RuntimeException e) {
            watch.failed(e);
            LOG.debug("the audit of figures waits", e);
        }
        long ends = System.nanoTime();
        restsUntil = ends + rest(Duration.ofNanos(ends - begins)).toNanos();
    }

    /** How long it rests after so much work. */
    static Duration rest(Duration worked) {
        return worked.multipliedBy(REST);
    }

    /** Looks at one figure in one half-month; gives what is wrong there. */
    List<FigureProof.Fault> look(Random chance) {
        List<Figure> figures = proof.figures();
        return look(figures.get(chance.nextInt(figures.size())), chance);
    }

    /** Looks at this figure in some half-month. */
    List<FigureProof.Fault> look(Figure figure, Random chance) {
        return bucket(figure, chance).map(bucket -> proof.of(figure, bucket)).orElse(List.of());
    }

    /** Of a cell half of the times; else of a record, old or new: what a trigger lost has no cell. */
    private Optional<Integer> bucket(Figure figure, Random chance) {
        Definition.Stored definition = (Definition.Stored) figure.definition();
        Column from = definition.from();
        if (from == null) {
            return Optional.of(0);
        }
        if (chance.nextBoolean()) {
            return database.sql("""
                            with kept as (select distinct bucket from figure.cell where figure = :figure)
                            select bucket from kept order by bucket
                            offset (select floor(:share * count(*)) from kept) limit 1""")
                    .param("figure", stored.number(figure))
                    .param("share", chance.nextDouble())
                    .query(Integer.class)
                    .optional();
        }
        Column column = definition.until() != null && chance.nextBoolean() ? definition.until() : from;
        String day = FigureTriggers.quote(column.sql());
        String table = "register." + FigureTriggers.quote(definition.register().table());
        String any = "select " + day + " from " + table + " where " + day
                + " is not null and id >= (select floor(:share" + " * max(id)) from " + table + ") order by id limit 1";
        String newest = "select " + day + " from (select id, " + day + " from " + table
                + " order by id desc limit " + NEWEST + ") as newest where " + day + " is not null order by id"
                + " offset floor(:share * (select count(" + day + ") from (select " + day + " from " + table
                + " order by id desc limit " + NEWEST + ") as days)) limit 1";
        return database.sql(chance.nextBoolean() ? any : newest)
                .param("share", chance.nextDouble())
                .query(LocalDate.class)
                .optional()
                .map(found -> Bucket.of(found).number());
    }

    /** Names each wrong cell once; the job says how many it still finds. */
    void tell(List<FigureProof.Fault> wrong) {
        for (FigureProof.Fault fault : wrong) {
            if (told.size() < MOST && told.add(fault)) {
                LOG.error("figure {} does not say what its records say: {}", fault.figure(), said(fault));
                transaction.executeWithoutResult(status -> journal.write(
                        "figures/" + fault.figure(), "found-wrong", changes(fault), "kiểm tra thường trực"));
            }
        }
        if (wrong.isEmpty()) {
            FigureSweep.Progress at = sweep.progress();
            String looked = Vietnamese.number(at.looked());
            String all = at.inAll() == null ? "?" : Vietnamese.number(at.inAll());
            watch.ended(new Label(
                    "các ô vừa kiểm đều bằng bản ghi; vòng này đã qua " + looked + "/" + all + " nửa tháng số liệu"
                            + (at.tookSeconds() == null
                                    ? ""
                                    : ", vòng trước hết " + Vietnamese.number(at.tookSeconds() / 60) + " phút"),
                    "the cells just looked at equal their records; " + looked + "/" + all
                            + " half-months of figures in this round"));
        } else {
            watch.failed(new IllegalStateException(
                    wrong.size() + " ô sai: " + wrong.getFirst().figure() + ", " + said(wrong.getFirst())));
        }
    }

    private static Map<String, Journal.Change> changes(FigureProof.Fault fault) {
        Map<String, Journal.Change> changes = new LinkedHashMap<>();
        changes.put("where", new Journal.Change(null, fault.what() + " " + fault.where()));
        changes.put("value", new Journal.Change(fault.kept(), fault.counted()));
        return changes;
    }

    private static String said(FigureProof.Fault fault) {
        return fault.what() + " " + fault.where() + ": " + Vietnamese.number(fault.kept()) + " ≠ "
                + Vietnamese.number(fault.counted());
    }

    @Override
    public String id() {
        return "figure-audit";
    }

    @Override
    public Label name() {
        return new Label("Kiểm tra số liệu thường trực", "Permanent audit of figures");
    }

    @Override
    public Label rhythm() {
        return new Label(
                "mỗi 20 giây, không quá 5% thời gian; một ô ngẫu nhiên, rồi lần lượt từng ô",
                "every 20 s, 5% of the time at most; one cell at random, then one after the other");
    }

    @Override
    public Run last() {
        return watch.last();
    }
}
