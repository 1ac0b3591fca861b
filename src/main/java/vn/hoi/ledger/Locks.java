package vn.hoi.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes the locks of a transaction always in one order: lines, projects, contracts, each by number. So two transactions
 * never wait for each other in a ring.
 */
@Component
class Locks {

    private final JdbcClient database;

    Locks(JdbcClient database) {
        this.database = database;
    }

    /** A line under its lock. */
    record Held(Line line, boolean closed, LocalDate paysUntil, Standing standing) {}

    /**
     * A project or contract under its lock.
     *
     * @param most its total or value; null where no limit is known
     */
    static final class Cap {
        private final int id;
        private final @Nullable Long most;
        private long used;
        private long over;

        Cap(int id, long used, @Nullable Long most, long over) {
            this.id = id;
            this.used = used;
            this.most = most;
            this.over = over;
        }

        Cap copy() {
            return new Cap(id, used, most, over);
        }

        int id() {
            return id;
        }

        long used() {
            return used;
        }

        void use(long amount) {
            used += amount;
        }

        void allow(long amount) {
            over += amount;
        }

        /** How far it would be passed, what was allowed before left out. */
        long excess() {
            return most == null ? 0 : used - most - over;
        }
    }

    /** @return by the line's number; what is not there is left out */
    Map<Long, Held> lines(Collection<Long> lines) {
        Map<Long, Held> held = new HashMap<>();
        database.sql("""
                        select l.*, p.code as project_code, y.closed_at, y.pays_until, s.*
                        from ledger.standing s
                        join ledger.line l on l.id = s.line
                        join ledger.year y on y.year = l.budget_year
                        left join ledger.project p on p.id = l.project
                        where s.line = any(:lines) order by s.line for update of s""")
                .param("lines", lines.stream().sorted().toArray(Long[]::new))
                .query((row, n) -> new Held(
                        Lines.line(row),
                        row.getObject("closed_at") != null,
                        Objects.requireNonNull(row.getObject("pays_until", LocalDate.class)),
                        standing(row)))
                .list()
                .forEach(one -> held.put(one.line().id(), one));
        return held;
    }

    private static Standing standing(ResultSet row) throws SQLException {
        Map<Account, Long> reached = new EnumMap<>(Account.class);
        Map<Account, Long> held = new EnumMap<>(Account.class);
        for (Account account : Account.values()) {
            reached.put(account, row.getLong(account.column()));
            if (account.holds()) {
                held.put(account, row.getLong("at_" + account.column()));
            }
        }
        return new Standing(reached, held, row.getLong("over_committed"), row.getLong("over_loaded"));
    }

    /** @return by code */
    Map<String, Cap> projects(Collection<String> codes) {
        Map<String, Cap> caps = new HashMap<>();
        if (!codes.isEmpty()) {
            database.sql("""
                            select p.code, s.project, s.allotted, s.total, s.over
                            from ledger.project_standing s join ledger.project p on p.id = s.project
                            where p.code = any(:codes) order by s.project for update of s""")
                    .param("codes", codes.toArray(String[]::new))
                    .query((row, n) -> caps.put(
                            row.getString(1), new Cap(row.getInt(2), row.getLong(3), row.getLong(4), row.getLong(5))))
                    .list();
        }
        return caps;
    }

    /** @return by code */
    Map<String, Cap> contracts(Collection<String> codes) {
        Map<String, Cap> caps = new HashMap<>();
        if (!codes.isEmpty()) {
            database.sql("""
                            select c.code, s.contract, s.paid, s.value, s.over
                            from ledger.contract_standing s join ledger.contract c on c.id = s.contract
                            where c.code = any(:codes) order by s.contract for update of s""")
                    .param("codes", codes.toArray(String[]::new))
                    .query((row, n) -> caps.put(
                            row.getString(1),
                            new Cap(row.getInt(2), row.getLong(3), row.getObject(4, Long.class), row.getLong(5))))
                    .list();
        }
        return caps;
    }
}
