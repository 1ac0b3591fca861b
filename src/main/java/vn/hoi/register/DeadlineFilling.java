package vn.hoi.register;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives the open records of a register that gets a deadline theirs. Those done with keep none. */
@Component
class DeadlineFilling {

    private static final int CHUNK = 10_000;

    private final DSLContext queries;
    private final JdbcClient database;
    private final Courses courses;
    private final RecordRows rows;

    DeadlineFilling(DSLContext queries, JdbcClient database, Courses courses, RecordRows rows) {
        this.queries = queries;
        this.database = database;
        this.courses = courses;
        this.rows = rows;
    }

    /** In the running transaction. */
    void fill(Register register) {
        Deadline deadline = Objects.requireNonNull(register.deadline());
        var open = deadline.metIn().isEmpty()
                ? org.jooq.impl.DSL.noCondition()
                : RecordTable.text("state").notIn(deadline.metIn());
        Set<Long> paused = paused(register);
        List<Long> ids = new ArrayList<>();
        List<OffsetDateTime> dues = new ArrayList<>();
        try (Cursor<Record> cursor = queries.select(RecordRows.fields(register))
                .from(RecordTable.of(register))
                .where(open)
                .fetchSize(1000)
                .fetchLazy()) {
            for (Record record : cursor) {
                Row row = rows.row(register, record);
                @Nullable
                OffsetDateTime due = paused.contains(row.id())
                        ? courses.dueAt(register, row.id(), row::value)
                        : courses.dueAt(register, row::value);
                if (due != null) {
                    ids.add(row.id());
                    dues.add(due);
                }
                if (ids.size() == CHUNK) {
                    write(register, ids, dues);
                }
            }
        }
        write(register, ids, dues);
    }

    private Set<Long> paused(Register register) {
        return Set.copyOf(database.sql("select distinct record from register.pause where register = :register")
                .param("register", register.id())
                .query(Long.class)
                .list());
    }

    private void write(Register register, List<Long> ids, List<OffsetDateTime> dues) {
        database.sql("update register." + RegisterTables.quote(register.table()) + " as record set due_at = due.at"
                        + " from unnest(:ids::bigint[], :dues::timestamptz[]) as due (id, at) where record.id = due.id")
                .param("ids", ids.toArray(Long[]::new))
                .param("dues", dues.stream().map(OffsetDateTime::toString).toArray(String[]::new))
                .update();
        ids.clear();
        dues.clear();
    }
}
