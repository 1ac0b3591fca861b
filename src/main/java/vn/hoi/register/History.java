package vn.hoi.register;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.hoi.common.Problem;
import vn.hoi.common.Rights;
import vn.hoi.common.Vietnamese;
import vn.hoi.journal.Journal;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/** A record's past: its journal page by page, the batch it came in, and its values as they once stood. */
@Component
public final class History {

    /**
     * One page of a record's past.
     *
     * @param entries newest first; values the reader may not see are masked
     * @param next number of the entry the page after begins below; null on the last page
     * @param batch entry of the loading the record came in, on the last page; null when it was made singly
     */
    public record Page(
            List<Journal.Entry> entries, @Nullable Long next, Journal.@Nullable Entry batch) {}

    private static final String MASKED = "•••";

    private final DSLContext database;
    private final Journal journal;
    private final Rights rights;
    private final RecordRows rows;
    private final Units units;
    private final JsonMapper json;

    History(DSLContext database, Journal journal, Rights rights, RecordRows rows, Units units, JsonMapper json) {
        this.database = database;
        this.journal = journal;
        this.rights = rights;
        this.rows = rows;
        this.units = units;
        this.json = json;
    }

    /**
     * The number of an entry, as an address holds it.
     *
     * @throws Problem REG-423 when it is none
     */
    static long number(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw Problem.badRequest("REG-423", "«" + text + "» không phải là số của mục nhật ký; mở lại từ nhật ký.");
        }
        return Long.parseLong(text);
    }

    /**
     * A page of the record's past.
     *
     * @param others codes of records of the same register that were merged into this one
     * @param before number of the entry the page begins below; null for the newest
     */
    Page page(Register register, Row row, List<String> others, @Nullable Long before) {
        List<String> subjects = new ArrayList<>(List.of(Records.subject(register, row.code())));
        others.forEach(code -> subjects.add(Records.subject(register, code)));
        List<Journal.Entry> entries = new ArrayList<>(journal.list(subjects, before, Journal.PAGE + 1));
        @Nullable Long next = null;
        if (entries.size() > Journal.PAGE) {
            entries.removeLast();
            next = entries.getLast().id();
        }
        List<Journal.Entry> shown =
                entries.stream().map(entry -> shown(register, entry)).toList();
        return new Page(shown, next, next == null ? batch(register, row) : null);
    }

    /** The entry as the person at work may see it. */
    Journal.Entry shown(Register register, Journal.Entry entry) {
        return rights.mayReadPersonal(register.id()) ? entry : masked(register, entry);
    }

    private static Journal.Entry masked(Register register, Journal.Entry entry) {
        Map<String, Journal.Change> changes = new LinkedHashMap<>(entry.changes());
        changes.replaceAll((id, change) -> {
            String column =
                    id.endsWith(PartyLinks.SUFFIX) ? id.substring(0, id.length() - PartyLinks.SUFFIX.length()) : id;
            return register.findColumn(column)
                    .filter(declared ->
                            declared.personal() || declared.columns().stream().anyMatch(Column::personal))
                    .filter(declared -> !change.erased())
                    .map(declared -> new Journal.Change(
                            change.before() == null ? null : MASKED, change.after() == null ? null : MASKED))
                    .orElse(change);
        });
        return entry.with(changes);
    }

    /** The entry of the batch a record was loaded in; null when it was made singly. */
    private Journal.@Nullable Entry batch(Register register, Row row) {
        @Nullable
        Long number = database.select(DSL.field(DSL.name("loaded_in"), SQLDataType.BIGINT))
                .from(RecordTable.of(register))
                .where(RecordTable.id().eq(row.id()))
                .fetchOne(0, Long.class);
        return number == null ? null : journal.find(number).orElse(null);
    }

    /**
     * The record as a form would send it, with the values it had right after an entry of its journal, or as it came in
     * its batch. What was masked when it was written, what was erased since, and a state that only steps change, stay as
     * they are now.
     *
     * @throws Problem REG-420 when the entry is not of this record
     */
    Map<String, String> texts(Register register, Row row, long entry) {
        Map<String, String> texts = rows.texts(register, row);
        String subject = Records.subject(register, row.code());
        @Nullable Long before = null;
        while (true) {
            List<Journal.Entry> entries = journal.list(List.of(subject), before, Journal.PAGE);
            for (Journal.Entry one : entries) {
                if (one.id() == entry) {
                    return texts;
                }
                takeBack(register, one, texts);
            }
            if (entries.size() < Journal.PAGE) {
                break;
            }
            before = entries.getLast().id();
        }
        Journal.@Nullable Entry batch = batch(register, row);
        if (batch == null || batch.id() != entry) {
            throw Problem.unknown("REG-420", "Nhật ký của bản ghi không có mục này; chọn lại trong nhật ký.");
        }
        return texts;
    }

    private void takeBack(Register register, Journal.Entry entry, Map<String, String> texts) {
        LocalDate day = LocalDate.ofInstant(entry.at(), Vietnamese.ZONE);
        entry.changes().forEach((id, change) -> {
            boolean kept = !texts.containsKey(id)
                    || id.equals("code")
                    || (id.equals("state") && register.hasSteps())
                    || change.erased()
                    || MASKED.equals(change.before());
            if (!kept) {
                texts.put(id, typed(register, id, change.before(), day));
            }
        });
    }

    /** What the journal keeps of a value, as a form takes it. */
    private String typed(Register register, String id, @Nullable Object kept, LocalDate day) {
        Optional<Column> column = register.findColumn(id);
        boolean unit = id.equals("unit")
                || id.equals("place")
                || column.map(declared -> declared.type() == ColumnType.UNIT).orElse(false);
        return switch (kept) {
            case null -> "";
            case String code
            when unit ->
                units.find(code, day)
                        .map(Unit::id)
                        .map(found -> Units.BY_ID + found)
                        .orElse(code);
            case Number number ->
                new BigDecimal(number.toString()).toPlainString().replace('.', ',');
            case Map<?, ?> point -> point.get("latitude") + ", " + point.get("longitude");
            case List<?> list
            when !list.isEmpty() && list.getFirst() instanceof Map ->
                json.writeValueAsString(
                        list.stream().map(row -> typedRow((Map<?, ?>) row)).toList());
            case List<?> list ->
                String.join(", ", list.stream().map(Object::toString).toList());
            default -> kept.toString();
        };
    }

    private static Map<String, String> typedRow(Map<?, ?> row) {
        Map<String, String> typed = new LinkedHashMap<>();
        row.forEach((column, value) -> {
            if (value != null) {
                typed.put(
                        column.toString(),
                        value instanceof Number number
                                ? new BigDecimal(number.toString())
                                        .toPlainString()
                                        .replace('.', ',')
                                : value.toString());
            }
        });
        return typed;
    }
}
