package vn.hoi.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.CurrentPerson;

/** Writes and reads the journal. */
@Component
public class Journal {

    /**
     * One value that changed.
     *
     * @param before null when there was none
     * @param after null when there is none
     */
    public record Change(@Nullable Object before, @Nullable Object after) {}

    /**
     * One entry.
     *
     * @param subject what it is about, such as {@code ip-title/VB-00001}
     * @param action such as {@code created}, {@code changed}, {@code loaded}
     * @param changes by column id
     */
    public record Entry(
            long id,
            Instant at,
            String account,
            String subject,
            String action,
            Map<String, Change> changes,
            @Nullable String reason) {}

    private static final TypeReference<Map<String, Change>> CHANGES = new TypeReference<>() {};

    private final JdbcClient database;
    private final JsonMapper json;
    private final CurrentPerson person;

    Journal(JdbcClient database, JsonMapper json, CurrentPerson person) {
        this.database = database;
        this.json = json;
        this.person = person;
    }

    /**
     * Adds an entry in the running transaction, so that change and entry stand or fall together.
     *
     * @return the entry's number
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long write(String subject, String action, Map<String, Change> changes, @Nullable String reason) {
        return database.sql("""
                        insert into journal.entry (account, subject, action, changes, reason)
                        values (:account, :subject, :action, :changes::jsonb, :reason) returning id""")
                .param("account", person.account())
                .param("subject", subject)
                .param("action", action)
                .param("changes", json.writeValueAsString(changes))
                .param("reason", reason)
                .query(Long.class)
                .single();
    }

    /** Entries about a subject, newest first, at most 200. */
    public List<Entry> list(String subject) {
        return database.sql("""
                        select id, at, account, subject, action, changes::text, reason
                        from journal.entry where subject = :subject order by id desc limit 200""")
                .param("subject", subject)
                .query((row, number) -> new Entry(
                        row.getLong("id"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("account"),
                        row.getString("subject"),
                        row.getString("action"),
                        json.readValue(row.getString("changes"), CHANGES),
                        row.getString("reason")))
                .list();
    }
}
