package vn.hoi.figure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;
import vn.hoi.common.Bucket;

/**
 * At which days numbers of a figure may be cut for somebody unknown, so that no two of them, one taken from the other, tell
 * of fewer records than may be told. From the beginning on, a half-month is an end only when what is counted there lies
 * enough records, or none, from every end before and from the number of all time.
 */
@Component
class TellableBounds {

    private final StoredFigures stored;
    private final StoredReading reading;
    private final DSLContext database;

    TellableBounds(StoredFigures stored, StoredReading reading, DSLContext database) {
        this.stored = stored;
        this.reading = reading;
        this.database = database;
    }

    /** Whether both ends of what is asked may be told; a stock asked for no day is asked for today, whenever that is. */
    boolean tells(Source source, FigureQuery query, int least) {
        List<LocalDate> ends = new ArrayList<>();
        if (!source.definition().stock() && query.period().from() != null) {
            ends.add(query.period().from().minusDays(1));
        }
        if (query.day() != null) {
            ends.add(query.day());
        }
        if (ends.isEmpty()) {
            return true;
        }
        boolean whole = ends.stream().allMatch(end -> Bucket.of(end).last().equals(end));
        if (!whole || !source.definition().takes().isKept()) {
            return whole;
        }
        SortedMap<Integer, Boolean> told = told(counts(source, query), least);
        return ends.stream().allMatch(end -> isTold(told, Bucket.of(end).number()));
    }

    private static boolean isTold(SortedMap<Integer, Boolean> told, int bucket) {
        SortedMap<Integer, Boolean> until = told.headMap(bucket + 1);
        // before the first record there is nothing to tell
        return until.isEmpty() || Boolean.TRUE.equals(until.get(until.lastKey()));
    }

    /**
     * By half-month with records: whether its end may be told.
     *
     * @param counts records that came, less those that went
     */
    static SortedMap<Integer, Boolean> told(SortedMap<Integer, Long> counts, int least) {
        SortedMap<Integer, Boolean> told = new TreeMap<>();
        // the number of all time is told too, whatever came last
        Set<Long> ends = new HashSet<>(Set.of(0L));
        ends.add(counts.values().stream().mapToLong(Long::longValue).sum());
        long sum = 0;
        for (Map.Entry<Integer, Long> count : counts.entrySet()) {
            sum += count.getValue();
            long here = sum;
            boolean apart = ends.stream().noneMatch(end -> isFew(here - end, least));
            told.put(count.getKey(), apart);
            if (apart) {
                ends.add(here);
            }
        }
        return told;
    }

    private static boolean isFew(long difference, int least) {
        return difference != 0 && Math.abs(difference) < least;
    }

    private SortedMap<Integer, Long> counts(Source source, FigureQuery query) {
        SortedMap<Integer, Long> counts = new TreeMap<>();
        // of the whole province its roll-ups by half-month hold the same in fewer rows
        Select<Record> kept =
                query.unit() == null ? rows("rollup", "span", source, query) : rows("cell", "bucket", source, query);
        Table<Record> both =
                kept.unionAll(rows("delta", "bucket", source, query)).asTable("rows");
        database.select(DSL.field(DSL.name("bucket"), Integer.class), DSL.sum(DSL.field(DSL.name("n"), Long.class)))
                .from(both)
                .groupBy(DSL.field(DSL.name("bucket")))
                .fetch()
                .forEach(row -> counts.put(row.value1(), row.value2().longValueExact()));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private Select<Record> rows(String table, String bucket, Source source, FigureQuery query) {
        Condition where = DSL.field(DSL.name("figure"), SQLDataType.INTEGER).eq(stored.number(source.root()));
        for (Map.Entry<String, List<String>> part : source.where().entrySet()) {
            int at = source.definition().index(part.getKey());
            where = where.and(
                    DSL.field(DSL.name("b" + (at + 1)), SQLDataType.CLOB).in(part.getValue()));
        }
        Optional<Set<Integer>> places = Optional.ofNullable(query.unit()).map(unit -> reading.places(query));
        if (places.isPresent()) {
            where = where.and(DSL.field(DSL.name("place"), SQLDataType.INTEGER).in(places.get()));
        }
        if (table.equals("rollup")) {
            where = where.and(DSL.field(DSL.name("place"), SQLDataType.INTEGER).eq(0))
                    .and(DSL.field(DSL.name(bucket), SQLDataType.INTEGER).ge(0));
        }
        return DSL.select(List.of(DSL.field(DSL.name(bucket)).as(DSL.name("bucket")), DSL.field(DSL.name("n"))))
                .from(DSL.table(DSL.name("figure", table)))
                .where(where);
    }
}
