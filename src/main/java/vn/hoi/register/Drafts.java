package vn.hoi.register;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;

/** Forms begun and not sent yet, as typed. A draft is its writer's alone, and goes when its record is made. */
@Component
public class Drafts {

    /**
     * One draft.
     *
     * @param code of the record it changes; null for a new one
     * @param typed text by column id, with the {@code version} an edit began from
     */
    public record Draft(long number, @Nullable String code, Map<String, String> typed, OffsetDateTime updated) {}

    private static final int MOST = 100;
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient database;
    private final CurrentPerson person;
    private final JsonMapper json;

    Drafts(JdbcClient database, CurrentPerson person, JsonMapper json) {
        this.database = database;
        this.person = person;
        this.json = json;
    }

    private RowMapper<Draft> draft() {
        return (row, n) -> new Draft(
                row.getLong("id"),
                row.getString("code"),
                json.readValue(row.getString("typed"), TEXTS),
                Objects.requireNonNull(row.getObject("updated", OffsetDateTime.class)));
    }

    /**
     * Keeps what was typed, over the draft of that number where there is one.
     *
     * @throws Problem REG-456 when the person has a hundred drafts in this register
     */
    @Transactional
    Draft save(Register register, @Nullable Long number, @Nullable String code, Map<String, String> typed) {
        String text = json.writeValueAsString(typed);
        Optional<Draft> saved = number == null
                ? Optional.empty()
                : database.sql("""
                        update register.draft set typed = :typed::jsonb, updated = now()
                        where id = :id and account = :account and register = :register
                        returning id, code, typed::text, updated""")
                        .param("typed", text)
                        .param("id", number)
                        .param("account", person.account())
                        .param("register", register.id())
                        .query(draft())
                        .optional();
        return saved.orElseGet(() -> add(register, code, text));
    }

    private Draft add(Register register, @Nullable String code, String typed) {
        if (count(register) >= MOST) {
            throw new Problem(
                    409,
                    "REG-456",
                    "Bạn đã có " + MOST + " bản nháp ở sổ này; gửi hoặc xóa bớt trước khi lưu bản mới.");
        }
        return database.sql("""
                        insert into register.draft (account, register, code, typed)
                        values (:account, :register, :code, :typed::jsonb) returning id, code, typed::text, updated""")
                .param("account", person.account())
                .param("register", register.id())
                .param("code", code)
                .param("typed", typed)
                .query(draft())
                .single();
    }

    /** The person's drafts in a register, the last touched first. */
    List<Draft> list(Register register) {
        return database.sql("""
                        select id, code, typed::text, updated from register.draft
                        where account = :account and register = :register order by updated desc, id desc""")
                .param("account", person.account())
                .param("register", register.id())
                .query(draft())
                .list();
    }

    /** How many drafts the person has in a register. */
    long count(Register register) {
        return database.sql("select count(*) from register.draft where account = :account and register = :register")
                .param("account", person.account())
                .param("register", register.id())
                .query(Long.class)
                .single();
    }

    /** @throws Problem REG-457 when the person has no such draft */
    Draft get(Register register, long number) {
        return list(register).stream()
                .filter(draft -> draft.number() == number)
                .findFirst()
                .orElseThrow(() -> Problem.unknown(
                        "REG-457",
                        "Không có bản nháp này: đã gửi, đã xóa hoặc của người khác; xem lại danh sách bản nháp."));
    }

    /** Takes a draft away, if there is one. */
    @Transactional
    void remove(Register register, @Nullable Long number) {
        if (number != null) {
            database.sql("delete from register.draft where id = :id and account = :account and register = :register")
                    .param("id", number)
                    .param("account", person.account())
                    .param("register", register.id())
                    .update();
        }
    }
}
