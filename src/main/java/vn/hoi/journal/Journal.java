package vn.hoi.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
     * @param erased whether there was a value that a rule on personal data had erased
     */
    public record Change(
            @Nullable Object before,
            @Nullable Object after,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean erased) {

        public Change(@Nullable Object before, @Nullable Object after) {
            this(before, after, false);
        }
    }

    /**
     * One entry.
     *
     * @param subject what it is about, such as {@code ip-title/VB-00001}
     * @param action such as {@code created}, {@code changed}, {@code loaded}
     * @param changes by column id
     * @param reasonErased whether there was a reason that a rule on personal data had erased
     */
    public record Entry(
            long id,
            Instant at,
            String account,
            String subject,
            String action,
            Map<String, Change> changes,
            @Nullable String reason,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean reasonErased) {

        /** One whose reason, or want of one, is as it was written. */
        public Entry(
                long id,
                Instant at,
                String account,
                String subject,
                String action,
                Map<String, Change> changes,
                @Nullable String reason) {
            this(id, at, account, subject, action, changes, reason, false);
        }

        /** The same with other values, such as masked ones. */
        public Entry with(Map<String, Change> others) {
            return new Entry(id, at, account, subject, action, others, reason, reasonErased);
        }
    }

    /** What the database keeps of a change. */
    private record Kept(
            @Nullable Object before,
            @Nullable Object after,
            @Nullable Boolean erased) {}

    /** The action of an entry that tells of an erasure; its change {@code columns} names what was erased. */
    public static final String ERASED = "erased";

    /** Entries that {@link #list(String)} gives at most. */
    public static final int PAGE = 200;

    private static final TypeReference<Map<String, Kept>> CHANGES = new TypeReference<>() {};
    private static final String COLUMNS =
            "id, at, account, subject, action, changes::text, reason, reason_digest is not null as reason_erased";
    private static final int SALT_BYTES = 32;

    private final SecureRandom random = new SecureRandom();

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
        return writeFor(person.account(), subject, action, changes, reason);
    }

    /** The same in the name of another than whose thread it is: where the requests of several go into one commit. */
    @Transactional(propagation = Propagation.MANDATORY)
    public long writeFor(
            String account, String subject, String action, Map<String, Change> changes, @Nullable String reason) {
        return database.sql("""
                        insert into journal.entry (account, subject, action, changes, salts, reason, reason_salt)
                        values (:account, :subject, :action, :changes::jsonb, :salts::jsonb, :reason, :reasonSalt)
                        returning id""")
                .param("account", account)
                .param("subject", subject)
                .param("action", action)
                .param("changes", json.writeValueAsString(changes))
                .param("salts", json.writeValueAsString(salts(changes.keySet())))
                .param("reason", reason)
                .param("reasonSalt", reason == null ? null : salt())
                .query(Long.class)
                .single();
    }

    /** One a column, so that one value can be erased and the others still be proved. */
    private Map<String, String> salts(Set<String> columns) {
        Map<String, String> salts = new LinkedHashMap<>();
        columns.forEach(column -> salts.put(column, salt()));
        return salts;
    }

    private String salt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return Base64.getEncoder().encodeToString(salt);
    }

    /**
     * Erases what these columns were and became in all entries about a subject, by a rule on personal data, and writes an
     * entry {@value #ERASED} that says so. Salt and value go, the digest stays, so that the chain of seals stays whole.
     * What is on disk goes when PostgreSQL vacuums the table; backups made before still hold it.
     *
     * @param columns as the journal names them
     * @param reason why, with the document it goes by; kept, so it holds nothing personal itself
     * @return how many entries held any of it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long erase(String subject, Set<String> columns, String reason) {
        return erase(subject, columns, false, reason);
    }

    /** The same, and the text of the reasons given in these entries too. */
    @Transactional(propagation = Propagation.MANDATORY)
    public long eraseWithReasons(String subject, Set<String> columns, String reason) {
        return erase(subject, columns, true, reason);
    }

    private long erase(String subject, Set<String> columns, boolean reasons, String reason) {
        Map<String, Change> told = new LinkedHashMap<>();
        told.put("columns", new Change(null, new TreeSet<>(columns)));
        if (reasons) {
            told.put("reasons", new Change(null, true));
        }
        write(subject, ERASED, told, reason);
        return database.sql("select journal.erase(:subject, :columns::text[], :reasons)")
                .param("subject", subject)
                .param("columns", columns.toArray(String[]::new))
                .param("reasons", reasons)
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
                        select %s
                        from journal.entry where subject in (:subjects) and id < :before
                        order by id desc limit :limit""".formatted(COLUMNS))
                .param("subjects", subjects)
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("limit", limit)
                .query(this::entry)
                .list();
    }

    /** Whoever did this first; empty where nobody did. */
    public Optional<String> firstActor(String subject, String action) {
        return database.sql("""
                        select account from journal.entry where subject = :subject and action = :action
                        order by id limit 1""")
                .param("subject", subject)
                .param("action", action)
                .query(String.class)
                .optional();
    }

    /** One entry by its number. */
    public Optional<Entry> find(long id) {
        return database.sql("select " + COLUMNS + " from journal.entry where id = :id")
                .param("id", id)
                .query(this::entry)
                .optional();
    }

    private Entry entry(ResultSet row, int number) throws SQLException {
        Map<String, Change> changes = new LinkedHashMap<>();
        json.readValue(row.getString("changes"), CHANGES)
                .forEach((column, kept) -> changes.put(
                        column, new Change(kept.before(), kept.after(), Boolean.TRUE.equals(kept.erased()))));
        return new Entry(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("account"),
                row.getString("subject"),
                row.getString("action"),
                changes,
                row.getString("reason"),
                row.getBoolean("reason_erased"));
    }

    /** Entries that these conditions choose, newest first, as the table orders them by time. */
    List<Entry> list(String conditions, Map<String, Object> values, int limit) {
        return database.sql("select " + COLUMNS + " from journal.entry where " + conditions
                        + " order by at desc, id desc limit :limit")
                .params(values)
                .param("limit", limit)
                .query(this::entry)
                .list();
    }
}
