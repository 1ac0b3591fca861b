package vn.hoi.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.journal.Journal;

/** Keys of machines: made once, shown once, kept as hashes. */
@Component
public class Tokens {

    /** Begins every token, so that one that leaked is found by a search. */
    public static final String PREFIX = "hoi_";

    /**
     * What a token is for.
     *
     * @param name as its owner knows it
     * @param purpose why it may be used, personal data too when {@code personal}
     * @param registers null for all that the account may
     * @param steps as {@code register/step}; null for all
     * @param figures null for all
     */
    public record Grant(
            String name,
            String purpose,
            @Nullable Set<String> registers,
            @Nullable Set<String> steps,
            @Nullable Set<String> figures,
            boolean writes,
            boolean personal,
            int perMinute,
            Duration life) {

        /** All that the account itself may. */
        public static Grant whole(String name, String purpose, Duration life) {
            return new Grant(name, purpose, null, null, null, true, true, 60_000, life);
        }
    }

    private static final Duration TOLD_EVERY = Duration.ofMinutes(1);

    private final JdbcClient database;
    private final People people;
    private final Journal journal;
    private final CurrentPerson person;

    Tokens(JdbcClient database, People people, Journal journal, CurrentPerson person) {
        this.database = database;
        this.people = people;
        this.journal = journal;
        this.person = person;
    }

    /**
     * Makes a token.
     *
     * @return the token itself; it cannot be read again
     * @throws Problem ACC-021 when there is no such open account
     */
    @Transactional
    public String make(String account, Grant grant) {
        long owner = people.find(account)
                .map(Person::id)
                .orElseThrow(() -> new Problem(
                        422,
                        "ACC-021",
                        "Không có tài khoản «" + account + "» đang mở; xem các tài khoản ở /admin/people."));
        String token = PREFIX + Secrets.fresh();
        long number = database.sql("""
                        insert into access.token (hash, account, name, purpose, registers, steps, figures, writes, personal,
                            per_minute, made_by, valid_until)
                        values (:hash, :account, :name, :purpose, :registers::text[], :steps::text[], :figures::text[], :writes,
                            :personal, :perMinute, :madeBy, :until) returning id""")
                .param("hash", Secrets.hash(token))
                .param("account", owner)
                .param("name", grant.name())
                .param("purpose", grant.purpose())
                .param("registers", array(grant.registers()))
                .param("steps", array(grant.steps()))
                .param("figures", array(grant.figures()))
                .param("writes", grant.writes())
                .param("personal", grant.personal())
                .param("perMinute", grant.perMinute())
                .param("madeBy", person.account())
                .param("until", OffsetDateTime.ofInstant(Instant.now().plus(grant.life()), ZoneOffset.UTC))
                .query(Long.class)
                .single();
        Map<String, Journal.Change> told = new HashMap<>();
        told.put("token", new Journal.Change(null, number));
        told.put("name", new Journal.Change(null, grant.name()));
        told.put("personal", new Journal.Change(null, grant.personal()));
        journal.write("account/" + account, "token-made", told, grant.purpose());
        return token;
    }

    /** Whose token this is, if it is in force; narrowed to what it is for. */
    Optional<Person> find(String token) {
        if (!token.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return database
                .sql("""
                        select id, account, registers, steps, figures, writes, personal, last_used_at
                        from access.token where hash = :hash and valid_until > now() and revoked_at is null""")
                .param("hash", Secrets.hash(token))
                .query(Tokens::used)
                .optional()
                .flatMap(found -> {
                    tell(found);
                    return people.find(found.account, found.scope);
                });
    }

    private record Used(long account, Person.Scope scope, @Nullable OffsetDateTime last) {}

    /** When a token was last used is known to the minute: not every request writes. */
    private void tell(Used used) {
        if (used.last == null || used.last.toInstant().isBefore(Instant.now().minus(TOLD_EVERY))) {
            database.sql("update access.token set last_used_at = now() where id = :id")
                    .param("id", used.scope.token())
                    .update();
        }
    }

    private static Used used(ResultSet row, int number) throws SQLException {
        return new Used(
                row.getLong("account"),
                new Person.Scope(
                        row.getLong("id"),
                        list(row, "registers"),
                        list(row, "steps"),
                        list(row, "figures"),
                        row.getBoolean("writes"),
                        row.getBoolean("personal")),
                row.getObject("last_used_at", OffsetDateTime.class));
    }

    private static @Nullable Set<String> list(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? null : People.texts(array);
    }

    private static String @Nullable [] array(@Nullable Set<String> values) {
        return values == null ? null : List.copyOf(values).toArray(String[]::new);
    }
}
