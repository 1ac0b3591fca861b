package vn.hoi.access;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;

/**
 * Tests who signs in. An account that is unknown, closed, without a password or met with a wrong one gets the same answer after
 * the same work.
 */
@Component
class SignIn {

    /** What became of an attempt. */
    sealed interface Outcome {}

    /** Who it is stands. */
    record Entered(long id, String account) implements Outcome {}

    /** The first step was right; the second factor is asked for. */
    record CodeAsked(long id, String account, String how) implements Outcome {}

    /** Something was wrong; what, is not said. */
    record Wrong() implements Outcome {}

    /** Not tried: too early after failed attempts. */
    record TooEarly(Instant until) implements Outcome {}

    private static final String PASSWORD = "password";

    private record Kept(long id, String name, @Nullable String password, boolean secondFactor, boolean open) {}

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Passwords passwords;
    private final SecondFactor secondFactor;
    private final Attempts attempts;
    private final Journal journal;
    private final CurrentPerson person;

    SignIn(
            JdbcClient database,
            TransactionTemplate transaction,
            Passwords passwords,
            SecondFactor secondFactor,
            Attempts attempts,
            Journal journal,
            CurrentPerson person) {
        this.database = database;
        this.transaction = transaction;
        this.passwords = passwords;
        this.secondFactor = secondFactor;
        this.attempts = attempts;
        this.journal = journal;
        this.person = person;
    }

    /**
     * The first step.
     *
     * @param typed the account's name as typed
     * @param address of the caller
     */
    Outcome password(String typed, String password, String address) {
        String name = Vietnamese.clean(typed).toLowerCase(Locale.ROOT);
        List<String> keys = List.of(Attempts.ofAccount(name), Attempts.ofAddress(address));
        Optional<Instant> until = attempts.begin(keys);
        if (until.isPresent()) {
            return new TooEarly(until.get());
        }
        @Nullable Kept kept = find(name);
        boolean right = passwords.matches(password, kept == null || !kept.open ? null : kept.password);
        if (kept == null || !right) {
            wrong(kept == null ? "sign-in" : "account/" + name, address);
            return new Wrong();
        }
        attempts.right(keys);
        return kept.secondFactor ? new CodeAsked(kept.id, name, PASSWORD) : entered(kept.id, name, address, PASSWORD);
    }

    /** The first step by another way, such as a provider: a second factor that the account has is asked for all the same. */
    Outcome byOther(long id, String name, String address, String how) {
        @Nullable Kept kept = find(name);
        return kept != null && kept.secondFactor ? new CodeAsked(id, name, how) : entered(id, name, address, how);
    }

    /**
     * The second step of an account whose first was right: a code of the application or a recovery code.
     *
     * @param how the first step was taken
     */
    Outcome code(long account, String name, String how, String code, String address) {
        List<String> keys = List.of(Attempts.ofCode(account), Attempts.ofAddress(address));
        Optional<Instant> until = attempts.begin(keys);
        if (until.isPresent()) {
            return new TooEarly(until.get());
        }
        @Nullable Kept kept = find(name);
        if (kept == null || !kept.open || kept.id != account || !taken(account, name, code)) {
            wrong("account/" + name, address);
            return new Wrong();
        }
        attempts.right(keys);
        return entered(account, name, address, how);
    }

    private boolean taken(long account, String name, String code) {
        boolean[] taken = new boolean[1];
        person.as(name, () -> taken[0] = secondFactor.take(account, name, code));
        return taken[0];
    }

    /** Whether the owner of an account who is at work knows its password. @return when too early, the moment to wait for */
    Outcome again(long account, String name, String password, String address) {
        List<String> keys = List.of(Attempts.ofAccount(name), Attempts.ofAddress(address));
        Optional<Instant> until = attempts.begin(keys);
        if (until.isPresent()) {
            return new TooEarly(until.get());
        }
        @Nullable Kept kept = find(name);
        if (kept == null || !passwords.matches(password, kept.password)) {
            wrong("account/" + name, address);
            return new Wrong();
        }
        attempts.right(keys);
        return new Entered(account, name);
    }

    void signedOut(String account, String address, boolean everywhere) {
        tell("account/" + account, everywhere ? "sign-out-everywhere" : "sign-out", address, null);
    }

    private Outcome entered(long id, String name, String address, String how) {
        person.as(name, () -> tell("account/" + name, "sign-in", address, how));
        return new Entered(id, name);
    }

    private void wrong(String subject, String address) {
        tell(subject, "sign-in-failed", address, null);
    }

    private void tell(String subject, String action, String address, @Nullable String reason) {
        transaction.executeWithoutResult(
                status -> journal.write(subject, action, Map.of("address", new Journal.Change(null, address)), reason));
    }

    private @Nullable Kept find(String name) {
        return database.sql("""
                        select id, name, password, totp_since is not null, closed_at is null
                        from access.account where name = :name and kind = 'person'""")
                .param("name", name)
                .query((row, number) -> new Kept(
                        row.getLong(1), row.getString(2), row.getString(3), row.getBoolean(4), row.getBoolean(5)))
                .optional()
                .orElse(null);
    }
}
