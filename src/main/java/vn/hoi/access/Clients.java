package vn.hoi.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
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

/** Client secrets of machines, by which they draw tokens of one hour (OAuth 2 client credentials, RFC 6749, 4.4). */
@Component
class Clients {

    /** Begins every client secret, so that one that leaked is found by a search. */
    static final String PREFIX = "hoi_secret_";

    static final Duration LIFE = Duration.ofHours(1);

    /** @param scope what it is for, in the words of {@link KeyScopes} */
    record Drawn(String token, List<String> scope) {}

    private final JdbcClient database;
    private final AccountReading accounts;
    private final Tokens tokens;
    private final Journal journal;
    private final CurrentPerson person;

    Clients(JdbcClient database, AccountReading accounts, Tokens tokens, Journal journal, CurrentPerson person) {
        this.database = database;
        this.accounts = accounts;
        this.tokens = tokens;
        this.journal = journal;
        this.person = person;
    }

    /** Of one account, or of all when null; newest first. */
    List<Key> list(@Nullable String account) {
        return database.sql("""
                        select c.*, a.name as account from (select id, account as owner, name, purpose, registers, steps,
                            figures, writes, personal, per_minute, made_by, made_at, valid_until, revoked_at, revoked_by,
                            last_used_at from access.client) as c join access.account as a on a.id = c.owner
                        where cast(:account as text) is null or a.name = :account order by c.id desc""").param("account", account).query(KeyScopes::key).list();
    }

    /**
     * Makes a client secret.
     *
     * @return the secret itself; it cannot be read again
     * @throws Problem ACC-044 when the account is no open machine
     */
    @Transactional
    String make(String account, Tokens.Grant grant) {
        Account owner = accounts.get(account);
        if (!owner.isMachine() || !owner.isOpen()) {
            throw new Problem(
                    422,
                    "ACC-044",
                    "Mã bí mật chỉ cấp cho tài khoản hệ thống đang mở; tạo tài khoản loại hệ thống ở /admin/people/new.");
        }
        String secret = PREFIX + Secrets.fresh();
        long number = database.sql("""
                        insert into access.client (account, hash, name, purpose, registers, steps, figures, writes, personal,
                            per_minute, made_by, valid_until)
                        values (:account, :hash, :name, :purpose, :registers::text[], :steps::text[], :figures::text[],
                            :writes, :personal, :perMinute, :by, :until) returning id""")
                .param("account", owner.id())
                .param("hash", Secrets.hash(secret))
                .param("name", grant.name())
                .param("purpose", grant.purpose())
                .param("registers", KeyScopes.array(grant.registers()))
                .param("steps", KeyScopes.array(grant.steps()))
                .param("figures", KeyScopes.array(grant.figures()))
                .param("writes", grant.writes())
                .param("personal", grant.personal())
                .param("perMinute", grant.perMinute())
                .param("by", person.account())
                .param("until", OffsetDateTime.ofInstant(Instant.now().plus(grant.life()), ZoneOffset.UTC))
                .query(Long.class)
                .single();
        journal.write(AccountKeeping.subject(account), "client-made", Tokens.told(number, grant), grant.purpose());
        return secret;
    }

    /** Takes a client secret back, and with it the tokens drawn by it. @throws Problem ACC-048 when it is not there or over */
    @Transactional
    void revoke(long id) {
        String account = database.sql("""
                        update access.client as c set revoked_at = now(), revoked_by = :by from access.account as a
                        where c.id = :id and c.revoked_at is null and a.id = c.account returning a.name""")
                .param("by", person.account())
                .param("id", id)
                .query(String.class)
                .optional()
                .orElseThrow(Tokens::unknown);
        database.sql("""
                        update access.token set revoked_at = now(), revoked_by = :by
                        where client = :id and revoked_at is null and valid_until > now()""").param("by", person.account()).param("id", id).update();
        journal.write(
                AccountKeeping.subject(account), "client-revoked", Map.of("token", new Journal.Change(id, null)), null);
    }

    private record Found(long id, Key key) {}

    /**
     * Draws a token of one hour.
     *
     * @param scopes the part of the secret's scope asked for; empty for all of it
     * @return empty when there is no such secret in force
     * @throws IllegalArgumentException naming a scope that the secret does not have
     */
    @Transactional
    Optional<Drawn> draw(String account, String secret, List<String> scopes) {
        Optional<Found> found = database.sql("""
                        select c.id, a.name as account, c.name, purpose, registers, steps, figures, writes, personal, per_minute,
                            made_by, made_at, valid_until, revoked_at, revoked_by, last_used_at
                        from access.client as c join access.account as a on a.id = c.account
                        where a.name = :account and a.kind = 'machine' and a.closed_at is null and c.hash = :hash
                            and c.revoked_at is null and c.valid_until > now()""")
                .param("account", account)
                .param("hash", Secrets.hash(secret))
                .query(Clients::found)
                .optional();
        return found.map(client -> {
            Tokens.Grant grant = narrowed(client.key(), scopes);
            database.sql("update access.client set last_used_at = now() where id = :id")
                    .param("id", client.id())
                    .update();
            String token = tokens.make(account, grant, client.id());
            return new Drawn(
                    token,
                    KeyScopes.words(
                            grant.registers(), grant.steps(), grant.figures(), grant.writes(), grant.personal()));
        });
    }

    private static Found found(ResultSet row, int number) throws SQLException {
        return new Found(row.getLong("id"), KeyScopes.key(row, number));
    }

    private static Tokens.Grant narrowed(Key key, List<String> scopes) {
        if (scopes.isEmpty()) {
            return new Tokens.Grant(
                    key.name(),
                    key.purpose(),
                    key.registers(),
                    key.steps(),
                    key.figures(),
                    key.writes(),
                    key.personal(),
                    key.perMinute(),
                    LIFE);
        }
        List<String> all = new ArrayList<>(scopes);
        boolean writes = all.remove(KeyScopes.WRITE);
        boolean personal = all.remove(KeyScopes.PERSONAL);
        Set<String> registers = named(all, KeyScopes.REGISTER, key.registers());
        Set<String> steps = named(all, KeyScopes.STEP, key.steps());
        Set<String> figures = named(all, KeyScopes.FIGURE, key.figures());
        if (!all.isEmpty() || (writes && !key.writes()) || (personal && !key.personal())) {
            throw new IllegalArgumentException(String.join(" ", all));
        }
        return new Tokens.Grant(
                key.name(), key.purpose(), registers, steps, figures, writes, personal, key.perMinute(), LIFE);
    }

    /** Takes the scopes of a kind out of those asked for; what the key does not have stays in and is refused. */
    private static Set<String> named(List<String> asked, String kind, @Nullable Set<String> has) {
        Set<String> named = new LinkedHashSet<>();
        asked.removeIf(scope -> {
            if (!scope.startsWith(kind)) {
                return false;
            }
            String name = scope.substring(kind.length());
            if (name.isEmpty() || (has != null && !has.contains(name))) {
                return false;
            }
            named.add(name);
            return true;
        });
        return named;
    }
}
