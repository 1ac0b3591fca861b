package vn.hoi.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Csv;
import vn.hoi.intake.Batch.CellFault;
import vn.hoi.intake.Batch.Matched;
import vn.hoi.register.Register;
import vn.hoi.sheet.Cell;
import vn.hoi.sheet.Heading;
import vn.hoi.sheet.SheetFile;
import vn.hoi.sheet.SheetLimits;
import vn.hoi.sheet.Table;

/** The rows of a batch that are to be corrected, as they stood in its file, with the reasons beside them. */
@Component
class WrongRows {

    private static final String REASON = "Lý do cần sửa";
    private static final String ROW = "Dòng trong tệp gốc";
    private static final String MASKED = "•••";
    private static final int AT_ONCE = 5_000;

    private final Batches batches;
    private final StoredFiles files;

    WrongRows(Batches batches, StoredFiles files) {
        this.batches = batches;
        this.files = files;
    }

    /** The table; headings as in the file, so that it can be brought in again when corrected. */
    Csv table(Register register, Batch batch, boolean mayReadPersonal) {
        Map<Integer, String> names = new LinkedHashMap<>();
        for (Matched column : batch.found().columns()) {
            String heading = column.heading().isBlank() ? "Cột " + column.letter() : column.heading();
            names.put(column.cell(), names.containsValue(heading) ? heading + " (" + column.letter() + ")" : heading);
        }
        List<String> headings = new ArrayList<>(names.values());
        headings.add(REASON);
        headings.add(ROW);
        return new Csv(headings, rows -> write(register, batch, mayReadPersonal, names, rows));
    }

    private void write(
            Register register,
            Batch batch,
            boolean mayReadPersonal,
            Map<Integer, String> names,
            Consumer<Map<String, ? extends @Nullable Object>> rows)
            throws IOException {
        Path copy = files.copy(batch.id());
        try (SheetFile file =
                SheetFile.open(copy, batch.fileName(), SheetLimits.standard().withFileBytes(Imports.MOST_BYTES))) {
            @Nullable Integer head = batch.headingRow();
            int sheet = batch.found().sheet();
            Table table = head == null ? file.table(sheet) : file.table(sheet, head, head);
            var reasons = new Reasons(batch.id());
            try (Table.Rows all = table.rows()) {
                while (all.hasNext() && reasons.isLeft()) {
                    Table.Row row = all.next();
                    List<CellFault> faults = reasons.of(row.number());
                    if (!faults.isEmpty()) {
                        rows.accept(row(register, batch, mayReadPersonal, names, row, faults));
                    }
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static Map<String, @Nullable Object> row(
            Register register,
            Batch batch,
            boolean mayReadPersonal,
            Map<Integer, String> names,
            Table.Row row,
            List<CellFault> faults) {
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        for (Matched column : batch.found().columns()) {
            Cell cell = row.cell(column.cell());
            boolean hidden = !cell.isEmpty() && BatchJson.isHidden(register, column.column(), mayReadPersonal);
            written.put(
                    names.getOrDefault(column.cell(), column.letter()),
                    hidden
                            ? MASKED
                            : switch (cell) {
                                case Cell.Day day when day.time().toSecondOfDay() == 0 -> day.day();
                                case Cell.Number number
                                when number.text().equals(number.value().toPlainString()) -> number.value();
                                default -> cell.text();
                            });
        }
        List<String> reasons = faults.stream()
                .map(fault -> (fault.column().isEmpty()
                                ? ""
                                : (fault.cell() == null ? "" : Heading.letter(fault.cell()) + " – ")
                                        + Columns.name(register, fault.column()) + ": ")
                        + BatchJson.reason(register, fault, mayReadPersonal) + " (" + fault.code() + ")")
                .toList();
        written.put(REASON, String.join("\n", reasons));
        written.put(ROW, row.number());
        return written;
    }

    /** Faults in the order of rows, some thousand at a time. */
    private final class Reasons {
        private final long batch;
        private final Deque<CellFault> next = new ArrayDeque<>();
        private int from;
        private boolean ended;

        Reasons(long batch) {
            this.batch = batch;
        }

        boolean isLeft() {
            fill();
            return !next.isEmpty();
        }

        List<CellFault> of(int row) {
            List<CellFault> faults = new ArrayList<>();
            fill();
            while (!next.isEmpty() && next.getFirst().row() <= row) {
                CellFault fault = next.removeFirst();
                if (fault.row() == row) {
                    faults.add(fault);
                }
                fill();
            }
            return faults;
        }

        private void fill() {
            if (next.isEmpty() && !ended) {
                List<CellFault> some = batches.faults(batch, from, AT_ONCE);
                ended = some.size() < AT_ONCE;
                // a row's faults stay together: the last row, perhaps cut, is asked for again
                int last = some.isEmpty() ? 0 : some.getLast().row();
                some.stream().filter(fault -> ended || fault.row() < last).forEach(next::add);
                from = last;
            }
        }
    }
}
