package vn.hoi.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hoi.common.Vietnamese;

/** Makes every leaf, root and head anew from the entries, and compares the heads with the files outside the database. */
@Component
public class JournalProof {

    /**
     * What the proof found.
     *
     * @param seals how many seals there are
     * @param entries how many entries are sealed
     * @param unsealed how many entries wait for their seal
     * @param erased how many entries hold a value that was erased
     * @param broken the first break; null when all is whole
     * @param notes what is worth knowing and no break, in sentences
     */
    public record Found(
            long seals,
            long entries,
            long unsealed,
            long erased,
            @Nullable Break broken,
            List<String> notes) {}

    /**
     * Where the chain breaks.
     *
     * @param code {@code JOU-011} altered, {@code JOU-012} deleted, {@code JOU-013} inserted, {@code JOU-014} put elsewhere,
     *     {@code JOU-015} a seal altered or missing, {@code JOU-016} contradicted by a file of heads, {@code JOU-017} erased
     *     without an entry that says so
     * @param sentence in Vietnamese
     */
    public record Break(String code, String sentence) {}

    /** Thrown within this class alone, to end at the first break. */
    private static final class Broken extends RuntimeException {
        private final transient Break found;

        Broken(String code, String sentence) {
            super(sentence, null, false, false);
            found = new Break(code, sentence);
        }
    }

    private static final int SEALS = 500;
    private static final int ENTRIES = 2 * Sealer.BATCH;
    private static final long TELL_NANOS = 5_000_000_000L;

    private final JdbcClient database;
    private final Seals seals;
    private final Heads heads;

    JournalProof(JdbcClient database, Seals seals, Heads heads) {
        this.database = database;
        this.seals = seals;
        this.heads = heads;
    }

    /**
     * Proves the journal up to the newest seal of this moment, in memory that does not grow with it.
     *
     * @param progress told every few seconds how far it is
     */
    public Found check(Consumer<String> progress) {
        @Nullable Seal newest = seals.findLast().orElse(null);
        List<String> notes = new ArrayList<>();
        @Nullable Break broken = null;
        long sealed = 0;
        try {
            sealed = chain(newest, progress);
            files(newest, notes);
            erasures();
        } catch (Broken first) {
            broken = first.found;
        }
        long erased = database.sql(
                        "select count(*) from journal.entry where digests <> '{}' or reason_digest is not null")
                .query(Long.class)
                .single();
        return new Found(newest == null ? 0 : newest.number(), sealed, seals.unsealed(newest), erased, broken, notes);
    }

    private long chain(@Nullable Seal newest, Consumer<String> progress) {
        @Nullable Seal last = null;
        long entries = 0;
        long told = System.nanoTime();
        while (newest != null && (last == null || last.number() < newest.number())) {
            List<Seal> part = part(last, newest);
            prove(last, part);
            entries += part.stream().mapToLong(Seal::count).sum();
            last = part.getLast();
            if (System.nanoTime() - told > TELL_NANOS) {
                told = System.nanoTime();
                progress.accept("đã kiểm %s mục, niêm phong %s trên %s"
                        .formatted(
                                Vietnamese.number(entries),
                                Vietnamese.number(last.number()),
                                Vietnamese.number(newest.number())));
            }
        }
        return entries;
    }

    /** The next seals, of some thousand entries together. */
    private List<Seal> part(@Nullable Seal last, Seal newest) {
        List<Seal> part = new ArrayList<>();
        long entries = 0;
        long before = last == null ? 0 : last.number();
        for (Seal seal : seals.after(before, SEALS)) {
            if (seal.number() > newest.number() || (entries > 0 && entries + seal.count() > ENTRIES)) {
                break;
            }
            if (seal.number() != before + part.size() + 1) {
                throw new Broken(
                        "JOU-015",
                        "Niêm phong số " + (before + part.size() + 1) + " đã mất; niêm phong kế tiếp là số "
                                + seal.number() + ".");
            }
            part.add(seal);
            entries += seal.count();
        }
        if (part.isEmpty()) {
            throw new Broken("JOU-015", "Niêm phong số " + (before + 1) + " đã mất.");
        }
        return part;
    }

    private void prove(@Nullable Seal last, List<Seal> part) {
        Map<Long, List<Seals.Leaf>> leaves =
                seals.leaves(part.getFirst().number(), part.getLast().number());
        @Nullable Seal before = last;
        int count = 0;
        Set<Long> expected = new HashSet<>();
        for (Seal seal : part) {
            List<Seals.Leaf> listed = leaves.getOrDefault(seal.number(), List.of());
            proveSeal(before, seal, listed);
            listed.forEach(leaf -> expected.add(leaf.id()));
            count += seal.count();
            before = seal;
        }
        Iterator<KeptEntry> rows = entries(last, part.getLast(), count + 1).iterator();
        for (Seal seal : part) {
            for (Seals.Leaf leaf : leaves.getOrDefault(seal.number(), List.of())) {
                proveEntry(seal, leaf, rows.hasNext() ? rows.next() : null, expected);
            }
        }
        if (rows.hasNext()) {
            throw inserted(rows.next(), part.getLast());
        }
    }

