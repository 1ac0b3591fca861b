package vn.hoi.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Failed attempts, by account and by address. After three in a row the next must wait 2ⁿ seconds, n being their number, at most
 * 15 minutes; nobody is locked out. An attempt is counted before it is tried, so that many at once are no way around;
 * one made too early is not tried and counts for nothing.
 */
@Component
class Attempts {

    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    Attempts(JdbcClient database, TransactionTemplate transaction, InstantSource clock) {
        this.database = database;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What is typed as a name may be a password by mistake: only its hash is kept. */
    static String ofAccount(String name) {
        return key("account", name);
    }

    /** Of the second step of an account. */
    static String ofCode(long account) {
        return key("code", String.valueOf(account));
    }

    /** An address of version 6 stands for its network of 64 bits, which one caller has whole. */
    static String ofAddress(String address) {
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return key("address", HexFormat.of().formatHex(bytes.length == 16 ? Arrays.copyOf(bytes, 8) : bytes));
        } catch (UnknownHostException notAnAddress) {
            return key("address", address.toLowerCase(Locale.ROOT));
        }
    }

    private static String key(String kind, String value) {
        return kind + ":" + HexFormat.of().formatHex(Secrets.hash(value), 0, 16);
    }

    /**
     * Begins an attempt.
     *
     * @param keys whose attempt it is, always in the same order
     * @return empty when it may be tried; else the moment from which on it may
     */
    Optional<Instant> begin(List<String> keys) {
        Instant now = clock.instant();
        return Objects.requireNonNull(transaction.execute(status -> {
            for (String key : keys) {
                if (!counted(key, now)) {
                    status.setRollbackOnly();
                    return Optional.of(until(key));
                }
            }
            return Optional.empty();
        }));
    }

    private boolean counted(String key, Instant now) {
        return database.sql("""
                        insert into access.attempt as a (key, failures, last_at) values (:key, 1, :now)
                        on conflict (key) do update set
                            failures = case when a.last_at < :forgotten then 1 else a.failures + 1 end, last_at = :now
                        where a.last_at < :forgotten or a.failures < 3
                            or a.last_at + make_interval(secs => least(power(2, least(a.failures, 20)), 900)) <= :now""")
                        .param("key", key)
                        .param("now", at(now), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("forgotten", at(now.minus(FORGOTTEN_AFTER)), Types.TIMESTAMP_WITH_TIMEZONE)
                        .update()
                > 0;
    }

    private Instant until(String key) {
        return database.sql("""
                        select last_at + make_interval(secs => least(power(2, least(failures, 20)), 900))
                        from access.attempt where key = :key""")
                .param("key", key)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** The attempt was right: its first key is free again, and what it had failed is taken off the others. */
    void right(List<String> keys) {
        transaction.executeWithoutResult(status -> {
            int own = database.sql("delete from access.attempt where key = :key returning failures")
                    .param("key", keys.getFirst())
                    .query(Integer.class)
                    .optional()
                    .orElse(1);
            keys.stream()
                    .skip(1)
                    .forEach(key -> database.sql(
                                    "update access.attempt set failures = greatest(0, failures - :own) where key = :key")
                            .param("own", own)
                            .param("key", key)
                            .update());
            database.sql("delete from access.attempt where last_at < :forgotten")
                    .param("forgotten", at(clock.instant().minus(FORGOTTEN_AFTER)), Types.TIMESTAMP_WITH_TIMEZONE)
                    .update();
        });
    }

    private static OffsetDateTime at(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }
}
