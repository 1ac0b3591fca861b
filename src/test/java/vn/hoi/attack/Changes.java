package vn.hoi.attack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What changed in a database: told by triggers of the test on every table, and by a checksum over all of them. */
final class Changes implements AutoCloseable {

    /** What runs by itself: figures are folded and audited, the journal is sealed, the last use of a key is told once a minute. */
    private static final Set<String> BACKGROUND =
            Set.of("figure.delta", "figure.cell", "figure.rollup", "figure.sweep", "journal.seal", "access.token");

    private final Connection connection;
    private final List<String> tables = new ArrayList<>();
    private long seen;

    Changes(String url, String user, String password) throws SQLException {
        connection = DriverManager.getConnection(url, user, password);
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("""
                    select format('%I.%I', schemaname, tablename) from pg_tables
                    where schemaname not in ('pg_catalog', 'information_schema') and tablename not like 'flyway%'
                    order by 1""")) {
                while (rows.next()) {
                    if (!BACKGROUND.contains(rows.getString(1))) {
                        tables.add(rows.getString(1));
                    }
                }
            }
            statement.execute("create schema attack");
            statement.execute("create table attack.change (id bigint generated always as identity, at_table text)");
            statement.execute("""
                    create function attack.note() returns trigger language plpgsql as $$
                    begin
                        insert into attack.change (at_table) values (tg_table_schema || '.' || tg_table_name);
                        return null;
                    end $$""");
            for (String table : tables) {
                statement.execute("create trigger zz_attack after insert or update or delete on " + table
                        + " for each row execute function attack.note()");
            }
        }
    }

    /** Tables whose rows changed since this was asked last, in what was committed. */
    Set<String> sinceLast() throws SQLException {
        Set<String> changed = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select id, at_table from attack.change where id > " + seen + " order by id")) {
            while (rows.next()) {
                seen = rows.getLong(1);
                changed.add(rows.getString(2));
            }
        }
        return changed;
    }

    /** By table, a checksum over all rows in any order. */
    Map<String, String> checksums() throws SQLException {
        Map<String, String> sums = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            for (String table : tables) {
                try (ResultSet row = statement.executeQuery(
                        "select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) from "
                                + table + " t")) {
                    row.next();
                    sums.put(table, row.getString(1));
                }
            }
        }
        return sums;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
