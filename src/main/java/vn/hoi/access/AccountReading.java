package vn.hoi.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.Power;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;

/** Reads accounts and who holds which role, for those who keep them. */
@Component
class AccountReading {

    /**
     * Which accounts are asked for; empty texts and null ask for nothing.
     *
     * @param words of name, account or e-mail, diacritics aside
     * @param unit where they work or over which they hold a role on {@code day}
     * @param state {@code open}, {@code closed} or empty
     * @param after name all come after
     */
    record Asked(
            String words,
            String role,
            @Nullable Integer unit,
            String field,
            String state,
            LocalDate day,
            String after,
            int limit) {}

    private static final String COLUMNS =
            "id, name, full_name, email, kind, unit, demonstration, password is not null as has_password,"
                    + " provider_subject is not null as has_provider, closed_at, created_at, version";

    private final JdbcClient database;
    private final Roles roles;

    AccountReading(JdbcClient database, Roles roles) {
        this.database = database;
        this.roles = roles;
    }

    List<Account> list(Asked asked) {
        return database.sql("select " + COLUMNS + """
                         from access.account as a
                        where name > :after
                            and (:words = '' or position(:words in common.fold(
                                name || ' ' || full_name || ' ' || coalesce(email, ''))) > 0)
                            and (:state = '' or (closed_at is null) = (:state = 'open'))
                            and (cast(:unit as int) is null or unit = :unit or exists (
                                select from access.assignment where account = a.id and unit = :unit and ended_at is null
                                    and first_day <= :day and (last_day is null or last_day >= :day)))
                            and ((:role = '' and :field = '') or exists (
                                select from access.assignment where account = a.id and ended_at is null
                                    and first_day <= :day and (last_day is null or last_day >= :day)
                                    and (:role = '' or role = :role)
                                    and (:field = '' or fields is null or :field = any (fields))))
                        order by name limit :limit""")
                .param("after", asked.after())
                .param("words", Vietnamese.fold(asked.words().strip()))
                .param("state", asked.state())
                .param("unit", asked.unit())
                .param("role", asked.role())
                .param("field", asked.field())
                .param("day", asked.day())
                .param("limit", asked.limit())
                .query(AccountReading::account)
                .list();
    }

    Optional<Account> find(String name) {
        return database.sql("select " + COLUMNS + " from access.account where name = :name")
                .param("name", name)
                .query(AccountReading::account)
                .optional();
    }

    /** @throws Problem ACC-404 when there is none */
    Account get(String name) {
        return find(name)
                .orElseThrow(() -> Problem.unknown(
                        "ACC-404", "Không có tài khoản «" + name + "»; chọn trong danh sách tài khoản."));
    }

    /** All roles these accounts were ever given, newest first. */
    List<Assignment> assignments(List<Long> accounts) {
        if (accounts.isEmpty()) {
            return List.of();
        }
        return database.sql("""
                        select s.id, a.name, role, s.unit, fields, first_day, last_day, given_by, reason, ended_at, ended_by
                        from access.assignment as s join access.account as a on a.id = s.account
                        where s.account in (:accounts) order by s.id desc""")
                .param("accounts", accounts)
                .query(AccountReading::assignment)
                .list();
    }

    /** How many open accounts hold each role on that day. */
    long holders(String role, LocalDate day) {
        return database.sql("""
                        select count(distinct s.account) from access.assignment as s
                        join access.account as a on a.id = s.account and a.closed_at is null
                        where role = :role and ended_at is null and first_day <= :day
                            and (last_day is null or last_day >= :day)""")
                .param("role", role)
                .param("day", day)
                .query(Long.class)
                .single();
    }

    /** How many people keep accounts and roles on that day. */
    long administrators(LocalDate day) {
        List<String> keeping = roles.list().stream()
                .filter(role -> role.powers().contains(Power.ADMINISTER))
                .map(Roles.Role::id)
                .toList();
        if (keeping.isEmpty()) {
            return 0;
        }
        return database.sql("""
                        select count(distinct s.account) from access.assignment as s
                        join access.account as a on a.id = s.account and a.closed_at is null and a.kind = 'person'
                        where role in (:roles) and ended_at is null and first_day <= :day
                            and (last_day is null or last_day >= :day)""")
                .param("roles", keeping)
                .param("day", day)
                .query(Long.class)
                .single();
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        return new Account(
                row.getLong("id"),
                row.getString("name"),
                row.getString("full_name"),
                row.getString("email"),
                row.getString("kind"),
                row.getObject("unit", Integer.class),
                row.getBoolean("demonstration"),
                row.getBoolean("has_password"),
                row.getBoolean("has_provider"),
                instant(row, "closed_at"),
                Objects.requireNonNull(instant(row, "created_at")),
                row.getInt("version"));
    }

    private static Assignment assignment(ResultSet row, int number) throws SQLException {
        return new Assignment(
                row.getLong("id"),
                row.getString("name"),
                row.getString("role"),
                row.getInt("unit"),
                People.texts(row.getArray("fields")),
                Objects.requireNonNull(row.getObject("first_day", LocalDate.class)),
                row.getObject("last_day", LocalDate.class),
                row.getString("given_by"),
                row.getString("reason"),
                instant(row, "ended_at"),
                row.getString("ended_by"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
