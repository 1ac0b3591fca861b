package vn.hoi.common;

import java.time.Duration;

/** Opens personal columns of a register to whoever is at work, for a named purpose and a while. Answered by {@code access}. */
public interface Unmasking {

    /** How long they stay open. */
    Duration LASTS = Duration.ofMinutes(30);

    /** Opens them and writes so into the journal. */
    void open(String register, String purpose);

    /** Masks them again at once. */
    void close(String register);
}
