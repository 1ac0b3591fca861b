package vn.hoi.register;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Rights;
import vn.hoi.journal.Journal;

/** What people are told: a step was taken, something will be due. Kept until read; shown on the desk. */
@Component
public class Notices {

    /**
     * One thing told.
     *
     * @param to a role, {@code responsible} for the record's unit, or {@code account:} with a name
     * @param unit the record's responsible unit
     * @param about what happened: a step's id, or {@code due-soon}
     */
    public record Notice(
            long id, OffsetDateTime at, String to, int unit, String register, String code, String about, String by) {}

    private static final int SHOWN = 100;
    private static final String ACCOUNT = "account:";

    private final JdbcClient database;
    private final CurrentPerson person;
    private final Rights rights;
    private final Journal journal;

    Notices(JdbcClient database, CurrentPerson person, Rights rights, Journal journal) {
        this.rights = rights;
        this.journal = journal;
        this.database = database;
        this.person = person;
    }

    /** In the step's transaction: who is told of it is told, or nothing happened. */
    @Transactional(propagation = Propagation.MANDATORY)
    void tell(Register register, Row row, Step step) {
        if (!step.notifies().isEmpty()) {
            write(
                    register,
                    row,
                    step.notifies().stream()
                            .map(to -> to.equals("creator") ? creator(register, row) : to)
                            .toList(),
                    step.id());
        }
    }

    /** Whoever made the record; of one that came in a file, its responsible unit. */
    private String creator(Register register, Row row) {
        return journal.firstActor(Records.subject(register, row.code()), "created")
                .map(account -> ACCOUNT + account)
                .orElse("responsible");
    }

    private void write(Register register, Row row, List<String> to, String about) {
        database.sql("""
                        insert into register.notice (told, unit, register, code, about, account)
                        select told, :unit, :register, :code, :about, :account from unnest(:to::text[]) as told""")
                .param("to", to.toArray(String[]::new))
                .param("unit", Objects.requireNonNull(row.value("unit")))
                .param("register", register.id())
                .param("code", row.code())
                .param("about", about)
                .param("account", person.account())
                .update();
    }

    /** What the person at work is told and has not read yet, newest first, at most 100. */
    public List<Notice> unread() {
        return waiting().stream().filter(this::isForMe).limit(SHOWN).toList();
    }

    /** A role is told over the units it is held over; a responsible unit's notices are for whoever writes its records. */
    private boolean isForMe(Notice notice) {
        if (notice.to().startsWith(ACCOUNT)) {
            return notice.to().equals(ACCOUNT + person.account());
        }
        return notice.to().equals("responsible")
                ? rights.mayWrite(notice.register(), notice.unit())
                : rights.mayTake(notice.register(), "", List.of(notice.to()), notice.unit());
    }

    private List<Notice> waiting() {
        return database.sql("""
                        select id, at, told, unit, register, code, about, account from register.notice
                        where read_at is null order by id desc limit 2000""")
                .query((row, n) -> new Notice(
                        row.getLong("id"),
                        Objects.requireNonNull(row.getObject("at", OffsetDateTime.class)),
                        row.getString("told"),
                        row.getInt("unit"),
                        row.getString("register"),
                        row.getString("code"),
                        row.getString("about"),
                        row.getString("account")))
                .list();
    }

    /** Marks as read. */
    @Transactional
    public void read(long id) {
        if (waiting().stream().noneMatch(notice -> notice.id() == id && isForMe(notice))) {
            return;
        }
        database.sql("update register.notice set read_at = now(), read_by = :by where id = :id and read_at is null")
                .param("by", person.account())
                .param("id", id)
                .update();
    }
}
