package vn.hoi.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hashes of the journal: SHA-256 behind a first byte that says of what, so that none can stand for another (RFC 6962,
 * section 2.1). Several texts are hashed as netstrings, {@code 5:hello,}, which are read in one way only.
 */
final class Hash {

    /** Bytes of a hash. */
    static final int LENGTH = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;
    private static final byte VALUE = 2;
    private static final byte HEAD = 3;

    private Hash() {}

    static byte[] leaf(List<String> parts) {
        MessageDigest sha = sha(LEAF);
        parts.forEach(part -> add(sha, part));
        return sha.digest();
    }

    static byte[] head(List<String> parts) {
        MessageDigest sha = sha(HEAD);
        parts.forEach(part -> add(sha, part));
        return sha.digest();
    }

    static byte[] node(byte[] left, byte[] right) {
        MessageDigest sha = sha(NODE);
        sha.update(left);
        return sha.digest(right);
    }

    /**
     * What a leaf holds of a value; the database's function {@code journal.digest} gives the same.
     *
     * @param salt base64; null when there is none
     * @return hexadecimal
     */
    static String value(@Nullable String salt, String value) {
        MessageDigest sha = sha(VALUE);
        if (salt != null) {
            sha.update(bytes(salt));
        }
        return hex(sha.digest(value.getBytes(StandardCharsets.UTF_8)));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static byte[] unhex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static byte[] bytes(String salt) {
        try {
            return Base64.getDecoder().decode(salt);
        } catch (IllegalArgumentException tampered) {
            // gives another hash, and so is noticed
            return salt.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static void add(MessageDigest sha, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        sha.update(bytes);
        sha.update((byte) ',');
    }

    private static MessageDigest sha(byte first) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(first);
            return sha;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
