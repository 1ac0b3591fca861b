package vn.hoi.journal;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
 * Seals the journal behind its writers. It takes entries of transactions below {@code pg_snapshot_xmin}, which have all
 * ended, in the order of transaction and number: whatever commits later stands behind them, so nothing is ever put into a
 * sealed batch and nothing is left out of one. One node at a time.
 */
@Component
public class Sealer extends Repeated implements Job {

    /** Most entries of a batch. */
    static final int BATCH = 4096;

    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
    private static final long LOCK = 0x686f690031L;
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Seals seals;
    private final Heads heads;
    private boolean headsLookedOver;
    private String told = "";
    private final JobWatch watch = new JobWatch();

    Sealer(JdbcClient database, TransactionTemplate transaction, Seals seals, Heads heads) {
        super("sealer", FIRST, PAUSE);
        this.database = database;
        this.transaction = transaction;
        this.seals = seals;
        this.heads = heads;
    }

    /**
     * Seals all that is committed and can be sealed now.
     *
     * @return entries sealed here
     */
    public long all() {
        long all = 0;
        int sealed;
        do {
            sealed = batch();
            all += sealed;
            if (sealed > 0) {
                heads.append();
            }
        } while (sealed == BATCH);
        return all;
    }

    /** Seals one batch; 0 when there is nothing to seal, or when another node is at it. */
    int batch() {
        return Objects.requireNonNull(transaction.execute(status -> {
            boolean mine = database.sql("select pg_try_advisory_xact_lock(:lock)")
                    .param("lock", LOCK)
                    .query(Boolean.class)
                    .single();
            return mine ? seal() : 0;
        }));
    }

    private int seal() {
        @Nullable Seal last = seals.findLast().orElse(null);
        List<KeptEntry> entries = entries(last);
        if (entries.isEmpty()) {
            return 0;
        }
        List<Seals.Leaf> leaves = new ArrayList<>(entries.size());
        entries.forEach(entry -> leaves.add(new Seals.Leaf(entry.id(), entry.hash())));
        byte[] root = MerkleTree.root(leaves.stream().map(Seals.Leaf::hash).toList());
        OffsetDateTime now = database.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single();
        Seal seal = new Seal(
                last == null ? 1 : last.number() + 1,
                now.toInstant(),
                entries.size(),
                entries.getFirst().xid(),
                entries.getFirst().id(),
                entries.getLast().xid(),
                entries.getLast().id(),
                Hash.hex(root),
                last == null ? Seal.NONE_BEFORE : last.head(),
                "");
        seals.add(seal.closed(), leaves);
        return entries.size();
    }

    private List<KeptEntry> entries(@Nullable Seal last) {
        if (last != null) {
            refuseBackwards(last);
        }
        return database.sql("select " + KeptEntry.COLUMNS + """
                         from journal.entry
                        where (xid, id) > (cast(:xid as xid8), :id) and xid < pg_snapshot_xmin(pg_current_snapshot())
                        order by entry.xid, entry.id limit :batch""")
                .param("xid", last == null ? "0" : String.valueOf(last.lastXid()))
                .param("id", last == null ? 0 : last.lastId())
                .param("batch", BATCH)
                .query(KeptEntry::read)
                .list();
    }

    /** Rows copied into a new cluster keep their transactions, but its own begin anew: below those, nothing would be sealed. */
    private void refuseBackwards(Seal last) {
        long next = Long.parseLong(database.sql("select pg_snapshot_xmax(pg_current_snapshot())::text")
                .query(String.class)
                .single());
        if (next <= last.lastXid()) {
            throw new IllegalStateException("JOU-002: Số giao dịch của PostgreSQL (" + next
                    + ") nhỏ hơn của niêm phong cuối (" + last.lastXid()
                    + "): dữ liệu đã được chép sang cụm mới, nhật ký chưa niêm phong tiếp được;"
                    + " khôi phục bằng «./hoi restore» từ bản sao lưu.");
        }
    }

    @Override
    protected void round() {
        try {
            if (!headsLookedOver) {
                heads.restore();
                headsLookedOver = true;
            }
            long sealed = all();
            if (sealed == 0) {
                heads.append();
            }
            watch.ended(sealed);
            told = "";
        } catch (IllegalStateException refused) {
            watch.failed(refused);
            if (!told.equals(refused.getMessage())) {
                told = String.valueOf(refused.getMessage());
                LOG.error("{}", told);
            }
        } catch (RuntimeException e) {
            watch.failed(e);
            // the database may be coming back; entries stay where they are
            LOG.debug("sealing waits", e);
        }
    }

    @Override
    public String id() {
        return "sealer";
    }

    @Override
    public Label name() {
        return new Label("Niêm phong nhật ký", "Sealing of the journal");
    }

    @Override
    public Label rhythm() {
        return new Label("mỗi 5 giây", "every 5 s");
    }

    @Override
    public Run last() {
        return watch.last();
    }
}
