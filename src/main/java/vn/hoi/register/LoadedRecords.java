package vn.hoi.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Problem;
import vn.hoi.journal.Journal;

/** Takes a loaded batch out again as a whole, while none of its records has had a life of its own. */
@Component
public class LoadedRecords {

    /** Why a record of the batch must stay. */
    public enum Why {
        /** It was changed, or something is written of it in the journal. */
        CHANGED,
        /** Another record refers to it. */
        REFERRED
    }

    /** A record that stands in the way. */
    public record Held(String code, Why why) {}

    /**
     * That a batch was taken out, told in the same transaction.
     *
     * @param entry number of the journal entry its records carried
     */
    public record BatchUndone(Register register, long entry) {}

    /** Code of the problem that a record of the batch was changed or is referred to. */
    public static final String IN_THE_WAY = "REG-458";

    private static final int AT_ONCE = 20_000;

    private final JdbcClient database;
    private final Registers registers;
    private final Journal journal;
    private final ApplicationEventPublisher events;

    LoadedRecords(JdbcClient database, Registers registers, Journal journal, ApplicationEventPublisher events) {
        this.events = events;
        this.database = database;
        this.registers = registers;
        this.journal = journal;
    }

    /**
     * Records that forbid taking the batch out.
     *
     * @param entry number of the journal entry the records carry
     * @param most at most so many of each kind
     */
    @Transactional(readOnly = true)
    public List<Held> held(Register register, long entry, int most) {
        List<Held> held = new ArrayList<>();
        database.sql("select code from " + table(register)
                        + " where loaded_in = :entry and version > 1 order by id limit :most")
                .param("entry", entry)
                .param("most", most)
                .query(String.class)
                .list()
                .forEach(code -> held.add(new Held(code, Why.CHANGED)));
        written(register, entry, most - held.size()).forEach(code -> held.add(new Held(code, Why.CHANGED)));
        for (Register other : registers.list()) {
            for (String join : joins(register, other)) {
                database.sql("select distinct b.code from " + table(register) + " b join " + table(other) + " r on "
                                + join
                                + " where b.loaded_in = :entry and (:other or r.loaded_in is distinct from :entry)"
                                + " order by 1 limit :most")
                        .param("entry", entry)
                        .param("other", !other.id().equals(register.id()))
                        .param("most", most)
                        .query(String.class)
                        .list()
                        .forEach(code -> held.add(new Held(code, Why.REFERRED)));
            }
        }
        return held;
    }

    private List<String> written(Register register, long entry, int most) {
        List<String> written = new ArrayList<>();
        long after = 0;
        while (written.size() < most) {
            List<Map.Entry<Long, String>> some = database.sql("select id, code from " + table(register)
                            + " where loaded_in = :entry and version = 1 and id > :after order by id limit :most")
                    .param("entry", entry)
                    .param("after", after)
                    .param("most", AT_ONCE)
                    .query((row, n) -> Map.entry(row.getLong(1), row.getString(2)))
                    .list();
            if (some.isEmpty()) {
                break;
            }
            after = some.getLast().getKey();
            int prefix = Records.subject(register, "").length();
            journal.written(some.stream()
                            .map(row -> Records.subject(register, row.getValue()))
                            .toList())
                    .forEach(subject -> written.add(subject.substring(prefix)));
        }
        return written.subList(0, Math.min(written.size(), Math.max(most, 0)));
    }

    /** How records of the other register may name one of this. */
    private static List<String> joins(Register register, Register other) {
        List<String> joins = new ArrayList<>();
        for (Column column : other.columns()) {
            String name = "r." + RegisterTables.quote(column.sql());
            if (register.id().equals(column.of()) && column.type() == ColumnType.REFERENCE) {
                joins.add(name + " = b.code");
            }
            if (register.id().equals(column.of()) && column.type() == ColumnType.REFERENCES) {
                joins.add("b.code = any (" + name + ")");
            }
            for (Column inner : column.columns()) {
                if (register.id().equals(inner.of()) && inner.type() == ColumnType.REFERENCE) {
                    joins.add("exists (select from jsonb_array_elements(" + name + ") e where e ->> '" + inner.id()
                            + "' = b.code)");
                }
            }
        }
        return joins;
    }

    /**
     * Takes the batch out in one transaction, figures and journal included. Its running numbers are not given again.
     *
     * @return how many records went
     * @throws Problem {@link #IN_THE_WAY} when a record of it stands in the way; nothing is taken out then
     */
    @Transactional
    public long remove(Register register, long entry, String reason) {
        if (!held(register, entry, 1).isEmpty()) {
            throw inTheWay();
        }
        long all = database.sql("select count(*) from " + table(register) + " where loaded_in = :entry")
                .param("entry", entry)
                .query(Long.class)
                .single();
        try {
            database.sql("delete from register.file f using " + table(register)
                            + " r where r.loaded_in = :entry and f.subject = :prefix || r.code")
                    .param("prefix", Records.subject(register, ""))
                    .param("entry", entry)
                    .update();
            // whoever changes one of them meanwhile is waited for, and his record stays and is missed in the count
            int gone = database.sql("delete from " + table(register) + " where loaded_in = :entry and version = 1")
                    .param("entry", entry)
                    .update();
            if (gone != all) {
                throw inTheWay();
            }
        } catch (DataIntegrityViolationException referred) {
            throw inTheWay();
        }
        journal.write("registers/" + register.id(), "undone", Map.of("records", new Journal.Change(all, 0)), reason);
        events.publishEvent(new BatchUndone(register, entry));
        return all;
    }

    private static Problem inTheWay() {
        return new Problem(
                409,
                IN_THE_WAY,
                "Đợt nạp có bản ghi đã được sửa hoặc được nơi khác dẫn chiếu nên không hoàn tác được; sửa từng bản ghi.");
    }

    private static String table(Register register) {
        return "register." + RegisterTables.quote(register.table());
    }
}
