package vn.hoi.journal;

import java.util.ArrayList;
import java.util.List;

/** The tree over the leaves of a batch (RFC 6962, section 2.1): the left part is the largest power of two below the size. */
final class MerkleTree {

    /**
     * A hash beside the way from a leaf to the root.
     *
     * @param side {@code left} or {@code right}: where it stands
     * @param hash hexadecimal
     */
    record Sibling(String side, String hash) {}

    private MerkleTree() {}

    /** @param leaves at least one */
    static byte[] root(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int left = Integer.highestOneBit(leaves.size() - 1);
        return Hash.node(root(leaves.subList(0, left)), root(leaves.subList(left, leaves.size())));
    }

    /** What must be hashed with the leaf at this position, from the leaf up, to come to the root. */
    static List<Sibling> path(List<byte[]> leaves, int position) {
        List<Sibling> path = new ArrayList<>();
        climb(leaves, position, path);
        return path;
    }

    private static void climb(List<byte[]> leaves, int position, List<Sibling> path) {
        if (leaves.size() == 1) {
            return;
        }
        int middle = Integer.highestOneBit(leaves.size() - 1);
        List<byte[]> left = leaves.subList(0, middle);
        List<byte[]> right = leaves.subList(middle, leaves.size());
        if (position < middle) {
            climb(left, position, path);
            path.add(new Sibling("right", Hash.hex(root(right))));
        } else {
            climb(right, position - middle, path);
            path.add(new Sibling("left", Hash.hex(root(left))));
        }
    }
}
