package vn.hoi.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a key is for, as words: {@code register:ip-title step:ip-title/grant figure:dti.rank write personal}. */
final class KeyScopes {

    static final String REGISTER = "register:";
    static final String STEP = "step:";
    static final String FIGURE = "figure:";
    static final String WRITE = "write";
    static final String PERSONAL = "personal";
    /** All that the account may. */
    static final String WHOLE = "all";

    private KeyScopes() {}

    static List<String> words(
            @Nullable Set<String> registers,
            @Nullable Set<String> steps,
            @Nullable Set<String> figures,
            boolean writes,
            boolean personal) {
        List<String> words = new ArrayList<>();
        if (registers == null && steps == null && figures == null) {
            words.add(WHOLE);
        }
        add(words, REGISTER, registers);
        add(words, STEP, steps);
        add(words, FIGURE, figures);
        if (writes) {
            words.add(WRITE);
        }
        if (personal) {
            words.add(PERSONAL);
        }
        return words;
    }

    static List<String> words(Key key) {
        return words(key.registers(), key.steps(), key.figures(), key.writes(), key.personal());
    }

    private static void add(List<String> words, String kind, @Nullable Set<String> values) {
        if (values != null) {
            new TreeSet<>(values).forEach(value -> words.add(kind + value));
        }
    }

    /** A row of {@code access.token} or {@code access.client}, joined with its account. */
    static Key key(ResultSet row, int number) throws SQLException {
        return new Key(
                row.getLong("id"),
                row.getString("account"),
                row.getString("name"),
                row.getString("purpose"),
                list(row, "registers"),
                list(row, "steps"),
                list(row, "figures"),
                row.getBoolean("writes"),
                row.getBoolean("personal"),
                row.getInt("per_minute"),
                row.getString("made_by"),
                Objects.requireNonNull(AccountReading.instant(row, "made_at")),
                Objects.requireNonNull(AccountReading.instant(row, "valid_until")),
                AccountReading.instant(row, "revoked_at"),
                row.getString("revoked_by"),
                AccountReading.instant(row, "last_used_at"));
    }

    static @Nullable Set<String> list(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? null : People.texts(array);
    }

    static String @Nullable [] array(@Nullable Set<String> values) {
        return values == null ? null : List.copyOf(values).toArray(String[]::new);
    }
}
