package vn.hoi.access;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Problem;
import vn.hoi.journal.Journal;

/**
 * The second factor: codes of an application (TOTP, RFC 6238: six digits, 30 seconds, SHA-1, as every application reads
 * them) and ten recovery codes. Each code is taken once.
 */
@Component
public class SecondFactor {

    /** What a person who signs in is told of it. @param since null while it is off @param left recovery codes not used */
    public record State(@Nullable Instant since, int left) {}

    private static final int SECRET_BYTES = 20;
    private static final int RECOVERY_CODES = 10;
    /** 80 bits each: as random as that, SHA-256 keeps them. */
    private static final int RECOVERY_BYTES = 10;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base32 BASE32 = new Base32();

    private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
    private final JdbcClient database;
    private final Journal journal;
    private final InstantSource clock;

    SecondFactor(JdbcClient database, Journal journal, InstantSource clock) {
        this.database = database;
        this.journal = journal;
        this.clock = clock;
    }

    /** How it stands with an account. */
    State state(long account) {
        return database.sql("""
                        select totp_since, (select count(*) from access.recovery_code c where c.account = a.id and c.used_at is null)
                        from access.account a where id = :account""")
                .param("account", account)
                .query((row, number) -> {
                    @Nullable OffsetDateTime since = row.getObject(1, OffsetDateTime.class);
                    return new State(since == null ? null : since.toInstant(), row.getInt(2));
                })
                .single();
    }

    /** Begins to set it up with a new secret; it is in force from the first right code on. */
    @Transactional
    void begin(long account) {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        int begun = database.sql("""
                        update access.account set totp_secret = :secret, totp_step = null
                        where id = :account and totp_since is null""")
                .param("secret", BASE32.encodeToString(secret))
                .param("account", account)
                .update();
        if (begun == 0) {
            throw new Problem(409, "ACC-059", "Xác thực hai lớp đã bật; tắt đi rồi mới đặt lại được.");
        }
    }

    /** The secret that is being set up, in base 32. */
    Optional<String> pending(long account) {
        return database.sql(
                        "select totp_secret from access.account where id = :account and totp_since is null and totp_secret is not null")
                .param("account", account)
                .query(String.class)
                .optional();
    }

    /** What an application reads from the picture. */
    static String address(String secret, String account) {
        return "otpauth://totp/" + encoded("Hồi:" + account) + "?secret=" + secret + "&issuer=" + encoded("Hồi");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Turns it on by a first right code.
     *
     * @return the recovery codes; they cannot be read again
     * @throws Problem ACC-060 when the code is wrong
     */
    @Transactional
    List<String> confirm(long account, String name, String code) {
        if (!takeTotp(account, digits(code))) {
            throw new Problem(
                    422,
                    "ACC-060",
                    "Mã không đúng hoặc đã dùng; xem lại giờ của điện thoại rồi nhập mã đang hiện trong ứng dụng.");
        }
        database.sql("update access.account set totp_since = now(), version = version + 1 where id = :account")
                .param("account", account)
                .update();
        List<String> fresh = recoveryCodes(account);
        journal.write("account/" + name, "second-factor-on", Map.of(), null);
        return fresh;
    }

    private List<String> recoveryCodes(long account) {
        forget(account);
        List<String> fresh = new ArrayList<>();
        while (fresh.size() < RECOVERY_CODES) {
            byte[] bytes = new byte[RECOVERY_BYTES];
            RANDOM.nextBytes(bytes);
            String code = BASE32.encodeToString(bytes).toLowerCase(Locale.ROOT);
            database.sql("insert into access.recovery_code (account, hash) values (:account, :hash)")
                    .param("account", account)
                    .param("hash", Secrets.hash(code))
                    .update();
            fresh.add(Stream.of(code.split("(?<=\\G.{4})")).collect(Collectors.joining("-")));
        }
        return fresh;
    }

    private void forget(long account) {
        database.sql("delete from access.recovery_code where account = :account")
                .param("account", account)
                .update();
    }

    /** Takes a code of the application or a recovery code; the same one is not taken again. */
    @Transactional
    boolean take(long account, String name, String typed) {
        String digits = digits(typed);
        if (digits.matches("\\d{6}")) {
            return takeTotp(account, digits);
        }
        boolean taken = database.sql("""
                        update access.recovery_code set used_at = now()
                        where account = :account and hash = :hash and used_at is null""")
                        .param("account", account)
                        .param("hash", Secrets.hash(digits.replace("-", "").toLowerCase(Locale.ROOT)))
                        .update()
                > 0;
        if (taken) {
            journal.write("account/" + name, "recovery-code-used", Map.of(), null);
        }
        return taken;
    }

    private static String digits(String typed) {
        return typed.replaceAll("\\s", "");
    }

    /** A code of the step before or after is taken too: clocks differ (RFC 6238, 5.2). */
    private boolean takeTotp(long account, String code) {
        @Nullable
        String secret = database.sql(
                        "select totp_secret from access.account where id = :account and totp_secret is not null")
                .param("account", account)
                .query(String.class)
                .optional()
                .orElse(null);
        if (secret == null) {
            return false;
        }
        var key = new SecretKeySpec(BASE32.decode(secret), codes.getAlgorithm());
        long now = clock.instant().getEpochSecond() / codes.getTimeStep().toSeconds();
        for (long step = now - 1; step <= now + 1; step++) {
            if (isCode(key, step, code)) {
                return database.sql("""
                                update access.account set totp_step = :step
                                where id = :account and (totp_step is null or totp_step < :step)""")
                                .param("step", step)
                                .param("account", account)
                                .update()
                        > 0;
            }
        }
        return false;
    }

    private boolean isCode(SecretKeySpec key, long step, String code) {
        try {
            String right = codes.generateOneTimePasswordString(
                    key, Instant.ofEpochSecond(step * codes.getTimeStep().toSeconds()), Locale.ROOT);
            return MessageDigest.isEqual(
                    right.getBytes(StandardCharsets.US_ASCII), code.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Turns it off: by its owner, or by an administrator for who lost phone and recovery codes. */
    @Transactional
    public void turnOff(String account, @Nullable String reason) {
        int changed = database.sql("""
                        update access.account set totp_secret = null, totp_since = null, totp_step = null, version = version + 1
                        where name = :name and totp_secret is not null""").param("name", account).update();
        database.sql(
                        "delete from access.recovery_code where account = (select id from access.account where name = :name)")
                .param("name", account)
                .update();
        if (changed > 0) {
            journal.write("account/" + account, "second-factor-off", Map.of(), reason);
        }
    }
}
