package vn.hoi.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.Rights;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;
import vn.hoi.unit.Units;

/**
 * Puts many records in at once: {@code COPY} straight into the register's table, its figures' triggers on, one journal
 * entry for the batch, all in one transaction.
 */
@Component
public class RecordLoading {

    /** {@link #load} takes all rows there are. */
    public static final long ALL = Long.MAX_VALUE;

    /**
     * A batch that was loaded.
     *
     * @param entry number of the journal entry its records carry; 0 when there was nothing to load
     */
    public record Loaded(long entry, long records) {}

    /** Indexes set aside; closing makes them again, unless the program is about to end: then the next start does. */
    public interface Aside extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * That a file's records came in, told in their own transaction.
     *
     * @param entry number of the journal entry the records carry
     */
    public record BatchLoaded(Register register, long entry) {}

    private static final int CHUNK = 1 << 16;
    private static final String PENDING_WORDS = "1GB";
    private static final int NUMBERS_LOCK = 0x686f69;

    private final DataSource dataSource;
    private final TransactionTemplate transaction;
    private final Journal journal;
    private final Units units;
    private final JdbcClient database;
    private final Registers registers;
    private final DSLContext queries;
    private final Courses courses;
    private final Elsewhere elsewhere;
    private final WriteRights writeRights;
    private final Rights rights;
    private final IndexesAside aside;
    private final ApplicationEventPublisher events;

    RecordLoading(
            DataSource dataSource,
            TransactionTemplate transaction,
            Journal journal,
            Units units,
            JdbcClient database,
            Registers registers,
            DSLContext queries,
            Courses courses,
            Elsewhere elsewhere,
            WriteRights writeRights,
            Rights rights,
            IndexesAside aside,
            ApplicationEventPublisher events) {
        this.events = events;
        this.aside = aside;
        this.writeRights = writeRights;
        this.rights = rights;
        this.database = database;
        this.registers = registers;
        this.queries = queries;
        this.courses = courses;
        this.elsewhere = elsewhere;
        this.dataSource = dataSource;
        this.transaction = transaction;
        this.journal = journal;
        this.units = units;
    }

    /**
     * Running numbers given so far, by code prefix; carried from batch to batch of one loading into an empty register
     * and kept in the database with each.
     */
    public static final class Numbers {
        private final Map<String, Long> last = new HashMap<>();
        private final Map<String, Long> since = new HashMap<>();

        private Numbers() {}

        private long next(String prefix) {
            long next = last.merge(prefix, 1L, Long::sum);
            since.put(prefix, next);
            return next;
        }

        private void atLeast(String prefix, long number) {
            if (number > last.getOrDefault(prefix, 0L)) {
                last.put(prefix, number);
                since.put(prefix, number);
            }
        }
    }

    /** The running numbers as they stand in the database. */
    public Numbers numbers(Register register) {
        var numbers = new Numbers();
        database.sql("select prefix, last from register.sequence where register = :register")
                .param("register", register.id())
                .query((row, n) -> numbers.last.put(row.getString(1), row.getLong(2)))
                .list();
        return numbers;
    }

    /**
     * Before very many records come in: sets aside the indexes that only reading needs, when these records are more than
     * the register holds. Not within a transaction that has touched the register.
     *
     * @param coming records, as far as is known
     */
    public Aside setAside(Register register, long coming) {
        return aside.setAside(register, coming);
    }

    /** Lets the database see what was loaded, so that its first lists are planned well. */
    public void analyse(Register register) {
        database.sql("analyze register." + RegisterTables.quote(register.table()))
                .update();
    }

    /** Reads rows as people type them into rows to load, by what the register and the units are now. */
    public RecordReading reading(Register register) {
        return new RecordReading(
                register,
                new KnownInMemory(units, registers, queries, elsewhere, Vietnamese.today()),
                courses,
                rights.writes(register.id()));
    }

    /**
     * Loads all rows as one batch, in the running transaction or one of its own. The first row is asked for only when no
     * other can add records to the register any more, so what a row is compared with then stands still.
     *
     * @param columns as for {@link #load}; {@code code} may be empty in a row and is made here then
     * @param reason told in the journal, such as the file's name
     */
    public Loaded loadAll(
            Register register,
            List<String> columns,
            Iterator<@Nullable Object[]> rows,
            String reason,
            LongConsumer loaded) {
        return inTransaction(register, connection -> {
            ownNumbers(connection, register, new Numbers());
            // as they stand now that no other gives any
            Numbers numbers = numbers(register);
            if (!rows.hasNext()) {
                return new Loaded(0, 0);
            }
            try (Statement later = connection.createStatement()) {
                // words are sorted into their index once, after the batch, and not in many small steps within it
                later.execute("set local gin_pending_list_limit = '" + PENDING_WORDS + "'");
            }
            long entry = journal.write("registers/" + register.id(), "loaded", Map.of(), reason);
            long count = copy(connection, register, columns, rows, ALL, numbers, entry, loaded);
            keepNumbers(connection, register, numbers);
            events.publishEvent(new BatchLoaded(register, entry));
            return new Loaded(entry, count);
        });
    }

