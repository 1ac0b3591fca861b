package vn.hoi.register;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import vn.hoi.common.Problem;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Reads the parameters of a list's address. What it does not know it refuses, so that no filter is silently ignored. */
@Component
public class RecordQueries {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 1000;

    private final Units units;

    RecordQueries(Units units) {
        this.units = units;
    }

    /**
     * Reads the query of a list.
     *
     * @param elsewhere parameters that the page itself understands
     */
    public RecordQuery read(Register register, MultiValueMap<String, String> parameters, List<String> elsewhere) {
        Condition where = DSL.noCondition();
        boolean narrowed = false;
        boolean indexed = false;
        Map<String, List<String>> asked = new LinkedHashMap<>();
        @Nullable Column sort = null;
        boolean ascending = false;
        @Nullable String after = null;
        int limit = DEFAULT_LIMIT;
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            List<String> values = parameter.getValue().stream()
                    .map(Vietnamese::clean)
                    .filter(value -> !value.isEmpty())
                    .toList();
            if (values.isEmpty() || elsewhere.contains(parameter.getKey())) {
                continue;
            }
            asked.put(parameter.getKey(), values);
            String first = values.getFirst();
            switch (parameter.getKey()) {
                case "sort" -> sort = sortColumn(register, first);
                case "dir" -> ascending = first.equals("asc");
                case "after" -> after = first;
                case "limit" -> limit = limit(first);
                default -> {
                    where = where.and(filter(register, parameter.getKey(), values));
                    narrowed = true;
                    indexed |= isIndexed(register, parameter.getKey());
                }
            }
        }
        return new RecordQuery(where, narrowed, indexed, sort, ascending, after, limit, asked);
    }

    private static int limit(String text) {
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 1) {
            throw Problem.badRequest("REG-403", "limit phải là số từ 1 đến " + MOST + ".");
        }
        return Math.min(MOST, Integer.parseInt(text));
    }

    private static Column sortColumn(Register register, String id) {
        return register.findColumn(id)
                .filter(Column::sort)
                .orElseThrow(() -> Problem.badRequest(
                        "REG-401",
                        "Không sắp xếp được theo «" + id + "»; các cột sắp xếp được: "
                                + register.columns().stream()
                                        .filter(Column::sort)
                                        .map(Column::id)
                                        .toList() + "."));
    }

    /** Whether the index of words answers this filter too. */
    private static boolean isIndexed(Register register, String name) {
        return switch (name) {
            case "q" -> !register.searched().isEmpty();
            case "state", "unit", "place" -> true;
            default ->
                register.findColumn(name)
                        .map(RegisterTables::standsBesideWords)
                        .orElse(false);
        };
    }

    private Condition filter(Register register, String name, List<String> values) {
        String first = values.getFirst();
        switch (name) {
            case "q" -> {
                return search(register, first);
            }
            case "state" -> {
                if (!register.states().isEmpty()) {
                    return RecordTable.text("state").in(values);
                }
            }
            case "unit" -> {
                Unit unit = units.get(first, Vietnamese.today());
                return RecordTable.integer("unit").in(units.subtree(unit.id()));
            }
            case "place" -> {
                Unit unit = units.get(first, Vietnamese.today());
                LocalDate day = unit.on(Vietnamese.today()) || unit.until() == null ? Vietnamese.today() : unit.until();
                return RecordTable.integer("place").in(units.counted(unit.id(), units.map(day)));
            }
            default -> {
                Optional<Column> exact = register.findColumn(name).filter(Column::filter);
                if (exact.isPresent()) {
                    return equal(exact.get(), values);
                }
                boolean from = name.endsWith("-from");
                if (from || name.endsWith("-to")) {
                    String id = name.substring(0, name.lastIndexOf('-'));
                    Optional<Column> ranged = register.findColumn(id)
                            .filter(Column::filter)
                            .filter(column -> column.type().isRanged());
                    if (ranged.isPresent()) {
                        return range(ranged.get(), first, from);
                    }
                }
            }
        }
        throw Problem.badRequest(
                "REG-402",
                "Sổ này không có bộ lọc «" + name + "»; các bộ lọc: q, state, unit, place, "
                        + register.columns().stream()
                                .filter(Column::filter)
                                .map(Column::id)
                                .toList() + ".");
    }

    private Condition equal(Column column, List<String> values) {
        return switch (column.type()) {
            case DATE ->
                RecordTable.day(column.sql())
                        .in(values.stream().map(RecordQueries::day).toList());
            case YES_NO -> RecordTable.yesNo(column.sql()).eq(values.getFirst().equals("true"));
            case UNIT ->
                RecordTable.integer(column.sql())
                        .in(units.subtree(
                                units.get(values.getFirst(), Vietnamese.today()).id()));
            case INTEGER, MONEY, DECIMAL, PERCENT ->
                RecordTable.number(column.sql())
                        .in(values.stream().map(RecordQueries::number).toList());
            case DATE_TIME -> {
                var field = RecordTable.moment(column.sql());
                OffsetDateTime from = day(values.getFirst()).atStartOfDay(Vietnamese.ZONE).toOffsetDateTime();
                yield field.ge(from).and(field.lt(from.plusDays(1)));
            }
            case REFERENCES -> DSL.arrayOverlap(RecordTable.texts(column.sql()), values.toArray(String[]::new));
            case PERIOD ->
                RecordTable.text(column.sql())
                        .in(values.stream().map(RecordQueries::period).toList());
            case TEXT, LONG_TEXT, PARTY, CHOICE, REFERENCE, IDENTIFIER ->
                RecordTable.text(column.sql()).in(values);
            case ROWS, FILES, LOCATION -> throw new IllegalStateException("no filter over " + column.type());
        };
    }

    private static Condition range(Column column, String value, boolean from) {
        if (column.type() == ColumnType.DATE) {
            var field = RecordTable.day(column.sql());
            return from ? field.ge(day(value)) : field.le(day(value));
        }
        if (column.type() == ColumnType.DATE_TIME) {
            var field = RecordTable.moment(column.sql());
            OffsetDateTime start = day(value).atStartOfDay(Vietnamese.ZONE).toOffsetDateTime();
            return from ? field.ge(start) : field.lt(start.plusDays(1));
        }
        if (column.type() == ColumnType.PERIOD) {
            var field = RecordTable.text(column.sql());
            return from ? field.ge(period(value)) : field.le(period(value));
        }
        var field = RecordTable.number(column.sql());
        return from ? field.ge(number(value)) : field.le(number(value));
    }

    private static String period(String text) {
        return Period.read(text)
                .orElseThrow(() -> Problem.badRequest(
                        "REG-412", "«" + text + "» không phải là kỳ; viết như 2026, 2026-Q3, 2026-09."));
    }

    private static LocalDate day(String text) {
        return Vietnamese.readDay(text)
                .orElseThrow(() -> Problem.badRequest(
                        "REG-410", "«" + text + "» không phải là ngày; viết ngày dạng 2025-06-30 hoặc 30/6/2025."));
    }

    private static java.math.BigDecimal number(String text) {
        return Vietnamese.readNumber(text)
                .orElseThrow(
                        () -> Problem.badRequest("REG-411", "«" + text + "» không phải là số; viết như 1.234,56."));
    }

    /** Every word must occur, diacritics and case aside; a whole code finds its record. */
    private static Condition search(Register register, String text) {
        Condition byCode = RecordTable.text("code").eq(text.toUpperCase(java.util.Locale.ROOT));
        if (register.searched().isEmpty()) {
            return byCode;
        }
        List<Condition> words = new ArrayList<>();
        for (String word : text.split("\\s+")) {
            String escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
            // folded where the records are, so that long dashes and quotation marks meet their like
            org.jooq.Field<String> folded =
                    DSL.function(DSL.name("common", "fold"), SQLDataType.CLOB, DSL.val("%" + escaped + "%"));
            words.add(DSL.field(DSL.name("search_text"), SQLDataType.CLOB).like(folded));
        }
        return DSL.and(words).or(byCode);
    }
}
