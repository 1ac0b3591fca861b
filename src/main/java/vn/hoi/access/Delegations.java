package vn.hoi.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.MultiValueMap;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Power;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;

/** Who acts for whom while away. */
@Component
class Delegations {

    /** What a form says. */
    record Form(String delegate, LocalDate first, LocalDate last, String reason) {

        /** @throws Problem ACC-032 with a fault for each value that is wrong */
        static Form read(MultiValueMap<String, String> sent) {
            List<Problem.Fault> faults = new ArrayList<>();
            String delegate = AccountForm.text(sent, "delegate");
            if (delegate.isEmpty()) {
                faults.add(new Problem.Fault("delegate", "ACC-032", "Chọn người làm thay"));
            }
            LocalDate today = Vietnamese.today();
            LocalDate first = RoleForm.day(sent, "first", faults).orElse(today);
            Optional<LocalDate> last = RoleForm.day(sent, "last", faults);
            if (first.isBefore(today)) {
                faults.add(new Problem.Fault("first", "ACC-037", "Ngày đầu phải từ hôm nay"));
            }
            if (last.isEmpty() || last.get().isBefore(first)) {
                faults.add(new Problem.Fault("last", "ACC-037", "Ghi ngày cuối, không trước ngày đầu"));
            }
            String reason = AccountForm.text(sent, "reason");
            if (reason.isEmpty() || reason.length() > RoleForm.REASON_LENGTH) {
                faults.add(new Problem.Fault("reason", "ACC-032", "Ghi lý do vắng, không quá 500 ký tự"));
            }
            AccountForm.refuse(faults);
            return new Form(delegate, first, last.orElseThrow(), reason);
        }
    }

    private static final long LOCK = 0x686f690341L;

    private final JdbcClient database;
    private final AccountReading accounts;
    private final Roles roles;
    private final Journal journal;
    private final CurrentPerson person;
    private final ApplicationEventPublisher events;

    Delegations(
            JdbcClient database,
            AccountReading accounts,
            Roles roles,
            Journal journal,
            CurrentPerson person,
            ApplicationEventPublisher events) {
        this.database = database;
        this.accounts = accounts;
        this.roles = roles;
        this.journal = journal;
        this.person = person;
        this.events = events;
    }

    /** Those that name this account, or all of them when null; newest first. */
    List<Delegation> list(@Nullable String account) {
        return database.sql("""
                        select g.id, a.name as delegator, a.full_name as delegator_name, b.name as delegate,
                            b.full_name as delegate_name, first_day, last_day, reason, made_by, ended_at, ended_by
                        from access.delegation as g
                        join access.account as a on a.id = g.delegator
                        join access.account as b on b.id = g.delegate
                        where cast(:account as text) is null or a.name = :account or b.name = :account
                        order by g.id desc limit 1000""")
                .param("account", account)
                .query(Delegations::delegation)
                .list();
    }

    private static Delegation delegation(ResultSet row, int number) throws SQLException {
        return new Delegation(
                row.getLong("id"),
                row.getString("delegator"),
                row.getString("delegator_name"),
                row.getString("delegate"),
                row.getString("delegate_name"),
                Objects.requireNonNull(row.getObject("first_day", LocalDate.class)),
                Objects.requireNonNull(row.getObject("last_day", LocalDate.class)),
                row.getString("reason"),
                row.getString("made_by"),
                AccountReading.instant(row, "ended_at"),
                row.getString("ended_by"));
    }

