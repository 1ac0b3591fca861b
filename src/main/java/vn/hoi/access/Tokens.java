package vn.hoi.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
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
        return make(account, grant, null);
    }

    /** @param client number of the client secret it is drawn with; null when a person makes it */
    @Transactional
    String make(String account, Grant grant, @Nullable Long client) {
        long owner = people.find(account)
                .map(Person::id)
                .orElseThrow(() -> new Problem(
                        422,
                        "ACC-021",
                        "Không có tài khoản «" + account + "» đang mở; xem các tài khoản ở /admin/people."));
        String token = PREFIX + Secrets.fresh();
        long number = database.sql("""
                        insert into access.token (hash, account, name, purpose, registers, steps, figures, writes, personal,
                            per_minute, made_by, valid_until, client)
                        values (:hash, :account, :name, :purpose, :registers::text[], :steps::text[], :figures::text[], :writes,
                            :personal, :perMinute, :madeBy, :until, :client) returning id""")
                .param("hash", Secrets.hash(token))
                .param("account", owner)
                .param("name", grant.name())
                .param("purpose", grant.purpose())
                .param("registers", KeyScopes.array(grant.registers()))
                .param("steps", KeyScopes.array(grant.steps()))
                .param("figures", KeyScopes.array(grant.figures()))
                .param("writes", grant.writes())
                .param("personal", grant.personal())
                .param("perMinute", grant.perMinute())
                .param("madeBy", client == null ? person.account() : account)
                .param("client", client)
                .param("until", OffsetDateTime.ofInstant(Instant.now().plus(grant.life()), ZoneOffset.UTC))
                .query(Long.class)
                .single();
        journal.write(
                AccountKeeping.subject(account),
                client == null ? "token-made" : "token-drawn",
                told(number, grant),
                grant.purpose());
        return token;
    }

    static Map<String, Journal.Change> told(long number, Grant grant) {
        Map<String, Journal.Change> told = new LinkedHashMap<>();
        told.put("token", new Journal.Change(null, number));
        told.put("name", new Journal.Change(null, grant.name()));
        told.put(
                "scope",
                new Journal.Change(
                        null,
                        String.join(
                                " ",
                                KeyScopes.words(
                                        grant.registers(),
                                        grant.steps(),
                                        grant.figures(),
                                        grant.writes(),
                                        grant.personal()))));
        return told;
    }

    /** Those people made, of one account or of all when null; newest first. */
    List<Key> list(@Nullable String account) {
        return database.sql("""
                        select t.id, a.name as account, t.name, purpose, registers, steps, figures, writes, personal, per_minute,
                            made_by, made_at, valid_until, revoked_at, revoked_by, last_used_at
                        from access.token as t join access.account as a on a.id = t.account
                        where client is null and (cast(:account as text) is null or a.name = :account)
                        order by t.id desc limit 1000""").param("account", account).query(KeyScopes::key).list();
    }

    /**
     * Takes a token back.
     *
     * @param account its owner; null for whoever keeps accounts
     * @throws Problem ACC-048 when it is not there or over already
     */
    @Transactional
    void revoke(long id, @Nullable String account) {
        String owner = database.sql("""
                        update access.token as t set revoked_at = now(), revoked_by = :by from access.account as a
                        where t.id = :id and t.revoked_at is null and a.id = t.account
                            and (cast(:account as text) is null or a.name = :account) returning a.name""")
                .param("by", person.account())
                .param("id", id)
                .param("account", account)
                .query(String.class)
                .optional()
                .orElseThrow(Tokens::unknown);
        journal.write(
                AccountKeeping.subject(owner), "token-revoked", Map.of("token", new Journal.Change(id, null)), null);
    }

    static Problem unknown() {
        return Problem.unknown("ACC-048", "Không có khóa này hoặc khóa đã thu hồi; mở lại trang khóa truy cập.");
    }

    /** Who sent a token, its number, and how often a minute it may be sent. */
    record Bearer(Person person, long token, int perMinute) {}

    /** Whose token this is, if it is in force; narrowed to what it is for. */
    Optional<Bearer> find(String token) {
        if (!token.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return database.sql("""
                        select id, account, registers, steps, figures, writes, personal, per_minute, last_used_at
                        from access.token where hash = :hash and valid_until > now() and revoked_at is null""")
                .param("hash", Secrets.hash(token))
                .query(Tokens::used)
                .optional()
                .flatMap(found -> {
                    tell(found);
                    return people.find(found.account, found.scope)
                            .map(owner -> new Bearer(owner, found.scope.token(), found.perMinute));
                });
    }

    private record Used(
            long account,
            Person.Scope scope,
            int perMinute,
            @Nullable OffsetDateTime last) {}

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
                        KeyScopes.list(row, "registers"),
                        KeyScopes.list(row, "steps"),
                        KeyScopes.list(row, "figures"),
                        row.getBoolean("writes"),
                        row.getBoolean("personal")),
                row.getInt("per_minute"),
                row.getObject("last_used_at", OffsetDateTime.class));
    }
}
