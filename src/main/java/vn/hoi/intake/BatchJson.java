package vn.hoi.intake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoi.intake.Batch.CellFault;
import vn.hoi.intake.Batch.Matched;
import vn.hoi.register.Column;
import vn.hoi.register.Register;
import vn.hoi.sheet.Heading;

/** Batches and their faults as machines read them. */
final class BatchJson {

    static final List<String> LIST = List.of(
            "batch", "file", "at", "account", "state", "mode", "rows", "new", "changed", "present", "wrong", "loaded");
    static final List<String> FAULTS = List.of("row", "letter", "column", "name", "value", "code", "reason");

    static final List<String> CHANGES = List.of("row", "record", "column", "name", "before", "after");

    private static final String MASKED = "•••";

    private BatchJson() {}

    static Map<String, @Nullable Object> row(Batch batch) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("batch", batch.id());
        row.put("file", batch.fileName());
        row.put("at", batch.at());
        row.put("account", batch.account());
        row.put("state", batch.state().id());
        row.put("mode", batch.mode().id());
        row.put("rows", batch.counts().rows());
        row.put("new", batch.counts().fresh());
        row.put("changed", batch.counts().changed());
        row.put("present", batch.counts().present());
        row.put("wrong", batch.counts().wrong());
        row.put("loaded", batch.entry() == null ? 0 : batch.counts().fresh());
        return row;
    }

    static Map<String, @Nullable Object> whole(
            Register register,
            Batch batch,
            List<CellFault> faults,
            List<Batch.CellChange> changes,
            boolean mayReadPersonal) {
        Map<String, @Nullable Object> whole = row(batch);
        whole.put("register", batch.register());
        whole.put("code", batch.code());
        whole.put("message", batch.message());
        whole.put("faultCount", batch.counts().faults());
        whole.put("missing", batch.found().missing());
        whole.put(
                "columns",
                batch.found().columns().stream().map(BatchJson::column).toList());
        whole.put(
                "faults",
                faults.stream()
                        .map(fault -> fault(register, fault, mayReadPersonal))
                        .toList());
        whole.put(
                "changes",
                changes.stream()
                        .map(change -> change(register, change, mayReadPersonal))
                        .toList());
        return whole;
    }

    static Map<String, @Nullable Object> change(Register register, Batch.CellChange change, boolean mayReadPersonal) {
        boolean hidden = isHidden(register, change.column(), mayReadPersonal);
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("row", change.row());
        row.put("record", change.code());
        row.put("column", change.column());
        row.put("name", Columns.name(register, change.column()));
        row.put("before", hidden ? MASKED : change.before());
        row.put("after", hidden ? MASKED : change.after());
        return row;
    }

    private static Map<String, @Nullable Object> column(Matched matched) {
        Map<String, @Nullable Object> column = new LinkedHashMap<>();
        column.put("letter", matched.letter());
        column.put("heading", matched.heading());
        column.put("column", matched.column().isEmpty() ? null : matched.column());
        column.put("how", matched.how());
        return column;
    }

    static Map<String, @Nullable Object> fault(Register register, CellFault fault, boolean mayReadPersonal) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("row", fault.row());
        row.put("letter", fault.cell() == null ? null : Heading.letter(fault.cell()));
        row.put("column", fault.column().isEmpty() ? null : fault.column());
        row.put("name", fault.column().isEmpty() ? null : Columns.name(register, fault.column()));
        row.put("value", value(register, fault, mayReadPersonal));
        row.put("code", fault.code());
        row.put("reason", reason(register, fault, mayReadPersonal));
        return row;
    }

    /** The value, hidden where it is personal and the reader may not read such. */
    static String value(Register register, CellFault fault, boolean mayReadPersonal) {
        return isHidden(register, fault.column(), mayReadPersonal) ? MASKED : fault.value();
    }

    /** The sentence; it names the value, so it is hidden with it. */
    static String reason(Register register, CellFault fault, boolean mayReadPersonal) {
        return isHidden(register, fault.column(), mayReadPersonal)
                        && !fault.value().isEmpty()
                ? fault.message().replace(fault.value(), MASKED)
                : fault.message();
    }

    static boolean isHidden(Register register, String column, boolean mayReadPersonal) {
        return !mayReadPersonal
                && Matching.column(register, column)
                        .map(found ->
                                found.personal() || found.columns().stream().anyMatch(Column::personal))
                        .orElse(false);
    }
}
