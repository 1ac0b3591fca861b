package vn.hoi.register;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.hoi.common.Problem;

/** Lists of records, page by page or whole. */
@Component
public class RecordLists {

    /**
     * A page of a list.
     *
     * @param next cursor of the page after; null on the last one
     */
    public record Page(List<Row> rows, @Nullable String next) {}

    /** Records looked through in order before the index of words is asked. */
    private static final int WINDOW = 20_000;

    private final DSLContext database;
    private final RecordRows rows;

    RecordLists(DSLContext database, RecordRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /** A page of the list, in the order asked for, found by key and never by offset. */
    public Page page(Register register, RecordQuery query) {
        List<Row> found = new ArrayList<>();
        int wanted = query.limit() + 1;
        @Nullable Column sort = query.sort();
        Cursored start = Cursored.read(query.after());
        if (sort == null) {
            Condition from = start == null
                    ? DSL.noCondition()
                    : query.ascending()
                            ? RecordTable.id().gt(start.id)
                            : RecordTable.id().lt(start.id);
            found.addAll(select(
                    register, query, query.where(), from, List.of(order(RecordTable.id(), query.ascending())), wanted));
        } else {
            pageByColumn(register, query, sort, start, wanted, found);
        }
        @Nullable String next = null;
        if (found.size() > query.limit()) {
            found.removeLast();
            Row last = found.getLast();
            next = new Cursored(last.id(), sort == null ? null : text(last.value(sort.id()))).write();
        }
        return new Page(found, next);
    }

    /** Empty values come last going down and first going up, so that one index serves both. */
    private void pageByColumn(
            Register register, RecordQuery query, Column sort, @Nullable Cursored start, int wanted, List<Row> found) {
        Field<Object> field = untyped(register, sort);
        boolean up = query.ascending();
        List<SortField<?>> order =
                List.of(up ? field.asc().nullsFirst() : field.desc().nullsLast(), order(RecordTable.id(), up));
        List<SortField<?>> emptyOrder = List.of(order(RecordTable.id(), up));
        Condition afterFilled = start == null || start.value == null
                ? DSL.noCondition()
                : up
                        ? DSL.row(field, RecordTable.id())
                                .gt(DSL.row(value(register, sort, start.value), DSL.val(start.id)))
                        : DSL.row(field, RecordTable.id())
                                .lt(DSL.row(value(register, sort, start.value), DSL.val(start.id)));
        Condition afterEmpty = start == null || start.value != null
                ? DSL.noCondition()
                : up ? RecordTable.id().gt(start.id) : RecordTable.id().lt(start.id);
        boolean inEmpty = start != null && start.value == null;
        if (up) {
            if (start == null || inEmpty) {
                found.addAll(select(register, query, query.where(), field.isNull().and(afterEmpty), emptyOrder, wanted));
            }
            if (found.size() < wanted) {
                found.addAll(select(register, query, query.where(), field.isNotNull().and(afterFilled), order, wanted - found.size()));
            }
        } else {
            if (!inEmpty) {
                found.addAll(select(register, query, query.where(), field.isNotNull().and(afterFilled), order, wanted));
            }
            if (found.size() < wanted) {
                found.addAll(select(register, query, query.where(), field.isNull().and(afterEmpty), emptyOrder, wanted - found.size()));
            }
        }
    }

    private static SortField<?> order(Field<?> field, boolean ascending) {
        return ascending ? field.asc() : field.desc();
    }

    @SuppressWarnings("unchecked")
    private static Field<Object> untyped(Register register, Column column) {
        Field<?> field = RecordTable.column(register, column.id());
        return (Field<Object>)
                (column.type().isWords() ? ((Field<String>) field).collate(DSL.collation("vi-VN-x-icu")) : field);
    }

    private static Field<Object> value(Register register, Column column, String text) {
        try {
            Object value = switch (column.type()) {
                case DATE -> LocalDate.parse(text);
                case DATE_TIME -> OffsetDateTime.parse(text);
                case INTEGER, MONEY, UNIT -> Long.parseLong(text);
                case DECIMAL, PERCENT -> new java.math.BigDecimal(text);
                case YES_NO -> Boolean.parseBoolean(text);
                default -> text;
            };
            Field<?> field = RecordTable.column(register, column.id());
            @SuppressWarnings("unchecked")
            Field<Object> typed = (Field<Object>) DSL.val(value).cast(field.getDataType());
            return typed;
        } catch (DateTimeParseException | NumberFormatException e) {
            throw Cursored.unreadable();
        }
    }

    private List<Row> select(
            Register register, RecordQuery query, Condition where, Condition from, List<SortField<?>> order, int limit) {
        if (!query.indexed()) {
            return database.select(RecordRows.fields(register))
                    .from(RecordTable.of(register))
                    .where(where.and(from))
                    .orderBy(order)
                    .limit(limit)
                    .fetch(record -> rows.row(register, record));
        }
        // what is common is found among the next records in order; what is rare, by the index of words
        Table<?> next = DSL.select(DSL.asterisk())
                .from(RecordTable.of(register))
                .where(from)
                .orderBy(order)
                .limit(WINDOW)
                .asTable("next");
        List<Row> near = database.select(RecordRows.fields(register))
                .from(next)
                .where(where)
                .orderBy(order)
                .limit(limit)
                .fetch(record -> rows.row(register, record));
        if (near.size() == limit) {
            return near;
        }
        Table<?> found = DSL.with("found")
                .asMaterialized(DSL.select(DSL.asterisk())
                        .from(RecordTable.of(register))
                        .where(where.and(from)))
                .select(DSL.asterisk())
                .from(DSL.name("found"))
                .asTable("all");
        return database.select(RecordRows.fields(register))
                .from(found)
                .orderBy(order)
                .limit(limit)
                .fetch(record -> rows.row(register, record));
    }

    /** Every record of the list, one after the other, without holding them. */
    @Transactional(readOnly = true)
    public void forEach(Register register, RecordQuery query, Consumer<Row> consumer) {
        @Nullable Column sort = query.sort();
        List<SortField<?>> order = new ArrayList<>();
        if (sort != null) {
            Field<Object> field = untyped(register, sort);
            order.add(
                    query.ascending() ? field.asc().nullsFirst() : field.desc().nullsLast());
        }
        order.add(order(RecordTable.id(), query.ascending()));
        try (Cursor<Record> cursor = database.select(RecordRows.fields(register))
                .from(RecordTable.of(register))
                .where(query.where())
                .orderBy(order)
                .fetchSize(1000)
                .fetchLazy()) {
            for (Record record : cursor) {
                consumer.accept(rows.row(register, record));
            }
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** Where a page ended: the last record's number and, when ordered by a column, its value there. */
    private record Cursored(long id, @Nullable String value) {
        String write() {
            String plain = value == null ? String.valueOf(id) : id + ":" + value;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        }

        static @Nullable Cursored read(@Nullable String text) {
            if (text == null) {
                return null;
            }
            try {
                String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
                int colon = plain.indexOf(':');
                return colon < 0
                        ? new Cursored(Long.parseLong(plain), null)
                        : new Cursored(Long.parseLong(plain.substring(0, colon)), plain.substring(colon + 1));
            } catch (IllegalArgumentException e) {
                throw unreadable();
            }
        }

        static Problem unreadable() {
            return Problem.badRequest("REG-408", "Dấu trang «after» không đọc được; mở lại danh sách từ trang đầu.");
        }
    }
}
