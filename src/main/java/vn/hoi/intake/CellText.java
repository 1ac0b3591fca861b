package vn.hoi.intake;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.hoi.intake.Batch.Matched;
import vn.hoi.register.Column;
import vn.hoi.sheet.Cell;
import vn.hoi.sheet.Heading;

/** Cells of a file as text: as a person would type them into a form, and as they stand in the file. */
final class CellText {

    private CellText() {}

    /** As it stands in the file. */
    static String shown(Cell cell) {
        return cell instanceof Cell.Number number && number.value().scale() > 0 ? written(number.value()) : cell.text();
    }

    /** A cell as a person would type it into the column's form field. */
    static String typed(Matched matched, @Nullable Column column, Cell cell, @Nullable Heading heading) {
        if (column == null) {
            return cell.text();
        }
        return switch (column.type()) {
            case DATE ->
                heading == null
                        ? cell.text()
                        : heading.day(cell).map(LocalDate::toString).orElseGet(cell::text);
            case DATE_TIME ->
                cell instanceof Cell.Day moment
                        ? moment.day().atTime(moment.time().withNano(0)).toString()
                        : cell.text();
            case INTEGER, DECIMAL, PERCENT ->
                cell instanceof Cell.Number number ? written(number.value()) : cell.text();
            case MONEY ->
                matched.tens() == 0 && !(cell instanceof Cell.Number)
                        ? cell.text()
                        : cell.number()
                                .map(value -> written(value.movePointRight(matched.tens())))
                                .orElseGet(cell::text);
            default -> cell.text();
        };
    }

    private static String written(BigDecimal number) {
        return (number.scale() > 0 ? number.stripTrailingZeros() : number)
                .toPlainString()
                .replace('.', ',');
    }
}
