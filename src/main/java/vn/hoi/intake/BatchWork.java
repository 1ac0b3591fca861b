package vn.hoi.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Job;
import vn.hoi.common.JobWatch;
import vn.hoi.common.Label;
import vn.hoi.common.Problem;
import vn.hoi.intake.Batch.CellFault;
import vn.hoi.intake.Batch.Found;
import vn.hoi.register.ChangedRecords;
import vn.hoi.register.RecordKeys;
import vn.hoi.register.RecordLoading;
import vn.hoi.register.RecordReading;
import vn.hoi.register.RecordRows;
import vn.hoi.register.Register;
import vn.hoi.register.Row;
import vn.hoi.sheet.SheetFile;
import vn.hoi.sheet.SheetLimits;
import vn.hoi.sheet.Table;

/** Reads and loads the files of batches, two at a time; the rest wait their turn. */
@Component
class BatchWork implements Job {

    static final String MISSING = "Tệp chưa có cột cho những cột bắt buộc của sổ; ghép cột rồi đọc lại.";

    private static final Logger LOG = LoggerFactory.getLogger(BatchWork.class);
    private static final int AT_A_TIME = 2;
    private static final int LOCK = 0x696d70;
    private static final double SURE = 0.6;
    private static final long TELL_NANOS = 300_000_000;
    /** A row of a file that was not read before has at least about as many; a packed one has no more. */
    private static final int ROW_BYTES = 100;

    private final Batches batches;
    private final StoredFiles files;
    private final Headings headings;
    private final Looks looks;
    private final RecordLoading loading;
    private final RecordKeys keys;
    private final RecordRows recordRows;
    private final ChangedRecords changedRecords;
    private final vn.hoi.register.Files attachments;
    private final CurrentPerson person;
    private final DataSource dataSource;
    private final TransactionTemplate transaction;
    private final JobWatch watch = new JobWatch();
    // work of minutes without pause belongs on threads the system shares out, not on those that carry requests
    private final ExecutorService threads = Executors.newFixedThreadPool(
            AT_A_TIME, Thread.ofPlatform().daemon().name("import-", 0).factory());

    BatchWork(
            Batches batches,
            StoredFiles files,
            Headings headings,
            Looks looks,
            RecordLoading loading,
            RecordKeys keys,
            RecordRows recordRows,
            ChangedRecords changedRecords,
            vn.hoi.register.Files attachments,
            CurrentPerson person,
            DataSource dataSource,
            TransactionTemplate transaction) {
        this.batches = batches;
        this.files = files;
        this.headings = headings;
        this.looks = looks;
        this.loading = loading;
        this.keys = keys;
        this.recordRows = recordRows;
        this.changedRecords = changedRecords;
        this.attachments = attachments;
        this.person = person;
        this.dataSource = dataSource;
        this.transaction = transaction;
    }

    @Override
    public String id() {
        return "imports";
    }

    @Override
    public Label name() {
        return new Label("Đọc và nạp tệp", "Reading and loading of files");
    }

    @Override
    public Label rhythm() {
        return new Label("khi có tệp gửi lên", "when a file was sent");
    }

    /** Batches at work on any server first, else how the last one of this server went. */
    @Override
    public Run last() {
        int running = batches.running().size();
        return running == 0
                ? watch.last()
                : new Run(null, State.RUNNING, new Label("đang làm " + running + " đợt", running + " batches at work"));
    }

    void start(Runnable work) {
        threads.execute(work);
    }

    /** An opened file. */
    private record Source(
            Table table, FurtherSheets sheets, @Nullable FilesBeside files) {}

    /** What is done with an opened table. */
    private interface Use {
        void table(Batch batch, Source source, Found found) throws InterruptedException;
    }

    /** Tests all rows; the batch then waits for a person. */
    void read(Register register, long id) {
        guarded(
                id,
                () -> withTable(register, id, (batch, source, found) -> {
                    if (found.missing().isEmpty()) {
                        FilePass pass = pass(register, batch, source, found, false, rows -> {});
                        pass.run(rows -> {});
                        batches.found(id, found.with(pass.samples(), pass.left()), pass.counts());
                    } else {
                        batches.found(id, found, Batch.Counts.NONE);
                    }
                    batches.move(id, Batch.State.READING, Batch.State.WAITING);
                }));
    }

