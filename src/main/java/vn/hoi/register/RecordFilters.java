package vn.hoi.register;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Vietnamese;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** Turns one parameter of a list's address into what must hold for a record. */
@Component
class RecordFilters {

    /** Answers of the filter by deadline. */
    static final List<String> DUE = List.of("late", "soon", "paused", "running");

    /** How long ahead a deadline is called near. */
    private static final Duration WARNING = Duration.ofDays(3);

    /** What may stand before a word. */
    private static final List<String> BEGINNINGS = List.of("", "% ", "%-", "%/", "%.");

    private final Units units;
    private final Rights rights;

    RecordFilters(Units units, Rights rights) {
        this.units = units;
        this.rights = rights;
    }

    /**
     * @param values at least one
     * @throws Problem REG-402 for a name that filters nothing, REG-410 to REG-412 and REG-441 for a value that cannot be read
     */
    Condition condition(Register register, String name, List<String> values) {
        String first = values.getFirst();
        @Nullable
        Condition condition = switch (name) {
            case "state" ->
                register.states().isEmpty() ? null : RecordTable.text("state").in(values);
            case "unit" -> RecordTable.integer("unit").in(below(first));
            case "place" -> at(first);
            case "due" -> register.deadline() == null ? null : due(register, register.deadline(), values);
            case "empty", "filled" -> presence(register, values, name.equals("empty"));
            default -> declared(register, name, values);
        };
        if (condition == null) {
            throw unknown(register, name);
        }
        return condition;
    }

    private Problem unknown(Register register, String name) {
        List<String> names = new ArrayList<>(List.of("q", "unit", "place", "empty", "filled"));
        if (!register.states().isEmpty()) {
            names.add("state");
        }
        if (register.deadline() != null) {
            names.add("due");
        }
        names.addAll(filters(register).stream().map(Column::id).toList());
        return Problem.badRequest(
                "REG-402",
                "Sổ này không có bộ lọc «" + name + "»; các bộ lọc: " + String.join(", ", names)
                        + "; khoảng ngày và khoảng số thêm «-from», «-to».");
    }

    /** Columns the person at work may narrow the list by; what is masked is not told by a filter either. */
    List<Column> filters(Register register) {
        return register.columns().stream()
                .filter(column -> column.filter() && column.type() != ColumnType.LOCATION)
                .filter(column -> isReadable(register, column))
                .toList();
    }

    /** Columns of which a list may be asked whether they are empty. */
    List<Column> optional(Register register) {
        return register.columns().stream()
                .filter(column -> (column.filter() || column.sort()) && !column.required())
                .filter(column -> isReadable(register, column))
                .toList();
    }

    private boolean isReadable(Register register, Column column) {
        return !column.personal() || rights.mayReadPersonal(register.id());
    }

    private @Nullable Condition declared(Register register, String name, List<String> values) {
        Optional<Column> exact = find(register, name);
        if (exact.isPresent()) {
            return equal(exact.get(), values);
        }
        boolean from = name.endsWith("-from");
        if (!from && !name.endsWith("-to")) {
            return null;
        }
        return find(register, name.substring(0, name.lastIndexOf('-')))
                .filter(column -> column.type().isRanged())
                .map(column -> range(column, values.getFirst(), from))
                .orElse(null);
    }

    private Optional<Column> find(Register register, String id) {
        return filters(register).stream()
                .filter(column -> column.id().equals(id))
                .findFirst();
    }

    private Condition equal(Column column, List<String> values) {
        return switch (column.type()) {
            case DATE ->
                RecordTable.day(column.sql())
                        .in(values.stream().map(RecordFilters::day).toList());
            case YES_NO -> RecordTable.yesNo(column.sql()).eq(values.getFirst().equals("true"));
            case UNIT -> RecordTable.integer(column.sql()).in(below(values.getFirst()));
            case INTEGER, MONEY, DECIMAL, PERCENT ->
                RecordTable.number(column.sql())
                        .in(values.stream().map(RecordFilters::number).toList());
            case DATE_TIME -> {
                var field = RecordTable.moment(column.sql());
                OffsetDateTime from = start(values.getFirst());
                yield field.ge(from).and(field.lt(from.plusDays(1)));
            }
            case REFERENCES -> DSL.arrayOverlap(RecordTable.texts(column.sql()), values.toArray(String[]::new));
            case PERIOD ->
                RecordTable.text(column.sql())
                        .in(values.stream().map(RecordFilters::period).toList());
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
            return from ? field.ge(start(value)) : field.lt(start(value).plusDays(1));
        }
        if (column.type() == ColumnType.PERIOD) {
            var field = RecordTable.text(column.sql());
            return from ? field.ge(period(value)) : field.le(period(value));
        }
        var field = RecordTable.number(column.sql());
        return from ? field.ge(number(value)) : field.le(number(value));
    }

