package vn.hoi.journal;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The seals, as the table keeps them. */
@Component
public class Seals {

    /**
     * How far sealing has come.
     *
     * @param last newest seal; null when there is none
     * @param unsealed entries behind it, counted up to {@value #COUNTED}
     * @param more whether there are more than were counted
     */
    public record Progress(@Nullable Seal last, long unsealed, boolean more) {}

    /** Entry and leaf, as a seal lists them. */
    record Leaf(long id, byte[] hash) {}

    static final int COUNTED = 10_000;

    private static final int LEAF = Long.BYTES + Hash.LENGTH;
    private static final String COLUMNS = """
            number, at, count, first_xid::text as first_xid, first_id, last_xid::text as last_xid, last_id,
            encode(root, 'hex') as root, encode(previous, 'hex') as previous, encode(head, 'hex') as head""";

    private final JdbcClient database;

    Seals(JdbcClient database) {
        this.database = database;
    }

    /** The newest seal. */
    public Optional<Seal> findLast() {
        return database.sql("select " + COLUMNS + " from journal.seal order by number desc limit 1")
                .query(Seals::seal)
                .optional();
    }

    /** One seal by its number. */
    public Optional<Seal> find(long number) {
        return database.sql("select " + COLUMNS + " from journal.seal where number = :number")
                .param("number", number)
                .query(Seals::seal)
                .optional();
    }

    /** How far sealing has come. */
    public Progress progress() {
        @Nullable Seal last = findLast().orElse(null);
        long behind = database.sql("""
                        select count(*) from (
                            select from journal.entry where (xid, id) > (cast(:xid as xid8), :id) limit :limit
                        ) as behind""")
                .param("xid", last == null ? "0" : String.valueOf(last.lastXid()))
                .param("id", last == null ? 0 : last.lastId())
                .param("limit", COUNTED + 1)
                .query(Long.class)
                .single();
        return new Progress(last, Math.min(behind, COUNTED), behind > COUNTED);
    }

    /** Entries sealed so far. */
    public long sealed() {
        return database.sql("select coalesce(sum(count), 0) from journal.seal")
                .query(Long.class)
                .single();
    }

    /** Entries behind this seal. */
    long unsealed(@Nullable Seal last) {
        return database.sql("select count(*) from journal.entry where (xid, id) > (cast(:xid as xid8), :id)")
                .param("xid", last == null ? "0" : String.valueOf(last.lastXid()))
                .param("id", last == null ? 0 : last.lastId())
                .query(Long.class)
                .single();
    }

    /** Seals behind this number, in order. */
    List<Seal> after(long number, int limit) {
        return database.sql(
                        "select " + COLUMNS + " from journal.seal where number > :number order by number limit :limit")
                .param("number", number)
                .param("limit", limit)
                .query(Seals::seal)
                .list();
    }

    /** Those of these numbers that there are, by number. */
    Map<Long, Seal> of(List<Long> numbers) {
        Map<Long, Seal> seals = new TreeMap<>();
        database.sql("select " + COLUMNS + " from journal.seal where number = any (:numbers)")
                .param("numbers", numbers.toArray(Long[]::new))
                .query(Seals::seal)
                .list()
                .forEach(seal -> seals.put(seal.number(), seal));
        return seals;
    }

    /** The seal whose batch an entry belongs to by its transaction. */
    Optional<Seal> findOf(KeptEntry entry) {
        return database.sql("select " + COLUMNS + """
                         from journal.seal where (last_xid, last_id) >= (cast(:xid as xid8), :id)
                        order by last_xid, last_id limit 1""")
                .param("xid", String.valueOf(entry.xid()))
                .param("id", entry.id())
                .query(Seals::seal)
                .optional();
    }

    /** Leaves of a seal, in order. */
    List<Leaf> leaves(long number) {
        return leaves(number, number).getOrDefault(number, List.of());
    }

    /** Leaves of these seals, in order, by number of the seal; what is no whole leaf is left out. */
    Map<Long, List<Leaf>> leaves(long from, long to) {
        Map<Long, List<Leaf>> leaves = new TreeMap<>();
        database.sql("select number, leaves from journal.seal where number between :from and :to")
                .param("from", from)
                .param("to", to)
                .query((row, n) -> leaves.put(row.getLong("number"), cut(row.getBytes("leaves"))))
                .list();
        return leaves;
    }

    private static List<Leaf> cut(byte[] bytes) {
        List<Leaf> leaves = new ArrayList<>(bytes.length / LEAF);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.remaining() >= LEAF) {
            long id = buffer.getLong();
            byte[] hash = new byte[Hash.LENGTH];
            buffer.get(hash);
            leaves.add(new Leaf(id, hash));
        }
        return leaves;
    }

    /** Adds a seal, in the running transaction. */
    void add(Seal seal, List<Leaf> leaves) {
        ByteBuffer bytes = ByteBuffer.allocate(leaves.size() * LEAF);
        leaves.forEach(leaf -> bytes.putLong(leaf.id()).put(leaf.hash()));
        database.sql("""
                        insert into journal.seal
                            (number, at, count, first_xid, first_id, last_xid, last_id, leaves, root, previous, head)
                        values (:number, :at, :count, cast(:firstXid as xid8), :firstId, cast(:lastXid as xid8), :lastId,
                            :leaves, decode(:root, 'hex'), decode(:previous, 'hex'), decode(:head, 'hex'))""")
                .param("number", seal.number())
                .param("at", seal.at().atOffset(java.time.ZoneOffset.UTC))
                .param("count", seal.count())
                .param("firstXid", String.valueOf(seal.firstXid()))
                .param("firstId", seal.firstId())
                .param("lastXid", String.valueOf(seal.lastXid()))
                .param("lastId", seal.lastId())
                .param("leaves", bytes.array())
                .param("root", seal.root())
                .param("previous", seal.previous())
                .param("head", seal.head())
                .update();
    }

    private static Seal seal(ResultSet row, int n) throws SQLException {
        return new Seal(
                row.getLong("number"),
                row.getTimestamp("at").toInstant(),
                row.getInt("count"),
                Long.parseLong(row.getString("first_xid")),
                row.getLong("first_id"),
                Long.parseLong(row.getString("last_xid")),
                row.getLong("last_id"),
                row.getString("root"),
                row.getString("previous"),
                row.getString("head"));
    }
}
