package vn.hoi.access;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;

/** Changes accounts and roles. Nothing is deleted: it is closed or ended, by somebody, on a day. */
@Component
class AccountKeeping {

    private static final long LOCK = 0x686f690340L;

    private final JdbcClient database;
    private final Accounts accounts;
    private final AccountReading reading;
    private final Journal journal;
    private final CurrentPerson person;
    private final OneTimeLinks links;
    private final ApplicationEventPublisher events;

    AccountKeeping(
            JdbcClient database,
            Accounts accounts,
            AccountReading reading,
            Journal journal,
            CurrentPerson person,
            ApplicationEventPublisher events,
            OneTimeLinks links) {
        this.links = links;
        this.database = database;
        this.accounts = accounts;
        this.reading = reading;
        this.journal = journal;
        this.person = person;
        this.events = events;
    }

    /** Makes an account of this kind. @throws Problem ACC-022 when the name is taken or not fit for one */
    @Transactional
    void create(String name, AccountForm form) {
        accounts.create(name, form.fullName(), form.unit(), false);
        database.sql("update access.account set email = :email, kind = :kind where name = :name")
                .param("email", form.email())
                .param("kind", form.kind())
                .param("name", name)
                .update();
    }

    /** @throws Problem ACC-031 when the account is no longer at this version */
    @Transactional
    void change(Account account, int version, AccountForm form) {
        int changed = database.sql("""
                        update access.account set full_name = :fullName, email = :email, unit = :unit, version = version + 1
                        where id = :id and version = :version""")
                .param("fullName", form.fullName())
                .param("email", form.email())
                .param("unit", form.unit())
                .param("id", account.id())
                .param("version", version)
                .update();
        requireChanged(changed, account);
        Map<String, Journal.Change> told = new LinkedHashMap<>();
        tell(told, "name", account.fullName(), form.fullName());
        tell(told, "email", account.email(), form.email());
        tell(told, "unit", account.unit(), form.unit());
        journal.write(subject(account.name()), "changed", told, null);
    }

    private static void tell(
            Map<String, Journal.Change> told, String what, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            told.put(what, new Journal.Change(before, after));
        }
    }

    /**
     * Closes an account with its tokens and client secrets.
     *
     * @throws Problem ACC-030 when nobody would be left who keeps accounts; ACC-031 stale
     */
    @Transactional
    void close(Account account, int version, String reason) {
        lock();
        LocalDate today = Vietnamese.today();
        long before = reading.administrators(today);
        requireChanged(
                database.sql("""
                                update access.account set closed_at = now(), version = version + 1
                                where id = :id and version = :version and closed_at is null""")
                        .param("id", account.id())
                        .param("version", version)
                        .update(),
                account);
        requireAdministrator(before, today);
        for (String table : List.of("token", "client")) {
            database.sql("update access." + table + """
                             set revoked_at = now(), revoked_by = :by
                            where account = :id and revoked_at is null and valid_until > now()""")
                    .param("by", person.account())
                    .param("id", account.id())
                    .update();
        }
        journal.write(subject(account.name()), "closed", Map.of(), reason);
        events.publishEvent(new RightsChanged(account.name()));
    }

    /** @throws Problem ACC-031 stale */
    @Transactional
    void reopen(Account account, int version, String reason) {
        requireChanged(
                database.sql("""
                                update access.account set closed_at = null, version = version + 1
                                where id = :id and version = :version and closed_at is not null""")
                        .param("id", account.id())
                        .param("version", version)
                        .update(),
                account);
        journal.write(subject(account.name()), "opened", Map.of(), reason);
    }

    /** Gives a role; what is wrong in the form was told before. */
    @Transactional
    void give(Account account, RoleForm form) {
        accounts.assign(
                account.name(), form.role(), form.unit(), form.fields(), form.first(), form.last(), form.reason());
        events.publishEvent(new RightsChanged(account.name()));
    }

    /**
     * Ends a role now, or lets it end with a day.
     *
     * @param last null to end it now
     * @throws Problem ACC-034 no such role; ACC-033 over already; ACC-037 a day before it began or past; ACC-030 as
     *     {@link #close}
     */
    @Transactional
    void end(Account account, long assignment, @Nullable LocalDate last, String reason) {
        lock();
        Assignment held = reading.assignments(List.of(account.id())).stream()
                .filter(one -> one.id() == assignment)
                .findFirst()
                .orElseThrow(() -> Problem.unknown(
                        "ACC-034", "Tài khoản này không có lần giao vai trò đó; mở lại trang của tài khoản."));
        if (!held.isOpen()) {
            throw new Problem(409, "ACC-033", "Vai trò này đã kết thúc trước đó; mở lại trang của tài khoản.");
        }
        LocalDate today = Vietnamese.today();
        if (last != null && (last.isBefore(today) || last.isBefore(held.first()))) {
            throw new Problem(
                    422,
                    "ACC-037",
                    "Ngày cuối phải từ hôm nay và không trước ngày đầu " + Vietnamese.day(held.first())
                            + "; để trống nếu kết thúc ngay.");
        }
        LocalDate without = last == null ? today : last.plusDays(1);
        long before = reading.administrators(without);
        database.sql(
                        last == null
                                ? "update access.assignment set ended_at = now(), ended_by = :by where id = :id"
                                : "update access.assignment set last_day = :last, ended_by = :by where id = :id")
                .param("last", last)
                .param("by", person.account())
                .param("id", assignment)
                .update();
        requireAdministrator(before, without);
        Map<String, Journal.Change> told = new LinkedHashMap<>();
        told.put("role", new Journal.Change(held.role(), null));
        told.put("unit", new Journal.Change(held.unit(), null));
        if (last != null) {
            told.put(
                    "until",
                    new Journal.Change(held.last() == null ? null : Vietnamese.day(held.last()), Vietnamese.day(last)));
        }
        journal.write(subject(account.name()), "role-ended", told, reason);
        events.publishEvent(new RightsChanged(account.name()));
    }

    /**
     * Makes a one-time link by which the person sets a password; earlier unused ones of the account are over.
     *
     * @return its address; it cannot be read again
     * @throws Problem ACC-036 for a closed account or a machine
     */
    @Transactional
    String link(Account account) {
        if (!account.isOpen() || account.isMachine()) {
            throw new Problem(
                    422,
                    "ACC-036",
                    "Chỉ tài khoản đang mở của một người mới có mật khẩu; mở lại tài khoản, hoặc dùng khóa truy cập cho"
                            + " hệ thống.");
        }
        return account.password() ? links.reset(account.name()) : links.invite(account.name());
    }

    static String subject(String account) {
        return "account/" + account;
    }

    /** Two who take away each other's administration at once come one after the other. */
    private void lock() {
        database.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, number) -> "")
                .single();
    }

    private void requireAdministrator(long before, LocalDate day) {
        if (before > 0 && reading.administrators(day) == 0) {
            throw new Problem(
                    422,
                    "ACC-030",
                    "Từ ngày " + Vietnamese.day(day)
                            + " sẽ không còn ai quản trị hệ thống; giao vai trò quản trị cho người khác trước.");
        }
    }

    private static void requireChanged(int changed, Account account) {
        if (changed == 0) {
            throw new Problem(
                    409,
                    "ACC-031",
                    "Tài khoản «" + account.name()
                            + "» vừa được người khác thay đổi; mở lại trang của tài khoản rồi làm lại.");
        }
    }
}
