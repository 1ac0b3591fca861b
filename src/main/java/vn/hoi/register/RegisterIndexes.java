package vn.hoi.register;

import static vn.hoi.register.RegisterTables.quote;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The indexes of a register as its declaration has them. They hold no data of their own. */
final class RegisterIndexes {

    /** Of the two keys of the lock that whoever sets indexes of a register aside holds until they are there again. */
    static final int ASIDE_LOCK = 0x686f70;

    /**
     * One index.
     *
     * @param sql as its comment keeps it, so that a changed one is noticed
     * @param forReading whether nothing but the speed of reading hangs on it: it guards no rule, and writers do not ask it
     */
    private record Index(String name, String sql, boolean forReading) {}

    private final Registers registers;
    private final JdbcClient database;

    RegisterIndexes(Registers registers, JdbcClient database) {
        this.registers = registers;
        this.database = database;
    }

    /**
     * Makes what is missing or changed, in the running transaction; one no longer declared goes. What another has set
     * aside to load records is left to it: it makes them again, and waiting for it here would only hold up the start.
     *
     * @param done told their names
     * @throws IllegalStateException REG-015 where records stand against a unique index
     */
    void bringUp(Register register, List<String> done) {
        Map<String, String> present = present(register);
        boolean alone = false;
        for (Index index : declared(register)) {
            @Nullable String before = present.remove(index.name());
            if (index.sql().equals(before)) {
                continue;
            }
            if (before != null) {
                drop(index.name());
            } else if (index.forReading() && !alone) {
                alone = tryLock(register);
                if (!alone) {
                    continue;
                }
            }
            make(register, index);
            done.add(index.name());
        }
        present.forEach((name, comment) -> {
            if (comment.startsWith("create ")) {
                drop(name);
                done.add(name);
            }
        });
    }

    /** Held to the end of the transaction. */
    boolean tryLock(Register register) {
        return database.sql("select pg_try_advisory_xact_lock(:lock, :register)")
                .param("lock", ASIDE_LOCK)
                .param("register", register.id().hashCode())
                .query(Boolean.class)
                .single();
    }

    /** Drops those only reading needs, in one statement and so with one lock. */
    void setAside(Register register) {
        Map<String, String> present = present(register);
        List<String> names = declared(register).stream()
                .filter(index -> index.forReading() && present.containsKey(index.name()))
                .map(index -> "register." + quote(index.name()))
                .toList();
        if (!names.isEmpty()) {
            database.sql("drop index " + String.join(", ", names)).update();
        }
    }

    /** Makes the first of those only reading needs that is not there. @return whether there was one */
    boolean makeNext(Register register) {
        Map<String, String> present = present(register);
        for (Index index : declared(register)) {
            if (index.forReading() && !present.containsKey(index.name())) {
                make(register, index);
                return true;
            }
        }
        return false;
    }

    /** Whether one is not there that only reading needs. */
    boolean lacks(Register register) {
        Map<String, String> present = present(register);
        return declared(register).stream().anyMatch(index -> index.forReading() && !present.containsKey(index.name()));
    }

    private void make(Register register, Index index) {
        try {
            database.sql(index.sql()).update();
        } catch (DataIntegrityViolationException twice) {
            throw new IllegalStateException(
                    "REG-015: sổ «" + register.id() + "» đã có bản ghi trùng nhau theo «" + index.name()
                            + "»; sửa các bản ghi đó trước, hoặc bỏ «unique» khỏi khai báo. "
                            + twice.getMostSpecificCause().getMessage(),
                    twice);
        }
        database.sql(comment(index)).update();
    }

    private static String comment(Index index) {
        return "comment on index register." + quote(index.name()) + " is " + TableDefinition.text(index.sql());
    }

    /** Statements that make them all. */
    List<String> creating(Register register) {
        return declared(register).stream()
                .flatMap(index -> Stream.of(index.sql(), comment(index)))
                .toList();
    }

    private void drop(String name) {
        database.sql("drop index register." + quote(name)).update();
    }