    /** Sorts the words of a loaded batch into their index; lists are right before and after, only faster after. */
    public void sortWords(Register register) {
        database.sql("select gin_clean_pending_list(to_regclass(:index))")
                .param("index", "register." + RegisterTables.quote(register.table() + "_search"))
                .query((row, n) -> row.getLong(1))
                .list();
    }

    private interface Work {
        Loaded in(Connection connection) throws SQLException;
    }

    private Loaded inTransaction(Register register, Work work) {
        writeRights.requireOpen(register);
        return Objects.requireNonNull(transaction.execute(status -> {
            Connection connection = DataSourceUtils.getConnection(dataSource);
            try {
                return work.in(connection);
            } catch (SQLException e) {
                throw new IllegalStateException("loading " + register.id() + ": " + e.getMessage(), e);
            } finally {
                DataSourceUtils.releaseConnection(connection, dataSource);
            }
        }));
    }

    /**
     * Loads up to {@code most} rows as one batch.
     *
     * @param columns ids of the columns in a row's order; {@code unit} and {@code place} as unit ids, {@code code} made
     *     here when absent
     * @param loaded told the number of rows after every some thousand
     * @return rows loaded
     */
    public long load(
            Register register,
            List<String> columns,
            Iterator<@Nullable Object[]> rows,
            long most,
            Numbers numbers,
            String reason,
            LongConsumer loaded) {
        return inTransaction(register, connection -> {
                    ownNumbers(connection, register, numbers);
                    long batch = journal.write("registers/" + register.id(), "loaded", Map.of(), reason);
                    long count = copy(connection, register, columns, rows, most, numbers, batch, loaded);
                    keepNumbers(connection, register, numbers);
                    return new Loaded(batch, count);
                })
                .records();
    }

