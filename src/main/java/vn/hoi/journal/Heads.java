package vn.hoi.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Heads of the seals outside the database: {@code journal-heads.txt} in the data folder, and a further one where {@code
 * hoi.journal.heads} says (best on another disk). Who alters entries and makes all seals anew must alter these files too.
 */
@Component
class Heads {

    private static final Logger LOG = LoggerFactory.getLogger(Heads.class);
    private static final String NAME = "journal-heads.txt";
    private static final long LOCK = 0x686f690032L;

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Seals seals;
    private final List<HeadFile> files = new ArrayList<>();
    private final Map<Path, String> faults = new ConcurrentHashMap<>();

    Heads(
            JdbcClient database,
            TransactionTemplate transaction,
            Seals seals,
            @Value("${hoi.data:}") String data,
            @Value("${hoi.journal.heads:}") String further) {
        this.database = database;
        this.transaction = transaction;
        this.seals = seals;
        if (!data.isEmpty()) {
            files.add(new HeadFile(Path.of(data, NAME), true, seals));
        }
        if (!further.isEmpty()) {
            Path file = Path.of(further);
            files.add(new HeadFile(Files.isDirectory(file) ? file.resolve(NAME) : file, false, seals));
        }
    }

    private interface Work {
        @Nullable
        String on(HeadFile file) throws IOException;
    }

    /** What is wrong with the files, in sentences; empty when nothing is known to be. */
    List<String> faults() {
        return List.copyOf(faults.values());
    }

    /** Adds to each file what the table has behind its last line. */
    void append() {
        each(HeadFile::append);
    }

    /** At the start: reads each file whole, and writes again what it does not hold. */
    void restore() {
        each(file -> {
            HeadFile.Compared compared = file.compare();
            if (compared.fault() != null) {
                return compared.fault();
            }
            long newest = seals.findLast().map(Seal::number).orElse(0L);
            long missing = file.restore(compared, newest);
            if (missing > 0) {
                LOG.warn("{} thiếu {} niêm phong; ghi lại từ bảng", file.file(), missing);
            }
            return file.append();
        });
    }

    /** Each file beside the table; those that cannot be read are told of as a fault. */
    Map<Path, HeadFile.Compared> compare() {
        Map<Path, HeadFile.Compared> compared = new LinkedHashMap<>();
        for (HeadFile file : files) {
            try {
                compared.put(file.file(), file.compare());
            } catch (IOException e) {
                compared.put(file.file(), new HeadFile.Compared(0, new java.util.BitSet(), unreadable(file, e)));
            }
        }
        return compared;
    }

    /** Several programs may share a file, so they take turns. */
    private void each(Work work) {
        if (files.isEmpty()) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            database.sql("select true from pg_advisory_xact_lock(:lock)")
                    .param("lock", LOCK)
                    .query(Boolean.class)
                    .single();
            for (HeadFile file : files) {
                @Nullable String fault;
                try {
                    fault = work.on(file);
                } catch (IOException e) {
                    fault = unreadable(file, e);
                }
                tell(file.file(), fault);
            }
        });
    }

    private static String unreadable(HeadFile file, IOException e) {
        return "không đọc hoặc ghi được tệp " + file.file() + " (" + e.getMessage() + ")";
    }

    private void tell(Path file, @Nullable String fault) {
        if (fault == null) {
            faults.remove(file);
        } else if (!fault.equals(faults.put(file, fault))) {
            LOG.error("JOU-016: {}; tệp được giữ nguyên, chạy «./hoi check --journal»", fault);
        }
    }
}
