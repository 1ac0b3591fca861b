package vn.hoi.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
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

    /** Entries that {@link #list(String)} gives at most. */
    public static final int PAGE = 200;

    private static final TypeReference<Map<String, Change>> CHANGES = new TypeReference<>() {};

    private final JdbcClient database;
    private final JsonMapper json;
    private final CurrentPerson person;

    Journal(JdbcClient database, JsonMapper json, CurrentPerson person) {
        this.database = database;
        // a decimal comes back as it was written
        this.json = json.rebuild()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
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

    /** Those of these subjects of which something is written. */
    public List<String> written(List<String> subjects) {
        return database.sql("""
                        select s from unnest(:subjects::text[]) as s
                        where exists (select from journal.entry where subject = s)""")
                .param("subjects", subjects.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /** Entries about a subject, newest first, at most {@value #PAGE}. */
    public List<Entry> list(String subject) {
        return list(List.of(subject), null, PAGE);
    }

    /**
     * Entries about any of these subjects, newest first.
     *
     * @param before number of an entry that all are older than; null to begin with the newest
     * @param limit how many at most
     */
    public List<Entry> list(List<String> subjects, @Nullable Long before, int limit) {
        return database.sql("""
                        select id, at, account, subject, action, changes::text, reason
                        from journal.entry where subject in (:subjects) and id < :before
                        order by id desc limit :limit""")
                .param("subjects", subjects)
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("limit", limit)
                .query(this::entry)
                .list();
    }

    /** One entry by its number. */
    public Optional<Entry> find(long id) {
        return database.sql("""
                        select id, at, account, subject, action, changes::text, reason
                        from journal.entry where id = :id""").param("id", id).query(this::entry).optional();
    }

    private Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("account"),
                row.getString("subject"),
                row.getString("action"),
                json.readValue(row.getString("changes"), CHANGES),
                row.getString("reason"));
    }
}