    /** Indexes of the table by name, each with its comment. */
    private Map<String, String> present(Register register) {
        Map<String, String> present = new HashMap<>();
        database.sql("""
                        select c.relname, coalesce(obj_description(c.oid, 'pg_class'), '')
                        from pg_index i join pg_class c on c.oid = i.indexrelid
                        where i.indrelid = to_regclass(:table)""")
                .param("table", "register." + register.table())
                .query((row, n) -> present.put(row.getString(1), row.getString(2)))
                .list();
        return present;
    }

    /** Only columns that declare it cost an index; the newest records need none beyond the key. */
    private List<Index> declared(Register register) {
        List<Index> indexes = new ArrayList<>();
        indexes.add(rule(register, "code", "(code)"));
        for (Column column : register.columns()) {
            String name = quote(column.sql());
            if (column.isOrdered()) {
                String order = column.type().isWords() ? name + " collate \"vi-VN-x-icu\"" : name;
                indexes.add(reading(register, column.sql() + "_order", "(" + order + " desc nulls last, id desc)"));
            }
            if (column.unique() || !column.uniqueWith().isEmpty()) {
                List<String> parts = new ArrayList<>(List.of(name));
                column.uniqueWith().forEach(other -> parts.add(quote(other.replace('-', '_'))));
                indexes.add(rule(register, column.sql() + "_unique", "(" + String.join(", ", parts) + ")"));
            }
        }
        for (Column column : PartyLinks.linked(registers, register)) {
            String name = quote(PartyLinks.sql(column));
            indexes.add(kept(register, PartyLinks.sql(column), "(" + name + ", id) where " + name + " is not null"));
        }
        if (Parties.isParties(register)) {
            indexes.add(kept(register, "name_folded", "(common.fold(\"name\"))"));
        }
        if (register.publicView() != null) {
            for (String id : register.publicView().lookUpBy()) {
                String name = id.replace('-', '_');
                indexes.add(reading(register, name + "_key", "(register.key(" + quote(name) + "))"));
            }
        }
        // the newest of one unit, for whoever may open only those
        indexes.add(reading(register, "of_unit", "(\"unit\", id desc)"));
        indexes.add(reading(register, "search", "using gin (" + words(register) + ")"));
        indexes.add(kept(register, "moved", "(id) where moved_on is not null"));
        if (register.deadline() != null) {
            indexes.add(reading(register, "due", "(due_at, id) where " + isOpen(register)));
        }
        return indexes;
    }

    /** Words searched and, beside them, what a list is narrowed by: one index answers both together. */
    private static String words(Register register) {
        List<String> parts = new ArrayList<>();
        if (!register.searched().isEmpty()) {
            parts.add("search_text gin_trgm_ops");
        }
        if (!register.states().isEmpty()) {
            parts.add("state");
        }
        parts.addAll(List.of("unit", "place"));
        register.columns().stream().filter(Column::standsBesideWords).forEach(column -> parts.add(quote(column.sql())));
        // an index holds at most 32 columns
        return String.join(", ", parts.subList(0, Math.min(32, parts.size())));
    }

    /** Where something is still due. */
    static String isOpen(Register register) {
        Deadline deadline = Objects.requireNonNull(register.deadline());
        return deadline.metIn().isEmpty()
                ? "due_at is not null"
                : "due_at is not null and state not in (" + TableDefinition.literals(List.copyOf(deadline.metIn()))
                        + ")";
    }

    private static Index rule(Register register, String suffix, String on) {
        return index("unique index", register, suffix, on, false);
    }

    private static Index reading(Register register, String suffix, String on) {
        return index("index", register, suffix, on, true);
    }

    /** Writers ask it, or it holds so few records that it costs them next to nothing. */
    private static Index kept(Register register, String suffix, String on) {
        return index("index", register, suffix, on, false);
    }

    private static Index index(String kind, Register register, String suffix, String on, boolean forReading) {
        String name = register.table() + "_" + suffix;
        // PostgreSQL cuts names at 63 bytes
        String fitting =
                name.length() <= 63 ? name : name.substring(0, 50) + "_" + Integer.toHexString(name.hashCode());
        return new Index(
                fitting,
                "create " + kind + " " + quote(fitting) + " on register." + quote(register.table()) + " " + on,
                forReading);
    }
}
