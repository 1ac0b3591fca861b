package vn.hoi.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** How often a key may be used on this server: so many a minute, half of them at once. */
@Component
class TokenLimit {

    private static final int KEYS = 100_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private record Limited(String key, int perMinute) {}

    private final Cache<Limited, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(KEYS)
            .expireAfterAccess(REMEMBERED)
            .build();

    /** Takes one use; 0 when it may be, else in how many seconds the next one may. */
    long waitSeconds(String key, int perMinute) {
        Bucket bucket = buckets.get(
                new Limited(key, perMinute),
                limited -> Bucket.builder()
                        .addLimit(Bandwidth.builder()
                                .capacity(Math.max(1, perMinute / 2))
                                .refillGreedy(perMinute, Duration.ofMinutes(1))
                                .build())
                        .build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? 0
                : Math.max(
                        1,
                        Duration.ofNanos(probe.getNanosToWaitForRefill())
                                .plusMillis(999)
                                .toSeconds());
    }
}
