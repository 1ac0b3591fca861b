package vn.hoi.register;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hoi.common.Rights;
import vn.hoi.common.Vietnamese;

/**
 * Records much like one about to be made, by the trigrams of the columns declared {@code alike}. The first of them that
 * is filled picks candidates by the index of words; all of them together say how much alike they are.
 */
@Component
class AlikeRecords {

    /** How much alike two records are from which on they may be one; 1 is the same. */
    private static final String THRESHOLD = "0.5";

    /** A part of the words must be so much alike for a record to be compared at all. */
    private static final String CANDIDATE_THRESHOLD = "0.6";

    private static final String PATIENCE_MILLISECONDS = "150";
    /** SQLSTATE of a statement that took longer. */
    private static final String CANCELLED = "57014";

    private static final int MOST = 5;
    /** Candidates that are compared. */
    private static final int CANDIDATES = 300;
    /** Newest records that are compared where the whole table takes too long. */
    private static final int NEWEST = 3_000;
    /** Shorter words have too few trigrams to say anything. */
    private static final int SHORTEST = 4;

    private final DSLContext database;
    private final Rights rights;
    private final VisibleRows visible;
    private final RecordRows rows;
    private final TransactionTemplate transaction;

    AlikeRecords(
            DSLContext database, Rights rights, RecordRows rows, TransactionTemplate transaction, VisibleRows visible) {
        this.visible = visible;
        this.transaction = transaction;
        this.database = database;
        this.rights = rights;
        this.rows = rows;
    }

    /** Code, title and similarity (0.5 to 1) of at most five records, the most alike first. */
    List<Map<String, Object>> find(Register register, Map<String, String> typed) {
        Map<String, String> filled = new LinkedHashMap<>();
        for (String column : register.alike()) {
            String text = name(Vietnamese.clean(typed.getOrDefault(column, "")));
            if (text.length() >= SHORTEST) {
                filled.put(column, text);
            }
        }
        if (filled.isEmpty()) {
            return List.of();
        }
        Field<String> words = DSL.field(DSL.name("search_text"), SQLDataType.CLOB);
        Field<String> first = folded(filled.values().iterator().next());
        List<Map<String, Object>> found = nearest(register, filled, words.contains(first));
        return found.size() == MOST
                ? found
                : misspelt(register, filled, words, first)
                        .orElseGet(() -> merged(found, bounded(register, filled, words, first)));
    }

    /** A picked suggestion without its code. */
    private static String name(String typed) {
        int mark = typed.indexOf(Suggestions.MARK);
        return mark < 0 ? typed : typed.substring(mark + Suggestions.MARK.length());
    }

