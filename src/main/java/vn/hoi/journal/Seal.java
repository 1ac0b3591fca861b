package vn.hoi.journal;

import java.time.Instant;
import java.util.List;

/**
 * The seal of one batch of entries: the root of the tree over their leaves, chained to the seal before.
 *
 * @param number 1, 2, 3 … without a gap
 * @param at to the microsecond
 * @param count entries in the batch
 * @param firstXid transaction of the first entry; a batch is in the order of transaction and number
 * @param root hexadecimal, as {@code previous} and {@code head}
 * @param previous head of the seal before; zeros for the first
 * @param head hash over all the others, written outside the database too
 */
public record Seal(
        long number,
        Instant at,
        int count,
        long firstXid,
        long firstId,
        long lastXid,
        long lastId,
        String root,
        String previous,
        String head) {

    private static final String FORM = "hoi-seal-1";

    /** What the first seal is chained to. */
    static final String NONE_BEFORE = "0".repeat(2 * Hash.LENGTH);

    /** What the head is the hash of. */
    List<String> parts() {
        return List.of(
                FORM,
                previous,
                String.valueOf(number),
                String.valueOf(count),
                firstXid + "/" + firstId,
                lastXid + "/" + lastId,
                root,
                KeptEntry.moment(at));
    }

    /** This seal with the head that follows from the rest. */
    Seal closed() {
        return new Seal(
                number, at, count, firstXid, firstId, lastXid, lastId, root, previous, Hash.hex(Hash.head(parts())));
    }

    /** As the files of heads hold it: number, moment, count and head, between tabs. */
    String line() {
        return number + "\t" + KeptEntry.moment(at) + "\t" + count + "\t" + head;
    }
}