    private java.util.Set<Integer> below(String unit) {
        return units.subtree(units.get(unit, Vietnamese.today()).id());
    }

    private Condition at(String place) {
        Unit unit = units.get(place, Vietnamese.today());
        LocalDate day = unit.on(Vietnamese.today()) || unit.until() == null ? Vietnamese.today() : unit.until();
        return RecordTable.integer("place").in(units.counted(unit.id(), units.map(day)));
    }

    /** Written as the index of what is due is, so that it answers. */
    private static Condition due(Register register, Deadline deadline, List<String> values) {
        Field<OffsetDateTime> due = RecordTable.moment("due_at");
        Condition open = due.isNotNull();
        if (!deadline.metIn().isEmpty()) {
            open = open.and(RecordTable.text("state")
                    .notIn(deadline.metIn().stream().map(DSL::inline).toList()));
        }
        Condition running = RecordTable.moment("due_paused_at").isNull();
        OffsetDateTime now = OffsetDateTime.now(Vietnamese.ZONE);
        List<Condition> any = new ArrayList<>();
        for (String value : values) {
            any.add(
                    switch (value) {
                        case "late" -> running.and(due.lt(now));
                        case "soon" -> running.and(due.ge(now)).and(due.lt(now.plus(WARNING)));
                        case "paused" -> running.not();
                        case "running" -> running.and(due.ge(now));
                        default ->
                            throw Problem.badRequest(
                                    "REG-441", "Bộ lọc thời hạn không có «" + value + "»; dùng " + DUE + ".");
                    });
        }
        return open.and(DSL.or(any));
    }

    private @Nullable Condition presence(Register register, List<String> ids, boolean empty) {
        Condition all = DSL.noCondition();
        for (String id : ids) {
            Column column = optional(register).stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> Problem.badRequest(
                            "REG-440",
                            "Không lọc được theo cột «" + id + "» có hay chưa có giá trị; các cột: "
                                    + optional(register).stream()
                                            .map(Column::id)
                                            .toList() + "."));
            Field<?> field = RecordTable.column(register, column.id());
            all = all.and(empty ? field.isNull() : field.isNotNull());
        }
        return all;
    }

    private static String period(String text) {
        return Period.read(text)
                .orElseThrow(() -> Problem.badRequest(
                        "REG-412", "«" + text + "» không phải là kỳ; viết như 2026, 2026-Q3, 2026-09."));
    }

    private static OffsetDateTime start(String text) {
        return day(text).atStartOfDay(Vietnamese.ZONE).toOffsetDateTime();
    }

    private static LocalDate day(String text) {
        return Vietnamese.readDay(text)
                .orElseThrow(() -> Problem.badRequest(
                        "REG-410", "«" + text + "» không phải là ngày; viết ngày dạng 2025-06-30 hoặc 30/6/2025."));
    }

    private static BigDecimal number(String text) {
        return Vietnamese.readNumber(text)
                .orElseThrow(
                        () -> Problem.badRequest("REG-411", "«" + text + "» không phải là số; viết như 1.234,56."));
    }

    /** A condition for each word, diacritics and case aside; all must hold. A whole code finds its record. */
    List<Condition> words(Register register, String text) {
        Condition byCode = RecordTable.text("code").eq(text.toUpperCase(Locale.ROOT));
        if (register.searched().isEmpty()) {
            return List.of(byCode);
        }
        List<Condition> words = new ArrayList<>();
        for (String word : text.split("\\s+")) {
            String escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
            // the index knows letters by threes: a shorter word is looked for where words begin
            List<String> before = Vietnamese.fold(word).length() < 3 ? BEGINNINGS : List.of("%");
            words.add(DSL.or(
                    before.stream().map(start -> holds(start + escaped + "%")).toList()));
        }
        // a code has no blanks; without the other way in, the index of words answers all conditions at once
        return words.size() == 1 ? List.of(words.getFirst().or(byCode)) : words;
    }

    /** Folded where the records are, so that long dashes and quotation marks meet their like. */
    private static Condition holds(String pattern) {
        Field<String> folded = DSL.function(DSL.name("common", "fold"), SQLDataType.CLOB, DSL.val(pattern));
        return DSL.field(DSL.name("search_text"), SQLDataType.CLOB).like(folded);
    }
}
