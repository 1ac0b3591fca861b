package vn.hoi.lookup;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hoi.common.Label;
import vn.hoi.common.Language;
import vn.hoi.common.Vietnamese;
import vn.hoi.register.Column;
import vn.hoi.register.ColumnType;
import vn.hoi.register.Period;
import vn.hoi.register.PublicRecords;
import vn.hoi.register.Register;
import vn.hoi.register.Registers;
import vn.hoi.unit.Units;

/** The public columns of a record, for people and for machines. */
@Component
class PublicWords {

    private static final Map<String, Label> COMMON = Map.of(
            "code", new Label("Mã", "Code"),
            "state", new Label("Tình trạng", "State"),
            "place", new Label("Địa bàn", "Place"),
            "unit", new Label("Cơ quan quản lý", "Responsible agency"));

    private final Units units;
    private final Registers registers;
    private final PublicRecords records;

    PublicWords(Units units, Registers registers, PublicRecords records) {
        this.units = units;
        this.registers = registers;
        this.records = records;
    }

    List<Found.Fact> facts(Register register, Map<String, @Nullable Object> values, Language language) {
        List<Found.Fact> facts = new ArrayList<>();
        for (String id : Objects.requireNonNull(register.publicView()).shows()) {
            @Nullable Object value = values.get(id);
            if (value != null) {
                facts.add(new Found.Fact(name(register, id).in(language), words(register, id, value, language)));
            }
        }
        return facts;
    }

    private static Label name(Register register, String id) {
        return register.findColumn(id).map(Column::name).orElseGet(() -> COMMON.getOrDefault(id, Label.of(id)));
    }

    private String words(Register register, String id, Object value, Language language) {
        if (id.equals("state")) {
            return register.findState(value.toString())
                    .map(state -> state.name().in(language))
                    .orElse(value.toString());
        }
        if (value instanceof Integer unit) {
            return units.get(unit).fullName();
        }
        return switch (value) {
            case LocalDate day -> Vietnamese.day(day);
            case OffsetDateTime moment -> Vietnamese.moment(moment);
            case Boolean truth -> yesNo(truth, language);
            case BigDecimal number -> register.column(id).words(number);
            case Long number -> register.column(id).words(number);
            default ->
                register.findColumn(id)
                        .map(column -> text(register, column, value, language))
                        .orElse(value.toString());
        };
    }

    private static String yesNo(boolean truth, Language language) {
        return (truth ? new Label("Có", "Yes") : new Label("Không", "No")).in(language);
    }

    private String text(Register register, Column column, Object value, Language language) {
        if (column.type() == ColumnType.REFERENCE) {
            return registers
                    .find(String.valueOf(column.of()))
                    .flatMap(other -> records.title(other, value.toString()))
                    .orElse(value.toString());
        }
        if (column.type() == ColumnType.CHOICE) {
            return register.choiceName(column, value.toString()).in(language);
        }
        return column.type() == ColumnType.PERIOD
                ? Period.shown(value.toString(), language == Language.EN)
                : value.toString();
    }

    /** As lists of the inside have them: choices by id, units by code, days ISO 8601. */
    Map<String, @Nullable Object> json(Register register, Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("verdict", Verdict.of(register, values).id());
        for (String id : Objects.requireNonNull(register.publicView()).shows()) {
            @Nullable Object value = values.get(id);
            json.put(id, value instanceof Integer unit ? units.get(unit).code() : value);
        }
        return json;
    }
}
