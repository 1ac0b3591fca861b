package vn.hoi.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoi.common.Label;
import vn.hoi.figure.Figure;
import vn.hoi.figure.Reports;

/**
 * One figure of a form. What is typed for it stands in cells: the figure's id alone, {@code id:part} and {@code id:whole}, or
 * {@code id:row} for each row.
 *
 * @param part name of the part when the figure is reported as a share of two numbers; null otherwise
 * @param rows names of the rows whose sum is the value; empty without rows
 * @param prefill id of a figure counted here whose value is proposed; null for none
 * @param exceeds whether the part may be more than the whole
 */
public record ReportLine(
        Figure figure,
        @Nullable Label help,
        @Nullable Label part,
        @Nullable Label whole,
        Map<String, Label> rows,
        @Nullable String prefill,
        boolean optional,
        boolean exceeds,
        @Nullable LocalDate since,
        @Nullable LocalDate until) {

    static final String PART = ":part";
    static final String WHOLE = ":whole";

    /** Whether it is asked for in periods that end on this day. */
    boolean on(LocalDate day) {
        return (since == null || !day.isBefore(since)) && (until == null || !day.isAfter(until));
    }

    /** Whether it is reported as part and whole. */
    public boolean isShare() {
        return part != null;
    }

    /** Names of its cells with what they hold. */
    public Map<String, Label> cells() {
        Map<String, Label> cells = new LinkedHashMap<>();
        if (part != null && whole != null) {
            cells.put(figure.id() + PART, part);
            cells.put(figure.id() + WHOLE, whole);
        } else if (!rows.isEmpty()) {
            rows.forEach((id, name) -> cells.put(figure.id() + ":" + id, name));
        } else {
            cells.put(figure.id(), figure.name());
        }
        return cells;
    }

    /** Whether only whole numbers can stand in its cells: what is counted, and đồng. */
    boolean isWhole() {
        return isShare() || figure.measure().adds();
    }

    /** What these cells say of the figure; nothing where one of them is empty. */
    public Reports.Said said(Map<String, BigDecimal> typed) {
        List<BigDecimal> values = new ArrayList<>();
        for (String cell : cells().keySet()) {
            BigDecimal value = typed.get(cell);
            if (value == null) {
                return new Reports.Said(figure.id(), null, null);
            }
            values.add(value);
        }
        return isShare()
                ? new Reports.Said(figure.id(), values.get(0), values.get(1))
                : new Reports.Said(figure.id(), values.stream().reduce(BigDecimal.ZERO, BigDecimal::add), null);
    }
}
