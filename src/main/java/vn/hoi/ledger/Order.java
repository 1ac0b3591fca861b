package vn.hoi.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Postings that stand or fall together, under one key: the same key again is answered as the first time.
 *
 * @param author account that asks
 * @param override a second person's written word that limits may be passed; null for none
 */
record Order(
        List<Entry> entries,
        String author,
        String key,
        @Nullable Override override) {

    /** @param by the account of the second person */
    record Override(String by, String reason) {}

    byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(entries.stream()
                            .map(Entry::said)
                            .collect(Collectors.joining("\n"))
                            .getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