    private static void proveSeal(@Nullable Seal before, Seal seal, List<Seals.Leaf> leaves) {
        String previous = before == null ? Seal.NONE_BEFORE : before.head();
        if (!seal.previous().equals(previous) || !seal.closed().head().equals(seal.head())) {
            throw new Broken(
                    "JOU-015",
                    "Niêm phong số " + seal.number()
                            + " đã bị sửa: đầu chuỗi không tính ra được từ nội dung và niêm phong trước.");
        }
        boolean whole = leaves.size() == seal.count()
                && Hash.hex(MerkleTree.root(
                                leaves.stream().map(Seals.Leaf::hash).toList()))
                        .equals(seal.root())
                && leaves.getFirst().id() == seal.firstId()
                && leaves.getLast().id() == seal.lastId();
        if (!whole) {
            throw new Broken(
                    "JOU-015",
                    "Niêm phong số " + seal.number() + " đã bị sửa: danh sách mục không khớp gốc cây băm của nó.");
        }
    }

    private List<KeptEntry> entries(@Nullable Seal from, Seal to, int limit) {
        return database.sql("select " + KeptEntry.COLUMNS + """
                         from journal.entry
                        where (xid, id) > (cast(:fromXid as xid8), :fromId) and (xid, id) <= (cast(:toXid as xid8), :toId)
                        order by entry.xid, entry.id limit :limit""")
                .param("fromXid", from == null ? "0" : String.valueOf(from.lastXid()))
                .param("fromId", from == null ? Long.MIN_VALUE : from.lastId())
                .param("toXid", String.valueOf(to.lastXid()))
                .param("toId", to.lastId())
                .param("limit", limit)
                .query(KeptEntry::read)
                .list();
    }

    private void proveEntry(Seal seal, Seals.Leaf leaf, @Nullable KeptEntry row, Set<Long> expected) {
        if (row != null && row.id() == leaf.id()) {
            if (!Arrays.equals(row.hash(), leaf.hash())) {
                throw new Broken("JOU-011", named(leaf.id(), seal) + " đã bị sửa sau khi niêm phong.");
            }
            return;
        }
        if (row != null && !expected.contains(row.id())) {
            throw inserted(row, seal);
        }
        boolean elsewhere = database.sql("select exists (select from journal.entry where id = :id)")
                .param("id", leaf.id())
                .query(Boolean.class)
                .single();
        throw elsewhere
                ? new Broken("JOU-014", named(leaf.id(), seal) + " đã bị chuyển khỏi vị trí được niêm phong.")
                : new Broken("JOU-012", named(leaf.id(), seal) + " đã bị xóa.");
    }

    private static Broken inserted(KeptEntry row, Seal seal) {
        return new Broken(
                "JOU-013",
                "Mục nhật ký số " + row.id() + " bị chèn vào sau khi niêm phong: giao dịch của nó thuộc niêm phong số "
                        + seal.number() + " nhưng niêm phong này không có mục đó.");
    }

    private static String named(long id, Seal seal) {
        return "Mục nhật ký số " + id + " (niêm phong số " + seal.number() + ")";
    }

    private void files(@Nullable Seal newest, List<String> notes) {
        long number = newest == null ? 0 : newest.number();
        for (Map.Entry<Path, HeadFile.Compared> file : heads.compare().entrySet()) {
            HeadFile.Compared compared = file.getValue();
            if (compared.fault() != null) {
                throw new Broken(
                        "JOU-016",
                        "Bảng mâu thuẫn với bản ghi ngoài cơ sở dữ liệu: " + compared.fault()
                                + "; giữ tệp này làm chứng cứ, nếu vừa khôi phục bản sao lưu thì cất tệp sang chỗ khác.");
            }
            long missing = compared.missing(number);
            notes.add(
                    missing == 0
                            ? "Tệp " + file.getKey() + ": " + Vietnamese.number(compared.lines()) + " dòng, đều khớp."
                            : "Tệp " + file.getKey() + " thiếu " + Vietnamese.number(missing)
                                    + " niêm phong; máy chủ ghi lại từ bảng khi khởi động.");
        }
    }

    /** A value gone, with a digest in its place, needs an entry about the same subject that names its column. */
    private void erasures() {
        database.sql("""
                        select entry.id, coalesce(one, '') as one
                        from journal.entry as entry
                            cross join lateral (
                                select jsonb_object_keys(entry.digests)
                                union all select null where entry.reason_digest is not null) as gone (one)
                        where (entry.digests <> '{}' or entry.reason_digest is not null)
                            and not exists (
                                select from journal.entry as told
                                where told.subject = entry.subject and told.action = 'erased'
                                    and case when one is null then jsonb_exists(told.changes, 'reasons')
                                        else jsonb_exists(told.changes -> 'columns' -> 'after', one) end)
                        order by 1 limit 1""")
                .query((row, n) -> new Broken(
                        "JOU-017",
                        "Mục nhật ký số " + row.getLong(1) + " có giá trị đã xóa"
                                + (row.getString(2).isEmpty() ? "" : " (cột " + row.getString(2) + ")")
                                + " mà không có mục nhật ký nào ghi việc xóa đó."))
                .optional()
                .ifPresent(broken -> {
                    throw broken;
                });
    }
}
