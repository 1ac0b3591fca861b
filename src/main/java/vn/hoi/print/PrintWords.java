package vn.hoi.print;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.NumberWords;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.Choice;
import vn.hoi.register.Column;
import vn.hoi.register.ColumnType;
import vn.hoi.register.Location;
import vn.hoi.register.Period;
import vn.hoi.register.Records;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.unit.Units;

/** The values of a record's columns as documents write them, under the names templates use. */
@Component
class PrintWords {

    private static final String IN_SENTENCE = "-in-sentence";
    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi-VN");

    private final Registers registers;
    private final Records records;
    private final Units units;

    PrintWords(Registers registers, Records records, Units units) {
        this.registers = registers;
        this.records = records;
        this.units = units;
    }

    /**
     * Puts all that a template may name of a column.
     *
     * @param value as the record holds it; null puts every name without a value
     */
    void put(Map<String, @Nullable Object> words, Register register, Column column, @Nullable Object value) {
        String id = column.id();
        words.put(id, value == null ? empty(column) : text(register, column, value));
        switch (column.type()) {
            case DATE -> words.put(id + "-long", value == null ? null : Vietnamese.longDay((LocalDate) value));
            case DATE_TIME -> words.put(id + "-long", value == null ? null : longMoment((OffsetDateTime) value));
            case MONEY -> words.put(id + "-in-words", value == null ? null : NumberWords.dong((Long) value));
            case INTEGER -> words.put(id + "-in-words", value == null ? null : NumberWords.of((Long) value));
            case YES_NO -> words.put(id + "-is-yes", Boolean.TRUE.equals(value));
            case CHOICE -> {
                words.put(id + IN_SENTENCE, value == null ? null : inSentence(text(register, column, value)));
                for (Choice choice : register.choices(column)) {
                    words.put(id + "-is-" + choice.id(), choice.id().equals(value));
                }
            }
            case REFERENCE -> words.put(id + "-code", value);
            default -> {}
        }
    }

    /** What is called so within a sentence: its first letter small, unless a name or capitals begin there. */
    static String inSentence(Object called) {
        String text = called.toString();
        boolean capitals = text.length() > 1 && Character.isUpperCase(text.charAt(1));
        return text.isEmpty() || capitals ? text : text.substring(0, 1).toLowerCase(VIETNAMESE) + text.substring(1);
    }

    private static @Nullable Object empty(Column column) {
        return column.type().isMany() ? List.of() : null;
    }

    private Object text(Register register, Column column, Object value) {
        return switch (column.type()) {
            case DATE -> Vietnamese.day((LocalDate) value);
            case DATE_TIME -> Vietnamese.moment((OffsetDateTime) value);
            case CHOICE -> register.choiceName(column, value.toString()).vi();
            case UNIT -> units.get((Integer) value).fullName();
            case YES_NO -> Boolean.TRUE.equals(value) ? "Có" : "Không";
            case INTEGER -> column.words((Long) value);
            case MONEY, DECIMAL, PERCENT -> Vietnamese.number(new BigDecimal(value.toString()));
            case PERIOD -> Period.shown(value.toString(), false);
            case LOCATION -> location((Location) value);
            case REFERENCE -> title(column, value.toString());
            case REFERENCES ->
                ((List<?>) value)
                        .stream().map(code -> title(column, code.toString())).toList();
            case ROWS -> rows(register, column, (List<?>) value);
            default -> value.toString();
        };
    }

    private static String longMoment(OffsetDateTime moment) {
        var local = moment.atZoneSameInstant(Vietnamese.ZONE);
        return "%02d giờ %02d phút, %s"
                .formatted(local.getHour(), local.getMinute(), Vietnamese.longDay(local.toLocalDate()));
    }

    private static String location(Location point) {
        return point.latitude().toPlainString().replace('.', ',') + "° vĩ Bắc, "
                + point.longitude().toPlainString().replace('.', ',') + "° kinh Đông";
    }

    /** What the other record is called; its code where it has no title or is no more. */
    private String title(Column column, String code) {
        return registers
                .find(String.valueOf(column.of()))
                .filter(other -> other.title() != null)
                .flatMap(other -> records.find(other, code)
                        .map(row -> String.valueOf(row.values().getOrDefault(String.valueOf(other.title()), code))))
                .filter(title -> !title.equals("null"))
                .orElse(code);
    }

    private List<Map<String, @Nullable Object>> rows(Register register, Column column, List<?> rows) {
        List<Map<String, @Nullable Object>> written = new ArrayList<>();
        for (Object row : rows) {
            Map<String, @Nullable Object> words = new LinkedHashMap<>();
            for (Column inner : column.columns()) {
                put(words, register, inner, ((Map<?, ?>) row).get(inner.id()));
            }
            written.add(words);
        }
        return written;
    }

    /** The names of a column, each with an example of its shape, to try a template with. */
    static Map<String, Object> example(Register register, Column column) {
        Map<String, Object> names = new LinkedHashMap<>();
        String id = column.id();
        names.put(
                id,
                switch (column.type()) {
                    case ROWS -> {
                        Map<String, Object> row = new LinkedHashMap<>();
                        column.columns().forEach(inner -> row.putAll(example(register, inner)));
                        yield List.of(row);
                    }
                    case REFERENCES -> List.of("…");
                    default -> "…";
                });
        switch (column.type()) {
            case DATE, DATE_TIME -> names.put(id + "-long", "…");
            case MONEY, INTEGER -> names.put(id + "-in-words", "…");
            case YES_NO -> names.put(id + "-is-yes", true);
            case CHOICE -> {
                names.put(id + IN_SENTENCE, "…");
                register.choices(column).forEach(choice -> names.put(id + "-is-" + choice.id(), true));
            }
            case REFERENCE -> names.put(id + "-code", "…");
            default -> {}
        }
        return names;
    }

    /** Columns a document cannot show. */
    static boolean isPrintable(Column column) {
        return column.type() != ColumnType.FILES;
    }
}
