package vn.hoi.intake;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hoi.register.Column;

/**
 * What the units said in one numeric column. A unit with several rows counts with their sum; with its largest row where
 * the column is a percentage, which is not added up.
 *
 * @param sum null for percentages, and where no unit has data
 * @param least the smallest value of a unit; null where no unit has data
 * @param most the largest value of a unit; null where no unit has data
 * @param known units with data
 * @param missing units asked that have not answered, or said that there is no data
 */
public record DataCallTotal(
        Column column,
        @Nullable BigDecimal sum,
        @Nullable BigDecimal least,
        @Nullable BigDecimal most,
        int known,
        int missing) {

    /** As machines read it. */
    static Map<String, @Nullable Object> json(DataCallTotal total) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("column", total.column().id());
        body.put("name", total.column().name().vi());
        body.put("sum", total.sum());
        body.put("min", total.least());
        body.put("max", total.most());
        body.put("units", total.known());
        body.put("missing", total.missing());
        return body;
    }
}
