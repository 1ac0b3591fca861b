package vn.hoi.print;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.NumberWords;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.Column;
import vn.hoi.register.Register;
import vn.hoi.register.Row;
import vn.hoi.register.State;
import vn.hoi.unit.Unit;
import vn.hoi.unit.Units;

/**
 * All values a template is filled with: words of the province, of the record, of the print itself. Where names meet, the
 * later wins.
 */
@Component
class PrintValues {

    /** The section of a list's records, and the number of each among them. */
    static final String ROWS = "rows";

    static final String LINE = "n";
    private static final String SUM = "-sum";

    private final ProvinceLetterhead letterhead;
    private final PrintWords words;
    private final Units units;

    PrintValues(ProvinceLetterhead letterhead, PrintWords words, Units units) {
        this.letterhead = letterhead;
        this.words = words;
        this.units = units;
    }

    /**
     * The values of one document.
     *
     * @param number as it is written; with its own place left open in a draft
     * @param day null in a draft, which leaves it open for the pen
     * @param lookUp the public address of the record
     */
    Map<String, @Nullable Object> of(
            Register register, Row row, String number, @Nullable LocalDate day, String lookUp) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(letterhead.words());
        values.put("register", register.name().vi());
        values.putAll(record(register, row));
        @Nullable Object own = values.get("number");
        ofDocument(values, number, day);
        // a document without a number of its own may name that of the record: a revocation says what it revokes
        if (number.isEmpty() && own != null) {
            values.put("number", own);
        }
        values.put("look-up", lookUp);
        return values;
    }

    /** The words of a record alone. */
    private Map<String, @Nullable Object> record(Register register, Row row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Column column : register.columns()) {
            if (PrintWords.isPrintable(column)) {
                words.put(values, register, column, row.value(column.id()));
            }
        }
        values.put("code", row.code());
        values.put("unit", office(row));
        values.put("place", unit(row, "place"));
        values.put("place-in-sentence", inSentence(row));
        values.put("note", row.value("note"));
        for (State state : register.states()) {
            values.put("state-is-" + state.id(), state.id().equals(row.state()));
            if (state.id().equals(row.state())) {
                values.put("state", state.name().vi());
            }
        }
        return values;
    }

    /** The words of the document itself. */
    private static void ofDocument(Map<String, @Nullable Object> values, String number, @Nullable LocalDate day) {
        values.put("number", number);
        values.put("day", day == null ? null : Vietnamese.day(day));
        values.put("day-long", day == null ? null : Vietnamese.longDay(day));
        values.put("year", String.valueOf((day == null ? Vietnamese.today() : day).getYear()));
        values.put("today", Vietnamese.day(Vietnamese.today()));
        values.put("today-long", Vietnamese.longDay(Vietnamese.today()));
    }

    /**
     * The values of a document of many records: {@code rows}, each with its number {@code n}; how many there are; the sum of
     * each column of amounts, without a value where no record has one.
     *
     * @param narrowed what the list was asked for, in words; empty for all of it
     */
    Map<String, @Nullable Object> of(Register register, List<Row> rows, String narrowed) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(letterhead.words());
        values.put("register", register.name().vi());
        List<Map<String, @Nullable Object>> lines = new ArrayList<>();
        for (Row row : rows) {
            Map<String, @Nullable Object> line = record(register, row);
            line.put(LINE, String.valueOf(lines.size() + 1));
            lines.add(line);
        }
        values.put(ROWS, lines);
        values.put("count", Vietnamese.number(rows.size()));
        values.put("count-in-words", NumberWords.of(rows.size()));
        for (Column column : register.columns()) {
            if (isSummed(column)) {
                @Nullable BigDecimal sum = sum(column, rows);
                values.put(column.id() + SUM, sum == null ? null : Vietnamese.number(sum));
            }
        }
        values.put("narrowed", narrowed.isEmpty() ? null : narrowed);
        ofDocument(values, "", null);
        return values;
    }

    /** Years, shares and the like are numbers that nobody adds up. */
    private static boolean isSummed(Column column) {
        return switch (column.type()) {
            case INTEGER, MONEY, DECIMAL -> !column.year();
            default -> false;
        };
    }

    private static @Nullable BigDecimal sum(Column column, List<Row> rows) {
        return rows.stream()
                .map(row -> row.value(column.id()))
                .filter(Objects::nonNull)
                .map(value -> new BigDecimal(value.toString()))
                .reduce(BigDecimal::add)
                .orElse(null);
    }

    /** Who answers for the record: of an area, the committee that governs it. */
    private String office(Row row) {
        if (!(row.value("unit") instanceof Integer id)) {
            return "";
        }
        Unit unit = units.get(id);
        return unit.isArea() ? "Ủy ban nhân dân " + PrintWords.inSentence(unit.fullName()) : unit.fullName();
    }

    /** An area within a sentence begins with a small letter: xã, phường, tỉnh. */
    private String inSentence(Row row) {
        return PrintWords.inSentence(unit(row, "place"));
    }

    private String unit(Row row, String column) {
        return row.value(column) instanceof Integer id ? units.get(id).fullName() : "";
    }

    /** Every name there is for a register's prints, with an example of its shape. */
    Map<String, Object> examples(Register register) {
        Map<String, Object> examples = new LinkedHashMap<>(examplesOfDocument());
        examples.putAll(examplesOfRecord(register));
        examples.put("look-up", "…");
        return examples;
    }

    /** Every name there is for a register's prints of its list; a row has those of {@link #examplesOfRecord} too. */
    Map<String, Object> examplesOfList(Register register) {
        Map<String, Object> examples = new LinkedHashMap<>(examplesOfDocument());
        Map<String, Object> row = new LinkedHashMap<>(examplesOfRecord(register));
        row.put(LINE, "…");
        examples.put(ROWS, List.of(row));
        for (String word : new String[] {"count", "count-in-words", "narrowed"}) {
            examples.put(word, "…");
        }
        register.columns().stream()
                .filter(PrintValues::isSummed)
                .forEach(column -> examples.put(column.id() + SUM, "…"));
        return examples;
    }

    private Map<String, Object> examplesOfDocument() {
        Map<String, Object> examples = new LinkedHashMap<>();
        letterhead.words().keySet().forEach(word -> examples.put(word, "…"));
        for (String word : new String[] {"register", "number", "day", "day-long", "year", "today", "today-long"}) {
            examples.put(word, "…");
        }
        return examples;
    }

    /** The names of a record's words. */
    static Map<String, Object> examplesOfRecord(Register register) {
        Map<String, Object> examples = new LinkedHashMap<>();
        register.columns().stream()
                .filter(PrintWords::isPrintable)
                .forEach(column -> examples.putAll(PrintWords.example(register, column)));
        for (String word : new String[] {"code", "unit", "place", "place-in-sentence", "note"}) {
            examples.put(word, "…");
        }
        register.states().forEach(state -> examples.put("state-is-" + state.id(), true));
        if (!register.states().isEmpty()) {
            examples.put("state", "…");
        }
        return examples;
    }
}