    /** Tests all rows and loads the good ones, in one transaction. */
    void load(Register register, long id, LongConsumer seen) {
        guarded(
                id,
                () -> withTable(register, id, (batch, source, found) -> {
                    if (!found.missing().isEmpty()) {
                        batches.found(id, found, Batch.Counts.NONE);
                        throw new Problem(422, "IMP-005", MISSING);
                    }
                    FilePass pass = pass(register, batch, source, found, true, seen);
                    try (var _ = loading.setAside(register, coming(batch))) {
                        long records = transaction.execute(status -> load(register, batch, pass, found));
                        if (records > 0) {
                            loading.sortWords(register);
                        }
                    } catch (RuntimeException failure) {
                        batches.found(id, found.with(pass.samples(), pass.left()), pass.counts());
                        throw failure;
                    }
                    if (pass.counts().wrong() == 0) {
                        files.drop(id);
                    }
                }));
    }

    /** Records that are to come in, as its reading counted them; else a guess that only speed hangs on. */
    private static long coming(Batch batch) {
        return batch.counts().rows() > 0 ? batch.counts().fresh() : batch.size() / ROW_BYTES;
    }

    private long load(Register register, Batch batch, FilePass pass, Found found) {
        try (var feed = new Feed(pass::run)) {
            RecordLoading.Loaded done = loading.loadAll(register, pass.columns(), feed, batch.fileName(), n -> {});
            if (!batch.partly() && pass.counts().wrong() > 0) {
                throw new Problem(
                        422,
                        "IMP-006",
                        "Có " + pass.counts().wrong()
                                + " dòng cần sửa nên cả tệp chưa được nạp; sửa các dòng đó rồi nạp lại.");
            }
            if (done.entry() != 0) {
                attachments.attachLoaded(register, done.entry());
            }
            for (FileLine line : pass.pending()) {
                Row standing = java.util.Objects.requireNonNull(line.standing);
                batches.keep(
                        batch.id(),
                        changedRecords.change(
                                register,
                                standing.code(),
                                standing.version(),
                                line.merged,
                                "Nạp tệp " + batch.fileName() + " (đợt " + batch.id() + ")"));
            }
            looks.keep(batch.id(), register.id(), pass.looks());
            batches.found(batch.id(), found.with(pass.samples(), pass.left()), pass.counts());
            batches.done(batch.id(), done.entry() == 0 ? null : done.entry());
            return done.records();
        }
    }

    private FilePass pass(
            Register register, Batch batch, Source source, Found found, boolean keeps, LongConsumer seen) {
        batches.forgetFaults(batch.id());
        RecordReading reading = loading.reading(register);
        return new FilePass(
                register, source.table, found.columns(), batch.mode(), source.sheets, reading, new FilePass.Beside() {
                    private long told;

                    private @Nullable Boolean empty;

                    @Override
                    public Map<Integer, Row> standing(RecordKeys.Key key, List<@Nullable Object[]> rows) {
                        if (empty == null) {
                            // asked once: while rows go in, no other can add any
                            empty = keys.isEmpty(register);
                        }
                        return empty ? Map.of() : keys.find(register, key, rows);
                    }

                    @Override
                    public Set<UUID> seenLooks(List<UUID> some) {
                        return looks.seen(register.id(), some);
                    }

                    @Override
                    public void faults(List<CellFault> faults) {
                        batches.addFaults(batch.id(), faults);
                    }

                    @Override
                    public void changes(List<Batch.CellChange> changes) {
                        batches.addChanges(batch.id(), changes);
                    }

                    @Override
                    public Map<String, String> texts(Row row) {
                        return recordRows.texts(register, row);
                    }

                    @Override
                    public void named(String name) {
                        if (source.files == null || !source.files.holds(name)) {
                            throw new Problem(
                                    422,
                                    "IMP-027",
                                    "Tệp nén gửi cùng không có tệp «" + name + "»; thêm tệp đó hoặc sửa tên trong ô");
                        }
                    }

                    @Override
                    public Optional<Long> file(String name) {
                        return keeps ? Optional.of(kept(batch, source.files, name)) : Optional.empty();
                    }

                    @Override
                    public void rows(long rows) {
                        if (System.nanoTime() - told > TELL_NANOS) {
                            told = System.nanoTime();
                            batches.seen(batch.id(), rows);
                            seen.accept(rows);
                        }
                    }
                });
    }

