package vn.hoi.figure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.register.RecordCounts;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;

/** How many records each register holds, from the hidden figure that counts them. */
@Component
class LiveRecordCounts implements RecordCounts {

    private final JdbcClient database;
    private final Registers registers;

    LiveRecordCounts(JdbcClient database, Registers registers) {
        this.database = database;
        this.registers = registers;
    }

    @Override
    public Map<String, Long> all() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Register register : registers.list()) {
            counts.put(register.id(), 0L);
        }
        database.sql("""
                        select register, (
                            select coalesce(sum(n), 0) from (
                                select n from figure.rollup where rollup.figure = definition.number and span = 0 and place = 0
                                union all
                                select n from figure.delta where delta.figure = definition.number) as parts)
                        from figure.definition where figure like 'records.%'""")
                .query((row, n) -> counts.computeIfPresent(row.getString(1), (id, none) -> longAt(row, 2)))
                .list();
        return counts;
    }

    private static long longAt(java.sql.ResultSet row, int column) {
        try {
            return row.getLong(column);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
