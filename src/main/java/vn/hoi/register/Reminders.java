package vn.hoi.register;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.Job;
import vn.hoi.common.JobWatch;
import vn.hoi.common.Label;
import vn.hoi.common.Repeated;

/** Tells ahead of time what will be due: each case once for each day it was due at, by whichever node comes first. */
@Component
class Reminders extends Repeated implements Job {

    private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);
    private static final int PAUSE_MINUTES = 5;
    private static final int MOST = 1000;

    private final Registers registers;
    private final Courses courses;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final JobWatch watch = new JobWatch();

    Reminders(Registers registers, Courses courses, JdbcClient database, TransactionTemplate transaction) {
        super("reminders", Duration.ofMinutes(1), Duration.ofMinutes(PAUSE_MINUTES));
        this.registers = registers;
        this.courses = courses;
        this.database = database;
        this.transaction = transaction;
    }

    /** Writes the notices that are due now. @return how many */
    int remind() {
        int written = 0;
        for (Register register : registers.list()) {
            for (Deadline deadline : register.deadlines()) {
                written += Objects.requireNonNull(transaction.execute(status -> remind(register, deadline)));
            }
        }
        return written;
    }

    private int remind(Register register, Deadline deadline) {
        OffsetDateTime now = courses.now();
        List<String> states = Deadline.warned(register, deadline);
        String where = states.isEmpty()
                ? RegisterIndexes.isOpen(register)
                : RegisterIndexes.isOpen(register) + " and state in (" + TableDefinition.literals(states) + ")";
        return database.sql("""
                        with due as (
                            insert into register.reminder (register, record, due_at)
                            select :register, id, due_at from register.%1$s
                            where %2$s and due_paused_at is null and due_at >= :now and due_at <= :soon
                                and not exists (select from register.reminder as told
                                    where told.register = :register and told.record = %1$s.id and told.due_at = %1$s.due_at)
                            order by due_at limit :most
                            on conflict do nothing
                            returning record)
                        insert into register.notice (told, unit, register, code, about, account)
                        select 'responsible', unit, :register, code, 'due-soon', 'system'
                        from register.%1$s join due on due.record = %1$s.id""".formatted(RegisterTables.quote(register.table()), where))
                .param("register", register.id())
                .param("now", now)
                .param("soon", courses.soonUntil(deadline, now))
                .param("most", MOST)
                .update();
    }

    @Override
    public String id() {
        return "reminders";
    }

    @Override
    public Label name() {
        return new Label("Nhắc việc sắp đến hạn", "Reminders of what is due soon");
    }

    @Override
    public Label rhythm() {
        return new Label("mỗi " + PAUSE_MINUTES + " phút", "every " + PAUSE_MINUTES + " minutes");
    }

    @Override
    public Run last() {
        return watch.last();
    }

    @Override
    protected void round() {
        try {
            watch.ended(remind());
        } catch (RuntimeException later) {
            watch.failed(later);
            LOG.warn("reminders wait for the next round: {}", later.toString());
        }
    }
}