    /**
     * Where the whole table takes too long: its newest records, whatever it holds, and those with the longest words as
     * they were typed.
     */
    List<Map<String, Object>> bounded(
            Register register, Map<String, String> filled, Field<String> words, Field<String> first) {
        Table<?> newest = DSL.select(DSL.asterisk())
                .from(RecordTable.of(register))
                .where(visible.of(register))
                .orderBy(RecordTable.id().desc())
                .limit(NEWEST)
                .asTable("newest");
        List<Map<String, Object>> found = among(register, filled, newest, likeIt(words, first));
        Condition typed = Stream.of(
                        Vietnamese.fold(filled.values().iterator().next()).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .limit(2)
                .map(words::contains)
                .map(Condition.class::cast)
                .reduce(Condition::and)
                .orElse(DSL.falseCondition());
        return merged(found, patiently(() -> nearest(register, filled, typed)).orElse(List.of()));
    }

    private static Condition likeIt(Field<String> words, Field<String> first) {
        return DSL.condition(DSL.function(DSL.name("register", "alike"), SQLDataType.BOOLEAN, words, first));
    }

    /** Each record once, the most alike first. */
    private static List<Map<String, Object>> merged(List<Map<String, Object>> one, List<Map<String, Object>> other) {
        Map<Object, Map<String, Object>> byCode = new LinkedHashMap<>();
        Stream.concat(one.stream(), other.stream()).forEach(alike -> byCode.putIfAbsent(alike.get("code"), alike));
        return byCode.values().stream()
                .sorted(Comparator.comparing(
                                (Map<String, Object> alike) -> new BigDecimal(String.valueOf(alike.get("similarity"))))
                        .reversed())
                .limit(MOST)
                .toList();
    }

    /** In a large table of common words the index takes long; a person is not held up for a hint. Empty then. */
    private Optional<List<Map<String, Object>>> misspelt(
            Register register, Map<String, String> filled, Field<String> words, Field<String> first) {
        return patiently(() -> nearest(register, filled, likeIt(words, first)));
    }

    private Optional<List<Map<String, Object>>> patiently(Supplier<List<Map<String, Object>>> search) {
        try {
            return Optional.ofNullable(transaction.execute(status -> {
                set("pg_trgm.word_similarity_threshold", CANDIDATE_THRESHOLD);
                set("statement_timeout", PATIENCE_MILLISECONDS);
                return search.get();
            }));
        } catch (DataAccessException broken) {
            if (broken.sqlState().equals(CANCELLED)) {
                return Optional.empty();
            }
            throw broken;
        }
    }

    /** To the end of the transaction. */
    private void set(String setting, String value) {
        database.select(DSL.function(
                        DSL.name("set_config"), SQLDataType.CLOB, DSL.val(setting), DSL.val(value), DSL.val(true)))
                .fetch();
    }

    private List<Map<String, Object>> nearest(Register register, Map<String, String> filled, Condition candidate) {
        Table<?> candidates = DSL.select(DSL.asterisk())
                .from(RecordTable.of(register))
                .where(candidate)
                .and(visible.of(register))
                .limit(CANDIDATES)
                .asTable("candidates");
        return among(register, filled, candidates, DSL.noCondition());
    }

    private List<Map<String, Object>> among(
            Register register, Map<String, String> filled, Table<?> candidates, Condition candidate) {
        Field<BigDecimal> similarity = similarity(register, filled);
        List<Map<String, Object>> found = new ArrayList<>();
        database.select(RecordRows.fields(register))
                .select(similarity)
                .from(candidates)
                .where(candidate)
                .and(similarity.ge(new BigDecimal(THRESHOLD)))
                .orderBy(similarity.desc(), RecordTable.id().desc())
                .limit(MOST)
                .forEach(record -> {
                    Row row = rows.row(register, record);
                    Map<String, Object> alike = new LinkedHashMap<>();
                    alike.put("code", row.code());
                    alike.put("title", RecordWords.title(register, row, rights.mayReadPersonal(register.id())));
                    alike.put("similarity", record.get(similarity));
                    found.add(alike);
                });
        return found;
    }

    /** The mean over the columns that are filled. */
    private static Field<BigDecimal> similarity(Register register, Map<String, String> filled) {
        List<Field<BigDecimal>> each = new ArrayList<>();
        filled.forEach((column, text) -> {
            Field<String> held =
                    DSL.coalesce(RecordTable.text(register.column(column).sql()), DSL.val(""));
            each.add(DSL.function(
                            DSL.name("public", "similarity"),
                            SQLDataType.NUMERIC,
                            DSL.function(DSL.name("common", "fold"), SQLDataType.CLOB, held),
                            folded(text))
                    .cast(SQLDataType.NUMERIC));
        });
        Field<BigDecimal> sum = each.getFirst();
        for (Field<BigDecimal> one : each.subList(1, each.size())) {
            sum = sum.plus(one);
        }
        return DSL.round(sum.div(DSL.val(new BigDecimal(each.size()))), 2);
    }

    private static Field<String> folded(String text) {
        return DSL.function(DSL.name("common", "fold"), SQLDataType.CLOB, DSL.val(text));
    }
}
