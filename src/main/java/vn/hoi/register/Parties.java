package vn.hoi.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who refers to a party, what was merged into it, and which parties are named much like it. */
@Component
public final class Parties {

    /**
     * Records of one register that name a party in one column.
     *
     * @param rows newest first, at most {@value #SHOWN}
     * @param more whether there are others
     */
    public record Referring(Register register, Column column, List<Row> rows, boolean more) {}

    private static final int SHOWN = 50;
    private static final int SUGGESTED = 10;
    private static final double ALIKE = 0.3;

    private final DSLContext database;
    private final VisibleRows visible;
    private final Registers registers;
    private final RecordRows rows;
    private final PartyLinks links;

    Parties(DSLContext database, Registers registers, RecordRows rows, PartyLinks links, VisibleRows visible) {
        this.visible = visible;
        this.database = database;
        this.registers = registers;
        this.rows = rows;
        this.links = links;
    }

    /** Whether this is the register of parties. */
    public static boolean isParties(Register register) {
        return register.id().equals(PartyLinks.REGISTER);
    }

    /** Code of the party this one was merged into; null when it was not. */
    static @Nullable String mergedInto(Register register, Row row) {
        boolean merged = isParties(register) && row.state().equals(PartyLinks.MERGED);
        @Nullable Object into = merged ? row.value(PartyLinks.MERGED_INTO) : null;
        return into == null ? null : into.toString();
    }

    /** Codes of the parties merged into this one. */
    List<String> absorbed(Register register, Row row) {
        return isParties(register)
                ? database.select(RecordTable.text("code"))
                        .from(RecordTable.of(register))
                        .where(RecordTable.text("merged_into").eq(row.code()))
                        .orderBy(RecordTable.text("code"))
                        .fetch(RecordTable.text("code"))
                : List.of();
    }

    /** Records of all registers linked to this party, register by register, column by column. */
    List<Referring> referring(String code) {
        List<Referring> all = new ArrayList<>();
        for (Register register : registers.list()) {
            for (Column column : links.columns(register)) {
                List<Row> found = new ArrayList<>(database.select(RecordRows.fields(register))
                        .from(RecordTable.of(register))
                        .where(PartyLinks.field(column).eq(code))
                        .and(visible.of(register))
                        .orderBy(RecordTable.id().desc())
                        .limit(SHOWN + 1)
                        .fetch(record -> rows.row(register, record)));
                boolean more = found.size() > SHOWN;
                if (more) {
                    found.removeLast();
                }
                if (!found.isEmpty()) {
                    all.add(new Referring(register, column, found, more));
                }
            }
        }
        return all;
    }

    /** What refers to it, for machines. */
    static List<Map<String, Object>> json(List<Referring> referring) {
        List<Map<String, Object>> body = new ArrayList<>();
        for (Referring one : referring) {
            Map<String, Object> part = new LinkedHashMap<>();
            part.put("register", one.register().id());
            part.put("column", one.column().id());
            part.put("records", one.rows().stream().map(Row::code).toList());
            part.put("more", one.more());
            body.add(part);
        }
        return body;
    }

    /** Active parties that may be the same as this one, the likest first. */
    List<Row> alike(Register register, Row row, String words) {
        String text = words.isEmpty() ? String.valueOf(row.value("name")) : words;
        Field<String> searched = DSL.field(DSL.name("search_text"), SQLDataType.CLOB);
        Field<String> folded = DSL.function(DSL.name("common", "fold"), SQLDataType.CLOB, DSL.val(text));
        Field<Double> likeness = DSL.function(DSL.name("word_similarity"), SQLDataType.DOUBLE, folded, searched);
        Condition other = RecordTable.text("code").ne(row.code());
        return database.select(RecordRows.fields(register))
                .from(RecordTable.of(register))
                .where(other)
                .and(RecordTable.text("state").eq(DSL.inline(PartyLinks.ACTIVE)))
                .and(likeness.gt(ALIKE).or(RecordTable.text("code").eq(text)))
                .orderBy(likeness.desc(), RecordTable.id())
                .limit(SUGGESTED)
                .fetch(record -> rows.row(register, record));
    }

    /** How many records are linked to this party, by register; those with none are left out. */
    Map<Register, Integer> counts(String code) {
        Map<Register, Integer> counts = new LinkedHashMap<>();
        for (Register register : registers.list()) {
            Optional<Condition> linked = links.columns(register).stream()
                    .map(column -> (Condition) PartyLinks.field(column).eq(code))
                    .reduce(Condition::or);
            int count = linked.map(condition ->
                            database.fetchCount(RecordTable.of(register), condition.and(visible.of(register))))
                    .orElse(0);
            if (count > 0) {
                counts.put(register, count);
            }
        }
        return counts;
    }
}
