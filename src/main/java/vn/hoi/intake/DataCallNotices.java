package vn.hoi.intake;

import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.CurrentPerson;
import vn.hoi.journal.Journal;

/** What units are told about calls: opened, reminded, reopened. Kept until the unit opens the call. */
@Component
class DataCallNotices {

    private final JdbcClient database;
    private final CurrentPerson person;
    private final Journal journal;

    DataCallNotices(JdbcClient database, CurrentPerson person, Journal journal) {
        this.database = database;
        this.person = person;
        this.journal = journal;
    }

    /** In the transaction of what it tells. */
    @Transactional(propagation = Propagation.MANDATORY)
    void tell(int call, Collection<Integer> units, String about) {
        database.sql("""
                        insert into intake.call_notice (call, unit, about, account)
                        select :call, unit, :about, :account from unnest(:units::integer[]) as unit""")
                .param("call", call)
                .param("about", about)
                .param("account", person.account())
                .param("units", units.toArray(Integer[]::new))
                .update();
    }

    /**
     * Reminds every unit that has not answered.
     *
     * @return how many were reminded
     */
    @Transactional
    int remind(int call) {
        int reminded = database.sql("""
                        insert into intake.call_notice (call, unit, about, account)
                        select call, unit, 'reminded', :account from intake.call_unit
                        where call = :call and answered_at is null""")
                .param("call", call)
                .param("account", person.account())
                .update();
        journal.write(
                DataCalls.subject(call),
                "reminded",
                java.util.Map.of("units", new Journal.Change(null, reminded)),
                null);
        return reminded;
    }

    /** How many reminders of this call the unit has not read. */
    int unread(int call, int unit) {
        return database.sql("""
                        select count(*) from intake.call_notice
                        where call = :call and unit = :unit and about = 'reminded' and read_at is null""")
                .param("call", call)
                .param("unit", unit)
                .query(Integer.class)
                .single();
    }

    /** The unit opened the call's page. */
    @Transactional
    void read(int call, int unit) {
        database.sql("""
                        update intake.call_notice set read_at = now()
                        where call = :call and unit = :unit and read_at is null""").param("call", call).param("unit", unit).update();
    }
}
