package vn.hoi.intake;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people of a register mean by a heading, as they corrected it. */
@Component
class Headings {

    private final JdbcClient database;

    Headings(JdbcClient database) {
        this.database = database;
    }

    /** Columns by heading, as {@link Matching} compares it; an empty column is left out. */
    Map<String, String> remembered(String register) {
        Map<String, String> remembered = new HashMap<>();
        database.sql("select heading, column_id from intake.heading where register = :register")
                .param("register", register)
                .query((row, n) -> remembered.put(row.getString(1), row.getString(2)))
                .list();
        return remembered;
    }

    void remember(String register, String heading, String column, String account) {
        String normal = Matching.normal(heading);
        if (normal.isEmpty()) {
            return;
        }
        database.sql("""
                        insert into intake.heading (register, heading, column_id, account)
                        values (:register, :heading, :column, :account)
                        on conflict (register, heading) do update
                            set column_id = excluded.column_id, account = excluded.account, at = now()""")
                .param("register", register)
                .param("heading", normal)
                .param("column", column)
                .param("account", account)
                .update();
    }
}
