package vn.hoi.ledger;

import java.util.List;
import vn.hoi.register.Column;
import vn.hoi.register.Register;
import vn.hoi.register.Row;

/**
 * What one register holds of a project.
 *
 * @param rows the newest
 * @param late how many of those read have a deadline that has passed
 * @param more whether there are others
 * @param address of the list that shows them all
 */
public record ProjectPart(Register register, List<Row> rows, int late, boolean more, String address) {

    private static final int COLUMNS = 6;

    /** By when something is due of it; empty when nothing is any more. */
    public String due(Row row) {
        return register.deadline() == null || register.deadline().metIn().contains(row.state())
                ? ""
                : row.course().dueWords();
    }

    /** What a table here shows of each: the columns of the register's own list, but for the project. */
    public List<Column> columns() {
        return register.listed().stream()
                .filter(column -> !"capital-project".equals(column.of()))
                .limit(COLUMNS)
                .toList();
    }
}