    private long copy(
            Connection connection,
            Register register,
            List<String> columns,
            Iterator<@Nullable Object[]> rows,
            long most,
            Numbers numbers,
            long batch,
            LongConsumer loaded)
            throws SQLException {
        List<String> target = new ArrayList<>();
        columns.forEach(column -> target.add(RegisterTables.quote(column.replace('-', '_'))));
        boolean makeCode = !columns.contains("code");
        if (makeCode) {
            target.add("code");
        }
        boolean steps = register.hasSteps() && !columns.contains("lifecycle");
        boolean due = register.deadline() != null && !columns.contains("due_at");
        if (steps) {
            target.add("lifecycle");
        }
        if (due) {
            target.add("due_at");
        }
        target.add("loaded_in");
        var codes = new Codes(register, columns, numbers);
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy register." + RegisterTables.quote(register.table()) + " (" + String.join(", ", target)
                        + ") from stdin");
        var line = new StringBuilder(CHUNK + 4096);
        long count = 0;
        try {
            while (count < most && rows.hasNext()) {
                @Nullable Object[] row = rows.next();
                @Nullable String code = codes.of(row);
                for (int index = 0; index < row.length; index++) {
                    append(line, row[index]);
                    line.append('\t');
                }
                if (makeCode) {
                    append(line, code);
                    line.append('\t');
                }
                Function<String, @Nullable Object> value = column -> value(columns, row, column);
                if (steps) {
                    line.append(courses.version(register, value)).append('\t');
                }
                if (due) {
                    append(line, courses.dueAt(register, value));
                    line.append('\t');
                }
                line.append(batch).append('\n');
                count++;
                if (line.length() >= CHUNK) {
                    write(copy, line);
                    loaded.accept(count);
                }
            }
            write(copy, line);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        loaded.accept(count);
        return count;
    }

    private static @Nullable Object value(List<String> columns, @Nullable Object[] row, String column) {
        int at = columns.indexOf(column);
        return at < 0 ? null : row[at];
    }

    /** Gives rows their codes; a number given by hand is not given again. */
    private final class Codes {
        private final Register register;
        private final List<String> columns;
        private final Numbers numbers;
        private final int codeAt;
        private final int unitAt;
        private final int placeAt;

        Codes(Register register, List<String> columns, Numbers numbers) {
            this.register = register;
            this.columns = columns;
            this.numbers = numbers;
            codeAt = columns.indexOf("code");
            unitAt = columns.indexOf("unit");
            placeAt = columns.indexOf("place");
        }

        /** The code of this row, put into it where it has a place for one. */
        @Nullable
        String of(@Nullable Object[] row) {
            if (codeAt >= 0 && row[codeAt] instanceof String given) {
                make(row, prefix -> {
                    CodeTemplate.number(given, prefix).ifPresent(number -> numbers.atLeast(prefix, number));
                    return 0;
                });
                return given;
            }
            String made = make(row, numbers::next);
            if (codeAt >= 0) {
                row[codeAt] = made;
            }
            return made;
        }

        private String make(@Nullable Object[] row, ToLongFunction<String> next) {
            return register.code()
                    .make(
                            units.get((Integer) Objects.requireNonNull(row[unitAt]))
                                    .code(),
                            units.get((Integer) Objects.requireNonNull(row[placeAt]))
                                    .code(),
                            column -> (LocalDate) Objects.requireNonNull(row[columns.indexOf(column)]),
                            next);
        }
    }

    private static void write(CopyIn copy, StringBuilder line) throws SQLException {
        byte[] bytes = line.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        line.setLength(0);
    }

    /** One value in the text form of {@code COPY}. */
    private static void append(StringBuilder line, @Nullable Object value) {
        switch (value) {
            case null -> line.append("\\N");
            case String text -> escape(line, text);
            case BigDecimal number -> line.append(number.toPlainString());
            case Location point ->
                line.append('{')
                        .append(point.longitude().toPlainString())
                        .append(',')
                        .append(point.latitude().toPlainString())
                        .append('}');
            case List<?> list
            when !list.isEmpty() && list.getFirst() instanceof Map -> escape(line, RecordRows.text(list));
            case List<?> codes -> {
                line.append('{');
                for (int index = 0; index < codes.size(); index++) {
                    String quoted =
                            codes.get(index).toString().replace("\\", "\\\\").replace("\"", "\\\"");
                    escape(line.append(index == 0 ? "\"" : ",\""), quoted);
                    line.append('"');
                }
                line.append('}');
            }
            default -> line.append(value);
        }
    }

    private static void escape(StringBuilder line, String text) {
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            switch (letter) {
                case '\t' -> line.append("\\t");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\\' -> line.append("\\\\");
                default -> line.append(letter);
            }
        }
    }

    /** Held to the end of the transaction, together with others who add single records. */
    static void shareNumbers(DSLContext database, Register register) {
        database.select(DSL.function(
                        DSL.name("pg_advisory_xact_lock_shared"),
                        SQLDataType.OTHER,
                        DSL.inline(NUMBERS_LOCK),
                        DSL.inline(register.id().hashCode())))
                .execute();
    }

    /** Held to the end of the transaction, alone; takes over the numbers given to single records meanwhile. */
    private static void ownNumbers(Connection connection, Register register, Numbers numbers) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?, ?)");
                PreparedStatement single = connection.prepareStatement(
                        "update register.sequence set single = false where register = ? and single returning prefix, last")) {
            lock.setInt(1, NUMBERS_LOCK);
            lock.setInt(2, register.id().hashCode());
            lock.execute();
            single.setString(1, register.id());
            try (ResultSet row = single.executeQuery()) {
                while (row.next()) {
                    numbers.last.merge(row.getString(1), row.getLong(2), Math::max);
                }
            }
        }
    }

    private static void keepNumbers(Connection connection, Register register, Numbers numbers) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into register.sequence (register, prefix, last)
                select ?, prefix, last from unnest(?::text[], ?::bigint[]) as given (prefix, last)
                on conflict (register, prefix) do update set last = greatest(sequence.last, excluded.last)""")) {
            List<Map.Entry<String, Long>> since = List.copyOf(numbers.since.entrySet());
            upsert.setString(1, register.id());
            upsert.setArray(
                    2,
                    connection.createArrayOf(
                            "text", since.stream().map(Map.Entry::getKey).toArray()));
            upsert.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint", since.stream().map(Map.Entry::getValue).toArray()));
            upsert.executeUpdate();
            numbers.since.clear();
        } catch (UncheckedIOException e) {
            throw new SQLException(new IOException(e));
        }
    }
}
