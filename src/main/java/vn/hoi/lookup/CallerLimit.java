package vn.hoi.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How often one caller may ask: so many a minute, a burst at once. A caller is an address; of IPv6 the first half, which one
 * subscriber has to himself. Addresses not heard of for a while, and those beyond a bound, are forgotten.
 */
@Component
class CallerLimit {

    private static final int ADDRESSES = 100_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final int perMinute;
    private final Bandwidth bandwidth;
    private final Cache<String, Bucket> callers = Caffeine.newBuilder()
            .maximumSize(ADDRESSES)
            .expireAfterAccess(REMEMBERED)
            .build();

    /**
     * @param perMinute questions a minute; 0 lifts the limit
     * @param burst questions at once
     */
    CallerLimit(@Value("${hoi.lookup.per-minute:60}") int perMinute, @Value("${hoi.lookup.burst:20}") int burst) {
        this.perMinute = perMinute;
        this.bandwidth = Bandwidth.builder()
                .capacity(Math.max(1, burst))
                .refillGreedy(Math.max(1, perMinute), Duration.ofMinutes(1))
                .build();
    }

    /** Takes one question; 0 when it may be asked, else in how many seconds the next one may. */
    long waitSeconds(String address) {
        if (perMinute <= 0) {
            return 0;
        }
        Bucket bucket = callers.get(
                caller(address), none -> Bucket.builder().addLimit(bandwidth).build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return 0;
        }
        return Math.max(
                1,
                Duration.ofNanos(probe.getNanosToWaitForRefill())
                        .plusMillis(999)
                        .toSeconds());
    }

    /** How many callers are remembered, after the bound was kept. */
    long size() {
        callers.cleanUp();
        return callers.estimatedSize();
    }

    private static String caller(String address) {
        int groups = 0;
        for (int at = 0; at < address.length(); at++) {
            if (address.charAt(at) == ':' && ++groups == 4) {
                return address.substring(0, at);
            }
        }
        return address;
    }
}
