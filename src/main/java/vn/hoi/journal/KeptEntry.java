package vn.hoi.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An entry as the table keeps it, with all that its leaf is made of.
 *
 * @param xid the transaction that wrote it
 * @param changes by column, each as PostgreSQL writes it
 * @param salts by column, base64
 * @param digests of erased columns, hexadecimal
 */
record KeptEntry(
        long xid,
        long id,
        Instant at,
        String account,
        String subject,
        String action,
        TreeMap<String, String> changes,
        Map<String, String> salts,
        Map<String, String> digests,
        @Nullable String reason,
        @Nullable String reasonSalt,
        @Nullable String reasonDigest) {

    /**
     * What a leaf holds of one value.
     *
     * @param column null for the reason
     * @param salt base64; null when erased
     * @param value as it was hashed; null when erased
     * @param digest hexadecimal
     */
    record Value(
            @Nullable String column,
            @Nullable String salt,
            @Nullable String value,
            String digest) {

        /** The digest alone, for who may not see the value. */
        Value closed() {
            return new Value(column, null, null, digest);
        }
    }

    /** What is read of the table. */
    static final String COLUMNS = """
            xid::text as xid, id, at, account, subject, action, changes::text as changes, salts::text as salts,
            digests::text as digests, reason, reason_salt, reason_digest""";

    private static final String FORM = "hoi-journal-1";
    private static final String ERASED = "{\"erased\": true}";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSX").withZone(ZoneOffset.UTC);

    static KeptEntry read(ResultSet row, int number) throws SQLException {
        return new KeptEntry(
                Long.parseLong(row.getString("xid")),
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("account"),
                row.getString("subject"),
                row.getString("action"),
                JsonbText.members(row.getString("changes")),
                strings(row.getString("salts")),
                strings(row.getString("digests")),
                row.getString("reason"),
                row.getString("reason_salt"),
                row.getString("reason_digest"));
    }

    private static Map<String, String> strings(String json) {
        if (json.equals("{}")) {
            return Map.of();
        }
        TreeMap<String, String> strings = JsonbText.members(json);
        strings.replaceAll((column, value) -> JsonbText.string(value));
        return strings;
    }

    /** A moment to the microsecond, in UTC, as leaves, heads and their files write it. */
    static String moment(Instant moment) {
        return MOMENT.format(moment);
    }

    /** Of every column in order, and of the reason last when there is or was one. */
    List<Value> values() {
        List<Value> values = new ArrayList<>();
        changes.forEach((column, value) -> {
            @Nullable String erased = value.equals(ERASED) ? digests.get(column) : null;
            @Nullable String salt = salts.get(column);
            // a digest beside a salt or a value is none: the value counts, and is noticed
            values.add(
                    erased != null && salt == null
                            ? new Value(column, null, null, erased)
                            : new Value(column, salt, value, Hash.value(salt, value)));
        });
        if (reason != null) {
            values.add(new Value(null, reasonSalt, reason, Hash.value(reasonSalt, reason)));
        } else if (reasonDigest != null) {
            values.add(new Value(null, null, null, reasonDigest));
        }
        return values;
    }

    /**
     * What the leaf is the hash of: form, number, moment, account, subject, action, then column and digest of each changed
     * column, then the reason's digest, empty when there is no reason.
     */
    List<String> leaf() {
        List<String> parts = new ArrayList<>(List.of(FORM, String.valueOf(id), moment(at), account, subject, action));
        String last = "";
        for (Value value : values()) {
            if (value.column() == null) {
                last = value.digest();
            } else {
                parts.add(value.column());
                parts.add(value.digest());
            }
        }
        parts.add(last);
        return parts;
    }

    byte[] hash() {
        return Hash.leaf(leaf());
    }
}
