package vn.hoi.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.common.Problem.Fault;
import vn.hoi.common.Rights;
import vn.hoi.intake.Batch.Matched;
import vn.hoi.intake.Batch.State;
import vn.hoi.register.ChangedRecords;
import vn.hoi.register.ChangedRecords.Changed;
import vn.hoi.register.LoadedRecords;
import vn.hoi.register.Register;

/** Brings files of records into registers, as batches that can be looked at before and undone after. */
@Component
public class Imports {

    /** Largest file taken, in bytes. */
    public static final long MOST_BYTES = 100L * 1024 * 1024;

    private static final int NAME_LENGTH = 255;
    private static final int HELD_SHOWN = 20;

    private final Batches batches;
    private final StoredFiles files;
    private final Headings headings;
    private final BatchWork work;
    private final LoadedRecords loaded;
    private final ChangedRecords changedRecords;
    private final Looks looks;
    private final CurrentPerson person;
    private final Rights rights;
    private final TransactionTemplate transaction;

    Imports(
            Batches batches,
            StoredFiles files,
            Headings headings,
            BatchWork work,
            LoadedRecords loaded,
            ChangedRecords changedRecords,
            Looks looks,
            CurrentPerson person,
            Rights rights,
            TransactionTemplate transaction) {
        this.batches = batches;
        this.files = files;
        this.headings = headings;
        this.work = work;
        this.loaded = loaded;
        this.changedRecords = changedRecords;
        this.looks = looks;
        this.person = person;
        this.rights = rights;
        this.transaction = transaction;
    }

    /**
     * Loads a file at once and waits for it: good rows go in, wrong ones are kept as faults of the batch.
     *
     * @param partly whether good rows go in while others are wrong; otherwise one wrong row refuses the file
     * @param seen told the number of rows read, from time to time
     * @return the batch, {@link State#DONE} or {@link State#REFUSED} with its code and sentence
     * @throws Problem IMP-001 where the file is too large, IMP-002 where there is none, IMP-403 without the right
     */
    public Batch load(Register register, Path file, String name, boolean partly, LongConsumer seen) {
        return load(register, file, name, partly, Batch.Mode.ADD, seen);
    }

    /** The same, changing records that stand where the mode says so. */
    public Batch load(Register register, Path file, String name, boolean partly, Batch.Mode mode, LongConsumer seen) {
        return load(register, file, null, name, partly, mode, seen);
    }

    /** The same, with an archive of the attachments that columns of files name; null for none. */
    public Batch load(
            Register register,
            Path file,
            @Nullable Path archive,
            String name,
            boolean partly,
            Batch.Mode mode,
            LongConsumer seen) {
        Batch batch = receive(register, file, archive, name, partly, mode);
        batches.move(batch.id(), State.READING, State.LOADING);
        work.load(register, batch.id(), seen);
        return batches.get(register.id(), batch.id());
    }

    /** The batch as it stands. @throws Problem IMP-404 when the register has none of this number */
    public Batch get(Register register, long id) {
        return batches.get(register.id(), id);
    }

    /** Keeps a file as a new batch; nothing is read yet. */
    Batch receive(Register register, Path file, String name, boolean partly, Batch.Mode mode) {
        return receive(register, file, null, name, partly, mode);
    }

