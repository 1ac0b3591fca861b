package vn.hoi;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Property tests: a random generator whose seed is named when the test fails. {@code -Dhoi.seed=N} repeats a run.
 */
public final class Seeded {

    private Seeded() {}

    /** What a property does with its generator. */
    @FunctionalInterface
    public interface Property {
        void holds(Random random) throws Exception;
    }

    /** Tries the property with one seed, fresh unless {@code hoi.seed} gives it. */
    public static void check(Property property) {
        String given = System.getProperty("hoi.seed");
        long seed = given == null ? ThreadLocalRandom.current().nextLong(1_000_000_000) : Long.parseLong(given);
        try {
            property.holds(new Random(seed));
        } catch (Throwable failure) {
            throw new AssertionError(
                    "seed " + seed + " (repeat with -Dhoi.seed=" + seed + "): " + failure.getMessage(), failure);
        }
    }
}
