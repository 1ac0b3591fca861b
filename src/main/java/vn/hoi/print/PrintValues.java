package vn.hoi.print;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.Column;
import vn.hoi.register.Register;
import vn.hoi.register.Row;
import vn.hoi.register.State;
import vn.hoi.unit.Units;

/**
 * All values a template is filled with: words of the province, of the record, of the print itself. Where names meet, the
 * later wins.
 */
@Component
class PrintValues {

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
        for (Column column : register.columns()) {
            if (PrintWords.isPrintable(column)) {
                words.put(values, register, column, row.value(column.id()));
            }
        }
        values.put("code", row.code());
        values.put("unit", unit(row, "unit"));
        values.put("place", unit(row, "place"));
        values.put("place-in-sentence", inSentence(row));
        values.put("note", row.value("note"));
        for (State state : register.states()) {
            values.put("state-is-" + state.id(), state.id().equals(row.state()));
            if (state.id().equals(row.state())) {
                values.put("state", state.name().vi());
            }
        }
        values.put("number", number);
        values.put("day", day == null ? null : Vietnamese.day(day));
        values.put("day-long", day == null ? null : Vietnamese.longDay(day));
        values.put("year", String.valueOf((day == null ? Vietnamese.today() : day).getYear()));
        values.put("today", Vietnamese.day(Vietnamese.today()));
        values.put("today-long", Vietnamese.longDay(Vietnamese.today()));
        values.put("look-up", lookUp);
        return values;
    }

    /** An area within a sentence begins with a small letter: xã, phường, tỉnh. */
    private String inSentence(Row row) {
        String name = unit(row, "place");
        return name.isEmpty() ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private String unit(Row row, String column) {
        return row.value(column) instanceof Integer id ? units.get(id).fullName() : "";
    }

    /** Every name there is for a register's prints, with an example of its shape. */
    Map<String, Object> examples(Register register) {
        Map<String, Object> examples = new LinkedHashMap<>();
        letterhead.words().keySet().forEach(word -> examples.put(word, "…"));
        register.columns().stream()
                .filter(PrintWords::isPrintable)
                .forEach(column -> examples.putAll(PrintWords.example(register, column)));
        for (String word : new String[] {
            "register",
            "code",
            "unit",
            "place",
            "place-in-sentence",
            "note",
            "number",
            "day",
            "day-long",
            "year",
            "today",
            "today-long",
            "look-up"
        }) {
            examples.put(word, "…");
        }
        register.states().forEach(state -> examples.put("state-is-" + state.id(), true));
        if (!register.states().isEmpty()) {
            examples.put("state", "…");
        }
        return examples;
    }
}
