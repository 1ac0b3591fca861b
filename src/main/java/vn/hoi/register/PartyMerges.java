package vn.hoi.register;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.CurrentPerson;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.journal.Journal;

/**
 * Makes two parties one: links of the merged one move to the survivor, names written in records stay. It can be undone
 * while neither was changed since.
 */
@Component
class PartyMerges {

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final DSLContext database;
    private final JdbcClient fixed;
    private final Registers registers;
    private final Records records;
    private final RecordRows rows;
    private final PartyLinks links;
    private final CurrentPerson person;
    private final Rights rights;
    private final JsonMapper json;

    PartyMerges(
            DSLContext database,
            JdbcClient fixed,
            Registers registers,
            Records records,
            RecordRows rows,
            PartyLinks links,
            CurrentPerson person,
            Rights rights,
            JsonMapper json) {
        this.database = database;
        this.fixed = fixed;
        this.registers = registers;
        this.records = records;
        this.rows = rows;
        this.links = links;
        this.person = person;
        this.rights = rights;
        this.json = json;
    }

    /**
     * Merges one party into another.
     *
     * @param code of the survivor
     * @param with code of the one that is merged into it
     * @param taken columns whose value comes from the merged one
     * @return the survivor as it stands
     * @throws Problem PTY-002 when they are one, PTY-003 when one is not active, REG-409 when one was changed meanwhile,
     *     REG-422 when the values kept break a rule
     */
    @Transactional
    public Row merge(String code, int version, String with, int withVersion, Set<String> taken) {
        Register parties = registers.get(PartyLinks.REGISTER);
        refuseWithoutRight();
        refuseSame(code, with);
        // always in the same order, so that two merges of the same pair wait and never block each other
        boolean first = code.compareTo(with) < 0;
        Row one = first ? records.lock(parties, code, version) : records.lock(parties, with, withVersion);
        Row other = first ? records.lock(parties, with, withVersion) : records.lock(parties, code, version);
        Row survivor = first ? one : other;
        Row merged = first ? other : one;
        refuseEnded(survivor);
        refuseEnded(merged);
        long merge = keep(parties, survivor, merged);
        int moved = move(merge, with, code);
        Map<String, String> gone = texts(parties, merged);
        Map<String, String> kept = texts(parties, survivor);
        for (Column column : parties.entered()) {
            if (taken.contains(column.id()) && !column.id().equals(PartyLinks.MERGED_INTO)) {
                kept.put(column.id(), gone.getOrDefault(column.id(), ""));
                if (column.unique()) {
                    gone.put(column.id(), "");
                }
            }
        }
        gone.put("state", PartyLinks.MERGED);
        gone.put(PartyLinks.MERGED_INTO, code);
        save(parties, merged, gone, PartyLinks.MERGED, Map.of("links", new Journal.Change(null, moved)));
        return save(
                parties,
                survivor,
                kept,
                PartyLinks.MERGED,
                Map.of("merged-from", new Journal.Change(null, with), "links", new Journal.Change(null, moved)));
    }

