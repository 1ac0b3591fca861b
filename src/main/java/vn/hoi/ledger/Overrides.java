package vn.hoi.ledger;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.register.Attached;

/** Postings beyond a limit: asked for by one person, let pass or refused by a second one in writing. */
@Component
class Overrides {

    private static final TypeReference<Map<String, String>> REQUEST = new TypeReference<>() {};
    /** Roles that may let a limit be passed. */
    private static final List<String> SUPERIORS = List.of("finance", "leader");

    private static final int REASON = 1000;

    private final JdbcClient database;
    private final JsonMapper json;
    private final Postings postings;
    private final PostingReading reading;
    private final Lines lines;
    private final PostingFiles files;
    private final CurrentPerson person;
    private final Rights rights;

    Overrides(
            JdbcClient database,
            JsonMapper json,
            Postings postings,
            PostingReading reading,
            Lines lines,
            PostingFiles files,
            CurrentPerson person,
            Rights rights) {
        this.database = database;
        this.json = json;
        this.postings = postings;
        this.reading = reading;
        this.lines = lines;
        this.files = files;
        this.person = person;
        this.rights = rights;
    }

    /** One asked for, answered or not. */
    public record Asked(
            long id,
            Instant at,
            String askedBy,
            String code,
            String says,
            Map<String, String> request,
            long line,
            String key,
            @Nullable Instant answeredAt,
            @Nullable String answeredBy,
            @Nullable Boolean granted,
            @Nullable String reason,
            @Nullable Long posting) {}

    /**
     * Asks for what a limit refuses. When no limit refuses it, it is simply to be posted.
     *
     * @return the number of the request
     */
    long ask(List<Entry> entries, String key, Map<String, String> typed) {
        if (Typed.plain(typed.getOrDefault("reason", "")).isEmpty()) {
            throw new Problem(
                    422,
                    "LED-052",
                    "Đề nghị vượt giới hạn phải nêu lý do và văn bản làm căn cứ.",
                    List.of(new Problem.Fault("reason", "LED-052", "Nêu lý do và văn bản làm căn cứ")),
                    Map.of());
        }
        Optional<Long> before = database.sql("select id from ledger.override_asked where asked_by = :by and key = :key")
                .param("by", person.account())
                .param("key", key)
                .query(Long.class)
                .optional();
        if (before.isPresent()) {
            return before.get();
        }
        Problem refused = postings.tried(entries, key)
                .orElseThrow(() -> new Problem(
                        422,
                        "LED-053",
                        "Bút toán này không vượt giới hạn nào; ghi sổ bình thường, không cần xin phép."));
        if (!Boolean.TRUE.equals(refused.details().get("overridable"))) {
            throw refused;
        }
        Map<String, String> request = new LinkedHashMap<>();
        typed.forEach((name, value) -> request.put(Typed.plain(name), Typed.plain(value)));
        request.remove("ask-override");
        request.remove("key");
        Entry first = entries.getFirst();
        Long attachment = first.attachment();
        if (attachment != null) {
            files.keepWaiting(attachment, first.line());
        }
        return database.sql("""
                        insert into ledger.override_asked (asked_by, code, says, request, line, key)
                        values (:by, :code, :says, :request::jsonb, :line, :key) returning id""")
                .param("by", person.account())
                .param("code", refused.code())
                .param("says", refused.getMessage())
                .param("request", json.writeValueAsString(request))
                .param("line", entries.getFirst().line())
                .param("key", key)
                .query(Long.class)
                .single();
    }

    /** Newest first. */
    List<Asked> list() {
        return database
                .sql(
                        "select o.*, l.unit from ledger.override_asked o join ledger.line l on l.id = o.line order by o.id desc")
                .query((row, n) -> rights.reach(PostingReading.RIGHTS).includes(row.getInt("unit"))
                        ? Optional.of(new Asked(
                                row.getLong("id"),
                                row.getTimestamp("at").toInstant(),
                                row.getString("asked_by"),
                                row.getString("code"),
                                row.getString("says"),
                                json.readValue(row.getString("request"), REQUEST),
                                row.getLong("line"),
                                row.getString("key"),
                                row.getTimestamp("answered_at") == null
                                        ? null
                                        : row.getTimestamp("answered_at").toInstant(),
                                row.getString("answered_by"),
                                row.getObject("granted", Boolean.class),
                                row.getString("reason"),
                                row.getObject("posting", Long.class)))
                        : Optional.<Asked>empty())
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** The document it was asked with; null for none. */
    @Nullable
    Attached file(Asked asked) {
        String number = asked.request().getOrDefault("attachment", "");
        return number.matches("\\d{1,18}") ? files.shown(Long.valueOf(number)) : null;
    }

    /** Whether whoever is at work may answer it: a superior, and not who asked. */
    boolean mayAnswer(Asked asked) {
        return asked.answeredAt() == null
                && !asked.askedBy().equals(person.account())
                && rights.mayTake(
                        PostingReading.RIGHTS,
                        "override",
                        SUPERIORS,
                        lines.get(asked.line()).unit());
    }

    /**
     * Answers it; granted, it is posted in the name of who asked.
     *
     * @throws Problem LED-404, LED-051 not a superior or the same person, LED-052 no reason, LED-054 answered before
     */
    Asked answer(long id, boolean granted, String reason) {
        Asked asked = get(id);
        if (asked.answeredAt() != null) {
            throw new Problem(409, "LED-054", "Đề nghị này đã được " + asked.answeredBy() + " trả lời.");
        }
        if (!mayAnswer(asked)) {
            throw new Problem(
                    403,
                    "LED-051",
                    "Chỉ lãnh đạo hoặc chuyên viên tài chính khác người đề nghị được cho phép vượt giới hạn.");
        }
        String says = Typed.plain(reason);
        if (says.isEmpty() || says.length() > REASON) {
            throw new Problem(422, "LED-052", "Ghi lý do và văn bản làm căn cứ, không quá 1.000 ký tự.");
        }
        @Nullable Long made = null;
        if (granted) {
            List<Entry> entries = reading.entries(asked.request(), asked.askedBy());
            made = postings.outcome(new Order(
                            entries, asked.askedBy(), asked.key(), new Order.Override(person.account(), says)))
                    .orThrow()
                    .getFirst()
                    .id();
        }
        database.sql("""
                        update ledger.override_asked set answered_at = clock_timestamp(), answered_by = :by, granted = :granted,
                            reason = :reason, posting = :posting
                        where id = :id and answered_at is null""")
                .param("by", person.account())
                .param("granted", granted)
                .param("reason", says)
                .param("posting", made)
                .param("id", id)
                .update();
        return get(id);
    }

    private Asked get(long id) {
        return list().stream()
                .filter(one -> Objects.equals(one.id(), id))
                .findFirst()
                .orElseThrow(() -> Problem.unknown("LED-404", "Không có đề nghị số " + id + "; mở lại danh sách."));
    }
}
