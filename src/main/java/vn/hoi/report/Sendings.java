package vn.hoi.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;

/** What is sent under a key is done once: a repeat, also one at the same moment, is answered with what the first did. */
@Component
class Sendings {

    /** An answer: status and JSON. */
    record Answer(int status, JsonNode body) {}

    private static final int KEY_MOST = 200;
    private static final int DAYS_KEPT = 60;

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final CurrentPerson person;
    private final JsonMapper json;

    Sendings(JdbcClient database, TransactionTemplate transaction, CurrentPerson person, JsonMapper json) {
        this.database = database;
        this.transaction = transaction;
        this.person = person;
        this.json = json;
    }

    /**
     * Does the work in one transaction with its key.
     *
     * @param key of the sender's own; empty for work that is not to be kept apart
     * @param content all that was sent, to tell a repeat from something else under the same key
     * @throws Problem REP-410 when the key is too long or was used for something else
     */
    Answer once(String key, String content, Supplier<Answer> work) {
        if (key.length() > KEY_MOST) {
            throw new Problem(422, "REP-410", "Idempotency-Key dài quá 200 ký tự; dùng một mã ngắn, chỉ một lần.");
        }
        return java.util.Objects.requireNonNull(transaction.execute(status -> {
            if (key.isEmpty()) {
                return work.get();
            }
            Optional<Answer> before = begin(key, digest(content));
            if (before.isPresent()) {
                return before.get();
            }
            Answer answer = work.get();
            database.sql(
                            "update report.sent set status = :status, answer = :answer::jsonb where account = :a and key = :k")
                    .param("status", answer.status())
                    .param("answer", json.writeValueAsString(answer.body()))
                    .param("a", person.account())
                    .param("k", key)
                    .update();
            return answer;
        }));
    }

    /** Waits for another transaction under the same key. */
    private Optional<Answer> begin(String key, String digest) {
        database.sql("delete from report.sent where at < now() - make_interval(days => :days)")
                .param("days", DAYS_KEPT)
                .update();
        int first = database.sql("""
                        insert into report.sent (account, key, digest) values (:a, :k, :d) on conflict do nothing""")
                .param("a", person.account())
                .param("k", key)
                .param("d", digest)
                .update();
        if (first == 1) {
            return Optional.empty();
        }
        record Kept(String digest, int status, String answer) {}
        Kept kept = database.sql("select digest, status, answer::text from report.sent where account = :a and key = :k")
                .param("a", person.account())
                .param("k", key)
                .query((row, n) -> new Kept(row.getString(1), row.getInt(2), row.getString(3)))
                .single();
        if (!kept.digest.equals(digest)) {
            throw new Problem(
                    422, "REP-410", "Idempotency-Key này đã dùng cho một lần gửi khác; dùng mã mới cho nội dung mới.");
        }
        return Optional.of(new Answer(kept.status, json.readTree(kept.answer)));
    }

    private static String digest(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
