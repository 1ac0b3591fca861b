package vn.hoi.access;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Power;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;
import vn.hoi.unit.Units;

/** One-time links by which a password is set. Kept as hashes; each is used once, and a new one ends those before it. */
@Component
public class OneTimeLinks {

    /**
     * A link that may be used.
     *
     * @param purpose {@code first} (makes the first account), {@code account} (invitation) or {@code password} (reset)
     * @param account null for {@code first}
     */
    record Link(String purpose, @Nullable String account) {}

    private static final Duration FIRST_LASTS = Duration.ofHours(24);
    private static final Duration LASTS = Duration.ofDays(7);
    private static final long LOCK = 0x686f690330L;

    private final JdbcClient database;
    private final Accounts accounts;
    private final Passwords passwords;
    private final Roles roles;
    private final Units units;
    private final Journal journal;
    private final CurrentPerson person;
    private final InstantSource clock;

    OneTimeLinks(
            JdbcClient database,
            Accounts accounts,
            Passwords passwords,
            Roles roles,
            Units units,
            Journal journal,
            CurrentPerson person,
            InstantSource clock) {
        this.database = database;
        this.accounts = accounts;
        this.passwords = passwords;
        this.roles = roles;
        this.units = units;
        this.journal = journal;
        this.person = person;
        this.clock = clock;
    }

    /**
     * While there is no account at all: a link of 24 hours that makes the first administrator. The one made before dies.
     *
     * @return its root-relative address; empty when there are accounts
     */
    @Transactional
    public Optional<String> first() {
        lock();
        if (hasAccounts()) {
            return Optional.empty();
        }
        database.sql("delete from access.link where purpose = 'first' and used_at is null")
                .update();
        return Optional.of(make(null, "first", FIRST_LASTS));
    }

    /**
     * A link of 7 days for a new account to set its password, or for an account that lost it to set another.
     *
     * @return its root-relative address; it cannot be read again
     * @throws Problem ACC-021 when there is no such open account of a person
     */
    @Transactional
    public String invite(String account) {
        return forAccount(account, "account");
    }

    /** The same for a password that is lost. */
    @Transactional
    public String reset(String account) {
        return forAccount(account, "password");
    }

    private String forAccount(String account, String purpose) {
        long id = database.sql("""
                        select id from access.account where name = :name and closed_at is null and kind = 'person' for update""")
                .param("name", account)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new Problem(
                        422,
                        "ACC-021",
                        "Không có tài khoản «" + account + "» đang mở; xem các tài khoản ở /admin/people."));
        database.sql("delete from access.link where account = :account and used_at is null")
                .param("account", id)
                .update();
        String address = make(id, purpose, LASTS);
        journal.write("account/" + account, "link-made", Map.of("purpose", new Journal.Change(null, purpose)), null);
        return address;
    }

    private String make(@Nullable Long account, String purpose, Duration lasts) {
        String secret = Secrets.fresh();
        database.sql("""
                        insert into access.link (hash, account, purpose, valid_until, made_by)
                        values (:hash, :account, :purpose, :until, :by)""")
                .param("hash", Secrets.hash(secret))
                .param("account", account, Types.BIGINT)
                .param("purpose", purpose)
                .param("until", now().plus(lasts), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("by", person.account())
                .update();
        return "/link/" + secret;
    }

    /** @throws Problem ACC-061 when it is unknown, used, over, or its account closed: which, is not said */
    Link get(String secret) {
        return find(secret, false).orElseThrow(OneTimeLinks::dead);
    }

    /** Sets the password of the link's account. @throws Problem ACC-061, ACC-053 to ACC-055; then the link stays unused */
    @Transactional
    String use(String secret, String password) {
        Link link = find(secret, true).orElseThrow(OneTimeLinks::dead);
        @Nullable String account = link.account();
        if (account == null) {
            throw dead();
        }
        person.as(account, () -> passwords.set(account, password, null, "password-set-by-link"));
        spend(secret);
        database.sql("delete from access.attempt where key = :key")
                .param("key", Attempts.ofAccount(account))
                .update();
        return account;
    }

    /**
     * Makes the first account, which administers the whole province.
     *
     * @throws Problem ACC-061, ACC-022, ACC-053 to ACC-055; then the link stays unused
     */
    @Transactional
    String useFirst(String secret, String name, String fullName, String password) {
        lock();
        Link link = find(secret, true).orElseThrow(OneTimeLinks::dead);
        if (!link.purpose().equals("first") || hasAccounts()) {
            throw dead();
        }
        if (fullName.isBlank()) {
            throw new Problem(422, "ACC-062", "Nhập họ và tên của người quản trị.");
        }
        person.as(CurrentPerson.PROGRAM, () -> {
            long made = accounts.create(
                    name, Vietnamese.clean(fullName), units.province().id(), false);
            roles.list().stream()
                    .filter(role -> role.powers().contains(Power.ADMINISTER))
                    .forEach(role -> accounts.assign(
                            name, role.id(), units.province().id(), Set.of(), Vietnamese.today(), null, null));
            passwords.set(name, password, null, "password-set-by-link");
            database.sql("update access.link set account = :account where hash = :hash")
                    .param("account", made)
                    .param("hash", Secrets.hash(secret))
                    .update();
        });
        spend(secret);
        return name;
    }

    private void spend(String secret) {
        database.sql("update access.link set used_at = now() where hash = :hash")
                .param("hash", Secrets.hash(secret))
                .update();
    }

    /** @param using so that of two who use it at once one does */
    private Optional<Link> find(String secret, boolean using) {
        String sql = """
                select l.purpose, a.name from access.link l left join access.account a on a.id = l.account
                where l.hash = :hash and l.used_at is null and l.valid_until > :now
                    and (l.account is null or a.closed_at is null)""";
        return database.sql(using ? sql + " for update of l" : sql)
                .param("hash", Secrets.hash(secret))
                .param("now", now(), Types.TIMESTAMP_WITH_TIMEZONE)
                .query((row, number) -> new Link(row.getString(1), row.getString(2)))
                .optional();
    }

    private boolean hasAccounts() {
        return database.sql("select exists (select from access.account)")
                .query(Boolean.class)
                .single();
    }

    private void lock() {
        database.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, number) -> "")
                .single();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Problem dead() {
        return new Problem(
                410,
                "ACC-061",
                "Liên kết này đã dùng, đã hết hạn hoặc không đúng; đề nghị quản trị gửi liên kết mới, hoặc đăng nhập nếu"
                        + " bạn đã đặt mật khẩu.");
    }

    /** As it stands in the query of an address. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
