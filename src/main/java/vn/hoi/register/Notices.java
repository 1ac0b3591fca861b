package vn.hoi.register;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.CurrentPerson;

/** What people are told: a step was taken, something will be due. Kept until read; shown on the desk. */
@Component
public class Notices {

    /**
     * One thing told.
     *
     * @param to a role, {@code responsible} for the record's unit, or {@code creator}
     * @param unit the record's responsible unit
     * @param about what happened: a step's id, or {@code due-soon}
     */
    public record Notice(
            long id, OffsetDateTime at, String to, int unit, String register, String code, String about, String by) {}

    private final JdbcClient database;
    private final CurrentPerson person;

    Notices(JdbcClient database, CurrentPerson person) {
        this.database = database;
        this.person = person;
    }

    /** In the step's transaction: who is told of it is told, or nothing happened. */
    @Transactional(propagation = Propagation.MANDATORY)
    void tell(Register register, Row row, Step step) {
        for (String to : step.notifies()) {
            write(register, row, to, step.id());
        }
    }

    private void write(Register register, Row row, String to, String about) {
        database.sql("""
                        insert into register.notice (told, unit, register, code, about, account)
                        values (:to, :unit, :register, :code, :about, :account)""")
                .param("to", to)
                .param("unit", Objects.requireNonNull(row.value("unit")))
                .param("register", register.id())
                .param("code", row.code())
                .param("about", about)
                .param("account", person.account())
                .update();
    }

    /** What is not read yet, newest first, at most 100. */
    public List<Notice> unread() {
        return database.sql("""
                        select id, at, told, unit, register, code, about, account from register.notice
                        where read_at is null order by id desc limit 100""")
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
        database.sql("update register.notice set read_at = now(), read_by = :by where id = :id and read_at is null")
                .param("by", person.account())
                .param("id", id)
                .update();
    }
}
