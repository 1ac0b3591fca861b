package vn.hoi.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import vn.hoi.common.Vietnamese;

/**
 * Finds records by a key anybody may ask for: the whole value of a declared column, case, diacritics, spaces and dashes
 * aside. One prepared statement for each register, answered by an index for each of its columns.
 */
@Component
public class PublicRecords {

    /** Records with one key; more are not told of. */
    public static final int MOST = 20;

    private static final int LONGEST = 200;

    private final DSLContext dsl;
    private final JdbcTemplate database;
    private final Map<String, Question> questions = new ConcurrentHashMap<>();

    /** @param keys how many times the key is bound */
    private record Question(String sql, int keys, List<String> columns) {}

    PublicRecords(DSLContext dsl, DataSource source) {
        this.dsl = dsl;
        this.database = new JdbcTemplate(source);
        database.setMaxRows(MOST);
    }

    /**
     * Records with this key, at most {@link #MOST}.
     *
     * @return values by column: the public ones and those its rules of validity look at; none for a register without a
     *     public view
     */
    public List<Map<String, @Nullable Object>> find(Register register, String key) {
        String asked = plain(key);
        if (register.publicView() == null || asked.isEmpty()) {
            return List.of();
        }
        Question question = questions.computeIfAbsent(register.id(), id -> question(register));
        Object[] keys = new Object[question.keys()];
        java.util.Arrays.fill(keys, asked);
        return database.query(question.sql(), (row, n) -> values(register, question.columns(), row), keys);
    }

    /** What a record that a public one names is called; empty where that is personal data or there is none. */
    public Optional<String> title(Register register, String code) {
        @Nullable Column title = register.title() == null ? null : register.column(register.title());
        if (title == null || title.personal() || !title.type().isWords()) {
            return Optional.empty();
        }
        return dsl.select(RecordTable.text(title.sql()))
                .from(RecordTable.of(register))
                .where(RecordTable.text("code").eq(code))
                .fetchOptional()
                .map(found -> found.value1());
    }

    /** As the function {@code register.key} of the database has it; empty where nothing could be found by it. */
    private static String plain(String key) {
        if (key.length() > LONGEST) {
            return "";
        }
        return Vietnamese.fold(Vietnamese.clean(key)).replaceAll("[\\p{Cc}\\s\u00a0\u2010-\u2014-]", "");
    }

    private Question question(Register register) {
        PublicView view = Objects.requireNonNull(register.publicView());
        List<String> columns = List.copyOf(columns(register, view));
        List<SelectField<?>> fields = new ArrayList<>();
        columns.forEach(column -> fields.add(RecordTable.column(register, column)));
        Condition found = DSL.noCondition();
        for (String column : view.lookUpBy()) {
            Field<String> value = RecordTable.text(column.replace('-', '_'));
            found = found.or(DSL.function(DSL.name("register", "key"), String.class, value)
                    .eq(DSL.val("")));
        }
        // without limit and order: told to stop soon, the planner would rather read the table than the index
        String sql =
                dsl.select(fields).from(RecordTable.of(register)).where(found).getSQL();
        return new Question(sql, view.lookUpBy().size(), columns);
    }

    private static Set<String> columns(Register register, PublicView view) {
        Set<String> columns = new LinkedHashSet<>(view.shows());
        if (!register.states().isEmpty()) {
            columns.add("state");
        }
        if (view.valid() != null) {
            columns.addAll(view.valid().columns());
        }
        if (view.expired() != null) {
            columns.addAll(view.expired().columns());
        }
        Deadline deadline = register.deadline();
        if (deadline != null && deadline.on() != null) {
            columns.add(deadline.on());
        }
        return columns;
    }

    private static Map<String, @Nullable Object> values(Register register, List<String> columns, ResultSet row)
            throws SQLException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int index = 0; index < columns.size(); index++) {
            String column = columns.get(index);
            values.put(column, value(register, column, row, index + 1));
        }
        return values;
    }

    private static @Nullable Object value(Register register, String id, ResultSet row, int index) throws SQLException {
        ColumnType type = register.findColumn(id)
                .map(Column::type)
                .orElse(id.equals("unit") || id.equals("place") ? ColumnType.UNIT : ColumnType.TEXT);
        return switch (type) {
            case DATE -> row.getObject(index, LocalDate.class);
            case DATE_TIME -> row.getObject(index, java.time.OffsetDateTime.class);
            case INTEGER, MONEY -> row.getObject(index, Long.class);
            case DECIMAL, PERCENT -> row.getBigDecimal(index);
            case YES_NO -> row.getObject(index, Boolean.class);
            case UNIT -> row.getObject(index, Integer.class);
            default -> row.getString(index);
        };
    }
}