    /** @param archive attachments that the file names; null where none came */
    Batch receive(Register register, Path file, @Nullable Path archive, String name, boolean partly, Batch.Mode mode) {
        refuseWithoutRight(register);
        try {
            long size = Files.size(file);
            if (size == 0) {
                throw new Problem(
                        422, "IMP-002", "Chưa chọn tệp, hoặc tệp không có nội dung; chọn tệp .xlsx hoặc .csv.");
            }
            if (size > MOST_BYTES) {
                throw new Problem(
                        413, "IMP-001", "Tệp lớn hơn 100 MB; chia thành nhiều tệp, hoặc lưu dạng .csv rồi nạp.");
            }
            byte[] sha = StoredFiles.sha256(file);
            String plain = name.isBlank() ? "tệp" : name.substring(Math.max(0, name.length() - NAME_LENGTH));
            files.dropOld();
            return transaction.execute(status -> {
                try {
                    long id = batches.add(register.id(), person.account(), plain, size, sha, partly, mode);
                    files.keep(id, file);
                    if (archive != null) {
                        files.keepBeside(id, archive);
                    }
                    return batches.get(register.id(), id);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has the batch's file read and tested in the background; nothing is written into the register. */
    void startReading(Register register, Batch batch) {
        String account = person.account();
        work.start(() -> person.as(account, () -> work.read(register, batch.id())));
    }

    /** Has the good rows of a tested batch loaded in the background. */
    void startLoading(Register register, Batch batch, boolean partly) {
        refuseWithoutRight(register);
        if (batch.state() == State.WAITING) {
            refuseMissing(batch);
        }
        batches.partly(batch.id(), partly);
        boolean open = batch.state() == State.READING || batch.state() == State.WAITING;
        if (!open || !batches.move(batch.id(), batch.state(), State.LOADING)) {
            throw new Problem(409, "IMP-012", "Đợt nạp này đang được xử lý hoặc đã xong; mở lại trang để xem.");
        }
        String account = person.account();
        work.start(() -> person.as(account, () -> work.load(register, batch.id(), rows -> {})));
    }

    private static void refuseMissing(Batch batch) {
        if (!batch.found().missing().isEmpty()) {
            throw new Problem(422, "IMP-005", BatchWork.MISSING);
        }
    }

    /**
     * Reads the file again with other columns, another sheet or another heading; the choices of columns are remembered for
     * the next file with these headings.
     */
    void rematch(
            Register register,
            Batch batch,
            @Nullable Integer sheet,
            @Nullable Integer headingRow,
            Map<Integer, String> chosen,
            Batch.Mode mode) {
        refuseWithoutRight(register);
        boolean sameTable = java.util.Objects.equals(sheet, batch.found().sheet())
                && (headingRow == null || headingRow == batch.found().headingRow());
        Map<Integer, String> kept = new HashMap<>();
        if (sameTable) {
            for (Matched column : batch.found().columns()) {
                @Nullable String now = chosen.get(column.cell());
                if (now != null && (!now.equals(column.column()) || column.how().equals("chosen"))) {
                    kept.put(column.cell(), now);
                    headings.remember(register.id(), column.heading(), now, person.account());
                }
            }
        }
        if (!batches.move(batch.id(), State.WAITING, State.READING)
                && !batches.move(batch.id(), State.REFUSED, State.READING)) {
            throw new Problem(409, "IMP-012", "Đợt nạp này đang được xử lý hoặc đã xong; mở lại trang để xem.");
        }
        batches.choose(
                batch.id(),
                sheet,
                sameTable
                                && batch.headingRow() == null
                                && headingRow != null
                                && headingRow == batch.found().headingRow()
                        ? null
                        : headingRow,
                kept,
                mode);
        startReading(register, batch);
    }

    /**
     * Takes all records of a batch out again, and puts those it changed back as they stood, in one transaction.
     *
     * @return how many records were taken out or put back
     * @throws Problem IMP-007 with the records that stand in the way; nothing is changed then
     */
    public long undo(Register register, long id) {
        refuseWithoutRight(register);
        Batch batch = batches.get(register.id(), id);
        @Nullable Long entry = batch.entry();
        List<Changed> changed = batches.changed(id);
        if (batch.state() != State.DONE || (entry == null && changed.isEmpty())) {
            throw new Problem(
                    409,
                    "IMP-013",
                    "Chỉ hoàn tác được đợt đã nạp xong, có bản ghi, và việc sửa chưa quá 30 ngày; đợt này thì không.");
        }
        List<LoadedRecords.Held> held = entry == null ? List.of() : loaded.held(register, entry, HELD_SHOWN);
        if (!held.isEmpty()) {
            throw inTheWay(held);
        }
        try {
            return transaction.execute(status -> {
                if (!batches.undone(id, person.account())) {
                    throw new Problem(409, "IMP-013", "Đợt này vừa được hoàn tác; mở lại trang để xem.");
                }
                looks.forget(id);
                String reason = "Hoàn tác đợt nạp " + id + ": " + batch.fileName();
                changed.forEach(one -> putBack(register, one, reason));
                return changed.size() + (entry == null ? 0 : loaded.remove(register, entry, reason));
            });
        } catch (Problem meanwhile) {
            if (entry == null || !meanwhile.code().equals(LoadedRecords.IN_THE_WAY)) {
                throw meanwhile;
            }
            // somebody changed one between the look and the removal
            throw inTheWay(loaded.held(register, entry, HELD_SHOWN));
        }
    }

    private void putBack(Register register, Changed one, String reason) {
        try {
            changedRecords.putBack(register, one, reason);
        } catch (Problem meanwhile) {
            if (meanwhile.status() != 409 && meanwhile.status() != 404) {
                throw meanwhile;
            }
            throw inTheWay(List.of(new LoadedRecords.Held(one.code(), LoadedRecords.Why.CHANGED)));
        }
    }

    private static Problem inTheWay(List<LoadedRecords.Held> held) {
        return new Problem(
                409,
                "IMP-007",
                "Không hoàn tác được: có bản ghi của đợt đã được sửa hoặc được nơi khác dẫn chiếu. Chưa có gì thay đổi.",
                held.stream()
                        .map(one -> new Fault(
                                "code",
                                "IMP-007",
                                one.code()
                                        + (one.why() == LoadedRecords.Why.CHANGED
                                                ? ": đã được sửa sau khi nạp"
                                                : ": đang được bản ghi khác dẫn chiếu")))
                        .toList(),
                Map.of());
    }

    private void refuseWithoutRight(Register register) {
        if (!rights.mayWrite(register.id())) {
            throw new Problem(403, "IMP-403", "Bạn không có quyền ghi vào sổ này; đề nghị quản trị cấp quyền.");
        }
    }
}
