package vn.hoi.register;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds the records that stand where new rows would: those with the same code, or the same values of a unique column. */
@Component
public class RecordKeys {

    /**
     * Columns that together name at most one record.
     *
     * @param column the one that declares it, or {@code code}
     * @param columns all of them
     * @param at where they stand in a row of {@link RecordReading}
     */
    public record Key(String column, List<String> columns, List<Integer> at) {

        /** The row's values of the key as one text; null when one is empty, so that it names nothing. */
        public @Nullable String of(@Nullable Object[] row) {
            var text = new StringBuilder();
            for (int index : at) {
                @Nullable Object value = row[index];
                if (value == null) {
                    return null;
                }
                text.append(value instanceof BigDecimal number ? number.stripTrailingZeros() : value)
                        .append('\u0001');
            }
            return text.toString();
        }
    }

    private final DataSource dataSource;
    private final DSLContext database;
    private final RecordRows rows;

    RecordKeys(DataSource dataSource, DSLContext database, RecordRows rows) {
        this.dataSource = dataSource;
        this.database = database;
        this.rows = rows;
    }

    /** The keys of a register, its code first. */
    public static List<Key> of(Register register, RecordReading reading) {
        List<Key> keys = new ArrayList<>(List.of(key(List.of("code"), reading)));
        for (Column column : register.columns()) {
            if (column.unique() || !column.uniqueWith().isEmpty()) {
                List<String> all = new ArrayList<>(List.of(column.id()));
                all.addAll(column.uniqueWith());
                keys.add(key(all, reading));
            }
        }
        // a key with a computed column is left to the database
        return keys.stream().filter(key -> !key.at().contains(-1)).toList();
    }

    private static Key key(List<String> columns, RecordReading reading) {
        return new Key(
                columns.getFirst(),
                columns,
                columns.stream()
                        .map(column -> reading.columns().indexOf(column))
                        .toList());
    }

    /**
     * The records that have the key of these rows, found by one join.
     *
     * @return by the index of the row; rows whose key is empty or new are absent
     */
    @Transactional(readOnly = true)
    public Map<Integer, Row> find(Register register, Key key, List<@Nullable Object[]> candidates) {
        Map<Integer, Long> ids = join(register, key, candidates);
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<Long, Row> byId = new HashMap<>();
        database.select(RecordRows.fields(register))
                .from(RecordTable.of(register))
                .where(RecordTable.id().eq(DSL.any(ids.values().toArray(new Long[0]))))
                .forEach(record -> {
                    Row row = rows.row(register, record);
                    byId.put(row.id(), row);
                });
        Map<Integer, Row> found = new HashMap<>();
        ids.forEach((index, id) -> {
            Row row = byId.get(id);
            if (row != null) {
                found.put(index, row);
            }
        });
        return found;
    }

    /** Whether the register holds no record: then none stands where a new row would. */
    public boolean isEmpty(Register register) {
        return !database.fetchExists(DSL.selectOne().from(RecordTable.of(register)));
    }

    private Map<Integer, Long> join(Register register, Key key, List<@Nullable Object[]> candidates) {
        List<Integer> indexes = new ArrayList<>();
        List<List<String>> parts = new ArrayList<>();
        key.columns().forEach(column -> parts.add(new ArrayList<>()));
        for (int index = 0; index < candidates.size(); index++) {
            @Nullable Object[] row = candidates.get(index);
            if (key.of(row) != null) {
                indexes.add(index);
                for (int part = 0; part < parts.size(); part++) {
                    @Nullable Object value = row[key.at().get(part)];
                    parts.get(part)
                            .add(value instanceof BigDecimal number ? number.toPlainString() : Objects.toString(value));
                }
            }
        }
        Map<Integer, Long> ids = new HashMap<>();
        if (indexes.isEmpty()) {
            return ids;
        }
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try (PreparedStatement settings = connection.prepareStatement(
                        "select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),"
                                + " set_config('enable_mergejoin', 'off', true)");
                PreparedStatement join = connection.prepareStatement(sql(register, key))) {
            // while a table is filled, rows not yet committed would be read again and again: only the index is asked
            settings.execute();
            join.setArray(1, connection.createArrayOf("int4", indexes.toArray()));
            for (int part = 0; part < parts.size(); part++) {
                Array values = connection.createArrayOf("text", parts.get(part).toArray());
                join.setArray(part + 2, values);
            }
            try (ResultSet row = join.executeQuery()) {
                while (row.next()) {
                    ids.put(row.getInt(1), row.getLong(2));
                }
            }
            return ids;
        } catch (SQLException e) {
            throw new IllegalStateException("keys of " + register.id() + ": " + e.getMessage(), e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    /** Names have passed the pattern of ids. */
    private static String sql(Register register, Key key) {
        String arrays = key.columns().stream()
                .map(column -> "?::text[]::" + type(register, column) + "[]")
                .collect(Collectors.joining(", "));
        String names = java.util.stream.IntStream.range(0, key.columns().size())
                .mapToObj(part -> "k" + part)
                .collect(Collectors.joining(", "));
        String on = java.util.stream.IntStream.range(0, key.columns().size())
                .mapToObj(part ->
                        "r." + RegisterTables.quote(key.columns().get(part).replace('-', '_')) + " = k.k" + part)
                .collect(Collectors.joining(" and "));
        return "select k.n, r.id from unnest(?::int[], " + arrays + ") as k (n, " + names + ") join register."
                + RegisterTables.quote(register.table()) + " r on " + on;
    }

    private static String type(Register register, String column) {
        return register.findColumn(column)
                .map(declared -> declared.type().sql())
                .orElse(column.equals("unit") || column.equals("place") ? "integer" : "text");
    }

    /** Whether two values of one column are the same to a reader. */
    public static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof BigDecimal a && other instanceof BigDecimal b) {
            return a.compareTo(b) == 0;
        }
        if (one instanceof OffsetDateTime a && other instanceof OffsetDateTime b) {
            return a.isEqual(b);
        }
        if (one instanceof Location a && other instanceof Location b) {
            return same(a.latitude(), b.latitude()) && same(a.longitude(), b.longitude());
        }
        if (one instanceof List<?> a && other instanceof List<?> b) {
            return a.size() == b.size()
                    && java.util.stream.IntStream.range(0, a.size())
                            .allMatch(index -> same(a.get(index), b.get(index)));
        }
        if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
            // an empty cell of a small table is there without a value, or not at all
            return java.util.stream.Stream.concat(a.keySet().stream(), b.keySet().stream())
                    .allMatch(key -> same(a.get(key), b.get(key)));
        }
        return Objects.equals(one, other);
    }
}
