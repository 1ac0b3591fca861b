package vn.hoi.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;

/**
 * Passwords: what one must be like, and how it is kept. Length and a list of known ones are asked for, no composition
 * (NIST SP 800-63B, 3.1.1.2).
 */
@Component
public class Passwords {

    /** Fewest characters. */
    public static final int SHORTEST = 12;
    /** Most characters. */
    public static final int LONGEST = 128;

    /** Each verification takes 19 MiB while it lasts. */
    private static final int AT_ONCE = 4;

    private static final int PATIENCE_SECONDS = 10;

    private final PasswordEncoder encoder;
    private final JdbcClient database;
    private final Journal journal;
    private final Sessions sessions;
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final Set<String> known = read();
    private volatile @Nullable String standIn;

    Passwords(PasswordEncoder encoder, JdbcClient database, Journal journal, Sessions sessions) {
        this.encoder = encoder;
        this.database = database;
        this.journal = journal;
        this.sessions = sessions;
    }

    /** Passwords that everybody tries first, and words that become one by digits behind them. */
    private static Set<String> read() {
        try (InputStream in =
                        Objects.requireNonNull(Passwords.class.getResourceAsStream("/access/common-passwords.txt"));
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Passwords::folded)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** One way of writing for all keyboards, then as typed: white space counts. */
    private static String normal(String raw) {
        return Normalizer.normalize(raw, Normalizer.Form.NFC);
    }

    /**
     * Sees that a password may be one.
     *
     * @throws Problem ACC-053 too short or long, ACC-054 the account's name, ACC-055 one that is known
     */
    public void check(String raw, String account) {
        String password = normal(raw);
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            throw new Problem(
                    422,
                    "ACC-053",
                    "Mật khẩu dài từ " + SHORTEST + " đến " + LONGEST + " ký tự, ký tự nào cũng được; mật khẩu này có "
                            + length + " ký tự. Một câu ngắn dễ nhớ là đủ.");
        }
        String plain = folded(password);
        String name = folded(account);
        String withoutDigits = plain.replaceAll("[\\p{Nd}\\p{Punct}\\s]+$", "");
        if (plain.equals(name) || withoutDigits.equals(name)) {
            throw new Problem(422, "ACC-054", "Mật khẩu trùng với tên tài khoản; chọn mật khẩu khác.");
        }
        if (plain.codePoints().distinct().count() < 4
                || isKnown(plain)
                || isKnown(withoutDigits)
                || isKnown(plain.replaceAll("\\p{Nd}+$", ""))) {
            throw new Problem(
                    422,
                    "ACC-055",
                    "Mật khẩu này nằm trong danh sách mật khẩu đã lộ, ai cũng đoán được; chọn mật khẩu khác.");
        }
    }

    private boolean isKnown(String plain) {
        return known.contains(plain) || known.contains(Vietnamese.fold(plain));
    }

    /** How many passwords are refused by name. */
    int known() {
        return known.size();
    }

    /**
     * Whether this is the password of that hash. The work is the same when there is none, so that nobody learns by the
     * clock which accounts there are.
     *
     * @param hash null when there is no such account or it has no password
     * @throws Problem ACC-056 when too many are at it
     */
    boolean matches(String raw, @Nullable String hash) {
        boolean fits = raw.length() <= 4 * LONGEST;
        String typed = fits ? normal(raw) : "";
        return working(() -> {
            @Nullable String none = standIn;
            if (none == null) {
                none = encode(Secrets.fresh());
                standIn = none;
            }
            return encoder.matches(typed, hash == null || !fits ? none : hash) && hash != null && fits;
        });
    }

    /**
     * Gives an account its password and ends its sessions but one.
     *
     * @param keeping the session that goes on; null for none
     * @param action as the journal calls it
     * @throws Problem ACC-053 to ACC-055
     */
    @Transactional
    public void set(String account, String raw, @Nullable String keeping, String action) {
        check(raw, account);
        String hash = working(() -> encode(normal(raw)));
        keep(account, hash);
        sessions.endOthers(account, keeping);
        journal.write("account/" + account, action, Map.of(), null);
    }

    /** Gives several accounts the same password: those of a demonstration. */
    @Transactional
    public void setAll(Collection<String> accounts, String raw) {
        String hash = working(() -> encode(normal(raw)));
        for (String account : List.copyOf(accounts)) {
            keep(account, hash);
            sessions.endOthers(account, null);
            journal.write("account/" + account, "password-set", Map.of(), null);
        }
    }

    private String encode(String password) {
        return Objects.requireNonNull(encoder.encode(password));
    }

    private void keep(String account, String hash) {
        database.sql("""
                        update access.account set password = :hash, password_set_at = now(), version = version + 1
                        where name = :name and closed_at is null""").param("hash", hash).param("name", account).update();
    }

    private <T> T working(Supplier<T> work) {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Problem(
                        503, "ACC-056", "Đang có quá nhiều người đăng nhập cùng lúc; chờ vài giây rồi thử lại.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
