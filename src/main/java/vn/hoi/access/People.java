package vn.hoi.access;

import java.sql.Array;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.common.Power;
import vn.hoi.common.Vietnamese;

/** Reads who somebody is and what they may do, as it stands at this moment: a right taken away is gone with the next request. */
@Component
public class People {

    private final JdbcClient database;
    private final Roles roles;

    People(JdbcClient database, Roles roles) {
        this.database = database;
        this.roles = roles;
    }

    /** An open account by its name. */
    public Optional<Person> find(String account) {
        return find("name = :key", account, null);
    }

    /** An open account by its number. */
    Optional<Person> find(long account, Person.@Nullable Scope scope) {
        return find("id = :key", account, scope);
    }

    private Optional<Person> find(String condition, Object key, Person.@Nullable Scope scope) {
        String sql = condition.startsWith("id")
                ? "select id, name, full_name from access.account where id = :key and closed_at is null"
                : "select id, name, full_name from access.account where name = :key and closed_at is null";
        // read to the end before more is asked: a query within a query would hold two connections
        return database.sql(sql)
                .param("key", key)
                .query((row, number) -> new Named(row.getLong("id"), row.getString("name"), row.getString("full_name")))
                .optional()
                .map(named -> new Person(
                        named.id, named.name, Label.of(named.fullName), held(named.id), unmasked(named.id), scope));
    }

    private record Named(long id, String name, String fullName) {}

    /** Own roles in force today and those of whom the account acts for; administration is not handed on. */
    private List<Person.Held> held(long account) {
        LocalDate today = Vietnamese.today();
        return database
                .sql("""
                        select role, unit, fields, null as of
                        from access.assignment
                        where account = :account and ended_at is null
                            and first_day <= :today and (last_day is null or last_day >= :today)
                        union all
                        select a.role, a.unit, a.fields, d.name
                        from access.delegation g
                        join access.account d on d.id = g.delegator and d.closed_at is null
                        join access.assignment a on a.account = g.delegator and a.ended_at is null
                            and a.first_day <= :today and (a.last_day is null or a.last_day >= :today)
                        where g.delegate = :account and g.ended_at is null
                            and :today between g.first_day and g.last_day""")
                .param("account", account)
                .param("today", today)
                .query((row, number) -> new Person.Held(
                        row.getString("role"), row.getInt("unit"), texts(row.getArray("fields")), row.getString("of")))
                .list()
                .stream()
                .filter(held -> held.of() == null || !roles.has(held.role(), Power.ADMINISTER))
                .toList();
    }

    private Set<String> unmasked(long account) {
        return new HashSet<>(
                database.sql("select register from access.unmasking where account = :account and valid_until > now()")
                        .param("account", account)
                        .query(String.class)
                        .list());
    }

    static Set<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? Set.of() : Set.copyOf(Arrays.asList((String[]) array.getArray()));
    }
}