    /** Kept as its sender's until a record takes it. */
    private long kept(Batch batch, @Nullable FilesBeside beside, String name) {
        AtomicLong number = new AtomicLong();
        person.as(batch.account(), () -> {
            try {
                byte[] content =
                        java.util.Objects.requireNonNull(beside).content(name).orElseThrow();
                number.set(attachments.keep(name, content).number());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return number.get();
    }

    private void withTable(Register register, long id, Use use) throws IOException, InterruptedException {
        Batch batch = batches.get(register.id(), id);
        Path copy = files.copy(id);
        @Nullable Path archive = files.copyBeside(id).orElse(null);
        try (SheetFile file = SheetFile.open(
                        copy, batch.fileName(), SheetLimits.standard().withFileBytes(Imports.MOST_BYTES));
                FilesBeside beside = archive == null ? null : FilesBeside.open(archive)) {
            List<SheetFile.Sheet> sheets = file.sheets();
            int sheet = batch.sheet() != null
                    ? batch.sheet()
                    : sheets.stream()
                            .filter(one -> !one.hidden())
                            .mapToInt(SheetFile.Sheet::index)
                            .findFirst()
                            .orElse(0);
            @Nullable Integer row = batch.headingRow();
            Table table = row == null ? file.table(sheet) : file.table(sheet, row, row);
            Matching matching = new Matching(register, headings.remembered(register.id()), beside != null);
            List<Batch.Matched> columns = matching.match(table.headings(), batch.chosen());
            Found found = new Found(
                    sheets.stream().map(SheetFile.Sheet::name).toList(),
                    sheet,
                    table.lastHeadingRow(),
                    table.confidence() >= SURE,
                    columns,
                    matching.missing(columns, batch.mode()),
                    List.of(),
                    List.of());
            use.table(batch, new Source(table, FurtherSheets.read(file, sheet, register), beside), found);
        } finally {
            if (archive != null) {
                Files.deleteIfExists(archive);
            }
            Files.deleteIfExists(copy);
        }
    }

    private interface Guarded {
        void run() throws IOException, InterruptedException;
    }

    /** Whatever goes wrong is said in the batch. While a server is at work on one it holds its lock. */
    private void guarded(long id, Guarded work) {
        try (Connection guard = dataSource.getConnection()) {
            lock(guard, "select pg_advisory_lock(?, ?)", id);
            try {
                work.run();
                watch.ended(new Label("đợt " + id + " xong", "batch " + id + " done"));
            } finally {
                lock(guard, "select pg_advisory_unlock(?, ?)", id);
            }
        } catch (Problem problem) {
            batches.refused(id, problem.code(), problem.getMessage());
        } catch (SQLException | IOException | RuntimeException failure) {
            refuse(id, failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refuse(long id, Exception failure) {
        String text = String.valueOf(failure.getMessage());
        LOG.warn("batch {} broke off", id, failure);
        watch.failed(failure);
        boolean twice = text.contains("duplicate key");
        batches.refused(
                id,
                twice ? "IMP-008" : "IMP-009",
                twice
                        ? "Trong lúc nạp, sổ có thêm bản ghi trùng với một dòng của tệp; chưa có gì được ghi, đọc lại tệp này."
                        : "Việc nạp bị đứt giữa chừng; chưa có gì được ghi, đọc lại tệp này.");
    }

    private static void lock(Connection connection, String sql, long id) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(sql)) {
            lock.setInt(1, LOCK);
            lock.setInt(2, (int) id);
            lock.execute();
        }
    }

    /** Batches whose server died: nothing of them was written, since loading is one transaction. */
    void closeBroken() {
        try (Connection guard = dataSource.getConnection()) {
            for (long id : batches.running()) {
                try (PreparedStatement free = guard.prepareStatement("select pg_try_advisory_lock(?, ?)")) {
                    free.setInt(1, LOCK);
                    free.setInt(2, (int) id);
                    try (var answer = free.executeQuery()) {
                        if (answer.next() && answer.getBoolean(1)) {
                            batches.refused(
                                    id,
                                    "IMP-009",
                                    "Máy chủ dừng khi đang xử lý đợt này; chưa có gì được ghi, đọc lại tệp này.");
                            lock(guard, "select pg_advisory_unlock(?, ?)", id);
                        }
                    }
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