    /**
     * Lets somebody act for an account.
     *
     * @throws Problem ACC-038 when the other may not act for it, ACC-039 when the account has nothing to hand on, ACC-035
     *     when both would act for each other, directly or through others, on the same day
     */
    @Transactional
    void make(String delegator, Form form) {
        database.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, number) -> "")
                .single();
        Account away = accounts.get(delegator);
        Account acting = accounts.find(form.delegate())
                .filter(other -> other.isOpen() && !other.isMachine() && other.id() != away.id())
                .orElseThrow(() -> new Problem(
                        422,
                        "ACC-038",
                        "Người được ủy quyền phải là người khác, có tài khoản đang mở; chọn trong danh sách."));
        boolean holds = accounts.assignments(List.of(away.id())).stream()
                .filter(Assignment::isOpen)
                .anyMatch(held -> !roles.has(held.role(), Power.ADMINISTER));
        if (!holds) {
            throw new Problem(
                    422,
                    "ACC-039",
                    "Bạn không giữ vai trò nào ủy quyền được; quyền quản trị hệ thống không ủy quyền cho người khác.");
        }
        requireNoCircle(away, acting, form);
        database.sql("""
                        insert into access.delegation (delegator, delegate, first_day, last_day, reason, made_by)
                        values (:delegator, :delegate, :first, :last, :reason, :by)""")
                .param("delegator", away.id())
                .param("delegate", acting.id())
                .param("first", form.first())
                .param("last", form.last())
                .param("reason", form.reason())
                .param("by", person.account())
                .update();
        Map<String, Journal.Change> told = new LinkedHashMap<>();
        told.put("from", new Journal.Change(null, Vietnamese.day(form.first())));
        told.put("until", new Journal.Change(null, Vietnamese.day(form.last())));
        write(away.name(), acting.name(), "delegated", "delegation-received", told, form.reason());
    }

    private void requireNoCircle(Account away, Account acting, Form form) {
        boolean circle = database.sql("""
                        with recursive chain (account, first_day, last_day) as (
                            select cast(:acting as bigint), cast(:first as date), cast(:last as date)
                            union
                            select g.delegate, greatest(c.first_day, g.first_day), least(c.last_day, g.last_day)
                            from chain as c join access.delegation as g on g.delegator = c.account and g.ended_at is null
                                and g.first_day <= c.last_day and g.last_day >= c.first_day)
                        select exists (select from chain where account = :away)""")
                .param("acting", acting.id())
                .param("first", form.first())
                .param("last", form.last())
                .param("away", away.id())
                .query(Boolean.class)
                .single();
        if (circle) {
            throw new Problem(
                    422,
                    "ACC-035",
                    "Trong những ngày này «" + acting.name() + "» lại ủy quyền về «" + away.name()
                            + "», trực tiếp hoặc qua người khác; chọn người khác hoặc kết thúc ủy quyền kia trước.");
        }
    }

    /**
     * Ends one now.
     *
     * @param account one of the two it names; null for whoever keeps accounts
     * @throws Problem ACC-034 no such one; ACC-033 over already
     */
    @Transactional
    void end(long id, @Nullable String account, String reason) {
        Delegation found = list(account).stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow(() -> Problem.unknown("ACC-034", "Không có lần ủy quyền này; mở lại trang ủy quyền."));
        int ended = database.sql("""
                        update access.delegation set ended_at = now(), ended_by = :by
                        where id = :id and ended_at is null and last_day >= :today""")
                .param("by", person.account())
                .param("id", id)
                .param("today", Vietnamese.today())
                .update();
        if (ended == 0) {
            throw new Problem(409, "ACC-033", "Lần ủy quyền này đã kết thúc trước đó; mở lại trang ủy quyền.");
        }
        write(
                found.delegator(),
                found.delegate(),
                "delegation-ended",
                "delegation-ended",
                new LinkedHashMap<>(),
                reason.isEmpty() ? null : reason);
    }

    /** Told with both, each time naming the other. */
    private void write(
            String delegator,
            String delegate,
            String done,
            String received,
            Map<String, Journal.Change> told,
            @Nullable String reason) {
        Map<String, Journal.Change> away = new LinkedHashMap<>(told);
        away.put("delegate", new Journal.Change(null, delegate));
        journal.write(AccountKeeping.subject(delegator), done, away, reason);
        Map<String, Journal.Change> acting = new LinkedHashMap<>(told);
        acting.put("delegator", new Journal.Change(null, delegator));
        journal.write(AccountKeeping.subject(delegate), received, acting, reason);
        events.publishEvent(new RightsChanged(delegate));
    }
}
