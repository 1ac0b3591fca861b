package vn.hoi.intake;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Ui;
import vn.hoi.intake.Batch.CellFault;
import vn.hoi.intake.Batch.Sample;
import vn.hoi.register.Column;
import vn.hoi.register.ColumnType;
import vn.hoi.register.RecordWords;
import vn.hoi.register.Register;
import vn.hoi.sheet.Heading;
import vn.hoi.unit.Units;

/** A batch's cells in the reader's words; what is personal is hidden from those who may not read it. */
public final class BatchWords {

    private BatchWords() {}

    /** Letter of the fault's column; empty where it has none. */
    public static String letter(CellFault fault) {
        return fault.cell() == null ? "" : Heading.letter(fault.cell());
    }

    /** The value at fault. */
    public static String value(Register register, CellFault fault, boolean mayReadPersonal) {
        return BatchJson.value(register, fault, mayReadPersonal);
    }

    /** What is wrong with it and the cure. */
    public static String reason(Register register, CellFault fault, boolean mayReadPersonal) {
        return BatchJson.reason(register, fault, mayReadPersonal);
    }

    /** A former or new value of a record, in words. */
    public static String changed(
            Ui ui, Register register, Units units, Batch.CellChange change, String text, boolean mayReadPersonal) {
        if (text.isEmpty()) {
            return "—";
        }
        if (BatchJson.isHidden(register, change.column(), mayReadPersonal)) {
            return "•••";
        }
        boolean table = register.findColumn(change.column())
                .map(column -> column.type().isMany() || column.type() == ColumnType.LOCATION)
                .orElse(false);
        return table ? text : RecordWords.value(ui, register, units, change.column(), text);
    }

    /** Name of a column of the register, or of a small table in it. */
    public static String column(Ui ui, Register register, String id) {
        return id.indexOf(Matching.INNER) < 0 ? RecordWords.column(ui, register, id) : Columns.name(register, id);
    }

    /** A cell of a row as it will be stored, in words; of a wrong row, as typed. */
    public static String shown(Ui ui, Register register, Units units, String id, Sample row, boolean mayReadPersonal) {
        String text = row.values().getOrDefault(id, "");
        if (text.isEmpty()) {
            return "";
        }
        if (BatchJson.isHidden(register, id, mayReadPersonal)) {
            return "•••";
        }
        if (row.outcome().equals("wrong")
                || row.outcome().equals("changed")
                || row.outcome().equals("present")
                || id.indexOf(Matching.INNER) >= 0) {
            return text;
        }
        @Nullable Column column = register.findColumn(id).orElse(null);
        boolean unit = id.equals("unit") || id.equals("place") || (column != null && column.type() == ColumnType.UNIT);
        if (unit) {
            return units.get(Integer.parseInt(text)).fullName();
        }
        boolean number = column != null && column.type().isNumber();
        return RecordWords.value(ui, register, units, id, number ? new BigDecimal(text) : text);
    }
}
