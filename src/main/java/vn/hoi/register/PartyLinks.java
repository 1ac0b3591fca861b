package vn.hoi.register;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Problem;
import vn.hoi.common.Problem.Fault;
import vn.hoi.common.Rights;
import vn.hoi.journal.Journal;

/**
 * Ties the name of a party, as it is written in a record, to its record in the register {@code party}. The name stays as
 * written; the link stands beside it in a column of the table that no declaration names.
 *
 * <p>A link is what was sent as {@code <column>.party}. Where only a name was, it is the one active organisation of that
 * name, case and diacritics aside; never a person, since people share their names.
 */
@Component
class PartyLinks {

    /** Id of the register of parties. */
    static final String REGISTER = "party";

    /** Behind the column's id: what a form sends, and what the journal keeps, of a link. */
    static final String SUFFIX = ".party";

    static final String ACTIVE = "active";
    static final String MERGED = "merged";
    static final String MERGED_INTO = "merged-into";

    private static final Pattern PICKED = Pattern.compile("\\s*([A-Z0-9][A-Z0-9.-]{0,59}) · (.+)", Pattern.DOTALL);

    private final DSLContext database;
    private final Registers registers;
    private final Rights rights;

    PartyLinks(DSLContext database, Registers registers, Rights rights) {
        this.database = database;
        this.registers = registers;
        this.rights = rights;
    }

    /** Name in the database of the link beside a column. */
    static String sql(Column column) {
        return column.sql() + "_party";
    }

    static Field<String> field(Column column) {
        return RecordTable.text(sql(column));
    }

    /** Columns whose names may be linked; none where parties are not declared. */
    List<Column> columns(Register register) {
        return linked(registers, register);
    }

    static List<Column> linked(Registers registers, Register register) {
        return registers.find(REGISTER).isEmpty()
                ? List.of()
                : register.columns().stream()
                        .filter(column -> column.type() == ColumnType.PARTY)
                        .toList();
    }

    /**
     * The links among what was sent, by column id; taken out of it. A suggestion that was picked, «code · name», is a link
     * and the name.
     */
    Map<String, String> take(Register register, Map<String, String> typed) {
        Map<String, String> given = new LinkedHashMap<>();
        for (Column column : columns(register)) {
            Matcher picked = PICKED.matcher(typed.getOrDefault(column.id(), ""));
            if (picked.matches() && active(picked.group(1)).isPresent()) {
                typed.put(column.id(), picked.group(2));
                given.put(column.id(), picked.group(1));
            }
            @Nullable String code = typed.remove(column.id() + SUFFIX);
            if (code != null) {
                given.put(column.id(), code.strip());
            }
        }
        return given;
    }

    /** Codes of the parties a record is linked to, by column id, for the outside. */
    Map<String, String> of(Register register, Row row) {
        Map<String, String> links = held(register, row.id());
        boolean open = rights.mayReadPersonal(register.id());
        links.keySet().removeIf(column -> !open && register.column(column).personal());
        return links;
    }

    private Map<String, String> held(Register register, long record) {
        Map<String, String> links = new LinkedHashMap<>();
        List<Column> columns = columns(register);
        if (!columns.isEmpty()) {
            database.select(columns.stream().map(PartyLinks::field).toList())
                    .from(RecordTable.of(register))
                    .where(RecordTable.id().eq(record))
                    .fetch(found -> {
                        for (int index = 0; index < columns.size(); index++) {
                            @Nullable String code = found.get(index, String.class);
                            if (code != null) {
                                links.put(columns.get(index).id(), code);
                            }
                        }
                        return found;
                    });
        }
        return links;
    }

    /**
     * Links that change with the record, as the journal keeps them: by {@code <column>.party}.
     *
     * @param before the record as it was; null for a new one
     * @param given codes sent, by column id
     * @throws Problem REG-422 with PTY-001 when a code sent names no active party
     */
    Map<String, Journal.Change> changes(
            Register register, @Nullable Row before, Map<String, @Nullable Object> values, Map<String, String> given) {
        Map<String, Journal.Change> changes = new LinkedHashMap<>();
        @Nullable Map<String, String> held = null;
        for (Column column : columns(register)) {
            @Nullable Object name = values.get(column.id());
            boolean renamed = !Objects.equals(name, before == null ? null : before.value(column.id()));
            if (!renamed && !given.containsKey(column.id())) {
                continue;
            }
            if (held == null) {
                held = before == null ? new HashMap<>() : held(register, before.id());
            }
            @Nullable String old = held.get(column.id());
            @Nullable
            String now = name == null
                    ? null
                    : given.containsKey(column.id())
                            ? given(column, given.getOrDefault(column.id(), ""))
                            : named(name.toString()).orElse(null);
            if (!Objects.equals(old, now)) {
                changes.put(column.id() + SUFFIX, new Journal.Change(old, now));
            }
        }
        return changes;
    }

    /** The same changes as columns of the table. */
    static Map<Field<?>, @Nullable Object> columns(Register register, Map<String, Journal.Change> changes) {
        Map<Field<?>, @Nullable Object> columns = new LinkedHashMap<>();
        changes.forEach((id, change) ->
                columns.put(field(register.column(id.substring(0, id.length() - SUFFIX.length()))), change.after()));
        return columns;
    }

    /** An empty one takes the link away; a party merged into another gives that one. */
    private @Nullable String given(Column column, String typed) {
        int mark = typed.indexOf(" · ");
        String code = (mark < 0 ? typed : typed.substring(0, mark)).strip();
        if (code.isEmpty()) {
            return null;
        }
        return active(code)
                .orElseThrow(() -> new Problem(
                        422,
                        "REG-422",
                        "Có 1 chỗ cần sửa; chưa có gì được ghi.",
                        List.of(new Fault(
                                column.id(),
                                "PTY-001",
                                "Không có tổ chức, cá nhân nào đang hoạt động mang mã «" + code
                                        + "»; tìm rồi chọn lại, hoặc bỏ mã và chỉ ghi tên")),
                        Map.of()));
    }

    private Optional<String> active(String code) {
        Register parties = registers.get(REGISTER);
        String asked = code;
        // a chain of merges ends where the last one did
        while (true) {
            var found = database.select(RecordTable.text("state"), RecordTable.text("merged_into"))
                    .from(RecordTable.of(parties))
                    .where(RecordTable.text("code").eq(asked))
                    // neither gone nor merged before this record is written
                    .forKeyShare()
                    .fetchOne();
            if (found == null) {
                return Optional.empty();
            }
            if (!MERGED.equals(found.value1()) || found.value2() == null) {
                return ACTIVE.equals(found.value1()) ? Optional.of(asked) : Optional.empty();
            }
            asked = found.value2();
        }
    }

    private Optional<String> named(String name) {
        Field<String> folded = DSL.function(DSL.name("common", "fold"), SQLDataType.CLOB, RecordTable.text("name"));
        Condition same = folded.eq(DSL.function(DSL.name("common", "fold"), SQLDataType.CLOB, DSL.val(name)));
        List<String> codes = database.select(RecordTable.text("code"))
                .from(RecordTable.of(registers.get(REGISTER)))
                .where(RecordTable.text("state").eq(DSL.inline(ACTIVE)))
                .and(RecordTable.text("kind").ne(DSL.inline("person")))
                .and(same)
                .orderBy(RecordTable.text("code"))
                .limit(2)
                .forKeyShare()
                .fetch(RecordTable.text("code"));
        return codes.size() == 1 ? Optional.of(codes.getFirst()) : Optional.empty();
    }
}