    /**
     * Takes a merge back: both parties as they were, and the links that moved and still stand.
     *
     * @param code of the party that was merged into another
     * @return it, as it stands again
     * @throws Problem PTY-005 when it was not merged, PTY-004 when one of the two was changed since
     */
    @Transactional
    public Row undo(String code) {
        Register parties = registers.get(PartyLinks.REGISTER);
        refuseWithoutRight();
        Merge merge = fixed.sql("""
                        select id, survivor, survivor_version, merged_version, survivor_before::text, merged_before::text
                        from register.party_merge where merged = :code and undone_at is null for update""")
                .param("code", code)
                .query((row, n) -> new Merge(
                        row.getLong(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getInt(4),
                        json.readValue(row.getString(5), TEXTS),
                        json.readValue(row.getString(6), TEXTS)))
                .optional()
                .orElseThrow(() -> new Problem(
                        409, "PTY-005", "«" + code + "» không ở trạng thái đã hợp nhất nên không có gì để hoàn tác."));
        Row survivor = unchanged(parties, merge.survivor(), merge.survivorVersion());
        Row merged = unchanged(parties, code, merge.mergedVersion());
        int moved = moveBack(merge, code);
        Map<String, Journal.Change> told = Map.of("links", new Journal.Change(null, moved));
        save(
                parties,
                survivor,
                merge.survivorBefore(),
                "unmerged",
                Map.of("merged-from", new Journal.Change(code, null), "links", new Journal.Change(null, moved)));
        fixed.sql("update register.party_merge set undone_at = now(), undone_by = :account where id = :id")
                .param("account", person.account())
                .param("id", merge.id())
                .update();
        return save(parties, merged, merge.mergedBefore(), "unmerged", told);
    }

    private record Merge(
            long id,
            String survivor,
            int survivorVersion,
            int mergedVersion,
            Map<String, String> survivorBefore,
            Map<String, String> mergedBefore) {}

    private long keep(Register parties, Row survivor, Row merged) {
        return fixed.sql("""
                        insert into register.party_merge
                            (survivor, merged, account, survivor_version, merged_version, survivor_before, merged_before)
                        values (:survivor, :merged, :account, :survivorVersion, :mergedVersion,
                            :survivorBefore::jsonb, :mergedBefore::jsonb)
                        returning id""")
                .param("survivor", survivor.code())
                .param("merged", merged.code())
                .param("account", person.account())
                .param("survivorVersion", survivor.version() + 1)
                .param("mergedVersion", merged.version() + 1)
                .param("survivorBefore", json.writeValueAsString(texts(parties, survivor)))
                .param("mergedBefore", json.writeValueAsString(texts(parties, merged)))
                .query(Long.class)
                .single();
    }

    private Map<String, String> texts(Register parties, Row row) {
        Map<String, String> texts = new LinkedHashMap<>(rows.texts(parties, row));
        texts.remove("code");
        return texts;
    }

    private int move(long merge, String from, String to) {
        int all = 0;
        for (Register register : registers.list()) {
            for (Column column : links.columns(register)) {
                List<Long> moved = database.update(RecordTable.of(register))
                        .set(PartyLinks.field(column), to)
                        .where(PartyLinks.field(column).eq(from))
                        .returningResult(RecordTable.id())
                        .fetch(RecordTable.id());
                fixed.sql("""
                                insert into register.party_move (merge, register, party_column, record)
                                select :merge, :register, :column, unnest(:records::bigint[])""")
                        .param("merge", merge)
                        .param("register", register.id())
                        .param("column", column.id())
                        .param(
                                "records",
                                moved.stream()
                                        .map(String::valueOf)
                                        .toList()
                                        .toString()
                                        .replace('[', '{')
                                        .replace(']', '}'))
                        .update();
                all += moved.size();
            }
        }
        return all;
    }

    private int moveBack(Merge merge, String code) {
        int all = 0;
        for (Register register : registers.list()) {
            for (Column column : links.columns(register)) {
                all += database.update(RecordTable.of(register))
                        .set(PartyLinks.field(column), code)
                        .where(PartyLinks.field(column).eq(merge.survivor()))
                        .and(RecordTable.id()
                                .in(DSL.select(DSL.field(DSL.name("record"), SQLDataType.BIGINT))
                                        .from(DSL.table(DSL.name("register", "party_move")))
                                        .where(DSL.field(DSL.name("merge"), SQLDataType.BIGINT)
                                                .eq(merge.id()))
                                        .and(RecordTable.text("register").eq(register.id()))
                                        .and(RecordTable.text("party_column").eq(column.id()))))
                        .execute();
            }
        }
        return all;
    }

    private Row save(
            Register parties, Row before, Map<String, String> typed, String action, Map<String, Journal.Change> told) {
        Map<String, @Nullable Object> values = records.checked(parties, typed, before.values());
        return records.save(parties, before, values, Map.of(), action, null, new Records.Beside(Map.of(), told));
    }

    private Row unchanged(Register parties, String code, int version) {
        try {
            return records.lock(parties, code, version);
        } catch (Problem problem) {
            if (!Objects.equals(problem.code(), Records.STALE)) {
                throw problem;
            }
            throw new Problem(
                    409,
                    "PTY-004",
                    "«" + code + "» đã được sửa sau khi hợp nhất nên không hoàn tác được; sửa trực tiếp từng bản ghi.");
        }
    }

    private void refuseWithoutRight() {
        if (!rights.mayWrite(PartyLinks.REGISTER)) {
            throw new Problem(403, "REG-407", "Bạn không có quyền ghi vào sổ này; đề nghị quản trị cấp quyền.");
        }
    }

    static void refuseSame(String code, String with) {
        if (with.isEmpty() || code.equals(with)) {
            throw new Problem(
                    422, "PTY-002", "Chọn một bản ghi khác để hợp nhất; một bản ghi không hợp nhất với chính nó.");
        }
    }

    static void refuseEnded(Row party) {
        if (!party.state().equals(PartyLinks.ACTIVE)) {
            throw new Problem(
                    409,
                    "PTY-003",
                    "«" + party.code()
                            + "» không còn hoạt động hoặc đã được hợp nhất; chỉ hợp nhất hai bản ghi đang hoạt động.");
        }
    }
}
