package vn.hoi.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;

/**
 * Postings in the journal: an entry for those that an author made in one commit, with their numbers and one digest of all
 * they say. The journal's seals lie over these entries, so that a posting altered, deleted or slipped in shows.
 */
@Component
public class SealedPostings {

    static final String SUBJECT = "budget-postings";

    private static final int ENTRIES = 500;
    private static final TypeReference<List<Long>> NUMBERS = new TypeReference<>() {};

    private final JdbcClient database;
    private final JsonMapper json;
    private final Journal journal;
    private final PostingRows rows;
    private final TransactionTemplate reading;

    SealedPostings(
            JdbcClient database,
            JsonMapper json,
            Journal journal,
            PostingRows rows,
            PlatformTransactionManager transactions) {
        this.database = database;
        this.json = json;
        this.journal = journal;
        this.rows = rows;
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        // entries and postings as of one moment, beside whoever is posting
        reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * What the proof found.
     *
     * @param postings how many the journal vouches for
     * @param broken the first that does not agree, as a sentence with its code {@code JOU-018}; null when all do
     */
    public record Found(long postings, @Nullable String broken) {}

    private record Entry(long id, List<Long> numbers, String digest) {}

    /** Writes the entries of postings just made, in their transaction; an override also gets one of its own. */
    void seal(List<Posting> made) {
        Map<String, List<Posting>> byAuthor = new LinkedHashMap<>();
        made.forEach(posting -> byAuthor.computeIfAbsent(posting.author(), none -> new ArrayList<>())
                .add(posting));
        byAuthor.forEach((author, postings) -> {
            Map<String, Journal.Change> said = new LinkedHashMap<>();
            said.put(
                    "postings",
                    new Journal.Change(null, postings.stream().map(Posting::id).toList()));
            said.put("digest", new Journal.Change(null, digest(postings)));
            journal.writeFor(author, SUBJECT, "posted", said, null);
        });
        for (Posting posting : made) {
            String granter = posting.overrideBy();
            if (granter != null) {
                Map<String, Journal.Change> changes = new LinkedHashMap<>();
                changes.put("limit", new Journal.Change(null, posting.overLimit()));
                changes.put("over", new Journal.Change(null, posting.overAmount()));
                changes.put("granted-by", new Journal.Change(null, granter));
                journal.writeFor(
                        granter, "budget-line/" + posting.line(), "overridden", changes, posting.overrideReason());
            }
        }
    }

    private static String digest(Collection<Posting> postings) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Posting posting : postings) {
                digest.update(said(posting).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that a posting says, always in this order. */
    private static String said(Posting posting) {
        return Stream.of(
                        posting.id(),
                        posting.at(),
                        posting.line(),
                        posting.kind(),
                        posting.amount(),
                        posting.document(),
                        posting.documentDay(),
                        posting.day(),
                        posting.budgetYear(),
                        posting.planYear(),
                        posting.contract(),
                        posting.author(),
                        posting.reason(),
                        posting.attachment(),
                        posting.corrects(),
                        posting.request(),
                        posting.overLimit(),
                        posting.overAmount(),
                        posting.overrideBy(),
                        posting.overrideReason())
                .map(String::valueOf)
                .collect(Collectors.joining("\u001f", "", "\u001e"));
    }

    /** Compares every posting with what the journal says of it. */
    public Found check() {
        Found found = reading.execute(status -> {
            long postings = 0;
            long last = 0;
            List<Entry> part;
            do {
                part = entries(last);
                Map<Long, Posting> kept = rows.list(
                        part.stream().flatMap(entry -> entry.numbers().stream()).toList());
                for (Entry entry : part) {
                    @Nullable String broken = broken(entry, kept);
                    if (broken != null) {
                        return new Found(postings, broken);
                    }
                    postings += entry.numbers().size();
                    last = entry.id();
                }
            } while (part.size() == ENTRIES);
            return new Found(postings, slippedIn());
        });
        return found == null ? new Found(0, null) : found;
    }

    private List<Entry> entries(long after) {
        return database.sql("""
                        select id, changes #>> '{postings,after}', changes #>> '{digest,after}' from journal.entry
                        where subject = :subject and action = 'posted' and id > :after order by id limit :limit""")
                .param("subject", SUBJECT)
                .param("after", after)
                .param("limit", ENTRIES)
                .query((row, n) ->
                        new Entry(row.getLong(1), json.readValue(row.getString(2), NUMBERS), row.getString(3)))
                .list();
    }

    private static @Nullable String broken(Entry entry, Map<Long, Posting> kept) {
        List<Posting> postings = new ArrayList<>();
        for (long number : entry.numbers()) {
            Posting posting = kept.get(number);
            if (posting == null) {
                return "JOU-018: Bút toán số " + Vietnamese.number(number) + " có trong mục nhật ký số "
                        + Vietnamese.number(entry.id()) + " nhưng không còn trong sổ ngân sách.";
            }
            postings.add(posting);
        }
        return digest(postings).equals(entry.digest())
                ? null
                : "JOU-018: Bút toán trong số " + entry.numbers() + " khác với mục nhật ký số "
                        + Vietnamese.number(entry.id()) + ".";
    }

    /** One the journal does not know. Those older than its first were made before the journal took postings. */
    private @Nullable String slippedIn() {
        return database.sql("""
                        with told as (
                            select jsonb_array_elements(changes -> 'postings' -> 'after')::bigint as id from journal.entry
                            where subject = :subject and action = 'posted')
                        select p.id from ledger.posting p
                        where p.id > (select min(id) from told) and not exists (select from told where told.id = p.id)
                        order by p.id limit 1""")
                .param("subject", SUBJECT)
                .query(Long.class)
                .optional()
                .map(number -> "JOU-018: Bút toán số " + Vietnamese.number(number) + " không có trong nhật ký.")
                .orElse(null);
    }
}
