package vn.hoi.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** That an entry stands in its batch: what a reader needs to come from its values to the head, without trusting this program. */
@Component
class Inclusion {

    /**
     * The proof of one entry.
     *
     * @param seal of its batch
     * @param position in the batch, from 0
     * @param values what the leaf holds digests of; salt and value are null when erased or not for this reader
     * @param leaf what the leaf is the hash of
     * @param path from the leaf to the root
     * @param root as the path must give it
     * @param head what the head is the hash of
     */
    record Proof(
            Seal seal,
            int position,
            List<KeptEntry.Value> values,
            List<String> leaf,
            List<MerkleTree.Sibling> path,
            String root,
            List<String> head) {}

    private final JdbcClient database;
    private final Seals seals;

    Inclusion(JdbcClient database, Seals seals) {
        this.database = database;
        this.seals = seals;
    }

    /** The script a reader may check a proof with: Python, nothing but its own library. */
    static String script() {
        try (InputStream in = Objects.requireNonNull(Inclusion.class.getResourceAsStream("/journal/verify.py"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Empty while the entry waits for its seal, and when its seal does not list it.
     *
     * @param shown the entry as this reader may see it; what is masked there is kept back here
     */
    Optional<Proof> find(Journal.Entry entry, Journal.Entry shown) {
        KeptEntry kept = database.sql("select " + KeptEntry.COLUMNS + " from journal.entry where id = :id")
                .param("id", entry.id())
                .query(KeptEntry::read)
                .single();
        return seals.findOf(kept).flatMap(seal -> proof(kept, seal, entry, shown));
    }

    private Optional<Proof> proof(KeptEntry kept, Seal seal, Journal.Entry entry, Journal.Entry shown) {
        List<Seals.Leaf> leaves = seals.leaves(seal.number());
        List<KeptEntry.Value> values = kept.values().stream()
                .map(value -> open(value, entry, shown) ? value : value.closed())
                .toList();
        return IntStream.range(0, leaves.size())
                .filter(at -> leaves.get(at).id() == kept.id())
                .boxed()
                .findFirst()
                .map(at -> new Proof(
                        seal,
                        at,
                        values,
                        kept.leaf(),
                        MerkleTree.path(leaves.stream().map(Seals.Leaf::hash).toList(), at),
                        seal.root(),
                        seal.parts()));
    }

    private static boolean open(KeptEntry.Value value, Journal.Entry entry, Journal.Entry shown) {
        return value.column() == null
                || Objects.equals(
                        entry.changes().get(value.column()), shown.changes().get(value.column()));
    }
}
