package vn.hoi.register;

import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** The records that came first, for data made on top of them; no rights are asked, so nothing of it is shown to anybody. */
@Component
public class OldestRecords {

    private final DSLContext database;
    private final RecordRows rows;

    OldestRecords(DSLContext database, RecordRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /** At most so many records of the register in the order in which they came. */
    public List<Row> list(Register register, int most) {
        return database.select(RecordRows.fields(register))
                .from(RecordTable.of(register))
                .orderBy(RecordTable.id())
                .limit(most)
                .fetch()
                .map(record -> rows.row(register, record));
    }
}
